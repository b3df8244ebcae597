"""A file that an owner sent becomes the clinic's logo: checked before it is decoded, re-encoded, without metadata.

The order: size, kind by content, pixels and movement by the header alone; only then are pixels decoded. What comes
back is a new PNG of at most 640 by 240, transparent where the logo was, which carries nothing else of the old file.
A drawing that is a program (SVG) is not taken, whatever its name says.
"""

import re
import warnings
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 1024 * 1024
_MOST_PIXELS = 16_000_000
_LARGEST = (640, 240)
_SMALLEST = 24
_KINDS = ("PNG", "JPEG", "WEBP")
_DRAWING = re.compile(rb"\s*(<\?xml|<!--|<!doctype\s+svg|<svg)", re.IGNORECASE)


class LogoRefusal(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    DRAWING = "drawing"
    NO_PICTURE = "no picture"
    TOO_SMALL = "too small"
    MOVING = "moving"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The new picture, and its size."""

    picture: bytes
    width: int
    height: int


def drawn(data: bytes) -> Drawn | LogoRefusal:
    """The logo as a clean PNG, or why it is refused. Never raises, whatever the bytes."""
    from PIL import Image

    refused = _refused_unopened(data)
    if refused:
        return refused
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(data), formats=_KINDS) as picture:
                return _refused(picture) or _clean(picture)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
            return LogoRefusal.TOO_LARGE
        except (OSError, ValueError, SyntaxError, EOFError):
            return LogoRefusal.NO_PICTURE


def _refused_unopened(data: bytes) -> LogoRefusal | None:
    """Why the bytes are refused before anything is decoded."""
    if not data:
        return LogoRefusal.EMPTY
    if len(data) > MOST_BYTES:
        return LogoRefusal.TOO_LARGE
    return LogoRefusal.DRAWING if _DRAWING.match(data.removeprefix(b"\xef\xbb\xbf")) else None


def _refused(picture: "Image") -> LogoRefusal | None:
    """What the header alone speaks against."""
    width, height = picture.size
    if width * height > _MOST_PIXELS:
        return LogoRefusal.TOO_LARGE
    if min(width, height) < _SMALLEST:
        return LogoRefusal.TOO_SMALL
    moves = picture.format != "JPEG" and getattr(picture, "n_frames", 1) > 1
    return LogoRefusal.MOVING if moves else None


def _clean(picture: "Image") -> Drawn:
    from PIL import Image, ImageOps

    seen = ImageOps.exif_transpose(picture).convert("RGBA")
    seen.thumbnail(_LARGEST, Image.Resampling.LANCZOS)
    bare = Image.frombytes("RGBA", seen.size, seen.tobytes())
    out = BytesIO()
    bare.save(out, "PNG", optimize=True)
    return Drawn(picture=out.getvalue(), width=bare.width, height=bare.height)
