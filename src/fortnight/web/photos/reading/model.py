"""What reading gives back: boxes of text as they were found, the reading of a label, and what stood in the way."""

from dataclasses import dataclass
from enum import StrEnum

Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of text and its four corners in pixels: upper left, upper right, lower right, lower left."""

    text: str
    score: float
    corners: tuple[Corner, Corner, Corner, Corner]


class PhotoTrouble(StrEnum):
    """What prevents a good reading."""

    DARK = "dark"
    BLURRED = "blurred"
    CURVED = "curved"
    NO_TEXT = "no_text"
    NO_BARCODE = "no_barcode"
    UNSURE = "unsure"


class PhotoRefusal(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SMALL = "too_small"
    NO_PICTURE = "no_picture"
    HEIC = "heic"
    MOVING = "moving"
    BROKEN = "broken"
    NO_ROOM = "no_room"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoReading:
    """A label as it was read: blocks of lines from top to bottom, how sure (0 to 1), the quarter turn that helped."""

    blocks: tuple[tuple[str, ...], ...]
    score: float
    trouble: PhotoTrouble | None = None
    turned: int = 0
