"""Putting one way of each step together, so that they fit and come to the least.

Depth first, the step with the fewest ways first. What the steps that are left come to is bounded twice: by what still
fits of each, and by what the budget leaves for all of them together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fortnight.guide.model import LAST_DAY
from fortnight.routine.fronts import Front, front
from fortnight.routine.task import BITS, Task
from fortnight.routine.ways import Effort, Key, Means, Part, Way

Found = tuple[int, tuple[Way, ...]]
"""What some ways come to, and the ways, in the order of the steps."""


@dataclass(frozen=True, slots=True)
class _State:
    """What is settled: cost and price, what several steps use and is had, the bits it has, the bits nobody may take."""

    cost: int
    price: int
    had: dict[Key, Means]
    taken: int
    shut: int
    chosen: tuple[Way, ...]


class Puzzle:
    """The ways of some steps, to be put together."""

    def __init__(self, task: Task, parts: Sequence[Part], ways: Sequence[Sequence[Way]], effort: Effort) -> None:
        self._task = task
        self._effort = effort
        self._order = sorted(range(len(parts)), key=lambda at: (not any(one.bits for one in ways[at]), len(ways[at])))
        self._ways = [ways[at] for at in self._order]
        shared = {one.key for one in task.shared}
        self._asked = [{one.key for one in parts[at].means} & shared for at in self._order]
        self._near = [self._shut_by(day) for day in range(BITS)]
        self._fronts = self._staircases()
        self._best: Found | None = None

    def solve(self, known: Found | None) -> Found:
        """The best ways, or those that are `known` where nothing is better; no means at all always fits.

        Raises: TooManyError.
        """
        self._best = known
        self._go(0, _State(0, 0, {}, 0, 0, ()))
        return self._best or (0, ())

    def _shut_by(self, day: int) -> int:
        """The bits that nobody else may take where an active begins on a day."""
        days = range(max(1, day - self._task.apart + 1), min(LAST_DAY, day + self._task.apart - 1) + 1) if day else ()
        bits = (0, *(one.bit for one in self._task.shared if one.active))
        return sum(1 << bit + other for bit in bits for other in days)

    def _staircases(self) -> list[Front]:
        """What the steps from each on come to at the least, by price."""
        found = [front([(0, 0)])]
        for ways in reversed(self._ways):
            floor = front((way.shared_price, way.shared_cost) for way in ways)
            found.append(found[-1].beside(floor, self._task.budget))
        return found[::-1]

    def _go(self, at: int, state: _State) -> None:
        if at == len(self._ways):
            if self._better(state.cost):
                placed = sorted(zip(self._order, state.chosen, strict=True), key=lambda one: one[0])
                self._best = (state.cost, tuple(way for _, way in placed))
            return
        fitting = self._fitting(at, state)
        self._effort.spend(1 + len(fitting) // 4)
        rest = self._rest(at + 1, state)
        if rest is None:
            return
        for cost, way in fitting:
            if not self._better(state.cost + cost + rest):
                return
            then = self._with(state, way)
            if self._affordable(at + 1, then):
                self._go(at + 1, then)

    def _fitting(self, at: int, state: _State) -> list[tuple[int, Way]]:
        """The ways of a step that fit, each with what it comes to, with its share of what is not had yet."""
        found = [(self._cost(way, state), way) for way in self._ways[at] if not way.bits & state.shut]
        found.sort(key=lambda one: one[0])
        return found

    def _cost(self, way: Way, state: _State) -> int:
        if not way.bits & state.taken:
            return way.shared_cost
        return way.shared_cost - sum(one.share for one, _ in way.means if one.key in state.had)

    def _rest(self, start: int, state: _State) -> int | None:
        """What the steps from one on come to at the least, each by itself; None where nothing of one fits."""
        rest = 0
        for at in range(start, len(self._ways)):
            credit = sum(state.had[key].share for key in self._asked[at] if key in state.had)
            low: int | None = None
            for way in self._ways[at]:
                if low is not None and way.shared_cost - credit >= low:
                    break
                if not way.bits & state.shut:
                    cost = self._cost(way, state)
                    low = cost if low is None or cost < low else low
            if low is None:
                return None
            rest += low
        return rest

    def _with(self, state: _State, way: Way) -> _State:
        cost, price, had, taken, shut = (
            state.cost + way.cost,
            state.price + way.price,
            state.had,
            state.taken,
            state.shut,
        )
        for one, day in way.means:
            if one.shared:
                if one.key in had:
                    continue
                had = had | {one.key: one}
                cost, price = cost + one.cost, price + one.price
                taken |= one.taken(day)
                shut |= (1 << BITS) - 1 << one.bit
            shut |= self._near[day]
        return _State(cost, price, had, taken, shut & ~taken, (*state.chosen, way))

    def _affordable(self, start: int, state: _State) -> bool:
        """Whether the steps from one on can still lead to something better within the budget."""
        cost = price = 0
        for key, one in state.had.items():
            steps = sum(key in asked for asked in self._asked[start:])
            cost, price = cost + one.share * steps, price + one.share_of_price * steps
        least = self._fronts[start].least(self._task.budget - state.price + price)
        if state.price > self._task.budget or least is None:
            return False
        return self._better(state.cost + least - cost)

    def _better(self, cost: int) -> bool:
        return self._best is None or cost < self._best[0]
