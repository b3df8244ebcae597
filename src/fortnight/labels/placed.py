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
from fortnight.labels.thresholds import is_early

_IF_MAIN = int(Cue.IF_MAIN)
_PETROLATUM = int(Cue.PETROLATUM)
_ANTIOXIDANT = int(Cue.ANTIOXIDANT)
_GRAIN = int(Cue.GRAIN)
_GRAIN_PLACES = 3
_GRAIN_PERCENT = 10.0
_AROUND = 60
_WATER = pattern(
    r"(?:^|[,;:/(\n]|\.\s)\s*(?:(?:purified|deionized|distilled|sterile|demineralized|electrolyzed|oxidized|"
    r"gereinigtes|destilliertes|steriles|oczyszczona|thermal|spring|mineral|sea) ){0,2}"
    r"(?:aqua|water|eau|agua|wasser|acqua|woda)"
    r"(?: purificad?[ao]?| purifi[eé]e| purificata| depurata| d[ie]stillata| gereinigt(?:es)?"
    r"|(?: \w+){0,2} (?:injections?|iniectabilia|inyecci[oó]n|inyectables?|inyect[aá]vel|injektionszwecke|iniezioni))?"
    r"\s*(?=[,;/(\n]|\s*$)"
)
"""Water as a name of its own; a flower's water does not melt sugar in this sense, since nobody judged it."""
_MELTED = pattern(
    r"(?i)saline|solution|l[öo]sung|soluci[oó]n|soluzione|solu[çc][aã]o|roztw[oó]r|suero|s[ée]rum|isoton|water"
)
"""A name that says that its salt is in water."""
ANTIOXIDANT_NAMED = pattern(r"antioxid|antiossid|antyoksyd|ferul|resverat|phloretin|floretin|idebenon|coenz|\bq10\b")


@cache
def _substances(cues: int) -> tuple[Trait, ...]:
    return tuple(trait for trait in Trait if trait in NOT_FOR_THIS and cues & Cue[trait.name])


def may_be_marked(name: Name, rank: int, *, antioxidant: bool) -> bool:
    """A quick no before the question which marks a name has at its place: behind the first names most have none."""
    return antioxidant or bool(name.cues & _IF_MAIN) or is_early(rank) or rank < _GRAIN_PLACES


def placed_marks(name: Name, start: int, rank: int, *, text: str, antioxidant: bool, declared: bool) -> Sequence[Mark]:
    """The marks that a name has at this place: `rank` from 0 in its list, `declared` as the active of a medicine.

    `antioxidant`: the product's name speaks of one.
    """
    cues = name.cues
    end = start + len(name.printed)
    marks: list[Mark] = []
    if cues & _IF_MAIN:
        percent = percentage(text, start, end)
        marks += (trait for trait in _substances(cues) if declared or is_main(trait.value, rank, percent))
    if cues & _PETROLATUM and rank == 0:
        marks.append(Trait.OCCLUSIVE)
    if cues & _ANTIOXIDANT and (antioxidant or is_early(rank)):
        marks.append(Trait.ANTIOXIDANT)
    if cues & _GRAIN and rank < _GRAIN_PLACES and _stays_dry(text, start, end):
        marks.append(Trait.SCRUB)
    return marks


def _stays_dry(text: str, start: int, end: int) -> bool:
    """Whether sugar or salt stays as grains: no water before it or right behind it, and not a little percentage."""
    percent = percentage(text, start, end)
    if _MELTED.search(text, start, end) or (percent is not None and percent < _GRAIN_PERCENT):
        return False
    before = text[max(0, start - _AROUND) : start].casefold()
    behind = text[end : end + _AROUND].partition(",")[2].partition(",")[0].casefold()
    return not (_WATER.search(before.rstrip(" ,;") if before.strip(" ,;") else "-") or _WATER.search(behind))


def evidence_of(found: dict[Mark, list[Item]], item: Item, marks: Sequence[Mark]) -> None:
    """Add an item to the evidence of each mark, once."""
    for mark in marks:
        there = found.setdefault(mark, [])
        if item not in there:
            there.append(item)
