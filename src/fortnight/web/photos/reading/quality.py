"""Why a picture could not be read well: too dark, too blurred, too curved. Nobody is told so whose text was read well.

The measures are coarse on purpose, and only asked when reading went badly: brightness of the brightest twentieth, and
how sharp the sharpest part of the picture is. A bottle's curve shows in lines whose angles fan out.
"""

from collections.abc import Sequence
from statistics import pstdev
from typing import Any

import cv2
import numpy as np

from fortnight.web.photos.reading.lines import height, slope, width
from fortnight.web.photos.reading.model import Box, Trouble

_GOOD = 0.88
_BRIGHTEST = 70
_SHARPEST = 60.0
_FAN = 0.07
_SIDE = 1000
_TILES = 6


def trouble_of(picture: Any, boxes: Sequence[Box], score: float) -> Trouble | None:
    """What stood in the way of reading a picture, or None when it was read well enough."""
    if boxes and score >= _GOOD:
        return None
    grey = _small(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY))
    if float(np.percentile(grey, 95)) < _BRIGHTEST:
        return Trouble.DARK
    if _fans_out(boxes):
        return Trouble.CURVED
    if _sharpest(grey) < _SHARPEST:
        return Trouble.BLURRED
    return Trouble.UNSURE if boxes else Trouble.NO_TEXT


def _small(grey: Any) -> Any:
    scale = _SIDE / max(grey.shape)
    return cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey


def _sharpest(grey: Any) -> float:
    """The sharpness of the sharpest tile: a plain background must not make a sharp label look blurred."""
    bands = np.array_split(grey, _TILES, axis=0)
    tiles = [tile for band in bands for tile in np.array_split(band, _TILES, axis=1) if tile.size]
    return max(float(cv2.Laplacian(tile, cv2.CV_64F).var()) for tile in tiles)


def _fans_out(boxes: Sequence[Box]) -> bool:
    angles = [slope(box) for box in boxes if width(box) > 3 * height(box)]
    return len(angles) >= 3 and pstdev(angles) > _FAN
