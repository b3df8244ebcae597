"""A catalogue prepared for choosing: what every choice asks of its products, as columns, once for all people.

It holds nothing that depends on a person, and is a sequence of its products like any other. Which products are alike
for a choice, and which of them another beats at once, is settled on whole columns; what a product is in a step is
still worked out by `candidates`, for one product of each kind of likeness.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from typing_extensions import override

from fortnight.labels.model import CARE_MARKS, COSMETIC, Kind, Mark
from fortnight.labels.thresholds import is_unsure
from fortnight.routine.model.values import UNPRICED, RoutineProduct, Wishes
from fortnight.routine.score.filters import is_vegan
from fortnight.routine.score.scoring import place_step

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Column = npt.NDArray[np.int64]
    Where = npt.NDArray[np.bool_]

_BITS: dict[Mark, int] = {mark: at for at, mark in enumerate(CARE_MARKS)}
_PLACED = len(COSMETIC)
"""Only the traits of a cosmetic have a place that counts; they are the first of the marks."""
_NO_PRICE = -1


def bits_of(marks: Iterable[Mark]) -> int:
    """Some marks as a set of bits."""
    return sum(1 << _BITS[mark] for mark in set(marks) if mark in _BITS)


@dataclass(frozen=True, slots=True)
class Columns:
    """The products of one kind whose labels can be read, a column each.

    `at` is the place in the catalogue, `marks` a bit for each mark, `early` two bits for each: how late its place is,
    in the steps that count. `facts` is what else a label says: the SPF, whether all of it was read, or too little.
    """

    at: "Column"
    marks: "Column"
    early: "Column"
    facts: "Column"


def steps_of(columns: Columns, mark: Mark) -> "Column":
    """How late a mark stands in each of some products, 0 where it does not."""
    return columns.early >> 2 * _BITS[mark] & 3


class ProductIndex(Sequence[RoutineProduct]):
    """A prepared catalogue: make it once with `indexed`, choose from it for many people."""

    def __init__(self, products: Iterable[RoutineProduct]) -> None:
        """Reads every product once."""
        self._products = tuple(products)

    @overload
    def __getitem__(self, at: int) -> RoutineProduct: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[RoutineProduct]: ...

    @override
    def __getitem__(self, at: int | slice) -> RoutineProduct | Sequence[RoutineProduct]:
        """The product at a place."""
        return self._products[at]

    @override
    def __len__(self) -> int:
        """How many products there are."""
        return len(self._products)

    @override
    def __iter__(self) -> Iterator[RoutineProduct]:
        """The products in the order in which they were given."""
        return iter(self._products)

    def prepare(self) -> None:
        """Works out now what the first choice would have to wait for."""
        self.prices(Wishes())
        _ = self.columns, self.places

    @cached_property
    def places(self) -> dict[str, int]:
        """The places by the key."""
        return {product.key: at for at, product in enumerate(self._products)}

    @cached_property
    def columns(self) -> dict[Kind, Columns]:
        """The products that can be judged, by their kind."""
        rows: dict[Kind, list[tuple[int, int, int, int]]] = {}
        for at, product in enumerate(self._products):
            reading = product.shown
            if reading is None or reading.kind is None or not reading.readable or not reading.is_care:
                continue
            marks = early = 0
            for mark, place in reading.marks:
                bit = _BITS[mark]
                marks |= 1 << bit
                if bit < _PLACED:
                    early |= place_step(place) << 2 * bit
            full = reading.read == reading.of
            unsure = is_unsure(reading.read, reading.of - reading.beside, unread_early=reading.unread_early)
            spf = -1 if reading.spf is None else reading.spf
            rows.setdefault(reading.kind, []).append((at, marks, early, spf + 1 << 2 | full << 1 | unsure))
        return {kind: Columns(*_columns(values)) for kind, values in rows.items()}

    @cached_property
    def _offers(self) -> "_Offers":
        return _Offers(self._products)

    @cached_property
    def _brands(self) -> "tuple[dict[str, int], Column]":
        numbers: dict[str, int] = {}
        return numbers, _column(
            [numbers.setdefault(product.brand.casefold(), len(numbers)) for product in self._products]
        )

    @cached_property
    def _vegan(self) -> "Where":
        return _column([is_vegan(product) for product in self._products]).astype(bool)

    def prices(self, wishes: Wishes) -> "Column":
        """What each product costs for somebody with these wishes; below zero where it is not wanted.

        Only what does not ask for the label: offers, brands, what is not wanted by its key, vegan.
        """
        prices = self._offers.prices(wishes)
        if wishes.brands:
            import numpy as np

            numbers, brands = self._brands
            wished = [numbers[name.casefold()] for name in wishes.brands if name.casefold() in numbers]
            prices[~np.isin(brands, wished)] = _NO_PRICE
        if wishes.vegan:
            prices[~self._vegan] = _NO_PRICE
        for key in wishes.without:
            if key in self.places:
                prices[self.places[key]] = _NO_PRICE
        return prices


def indexed(products: Sequence[RoutineProduct]) -> ProductIndex:
    """A catalogue made ready, or itself where it is that already.

    >>> ready = indexed(())
    >>> indexed(ready) is ready
    True
    """
    return products if isinstance(products, ProductIndex) else ProductIndex(products)


class _Offers:
    """The offers of all products, a column each."""

    def __init__(self, products: Sequence[RoutineProduct]) -> None:
        import numpy as np

        offers = [(at, offer) for at, product in enumerate(products) for offer in product.offers]
        self._count = len(products)
        self._at = _column([at for at, _ in offers])
        self._prices = _column([UNPRICED if offer.price is None else offer.price for _, offer in offers])
        self._unknown = _column([offer.price is None for _, offer in offers]).astype(bool)
        self._gone = _column([offer.stock is False for _, offer in offers]).astype(bool)
        self._shops, self._shop = _numbered([offer.shop.casefold() for _, offer in offers])
        self._currencies, self._currency = _numbered([offer.currency for _, offer in offers])
        self._lands, self._land = _numbered([offer.countries for _, offer in offers])
        self._none = np.ones(self._count, dtype=bool)
        self._none[self._at] = False

    def prices(self, wishes: Wishes) -> "Column":
        """The lowest price of each product among the offers that meet the wishes; below zero where none does."""
        import numpy as np

        fits = ~self._gone
        if wishes.shops:
            fits &= np.isin(
                self._shop, [self._shops[name] for name in map(str.casefold, wishes.shops) if name in self._shops]
            )
        if wishes.country:
            fits &= np.isin(self._land, [at for land, at in self._lands.items() if not land or wishes.country in land])
        if wishes.currency:
            fits &= self._unknown | (self._currency == self._currencies.get(wishes.currency, -1))
        if wishes.budget is not None:
            fits &= self._prices <= min(wishes.budget, UNPRICED - 1)
        never = np.iinfo(np.int64).max
        lowest = np.full(self._count, never)
        np.minimum.at(lowest, self._at[fits], self._prices[fits])
        lowest[lowest == never] = _NO_PRICE
        if not wishes.shops and wishes.budget is None:
            lowest[self._none] = UNPRICED
        return lowest


def _numbered(values: Sequence[Hashable]) -> "tuple[dict[Any, int], Column]":
    numbers: dict[Any, int] = {}
    return numbers, _column([numbers.setdefault(value, len(numbers)) for value in values])


def _column(values: Sequence[int]) -> "Column":
    import numpy as np

    return np.array(values, dtype=np.int64)


def _columns(rows: Sequence[tuple[int, ...]]) -> "list[Column]":
    return [_column(values) for values in zip(*rows, strict=True)]
