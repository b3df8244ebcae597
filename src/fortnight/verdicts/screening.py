"""Which product is open on which day: many stored readings, under one rulebook or before and after a change of it.

`screened` judges them all. `flips` judges again only what a change can have changed: two rulebooks are compared clause
by clause, and a product is judged when a clause that one of them lacks speaks about it. That is exact: the sets of days
of a product are the union of the clauses that speak, so with none of those that differ among them they are the same.
"""

import re
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from fortnight.guide.model import LAST_DAY
from fortnight.labels.model import Kind
from fortnight.labels.shown import Shown
from fortnight.person.model import Profile, SkinTone
from fortnight.verdicts.judge import entries_for
from fortnight.verdicts.marks import OPEN, STRICTEST_LAST, changed_days, marks_in
from fortnight.verdicts.rulebook import Rulebook, WindowEntry, is_met
from fortnight.verdicts.stored import Screen

K = TypeVar("K", bound=Hashable)

STANDARD: Mapping[str, Profile] = {
    "anyone": Profile(),
    "sensitive": Profile(sensitive=True, skin_tone=SkinTone.TYPE_V),
    "deep": Profile(needle_mm=2.0),
}
"""Whom a catalogue is screened for where nobody else is named: nobody in particular; sensitive skin, tone V; 2 mm."""


class StoredReading(NamedTuple, Generic[K]):
    """A product as it is stored: what it is known by, what its label shows, and its names for allergies."""

    key: K
    shown: Shown
    names: str = ""


class Clause(NamedTuple):
    """What of a window decides: about which products it speaks, and on which days (bit n is day n) it does what.

    `kinds` are all kinds that it holds for, "" for a kind that nobody knows; an empty `shows` means every such product.
    """

    rule: str
    kinds: tuple[str, ...]
    shows: str
    unless: str
    only_without: str
    spf_below: int
    refused: int
    careful: int
    untold: int = 0

    def speaks(self, kind: str, spf: int | None, marks: Collection[str]) -> bool:
        """Whether it says something about a product."""
        return kind in self.kinds and (not self.shows or self.shows in marks) and is_met(self, spf, marks)

    def effect(self, day: int) -> str:
        """The letter that it puts on a day, or none."""
        if self.refused >> day & 1:
            return "x"
        if self.untold >> day & 1:
            return "u"
        return "c" if self.careful >> day & 1 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFlip(Generic[K]):
    """An answer that has changed: the fourteen letters before and after, and the rules that changed it.

    `rules` is empty where no rule changed, but what the label shows.
    """

    key: K
    before: str
    after: str
    rules: tuple[str, ...] = ()

    @property
    def days(self) -> tuple[int, ...]:
        """The days (base 1) that differ."""
        return changed_days(self.before, self.after)


def clauses(book: Rulebook) -> tuple[Clause, ...]:
    """Everything in a rulebook that decides a day, as plain values that can be stored; in the order of the windows."""
    held: dict[int, tuple[WindowEntry, list[str]]] = {}
    for kind in (None, *Kind):
        for entry in entries_for(book, kind):
            held.setdefault(id(entry.window), (entry, []))[1].append(kind or "")
    order = (held[id(window)] for window in book.windows if id(window) in held)
    return tuple(_clause(entry, kinds) for entry, kinds in order if entry.refused or entry.untold or entry.careful)


def _clause(entry: WindowEntry, kinds: Iterable[str]) -> Clause:
    return Clause(
        rule=entry.window.id,
        kinds=tuple(str(kind) for kind in kinds),
        shows=str(entry.window.shows or ""),
        unless=str(entry.unless or ""),
        only_without=str(entry.only_without or ""),
        spf_below=entry.spf_below or 0,
        refused=entry.refused,
        careful=entry.careful,
        untold=entry.untold,
    )


