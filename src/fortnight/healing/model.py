"""The red-flag card as values: a sign, how urgent it is, the number to call, and the lines that listen or advise.

A sign is a rule like every other, with its sources and its place. Nothing here looks at a person's skin: a sign says
what somebody may see or feel, also where redness does not show, and what to do then. Days are base 1.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from fortnight.guide.model import Rule, Span


class Urgency(StrEnum):
    """How long a sign may wait, the most urgent first."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    POISON = "poison"
    TODAY = "today"
    CLINIC = "clinic"

    @property
    def calls_now(self) -> bool:
        """Whether somebody has to be called at once: an ambulance, a crisis line or a poison line."""
        return self in (Urgency.EMERGENCY, Urgency.CRISIS, Urgency.POISON)


class Purpose(StrEnum):
    """What a line is for. The three are never swapped: who answers on one cannot help with another."""

    CRISIS = "crisis"
    POISON = "poison"
    VIOLENCE = "violence"


class Channel(StrEnum):
    """How a line is reached."""

    CALL = "call"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign(Rule):
    """What somebody may see or feel, and what to do then.

    `on_darker_skin` says how it shows on brown and black skin, where that differs; it is empty where nothing of it is
    seen on the skin. `days` (base 1) are those on which it counts; without them it counts on every day, later ones too.
    `line` is what kind of line helps besides the emergency number.
    """

    urgency: Urgency
    on_darker_skin: str
    does: str
    days: Span | None
    line: Purpose | None

    @property
    def is_private(self) -> bool:
        """Whether others at home must not read it: it stays out of e-mail, reminders, calendars and print."""
        return self.line is Purpose.VIOLENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """The numbers to call in a country (two letters of ISO 3166), the first one first; each is digits only.

    Where a country is not known, `known` is false and the numbers are those that reach help in most places.
    """

    country: str
    numbers: tuple[str, ...]
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLine:
    """A line of a country for one purpose, as at least two sources print it.

    `name` is in the country's own language, empty where none was seen; `printed` is how the number is written, `number`
    how it is dialled there. `then` is the key to press after a call is answered, or the word to send in a text. `hours`
    is empty where none were seen. `seen` is the year of the newest source, 0 where none has one. After `expires`,
    twelve months after `checked`, a line is no longer shown.
    """

    country: str
    purpose: Purpose
    name: str
    printed: str
    number: str
    channel: Channel
    then: str
    area: str
    hours: str
    languages: tuple[str, ...]
    sources: tuple[str, ...]
    seen: int
    checked: dt.date
    expires: dt.date

    @property
    def all_day(self) -> bool:
        """Whether it was seen to answer by day and by night."""
        return self.hours == "24/7"

    @property
    def part_time(self) -> bool:
        """Whether it is silent for a part of the day or of the week."""
        return self.hours not in ("", "24/7")


@dataclass(frozen=True, slots=True, kw_only=True)
class CallList:
    """Whom to call: the emergency number, then the lines of the same country for one purpose.

    `lines` are at most two, `more` the others of that country (by region); where there is none, `finder` is the address
    of a directory that lists them, empty where we know none. Never another country's line.
    """

    emergency: Emergency
    purpose: Purpose | None
    lines: tuple[HelpLine, ...]
    more: tuple[HelpLine, ...]
    finder: str
