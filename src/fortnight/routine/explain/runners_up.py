"""What of a catalogue can come next to a chosen product: of those alike for the choice only the first few.

Products that are alike for the choice (see `Assignment.equivalence_key`) do a step equally well, so that only their
price tells them apart, and then their label. A reader is shown two that came next, so of each sort three are enough.
"""

from collections.abc import Hashable, Sequence

from fortnight.routine.model.values import UNPRICED, RoutineProduct
from fortnight.routine.prepare.candidates import Assignment
from fortnight.routine.score.filters import is_wanted, price_for

_ENOUGH = 3

Place = tuple[int, str]
"""Price and label: of products that show and cost the same only one is told of."""


def contenders(
    assignment: Assignment, catalogue: Sequence[RoutineProduct], chosen: frozenset[str]
) -> list[RoutineProduct]:
    """What of the catalogue meets the wishes and can come next in a step, and what is `chosen` (keys)."""
    wishes = assignment.wishes
    sorts: dict[Hashable, dict[Place, RoutineProduct]] = {}
    products = {}
    for product in catalogue:
        reading = product.shown
        if reading is None or product.key in wishes.without or not assignment.is_asked(reading):
            continue
        price = price_for(product, wishes)
        worth = UNPRICED if price is None else price
        sort = sorts.setdefault(assignment.equivalence_key(reading), {})
        if product.key not in chosen and len(sort) == _ENOUGH and worth > max(sort)[0]:
            continue
        if not is_wanted(product, wishes) or not assignment.may_be(product):
            continue
        if product.key in chosen:
            products[product.key] = product
        place = (worth, reading.text)
        if place not in sort or product.key < sort[place].key:
            sort[place] = product
            if len(sort) > _ENOUGH:
                del sort[max(sort)]
    products |= {product.key: product for sort in sorts.values() for product in sort.values()}
    return list(products.values())
