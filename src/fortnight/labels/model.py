"""What reading a label gives back: traits, kinds, items with their place in the text, problems.

The order of the types is the order of reading: a name that we know (`CanonicalName`), an item (a known or
unknown name at its place in the text), a problem, the label. Everything here is a value: frozen,
comparable, free of input and output. Spans are half-open offsets into the text exactly as it was given.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Trait(StrEnum):
    """What an ingredient shows that the guide or the evidence has something to say about."""

    FRAGRANCE = "fragrance"
    ESSENTIAL_OIL = "essential_oil"
    DRYING_ALCOHOL = "drying_alcohol"
    ACID_ACTIVE = "acid_active"
    ACID_TRACE = "acid_trace"
    BOTANICAL_ACID = "botanical_acid"
    RETINOID = "retinoid"
    PEROXIDE_ETC = "peroxide_etc"
    COOLING = "cooling"
    SCRUB = "scrub"
    ENZYME = "enzyme"
    CLEANSING_SURFACTANT = "cleansing_surfactant"
    HARSH_SURFACTANT = "harsh_surfactant"
    VITAMIN_C = "vitamin_c"
    OMEGA3_OIL = "omega3_oil"
    PEPTIDE = "peptide"
    CERAMIDE = "ceramide"
    HYALURONIC = "hyaluronic"
    UV_MINERAL = "uv_mineral"
    UV_ORGANIC = "uv_organic"
    ISOTHIAZOLINONE = "isothiazolinone"
    FORMALDEHYDE = "formaldehyde"
    ANTIOXIDANT = "antioxidant"
    OCCLUSIVE = "occlusive"
    STEROID = "steroid"
    ANAESTHETIC = "anaesthetic"
    ANTIBIOTIC = "antibiotic"
    ANTIFUNGAL = "antifungal"
    ANTISEPTIC = "antiseptic"
    MEDICINE = "medicine"
    BLEACHING = "bleaching"
    CAUSTIC = "caustic"
    OXIDISER = "oxidiser"
    HAIR_DISSOLVING = "hair_dissolving"
    HAIR_DYE = "hair_dye"
    SELF_TANNING = "self_tanning"
    WARMING = "warming"
    SPICULES = "spicules"
    ORAL_CARE = "oral_care"
    ANTIPERSPIRANT = "antiperspirant"
    HOUSEHOLD = "household"
    KITCHEN = "kitchen"
    POISON = "poison"
    STRONG_UREA = "strong_urea"
    STRONG_LACTATE = "strong_lactate"
    ARNICA = "arnica"


class Detail(StrEnum):
    """A finer fact inside a trait, where a rule tells the two apart."""

    PRESCRIPTION_RETINOID = "prescription_retinoid"
    ASCORBIC_ACID = "ascorbic_acid"
    COPPER_PEPTIDE = "copper_peptide"
    HYDROQUINONE = "hydroquinone"
    DRYING_ALCOHOL_EARLY = "drying_alcohol_early"
    SALICYLIC_ACTIVE = "salicylic_active"
    SCENTED_EXTRACT = "scented_extract"
    ACID_IN_TONER = "acid_in_toner"
    GENTLE_WASH = "gentle_wash"
    UNJUDGED = "unjudged"


class PromisedMark(StrEnum):
    """What the name of a product promises and its list does not show; the value is "promised_" and the mark."""

    RETINOID = "promised_retinoid"
    PRESCRIPTION_RETINOID = "promised_prescription_retinoid"
    ACID_ACTIVE = "promised_acid_active"
    VITAMIN_C = "promised_vitamin_c"
    ANTIOXIDANT = "promised_antioxidant"
    PEROXIDE_ETC = "promised_peroxide_etc"
    SCRUB = "promised_scrub"
    ENZYME = "promised_enzyme"
    CLEANSING_SURFACTANT = "promised_cleansing_surfactant"
    HARSH_SURFACTANT = "promised_harsh_surfactant"
    ESSENTIAL_OIL = "promised_essential_oil"
    COOLING = "promised_cooling"
    STEROID = "promised_steroid"
    ANAESTHETIC = "promised_anaesthetic"
    ANTIBIOTIC = "promised_antibiotic"
    ANTIFUNGAL = "promised_antifungal"
    ANTISEPTIC = "promised_antiseptic"
    MEDICINE = "promised_medicine"
    BLEACHING = "promised_bleaching"
    CAUSTIC = "promised_caustic"
    OXIDISER = "promised_oxidiser"
    HAIR_DISSOLVING = "promised_hair_dissolving"
    HAIR_DYE = "promised_hair_dye"
    SELF_TANNING = "promised_self_tanning"
    WARMING = "promised_warming"
    SPICULES = "promised_spicules"
    ORAL_CARE = "promised_oral_care"
    ANTIPERSPIRANT = "promised_antiperspirant"
    HOUSEHOLD = "promised_household"
    KITCHEN = "promised_kitchen"
    STRONG_UREA = "promised_strong_urea"
    ARNICA = "promised_arnica"

    @property
    def mark(self) -> "Trait | Detail":
        """The mark that is promised."""
        value = self.value.removeprefix("promised_")
        return Trait(value) if value in set(Trait) else Detail(value)


Mark = Trait | Detail | PromisedMark

NOT_FOR_THIS = frozenset(
    {
        Trait.STEROID, Trait.ANAESTHETIC, Trait.ANTIBIOTIC, Trait.ANTIFUNGAL, Trait.ANTISEPTIC, Trait.MEDICINE,
        Trait.BLEACHING, Trait.CAUSTIC, Trait.OXIDISER, Trait.HAIR_DISSOLVING, Trait.HAIR_DYE, Trait.SELF_TANNING,
        Trait.WARMING, Trait.SPICULES, Trait.ORAL_CARE, Trait.ANTIPERSPIRANT, Trait.HOUSEHOLD, Trait.KITCHEN,
        Trait.POISON, Trait.STRONG_UREA, Trait.STRONG_LACTATE, Trait.ARNICA,
    }
)  # fmt: skip
"""What is not for open skin at all; each has a table in `data/not_for_this.toml` and a window, or an activity."""
COSMETIC = tuple(trait for trait in Trait if trait not in NOT_FOR_THIS | {Trait.ANTIOXIDANT, Trait.OCCLUSIVE})
"""The traits of a cosmetic's list as the codebook has them, by which the reading is scored."""
_COSMETIC = frozenset(COSMETIC)
CARE_MARKS: tuple[Mark, ...] = (*(trait for trait in Trait if trait not in NOT_FOR_THIS), *Detail)
"""What tells one product for the care of a face from another; a routine is chosen by these."""


