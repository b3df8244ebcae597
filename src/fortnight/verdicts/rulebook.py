"""All windows that hold for one person, sorted for the judge: by mark, for the kind of product in hand.

Three layers come together here, the guide, the cautious layer if it is on, and the person's own; none replaces
another, the judge takes the strictest of what speaks. Conditions that only a label can answer (is there a mineral
filter, is there a prescription retinoid as well) stay with the entry.
"""

from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from fortnight.guide.model import Activity, Guide, Layer, Span, Where, Window
from fortnight.labels.likeness import Watch, WordMeaning
from fortnight.labels.model import CLEANSERS, NOT_FOR_THIS, RINSED, Detail, Kind, Mark, PromisedMark, Trait
from fortnight.person.allergies import allergies_of, not_looked_for
from fortnight.person.model import Profile
from fortnight.person.modifiers import tighten, tighten_activities
from fortnight.verdicts.model import ALL_DAYS
from fortnight.verdicts.reading import reading_rules

ALWAYS = -1
"""A set of days that holds every day, also before day 1 and after day 14."""
_NO_CARE = frozenset({*NOT_FOR_THIS, *PromisedMark})
_MOST_RULED = 2048


class WindowCondition(Protocol):
    """What a window asks of a product besides its kind and the mark that it is about; empty is nothing to ask."""

    @property
    def unless(self) -> str | None:
        """The mark that keeps it silent."""
        ...

    @property
    def only_without(self) -> str | None:
        """Another mark that keeps it silent."""
        ...

    @property
    def spf_below(self) -> int | None:
        """The SPF from which on it is silent; an SPF that nobody knows keeps it silent too."""
        ...


def is_met(condition: WindowCondition, spf: int | None, marks: Container[str]) -> bool:
    """Whether a window speaks about a product that is of its kind and shows its mark; the one place that says so.

    `marks` are all that the product shows.
    """
    if condition.spf_below and (spf is None or spf >= condition.spf_below):
        return False
    return condition.unless not in marks and condition.only_without not in marks


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowEntry:
    """A prepared window: its sets of days and what is still to ask of the label; `asks`: whether there is anything.

    `kinds` are those of product that it holds for, None among them where it holds for one that nobody knows.
    """

    window: Window
    kinds: frozenset[Kind | None]
    refused: int
    untold: int
    careful: int
    unless: Mark | None
    only_without: Mark | None
    spf_below: int | None
    asks: bool


class Ruled(NamedTuple):
    """What holds for every product with the same marks, and the days that all of it together closes or marks."""

    entries: tuple[WindowEntry, ...]
    refused: int
    untold: int
    careful: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSheet:
    """The entries for one kind of product: by the mark that a label shows, and those that the kind alone calls.

    `ruled` is what was worked out already, by the SPF and the marks in their order: products share them.
    """

    by_mark: dict[Mark, tuple[WindowEntry, ...]]
    by_kind: tuple[WindowEntry, ...]
    ruled: dict[tuple[int | Mark | None, ...], Ruled] = field(default_factory=dict, compare=False, repr=False)

    def of_kind(self, spf: int | None, marks: Collection[Mark]) -> list[WindowEntry]:
        """The entries that speak because of the kind alone."""
        return [entry for entry in self.by_kind if not entry.asks or is_met(entry, spf, marks)]

    def of_mark(self, mark: Mark, spf: int | None, marks: Collection[Mark]) -> list[WindowEntry]:
        """The entries that speak because of one mark of a product that shows `marks`."""
        return [entry for entry in self.by_mark.get(mark, ()) if not entry.asks or is_met(entry, spf, marks)]

    def speaking(self, spf: int | None, marks: Collection[Mark]) -> list[WindowEntry]:
        """Everything that speaks about a product of this kind, by the kind first, then in the order of its marks.

        >>> from fortnight.guide.load import published_guide
        >>> sheet = rulebook(published_guide(), Profile()).sheet(Kind.MOISTURISER)
        >>> [entry.window.id for entry in sheet.speaking(None, (Trait.RETINOID,))]
        ['kind-basics', 'retinoid-returns']
        """
        entries, by_mark = [*self.by_kind], self.by_mark
        for mark in marks:
            entries += by_mark.get(mark, ())
        return [entry for entry in entries if not entry.asks or is_met(entry, spf, marks)]

    def ruling(self, spf: int | None, marks: Collection[Mark]) -> Ruled:
        """What is said of a product with these marks, worked out once for all that have them in this order.

        "The routine from day 1" is not said of a medicine in a cream.
        """
        key = (spf, *marks)
        ruled = self.ruled.get(key)
        if ruled is None:
            if len(self.ruled) >= _MOST_RULED:
                self.ruled.clear()
            self.ruled[key] = ruled = _ruled(self.speaking(spf, marks), marks)
        return ruled


