"""Bytes as text, whatever the mail says they are: what is labelled rightly, wrongly, strangely or not at all.

No byte is ever lost: what fits no charset is read as windows-1252, in which every byte is a character. UTF-7 is not
decoded, since it hides what it says from whoever looks at the bytes.
"""

import codecs
import re

_WESTERN = "cp1252"
_ASCII_LIKE = {"", "ascii", _WESTERN, "iso8859-1", "utf-7"}
# A wider charset that programs mean when they name the narrower one.
_MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932", "big5": "cp950"}
_KNOWN = frozenset(
    {"utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "hz", "big5hkscs", "cp932", "cp949"}
    | {"euc_jp", "euc_jis_2004", "iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_ext", "iso2022_kr", "cp950"}
    | {"koi8-r", "koi8-u", "koi8-t", "mac-roman", "mac-cyrillic", "tis-620", "kz1048", "ptcp154", "johab"}
    | {f"cp125{number}" for number in range(9)}
    | {f"iso8859-{number}" for number in (*range(1, 12), *range(13, 17))}
    | {f"cp{number}" for number in (437, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 865, 866, 869, 874)}
)
_UNDEFINED = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
_TO_WESTERN = {byte: bytes([byte]).decode(_WESTERN) for byte in range(0x80, 0xA0) if byte not in _UNDEFINED}
# A character that windows-1252 has and iso-8859 has not, in a text that is labelled as the latter.
_TO_WESTERN_SIGNS = {byte: sign for byte, sign in _TO_WESTERN.items() if byte != 0x85}
_STRAYS = {0xDC00 + byte: _TO_WESTERN.get(byte, chr(byte)) for byte in range(0x80, 0x100)}
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HIGH = 0x80
# In koi8-r the lower-case letters come before the capitals, in windows-1251 after them.
_LOWER_IN_KOI8 = range(0xC0, 0xE0)
_LOWER_IN_1251 = range(0xE0, 0x100)
_FEW = 3
_OF_ONE_BYTE = ("iso8859", "cp125", "cp8", "cp437", "cp737", "koi8", "mac-")


def decoded(data: bytes, label: str = "") -> str:
    r"""The text of some bytes that are labelled with a charset. Never raises.

    >>> decoded("привет".encode("koi8-r"), "koi8-r"), decoded(b"\x93hi\x94", "us-ascii")
    ('привет', '“hi”')
    """
    name = charset_of(label)
    if data.startswith(_MARKS):
        name = "utf-16"
    elif name.startswith(("utf-16", "utf-32")) and b"\0" not in data:
        # Every text in these has zero bytes, at least at its spaces; without them it would be read as gibberish.
        name = ""
    for charset in _tried(data, name):
        if (text := _strictly(data, charset)) is not None:
            return _storable(text.translate(_TO_WESTERN_SIGNS) if charset.startswith("iso8859") else text)
    return _storable(_mixed(data))


def _tried(data: bytes, name: str) -> tuple[str, ...]:
    """The charsets in which bytes that are said to be of one are tried, the likeliest first."""
    if name in _ASCII_LIKE:
        return (*_by_sight(data), "utf-8")
    # Any bytes can be read in these, and hardly any but UTF-8 as UTF-8.
    return ("utf-8", name) if name.startswith(_OF_ONE_BYTE) else (name, "utf-8")


def _mixed(data: bytes) -> str:
    """Bytes of which most are UTF-8 and some are not: these alone as windows-1252; all of them where few are UTF-8."""
    text = data.decode("utf-8", "surrogateescape")
    strays = sum(1 for sign in text if "\udc80" <= sign <= "\udcff")
    others = sum(1 for sign in text if ord(sign) >= _HIGH) - strays
    return text.translate(_STRAYS) if others >= strays else western(data)


_META = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_LOOKED_AT = 4_000


def declared(html: bytes) -> str:
    r"""The charset that an HTML text says of itself, or "".

    >>> declared(b'<head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">')
    'iso-8859-2'
    """
    meta = _META.search(html[:_LOOKED_AT])
    return meta[1].decode("ascii", "replace") if meta else ""


def charset_of(label: str) -> str:
    """The charset that a label means, or "" for an unknown one, or one that is not for text."""
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return ""
    name = _MEANT.get(name, name)
    return name if name in _KNOWN or name in _ASCII_LIKE else ""


def western(data: bytes) -> str:
    """Bytes as windows-1252, in which each of them is a character."""
    return data.decode("latin-1").translate(_TO_WESTERN)


def _storable(text: str) -> str:
    """A text without the two kinds of characters that no database stores."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, ValueError):
        return None


def _by_sight(data: bytes) -> tuple[str, ...]:
    """The charset that bytes without a true label look like, where they look like one."""
    if b"\x1b$" in data or b"\x1b(J" in data:
        return ("iso2022_jp",)
    high = [byte for byte in data[:20_000] if byte >= _HIGH]
    plain = sum(1 for byte in data[:20_000] if chr(byte).isascii() and chr(byte).isalpha())
    if len(high) <= _FEW or len(high) < 2 * plain:
        return ()
    koi8, windows = (sum(1 for byte in high if byte in lower) for lower in (_LOWER_IN_KOI8, _LOWER_IN_1251))
    if koi8 + windows < 0.9 * len(high):
        return ("utf-8",)
    return ("utf-8", "koi8-r") if koi8 > windows else ("utf-8", "cp1251")
