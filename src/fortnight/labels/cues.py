"""What an ingredient's name alone tells, as a set of bits: the cues, before the label around it is looked at.

The cues and their patterns are `data/traits.toml`. A name of the vocabulary carries its cues in `names.csv`; every
other name, known by the naming system or not known at all, gets them from the patterns, so that an unread
"Retinyl Something" still counts as a retinoid. Bits keep the reading of a label cheap: one `or` a name.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntFlag, auto
from functools import cache, lru_cache

from fortnight.errors import DataError
from fortnight.labels.folding import open_brackets, without_brackets
from fortnight.labels.model import NOT_FOR_THIS, NameStanding
from fortnight.labels.patterns import hint_finder
from fortnight.labels.substances import groups_in
from fortnight.sources import shipped


class Cue(IntFlag):
    """One bit a cue; the names in lower case are the tables of `traits.toml` and the words in `names.csv`."""

    FRAGRANCE = auto()
    ESSENTIAL_OIL = auto()
    DRYING_ALCOHOL = auto()
    ACID = auto()
    CITRIC_ACID = auto()
    ONE_PERCENT = auto()
    BOTANICAL_ACID = auto()
    FRUIT_ACID = auto()
    RETINOID = auto()
    PRESCRIPTION_RETINOID = auto()
    PEROXIDE_ETC = auto()
    HYDROQUINONE = auto()
    COOLING = auto()
    SCRUB = auto()
    SCRUB_IF_NAMED = auto()
    ENZYME = auto()
    ENZYME_IF_NAMED = auto()
    DETERGENT = auto()
    HARSH_DETERGENT = auto()
    SOAP = auto()
    FATTY_ACID = auto()
    ALKALI = auto()
    VITAMIN_C = auto()
    ASCORBIC_ACID = auto()
    OMEGA3_OIL = auto()
    PEPTIDE = auto()
    COPPER_PEPTIDE = auto()
    CERAMIDE = auto()
    HYALURONIC = auto()
    MINERAL_FILTER = auto()
    UV_ORGANIC = auto()
    ISOTHIAZOLINONE = auto()
    FORMALDEHYDE = auto()
    SCENTED_EXTRACT = auto()
    GRAIN = auto()
    PETROLATUM = auto()
    ANTIOXIDANT = auto()
    STEROID = auto()
    ANAESTHETIC = auto()
    ANTIBIOTIC = auto()
    ANTIFUNGAL = auto()
    ANTISEPTIC = auto()
    MEDICINE = auto()
    BLEACHING = auto()
    CAUSTIC = auto()
    OXIDISER = auto()
    HAIR_DISSOLVING = auto()
    HAIR_DYE = auto()
    SELF_TANNING = auto()
    WARMING = auto()
    SPICULES = auto()
    ORAL_CARE = auto()
    ANTIPERSPIRANT = auto()
    HOUSEHOLD = auto()
    KITCHEN = auto()
    POISON = auto()
    STRONG_UREA = auto()
    STRONG_LACTATE = auto()
    ARNICA = auto()
    IF_MAIN = auto()
    UNJUDGED = auto()


NO_CUE = Cue(0)
SUBSTANCES = Cue(sum(Cue[trait.name] for trait in NOT_FOR_THIS))
"""What is not for open skin, whatever else the label says; with `IF_MAIN` only where it is a main thing."""
NOT_RESTRICTED = (
    Cue.ONE_PERCENT | Cue.CERAMIDE | Cue.HYALURONIC | Cue.OMEGA3_OIL | Cue.FATTY_ACID | Cue.ALKALI
    | Cue.PETROLATUM | Cue.IF_MAIN | Cue.UNJUDGED
)  # fmt: skip
RESTRICTED = ~NOT_RESTRICTED
_IF_MAIN = int(Cue.IF_MAIN)
_OF_NO_TABLE = SUBSTANCES | Cue.IF_MAIN | Cue.UNJUDGED


def standing_of(cues: int) -> NameStanding:
    """What a known name with these cues is for skin that is open.

    >>> standing_of(Cue.ANAESTHETIC), standing_of(Cue.CERAMIDE)
    (<NameStanding.NOT_FOR_THIS: 'not_for_this'>, <NameStanding.BASE: 'base'>)
    """
    if cues & SUBSTANCES and not cues & Cue.IF_MAIN:
        return NameStanding.NOT_FOR_THIS
    if cues & Cue.UNJUDGED:
        return NameStanding.UNJUDGED
    return NameStanding.RESTRICTED if cues & RESTRICTED else NameStanding.BASE


@dataclass(frozen=True, slots=True, kw_only=True)
class CuePattern:
    """One table of `traits.toml`, compiled."""

    cue: Cue
    hints: tuple[str, ...]
    names: frozenset[str]
    pattern: re.Pattern[str] | None
    never: re.Pattern[str] | None

    def speaks(self, forms: tuple[str, ...]) -> bool:
        """Whether any form of the name (folded; with, without, with opened brackets) carries the cue."""
        never, pattern = self.never, self.pattern
        if never:
            for form in forms:
                if never.search(form):
                    return False
        if not self.names.isdisjoint(forms):
            return True
        if pattern:
            for form in forms:
                if pattern.search(form):
                    return True
        return False


def _compiled(expressions: Iterable[str]) -> re.Pattern[str] | None:
    joined = "|".join(f"(?:{expression})" for expression in expressions)
    return re.compile(joined) if joined else None


@cache
def cue_patterns() -> tuple[CuePattern, ...]:
    """All cue patterns, in the order of the bits.

    Raises:
        DataError: a table of `traits.toml` is no cue, or a cue has no table.
    """
    import tomllib

    tables = tomllib.loads(shipped("labels/data/traits.toml"))
    asked = [cue for cue in Cue if not cue & _OF_NO_TABLE]
    strange = set(tables) ^ {cue.name.lower() for cue in asked if cue.name}
    if strange:
        raise DataError(
            "labels/data/traits.toml",
            1,
            f"tables and cues differ: {sorted(strange)}",
            "Give each cue of labels/cues.py one table.",
        )
    return tuple(
        CuePattern(
            cue=cue,
            hints=tuple(table["hints"].split()),
            names=frozenset(table.get("names", ())),
            pattern=_compiled(table.get("patterns", ())),
            never=_compiled(table.get("never", ())),
        )
        for cue in asked
        for table in [tables[str(cue.name).lower()]]
    )


@lru_cache(maxsize=4096)
def _hinted(word: str) -> int:
    """The places of the cue patterns, as bits, that this word can make speak; words repeat, names do not."""
    return _hints()(word)


@cache
def _hints() -> Callable[[str], int]:
    return hint_finder((hint, 1 << place) for place, pattern in enumerate(cue_patterns()) for hint in pattern.hints)


def _of_substances(folded: str) -> int:
    """The cues of what is not for open skin, by its name in `not_for_this.toml`."""
    found = main = 0
    for group, if_main in groups_in(folded):
        if if_main:
            main |= int(Cue[group.upper()])
        else:
            found |= int(Cue[group.upper()])
    return found or (main | _IF_MAIN if main else 0)


def cues_of(folded: str) -> Cue:
    """The cues that the patterns find in a folded name; no cue is an answer, not an error.

    >>> cues_of("retinyl palmitate") == Cue.RETINOID
    True
    """
    return Cue(bits_of(folded))


@lru_cache(maxsize=1024)
def bits_of(folded: str) -> int:
    """The same as a plain number, since flags are slow and every new name is asked, some of them several times."""
    hinted = 0
    for word in folded.split(" "):
        hinted |= _hinted(word)
    substances = _of_substances(folded)
    if not hinted:
        return substances
    bracketed = "(" in folded or ")" in folded or "  " in folded
    forms: tuple[str, ...] = (folded,)
    if bracketed or folded != folded.strip():
        forms = tuple(dict.fromkeys((folded, without_brackets(folded), open_brackets(folded))))
    patterns, found = cue_patterns(), substances
    while hinted:
        pattern = patterns[(hinted & -hinted).bit_length() - 1]
        hinted &= hinted - 1
        if pattern.speaks(forms):
            found |= int(pattern.cue)
    return found


def cues_from_words(words: str) -> Cue:
    """The cues written in `names.csv`, as words parted by blanks.

    Raises:
        KeyError: a word is no cue.
    """
    found = NO_CUE
    for word in words.split():
        found |= Cue[word.upper()]
    return found
