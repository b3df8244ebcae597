"""How well a product fits a step, in points, each with the reason that earns it.

Points compare products that are all open and all do the same step. They come from what the label shows and from what
the person told; no brand, no shop and no price is among them. Each part is named, so that a choice can say why.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from fortnight.guide.model import Care
from fortnight.labels.model import Kind, Mark, Trait
from fortnight.labels.shown import Shown
from fortnight.labels.thresholds import is_unsure
from fortnight.routine.model.load import fits, together
from fortnight.routine.model.values import Concern, Fit, RoutineStep, Skin, Wishes

BEST = 240
"""More than any product can earn in one use."""

_KIND = 40
_SHOWS = 40
_PLACES = ((5, 12), (10, 8), (20, 4))
_WELCOME = 6
_MOST_WELCOME = 2
_PLAIN = 10
_READ = 4
SCENTED = frozenset({Trait.FRAGRANCE, Trait.ESSENTIAL_OIL})
"""What makes a product not plain."""

_ACTIVE_KINDS = frozenset({Kind.EXFOLIATING_CLEANSER, Kind.SCRUB, Kind.ENZYME_MASK})
_CAREFUL = 30
_ACTIVE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsPart:
    """One reason for points: its id, the points, the marks behind it, and the rule of the table where there is one."""

    id: str
    points: int
    marks: tuple[Mark, ...] = ()
    rule: Fit | None = None


def careful_points() -> int:
    """What a day with care takes away."""
    return _CAREFUL


def points(care: Care, step: RoutineStep, reading: Shown, wishes: Wishes) -> int:
    """The points of a product in a step on a day that is a yes: the sum of its `parts`, without making them."""
    places = dict(reading.marks)
    marks = places.keys()
    total = _KIND * (reading.kind in care.kinds) + _READ * (reading.read == reading.of)
    if care.shows and marks >= set(care.shows):
        total += _SHOWS + _early([places[mark] for mark in care.shows])
    total += _WELCOME * min(_MOST_WELCOME, sum(mark in places for mark in step.welcome))
    total += sum(
        worth for worth, suited in _profile_points(wishes.skin, wishes.concerns) if not suited.isdisjoint(marks)
    )
    if reading.readable and not marks & SCENTED:
        total += _PLAIN
    if not active_marks().isdisjoint(marks) and _asks_for_nothing_active(care, step):
        total -= _ACTIVE
    return total


@cache
def _profile_points(skin: Skin | None, concerns: tuple[Concern, ...]) -> tuple[tuple[int, frozenset[Mark]], ...]:
    wishes = Wishes(skin=skin, concerns=concerns)
    return tuple((rule.points, frozenset(rule.shows)) for rule in fits() if _suits(rule, wishes))


def parts(care: Care, step: RoutineStep, reading: Shown, wishes: Wishes) -> tuple[PointsPart, ...]:
    """Why a product has its points in a step, the most telling first."""
    return (*_by_step(care, step, reading), *_by_person(reading, wishes), *_by_plainness(care, step, reading))


def _by_step(care: Care, step: RoutineStep, reading: Shown) -> Iterator[PointsPart]:
    """What the step asks for: what has to show and where it stands, the kind of product, what is welcome."""
    places = dict(reading.marks)
    if care.shows and all(mark in places for mark in care.shows):
        yield PointsPart(id="shows", points=_SHOWS, marks=care.shows)
        early = _early([places[mark] for mark in care.shows])
        if early:
            yield PointsPart(id="early", points=early, marks=care.shows)
    if reading.kind in care.kinds:
        yield PointsPart(id="kind", points=_KIND)
    welcome = tuple(mark for mark in step.welcome if mark in places)[:_MOST_WELCOME]
    if welcome:
        yield PointsPart(id="welcome", points=_WELCOME * len(welcome), marks=welcome)


def _by_person(reading: Shown, wishes: Wishes) -> Iterator[PointsPart]:
    """What suits the person's skin and concerns."""
    places = dict(reading.marks)
    for rule in fits():
        marks = tuple(mark for mark in rule.shows if mark in places)
        if marks and _suits(rule, wishes):
            yield PointsPart(id=rule.id, points=rule.points, marks=marks, rule=rule)


def _by_plainness(care: Care, step: RoutineStep, reading: Shown) -> Iterator[PointsPart]:
    """What new skin is better off without, and how much of the label was read."""
    marks = {mark for mark, _ in reading.marks}
    if reading.readable and not marks & SCENTED:
        yield PointsPart(id="plain", points=_PLAIN)
    burden = tuple(mark for mark, _ in reading.marks if mark in active_marks())
    if burden and _asks_for_nothing_active(care, step):
        yield PointsPart(id="active", points=-_ACTIVE, marks=burden)
    if reading.read == reading.of:
        yield PointsPart(id="read", points=_READ)


def _early(places: list[int]) -> int:
    """Points for standing early in the list, where there is more of it."""
    if not places:
        return 0
    return next((worth for most, worth in _PLACES if min(places) <= most), 0)


@cache
def active_marks() -> frozenset[Mark]:
    """The marks of what is begun one at a time."""
    return frozenset(mark for rule in together() if rule.new_apart for mark in rule.one)


def _asks_for_nothing_active(care: Care, step: RoutineStep) -> bool:
    """Whether a step is about no active, so that one is only a burden to new skin."""
    active = active_marks()
    has_active = any(mark in active for marks in (care.shows, step.near_shows, step.welcome) for mark in marks)
    return not has_active and _ACTIVE_KINDS.isdisjoint(care.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The marks that can tell two products of a kind apart for a choice, and those whose place in the list can."""

    marks: frozenset[Mark]
    placed: frozenset[Mark]


def telling(steps: Sequence[tuple[Care, RoutineStep]], ruled: Iterable[Mark], wishes: Wishes) -> Telling:
    """What tells products apart in some steps for somebody, where `ruled` are the marks that decide their days."""
    must_show = frozenset(mark for care, _ in steps for mark in care.shows)
    marks = {*SCENTED, *must_show, *ruled}
    for care, step in steps:
        marks.update(care.without, step.near_shows, step.welcome)
    marks.update(bound_marks())
    marks.update(mark for _, suited in _profile_points(wishes.skin, wishes.concerns) for mark in suited)
    return Telling(marks=frozenset(marks), placed=must_show)


@cache
def bound_marks() -> frozenset[Mark]:
    """The marks that rules between products are about."""
    return frozenset(mark for rule in together() for mark in (*rule.one, *rule.other))


def place_step(place: int) -> int:
    """How late a place in the list is, in the steps that points are given in."""
    return sum(place > most for most, _ in _PLACES)


def equivalence_key(reading: Shown, tells: Telling) -> Hashable:
    """What products that are alike for a choice have in common: the same days, and the same points in every step."""
    unsure = is_unsure(reading.read, reading.of - reading.beside, unread_early=reading.unread_early)
    marks = frozenset(mark for mark, _ in reading.marks if mark in tells.marks)
    early = frozenset((mark, place_step(place)) for mark, place in reading.marks if mark in tells.placed)
    return (reading.kind, reading.spf, reading.readable, reading.read == reading.of, unsure, marks, early)


def _suits(rule: Fit, wishes: Wishes) -> bool:
    return wishes.skin in rule.skin or any(concern in rule.concerns for concern in wishes.concerns)
