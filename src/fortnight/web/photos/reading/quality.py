"""Why a picture could not be read well: too dark, too blurred, too curved. Nobody hears of it where all was read.

The measures are coarse on purpose, and only asked when reading went badly: whether there is anything on the picture,
how bright its brightest twentieth is, how far the lines sag, how sharp its sharpest part is.
"""

from typing import Any

import cv2
import numpy as np

from fortnight.web.photos.reading.model import PhotoTrouble

GOOD = 0.88
"""From this score on (0 to 1, by area) a reading is good, and nothing is said against the picture."""
_BRIGHTEST = 70
_SHARPEST = 120.0
_LEAST_CONTRAST = 35.0
_SAG = 0.015
_SIDE = 1000
_TILES = 6


def trouble_of(picture: Any, *, score: float, sag: float, signs: int) -> PhotoTrouble | None:
    """What stood in the way of reading a picture, or None when it was read well enough."""
    if signs and score >= GOOD:
        return None
    grey = _small(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY))
    if float(np.percentile(grey, 95)) < _BRIGHTEST:
        return PhotoTrouble.DARK
    tiles = _tiles(grey)
    if max(float(np.ptp(np.percentile(tile, (2, 98)))) for tile in tiles) < _LEAST_CONTRAST:
        return PhotoTrouble.NO_TEXT
    if sag > _SAG:
        return PhotoTrouble.CURVED
    if max(float(cv2.Laplacian(tile, cv2.CV_64F).var()) for tile in tiles) < _SHARPEST:
        return PhotoTrouble.BLURRED
    return PhotoTrouble.UNSURE if signs else PhotoTrouble.NO_TEXT


def _small(grey: Any) -> Any:
    scale = _SIDE / max(grey.shape)
    return cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey


def _tiles(grey: Any) -> list[Any]:
    """The picture in tiles: the sharpest of them counts, so that a plain table around a label does not look blurred."""
    bands = np.array_split(grey, _TILES, axis=0)
    return [tile for band in bands for tile in np.array_split(band, _TILES, axis=1) if tile.size]
