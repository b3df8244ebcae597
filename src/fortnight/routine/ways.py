"""In how many ways can one step be done? Each with what it takes from the other steps, and none that another beats.

A way is a set of means: products that are bought, and actives with the day from which they may be used. What is on the
shelf and bound by nothing is always at hand. Given its means a step settles itself, cell by cell, so ways are compared
by what they come to, in whole numbers that hold all levels of the score at once.
"""

from collections.abc import Iterator, Sequence
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
    `days` are those on which an active may begin.
    """

    key: Key
    active: bool
    cost: int
    price: int
    steps: int
    bit: int
    days: tuple[int, ...]

    @property
    def shared(self) -> bool:
        """Whether more than one step could use it."""
        return self.steps > 1

    def taken(self, day: int) -> int:
        """The bits it takes where it begins on a day (0: no active)."""
        if self.shared:
            return 1 << self.bit + day
        return 1 << day if self.active else 0


@dataclass(slots=True)
class Slot:
    """A block of cells of a step: its first day, and the unknown and the cost of each product that may be in it."""

    day: int
    uses: dict[Key, tuple[int, int]] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Part:
    """One step: its slots in the order of the days, the means that are not always at hand, what is.

    `weeks` and `apart` are those of the demand.
    """

    place: int
    slots: list[Slot]
    means: list[Means]
    free: list[Key]
    weeks: tuple[tuple[int, int], ...]
    apart: int


class Way(NamedTuple):
    """Some means of a step: what that comes to with its share of what other steps use as well, and without.

    `bits` is what it takes from others: days on which an active begins, and products that others use too.
    """

    shared_cost: int
    shared_price: int
    cost: int
    price: int
    bits: int
    means: tuple[tuple[Means, int], ...]


class _Choice(NamedTuple):
    means: Means
    day: int
    costs: Costs


class TooMany(Exception):
    """There are more ways than are worth looking at."""


@dataclass(slots=True)
class Room:
    """How much is worth looking at: ways within a cost, of so many means at most, and so many ways in all."""

    most: int
    cost: int | None = None
    means: int | None = None

    def spend(self) -> None:
        """One more was looked at. Raises: TooMany."""
        self.most -= 1
        if self.most < 0:
            raise TooMany


def ways_of(part: Part, room: Room, apart: int, *, budget: bool) -> list[Way]:
    """The ways of a step that no other beats, the cheapest first. Raises: TooMany.

    `apart` is how many days are between actives that begin. Without a `budget` the price counts only as a cost.
    """
    found: dict[int, list[Way]] = {}
    for way in _grown(part, room, apart):
        _keep(found.setdefault(way.bits, []), way, budget=budget)
    return _unbeaten([way for alike in found.values() for way in alike], budget=budget)


def least(part: Part, room: Room, apart: int) -> int:
    """The least that a step can come to with its share of what others use as well. Raises: TooMany."""
    best = _way(part, _base(part), ()).shared_cost
    room = Room(room.most, best, room.means)
    for way in _grown(part, room, apart):
        room.cost = best = min(best, way.shared_cost)
    return best


def _base(part: Part) -> Costs:
    """What the slots come to with what is always at hand."""
    return tuple(min(0, *(slot.uses[one][1] for one in part.free if one in slot.uses), 0) for slot in part.slots)


def _choices(part: Part) -> Iterator[_Choice]:
    """Each means with each day on which it may begin."""
    for one in part.means:
        costs = [min(0, slot.uses[one.key][1]) if one.key in slot.uses else 0 for slot in part.slots]
        for day in one.days if one.active else (0,):
            from_then = tuple(cost if slot.day >= day else 0 for slot, cost in zip(part.slots, costs, strict=True))
            if any(from_then):
                yield _Choice(one, day, from_then)


def _grown(part: Part, room: Room, apart: int) -> Iterator[Way]:
    """All sets of means that can be worth it, each made of a smaller one."""
    choices = list(_choices(part))
    base = _base(part)
    # What the slots could come to with everything from a place on.
    ideal = [base]
    for one in reversed(choices):
        ideal.append(tuple(map(min, ideal[-1], one.costs)))
    ideal.reverse()
    stack: list[tuple[Costs, tuple[_Choice, ...], Sequence[int]]] = [(base, (), range(len(choices)))]
    while stack:
        costs, chosen, left = stack.pop()
        room.spend()
        way = _way(part, costs, chosen)
        if room.cost is None or way.shared_cost <= room.cost:
            yield way
        if room.means is not None and len(chosen) >= room.means:
            continue
        worth = [at for at in left if _fits(choices[at], chosen, apart) and _gains(part, costs, choices[at])]
        for place, at in enumerate(worth):
            more = (*chosen, choices[at])
            then = tuple(map(min, costs, choices[at].costs))
            if room.cost is None or _way(part, tuple(map(min, then, ideal[at])), more).shared_cost <= room.cost:
                stack.append((then, more, worth[place + 1 :]))


def _fits(one: _Choice, chosen: tuple[_Choice, ...], apart: int) -> bool:
    return all(
        other.means is not one.means and not (one.day and other.day and abs(one.day - other.day) < apart)
        for other in chosen
    )


def _gains(part: Part, costs: Costs, one: _Choice) -> bool:
    """Whether a means betters some costs by more than it costs itself; with more means at hand it never does more so."""
    gains = [before - now if now < before else 0 for before, now in zip(costs, one.costs, strict=True)]
    if one.means.shared:
        return any(gains)
    if one.day and not any(gain for gain, slot in zip(gains, part.slots, strict=True) if slot.day == one.day):
        return False
    return sum(gains) > one.means.cost and (
        not part.weeks or -settled(part, [-gain for gain in gains])[0] > one.means.cost
    )


def _way(part: Part, costs: Costs, chosen: tuple[_Choice, ...]) -> Way:
    cost = settled(part, costs)[0] if part.weeks else sum(costs)
    price = bits = shared = shared_price = 0
    for one, day, _ in chosen:
        bits |= one.taken(day)
        if one.shared:
            shared += one.cost // one.steps
            shared_price += one.price // one.steps
        else:
            cost += one.cost
            price += one.price
    means = tuple((choice.means, choice.day) for choice in chosen)
    return Way(cost + shared, price + shared_price, cost, price, bits, means)


def settled(part: Part, costs: Sequence[int]) -> tuple[int, tuple[int, ...]]:
    """What a step comes to for what its slots come to, and which of them it uses.

    All that have something in them; of a step that is not done every day the best, so many a week and so far apart.
    """
    if not part.weeks:
        return sum(costs), tuple(at for at, cost in enumerate(costs) if cost)
    # For the slots up to each: the best for each number of uses in its week.
    tables: list[list[tuple[int, tuple[int, ...]]]] = [[(0, ())]]
    of = [-1]
    for at, slot in enumerate(part.slots):
        week = next(place for place, (days, _) in enumerate(part.weeks) if days >> slot.day & 1)
        before = tables[-1] if of[-1] == week else [min(tables[-1])]
        now = list(before)
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


def _keep(alike: list[Way], way: Way, *, budget: bool) -> None:
    """Adds a way to those that take the same, unless one of them is as good."""
    if any(one.cost <= way.cost and (not budget or one.price <= way.price) for one in alike):
        return
    alike[:] = [one for one in alike if one.cost < way.cost or (budget and one.price < way.price)]
    alike.append(way)


def _unbeaten(ways: list[Way], *, budget: bool) -> list[Way]:
    """Those that no other beats that takes no more; the cheapest first."""
    ways.sort(key=lambda one: (one.cost, one.price, one.bits))
    left: list[Way] = []
    for way in ways:
        if not any(not one.bits & ~way.bits and (not budget or one.price <= way.price) for one in left):
            left.append(way)
    left.sort(key=lambda one: (one.shared_cost, one.shared_price, one.bits))
    return left
