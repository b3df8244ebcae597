"""The catalogue as products to choose from, made of what is stored; one reading for all that show the same.

What was made is remembered as long as nothing of the catalogue has changed (`_stamp`), so who chooses after
the first does not wait for a hundred thousand rows.
"""

from collections import defaultdict
from functools import lru_cache

from django.db import connection

from fortnight.labels.shown import Shown
from fortnight.routine.model import values as core
from fortnight.routine.prepare.product_index import ProductIndex, indexed
from fortnight.web.answers.edition import edition
from fortnight.web.catalogue.models import CatalogueItem, Import, Offer

Stamp = tuple[object, ...]


def products() -> ProductIndex:
    """Everything that can be had and was read; a few small queries where nothing has changed meanwhile."""
    return _products(_stamp())


def _stamp() -> Stamp:
    """Another one whenever a product was made, changed, undone or taken out, or was read by other rules."""
    orders = ("-pk", "-fetched", "edition", "-edition")
    ends = [CatalogueItem.objects.order_by(order).values_list(order.lstrip("-"), flat=True).first() for order in orders]
    gone = CatalogueItem.objects.filter(gone__isnull=False).order_by("-gone").values_list("gone", flat=True).first()
    offers = (Offer.objects.count(), Offer.objects.order_by("-pk").values_list("pk", flat=True).first())
    last = Import.objects.order_by("-pk").values_list("pk", "state").first()
    return (connection.settings_dict["NAME"], edition(), CatalogueItem.objects.count(), gone, offers, last, *ends)


def forget() -> None:
    """Remember nothing of the catalogue."""
    _products.cache_clear()


@lru_cache(maxsize=1)
def _products(_stamp: Stamp) -> ProductIndex:
    offers: dict[int, list[core.ShopOffer]] = defaultdict(list)
    rows = CatalogueItem.objects.filter(gone=None).exclude(shown="")
    markets = {pk: tuple(codes.split()) for pk, codes in rows.exclude(markets="").values_list("pk", "markets")}
    for product, shop, price, currency, stock, link in Offer.objects.values_list(
        "product", "shop", "price", "currency", "stock", "link"
    ).iterator(chunk_size=5000):
        offer = core.ShopOffer(
            shop=shop, price=price, currency=currency, stock=stock, link=link, countries=markets.get(product, ())
        )
        offers[product].append(offer)
    readings: dict[str, Shown] = {}
    products = []
    for pk, brand, name, line, names, vegan in rows.values_list(
        "pk", "brand", "name", "shown", "names", "vegan"
    ).iterator(chunk_size=5000):
        reading = readings.get(line) or readings.setdefault(line, Shown.from_text(line))
        offers_of = tuple(offers.get(pk, ()))
        products.append(
            core.RoutineProduct(
                key=str(pk), name=name, brand=brand, shown=reading, names=names, offers=offers_of, vegan=vegan
            )
        )
    return indexed(products)
