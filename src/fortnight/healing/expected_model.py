"""What is usual on a day, as values: measures, tiers, sensations, headlines, and the answer that holds them.

A `Sensation` is the page for one thing that is felt or seen; a `MeasureBand` says how much of what a check-in counts is
usual at each depth; a `DayHeadline` is the sentence of a day. All are rules, with id, sources and place. Texts are in
English here and in other languages under their ids (`wording.rule_words.told`): the parts are `says`, `name`, `helps`,
`advisor`, `doctor`, `on_darker_skin`. Days are base 1, the treatment day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from fortnight.guide.model import Rule, Span
from fortnight.healing.depth import Area, DepthBand
from fortnight.person.model import SkinTone
from fortnight.sources import Evidence


class Measure(StrEnum):
    """What a check-in counts: pain from 0 to 10, the others as an `Amount`."""

    PAIN = "pain"
    REDNESS = "redness"
    SWELLING = "swelling"
    HEAT = "heat"
    ITCH = "itch"
    FLAKING = "flaking"


class Amount(StrEnum):
    """How much of something there is, the least first."""

    NONE = "none"
    A_LITTLE = "a_little"
    CLEAR = "clear"
    STRONG = "strong"

    @property
    def rank(self) -> int:
        """0 for none to 3 for strong: the numbers of the tables and of the chart."""
        return _AMOUNTS.index(self)


_AMOUNTS = tuple(Amount)


class Tier(StrEnum):
    """How usual something is on a day: usual; seen less often, so look again; not usual, so tell somebody."""

    USUAL = "usual"
    LESS_USUAL = "less_usual"
    NOT_USUAL = "not_usual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """Fourteen numbers each, day 1 first: the least and the most that is usual, and up to where one looks again.

    Amounts are their `rank`. `most` and `watch` only fall from day to day.
    """

    least: tuple[int, ...]
    most: tuple[int, ...]
    watch: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureBand(Rule):
    """How much of a measure is usual, by depth. `UNKNOWN` has the numbers of `SHALLOW`, and nothing as its least."""

    measure: Measure
    depths: Mapping[DepthBand, Tolerance]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayHeadline(Rule):
    """The sentence of some days at some depths; `on_darker_skin` takes the place of `says` for tones IV to VI."""

    days: Span
    depths: tuple[DepthBand, ...]
    on_darker_skin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensation(Rule):
    """What is known of one thing that is felt or seen.

    `feeling` is the id of the box's entry for it, empty where it has none. `helps`, `advisor` (when to tell the
    advisor), `doctor` (when a doctor, or to call now) and `on_darker_skin` are sentences. `signs` are the ids of the
    signs it borders on. `tiers` has fourteen tiers for each depth, day 1 first, also for `UNKNOWN`.
    """

    feeling: str
    name: str
    measure: Measure | None
    on_darker_skin: str
    helps: str
    advisor: str
    doctor: str
    signs: tuple[str, ...]
    tiers: Mapping[DepthBand, tuple[Tier, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaNote(Rule):
    """What is other at a place than the tables say."""

    area: Area


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What is usual on a day. `sentence` is the headline's text for the tone, in the language that was asked for.

    `usual`, `less_usual` and `not_usual` hold every sensation just once, in the order of the data. `notes` are those of
    the area. `sources` and `evidence` (kinds, the strongest first) are those of the headline.
    """

    day: int
    depth: DepthBand
    tone: SkinTone | None
    area: Area | None
    headline: DayHeadline
    sentence: str
    usual: tuple[Sensation, ...]
    less_usual: tuple[Sensation, ...]
    not_usual: tuple[Sensation, ...]
    notes: tuple[AreaNote, ...]
    sources: tuple[str, ...]
    evidence: tuple[Evidence, ...]
