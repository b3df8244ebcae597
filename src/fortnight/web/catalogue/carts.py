"""What is to be bought as links into the carts of shops: one link a shop where its format takes several things at once.

Shopify takes a list (`/cart/4101:1,4207:1`), WooCommerce one thing a link (`?add-to-cart=77`).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from fortnight.web.accounts.numbers import whole_number
from fortnight.web.catalogue.models import Offer

_LISTED = re.compile(r"(https?://[^/?#]+/cart/)(\d+:\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class CartItem:
    """A product that is to be bought, by its key in a routine, and what was told of its offer."""

    key: str
    shop: str
    price: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cart:
    """A link that puts products, by their keys, into the cart of a shop."""

    shop: str
    link: str
    keys: tuple[str, ...]


def carts(items: Iterable[CartItem]) -> list[Cart]:
    """The links for what is to be bought; what no shop takes by a link is in none. One query.

    The offer is the one that the routine was chosen with, by its shop and price.
    """
    by_key = {wish.key: wish for wish in items if whole_number(wish.key)}
    offers = Offer.objects.filter(product__in=[int(key) for key in by_key]).exclude(cart="").order_by("pk")
    links: dict[str, tuple[str, str]] = {}
    for product, shop, price, cart in offers.values_list("product", "shop", "price", "cart"):
        item = by_key[str(product)]
        if (shop, price) == (item.shop, item.price):
            links.setdefault(item.key, (shop, cart))
    return joined((key, *links[key]) for key in by_key if key in links)


def joined(single_links: Iterable[tuple[str, str, str]]) -> list[Cart]:
    """Links of single things (key, shop, link) as few as there can be.

    >>> [cart.link for cart in joined([("1", "Vale", "https://v.example/cart/7:1"), ("2", "Vale",
    ... "https://v.example/cart/9:1")])]
    ['https://v.example/cart/7:1,9:1']
    """
    lists: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    singles: list[Cart] = []
    for key, shop, link in single_links:
        listed = _LISTED.fullmatch(link)
        if listed:
            lists.setdefault(listed[1], (shop, []))[1].append((key, listed[2]))
        else:
            singles.append(Cart(shop=shop, link=link, keys=(key,)))
    whole = (
        Cart(shop=shop, link=begins + ",".join(part for _, part in parts), keys=tuple(key for key, _ in parts))
        for begins, (shop, parts) in lists.items()
    )
    return [*whole, *singles]
