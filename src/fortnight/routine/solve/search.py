"""The best of a program without the solver: the ways of its steps are put together, step by step, and bounded exactly.

Steps meet in four things only: an active begins so many days apart from the others, what several steps ask for is
bought once, all that is bought keeps within the budget, and what does not share an evening is not in one cell. The
first three are kept while the ways are put together. For the last, where what comes out breaks it in a cell, either
the one side is kept out of that cell or the other, and both are looked at. All levels of the score are one whole number
here, as large as it has to be. What would take too long is left to the solver.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from itertools import chain, count, product

from fortnight.routine.solve.combine import Combination, Puzzle
from fortnight.routine.solve.options import Effort, StepOption, TooManyError, grown, ways_of, without_needless
from fortnight.routine.solve.pareto import Front, front
from fortnight.routine.solve.problem import Task, ones_of, task_of
from fortnight.routine.solve.program import Cell, Filling, Program
from fortnight.routine.solve.slots import SlottedStep, StepSlot
from fortnight.routine.solve.solver import keeps

Ban = tuple[int, int, int, Cell]
"""What may not be in a cell of a step: the step, the side and the place of a rule, the cell."""


@dataclass(slots=True)
class _Step:
    """A step so far: its ways with one means at most, and the least it can come to by price.

    `ways` are those within a `limit` beside some others (`rest`); they do as well for a lower limit.
    """

    part: SlottedStep
    single: list[StepOption]
    floor: Front
    rest: Front = field(default_factory=Front)
    limit: int = 0
    ways: list[StepOption] = field(default_factory=list)


@dataclass(slots=True)
class _Search:
    task: Task
    effort: Effort
    seen: list[tuple[int, frozenset[int]]] = field(default_factory=list)
    met: dict[tuple[int, frozenset[Ban]], _Step] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Searched:
    """The unknowns of the best solution; where the effort was not enough, those of a good one, or none (`proven`)."""

    ones: frozenset[int]
    proven: bool


def searched(program: Program, effort: Effort) -> Searched:
    """The best solution of a program; what it took is spent of the effort."""
    if not program.fillings:
        return Searched(frozenset(), proven=True)
    search = _Search(task_of(program), effort)
    try:
        return Searched(_settled_apart(search), proven=True)
    except TooManyError:
        good = [(cost, sorted(ones)) for cost, ones in search.seen if keeps(program, ones)]
        return Searched(frozenset(min(good)[1]) if good else frozenset(), proven=False)


def _settled_apart(search: _Search) -> frozenset[int]:
    """The best over all ways to keep apart what does not share a cell: those that could be best first."""
    order = count()
    cost, ones = _best(search, frozenset())
    queue: list[tuple[int, int, frozenset[Ban], frozenset[int]]] = [(cost, next(order), frozenset(), ones)]
    while True:
        cost, _, bans, ones = heappop(queue)
        clash = _clash(search.task.program, ones)
        if clash is None:
            return ones
        for ban in clash:
            then, uses = _best(search, bans | {ban})
            heappush(queue, (then, next(order), bans | {ban}, uses))


def _clash(program: Program, ones: frozenset[int]) -> tuple[Ban, Ban] | None:
    """The first cell in which two steps have what a rule keeps apart, as what to keep out of the one or the other."""
    sides: dict[tuple[int, Cell], tuple[set[int], set[int]]] = {}
    for filling in (program.fillings[at] for at in sorted(ones) if at < len(program.fillings)):
        bonds = ((0, place) for place in filling.candidate.one), ((1, place) for place in filling.candidate.other)
        for (side, place), cell in product(chain(*bonds), filling.cells):
            sides.setdefault((place, cell), (set(), set()))[side].add(filling.role.demand.place)
    for (place, cell), (one_side, other_side) in sorted(sides.items()):
        for step, another in product(sorted(one_side), sorted(other_side)):
            if step != another:
                return (step, 0, place, cell), (another, 1, place, cell)
    return None


def _best(search: _Search, bans: frozenset[Ban]) -> tuple[int, frozenset[int]]:
    """The best with some things kept out of some cells.

    First of the ways with one means at most; then of all that could lead to something better.
    """
    task = search.task
    steps = [_step(search, part, bans) for part in task.parts]
    parts = [step.part for step in steps]
    puzzle = _solved(search, [step.single for step in steps], parts, None)
    beside = _beside([step.floor for step in steps], task.budget)
    every = [_ways(search, step, rest, puzzle[0]) for step, rest in zip(steps, beside, strict=True)]
    cost, chosen = _solved(search, every, parts, puzzle)
    return cost, ones_of(task, parts, chosen)


def _solved(
    search: _Search, ways: list[list[StepOption]], parts: list[SlottedStep], incumbent: Combination | None
) -> Combination:
    """The best of some ways; the best so far is seen, also where the effort ends."""
    puzzle = Puzzle(search.task, ways, search.effort)
    try:
        return puzzle.solve(incumbent)
    finally:
        if puzzle.best:
            search.seen.append((puzzle.best[0], ones_of(search.task, parts, puzzle.best[1])))


def _ways(search: _Search, step: _Step, rest: Front, limit: int) -> list[StepOption]:
    """All ways of a step that could lead to something within a limit, beside what the other steps come to at least."""
    enough = step.rest.prices == rest.prices and all(
        limit - now <= step.limit - then for now, then in zip(rest.costs, step.rest.costs, strict=True)
    )
    if not enough:
        budget = search.task.budget
        step.ways = ways_of(step.part, _within(rest, budget, limit), search.effort, search.task.apart)
        step.rest, step.limit = rest, limit
    return step.ways


def _within(rest: Front, budget: int, limit: int) -> Callable[[int, int], bool]:
    def within(cost: int, price: int) -> bool:
        least = rest.least(budget - price)
        return least is not None and cost + least <= limit

    return within


def _beside(floors: Sequence[Front], budget: int) -> list[Front]:
    """For each step what all others come to at the least, by price."""
    nothing = front([(0, 0)])
    before, after = [nothing], [nothing]
    for floor in floors[:-1]:
        before.append(before[-1].beside(floor, budget))
    for floor in reversed(floors[1:]):
        after.append(after[-1].beside(floor, budget))
    return [earlier.beside(later, budget) for earlier, later in zip(before, reversed(after), strict=True)]


def _step(search: _Search, part: SlottedStep, bans: frozenset[Ban]) -> _Step:
    """A step without what is kept out of it, and what is known of it before the others."""
    here = frozenset(ban for ban in bans if ban[0] == part.place)
    key = (part.place, here)
    if key not in search.met:
        left = without_needless(_without(search.task, part, here))
        budget, apart = search.task.budget, search.task.apart
        single = ways_of(left, lambda _, price: price <= budget, search.effort, apart, 1)
        search.met[key] = _Step(left, single, _floor(search, left, single))
    return search.met[key]


def _floor(search: _Search, part: SlottedStep, single: Sequence[StepOption]) -> Front:
    """The least that a step can come to with its share of what others use as well, for each price."""
    floor = front((way.shared_price, way.shared_cost) for way in single)
    budget = search.task.budget

    def better(cost: int, price: int) -> bool:
        cost_now = floor.least(price)
        return price <= budget and (cost_now is None or cost < cost_now)

    for way in grown(part, better, search.effort, search.task.apart):
        floor = front([*zip(floor.prices, floor.costs, strict=True), (way.shared_price, way.shared_cost)])
    return floor


def _without(task: Task, part: SlottedStep, bans: frozenset[Ban]) -> SlottedStep:
    """A step without what is kept out of it."""
    if not bans:
        return part
    fillings = task.program.fillings
    slots = [
        StepSlot(slot.day, {key: use for key, use in slot.uses.items() if not _is_banned(fillings[use[0]], bans)})
        for slot in part.slots
    ]
    return replace(part, slots=slots)


def _is_banned(filling: Filling, bans: frozenset[Ban]) -> bool:
    candidate = filling.candidate
    return any(
        place in (candidate.other if side else candidate.one) and cell in filling.cells for _, side, place, cell in bans
    )
