"""Which evening is for what: the turns of those steps that are not done every day, for somebody who follows no routine.

A step that the guide leaves to the person (retinol, a scrub, an exfoliating cleanser) has an evening to itself, an
evening without any of them follows, and what is used for the first time begins some days after whatever began before
it (`together`), so that one can tell what suits the skin. Which of those that could have an evening gets it: one that
was not used yet, in the order of the guide, then the one that waited longest. A step that belongs to the plan but not
to every day (the mask) has evenings of its own, those without any of the others first. Each is used at most as often
in seven days, and as far apart, as its step says (`steps`), and only on days on which it is open to the person.
What a kept routine has fixed stands, and the rest is put around it. Days are base 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fortnight.guide.model import LAST_DAY, Care, Duty, Time
from fortnight.routine.model.load import steps, together
from fortnight.routine.model.values import RoutineStep
from fortnight.verdicts.rulebook import Rulebook
from fortnight.verdicts.timing import is_open, starts

Turns = Mapping[str, frozenset[int]]
"""By the id of a care: the days (base 1) on which it has its turn."""

_WEEK = 7


@dataclass(slots=True)
class _Evenings:
    """The turns so far, and when each of what is new began."""

    book: Rulebook
    days: dict[str, set[int]] = field(default_factory=dict)
    began: dict[str, int] = field(default_factory=dict)

    def fits(self, care: Care, step: RoutineStep, day: int) -> bool:
        """Whether a care may have its turn on a day, by its own rules."""
        mine = self.days[care.id]
        week = [turn for turn in mine if abs(turn - day) < _WEEK]
        return (
            day in care.days
            and is_open(care, day, self.book)
            and len(week) < step.per_week
            and all(abs(turn - day) >= step.apart for turn in mine)
        )

    def begins_well(self, care: Care, day: int, apart: int) -> bool:
        """Whether what is used for the first time begins far enough from all else that was new."""
        others = (first for other, first in self.began.items() if other != care.id)
        return care.id in self.began or all(abs(first - day) >= apart for first in others)

    def last(self, care: Care, day: int) -> int:
        """The last turn before a day; 0 where there was none."""
        return max((turn for turn in self.days[care.id] if turn < day), default=0)

    def give(self, care: Care, day: int) -> None:
        """Give a care its turn on a day."""
        self.days[care.id].add(day)
        self.began.setdefault(care.id, day)


def turns(book: Rulebook, fixed: Turns | None = None) -> Turns:
    """On which days each step that is not done every day has its turn, for somebody with this rulebook.

    `fixed` are the days that a kept routine has for some of them; they stand, whatever they are.

    >>> from fortnight.guide.load import published_guide
    >>> from fortnight.person.model import Profile
    >>> from fortnight.verdicts.rulebook import rulebook
    >>> shared = turns(rulebook(published_guide(), Profile()))
    >>> sorted(shared["retinol"]), sorted(shared["scrub-or-enzyme-mask"])
    ([10, 12], [14])
    """
    sparse = [care for care in book.guide.care if is_sparse(care)]
    held = {care: days for care, days in (fixed or {}).items() if days}
    evenings = _Evenings(book, {care.id: set(held.get(care.id, ())) for care in sparse})
    evenings.began |= {care: min(days) for care, days in held.items()} | _actives_of_each_day(book)
    free = [care for care in sparse if care.id not in held]
    _share(evenings, [care for care in free if care.duty is Duty.MAY])
    for care in free:
        if care.duty is Duty.MUST:
            _spread(evenings, care)
    return {care: frozenset(days) for care, days in evenings.days.items()}


def is_sparse(care: Care) -> bool:
    """Whether a care has its turn on some evenings only.

    >>> from fortnight.guide.load import rule
    >>> is_sparse(rule("retinol")), is_sparse(rule("gentle-cleanse"))
    (True, False)
    """
    return care.duty is not Duty.AVOID and Time.EVENING in care.times and care.id in steps() and _often(care) > 0


def _often(care: Care) -> int:
    return steps()[care.id].per_week


def _apart() -> int:
    return max((rule.new_apart for rule in together()), default=0)


def _actives_of_each_day(book: Rulebook) -> dict[str, int]:
    """When each active begins that the plan has on every day, as vitamin C in the morning."""
    active = {mark for rule in together() if rule.new_apart for mark in rule.one}
    daily = (care for care in book.guide.care if care.id in steps() and not _often(care) and care.duty is Duty.MUST)
    first = ((care.id, starts(care, book)) for care in daily if active.intersection(steps()[care.id].near_shows))
    return {care: day for care, day in first if day}


def _share(evenings: _Evenings, cares: list[Care]) -> None:
    """Share the evenings among what is left to the person: one an evening, an evening without any after it."""
    order = {care.id: place for place, care in enumerate(cares)}
    for day in range(1, LAST_DAY + 1):
        if any(abs(turn - day) < 2 for days in _left_to_the_person(evenings) for turn in days):
            continue
        fit = [care for care in cares if evenings.fits(care, steps()[care.id], day)]
        fit = [care for care in fit if evenings.begins_well(care, day, _apart())]
        if fit:
            evenings.give(min(fit, key=lambda care: (evenings.last(care, day), order[care.id])), day)


def _left_to_the_person(evenings: _Evenings) -> list[set[int]]:
    return [
        evenings.days[care.id]
        for care in evenings.book.guide.care
        if care.duty is Duty.MAY and care.id in evenings.days
    ]


def _spread(evenings: _Evenings, care: Care) -> None:
    """Give a care of the plan its evenings, those without any of the others first."""
    taken = set().union(*_left_to_the_person(evenings))
    step = steps()[care.id]
    for week in (range(1, _WEEK + 1), range(_WEEK + 1, LAST_DAY + 1)):
        order = [day for day in week if day not in taken] + [day for day in week if day in taken]
        for day in order:
            if evenings.fits(care, step, day):
                evenings.give(care, day)
