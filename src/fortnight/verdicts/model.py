"""What the judge gives back: effects, reasons, the answer for a day and the verdict for all fourteen.

Effects have one order, and they combine by the strictest only. A verdict is fourteen answers in the form of three
sets of days, so that fourteen answers cost no more than one; an answer is one day of it, spelled out.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import NamedTuple

from fortnight.guide.model import LAST_DAY, Rule, Span
from fortnight.labels.model import Item, Label
from fortnight.wording.load import LANGUAGE, say


class Ruling(StrEnum):
    """The five kinds of answer."""

    YES = "yes"
    CAREFUL = "careful"
    NOT_YET = "not_yet"
    NOT_THIS_TIME = "not_this_time"
    CANNOT_TELL = "cannot_tell"


class Effect(IntEnum):
    """What a rule does to a day, the strictest last."""

    NOTE = 0
    CAREFUL = 1
    CANNOT_TELL = 2
    REFUSE = 3


ALL_DAYS = Span(first=1, last=LAST_DAY).mask


class Reason(NamedTuple):
    """One rule that spoke: on which days, with which effect, because of which names of the label (or of none)."""

    rule: Rule
    effect: Effect
    days: Span
    items: tuple[Item, ...]

    @property
    def because(self) -> str:
        """The printed names that made the rule speak, or the empty text where the kind or the reading did."""
        if len(self.items) == 1:
            return self.items[0].read.printed
        return ", ".join(dict.fromkeys([item.read.printed for item in self.items]))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange:
    """Something that may change an answer: the id of its sentence in the wording files, and the names it speaks of."""

    id: str
    names: str = ""

    def said(self, language: str = LANGUAGE) -> str:
        """The sentence in a language."""
        return say(self.id, language, names=self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer for one day (base 1).

    `from_day` is the first day from this one on that is a yes or with care, or None. `reasons` are all rules that speak
    on this day, strictest first; `deciding` are the names behind the strictest
    that last longest. `read` of `of` names were
    recognised. `would_change` is what the person could add that may change the answer.
    """

    day: int
    ruling: Ruling
    from_day: int | None
    reasons: tuple[Reason, ...]
    deciding: tuple[Item, ...]
    read: int
    of: int
    would_change: tuple[AnswerChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The fourteen answers for one product or activity, as sets of days (bit n is day n, base 1).

    A day in `refused` is refused whatever else it is in; then comes `untold`, then `careful`; else it is a yes.
    `spoken` are the rules that spoke with the items behind them, in no order yet: see `reasons_on` in the judge.
    `unlooked` are the person's allergies that we do not know, which every answer has to say.
    """

    label: Label | None
    refused: int
    untold: int
    careful: int
    spoken: tuple[tuple[Rule, tuple[Item, ...], int, int, int], ...]
    unlooked: tuple[str, ...] = ()

    @property
    def rulings(self) -> tuple[Ruling, ...]:
        """The fourteen rulings, day 1 first."""
        return rulings_of(self.refused, self.untold, self.careful)

    @property
    def from_day(self) -> int | None:
        """The first of the fourteen days that is a yes or with care, or None."""
        return first_open(self.refused, self.untold, 1)


@lru_cache(maxsize=4096)
def rulings_of(refused: int, untold: int, careful: int) -> tuple[Ruling, ...]:
    """The rulings of days 1-14 from the three sets of days."""
    return tuple(ruling_on(day, refused, untold, careful) for day in range(1, LAST_DAY + 1))


def ruling_on(day: int, refused: int, untold: int, careful: int) -> Ruling:
    """The ruling of one day. A refused day with no later day that is not refused is refused for this time."""
    bit = 1 << day
    if refused & bit:
        later = ALL_DAYS & ~((bit << 1) - 1)
        return Ruling.NOT_YET if later & ~refused else Ruling.NOT_THIS_TIME
    if untold & bit:
        return Ruling.CANNOT_TELL
    return Ruling.CAREFUL if careful & bit else Ruling.YES


@lru_cache(maxsize=4096)
def first_open(refused: int, untold: int, day: int) -> int | None:
    """The first day from `day` on, up to day 14, that is a yes or with care, or None."""
    for candidate in range(max(day, 1), LAST_DAY + 1):
        if not (refused | untold) >> candidate & 1:
            return candidate
    return None
