"""Recognised is not allowed: whether a known name is an ordinary part of a cosmetic, or nobody has judged it.

A name with a cue that speaks has rules of its own. Of all others `data/standing.toml` tells which are base: by name,
by plant, by function, by how the name is built. What it does not hold is unjudged, and so is each name of a mixture
of which one part is. The answer is one bit beside the cues (`Cue.UNJUDGED`), asked once for each way of printing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from fortnight.labels.cues import SUBSTANCES, Cue, standing_of
from fortnight.labels.folding import fold, open_brackets, without_brackets
from fortnight.labels.grammar import is_colour_index, naming_words
from fortnight.labels.model import Name, NameStanding
from fortnight.labels.patterns import any_expression, pattern
from fortnight.labels.vocabulary import vocabulary
from fortnight.sources import shipped

_FILE = "labels/data/standing.toml"
_UNJUDGED = int(Cue.UNJUDGED)
_SUBSTANCES = int(SUBSTANCES)
_IF_MAIN = int(Cue.IF_MAIN)
_SPEAK = int(
    Cue.FRAGRANCE | Cue.SCENTED_EXTRACT | Cue.ESSENTIAL_OIL | Cue.DRYING_ALCOHOL | Cue.ACID | Cue.CITRIC_ACID
    | Cue.BOTANICAL_ACID | Cue.RETINOID | Cue.PRESCRIPTION_RETINOID | Cue.PEROXIDE_ETC | Cue.COOLING | Cue.SCRUB
    | Cue.ENZYME
    | Cue.DETERGENT | Cue.SOAP | Cue.FATTY_ACID | Cue.VITAMIN_C | Cue.OMEGA3_OIL | Cue.PEPTIDE | Cue.CERAMIDE
    | Cue.HYALURONIC | Cue.MINERAL_FILTER | Cue.UV_ORGANIC | Cue.ISOTHIAZOLINONE | Cue.FORMALDEHYDE | Cue.PETROLATUM
)  # fmt: skip
"""Cues about which a rule speaks, or that are welcome: their names need no further judgement."""
_JOINTS = pattern(r"[ /-]+")
_SLASH = pattern(r"\s*/\s*|\s+(?=/)")
_WORDS_OF_A_PLANT = 6
_PARTS = 6
_NO_PLANTS = frozenset({"mica", "peg", "ppg", "polyglyceryl", "glyceryl", "sorbitan", "water", "microcrystalline"})
"""First words that look like a plant's, or stand before one, and are something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    base: frozenset[str]
    unjudged: frozenset[str]
    doubts: re.Pattern[str]
    no_doubts: re.Pattern[str]
    functions: frozenset[str]
    extracts: frozenset[str]
    fats: frozenset[str]
    fat_forms: frozenset[str]
    essential_forms: frozenset[str]
    waters: frozenset[str]
    parts: frozenset[str]
    classes: re.Pattern[str]


def _names(text: str) -> frozenset[str]:
    return frozenset(name for part in re.split(r",\s+", text) if (name := " ".join(part.split()).strip(" ,")))


def _joined(expressions: Iterable[str]) -> re.Pattern[str]:
    return re.compile(any_expression(expressions))


@cache
def _tables() -> _Tables:
    import tomllib

    data = tomllib.loads(shipped(_FILE))
    names, plants, doubts = data["names"], data["plants"], data["doubts"]
    return _Tables(
        base=_names(names["base"]),
        unjudged=_names(names["unjudged"]),
        doubts=_joined(doubts["patterns"]),
        no_doubts=_joined(doubts["never"]),
        functions=frozenset(data["functions"]["base"]),
        extracts=_names(plants["extracts"]),
        fats=_names(plants["fats"]),
        fat_forms=frozenset(plants["fat_forms"].split()),
        essential_forms=frozenset(plants["essential_forms"].split()),
        waters=_names(plants["waters"]),
        parts=frozenset(plants["parts"].split()),
        classes=_joined(data["classes"]["patterns"]),
    )


def with_standing(found: tuple[tuple[int, Name], ...]) -> tuple[tuple[int, Name], ...]:
    """The names of a stretch, each that nobody has judged with the cue that says so."""
    if len(found) == 1:
        offset, name = found[0]
        judged = _judged(name)
        return found if judged is name else ((offset, judged),)
    return tuple((offset, _judged(name)) for offset, name in found)


