"""What the guide says, as values: spans of days, rules, stages, care, windows, activities.

Every rule carries the same facts: its id, the sentence a person reads, its sources, its place in the first
of them, when it was last reviewed, and where it stands in our data; where it gives a reason, that has sources
too. Days are counted from 1, the treatment day; both ends of a span belong to it. Nothing here decides anything:
see `verdicts`.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from fortnight import tables
from fortnight.labels.model import Kind, Mark, Trait
from fortnight.tables import Place

LAST_DAY = tables.LAST_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days in a row, base 1, both ends included. There is no day 0 in a span.

    >>> 6 in Span(first=1, last=6), 7 in Span(first=1, last=6)
    (True, False)
    """

    first: int
    last: int

    def __post_init__(self) -> None:
        """Raises: ValueError when the span begins before day 1 or ends before it begins."""
        if not 1 <= self.first <= self.last:
            raise ValueError(
                f"{self.first} to {self.last} is not a span: start on day 1 or later, and do not end before the start"
            )

    def __contains__(self, day: int) -> bool:
        """Whether the day belongs to the span."""
        return self.first <= day <= self.last

    @property
    def text(self) -> str:
        """The span as people write it: 3-5, or 1."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    @property
    def mask(self) -> int:
        """The days as bits: bit n is set for day n.

        >>> bin(Span(first=1, last=2).mask)
        '0b110'
        """
        return (1 << self.last + 1) - (1 << self.first)


class Time(StrEnum):
    """When in the day a care is due."""

    MORNING = "morning"
    EVENING = "evening"


class Duty(StrEnum):
    """Whether a care has to be done, may be done, or is something to leave alone."""

    MUST = "must"
    MAY = "may"
    AVOID = "avoid"


class Layer(StrEnum):
    """Whose rule it is; only the stricter side of each counts. `CLINIC` are rules that a clinic adds of its own."""

    GUIDE = "guide"
    CLINIC = "clinic"
    CAUTIOUS = "cautious"
    PERSON = "person"


class Where(StrEnum):
    """In which products a window holds.

    A leave-on product is every one that is not a cleanser, an exfoliating cleanser or a scrub; a product
    whose kind nobody knows counts as leave-on and as not a cleanser, which is the stricter reading.
    """

    ANYWHERE = "any"
    LEAVE_ON = "leave_on"
    CLEANSER = "cleanser"
    NOT_CLEANSER = "not_cleanser"
    SUNSCREEN_WITHOUT_MINERAL = "sunscreen_without_mineral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """Whose own guide it is: the house's name, and the number of the version; 0 is one that is not published yet."""

    house: str
    number: int
    date: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who answers for a rule that is milder than the published one, and why, in their words."""

    by: str
    reason: str
    on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedRule:
    """What a clinic made of a rule. `published` is the rule as published, or None for one that the clinic added.

    `words` are (part, language, text), and go before every translation of the published words. `moved`: the days are
    other ones, and so the source is the clinic's alone.
    """

    protocol: Protocol
    published: "Rule | None"
    moved: bool = False
    words: tuple[tuple[str, str, str], ...] = ()
    signed: Signature | None = None
    named: bool = False

    def told(self, part: str, language: str) -> str | None:
        """The clinic's words for a part in a language, or None."""
        return next((text for key, tongue, text in self.words if (key, tongue) == (part, language)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What every rule carries; `sources` are ids of the register, `place` the place in the first one.

    `why` is the reason for what it says, empty where none is given. `why_sources` and `why_place` are its own, empty
    where the reason stands in the same sources as the rule. `changed` is None in the published guide.
    """

    id: str
    says: str
    sources: tuple[str, ...]
    place: str
    reviewed: dt.date
    at: Place
    why: str = ""
    why_sources: tuple[str, ...] = ()
    why_place: str = ""
    changed: ChangedRule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Rule):
    """Something the guide says about itself, which is not care: who it is for, who answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Rule):
    """A part of the fortnight. Day 5 belongs to two: the later adds to the earlier."""

    name: str
    days: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Care(Rule):
    """Something to do or to leave alone on some days.

    `kinds` are the kinds of product that fill it, `shows` and `without` what such a product has to show
    and must not show, `named` the products that the guide names, `spf_min` the lowest SPF that counts.
    `instead_of` is a care that this one takes the place of on its own days. `daily`: it is done every day, which
    `often` says in words.
    """

    stage: str
    days: Span
    times: tuple[Time, ...]
    often: str
    duty: Duty
    kinds: tuple[Kind, ...]
    shows: tuple[Trait, ...]
    spf_min: int | None
    without: tuple[Trait, ...]
    named: tuple[str, ...]
    instead_of: str = ""
    daily: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Window(Rule):
    """On which days something that a label shows, or a kind of product, is refused or wants care.

    Exactly one thing decides: a mark (`shows`, unless the label shows `unless` as well), the kind of
    product (`kinds`), or an SPF below `spf_below` in one of `kinds`. A window without days only explains.
    `active` counts it among the actives that a person's modifier may delay; `always` lets it hold on
    every day, also outside 1-14. `starts_with` is the care of the guide with which something has
    its turn that wants care before, and is not refused. `untold` are days on which nobody can tell; no table of a guide
    has them. `closed` is what it closes in a word or two, where no sentence of the wording files says so.
    """

    layer: Layer
    shows: Mark | None = None
    unless: Mark | None = None
    kinds: tuple[Kind, ...] = ()
    where: Where = Where.ANYWHERE
    spf_below: int | None = None
    refuse: Span | None = None
    careful: Span | None = None
    active: bool = False
    always: bool = False
    starts_with: str = ""
    untold: Span | None = None
    closed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Rule):
    """Something other than a product that people ask about, with its days.

    `also` are other words for it, in small letters. `from_day` is the first day (base 1) it is possible
    again when that lies after day 14. `deep_days` come on top at needles of 2.0 mm and more, `tone_days`
    for skin tones IV-VI. `shows`: what a label shows of the same thing, which then has the same days and words.
    `unknown`: we looked and found nothing, so the answer is that we cannot tell. `contains` are the substances in
    it, by which a person's allergies and medicines are looked for. `always`: the days that are refused are every
    day, also outside 1-14.
    """

    name: str
    also: tuple[str, ...]
    refuse: Span | None
    careful: Span | None
    from_day: int | None
    group: str | None
    deep_days: int = 0
    tone_days: int = 0
    unknown: bool = False
    contains: tuple[str, ...] = ()
    always: bool = False
    shows: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """A whole guide: its stages and care, the windows of its two tables, the cautious layer, activities.

    `protocol` is None for the published one. A clinic's own adds its windows to `windows`, and to `beside` what it says
    about activities of the list.
    """

    id: str
    version: str
    promises: tuple[Promise, ...]
    stages: tuple[Stage, ...]
    care: tuple[Care, ...]
    windows: tuple[Window, ...]
    cautious: tuple[Window, ...]
    activities: tuple[Activity, ...]
    beside: tuple[Activity, ...] = ()
    protocol: Protocol | None = None
