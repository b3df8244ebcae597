"""What a part holds once its packing for the way is undone: base64, quoted-printable, uuencode, or none.

Broken packing gives what can still be read. Of a text, what stands behind its base64, such as the footer of a mailing
list, is kept as it is.
"""

import binascii
import re

_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]*={0,2}")
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_UU_NAMES = ("x-uuencode", "uuencode", "uue", "x-uue")
_UU_BLOCK = re.compile(rb"(?m)^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n((?:[ -`][^\r\n]*\r?\n)*?)`?\r?\n?end[ \t]*\r?$")
_SHORTEST_UNSAID = 60
_SHORTEST_LINE = 16
_LOOKED_AT = 4_000


def unpacked(body: bytes, encoding: str, *, is_text: bool = False) -> bytes:
    r"""The decoded bytes. Never raises; with an unknown encoding they are left as they are.

    >>> unpacked(b"aGVsbG8=", "base64"), unpacked(b"a=E9=\nb", "quoted-printable")
    (b'hello', b'a\xe9b')
    """
    name = encoding.strip().lower()
    if name == "base64":
        return _text_of_base64(body) if is_text else base64(body)
    if name == "quoted-printable":
        return binascii.a2b_qp(body)
    if name in _UU_NAMES:
        blocks = uu_blocks(body)[0]
        return blocks[0][1] if blocks else body
    if is_text and not name and (decoded := unsaid_base64(body)) is not None:
        return decoded
    return body


def base64(body: bytes) -> bytes:
    """What base64 holds, whatever else stands between its signs.

    >>> base64(b"aGVs*bG8")
    b'hello'
    """
    signs = _NO_BASE64.sub(b"", body.partition(b"=")[0] if _ends_there(body) else body)
    if len(signs) % 4 == 1:
        signs = signs[:-1]
    return binascii.a2b_base64(signs + b"=" * (-len(signs) % 4))


def _ends_there(body: bytes) -> bool:
    """Whether the padding of base64 stands at its end, and not in its middle where two were put together."""
    return not body.partition(b"=")[2].strip(b"=\r\n\t ")


def _text_of_base64(body: bytes) -> bytes:
    lines = body.splitlines(keepends=True)
    end = next((number for number, line in enumerate(lines) if not _BASE64_LINE.fullmatch(line.strip())), len(lines))
    rest = b"".join(lines[end:])
    if not rest.strip():
        return base64(body)
    return base64(b"".join(lines[:end])) + b"\n" + rest if end else rest


def unsaid_base64(body: bytes) -> bytes | None:
    """The text in a body that is all base64 without being declared so, or None for any other body."""
    begins = body[:_LOOKED_AT].split()[:-1]
    if any(len(line) != len(begins[0]) or len(line) < _SHORTEST_LINE for line in begins) or not all(
        map(_BASE64_LINE.fullmatch, begins)
    ):
        return None
    lines = body.split()
    signs = b"".join(lines)
    if len(signs) < _SHORTEST_UNSAID or len(signs) % 4 or not all(map(_BASE64_LINE.fullmatch, lines)):
        return None
    if len({len(line) for line in lines[:-1]}) > 1 or not re.search(rb"[0-9+/=]", signs):
        return None
    data = base64(body)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return data if all(sign.isprintable() or sign in "\r\n\t" for sign in text) else None


def uu_blocks(body: bytes) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """The uuencoded files in a text, each with its name, and the text without them."""
    blocks = [(block[1].strip(), _uu(block[2])) for block in _UU_BLOCK.finditer(body)]
    return blocks, _UU_BLOCK.sub(b"", body) if blocks else body


def _uu(packed: bytes) -> bytes:
    out = []
    for line in packed.splitlines():
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            # Some programs write more than the first sign of the line promises.
            long = (((line[0] - 32) & 63) * 4 + 5) // 3
            out.append(_uu_line(line[:long]))
    return b"".join(out)


def _uu_line(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        return b""
