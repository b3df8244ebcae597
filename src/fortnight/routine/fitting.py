"""How well a product fits a step, in points, each with the reason that earns it.

Points compare products that are all open and all do the same step. They come from what the label shows and from what
the person told; no brand, no shop and no price is among them. Each part is named, so that a choice can say why.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from fortnight.guide.model import Care
from fortnight.labels.model import Kind, Mark, Trait
from fortnight.labels.shown import Shown
from fortnight.routine.load import fits, together
from fortnight.routine.model import Fit, Step, Wishes

BEST = 240
"""More than any product can earn in one use."""

_KIND = 40
_SHOWS = 40
_PLACES = ((5, 12), (10, 8), (20, 4))
_WELCOME = 6
_MOST_WELCOME = 2
_PLAIN = 10
_READ = 4
_ACTIVE_KINDS = frozenset({Kind.EXFOLIATING_CLEANSER, Kind.SCRUB, Kind.ENZYME_MASK})
_CAREFUL = 30
_ACTIVE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One reason for points: its id, the points, the marks behind it, and the rule of the table where there is one."""

    id: str
    points: int
    marks: tuple[Mark, ...] = ()
    rule: Fit | None = None


def careful_points() -> int:
    """What a day with care takes away."""
    return _CAREFUL


def points(care: Care, step: Step, shown: Shown, wishes: Wishes) -> int:
    """The points of a product in a step on a day that is a yes."""
    return sum(part.points for part in parts(care, step, shown, wishes))


def parts(care: Care, step: Step, shown: Shown, wishes: Wishes) -> tuple[Part, ...]:
    """Why a product has its points in a step, the most telling first."""
    return (*_by_step(care, step, shown), *_by_person(shown, wishes), *_by_plainness(care, step, shown))


def _by_step(care: Care, step: Step, shown: Shown) -> Iterator[Part]:
    """What the step asks for: what has to show and where it stands, the kind of product, what is welcome."""
    places = dict(shown.marks)
    if care.shows and all(mark in places for mark in care.shows):
        yield Part(id="shows", points=_SHOWS, marks=care.shows)
        early = _early([places[mark] for mark in care.shows])
        if early:
            yield Part(id="early", points=early, marks=care.shows)
    if shown.kind in care.kinds:
        yield Part(id="kind", points=_KIND)
    welcome = tuple(mark for mark in step.welcome if mark in places)[:_MOST_WELCOME]
    if welcome:
        yield Part(id="welcome", points=_WELCOME * len(welcome), marks=welcome)


def _by_person(shown: Shown, wishes: Wishes) -> Iterator[Part]:
    """What suits the skin and the concerns that were told."""
    places = dict(shown.marks)
    for rule in fits():
        marks = tuple(mark for mark in rule.shows if mark in places)
        if marks and _told(rule, wishes):
            yield Part(id=rule.id, points=rule.points, marks=marks, rule=rule)


def _by_plainness(care: Care, step: Step, shown: Shown) -> Iterator[Part]:
    """What new skin is better off without, and how much of the label was read."""
    marks = {mark for mark, _ in shown.marks}
    if shown.readable and not marks & {Trait.FRAGRANCE, Trait.ESSENTIAL_OIL}:
        yield Part(id="plain", points=_PLAIN)
    burden = tuple(mark for mark, _ in shown.marks if mark in active_marks())
    if burden and _asks_for_nothing_active(care, step):
        yield Part(id="active", points=-_ACTIVE, marks=burden)
    if shown.read == shown.of:
        yield Part(id="read", points=_READ)


def _early(places: list[int]) -> int:
    """Points for standing early in the list, where there is more of it."""
    if not places:
        return 0
    return next((given for most, given in _PLACES if min(places) <= most), 0)


@cache
def active_marks() -> frozenset[Mark]:
    """The marks of what is begun one at a time."""
    return frozenset(mark for rule in together() if rule.new_apart for mark in rule.one)


def _asks_for_nothing_active(care: Care, step: Step) -> bool:
    """Whether a step is about no active, so that one is only a burden to new skin."""
    wanted = {*care.shows, *step.near_shows, *step.welcome}
    return not wanted & active_marks() and not set(care.kinds) & _ACTIVE_KINDS


def _told(rule: Fit, wishes: Wishes) -> bool:
    return wishes.skin in rule.skin or any(concern in rule.concerns for concern in wishes.concerns)