def _judged(name: Name) -> Name:
    if name.inci is None or name.cues & _UNJUDGED:
        return name
    bit = _bit(name.printed, name.inci, name.function, name.cues)
    return replace(name, cues=name.cues | bit) if bit else name


def _bit(printed: str, inci: str, function: str, cues: int) -> int:
    if cues & _SUBSTANCES and not cues & _IF_MAIN:
        return 0
    if cues & _SPEAK or _is_base_name(inci, function):
        return 0
    folded, canonical = fold(printed), fold(inci)
    if folded == canonical or _is_doubted(canonical):
        return _UNJUDGED
    return 0 if is_base(folded, function) else _UNJUDGED


@lru_cache(maxsize=4096)
def _is_base_name(inci: str, function: str) -> bool:
    return is_base(fold(inci), function)


def standing_of_name(printed: str) -> NameStanding | None:
    """What a name of the vocabulary is for open skin; None for one that it does not hold.

    >>> standing_of_name("Glycerin"), standing_of_name("Lidocaine")
    (<NameStanding.BASE: 'base'>, <NameStanding.NOT_FOR_THIS: 'not_for_this'>)
    """
    canonical = vocabulary().known.get(fold(printed))
    if canonical is None:
        return None
    cues = int(canonical.cues)
    return standing_of(cues | _bit(printed, canonical.inci, canonical.function, cues))


def is_base(folded: str, function: str = "") -> bool:
    """Whether a folded name is an ordinary part of a cosmetic; a mixture is one when each of its parts is."""
    if _is_base(folded, function):
        return True
    bracketed = "(" in folded or ")" in folded
    if bracketed and any(_is_base(form, function) for form in (without_brackets(folded), open_brackets(folded))):
        return True
    if "/" not in folded:
        return False
    parts = [part for part in _SLASH.split(without_brackets(folded)) if part]
    return 1 < len(parts) <= _PARTS and all(_part_is_base(part) for part in parts)


def _part_is_base(part: str) -> bool:
    canonical = vocabulary().known.get(part)
    if canonical and (int(canonical.cues) & _SPEAK or _is_base(fold(canonical.inci), canonical.function)):
        return True
    return _is_base(part, canonical.function if canonical else "")


def _is_doubted(form: str) -> bool:
    """Whether a name is listed as one that nobody has judged: no other way of printing it makes it ordinary."""
    tables = _tables()
    return form in tables.unjudged or bool(tables.doubts.search(form) and not tables.no_doubts.search(form))


@lru_cache(maxsize=4096)
def _is_base(form: str, function: str) -> bool:
    """Whether one form of a name is held by a table; a canonical name is asked about for every way of printing it."""
    tables = _tables()
    if form in tables.base:
        return True
    if _is_doubted(form):
        return False
    words = tuple(_JOINTS.split(form))
    if is_natural(words):
        return _plant_is_base(form, words)
    return function in tables.functions or is_colour_index(form) or bool(tables.classes.search(form))


def is_natural(words: tuple[str, ...]) -> bool:
    """Whether a name is that of a plant, an alga, a ferment or something made from one."""
    naming, tables = naming_words(), _tables()
    first = 1 if len(words) > 1 and words[0] in tables.parts else 0
    if words[0] in _NO_PLANTS or words[:2] == ("beta", "sitosterol"):
        return False
    if words[first] in naming.genera:
        return True
    return len(words) > 1 and words[-1] in naming.forms and words[-1] not in ("gum", "starch", "polysaccharide")


def _plant_is_base(form: str, words: tuple[str, ...]) -> bool:
    tables = _tables()
    first = 1 if words[0] in tables.parts and len(words) > 1 else 0
    starts = [" ".join(words[first : first + count]) for count in range(1, _WORDS_OF_A_PLANT)]
    water = words[-1] in tables.essential_forms
    if any(start in tables.extracts for start in starts):
        return not water or words[first] in tables.waters
    if any(start in tables.fats for start in starts) and any(word in tables.fat_forms for word in words):
        return True
    return first == 1 and bool(tables.classes.search(form))
