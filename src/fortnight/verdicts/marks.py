"""Fourteen answers as fourteen letters, which is how they are stored, compared and drawn.

o open, c with care, x closed, u nobody can tell. Days are base 1, so the first letter is day 1.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from fortnight.guide.model import LAST_DAY
from fortnight.verdicts.model import Ruling, rulings_of

MARKS: Mapping[Ruling, str] = {
    Ruling.YES: "o",
    Ruling.CAREFUL: "c",
    Ruling.NOT_YET: "x",
    Ruling.NOT_THIS_TIME: "x",
    Ruling.CANNOT_TELL: "u",
}
OPEN = "oc"
"""The letters of a day on which something may be used."""
STRICTEST_LAST = "ocux"
"""The letters in the order of the effects: an answer is stricter the later its letter stands."""


def marks_of(rulings: Sequence[Ruling]) -> str:
    """Fourteen rulings as fourteen letters."""
    return "".join(MARKS[ruling] for ruling in rulings)


@lru_cache(maxsize=4096)
def marks_in(refused: int, untold: int, careful: int) -> str:
    """Three sets of days (bit n is day n) as fourteen letters.

    >>> marks_in(0b1111110, 0, -1)
    'xxxxxxcccccccc'
    """
    return marks_of(rulings_of(refused, untold, careful))


def changed_days(before: str, after: str) -> tuple[int, ...]:
    """The days (base 1) on which two rows of letters differ.

    >>> changed_days("x" * 14, "x" * 12 + "oo")
    (13, 14)
    """
    return tuple(day for day in range(1, LAST_DAY + 1) if before[day - 1] != after[day - 1])


def rulings_in(marks: str) -> tuple[Ruling, ...]:
    """Fourteen letters as rulings; a closed day with no later day that is not closed is closed for this time.

    >>> rulings_in("xxxxxxcccccccc")[5:7]
    (<Ruling.NOT_YET: 'not_yet'>, <Ruling.CAREFUL: 'careful'>)
    """
    sets = [sum(1 << day for day, mark in enumerate(marks, 1) if mark == letter) for letter in "xuc"]
    return rulings_of(*sets)
