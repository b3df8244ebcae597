"""A check-in and what is made of it, as values: `CheckIn`, `Assessment`, and the rules of data/checkin.toml.

A field that was not answered is None and is never taken for "none". Days are base 1 as the clinic counts them; the
tables' own count is made from them by `depth.healing_day`. Amounts and levels have an order: `rank`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from fortnight.guide.model import Rule, Span
from fortnight.healing.depth import DepthBand
from fortnight.healing.expected_model import Amount, Measure
from fortnight.healing.model import Sign, Urgency
from fortnight.person.model import SkinTone

MOST_PAIN = 10


class CheckInLevel(StrEnum):
    """What a check-in comes to, the calmest first. `NOW` is an emergency, a crisis or a poisoning: see `urgency`."""

    AS_EXPECTED = "as_expected"
    KEEP_AN_EYE = "keep_an_eye"
    PAUSE = "pause"
    TELL_ADVISOR = "tell_advisor"
    DOCTOR_TODAY = "doctor_today"
    NOW = "now"

    @property
    def rank(self) -> int:
        """0 for the calmest to 5; the greatest wins."""
        return _LEVELS.index(self)

    @property
    def is_uneasy(self) -> bool:
        """Whether silence after it is a signal."""
        return self is not CheckInLevel.AS_EXPECTED


_LEVELS = tuple(CheckInLevel)


class Compared(StrEnum):
    """How red or warm it is beside yesterday."""

    LESS = "less"
    SAME = "same"
    MORE = "more"
    SPREADING = "spreading"


class Sleep(StrEnum):
    """How the night was."""

    WELL = "well"
    BROKEN = "broken"
    HARDLY = "hardly"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """What a person told on a day (base 1, as the clinic counts). None is not answered.

    `pain` is 0 to 10. `redness` is None too where it cannot be seen. `new` are ids of `[[new]]` in checkin.toml, `used`
    what was used since the last check-in: ids of rungs (ladder.toml) and activities, or a product's name. `words` are
    the person's own. `photo` says that there is one; it changes nothing in an assessment.
    """

    day: int
    pain: int | None = None
    redness: Amount | None = None
    swelling: Amount | None = None
    heat: Amount | None = None
    itch: Amount | None = None
    flaking: Amount | None = None
    compared: Compared | None = None
    new: tuple[str, ...] = ()
    sleep: Sleep | None = None
    used: tuple[str, ...] = ()
    words: str = ""
    photo: bool = False

    def __post_init__(self) -> None:
        """Raises: ValueError for a pain that is not 0 to 10."""
        if self.pain is not None and not 0 <= self.pain <= MOST_PAIN:
            raise ValueError(f"pain {self.pain} is not between 0 and {MOST_PAIN}")

    def value(self, measure: Measure) -> int | None:
        """The number of a measure: pain itself, else the `rank` of the amount; None where it was not answered."""
        if measure is Measure.PAIN:
            return self.pain
        amount: Amount | None = getattr(self, measure)
        return None if amount is None else amount.rank


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInRule(Rule):
    """A row of `[[rule]]`: it speaks when all of its conditions hold. What they mean stands at the top of the file.

    Amounts in `at_least` and `grown` are numbers, as `CheckIn.value` gives them. `from_words`: it speaks for what words
    tell, and never by its conditions. `sign` is the id of the sign that goes with it, or empty.
    """

    level: CheckInLevel
    days: Span | None
    depths: tuple[DepthBand, ...]
    tones: tuple[SkinTone, ...]
    flags: tuple[str, ...]
    hidden: bool
    at_least: Mapping[Measure, int]
    above_usual: tuple[Measure, ...]
    above_watch: tuple[Measure, ...]
    grown: Mapping[Measure, int]
    compared: tuple[Compared, ...]
    sleep: tuple[Sleep, ...]
    new: tuple[str, ...]
    unanswered: tuple[Measure, ...]
    active: bool
    from_words: bool
    sign: str
    does: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewThing(Rule):
    """Something new that can be ticked; `says` is its label. `common` ones are offered at once, others on demand."""

    sign: Sign | None
    common: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What a check-in comes to. Never a diagnosis, and never that something is harmless.

    `reasons` are rule ids, the strictest first: of checkin.toml, of signs.toml. `says` is one sentence for the level,
    `because` a sentence for each reason that made it, `does` what to do, each in the language that was asked for.
    `signs` are the signs that speak, the most urgent first, to be shown as the card shows them. `ask` are signs that
    the words may tell of: ask before anything else. `urgency` is that of the first sign where the level is `NOW`.
    """

    level: CheckInLevel
    reasons: tuple[str, ...]
    says: str
    because: tuple[str, ...]
    does: tuple[str, ...]
    signs: tuple[Sign, ...]
    ask: tuple[Sign, ...]
    urgency: Urgency | None


class Silence(StrEnum):
    """What follows when nothing comes after an uneasy check-in: a kind question to the person, then the desk."""

    KIND_QUESTION = "kind_question"
    DESK = "desk"
