"""How the evenings are shared out before anything has happened, and what has another turn once all has begun.

One active an evening, an evening without any after it. What begins does so in the order and not before the days of
`healing.rung_days`. Where the next one may not begin yet, what has begun has another turn, unless that would push what
is still to begin out of the fortnight. Whose turn it is: whose last lies back longest, then in the order of beginning.
Days are base 1; 15 and later mean that something has no day in this fortnight.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from fortnight.guide.model import LAST_DAY, Care
from fortnight.healing.rung_days import new_apart
from fortnight.routine.model.load import steps
from fortnight.verdicts.rulebook import Rulebook
from fortnight.verdicts.timing import is_open

WEEK = 7
REST = 2
"""How far apart two evenings with an active are, at the least: one without any lies between."""


@dataclass(slots=True, kw_only=True)
class Evenings:
    """The evenings as they fill up: `days` of each care, `firsts` of all that begins, `taken` those of anything else.

    `cares` are those that are left to the person, by their ids; what begins without being a step has its first alone.
    """

    book: Rulebook
    cares: Mapping[str, Care]
    taken: Collection[int] = ()
    days: dict[str, set[int]] = field(default_factory=dict)
    firsts: dict[str, int] = field(default_factory=dict)

    def is_free(self, day: int) -> bool:
        """Whether a day, the one before and the one after have no active yet."""
        taken = (turn for days in self.days.values() for turn in days)
        return all(abs(day - turn) >= REST for turn in (*self.taken, *self.firsts.values(), *taken))

    def can_begin(self, thing: str, day: int) -> bool:
        """Whether something may be used for the first time on a day: it is open, and all that is new is apart."""
        care = self.cares.get(thing)
        apart = all(abs(day - first) >= new_apart() for first in self.firsts.values())
        return apart and (care is None or is_open_on(care, day, self.book))

    def begin(self, thing: str, day: int) -> None:
        """Let something begin on a day."""
        self.firsts[thing] = day
        self.days.setdefault(thing, set()).add(day)

    def again(self, day: int) -> str | None:
        """What of all that has begun has another turn on a day; None where nothing may."""
        begun = [name for name, first in self.firsts.items() if first < day and name in self.cares]
        fit = [
            name
            for name in begun
            if fits(self.cares[name], self.days.setdefault(name, {self.firsts[name]}), day, self.book)
        ]
        return min(fit, key=lambda name: max(turn for turn in self.days[name] if turn < day), default=None)


def is_open_on(care: Care, day: int, book: Rulebook) -> bool:
    """Whether the guide has a care on a day and nothing closes it for this person."""
    return day in care.days and is_open(care, day, book)


def fits(care: Care, days: Collection[int], day: int, book: Rulebook) -> bool:
    """Whether a care may have a turn on a day besides those that it has, as often and as far apart as its step says."""
    step = steps()[care.id]
    week = [turn for turn in days if abs(turn - day) < WEEK]
    apart = all(abs(turn - day) >= step.apart for turn in days)
    return apart and len(week) < step.per_week and is_open_on(care, day, book)


def planned(evenings: Evenings, queue: Sequence[str], soonest: Mapping[str, int]) -> dict[str, int]:
    """The first day of each thing of a queue, none before its `soonest`; those after day 14 keep their distance."""
    waiting = list(queue)
    for day in range(1, LAST_DAY + 1):
        if not evenings.is_free(day):
            continue
        if waiting and day >= soonest[waiting[0]] and evenings.can_begin(waiting[0], day):
            evenings.begin(waiting.pop(0), day)
        elif (name := evenings.again(day)) and _leaves_room(evenings, waiting, soonest, day):
            evenings.days[name].add(day)
    for name in waiting:
        evenings.firsts[name] = max(soonest[name], LAST_DAY + 1, max(evenings.firsts.values(), default=0) + new_apart())
    return {name: evenings.firsts[name] for name in queue}


def repeated(evenings: Evenings) -> Mapping[str, set[int]]:
    """The turns of all that has its first day already: that day and the others."""
    for day in range(1, LAST_DAY + 1):
        name = evenings.again(day) if evenings.is_free(day) else None
        if name:
            evenings.days[name].add(day)
    return evenings.days


def _leaves_room(evenings: Evenings, waiting: Sequence[str], soonest: Mapping[str, int], day: int) -> bool:
    """Whether all that is still to begin can do so by the end where an evening goes to what has begun."""
    if not waiting:
        return True
    latest = LAST_DAY - new_apart() * (len(waiting) - 1)
    last = max((first for first in evenings.firsts.values() if first < day), default=-LAST_DAY)
    return max(day + REST, last + new_apart(), soonest[waiting[0]]) <= max(latest, soonest[waiting[0]])


def spread(care: Care, taken: Collection[int], book: Rulebook) -> set[int]:
    """The evenings of a step that belongs to the plan, those without any of the others first."""
    days: set[int] = set()
    for week in (range(1, WEEK + 1), range(WEEK + 1, LAST_DAY + 1)):
        order = [day for day in week if day not in taken] + [day for day in week if day in taken]
        for day in order:
            if fits(care, days, day, book):
                days.add(day)
    return days