class NameStanding(StrEnum):
    """What a name is for skin that is open. Recognised is not the same as allowed."""

    BASE = "base"
    RESTRICTED = "restricted"
    NOT_FOR_THIS = "not_for_this"
    UNJUDGED = "unjudged"


class Kind(StrEnum):
    """What sort of product it is; nobody knowing is `None`, never a kind of its own."""

    CLEANSER = "cleanser"
    EXFOLIATING_CLEANSER = "exfoliating_cleanser"
    TONER = "toner"
    SERUM = "serum"
    HYDRATING_SERUM = "hydrating_serum"
    VITAMIN_C_SERUM = "vitamin_c_serum"
    PEPTIDE_SERUM = "peptide_serum"
    MOISTURISER = "moisturiser"
    SUNSCREEN = "sunscreen"
    MASK = "mask"
    ENZYME_MASK = "enzyme_mask"
    EYE_CREAM = "eye_cream"
    FACE_OIL = "face_oil"
    RETINOL_PRODUCT = "retinol_product"
    SCRUB = "scrub"
    PEEL = "peel"
    MAKEUP = "makeup"
    SELF_TAN = "self_tan"


CLEANSERS = frozenset({Kind.CLEANSER, Kind.EXFOLIATING_CLEANSER})
RINSED = CLEANSERS | {Kind.SCRUB}


class How(StrEnum):
    """How a printed name was recognised."""

    VOCABULARY = "vocabulary"
    SYNONYM = "synonym"
    NAMING_SYSTEM = "naming_system"
    NEAR_MISS = "near_miss"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as it stands on a label, and what we make of it.

    `inci` is the canonical name, or None where the name is not known; `cues` are the bits of `labels/cues.py`.
    """

    printed: str
    inci: str | None
    how: How
    function: str
    cues: int

    @property
    def standing(self) -> "NameStanding":
        """What the name is for skin that is open; a name that nobody knows is not judged."""
        from fortnight.labels.cues import standing_of

        return standing_of(self.cues) if self.inci is not None else NameStanding.UNJUDGED


class Item(NamedTuple):
    """A name at its place: `start` is an offset into the text as given."""

    start: int
    read: Name

    @property
    def end(self) -> int:
        """The offset behind the last character of the printed name."""
        return self.start + len(self.read.printed)

    @property
    def printed(self) -> str:
        """The name exactly as it is printed."""
        return self.read.printed

    @property
    def inci(self) -> str | None:
        """The canonical name, or None where the name is not known."""
        return self.read.inci

    @property
    def how(self) -> How:
        """How the name was recognised."""
        return self.read.how

    @property
    def standing(self) -> NameStanding:
        """What the name is for skin that is open; a name that nobody knows is not judged."""
        return self.read.standing

    @property
    def recognised(self) -> bool:
        """Whether we know what this name is. Known is not the same as approved."""
        return self.read.inci is not None


class ProblemKind(StrEnum):
    """What was odd about a stretch of the text."""

    UNKNOWN_NAME = "unknown_name"
    PROSE = "prose"
    SEVERAL_PRODUCTS = "several_products"
    NO_LIST = "no_list"
    NOT_A_COSMETIC = "not_a_cosmetic"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One oddity with its half-open span in the text as given."""

    kind: ProblemKind
    start: int
    end: int


