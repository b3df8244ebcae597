"""A clinic's own accent on our paper and ink: whether it can be read, and the nearest one that can.

An accent is the ground of buttons, the ring around what has the focus, and sometimes a word. So it has to stand out
from paper and card as text does (4.5 to 1, WCAG 2.2 AA), and white or ink has to be readable on it. The reds are kept
for red flags. All colours are `#rrggbb`; distances are those of OKLab, in which equal steps look equal.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from fortnight.web.shell.palette import colour

HEX = re.compile(r"#[0-9a-f]{6}")
TEXT = 4.5
_REDS = (12.0, 36.0)
_GREY = 0.05
_LIGHTNESSES = tuple(step / 50 for step in range(2, 50))
_STRENGTHS = (1.0, 0.8, 0.6, 0.4)
_TURNS = (0, -6, 6, -12, 12, -24, 24)


class Scheme(StrEnum):
    """The light scheme and the dark one."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What an accent stands on: paper, the card on it, and our own accent, as the style sheets have them."""

    paper: str
    card: str
    accent: str


GROUNDS = {
    scheme: Ground(paper=colour("paper", scheme), card=colour("card", scheme), accent=colour("accent", scheme))
    for scheme in Scheme
}
_ON = tuple(colour("on-accent", scheme) for scheme in Scheme)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccentCheck:
    """What is said of an accent: its contrasts, what is written on it, whether it passes, and if not the nearest."""

    accent: str
    on: str
    against: float
    within: float
    red: bool
    nearest: str

    @property
    def passes(self) -> bool:
        """Whether it can be used."""
        return not self.nearest


@lru_cache(maxsize=256)
def judged(accent: str, scheme: Scheme) -> AccentCheck:
    """An accent in a scheme; `nearest` is empty where it passes.

    >>> judged("#2f5d8a", Scheme.LIGHT).passes
    True
    >>> judged("#ffe000", Scheme.LIGHT).passes, judged("#ffe000", Scheme.DARK).passes
    (False, True)
    """
    against, within, red = _against(accent, scheme), contrast(accent, written_on(accent)), is_red(accent)
    return AccentCheck(
        accent=accent,
        on=written_on(accent),
        against=against,
        within=within,
        red=red,
        nearest="" if _passes(accent, scheme) else _nearest(accent, scheme),
    )


def contrast(colour: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG counts it.

    >>> round(contrast("#ffffff", "#000000"), 1)
    21.0
    """
    lighter, darker = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def written_on(accent: str) -> str:
    """White or ink, whichever is easier to read on an accent."""
    return max(_ON, key=lambda ink: contrast(accent, ink))


def is_red(accent: str) -> bool:
    """Whether a colour is one of the reds that are kept for red flags."""
    _, strength, hue = _polar(_lab(accent))
    return strength > _GREY and _REDS[0] <= hue <= _REDS[1]


def _passes(accent: str, scheme: Scheme) -> bool:
    readable = contrast(accent, written_on(accent)) >= TEXT
    return readable and _against(accent, scheme) >= TEXT and not is_red(accent)


def _against(accent: str, scheme: Scheme) -> float:
    ground = GROUNDS[scheme]
    return min(contrast(accent, ground.paper), contrast(accent, ground.card))


def _nearest(accent: str, scheme: Scheme) -> str:
    """The colour that passes and looks most like the refused one."""
    target = _lab(accent)
    usable = (colour for colour in _around(target) if _passes(colour, scheme))
    return min(usable, key=lambda colour: math.dist(_lab(colour), target), default=GROUNDS[scheme].accent)


def _around(lab: tuple[float, float, float]) -> Iterator[str]:
    """Colours of the same or a neighbouring hue, lighter and darker, stronger and paler."""
    _, strength, hue = _polar(lab)
    for turn in _TURNS:
        angle = math.radians(hue + turn)
        for part in _STRENGTHS:
            a, b = (strength * part * side for side in (math.cos(angle), math.sin(angle)))
            for lightness in _LIGHTNESSES:
                if (colour := _hex((lightness, a, b))) is not None:
                    yield colour


def _channels(text: str) -> tuple[float, float, float]:
    """Red, green and blue as amounts of light."""
    values = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values)
    return red, green, blue


def _luminance(text: str) -> float:
    red, green, blue = _channels(text)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _polar(lab: tuple[float, float, float]) -> tuple[float, float, float]:
    """Lightness, strength, and hue in degrees."""
    return lab[0], math.hypot(lab[1], lab[2]), math.degrees(math.atan2(lab[2], lab[1])) % 360


def _lab(text: str) -> tuple[float, float, float]:
    """A colour in OKLab."""
    red, green, blue = _channels(text)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _hex(lab: tuple[float, float, float]) -> str | None:
    """An OKLab colour as hex, or None where no screen can show it."""
    long = (lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2]) ** 3
    middle = (lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2]) ** 3
    short = (lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2]) ** 3
    channels = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    if not all(-0.0005 <= channel <= 1.0005 for channel in channels):
        return None
    spread = (min(max(channel, 0.0), 1.0) for channel in channels)
    values = (channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055 for channel in spread)
    return "#" + "".join(f"{round(value * 255):02x}" for value in values)
