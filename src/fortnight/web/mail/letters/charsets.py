"""Bytes as text, whatever the mail says they are: what is labelled rightly, wrongly, strangely or not at all.

No byte is ever lost: what fits no charset is read as windows-1252, in which every byte is a sign. UTF-7 is not decoded,
since it hides what it says from whoever looks at the bytes.
"""

import codecs

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
_TO_WESTERN = {one: bytes([one]).decode(_WESTERN) for one in range(0x80, 0xA0) if one not in _UNDEFINED}
_HIGH = 0x80
# In koi8-r small letters stand before the large ones, in windows-1251 behind them.
_LOWER_IN_KOI8 = range(0xC0, 0xE0)
_LOWER_IN_1251 = range(0xE0, 0x100)
_FEW = 3


def decoded(data: bytes, label: str = "") -> str:
    r"""The text of some bytes that are labelled with a charset. Never raises.

    >>> decoded("привет".encode("koi8-r"), "koi8-r"), decoded(b"\x93hi\x94", "us-ascii")
    ('привет', '“hi”')
    """
    name = charset_of(label)
    wanted = (name,) if name not in _ASCII_LIKE else ()
    for one in (*wanted, "utf-8") if wanted else (*_by_sight(data), "utf-8"):
        if (text := _strictly(data, one)) is not None:
            return _kept(text)
    return _kept(western(data))


def charset_of(label: str) -> str:
    """The charset that a label means, or "" for one that is unknown or is none of text."""
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return ""
    name = _MEANT.get(name, name)
    return name if name in _KNOWN or name in _ASCII_LIKE else ""


def western(data: bytes) -> str:
    """Bytes as windows-1252, in which each of them is a sign."""
    return data.decode("latin-1").translate(_TO_WESTERN)


def _kept(text: str) -> str:
    """A text without the two sorts of signs that no database keeps."""
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
    high = [one for one in data[:20_000] if one >= _HIGH]
    plain = sum(1 for one in data[:20_000] if chr(one).isascii() and chr(one).isalpha())
    if len(high) <= _FEW or len(high) < 2 * plain:
        return ()
    koi8, windows = (sum(1 for one in high if one in lower) for lower in (_LOWER_IN_KOI8, _LOWER_IN_1251))
    if koi8 + windows < 0.9 * len(high):
        return ("utf-8",)
    return ("utf-8", "koi8-r") if koi8 > windows else ("utf-8", "cp1251")