class LeftOutAs(StrEnum):
    """Why a stretch of the text counts as no name."""

    FOOTNOTE = "footnote"
    PROSE = "prose"
    MARKETING = "marketing"
    DENIAL = "denial"
    COLUMN = "column"
    CUT_SHORT = "cut_short"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A stretch of the text that is neither a name nor a heading, and why; half-open span in the text as given.

    `doubtful` where it tells of something that no name of the list shows: then nobody can tell. `strange` where it
    only praises, above a whole list, a thing that nobody knows: then nobody can tell while the skin is open.
    """

    start: int
    end: int
    why: LeftOutAs
    doubtful: bool = False
    strange: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label that was read.

    `found` are all printed names in order, each with its offset; `items` are the same as items. `evidence` says
    which items show a trait or a detail of one. `read` of `of` names were recognised; `unread_early` says that one of
    the first five of a list was not (with several products in one text: of any list). Every letter of the text stands
    in a name, in one of the `headings` (half-open spans) or in what is `left_out`, but for joining words and numbers.
    `beside` of the unrecognised names stand around the list, among other small print, and not in it.
    """

    text: str
    name: str
    kind: Kind | None
    found: tuple[tuple[int, Name], ...]
    evidence: Mapping[Mark, tuple[Item, ...]]
    spf: int | None
    problems: tuple[Problem, ...]
    readable: bool
    read: int
    of: int
    unread_early: bool
    headings: tuple[tuple[int, int], ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    beside: int = 0

    @property
    def doubtful(self) -> tuple[Item, ...]:
        """What was left out and yet tells of something that no name of the list shows, as items that nobody knows."""
        return tuple(self._unknown(part) for part in self.left_out if part.doubtful)

    def _unknown(self, part: LeftOut) -> Item:
        printed = self.text[part.start : part.end]
        return Item(part.start, Name(printed=printed, inci=None, how=How.UNKNOWN, function="", cues=0))

    @property
    def cut_short(self) -> bool:
        """Whether the list itself says that it is not the whole one."""
        return any(part.why is LeftOutAs.CUT_SHORT for part in self.left_out)

    @property
    def items(self) -> tuple[Item, ...]:
        """All printed names in order, each at its place."""
        return tuple(Item(start, name) for start, name in self.found)

    @property
    def traits(self) -> dict[Trait, tuple[Item, ...]]:
        """The traits of a cosmetic that are shown, each with its items; none where the text is no list.

        For the rest see `evidence`.
        """
        if not self.readable:
            return {}
        return {mark: items for mark, items in self.evidence.items() if isinstance(mark, Trait) and mark in _COSMETIC}

    @property
    def not_for_this(self) -> dict[Trait, tuple[Item, ...]]:
        """What is not for open skin at all, each with the items that show it."""
        return {
            mark: items for mark, items in self.evidence.items() if mark in NOT_FOR_THIS and isinstance(mark, Trait)
        }

    @property
    def unjudged(self) -> tuple[Item, ...]:
        """The items that are known and that nobody has judged for open skin, in order."""
        return self.evidence.get(Detail.UNJUDGED, ())

    @property
    def promised(self) -> tuple[PromisedMark, ...]:
        """What the product's name promises and its list does not show."""
        return tuple(mark for mark in self.evidence if isinstance(mark, PromisedMark))

    @property
    def unrecognised(self) -> tuple[Item, ...]:
        """The items that nobody knows, in order."""
        unread = [Item(start, name) for start, name in self.found if name.inci is None]
        return tuple(
            sorted(
                (*unread, *(self._unknown(part) for part in self.left_out if part.strange)), key=lambda item: item.start
            )
        )
