"""A file that somebody sent becomes a picture of ours: checked before it is decoded, upright, without metadata.

The order: size, kind by content, pixels and movement by the header alone; only then are pixels decoded. What comes
back is a new JPEG of at most `LONGEST_SIDE`, which carries nothing of the old file but what is seen.
"""

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from fortnight.web.ground.photo_limits import LONGEST_SIDE, MOST_BYTES, MOST_PIXELS, MOST_PIXELS_A_BYTE, SHORTEST_SIDE
from fortnight.web.photos.reading.model import PhotoRefusal

_QUALITY = 90
_KINDS = ("JPEG", "PNG", "WEBP")
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


def prepared(data: bytes) -> bytes | PhotoRefusal:
    """The picture as a clean JPEG, or why it is refused. Never raises, whatever the bytes."""
    refused = _refused_unopened(data)
    if refused:
        return refused
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(data), formats=_KINDS) as picture:
                return _refused(picture, len(data)) or _clean(picture)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
            return PhotoRefusal.TOO_MANY_PIXELS
        except UnidentifiedImageError:
            return PhotoRefusal.NO_PICTURE
        except (OSError, ValueError, SyntaxError, EOFError):
            return PhotoRefusal.BROKEN


def _refused_unopened(data: bytes) -> PhotoRefusal | None:
    """Why the bytes are refused before anything is decoded."""
    if not data:
        return PhotoRefusal.EMPTY
    if len(data) > MOST_BYTES:
        return PhotoRefusal.TOO_LARGE
    return PhotoRefusal.HEIC if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS else None


def _refused(picture: Image.Image, size: int) -> PhotoRefusal | None:
    """What the header alone speaks against. A telephone's JPEG may hold a second picture (MPO), which is no film."""
    width, height = picture.size
    if width * height > MOST_PIXELS:
        return PhotoRefusal.TOO_MANY_PIXELS
    if min(width, height) < SHORTEST_SIDE:
        return PhotoRefusal.TOO_SMALL
    if width * height > size * MOST_PIXELS_A_BYTE:
        return PhotoRefusal.BROKEN
    if picture.format in ("PNG", "WEBP") and getattr(picture, "n_frames", 1) > 1:
        return PhotoRefusal.MOVING
    return None


def _clean(picture: Image.Image) -> bytes:
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    seen = ImageOps.exif_transpose(picture)
    if seen.mode in ("RGBA", "LA", "PA") or "transparency" in seen.info:
        seen = seen.convert("RGBA")
        paper = Image.new("RGB", seen.size, "white")
        paper.paste(seen, mask=seen.getchannel("A"))
        seen = paper
    seen = seen.convert("RGB")
    seen.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    bare = Image.frombytes("RGB", seen.size, seen.tobytes())
    out = BytesIO()
    bare.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
