"""What comes out of reading a question: its sense, the topic, what to choose from, the day it asks about.

Everything here is a value. `QuestionTopic` is one thing that words can mean; an `Understanding` holds the one that is
meant, or the few that are to be asked about, and never both.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from fortnight.guide.model import Activity, Rule
from fortnight.healing.model import Sign, Urgency
from fortnight.labels.model import Kind, Label, Mark


class Sense(StrEnum):
    """What a text is about, in the order in which it is asked."""

    SIGN = "sign"
    FEELING = "feeling"
    PRODUCT = "product"
    ACTIVITY = "activity"
    MEDICINE = "medicine"
    GENERAL = "general"
    LABEL = "label"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeling(Rule):
    """Something that people feel in the fortnight: `says` what is usual, `signs` are the ids it may turn into."""

    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class General:
    """A kind of product or an ingredient in general.

    `names` are names as they stand on labels, `activities` the ids of rules that hold for the same words. `pure`: every
    word of it is known to name just this, so that it may be a yes where the rules welcome it. `held` are the ids of the
    rules that hold a yes back.
    """

    words: str
    kinds: tuple[Kind, ...] = ()
    names: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    activities: tuple[str, ...] = ()
    pure: bool = True
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionTopic:
    """One thing that words can mean. `id` names it: an activity's, a feeling's, a product's key, or its own words.

    `typed` are the words by which an activity was asked for: they may name something that somebody reacts to. `label`
    is a list of ingredients as it was read, so that nobody has to read it again.
    """

    sense: Sense
    id: str
    words: str
    activity: Activity | None = None
    feeling: Feeling | None = None
    general: General | None = None
    typed: str = ""
    label: Label | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The day that a question moves to: `day` of the course (base 1), or so many days from today; else today."""

    day: int | None = None
    shift: int = 0

    def from_day(self, today: int) -> int:
        """The day that is asked about, where today is `today` (base 1)."""
        return self.day if self.day is not None else today + self.shift

    @property
    def moves(self) -> bool:
        """Whether it asks about another day than today."""
        return self.day is not None or self.shift != 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What somebody means. `topic` is what is meant; where nothing is sure it is None, and `choices` are at most four.

    `signs` come first whatever else was asked, the most urgent first, and `urgency` with them. `ask` are signs to ask
    about above the answer, where it is unclear whether any is told. `unknown` are words of
    the text that we do not know: with any of them an answer is never a yes. `beside` is what else is named, each with
    all that it can mean: a yes has to bear it. `held` are the ids of the rules that hold a yes back, because it is of
    or for somebody else, old, or without a label.
    """

    text: str
    sense: Sense
    topic: QuestionTopic | None = None
    choices: tuple[QuestionTopic, ...] = ()
    signs: tuple[Sign, ...] = ()
    ask: tuple[Sign, ...] = ()
    urgency: Urgency | None = None
    when: When = field(default_factory=When)
    unknown: tuple[str, ...] = ()
    beside: tuple[tuple[QuestionTopic, ...], ...] = ()
    held: tuple[str, ...] = ()
    language: str = "en"


MOST_CHOICES = 4
