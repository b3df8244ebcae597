"""How deep the needles went, where, and on whose skin: the three things on which what is usual depends.

`depth_of(needle_mm)` puts a length in millimetres into one of the bands of the evidence; what lies between two bands
counts as the shallower one, which tolerates less. A depth that nobody knows is a band of its own, `UNKNOWN`: it calls
usual what is usual at 0.5 mm, and less usual what is usual at any depth, so that it neither calms nor frightens
wrongly. `healing_day` is the day that the tables count: the treatment day is 1, whatever a clinic calls it.
"""

from enum import StrEnum

from fortnight.course.model import DayOne, Session
from fortnight.errors import UsageError
from fortnight.person.model import SkinTone

DARKER = frozenset({SkinTone.TYPE_IV, SkinTone.TYPE_V, SkinTone.TYPE_VI})
"""The tones on which redness is hard to see; the evidence names Fitzpatrick IV to VI."""

_MEDIUM_MM, _DEEP_MM, _HOME_MM = 1.0, 2.0, 0.3


class DepthBand(StrEnum):
    """The bands of needle length: up to 0.3 mm at home; about 0.5; 1.0 to below 2.0; 2.0 mm and more; not known."""

    HOME = "home"
    SHALLOW = "shallow"
    MEDIUM = "medium"
    DEEP = "deep"
    UNKNOWN = "unknown"


KNOWN_DEPTHS = (DepthBand.HOME, DepthBand.SHALLOW, DepthBand.MEDIUM, DepthBand.DEEP)
"""The bands of which the evidence speaks, the shallowest first."""


class Area(StrEnum):
    """Where the needles went."""

    FACE = "face"
    EYES = "eyes"
    NECK = "neck"
    SCALP = "scalp"
    BODY = "body"


def depth_of(needle_mm: float | None) -> DepthBand:
    """The band of a needle length in millimetres; None is not known. Raises: UsageError for an impossible length.

    >>> depth_of(0.25), depth_of(0.75), depth_of(None)
    (<DepthBand.HOME: 'home'>, <DepthBand.SHALLOW: 'shallow'>, <DepthBand.UNKNOWN: 'unknown'>)
    """
    if needle_mm is None:
        return DepthBand.UNKNOWN
    if not 0 < needle_mm < float("inf"):
        raise UsageError(f"{needle_mm} mm is not a needle length", "Give the depth in millimetres, such as 0.5.")
    if needle_mm >= _DEEP_MM:
        return DepthBand.DEEP
    if needle_mm >= _MEDIUM_MM:
        return DepthBand.MEDIUM
    return DepthBand.HOME if needle_mm <= _HOME_MM else DepthBand.SHALLOW


def healing_day(treatment: Session | None, day: int) -> int:
    """The day of healing (base 1, the treatment day) for a day as a clinic counts it; later by one for `NEXT_DAY`.

    >>> import datetime as dt
    >>> healing_day(Session(date=dt.date(2026, 11, 20), zone="UTC", day_one=DayOne.NEXT_DAY), 3)
    4
    """
    return day + 1 if treatment is not None and treatment.day_one is DayOne.NEXT_DAY else day
