"""The course of one person: when the treatment was, what a day holds, when the next session may be.

A `Session` is the one thing a course is counted from. Everything else is worked out from it and from
the day, which is an argument: nothing here asks a clock.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from fortnight.guide.model import Care, Stage


class DayOne(StrEnum):
    """Which calendar day a clinic counts as day 1; `NEXT_DAY` makes the treatment day a day 0."""

    TREATMENT_DAY = "treatment_day"
    NEXT_DAY = "next_day"


class Phase(StrEnum):
    """Where a day lies relative to the fortnight."""

    BEFORE = "before"
    FORTNIGHT = "fortnight"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session: its calendar date where it was done, and the IANA zone that date is counted in."""

    date: dt.date
    zone: str
    day_one: DayOne = DayOne.TREATMENT_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan:
    """What is due on one day. `day` is base 1 (0 or less before, above 14 after); `starts`: new on it."""

    day: int
    date: dt.date
    stages: tuple[Stage, ...]
    morning: tuple[Care, ...]
    evening: tuple[Care, ...]
    avoid: tuple[Care, ...]
    starts: tuple[Care, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The fourteen days of one treatment, in their order."""

    treatment: Session
    days: tuple[DayPlan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSession:
    """The first date for the next session, the days between the two, why, and the rule and sources for it."""

    date: dt.date
    days_between: int
    says: str
    rule: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TooSoon:
    """A session that comes before it may: `last` is the date of the one before it, `following` when it could be.

    `same_day`: there is a session on that very date.
    """

    last: dt.date
    following: NextSession
    same_day: bool
