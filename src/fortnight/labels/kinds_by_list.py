"""Which kind of product a list of ingredients tells, where the name and the shop's category say nothing or little.

An emulsion is a moisturiser, a list of oils alone a face oil, a list of detergents a cleanser. Such a kind only ever
adds windows: it is told where nobody knew a kind, or in the place of a kind that is no stricter. A wash with an acid
or an enzyme stays without a kind, since a cleanser may come back sooner than what stays on the skin.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from fortnight.labels.cues import Cue
from fortnight.labels.folding import fold
from fortnight.labels.kinds import is_no_care
from fortnight.labels.model import NOT_FOR_THIS, Detail, Item, Kind, Mark, Name, Trait
from fortnight.labels.patterns import pattern
from fortnight.sources import shipped

_FEWEST = 2
_FIRST = 3
_EARLY = 5
_BODY = 10
_MOST_OF_A_WATER = 8
_MOST_UNKNOWN_SHARE = 0.3
_MILDER_IN_A_WASH = (Trait.ACID_ACTIVE, Trait.ENZYME, Detail.ASCORBIC_ACID, Trait.BOTANICAL_ACID)
_HARSH = int(Cue.HARSH_DETERGENT | Cue.SOAP)
_DETERGENT = int(Cue.DETERGENT)
_FATTY = int(Cue.FATTY_ACID)
_ALKALI = int(Cue.ALKALI)
_ACIDS = int(Cue.ACID)
_SERUMS = (Kind.SERUM, Kind.HYDRATING_SERUM)
_OPEN_TO_MORE = frozenset({None, Kind.SERUM, Kind.HYDRATING_SERUM, Kind.MASK})
_AGAINST_SPOTS = pattern(r"\b(?:acne|akne|anti-?acne|blemish\w*|imperfec\w+|imperfezion\w*|tradzik\w*)\b")
_AT_NIGHT = pattern(r"\b(?:night|noche|nuit|nacht\w*|notte|noite|nocn\w+|na noc|natt\w*|nat|nocturn\w+|gece|yo)\b")
_AGAINST_AGE = pattern(
    r"\b(?:anti-?ag\w+|anti-?edad|anti-?eta|anti-?idade|anti-?wrinkl\w+|anti-?rid\w+|anti-?rug\w+|anti-?arrug\w+|"
    r"anti-?falten\w*|anti-?rimpel\w*|antiedad|wrinkl\w+|rides|arrugas|rugas|rughe|falten|przeciwzmarszczkow\w+)\b"
)
_RETINOLS = frozenset({"Retinol", "Retinal", "Hydroxypinacolone Retinoate"})
Places = Sequence[tuple[int, Name]]
Evidence = Mapping[Mark, tuple[Item, ...]]


@cache
def _tables() -> tuple[dict[str, re.Pattern[str]], re.Pattern[str]]:
    """The expressions for groups of names, and for names of products that are no care for a face."""
    import tomllib

    tables = tomllib.loads(shipped("labels/data/kinds_by_list.toml"))
    groups = {group: re.compile(words) for group, words in tables["names"].items()}
    return groups, re.compile(tables["apart"]["words"])


@lru_cache(maxsize=8192)
def _groups_of(inci: str) -> frozenset[str]:
    """The groups that a canonical name belongs to."""
    folded = fold(inci)
    return frozenset(group for group, words in _tables()[0].items() if words.search(folded))


def kind_by_list(kind: Kind | None, places: Places, evidence: Evidence, *, title: str, category: str) -> Kind | None:
    """The kind of the product whose name and category tell `kind`, after a look at its list.

    Never one with fewer or shorter windows than `kind` has.

    >>> from fortnight.labels.read import read_label
    >>> read_label("Aqua, Helianthus Annuus Seed Oil, Glycerin, Cetearyl Alcohol, Glyceryl Stearate").kind
    <Kind.MOISTURISER: 'moisturiser'>
    """
    if Trait.SELF_TANNING in evidence:
        return Kind.SELF_TAN
    if kind not in _OPEN_TO_MORE or not places:
        return _closer_by_an_active(kind, evidence, title, category)
    acid = places[0][1].cues & _ACIDS and Trait.ACID_ACTIVE in evidence
    if acid and kind in (None, Kind.MASK) and not is_no_care(title, category):
        return Kind.PEEL
    if kind is not None:
        return _closer_leave_on(kind, places, evidence)
    if Detail.PRESCRIPTION_RETINOID in evidence:
        return Kind.RETINOL_PRODUCT
    return _by_list(places, evidence, f"{title} {fold(category)}")


def _closer_by_an_active(kind: Kind | None, evidence: Evidence, title: str, category: str) -> Kind | None:
    """What a wash against spots with an acid and a night cream against age with retinol are more closely."""
    if kind is Kind.CLEANSER and Trait.ACID_ACTIVE in evidence and _AGAINST_SPOTS.search(title):
        return Kind.EXFOLIATING_CLEANSER
    if kind is Kind.MOISTURISER and _is_against_age_at_night(title, category, evidence):
        return Kind.RETINOL_PRODUCT
    return kind


def _is_against_age_at_night(title: str, category: str, evidence: Evidence) -> bool:
    """Whether a night cream against the signs of age holds retinol itself, and not only one of its esters."""
    retinol = any(item.inci in _RETINOLS for item in evidence.get(Trait.RETINOID, ()))
    if not retinol:
        return False
    words = f"{title} {fold(category)}"
    return _AT_NIGHT.search(words) is not None and _AGAINST_AGE.search(words) is not None


def _closer_leave_on(kind: Kind, places: Places, evidence: Evidence) -> Kind:
    """What a serum is more closely by its list: vitamin C or a peptide at its top, oils alone."""
    if kind not in _SERUMS:
        return kind
    if _is_all_oil(places):
        return Kind.FACE_OIL
    first = {start for start, _ in places[:_EARLY]}
    if any(item.start in first for item in evidence.get(Trait.VITAMIN_C, ())):
        return Kind.VITAMIN_C_SERUM
    return kind


def _by_list(places: Places, evidence: Evidence, words: str) -> Kind | None:
    """The kind of a product of which only its list tells."""
    names = [name for _, name in places]
    unknown = sum(name.inci is None for name in names)
    if unknown > _MOST_UNKNOWN_SHARE * len(names) or len(names) < _FEWEST:
        return None
    if _tables()[1].search(words) or is_no_care(words) or any(mark in NOT_FOR_THIS for mark in evidence):
        return None
    if _washes(names):
        return None if any(mark in evidence for mark in _MILDER_IN_A_WASH) else Kind.CLEANSER
    groups = [_groups_of(name.inci or "") for name in names]
    return _by_powder(places, evidence, groups) or _left_on(places, evidence, groups)


def _by_powder(places: Places, evidence: Evidence, groups: list[frozenset[str]]) -> Kind | None:
    """A scrub by its grains, make-up by its pigments, a mask by its clay."""
    first = {start for start, _ in places[:_FIRST]}
    if any(item.start in first for item in evidence.get(Trait.SCRUB, ())):
        return Kind.SCRUB
    if sum("pigment" in group for group in groups) > 1:
        return Kind.MAKEUP
    return Kind.MASK if any("clay" in group for group in groups[:2]) else None


def _left_on(places: Places, evidence: Evidence, groups: list[frozenset[str]]) -> Kind | None:
    """Sunscreen, oil, cream, balm or water: by filters, emulsifiers and what is at the top."""
    first = {start for start, _ in places[:_MOST_OF_A_WATER]}
    if sum(item.start in first for item in evidence.get(Trait.UV_ORGANIC, ())) > 1:
        return Kind.SUNSCREEN
    if _is_all_oil(places):
        return Kind.FACE_OIL
    wet = any("water" in group for group in groups[:_FIRST])
    fat = any("lipid" in group for group in groups[:_BODY])
    if fat and (not wet or any("emulsifier" in group for group in groups[:_BODY])):
        creamy = wet or any("thick_lipid" in group for group in groups[:_FIRST])
        return Kind.MOISTURISER if creamy else None
    floral = "astringent_water" in groups[0]
    return Kind.TONER if floral and not fat and len(groups) <= _MOST_OF_A_WATER else None


def _washes(names: list[Name]) -> bool:
    """Whether a list is one of a wash: a harsh detergent or two mild ones near the top, fatty acids with an alkali."""
    if any(name.cues & _HARSH for name in names[:_EARLY]):
        return True
    top = names[:_MOST_OF_A_WATER]
    alkaline = any(name.cues & _ALKALI for name in top) and sum(bool(name.cues & _FATTY) for name in top) > 1
    return alkaline or sum(bool(name.cues & _DETERGENT) for name in top) > 1


def _is_all_oil(places: Places) -> bool:
    """Whether a list is oils that run, with nothing beside them but scent and what keeps them from going off."""
    if "lipid" not in _groups_of(places[0][1].inci or ""):
        return False
    groups = [_groups_of(name.inci or "") for _, name in places]
    if all("silicone" in group for group in groups):
        return False
    thick = any("thick_lipid" in group for group in groups[:_FIRST])
    scented = [bool(name.cues & int(Cue.ESSENTIAL_OIL | Cue.FRAGRANCE)) for _, name in places]
    if thick or any("water" in group or "emulsifier" in group for group in groups):
        return False
    oils = sum("lipid" in group and not scent for group, scent in zip(groups, scented, strict=True))
    beside = sum("no_part" in group or scent for group, scent in zip(groups, scented, strict=True))
    return not scented[0] and oils + beside >= 0.8 * len(groups)
