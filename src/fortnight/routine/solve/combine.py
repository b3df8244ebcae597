"""Putting one way of each step together, so that they fit and come to the least.

Depth first. What the steps that are left come to at the least is known for each price, of what still fits of each.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from operator import or_

from fortnight.guide.model import LAST_DAY
from fortnight.routine.solve.options import Effort, StepOption
from fortnight.routine.solve.pareto import Front, front
from fortnight.routine.solve.problem import BITS, Task
from fortnight.routine.solve.slots import Key, Means

_NOTHING = front([(0, 0)])

Combination = tuple[int, tuple[StepOption, ...]]
"""What some ways come to, and the ways, in the order of the steps."""


@dataclass(frozen=True, slots=True)
class _State:
    """What is settled: cost and price, what several steps use and is had, the bits it has, the bits nobody may take."""

    cost: int
    price: int
    had: dict[Key, Means]
    taken: int
    shut: int
    chosen: tuple[StepOption, ...]


class Puzzle:
    """The ways of some steps, to be put together."""

    def __init__(self, task: Task, ways: Sequence[Sequence[StepOption]], effort: Effort) -> None:
        """The steps are taken in an order of their own: those that others meet first, of these the fewest ways."""
        self._task = task
        self._effort = effort
        self._order = sorted(range(len(ways)), key=lambda at: (not any(way.bits for way in ways[at]), len(ways[at])))
        self._ways = [ways[at] for at in self._order]
        self._bits = list(accumulate((_all_bits(way) for way in reversed(self._ways)), or_))[::-1]
        self._near = [self._shut_by(day) for day in range(BITS)]
        self._floors: dict[tuple[int, int, int], Front] = {}
        self.best: Combination | None = None

    def solve(self, incumbent: Combination | None) -> Combination:
        """The best ways, or the `incumbent` where nothing is better; no means at all always fits.

        Raises: TooManyError.
        """
        self.best = incumbent
        self._go(0, _State(0, 0, {}, 0, 0, ()))
        return self.best or (0, ())

    def _shut_by(self, day: int) -> int:
        """The bits that nobody else may take where an active begins on a day."""
        days = range(max(1, day - self._task.apart + 1), min(LAST_DAY, day + self._task.apart - 1) + 1) if day else ()
        bits = (0, *(means.bit for means in self._task.shared if means.active))
        return sum(1 << bit + other for bit in bits for other in days)

    def _go(self, at: int, state: _State) -> None:
        if at == len(self._ways):
            if self._better(state.cost):
                placed = sorted(zip(self._order, state.chosen, strict=True), key=lambda pair: pair[0])
                self.best = (state.cost, tuple(way for _, way in placed))
            return
        fitting = sorted(self._fitting(at, state), key=lambda pair: pair[0])
        self._effort.spend(1 + len(fitting) // 4)
        rest = self._floor(at + 1, state)
        if not rest.costs:
            return
        for cost, price, way in fitting:
            if not self._better(state.cost + cost + rest.costs[-1]):
                return
            if self._leads(rest, state.cost + cost, state.price + price):
                then = self._with(state, way)
                if self._leads(self._floor(at + 1, then), then.cost, then.price):
                    self._go(at + 1, then)

    def _better(self, cost: int) -> bool:
        return self.best is None or cost < self.best[0]

    def _leads(self, rest: Front, cost: int, price: int) -> bool:
        """Whether something better may come of a cost and a price, beside what is left."""
        least = rest.least(self._task.budget - price)
        return least is not None and self._better(cost + least)

    def _floor(self, start: int, state: _State) -> Front:
        """The least that the steps from `start` on come to, by price, counting for each what fits by itself."""
        if start == len(self._ways):
            return _NOTHING
        bits = self._bits[start]
        key = (start, state.shut & bits, state.taken & bits)
        floor = self._floors.get(key)
        if floor is None:
            here = self._staircase((price, cost) for cost, price, _ in self._fitting(start, state))
            floor = self._floors[key] = here.beside(self._floor(start + 1, state), self._task.budget)
        return floor

    def _staircase(self, pairs: Iterable[tuple[int, int]]) -> Front:
        if self._task.program.budget is not None:
            return front(pairs)
        least = min(pairs, key=lambda pair: pair[1], default=None)
        return front([least] if least else [])

    def _fitting(self, at: int, state: _State) -> Iterator[tuple[int, int, StepOption]]:
        """The ways of a step that fit, each with what it comes to, with its share of what is not had yet."""
        shut, taken, had = state.shut, state.taken, state.had
        for way in self._ways[at]:
            if not way.bits & shut:
                cost, price = way.shared_cost, way.shared_price
                if way.bits & taken:
                    again = [means for means, _ in way.means if means.key in had]
                    cost -= sum(means.share for means in again)
                    price -= sum(means.share_of_price for means in again)
                yield cost, price, way

    def _with(self, state: _State, way: StepOption) -> _State:
        """With one more way: what several steps use is paid in full by the first."""
        cost, price, had, taken, shut = (
            state.cost + way.cost, state.price + way.price, state.had, state.taken, state.shut,
        )  # fmt: skip
        for means, day in way.means:
            if means.shared:
                if means.key in had:
                    continue
                had = had | {means.key: means}
                cost, price = cost + means.cost, price + means.price
                taken |= means.taken(day)
                shut |= (1 << BITS) - 1 << means.bit
            shut |= self._near[day]
        return _State(cost, price, had, taken, shut & ~taken, (*state.chosen, way))


def _all_bits(ways: Sequence[StepOption]) -> int:
    return reduce(or_, (way.bits for way in ways), 0)
