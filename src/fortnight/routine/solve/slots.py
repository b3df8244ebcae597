"""One step settled: which of its slots are used, by what, where it is known what is at hand and what begins when.

A step that is done every day uses every slot that has something in it. One that is done so often a week uses the best
slots so far apart. What begins on a day is used on it, also where something else would be better: who says that
it has begun makes room for others by that.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Key = tuple[bool, int]
"""A product of a program: whether it is on the shelf, and its place."""

Costs = tuple[int, ...]
"""What the slots of a step come to, each: 0 for nothing in it, less for something."""


@dataclass(slots=True, kw_only=True)
class Means:
    """A product that a step may be given: what having it costs, and how many steps share that.

    `bit` is where its bits begin, for a product that several steps ask for; the others only take the day they begin.
    `days` are those on which an active may begin. The price is 0 where there is no budget.
    """

    key: Key
    active: bool
    cost: int
    price: int
    bit: int
    days: tuple[int, ...]
    shared: bool
    share: int
    share_of_price: int

    def taken(self, day: int) -> int:
        """The bits it takes where it begins on a day (0: no active)."""
        if self.shared:
            return 1 << self.bit + day
        return 1 << day if self.active else 0


@dataclass(slots=True)
class StepSlot:
    """A block of cells of a step: its first day, and the unknown and the cost of each product that may be in it."""

    day: int
    uses: dict[Key, tuple[int, int]] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class SlottedStep:
    """One step: its slots in the order of the days, the means that are not always at hand, what is.

    `weeks` and `apart` are those of the demand.
    """

    place: int
    slots: list[StepSlot]
    means: list[Means]
    free: list[Key]
    weeks: tuple[tuple[int, int], ...]
    apart: int


class Begin(NamedTuple):
    """An active that begins: the slots of that day, one of which it has to be used in, and what it comes to in each."""

    slots: tuple[int, ...]
    costs: Costs


class Settled(NamedTuple):
    """What a step comes to, the slots that it uses, and for each of what begins the slot in which it does."""

    cost: int
    slots: tuple[int, ...]
    begins: tuple[int, ...]


def costs_from(part: SlottedStep, means: Means, day: int) -> Costs:
    """What a means comes to in each slot of a step, from a day on."""
    return tuple(
        min(0, slot.uses[means.key][1]) if slot.day >= day and means.key in slot.uses else 0 for slot in part.slots
    )


def begin_of(part: SlottedStep, means: Means, day: int) -> Begin:
    """How a means begins in a step on a day: in no slot where it cannot."""
    costs = costs_from(part, means, day)
    return Begin(tuple(at for at, slot in enumerate(part.slots) if slot.day == day and costs[at]), costs)


def least(part: SlottedStep, costs: Sequence[int]) -> int:
    """What a step comes to for what its slots come to, where nothing has to begin."""
    return _spaced(part, costs)[0] if part.weeks else sum(costs)


def extra(begin: Begin, costs: Sequence[int]) -> int:
    """What it takes to use an active where it begins, where something else would be better there."""
    return min(begin.costs[at] - costs[at] for at in begin.slots)


def settled(part: SlottedStep, costs: Sequence[int], begins: Sequence[Begin]) -> Settled | None:
    """What a step comes to for what its slots come to at the best; None where something cannot begin."""
    places = tuple(min((begin.costs[at] - costs[at], at) for at in begin.slots)[1] for begin in begins)
    if not part.weeks:
        cost = sum(costs) + sum(extra(begin, costs) for begin in begins)
        return Settled(cost, tuple(at for at, slot_cost in enumerate(costs) if slot_cost or at in places), places)
    held = list(costs)
    ample = 1 - sum(costs)
    for place, begin in zip(places, begins, strict=True):
        # So much that nothing else is worth leaving it out.
        held[place] = begin.costs[place] - ample
    cost, slots = _spaced(part, held)
    if not set(places) <= set(slots):
        return None
    return Settled(cost + ample * len(places), slots, places)


def _spaced(part: SlottedStep, costs: Sequence[int]) -> tuple[int, tuple[int, ...]]:
    """The best slots, so many a week and so far apart."""
    # For the slots up to each: the best for each number of uses in its week.
    tables: list[list[tuple[int, tuple[int, ...]]]] = [[(0, ())]]
    of = [-1]
    for at, slot in enumerate(part.slots):
        week = next(place for place, (days, _) in enumerate(part.weeks) if days >> slot.day & 1)
        now = list(tables[-1]) if of[-1] == week else [min(tables[-1])]
        if costs[at]:
            last = at
            while last and part.slots[last - 1].day > slot.day - part.apart:
                last -= 1
            reached = tables[last] if of[last] == week else [min(tables[last])]
            for uses, (cost, slots) in enumerate(reached[: part.weeks[week][1]], start=1):
                value = (cost + costs[at], (*slots, at))
                if uses == len(now):
                    now.append(value)
                elif value < now[uses]:
                    now[uses] = value
        tables.append(now)
        of.append(week)
    return min(tables[-1])
