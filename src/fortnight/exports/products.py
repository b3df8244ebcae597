"""A person's own products on paper, and from when something may be used, out of its fourteen marks."""

from dataclasses import dataclass
from itertools import groupby

from fortnight.course.days import date_of
from fortnight.exports.outline import Outline
from fortnight.verdicts.marks import OPEN
from fortnight.wording.dates import said_date, said_span
from fortnight.wording.load import say
from fortnight.wording.states import said_state, said_state_on

_ALWAYS = {
    "o": "leaflet-own-all",
    "c": "leaflet-own-all-careful",
    "x": "leaflet-own-none",
    "u": "leaflet-own-untold",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnProduct:
    """A product of the person's with its fourteen marks (`verdicts.marks`).

    `stop` is what stands in place of its days while the plan has it rest, or empty. `caution` is said after them of
    what the skin reacted to before.
    """

    name: str
    marks: str
    stop: str = ""
    caution: str = ""

    def when(self, outline: Outline) -> str:
        """Its days in words: that it rests, or from which date where it stays so, else day by day."""
        days = self.stop or self._by_marks(outline)
        return f"{days.removesuffix('.')}. {self.caution}" if self.caution else days

    def _by_marks(self, outline: Outline) -> str:
        marks, language, day = self.marks, outline.language, first_open(self.marks)
        if len(set(marks)) == 1:
            return say(_ALWAYS[marks[0]], language)
        if day and set(marks[: day - 1]) == {"x"} and len(set(marks[day - 1 :])) == 1:
            from_day = say("leaflet-from", language, date=said_date(date_of(outline.treatment, day), language))
            return f"{from_day}, {said_state('c', language)}" if marks[-1] == "c" else from_day
        parts = []
        for mark, days in groupby(enumerate(marks, 1), key=lambda pair: pair[1]):
            numbers = [number for number, _ in days]
            parts.append(said_state_on(mark, said_span(numbers[0], numbers[-1], language), language))
        return "; ".join(parts)


def first_open(marks: str) -> int | None:
    """The first day (base 1) from which something may be used to the end, or None.

    >>> first_open("xxxccooooooooo"), first_open("x" * 14)
    (4, None)
    """
    closed = max((day for day, mark in enumerate(marks, 1) if mark not in OPEN), default=0)
    return closed + 1 if closed < len(marks) else None