def _ruled(entries: list[WindowEntry], marks: Collection[Mark]) -> Ruled:
    """The entries that are said of these marks, with their days together."""
    care = _NO_CARE.isdisjoint(marks)
    speaking = tuple(entry for entry in entries if entry.window.shows or care or entry.refused or entry.careful)
    refused = untold = careful = 0
    for entry in speaking:
        refused |= entry.refused
        untold |= entry.untold
        careful |= entry.careful
    return Ruled(speaking, refused, untold, careful)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """Everything that is asked for one person: make it once with `rulebook`, judge many labels with it.

    `unlooked` are the allergies that we do not know: they are looked for as they are written, and every answer says so.
    """

    guide: Guide
    person: Profile
    cautious: bool
    windows: tuple[Window, ...]
    activities: tuple[Activity, ...]
    allergies: tuple[WordMeaning, ...]
    unlooked: tuple[str, ...]
    watch: Watch = field(compare=False, repr=False)
    entries: tuple[WindowEntry, ...] = field(compare=False, repr=False)
    sheets: dict[Kind | None, KindSheet] = field(default_factory=dict, compare=False, repr=False)

    def sheet(self, kind: Kind | None) -> KindSheet:
        """The entries that can speak about a product of this kind; an unknown kind has no window of its own."""
        sheet = self.sheets.get(kind)
        if sheet is None:
            sheet = self.sheets[kind] = _sheet(self.entries, kind)
        return sheet


def rulebook(guide: Guide, person: Profile, *, cautious: bool = False) -> Rulebook:
    """The rulebook of one person under one guide.

    Turning the cautious layer on, or adding a fact about the person, only ever adds windows.
    """
    windows = guide.windows + (guide.cautious if cautious else ())
    windows += tighten(windows, person)
    activities = guide.activities + guide.beside
    activities += tighten_activities(activities, person)
    windows += tuple(_of_activity(activity) for activity in activities if activity.shows)
    windows += (_unjudged(), *_promised(windows))
    return Rulebook(
        guide=guide,
        person=person,
        cautious=cautious,
        windows=windows,
        activities=activities,
        allergies=allergies_of(person),
        unlooked=not_looked_for(person),
        watch=Watch(meanings=allergies_of(person)),
        entries=tuple(map(_entry, windows)),
    )


def _of_activity(activity: Activity) -> Window:
    """The window of what a label shows that is asked about as an activity too: the same days, the same words."""
    return Window(
        id=activity.id,
        says=activity.says,
        sources=activity.sources,
        place=activity.place,
        reviewed=activity.reviewed,
        at=activity.at,
        changed=activity.changed,
        layer=Layer.GUIDE,
        shows=activity.shows,
        refuse=activity.refuse,
        careful=activity.careful,
        always=activity.always,
    )


def _untold(rule_id: str, shows: Mark, days: Span | None = None, where: Where = Where.ANYWHERE) -> Window:
    """The window of a rule about reading: nobody can tell on these days, or on its own."""
    rule = reading_rules()[rule_id]
    return Window(
        id=rule.id,
        says=rule.says,
        sources=rule.sources,
        place=rule.place,
        reviewed=rule.reviewed,
        at=rule.at,
        layer=Layer.GUIDE,
        shows=shows,
        where=where,
        untold=days or rule.untold,
    )


def _unjudged() -> Window:
    """Of a known name that nobody has judged, nobody can tell on the first days."""
    return _untold("name-unjudged-first-days", Detail.UNJUDGED)


def _promised(windows: tuple[Window, ...]) -> Iterator[Window]:
    """What a product's name promises and its list lacks: nobody can tell while the promised thing is refused."""
    by_mark = {promise.mark: promise for promise in PromisedMark}
    for window in windows:
        promise = by_mark.get(window.shows) if isinstance(window.shows, Trait | Detail) else None
        if promise and window.refuse:
            # A foam by name that no kind is known of is a wash; where a kind is known, its label promises none.
            foam = promise is PromisedMark.CLEANSING_SURFACTANT
            yield _untold("promised-not-listed", promise, window.refuse, Where.ANYWHERE if foam else window.where)


_EVERY_KIND: frozenset[Kind | None] = frozenset({*Kind, None})
_KINDS: Mapping[Where, frozenset[Kind | None]] = {
    Where.CLEANSER: frozenset(CLEANSERS),
    Where.NOT_CLEANSER: _EVERY_KIND - CLEANSERS,
    Where.LEAVE_ON: _EVERY_KIND - RINSED,
    Where.SUNSCREEN_WITHOUT_MINERAL: frozenset({Kind.SUNSCREEN}),
    Where.ANYWHERE: _EVERY_KIND,
}
"""The kinds of product in which a window holds that names none, by where it holds."""


def _sheet(entries: tuple[WindowEntry, ...], kind: Kind | None) -> KindSheet:
    by_mark: dict[Mark, list[WindowEntry]] = {}
    by_kind: list[WindowEntry] = []
    for entry in entries:
        if kind not in entry.kinds:
            continue
        if entry.window.shows is None:
            by_kind.append(entry)
        else:
            by_mark.setdefault(entry.window.shows, []).append(entry)
    return KindSheet(by_mark={mark: tuple(entries) for mark, entries in by_mark.items()}, by_kind=tuple(by_kind))


def _entry(window: Window) -> WindowEntry:
    refused = window.refuse.mask if window.refuse else 0
    careful = window.careful.mask if window.careful else 0
    if window.always:
        refused = ALWAYS if refused == ALL_DAYS else refused
        careful = ALWAYS if careful == ALL_DAYS else careful
    only_without = Trait.UV_MINERAL if window.where is Where.SUNSCREEN_WITHOUT_MINERAL else None
    return WindowEntry(
        window=window,
        kinds=frozenset(window.kinds) or _KINDS[window.where],
        refused=refused,
        untold=window.untold.mask if window.untold else 0,
        careful=careful,
        unless=window.unless,
        only_without=only_without,
        spf_below=window.spf_below,
        asks=bool(window.unless or only_without or window.spf_below),
    )
