"""What to do before a session, as values: what to stop when, what to have at home, how to needle at home, reasons.

Every entry is a rule with its sources. Nothing here judges a person: a reason names what to do, and no more.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from fortnight.guide.model import Rule


class ReasonLevel(StrEnum):
    """What a reason asks for: another date, or a word to whoever treats the person."""

    WAIT = "wait"
    TELL = "tell"


class StopState(StrEnum):
    """Where a date to stop something stands: still to come, today or past with the session ahead, or to be asked."""

    AHEAD = "ahead"
    NOW = "now"
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRule(Rule):
    """Something to stop before a session. `days_before` counts back from its date, None: the provider decides.

    `windows` are ids of the guide that tell which products are meant.
    """

    name: str
    days_before: int | None
    windows: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HaveRule(Rule):
    """Something to have at home. `care` is the step of the guide that a product is for, empty where it is none."""

    name: str
    care: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeRule(Rule):
    """How needling at home is done, in its order."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonRule(Rule):
    """A reason not to do it now that is true today and gone another day; `says` is what to do."""

    name: str
    level: ReasonLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeRules:
    """Everything of `data/before.toml`, each table in the order of the file."""

    stops: tuple[StopRule, ...]
    haves: tuple[HaveRule, ...]
    homes: tuple[HomeRule, ...]
    reasons: tuple[ReasonRule, ...]

    @property
    def entries(self) -> tuple[Rule, ...]:
        """All of it."""
        return (*self.stops, *self.haves, *self.homes, *self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Something to stop, from which date on, and where that date stands; None where there is no date."""

    rule: StopRule
    date: dt.date | None
    state: StopState
