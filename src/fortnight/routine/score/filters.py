"""What somebody's wishes leave of a catalogue: who sells it where, vegan, without perfume, with mineral filters.

A wish holds for what is bought, never for what is on the shelf already. What is not known does not meet a wish.
"""

import re
from functools import cache

from fortnight.labels.model import Kind, Trait
from fortnight.routine.model.values import RoutineProduct, ShopOffer, Wishes
from fortnight.routine.score.scoring import SCENTED
from fortnight.sources import shipped


def is_wanted(product: RoutineProduct, wishes: Wishes) -> bool:
    """Whether a product that would be new meets the wishes; within a budget it has to have a price."""
    if product.offers:
        offer = offer_for(product, wishes)
        if offer is None or (wishes.budget is not None and offer.price is None):
            return False
    elif wishes.shops or wishes.budget is not None:
        return False
    if wishes.brands and product.brand.casefold() not in _folded(wishes.brands):
        return False
    return _shows_what_is_wished(product, wishes) and (not wishes.vegan or is_vegan(product))


def _shows_what_is_wished(product: RoutineProduct, wishes: Wishes) -> bool:
    reading = product.shown
    if reading is None or not (wishes.fragrance_free or wishes.mineral):
        return reading is not None
    marks = {mark for mark, _ in reading.marks}
    if wishes.fragrance_free and (not reading.readable or marks & SCENTED):
        return False
    filters = Trait.UV_MINERAL in marks and Trait.UV_ORGANIC not in marks
    return not (wishes.mineral and reading.kind is Kind.SUNSCREEN) or filters


def is_vegan(product: RoutineProduct) -> bool:
    """What its maker says; where that is nothing, a label read to its last name without anything from animals."""
    reading = product.shown
    if product.vegan is not None:
        return product.vegan
    return (
        reading is not None
        and reading.readable
        and reading.read == reading.of
        and not _of_animals().search(product.names)
    )


def offer_for(product: RoutineProduct, wishes: Wishes) -> ShopOffer | None:
    """The cheapest offer that meets the wishes: in stock or not known to be out; shop, country and currency as asked.

    Of alike offers the first by the name of the shop.
    """
    offers = [offer for offer in product.offers if _suits(offer, wishes)]
    if len(offers) == 1:
        return offers[0]
    return min(offers, key=lambda offer: (offer.price is None, offer.price or 0, offer.shop), default=None)


def price_for(product: RoutineProduct, wishes: Wishes) -> int | None:
    """What a product costs for somebody with these wishes, or None where nobody knows."""
    if not product.offers:
        return None
    offer = offer_for(product, wishes)
    return offer.price if offer else None


def _suits(offer: ShopOffer, wishes: Wishes) -> bool:
    if offer.stock is False or (wishes.shops and offer.shop.casefold() not in _folded(wishes.shops)):
        return False
    if wishes.country and offer.countries and wishes.country not in offer.countries:
        return False
    return not wishes.currency or offer.price is None or offer.currency == wishes.currency


def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names)


@cache
def _of_animals() -> re.Pattern[str]:
    """Names of what comes from animals, as whole words."""
    words = [line for line in shipped("routine/data/animal.txt").splitlines() if line and not line.startswith("#")]
    return re.compile("|".join(rf"\b{re.escape(word)}\b" for word in words))
