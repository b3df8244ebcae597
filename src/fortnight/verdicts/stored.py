"""The fourteen answers for a product whose label was read before: from what is stored of it, without its text.

The same rules, in the same order and with the same outcome as `judge.weigh`, but sets of days only: no names, no
reasons. Products that show the same are judged once. What has no label on file cannot be told on any day.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from fortnight.labels.model import Kind, Mark
from fortnight.labels.shown import Shown, may_hold
from fortnight.verdicts.model import ALL_DAYS
from fortnight.verdicts.reading import unread
from fortnight.verdicts.rulebook import ALWAYS, Rulebook


class DaySets(NamedTuple):
    """Fourteen answers as sets of days (bit n is day n, base 1): refused goes before untold, untold before careful."""

    refused: int
    untold: int
    careful: int

    @property
    def open(self) -> int:
        """The days that are a yes or with care."""
        return ALL_DAYS & ~(self.refused | self.untold)


UNKNOWN = DaySets(0, ALL_DAYS, 0)
"""The answers for a product without a label on file."""

_Key = tuple[Kind | None, int | None, frozenset[Mark], int]


@dataclass(slots=True)
class Screen:
    """Judges stored readings for one person under one guide; remembers what products that show the same came to."""

    book: Rulebook
    _met: dict[_Key, DaySets] = field(default_factory=dict)

    def days(self, reading: Shown, names: str = "") -> DaySets:
        """The answers for a product. `names` are its `searchable` names; only allergies ask for them.

        >>> from fortnight.guide.load import published_guide
        >>> from fortnight.labels.shown import Shown
        >>> from fortnight.person.model import Profile
        >>> from fortnight.verdicts.rulebook import rulebook
        >>> screen = Screen(rulebook(published_guide(), Profile()))
        >>> bin(screen.days(Shown.from_text("serum;;+3/3;retinoid@3")).refused)
        '0b1111110'
        """
        days = self.without_allergies(reading)
        if self.book.allergies and any(may_hold(names, reading, allergy) for allergy in self.book.allergies):
            return DaySets(ALWAYS, days.untold, days.careful)
        return days

    def without_allergies(self, reading: Shown) -> DaySets:
        """The answers for a product by everything but the allergies."""
        key = (reading.kind, reading.spf, frozenset(mark for mark, _ in reading.marks), unread(reading).days)
        days = self._met.get(key)
        if days is None:
            days = self._met[key] = self._worked(*key)
        return days

    def _worked(self, kind: Kind | None, spf: int | None, marks: frozenset[Mark], untold: int) -> DaySets:
        refused = careful = 0
        for entry in self.book.sheet(kind).speaking(spf, marks):
            refused |= entry.refused
            untold |= entry.untold
            careful |= entry.careful
        return DaySets(refused, untold, careful)