class ClauseDifference:
    """What two sets of clauses do not share: `gone` are those of before alone, `come` those of after alone.

    `everything` says that all products have to be judged again, as when somebody's allergies have changed.
    """

    def __init__(self, before: Iterable[Clause], after: Iterable[Clause], *, everything: bool = False) -> None:
        was, now = Counter(before), Counter(after)
        self.gone, self.come = tuple((was - now).elements()), tuple((now - was).elements())
        self.everything = everything

    def __bool__(self) -> bool:
        return self.everything or bool(self.gone or self.come)

    @cached_property
    def marks(self) -> frozenset[str]:
        """The marks that its clauses ask for."""
        return frozenset(clause.shows for clause in (*self.gone, *self.come) if clause.shows)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of product that a clause speaks about whatever their labels show."""
        return frozenset(kind for clause in (*self.gone, *self.come) if not clause.shows for kind in clause.kinds)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        kinds = [rf"\A{kind};" for kind in sorted(self.kinds)]
        marks = [f"[;,]{mark}@" for mark in sorted(self.marks)]
        return re.compile("|".join((*kinds, *marks)) or r"(?!)")

    def may_touch(self, text: str) -> bool:
        """Whether it can say something about a product, by the stored line of what it shows alone; quick."""
        return self.everything or self._pattern.search(text) is not None

    def touches(self, reading: Shown) -> bool:
        """Whether it says something about a product."""
        return self.everything or bool(self._speaking(self.gone, reading) or self._speaking(self.come, reading))

    def rules(self, reading: Shown, before: str, after: str) -> tuple[str, ...]:
        """The ids of the rules that turned one row of letters into the other, for a product that shows this."""
        gone, come = self._speaking(self.gone, reading), self._speaking(self.come, reading)
        rules: dict[str, None] = {}
        for day in changed_days(before, after):
            was, now = before[day - 1], after[day - 1]
            stricter = STRICTEST_LAST.index(now) > STRICTEST_LAST.index(was)
            looked_at, letter = (come, now) if stricter else (gone, was)
            rules |= dict.fromkeys(clause.rule for clause in looked_at if clause.effect(day) == letter)
        return tuple(rules)

    @staticmethod
    def _speaking(clauses: Iterable[Clause], reading: Shown) -> list[Clause]:
        marks = [str(mark) for mark, _ in reading.marks]
        return [clause for clause in clauses if clause.speaks(reading.kind or "", reading.spf, marks)]


def difference(before: Rulebook, after: Rulebook) -> ClauseDifference:
    """What two rulebooks do not share.

    >>> from fortnight.guide.load import published_guide
    >>> from fortnight.verdicts.rulebook import rulebook
    >>> bool(difference(rulebook(published_guide(), Profile()), rulebook(published_guide(), Profile())))
    False
    """
    other = before.allergies != after.allergies
    return ClauseDifference(clauses(before), clauses(after), everything=other)


def marks_for(screen: Screen, reading: Shown, names: str = "") -> str:
    """The fourteen letters of one product."""
    return marks_in(*screen.days(reading, names))


def screened(readings: Iterable[StoredReading[K]], book: Rulebook) -> dict[K, str]:
    """The fourteen letters of every product."""
    screen = Screen(book)
    return {reading.key: marks_in(*screen.days(reading.shown, reading.names)) for reading in readings}


def flips(
    readings: Iterable[StoredReading[K]], was: Mapping[K, str], book: Rulebook, changed: ClauseDifference
) -> tuple[AnswerFlip[K], ...]:
    """The answers that a change turned, in the order of the readings: `was` are all of before, `book` holds now."""
    screen, turned = Screen(book), []
    for key, reading, names in readings:
        if not changed.touches(reading):
            continue
        before, after = was[key], marks_for(screen, reading, names)
        if before != after:
            turned.append(AnswerFlip(key=key, before=before, after=after, rules=changed.rules(reading, before, after)))
    return tuple(turned)


def open_by_day(rows: Iterable[tuple[str, int]]) -> tuple[int, ...]:
    """How many products are open on each of the fourteen days, from rows of letters and how many products have them.

    >>> open_by_day([("x" * 13 + "o", 3), ("o" * 14, 2)])[-2:]
    (2, 5)
    """
    counts = [0] * LAST_DAY
    for marks, many in rows:
        for at, letter in enumerate(marks):
            counts[at] += many if letter in OPEN else 0
    return tuple(counts)
