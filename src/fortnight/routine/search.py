"""The best of a program without the solver: the ways of its steps are put together, step by step, and bounded exactly.

Steps meet in four things only: an active begins so many days apart from the others, what several steps ask for is
bought once, all that is bought keeps within the budget, and what does not share an evening is not in one cell. The
first three are kept while the ways are put together. For the last, where what comes out breaks it in a cell, either
the one side is kept out of that cell or the other, and both are looked at. All levels of the score are one whole number
here, as large as it has to be. What would take too long is left to the solver.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from math import lcm

from fortnight.guide.model import LAST_DAY
from fortnight.routine.load import together
from fortnight.routine.program import Cell, Filling, Program
from fortnight.routine.ways import Key, Means, Part, Room, Slot, TooMany, Way, least, settled, ways_of

_DAYS = LAST_DAY + 1
_WAYS = 20_000
_NODES = 20_000
_BANS = 200

Ban = tuple[int, int, int, Cell]
"""What may not be in a cell of a step: the step, the side and the place of a rule, the cell."""


@dataclass(slots=True)
class _Task:
    """A program as steps with their ways."""

    program: Program
    costs: list[int]
    scale: int
    apart: int
    parts: list[Part]
    shared: list[Means]
    memo: dict[tuple[int, frozenset[Ban]], Part] = field(default_factory=dict)


def searched(program: Program, effort: int) -> frozenset[int] | None:
    """The unknowns of the best solution, or None where it is not found with so much effort."""
    try:
        return _searched(_task(program), effort)
    except TooMany:
        return None


def _task(program: Program) -> _Task:
    costs = _weighed(program)
    slots: dict[int, dict[tuple[Cell, ...], Slot]] = {}
    steps: dict[Key, set[int]] = defaultdict(set)
    days: dict[Key, set[int]] = defaultdict(set)
    for unknown, one in enumerate(program.fillings):
        key = (one.candidate.own, one.candidate.place)
        slot = slots.setdefault(one.role.demand.place, {}).setdefault(one.cells, Slot(one.cells[0][0]))
        slot.uses[key] = (unknown, costs[unknown])
        steps[key].add(one.role.demand.place)
        days[key].add(one.cells[0][0])
    scale = lcm(*(len(places) for places in steps.values()))
    for found in slots.values():
        for slot in found.values():
            slot.uses = {key: (unknown, cost * scale) for key, (unknown, cost) in slot.uses.items()}
    means = _means(program, costs, scale, steps, days)
    parts = []
    for place, found in slots.items():
        demand = next(one.role.demand for one in program.fillings if one.role.demand.place == place)
        here = sorted(found.values(), key=lambda slot: slot.day)
        keys = sorted({key for slot in here for key in slot.uses})
        parts.append(
            Part(
                place=place, slots=here, means=[means[key] for key in keys if key in means],
                free=[key for key in keys if key not in means], weeks=demand.weeks, apart=demand.step.apart,
            )
        )
    shared = [one for one in means.values() if one.shared]
    apart = max((rule.new_apart for rule in together()), default=0)
    return _Task(program, costs, scale, apart, parts, shared)


def _weighed(program: Program) -> list[int]:
    """The whole score as one number an unknown: an earlier level weighs more than all later ones can come to."""
    costs = [0] * program.size
    weight = 1
    for level in reversed(program.levels):
        for at, number in level.terms.items():
            costs[at] += weight * number
        weight *= level.most + 1
    return costs


def _means(
    program: Program, costs: Sequence[int], scale: int, steps: dict[Key, set[int]], days: dict[Key, set[int]]
) -> dict[Key, Means]:
    """What is not always at hand: what would be bought, and every active."""
    bought = {(False, one.place): at for at, one in program.bought.items()}
    prices = {(False, one.place): one.price for one in program.bought.values()}
    actives = {(one.candidate.own, one.candidate.place) for one in program.fillings if one.candidate.active}
    found: dict[Key, Means] = {}
    bit = _DAYS
    for key in sorted(bought.keys() | actives):
        cost = costs[bought[key]] * scale if key in bought else 0
        shared = len(steps[key]) > 1
        found[key] = Means(
            key=key, active=key in actives, cost=cost, price=prices.get(key, 0) * scale, steps=len(steps[key]), bit=bit,
            days=tuple(sorted(days[key])),
        )
        bit += _DAYS if shared else 0
    return found


def _searched(task: _Task, effort: int) -> frozenset[int]:
    """The best over all ways to keep apart what does not share a cell: those that could be best first."""
    order = count()
    best, cost = _best_ways(task, frozenset(), effort)
    queue: list[tuple[int, int, frozenset[Ban], frozenset[int]]] = [(cost, next(order), frozenset(), best)]
    for _ in range(_BANS):
        cost, _, bans, ones = heappop(queue)
        clash = _clash(task.program, ones)
        if clash is None:
            return ones
        for ban in clash:
            more = bans | {ban}
            found, cost = _best_ways(task, more, effort)
            heappush(queue, (cost, next(order), more, found))
    raise TooMany


def _clash(program: Program, ones: frozenset[int]) -> tuple[Ban, Ban] | None:
    """The first cell in which two steps have what a rule keeps apart, as what to keep out of the one or the other."""
    sides: dict[tuple[int, Cell], tuple[list[int], list[int]]] = {}
    for unknown in sorted(ones):
        if unknown < len(program.fillings):
            filling = program.fillings[unknown]
            for side, places in enumerate((filling.candidate.one, filling.candidate.other)):
                for place in places:
                    for cell in filling.cells:
                        sides.setdefault((place, cell), ([], []))[side].append(filling.role.demand.place)
    for (place, cell), (one, other) in sorted(sides.items()):
        for step in one:
            for another in other:
                if step != another:
                    return (step, 0, place, cell), (another, 1, place, cell)
    return None


def _banned(filling: Filling, bans: Iterable[Ban]) -> bool:
    one = filling.candidate
    return any(place in (one.other if side else one.one) and cell in filling.cells for _, side, place, cell in bans)


def _without(task: _Task, part: Part, bans: frozenset[Ban]) -> Part:
    """A step without what is kept out of it."""
    here = frozenset(ban for ban in bans if ban[0] == part.place)
    if not here:
        return part
    slots = [
        Slot(slot.day, {k: use for k, use in slot.uses.items() if not _banned(task.program.fillings[use[0]], here)})
        for slot in part.slots
    ]
    return Part(
        place=part.place, slots=slots, means=part.means, free=part.free, weeks=part.weeks, apart=part.apart
    )


def _best_ways(task: _Task, bans: frozenset[Ban], effort: int) -> tuple[frozenset[int], int]:
    parts = [_without(task, part, bans) for part in task.parts]
    budget = task.program.budget is not None
    first = [ways_of(part, Room(_WAYS, means=1), task.apart, budget=budget) for part in parts]
    most = _Puzzle(task, parts, first, effort).solve()
    floor = [least(part, Room(_WAYS), task.apart) for part in parts]
    rest = sum(floor)
    every = [
        ways_of(part, Room(_WAYS, most[0] - rest + low), task.apart, budget=budget)
        for part, low in zip(parts, floor, strict=True)
    ]
    cost, chosen = min(most, _Puzzle(task, parts, every, effort, most).solve())
    return _ones(task, parts, chosen), cost


Found = tuple[int, tuple[Way, ...]]


class _Puzzle:
    """Puts one way of each step together."""

    def __init__(self, task: _Task, parts: list[Part], ways: list[list[Way]], effort: int, best: Found | None = None):
        self.task, self.left = task, effort
        order = sorted(range(len(parts)), key=lambda at: (not any(way.bits for way in ways[at]), len(ways[at])))
        self.order = order
        self.ways = [ways[at] for at in order]
        self.best = best
        budget = task.program.budget
        self.budget = None if budget is None else budget * task.scale
        self.fronts = self._fronts() if self.budget is not None else []
        here = {one.key for one in task.shared}
        self.roles = [
            {one.key for one in parts[at].means if one.key in here and any(one.key in s.uses for s in parts[at].slots)}
            for at in order
        ]
        self.near = [0] * _DAYS
        for day in range(1, _DAYS):
            for other in range(max(1, day - task.apart + 1), min(LAST_DAY, day + task.apart - 1) + 1):
                self.near[day] |= 1 << other
                for one in task.shared:
                    if one.active:
                        self.near[day] |= 1 << one.bit + other
        self.region = {one.key: ((1 << _DAYS) - 1) << one.bit for one in task.shared}

    def _fronts(self):
        """For the steps from each on: the least cost for each price."""
        fronts = [([0], [0])]
        for ways in reversed(self.ways):
            prices, costs = fronts[-1]
            flat = sorted({(way.shared_price, way.shared_cost) for way in ways})
            lean = []
            for price, cost in flat:
                if not lean or cost < lean[-1][1]:
                    lean.append((price, cost))
            merged = sorted(
                (price + p, cost + c) for price, cost in zip(prices, costs) for p, c in lean if price + p <= self.budget
            )
            new_prices, new_costs = [], []
            for price, cost in merged:
                if not new_costs or cost < new_costs[-1]:
                    new_prices.append(price)
                    new_costs.append(cost)
            fronts.append((new_prices, new_costs))
        fronts.reverse()
        return fronts

    def solve(self) -> Found:
        self._go(0, 0, 0, {}, 0, 0, ())
        assert self.best is not None
        cost, chosen = self.best
        if self.best_order:
            back = [None] * len(chosen)
            for at, way in zip(self.order, chosen):
                back[at] = way
            chosen = tuple(back)
        return cost, chosen

    best_order = False

    def _go(self, at, cost, price, begun, taken, shut, chosen):
        """begun: key -> Means of what is shared and had."""
        self.left -= 1
        if self.left < 0:
            raise TooMany
        if at == len(self.ways):
            if self.best is None or cost < self.best[0]:
                self.best = (cost, chosen)
                self.best_order = True
            return
        bound = cost
        options = None
        for j in range(at, len(self.ways)):
            credit = sum(begun[key].cost // begun[key].steps for key in self.roles[j] if key in begun)
            low = None
            if j == at:
                options = []
            for way in self.ways[j]:
                if low is not None and way.shared_cost - credit >= low and j > at:
                    break
                if way.bits & shut:
                    continue
                eff = way.shared_cost
                if credit and way.bits & taken:
                    eff -= sum(one.cost // one.steps for one, _ in way.means if one.key in begun)
                if j == at:
                    options.append((eff, way))
                if low is None or eff < low:
                    low = eff
            if low is None:
                return
            if j == at:
                here = low
            else:
                bound += low
        if self.best is not None and bound + here >= self.best[0]:
            return
        rest = bound - cost
        options.sort(key=lambda one: one[0])
        for eff, way in options:
            if self.best is not None and cost + eff + rest >= self.best[0]:
                return
            new_cost, new_price, new_begun, new_taken, new_shut = cost + way.cost, price + way.price, begun, taken, shut
            for one, day in way.means:
                if one.shared:
                    if one.key in begun:
                        continue
                    if new_begun is begun:
                        new_begun = dict(begun)
                    new_begun[one.key] = one
                    new_cost += one.cost
                    new_price += one.price
                if day:
                    new_shut |= self.near[day]
                if one.shared:
                    new_shut |= self.region[one.key]
                    new_taken |= one.taken(day)
            new_shut &= ~new_taken
            if self.budget is not None:
                if new_price > self.budget:
                    continue
                prices, costs = self.fronts[at + 1]
                back_cost = back_price = 0
                for key, one in new_begun.items():
                    roles = sum(key in self.roles[j] for j in range(at + 1, len(self.ways)))
                    back_cost += one.cost // one.steps * roles
                    back_price += one.price // one.steps * roles
                place = bisect_right(prices, self.budget - new_price + back_price) - 1
                if place < 0 or (
                    self.best is not None and new_cost + costs[place] - back_cost >= self.best[0]
                ):
                    continue
            self._go(at + 1, new_cost, new_price, new_begun, new_taken, new_shut, (*chosen, way))


def _ones(task: _Task, parts: list[Part], chosen: Sequence[Way]) -> frozenset[int]:
    """The unknowns that some ways come to."""
    had: dict[Key, int] = {}
    for way in chosen:
        for one, day in way.means:
            had[one.key] = day
    ones: set[int] = set()
    for part, way in zip(parts, chosen, strict=True):
        keys = [*((key, 0) for key in part.free), *((one.key, day) for one, day in way.means)]
        uses = []
        for slot in part.slots:
            able = [(slot.uses[key][1], key, slot.uses[key][0]) for key, day in keys if key in slot.uses and slot.day >= day]
            uses.append(min(able, default=None))
        _, used = settled(part, [min(0, use[0]) if use else 0 for use in uses])
        ones |= {uses[at][2] for at in used}
    return frozenset(ones | _others(task.program, ones))


def _others(program: Program, ones: set[int]) -> set[int]:
    """What is bought and from when on each active has begun, for some uses."""
    fillings = [program.fillings[at] for at in ones]
    used = {(one.candidate.own, one.candidate.place) for one in fillings}
    found = {at for at, one in program.bought.items() if (False, one.place) in used}
    first: dict[Key, int] = {}
    for one in fillings:
        key = (one.candidate.own, one.candidate.place)
        first[key] = min(one.cells[0][0], first.get(key, LAST_DAY))
    return found | {at for at, (key, day) in program.begun.items() if key in first and first[key] <= day}
