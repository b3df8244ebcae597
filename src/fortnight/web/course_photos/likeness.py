"""Whether two pictures can be compared: light, sharpness, distance, tilt. Nothing here looks at the skin itself.

The device measures the same before a photo is sent (`static/course_photos/measure.js`, with `RULES`), so both say
the same. Light is judged by the brightest twentieth of a picture and not by its middle, so that dark skin is not
called dark. Sharpness is how strong the fine steps are beside the coarse ones, so that it does not depend on contrast.
Distance is the enlargement under which the outlines of two pictures lie on each other best, tilt the turn. Where one of
them cannot be told, nothing is said about it. What its person has covered is left out. Whether a head is turned to the
side or nods is not judged: it takes knowing where eyes and nose are, and no face is searched for.
"""

from dataclasses import asdict, dataclass
from enum import StrEnum
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image

LONGEST, SMALL = 1600, 320
_QUALITY, _SMALL_QUALITY = 86, 78


class PhotoRemark(StrEnum):
    """What makes a photo hard to compare."""

    DARK = "dark"
    BRIGHT = "bright"
    BLURRED = "blurred"
    LIGHT = "light"
    FURTHER = "further"
    NEARER = "nearer"
    TILTED = "tilted"


@dataclass(frozen=True, slots=True, kw_only=True)
class LikenessRules:
    """From where on a picture is remarked on. Luma is 0 to 255.

    `dark`: its brightest twentieth is below; `bright`: this share of its middle is as good as white; `light`: the
    middle differs by so much from last time's; `fine`: fine steps have less than this share of the coarse ones in the
    places with most to see; `nearer`: it has to be enlarged or reduced by so much to lie on last time's, and lies
    there by at least `alike`, and `better` than unchanged; `turns`: the degrees by which it may have to be turned for
    that, both pictures enlarged by `within` so that no corner is empty. `cover` is the colour of what is covered, one
    of neither skin nor walls, give or take `near`; fewer places of it than the share `few` are chance.
    """

    dark: int = 70
    white: int = 250
    bright: float = 0.2
    light: int = 40
    fine: float = 0.006
    plain: int = 8
    nearer: float = 1.2
    alike: float = 0.35
    better: float = 0.05
    cover: tuple[int, int, int] = (92, 72, 150)
    near: int = 12
    few: float = 0.005
    width: int = 240
    height: int = 320
    tiles: int = 4
    grid_width: int = 48
    grid_height: int = 64
    shift: int = 4
    zooms: tuple[float, ...] = (1.0, 1.1, 1.2, 1.3, 1.45)
    turns: tuple[int, ...] = (-12, -8, 8, 12)
    within: float = 1.26

    def for_script(self) -> dict[str, Any]:
        """The same for the script that measures on the device."""
        return asdict(self)


RULES = LikenessRules()


class Picture:
    """A clean picture with what is measured of it."""

    def __init__(self, image: Image.Image) -> None:
        self._image = image.convert("RGB")
        self._image.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
        self.size = self._image.size
        self._middle = _cut(self._image)

    def large(self) -> bytes:
        """The picture as it is kept."""
        return _jpeg(self._image, _QUALITY)

    def small(self) -> bytes:
        """A small one for the strip."""
        copy = self._image.copy()
        copy.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
        return _jpeg(copy, _SMALL_QUALITY)

    def luma(self) -> Any:
        """Its luma in the middle size; what is covered is not a number."""
        colours = np.asarray(self._middle.resize((RULES.width, RULES.height), Image.Resampling.BOX), dtype=np.float64)
        grey = colours @ np.array([0.299, 0.587, 0.114])
        hidden = (np.abs(colours - RULES.cover) <= RULES.near).all(axis=2)
        if hidden.mean() > RULES.few:
            grey[hidden] = np.nan
        return grey

    def outlines(self, zoom: float, turn: int = 0) -> Any:
        """How steep it is at each place of a coarse grid, with its middle enlarged so much, turned by degrees."""
        grey = self._turned(turn) if turn else self._middle.convert("L")
        width, height = grey.size
        wide, high = width / zoom, height / zoom
        box = ((width - wide) / 2, (height - high) / 2, (width + wide) / 2, (height + high) / 2)
        size = (RULES.grid_width, RULES.grid_height)
        cells = np.asarray(grey.resize(size, Image.Resampling.BOX, box=box), dtype=np.float64)
        steep = np.hypot(cells[1:-1, 2:] - cells[1:-1, :-2], cells[2:, 1:-1] - cells[:-2, 1:-1])
        return _smooth(steep)

    def _turned(self, turn: int) -> Image.Image:
        """Its middle turned clockwise by degrees; a smaller copy is enough for a coarse grid."""
        copy = self._middle.convert("L")
        copy.thumbnail((RULES.width, RULES.height), Image.Resampling.BOX)
        return copy.rotate(-turn, Image.Resampling.BILINEAR)


