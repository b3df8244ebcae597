"""In how many ways can one step be done? Each with what it takes from the other steps, and none that another beats.

A way is a set of means: products that are bought, and actives with the day from which they may be used. What is on the
shelf and bound by nothing is always at hand. Given its means a step settles itself, slot by slot, so ways are compared
by what they come to, in whole numbers that hold all levels of the score at once, and by their price within a budget.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

_MOST = 99

Key = tuple[bool, int]
"""A product of a program: whether it is on the shelf, and its place."""

Costs = tuple[int, ...]
"""What the slots of a step come to, each: 0 for nothing in it, less for something."""

Within = Callable[[int, int], bool]
"""Whether a way of at least this cost, at this price, is worth looking at."""


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


class TooManyError(Exception):
    """There is more to look at than is worth it."""


@dataclass(slots=True)
class Effort:
    """How much may be looked at in all."""

    left: int

    def spend(self, count: int) -> None:
        """So much was looked at. Raises: TooManyError."""
        self.left -= count
        if self.left < 0:
            raise TooManyError


class _Choice(NamedTuple):
    means: Means
    day: int
    costs: Costs
    slots: tuple[int, ...]
    against: int


class _Grown(NamedTuple):
    """A set of means: what slots come to with it and without each, what it costs beside, what may still be added."""

    costs: Costs
    chosen: tuple[_Choice, ...]
    without: tuple[Costs, ...]
    own: int
    shares: int
    price: int
    left: Sequence[int]


def ways_of(part: Part, within: Within, effort: Effort, apart: int, means: int = _MOST) -> list[Way]:
    """The ways of a step that no other beats, of so many means at most, the cheapest first. Raises: TooManyError.

    `apart` is how many days are between actives that begin.
    """
    found: dict[int, list[Way]] = {}
    for way in grown(part, within, effort, apart, means):
        _keep(found.setdefault(way.bits, []), way)
    return _unbeaten(found)


def without_needless(part: Part) -> Part:
    """A step without the means that another is as good as: in every slot, with what it costs to have it."""
    single = [one for one in part.means if not one.shared]
    needless = [
        one.key
        for at, one in enumerate(single)
        if any(_replaces(part, other, one, first=place < at) for place, other in enumerate(single) if place != at)
    ]
    return replace(part, means=[one for one in part.means if one.key not in needless])


def _replaces(part: Part, other: Means, one: Means, *, first: bool) -> bool:
    """Whether in this step nothing is lost where `other` stands for `one`; of two that are alike the first stays."""
    if (other.active and not one.active) or other.price > one.price:
        return False
    less, alike = max(0, other.cost - one.cost), other.cost == one.cost and other.price == one.price
    for slot in part.slots:
        own = slot.uses.get(one.key)
        if own is None:
            alike = alike and other.key not in slot.uses
            continue
        theirs = slot.uses.get(other.key)
        if theirs is None or theirs[1] + less > own[1]:
            return False
        alike = alike and theirs[1] == own[1]
    return first or not alike or other.active != one.active


def _base(part: Part) -> Costs:
    """What the slots come to with what is always at hand."""
    return tuple(min(0, 0, *(slot.uses[one][1] for one in part.free if one in slot.uses)) for slot in part.slots)


def _choices(part: Part, apart: int) -> list[_Choice]:
    """Each means with each day on which it may begin, and which of them are not together."""
    found: list[tuple[Means, int, Costs, tuple[int, ...]]] = []
    for one in part.means:
        costs = [min(0, slot.uses[one.key][1]) if one.key in slot.uses else 0 for slot in part.slots]
        for day in one.days if one.active else (0,):
            from_then = tuple(cost if slot.day >= day else 0 for slot, cost in zip(part.slots, costs, strict=True))
            first = tuple(at for at, slot in enumerate(part.slots) if slot.day == day and not one.shared)
            if any(from_then[at] for at in first) if first else any(from_then) and (one.shared or not day):
                found.append((one, day, from_then, first))
    near = [
        sum(
            1 << at
            for at, (other, their, *_) in enumerate(found)
            if other is one or (day and their and abs(day - their) < apart)
        )
        for one, day, *_ in found
    ]
    return [_Choice(*one, against) for one, against in zip(found, near, strict=True)]


def grown(part: Part, within: Within, effort: Effort, apart: int, most: int = _MOST) -> Iterator[Way]:
    """All sets of means that can be worth it as ways, each made of a smaller one; `within` may change meanwhile.

    With more means at hand another never gains more: what gains too little for one set does so for all larger ones.
    """
    choices = _choices(part, apart)
    base = _base(part)
    # What the slots could come to with everything from a place on.
    ideal = [base]
    for one in reversed(choices):
        ideal.append(tuple(map(min, ideal[-1], one.costs)))
    ideal.reverse()
    stack = [_Grown(base, (), (), 0, 0, 0, range(len(choices)))]
    while stack:
        now = stack.pop()
        way = _way(part, now)
        if within(way.shared_cost, way.shared_price):
            yield way
        if len(now.chosen) >= most:
            continue
        effort.spend(1 + len(now.left))
        worth = [(at, more) for at in now.left if (more := _more(part, now, choices[at]))]
        places = [at for at, _ in worth]
        for place, (at, more) in enumerate(worth, start=1):
            low = _settled_cost(part, tuple(map(min, more.costs, ideal[at + 1]))) + more.own + more.shares
            if within(low, more.price):
                against = choices[at].against
                stack.append(more._replace(left=[one for one in places[place:] if not against >> one & 1]))


def _more(part: Part, now: _Grown, one: _Choice) -> _Grown | None:
    """A set with one more means, or None where one of its means never gains more than it costs."""
    then = tuple(map(min, now.costs, one.costs))
    if not _gains(part, one, now.costs, then):
        return None
    without = tuple(tuple(map(min, costs, one.costs)) for costs in now.without)
    for each, costs in zip(now.chosen, without, strict=True):
        if not _gains(part, each, costs, then):
            return None
    means = one.means
    shared, price = means.shared, means.share_of_price if means.shared else means.price
    return _Grown(
        costs=then, chosen=(*now.chosen, one), without=(*without, now.costs), price=now.price + price, left=(),
        own=now.own + (0 if shared else means.cost), shares=now.shares + (means.share if shared else 0),
    )  # fmt: skip


def _gains(part: Part, one: _Choice, before: Costs, then: Costs) -> bool:
    """Whether it betters what slots come to by more than it costs to have it, and begins when it is said to."""
    gain = sum(before) - sum(then)
    means = one.means
    if means.shared:
        return gain > 0
    if gain <= means.cost or (one.slots and all(then[at] == before[at] for at in one.slots)):
        return False
    if not part.weeks or not means.cost:
        return True
    return -_settled_cost(part, [after - was for was, after in zip(before, then, strict=True)]) > means.cost


def _way(part: Part, now: _Grown) -> Way:
    cost = _settled_cost(part, now.costs) + now.own
    bits = price = 0
    for one, day, *_ in now.chosen:
        bits |= one.taken(day)
        price += 0 if one.shared else one.price
    return Way(cost + now.shares, now.price, cost, price, bits, tuple((one.means, one.day) for one in now.chosen))


def _settled_cost(part: Part, costs: Sequence[int]) -> int:
    return settled(part, costs)[0] if part.weeks else sum(costs)


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


def _keep(alike: list[Way], way: Way) -> None:
    """Adds a way to those that take the same, unless one of them is as good."""
    if any(one.cost <= way.cost and one.price <= way.price for one in alike):
        return
    alike[:] = [one for one in alike if one.cost < way.cost or one.price < way.price]
    alike.append(way)


def _unbeaten(found: dict[int, list[Way]]) -> list[Way]:
    """The ways by their bits without those that one beats that takes nothing, or one thing less; the cheapest first."""
    left = [
        way
        for alike in found.values()
        for way in alike
        if not any(
            one.cost <= way.cost and one.price <= way.price
            for bits in (0, *(way.bits ^ 1 << at for at in _set(way.bits)))
            if bits != way.bits
            for one in found.get(bits, ())
        )
    ]
    left.sort(key=lambda one: (one.shared_cost, one.shared_price, one.bits))
    return left


def _set(bits: int) -> Iterator[int]:
    """The places of the bits that are set."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
