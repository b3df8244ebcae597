"""What a file is by its first bytes, and how large a picture is, without decoding it."""

import re

_SIGNS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
)
_SMALL = 120
# The marks of JPEG before a picture's measures, without those that are tables (C4, C8, CC).
_FRAME = re.compile(rb"[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]")
_PNG_HEAD = 24
_GIF_HEAD = 10
_MOST_MARKS = 500


def kind_by_sight(data: bytes) -> str:
    """The kind of picture that bytes begin like, or "".

    >>> kind_by_sight(b"GIF89a..."), kind_by_sight(b"%PDF")
    ('image/gif', '')
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"hevc"):
        return "image/heic"
    return next((kind for sign, kind in _SIGNS if data.startswith(sign)), "")


def measures(data: bytes) -> tuple[int, int] | None:
    """Width and height in points of a PNG, a GIF or a JPEG, or None where they cannot be told."""
    kind = kind_by_sight(data)
    if kind == "image/png" and len(data) >= _PNG_HEAD:
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if kind == "image/gif" and len(data) >= _GIF_HEAD:
        return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    return _of_jpeg(data) if kind == "image/jpeg" else None


def _of_jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    for _ in range(_MOST_MARKS):
        head = data[at : at + 9]
        if len(head) < 9 or head[:1] != b"\xff":
            return None
        if _FRAME.fullmatch(head[1:2]):
            return int.from_bytes(head[7:9], "big"), int.from_bytes(head[5:7], "big")
        at += 1 if head[1:2] == b"\xff" else 2 + max(int.from_bytes(head[2:4], "big"), 2)
    return None


def is_decoration(data: bytes) -> bool:
    """Whether a picture is as small as a logo or a line, and no photo of a skin."""
    sides = measures(data)
    return sides is not None and min(sides) < _SMALL
