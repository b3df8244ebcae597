"""What of a catalogue could be in a best routine, filtered on whole columns before anything is made of it.

Two filters, both exact. Of products that are alike for the choice the cheapest stays. Of those that are open on the
same days for the same steps and bound by the same rules, what another beats in points and price goes. The rest become
candidates, which `pruning` holds against each other. What a product is in a step is asked of `candidates`, once for
all that show the same of what the step looks at.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from fortnight.labels.model import Kind, Mark, Trait
from fortnight.labels.shown import Shown
from fortnight.routine.model.values import RoutineProduct
from fortnight.routine.prepare.candidates import Assignment, Candidate, Demand, StepRole, bonds, in_order, sign
from fortnight.routine.prepare.product_index import Columns, ProductIndex, bits_of, steps_of
from fortnight.routine.score.filters import is_wanted
from fortnight.routine.score.scoring import SCENTED, Telling, bound_marks, telling

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Column = npt.NDArray[np.int64]

Made = TypeVar("Made")

_Placed = tuple[Hashable, tuple[Hashable, ...], tuple[int, ...]]

_MARK_BITS = 36
_CODE_BITS = 62


def prefiltered(
    assignment: Assignment, index: ProductIndex, pinned_keys: frozenset[str] = frozenset()
) -> list[Candidate]:
    """The candidates of a catalogue without those that another beats at once, and those in `pinned_keys`."""
    wishes = assignment.wishes
    prices = index.prices(wishes)
    products = {product.key: product for product in _pinned_products(assignment, index, pinned_keys)}
    for kind, columns in index.columns.items():
        demands = assignment.to_buy(kind)
        if demands:
            prefilter = _Prefilter(assignment, index, kind, demands, columns)
            products |= {product.key: product for product in prefilter.left(prices)}
    candidates = [candidate for candidate in map(assignment.of, products.values()) if candidate]
    return in_order(
        [candidate for candidate in candidates if wishes.budget is None or candidate.price <= wishes.budget]
    )


def _pinned_products(
    assignment: Assignment, index: ProductIndex, pinned_keys: frozenset[str]
) -> Iterator[RoutineProduct]:
    wishes = assignment.wishes
    for key in sorted(pinned_keys - wishes.without):
        at = index.places.get(key)
        if at is not None and is_wanted(index[at], wishes) and assignment.may_be(index[at]):
            yield index[at]


@dataclass(frozen=True, slots=True)
class _Prefilter:
    """Sifts the products of one kind for the demands that one may be bought for."""

    assignment: Assignment
    index: ProductIndex
    kind: Kind
    demands: tuple[Demand, ...]
    columns: Columns

    def left(self, prices: "Column") -> Iterator[RoutineProduct]:
        """What is left of those that have a price."""
        rows = self._cheapest(prices)
        places = self.columns.at[rows]
        for at in self._unbeaten(rows, prices[places].tolist()):
            yield self.index[int(places[at])]

    def _cheapest(self, prices: "Column") -> "Column":
        """The rows of the cheapest of each that are alike; of those that cost the same the first by its label."""
        import numpy as np

        here = prices[self.columns.at]
        rows = np.flatnonzero((here >= 0) & self._suit())
        if not rows.size:
            return rows
        ruled = self.assignment.ruled(self.kind)
        tells = telling([(demand.care, demand.step) for demand in self.demands], ruled, self.assignment.wishes)
        codes = self._codes(rows, tells)
        order = np.lexsort((here[rows], codes))
        rows, codes = rows[order], codes[order]
        worth = here[rows]
        starts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]])
        ends = np.r_[starts[1:], rows.size]
        firsts = rows[starts]
        second = np.minimum(starts + 1, rows.size - 1)
        unsure = (ends - starts > 1) & (worth[second] == worth[starts])
        if self.assignment.book.allergies:
            unsure[:] = True
        for at in np.flatnonzero(unsure).tolist():
            firsts[at] = self._first(rows[starts[at] : ends[at]], worth[starts[at] : ends[at]])
        return firsts[firsts >= 0]

    def _suit(self) -> "npt.NDArray[np.bool_]":
        """Which rows show what the wishes ask for."""
        wishes, marks = self.assignment.wishes, self.columns.marks
        suit = marks >= 0
        if wishes.fragrance_free:
            suit &= marks & bits_of(SCENTED) == 0
        if wishes.mineral and self.kind is Kind.SUNSCREEN:
            suit &= marks & bits_of((Trait.UV_MINERAL, Trait.UV_ORGANIC)) == bits_of((Trait.UV_MINERAL,))
        return suit

    def _first(self, rows: "Column", worth: "Column") -> int:
        """Of alike rows, cheap ones first, the one to keep: no allergy speaks against it; -1 where there is none."""
        best: tuple[int, tuple[str, str], int] | None = None
        for row, price in zip(rows.tolist(), worth.tolist(), strict=True):
            if best and price > best[0]:
                break
            product = self.index[int(self.columns.at[row])]
            if self.assignment.may_be(product):
                value = (price, sign(product), row)
                best = value if best is None else min(best, value)
        return best[2] if best else -1

    def _codes(self, rows: "Column", tells: Telling) -> "Column":
        """A number for each row, the same for those that nothing of `tells` tells apart."""
        import numpy as np

        codes = self.columns.marks[rows] & bits_of(tells.marks) | self.columns.facts[rows] << _MARK_BITS
        shift = _MARK_BITS + int(self.columns.facts.max()).bit_length()
        for mark in tells.placed:
            if shift + 2 > _CODE_BITS:
                codes = np.unique(codes, return_inverse=True)[1]
                shift = _MARK_BITS
            codes = codes | steps_of(self.columns, mark)[rows] << shift
            shift += 2
        return codes

    def _unbeaten(self, rows: "Column", prices: Sequence[int]) -> list[int]:
        """The places of those rows that no other beats that is open and bound as they are."""
        placed = self._placed(rows)
        order = [at for at in range(len(prices)) if any(placed[at][1])]
        order.sort(key=lambda at: (prices[at], [-points for points in placed[at][2]]))
        better: dict[Hashable, list[tuple[int, ...]]] = {}
        left = []
        for at in order:
            careful, roles, points = placed[at]
            mine = (*points, prices[at])
            others = better.setdefault((careful, roles), [])
            if not any(other != mine and all(map(int.__ge__, other, points)) for other in others):
                others.append(mine)
                left.append(at)
        return left

    def _placed(self, rows: "Column") -> list[_Placed]:
        """For each row the days with care and the rules that bind it, its days and times in each demand, its points."""
        ruled = Telling(marks=self.assignment.ruled(self.kind), placed=frozenset())
        bound = Telling(marks=bound_marks(), placed=frozenset())
        days = self._each(rows, ruled, self.assignment.days)
        bonds_of = self._each(rows, bound, lambda reading: bonds(_marks(reading)))
        roles = [
            self._each(
                rows, telling([(demand.care, demand.step)], (), self.assignment.wishes), partial(self._role, demand)
            )
            for demand in self.demands
        ]
        placed: list[_Placed] = []
        for at, (answers, binds) in enumerate(zip(days, bonds_of, strict=True)):
            here = [
                role[at] if answers.open & demand.days else None
                for demand, role in zip(self.demands, roles, strict=True)
            ]
            places = tuple(
                (answers.open & demand.days, role.times) if role else None
                for demand, role in zip(self.demands, here, strict=True)
            )
            placed.append(((answers.careful, binds), places, tuple(role.points if role else 0 for role in here)))
        return placed

    def _role(self, demand: Demand, reading: Shown) -> StepRole | None:
        return self.assignment.role(demand, reading, _marks(reading), demand.days)

    def _each(self, rows: "Column", tells: Telling, make: Callable[[Shown], Made]) -> list[Made]:
        """What is made of each row, once for all that nothing of `tells` tells apart."""
        import numpy as np

        _, firsts, of = np.unique(self._codes(rows, tells), return_index=True, return_inverse=True)
        readings = (self.index[int(at)].shown for at in self.columns.at[rows[firsts]])
        results = [make(reading) for reading in readings if reading]
        return [results[at] for at in of.tolist()]


def _marks(reading: Shown) -> frozenset[Mark]:
    return frozenset(mark for mark, _ in reading.marks)
