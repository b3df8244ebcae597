"""In how many ways can one step be done? Each with what it takes from the other steps, and none that another beats.

A way is a set of means: products that are bought, and actives with the day from which they may be used. What is on the
shelf and bound by nothing is always at hand. Given its means a step settles itself, slot by slot, so ways are compared
by what they come to, in whole numbers that hold all levels of the score at once, and by their price within a budget.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from fortnight.routine.solve.slots import Begin, Costs, Means, SlottedStep, begin_of, extra, least, settled

_MOST = 99

Within = Callable[[int, int], bool]
"""Whether a way of at least this cost, at this price, is worth looking at."""


class StepOption(NamedTuple):
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
    """There are more options than it is worth searching."""


@dataclass(slots=True)
class Effort:
    """How much the search may look at in all."""

    left: int

    def spend(self, count: int) -> None:
        """Count what was looked at. Raises: TooManyError."""
        self.left -= count
        if self.left < 0:
            raise TooManyError


class _Choice(NamedTuple):
    """A means with the day on which it begins; `begin` where that has to be by a use in this step."""

    means: Means
    day: int
    costs: Costs
    begin: Begin | None
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


def ways_of(part: SlottedStep, within: Within, effort: Effort, apart: int, means: int = _MOST) -> list[StepOption]:
    """The ways of a step that no other beats, of so many means at most, the cheapest first. Raises: TooManyError.

    `apart` is how many days are between actives that begin.
    """
    by_bits: dict[int, list[StepOption]] = {}
    for way in grown(part, within, effort, apart, means):
        _keep(by_bits.setdefault(way.bits, []), way)
    return _unbeaten(by_bits)


def without_needless(part: SlottedStep) -> SlottedStep:
    """A step without the means that another is as good as: in every slot, with what it costs to have it."""
    single = [mean for mean in part.means if not mean.shared]
    needless = [
        means.key
        for at, means in enumerate(single)
        if any(_replaces(part, other, means, first=place < at) for place, other in enumerate(single) if place != at)
    ]
    return replace(part, means=[mean for mean in part.means if mean.key not in needless])


def _replaces(part: SlottedStep, other: Means, means: Means, *, first: bool) -> bool:
    """Whether this step loses nothing if `other` takes the place of `means`; of two that are alike the first stays."""
    if (other.active and not means.active) or other.price > means.price:
        return False
    less, alike = max(0, other.cost - means.cost), other.cost == means.cost and other.price == means.price
    for slot in part.slots:
        own = slot.uses.get(means.key)
        if own is None:
            alike = alike and other.key not in slot.uses
            continue
        theirs = slot.uses.get(other.key)
        if theirs is None or theirs[1] + less > own[1]:
            return False
        alike = alike and theirs[1] == own[1]
    return first or not alike or other.active != means.active


def _base(part: SlottedStep) -> Costs:
    """What the slots come to with what is always at hand."""
    return tuple(min(0, 0, *(slot.uses[key][1] for key in part.free if key in slot.uses)) for slot in part.slots)


def _choices(part: SlottedStep, apart: int) -> list[_Choice]:
    """Each means with each day on which it may begin, and which of them are not together."""
    starts: list[tuple[Means, int, Costs, Begin | None]] = []
    for means in part.means:
        for day in means.days if means.active else (0,):
            begin = begin_of(part, means, day)
            if begin.slots and not means.shared:
                starts.append((means, day, begin.costs, begin))
            elif any(begin.costs) and (means.shared or not day):
                starts.append((means, day, begin.costs, None))
    near = [
        sum(
            1 << at
            for at, (other, their, *_) in enumerate(starts)
            if other is means or (day and their and abs(day - their) < apart)
        )
        for means, day, *_ in starts
    ]
    return [_Choice(*start, against) for start, against in zip(starts, near, strict=True)]


def grown(part: SlottedStep, within: Within, effort: Effort, apart: int, most: int = _MOST) -> Iterator[StepOption]:
    """All sets of means that can be worth it as ways, each made of a smaller one; `within` may change meanwhile.

    With more means at hand another never gains more: what gains too little for one set does so for all larger ones.
    """
    choices = _choices(part, apart)
    base = _base(part)
    # What the slots could come to with everything from a place on.
    ideal = [base]
    for choice in reversed(choices):
        ideal.append(tuple(map(min, ideal[-1], choice.costs)))
    ideal.reverse()
    stack = [_Grown(base, (), (), 0, 0, 0, range(len(choices)))]
    while stack:
        now = stack.pop()
        way = _way(part, now)
        if way is None:
            continue
        if within(way.shared_cost, way.shared_price):
            yield way
        if len(now.chosen) >= most:
            continue
        effort.spend(1 + len(now.left))
        worth = [(at, more) for at in now.left if (more := _more(part, now, choices[at]))]
        places = [at for at, _ in worth]
        for place, (at, more) in enumerate(worth, start=1):
            low = least(part, tuple(map(min, more.costs, ideal[at + 1]))) + more.own + more.shares
            if within(low, more.price):
                against = choices[at].against
                stack.append(more._replace(left=[later for later in places[place:] if not against >> later & 1]))


def _more(part: SlottedStep, now: _Grown, choice: _Choice) -> _Grown | None:
    """A set with one more means, or None where one of its means never gains more than it costs."""
    then = tuple(map(min, now.costs, choice.costs))
    if not _gains(part, choice, now.costs, then):
        return None
    without = tuple(tuple(map(min, costs, choice.costs)) for costs in now.without)
    for each, costs in zip(now.chosen, without, strict=True):
        if not _gains(part, each, costs, then):
            return None
    means = choice.means
    shared, price = means.shared, means.share_of_price if means.shared else means.price
    return _Grown(
        costs=then, chosen=(*now.chosen, choice), without=(*without, now.costs), price=now.price + price, left=(),
        own=now.own + (0 if shared else means.cost), shares=now.shares + (means.share if shared else 0),
    )  # fmt: skip


def _gains(part: SlottedStep, choice: _Choice, before: Costs, then: Costs) -> bool:
    """Whether it betters what slots come to by more than it costs to have it, and to begin it on its day."""
    gain = sum(before) - sum(then)
    means = choice.means
    if means.shared:
        return gain > 0
    if choice.begin and not part.weeks:
        gain -= extra(choice.begin, then)
    if gain <= means.cost or not part.weeks or not means.cost:
        return gain > means.cost
    return -least(part, [after - was for was, after in zip(before, then, strict=True)]) > means.cost


def _way(part: SlottedStep, now: _Grown) -> StepOption | None:
    """A set of means as a way, or None if an active cannot be used on the day it begins."""
    settlement = settled(part, now.costs, [choice.begin for choice in now.chosen if choice.begin])
    if settlement is None:
        return None
    cost = settlement.cost + now.own
    bits = price = 0
    for choice, day, *_ in now.chosen:
        bits |= choice.taken(day)
        price += 0 if choice.shared else choice.price
    return StepOption(
        cost + now.shares, now.price, cost, price, bits, tuple((choice.means, choice.day) for choice in now.chosen)
    )


def _keep(alike: list[StepOption], way: StepOption) -> None:
    """Adds a way to those that take the same, unless one of them is as good."""
    if any(other.cost <= way.cost and other.price <= way.price for other in alike):
        return
    alike[:] = [other for other in alike if other.cost < way.cost or other.price < way.price]
    alike.append(way)


def _unbeaten(by_bits: dict[int, list[StepOption]]) -> list[StepOption]:
    """The ways by their bits without those that one beats that takes nothing, or one thing less; the cheapest first."""
    left = [
        way
        for alike in by_bits.values()
        for way in alike
        if not any(
            other.cost <= way.cost and other.price <= way.price
            for bits in (0, *(way.bits ^ 1 << at for at in _set(way.bits)))
            if bits != way.bits
            for other in by_bits.get(bits, ())
        )
    ]
    left.sort(key=lambda other: (other.shared_cost, other.shared_price, other.bits))
    return left


def _set(bits: int) -> Iterator[int]:
    """The places of the bits that are set."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
