"""What counts only by its place in the list, or by its percentage: a main thing, not a little of it.

Lye that sets the pH is no caustic, petrolatum in a cream no film, salt in water no grain, an antioxidant at the end
of the list keeps the formula. `labels/traits.py` asks here for the marks of such names.
"""

from collections.abc import Sequence
from functools import cache

from fortnight.labels.cues import Cue
from fortnight.labels.model import NOT_FOR_THIS, Item, Mark, Name, Trait
from fortnight.labels.patterns import pattern
from fortnight.labels.substances import is_main, percentage

_IF_MAIN = int(Cue.IF_MAIN)
_PETROLATUM = int(Cue.PETROLATUM)
_ANTIOXIDANT = int(Cue.ANTIOXIDANT)
_GRAIN = int(Cue.GRAIN)
_EARLY = 5
_GRAIN_PLACES = 3
_GRAIN_PERCENT = 10.0
_AROUND = 60
_WATER = pattern(r"\b(aqua|water|eau|agua|wasser|acqua|woda)\b")
_ANTIOXIDANT_NAMED = pattern(r"antioxid|antiossid|antyoksyd|ferul|resverat|phloretin|floretin|idebenon|coenz|\bq10\b")


@cache
def _substances(cues: int) -> tuple[Trait, ...]:
    return tuple(trait for trait in Trait if trait in NOT_FOR_THIS and cues & Cue[trait.name])


def placed_marks(name: Name, start: int, rank: int, *, text: str, said: str, declared: bool) -> Sequence[Mark]:
    """The marks that a name has at this place: `rank` from 0 in its list, `declared` as the active of a medicine."""
    cues = name.cues
    end = start + len(name.printed)
    marks: list[Mark] = []
    if cues & _IF_MAIN:
        percent = percentage(text, start, end)
        marks += (trait for trait in _substances(cues) if declared or is_main(trait.value, rank, percent))
    if cues & _PETROLATUM and rank == 0:
        marks.append(Trait.OCCLUSIVE)
    if cues & _ANTIOXIDANT and (rank < _EARLY or _ANTIOXIDANT_NAMED.search(said)):
        marks.append(Trait.ANTIOXIDANT)
    if cues & _GRAIN and rank < _GRAIN_PLACES and _stays_dry(text, start, end):
        marks.append(Trait.SCRUB)
    return marks


def _stays_dry(text: str, start: int, end: int) -> bool:
    """Whether sugar or salt stays as grains: no water before it or right behind it, and not a little percentage."""
    percent = percentage(text, start, end)
    if percent is not None and percent < _GRAIN_PERCENT:
        return False
    around = text[max(0, start - _AROUND) : start] + " " + text[end : end + _AROUND].partition(",")[2].partition(",")[0]
    return not _WATER.search(around.casefold())


def evidence_of(found: dict[Mark, list[Item]], item: Item, marks: Sequence[Mark]) -> None:
    """Add an item to the evidence of each mark, once."""
    for mark in marks:
        there = found.setdefault(mark, [])
        if item not in there:
            there.append(item)
