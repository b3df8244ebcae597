"""Lines of text that sag, as on a bottle, are laid straight before reading.

The picture is cut into upright strips. Where the ink of one strip stands against that of its neighbour tells how far
the lines have sunk from one to the next; a smooth curve through those steps is taken out again. The words stay where
they are from left to right, so what is squeezed at the sides of a round bottle stays squeezed.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cv2
import numpy as np

_STRIPS = 48
_STEP = 0.02
_AGREES = 0.3
_PAPER = 15.0


@dataclass(frozen=True, slots=True)
class Straight:
    """A picture with its lines laid straight; `sag` is how far they had sunk, as a share of the picture's width."""

    picture: Any
    sag: float


def straightened(picture: Any) -> Straight:
    """The picture with sagging lines laid straight. A tilt is taken out with them, and is no sag."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    width = grey.shape[1]
    places, depths, trust = _depths(grey)
    curve = np.polyfit(places, depths, 3, w=trust)
    columns = np.arange(width) * _STRIPS / width - 0.5
    sunk = np.polyval(curve, columns)
    tilt = np.polyfit(places, depths, 1, w=trust)
    sag = float(np.ptp(sunk - np.polyval(tilt, columns))) / width
    return Straight(_lifted(picture, sunk - np.median(sunk)), sag)


def _depths(grey: Any) -> tuple[list[int], list[float], list[float]]:
    """How far the lines have sunk at each strip, in pixels against the first one, and how well each step agreed."""
    ink = np.abs(grey.astype(np.float32) - cv2.GaussianBlur(grey, (0, 0), _PAPER))
    edges = np.linspace(0, grey.shape[1], _STRIPS + 1).astype(int)
    bands = [ink[:, begin:end].mean(axis=1) for begin, end in pairwise(edges)]
    profiles = [cv2.GaussianBlur(band.reshape(-1, 1), (0, 0), 2).ravel() - band.mean() for band in bands]
    furthest = max(4, int(grey.shape[0] * _STEP))
    places, depths, trust = [0], [0.0], [1.0]
    for place, (before, after) in enumerate(pairwise(profiles), start=1):
        step, agreement = _step(before, after, furthest)
        if agreement < _AGREES:
            step = depths[-1] - depths[-2] if len(depths) > 1 else 0.0
        places.append(place)
        depths.append(depths[-1] + step)
        trust.append(max(agreement, 0.05))
    return places, depths, trust


def _step(before: Any, after: Any, furthest: int) -> tuple[float, float]:
    """By how many pixels one profile has to be moved to lie on its neighbour, and how well it lies there (0 to 1)."""
    inner = before[furthest:-furthest]
    fits = [
        float((inner * after[furthest + step : len(after) - furthest + step]).sum())
        for step in range(-furthest, furthest)
    ]
    best = int(np.argmax(fits))
    size = float(np.sqrt((before**2).sum() * (after**2).sum())) + 1e-6
    return float(best - furthest), fits[best] / size


def _lifted(picture: Any, sunk: Any) -> Any:
    room = int(np.abs(sunk).max()) + 2
    high, wide = picture.shape[:2]
    roomy = cv2.copyMakeBorder(picture, room, room, 0, 0, cv2.BORDER_REPLICATE)
    columns, rows = np.meshgrid(np.arange(wide, dtype=np.float32), np.arange(high + 2 * room, dtype=np.float32))
    return cv2.remap(roomy, columns, rows + sunk[None, :].astype(np.float32), cv2.INTER_LINEAR)