def opened(data: bytes) -> Picture:
    """A clean picture, as `prepare` gives it, to be measured."""
    with Image.open(BytesIO(data)) as image:
        return Picture(image)


def remarks_of(picture: Picture, last: Picture | None) -> list[PhotoRemark]:
    """What makes a picture hard to compare, with last time's where there is one."""
    luma = picture.luma()
    if np.isnan(luma).all():
        return []
    remarks = [*_remarks_on_light(luma), *([PhotoRemark.BLURRED] if is_blurred(luma) else [])]
    if last is None:
        return remarks
    before = last.luma()
    if np.isnan(luma).any() or np.isnan(before).any() or PhotoRemark.BLURRED in remarks:
        return remarks
    if not remarks and abs(_middle_luma(luma) - _middle_luma(before)) > RULES.light:
        remarks.append(PhotoRemark.LIGHT)
    zoom = enlargement(picture, last)
    if zoom >= RULES.nearer:
        remarks.append(PhotoRemark.FURTHER)
    elif zoom <= 1 / RULES.nearer:
        remarks.append(PhotoRemark.NEARER)
    elif tilt(picture, last):
        remarks.append(PhotoRemark.TILTED)
    return remarks


def _remarks_on_light(luma: Any) -> list[PhotoRemark]:
    if float(np.nanpercentile(luma, 95)) < RULES.dark:
        return [PhotoRemark.DARK]
    white = np.nanmean(_oval(luma) >= RULES.white)
    return [PhotoRemark.BRIGHT] if white > RULES.bright else []


def is_blurred(luma: Any) -> bool:
    """Whether the places with most to see have no fine steps; False where there is nothing to see at all."""
    shares = []
    for band in np.array_split(luma, RULES.tiles, axis=0):
        for tile in np.array_split(band, RULES.tiles, axis=1):
            spread = float(tile.var())
            if not np.isnan(spread) and spread > RULES.plain**2:
                shares.append((spread, float(_fine(tile).var()) / spread))
    strongest = sorted(shares, reverse=True)[: RULES.tiles]
    return bool(strongest) and max(share for _, share in strongest) < RULES.fine


def enlargement(picture: Picture, last: Picture) -> float:
    """By how much a picture has to be enlarged to lie on last time's (below 1: reduced); 1 where it cannot be told."""
    alike = {zoom: _alike(picture.outlines(zoom), last.outlines(1)) for zoom in RULES.zooms}
    alike |= {1 / zoom: _alike(picture.outlines(1), last.outlines(zoom)) for zoom in RULES.zooms[1:]}
    best = max(alike, key=lambda zoom: alike[zoom])
    return best if alike[best] >= RULES.alike and alike[best] - alike[1.0] >= RULES.better else 1.0


def tilt(picture: Picture, last: Picture) -> int:
    """By how many degrees a picture has to be turned to lie on last time's; 0 where it need not, or cannot be told."""
    there = last.outlines(RULES.within)
    alike = {turn: _alike(picture.outlines(RULES.within, turn), there) for turn in (0, *RULES.turns)}
    best = max(alike, key=lambda turn: alike[turn])
    return best if alike[best] >= RULES.alike and alike[best] - alike[0] >= RULES.better else 0


def _alike(outlines: Any, last: Any) -> float:
    """How well two outlines lie on each other, moved a little to each side (1: exactly, 0: not at all)."""
    edge = RULES.shift
    inner = _normal(last[edge:-edge, edge:-edge])
    height, width = inner.shape
    moves = ((down, right) for down in range(2 * edge + 1) for right in range(2 * edge + 1))
    parts = (_normal(outlines[down : down + height, right : right + width]) for down, right in moves)
    return max(float((part * inner).mean()) for part in parts)


def _normal(part: Any) -> Any:
    return (part - part.mean()) / (part.std() or 1.0)


def _smooth(steep: Any) -> Any:
    wide = np.pad(steep, 1, mode="edge")
    height, width = steep.shape
    return sum(wide[down : down + height, right : right + width] for down in range(3) for right in range(3)) / 9


def _fine(tile: Any) -> Any:
    around = tile[:-2, 1:-1] + tile[2:, 1:-1] + tile[1:-1, :-2] + tile[1:-1, 2:]
    return around - 4 * tile[1:-1, 1:-1]


def _oval(luma: Any) -> Any:
    """What lies in the middle, where the face is."""
    height, width = luma.shape
    down, right = np.mgrid[0:height, 0:width]
    return luma[((down / height - 0.5) / 0.36) ** 2 + ((right / width - 0.5) / 0.34) ** 2 <= 1]


def _middle_luma(luma: Any) -> float:
    return float(np.nanmedian(_oval(luma)))


def _cut(image: Image.Image) -> Image.Image:
    """The middle of an image, three wide and four high."""
    width, height = image.size
    wide, high = min(width, height * 3 / 4), min(height, width * 4 / 3)
    left, top = (width - wide) / 2, (height - high) / 2
    return image.crop((round(left), round(top), round(left + wide), round(top + high)))


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
