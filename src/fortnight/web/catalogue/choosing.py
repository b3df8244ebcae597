"""The catalogue as products to choose from, made of what is stored; one reading for all that show the same."""

from collections import defaultdict

from fortnight.labels.shown import Shown
from fortnight.routine import model as core
from fortnight.web.catalogue.models import CatalogueItem, Offer


def products() -> list[core.Product]:
    """Everything that can be had and was read, in three queries whatever there is."""
    offers: dict[int, list[core.Offer]] = defaultdict(list)
    for product, shop, price, currency, stock, link in Offer.objects.values_list(
        "product", "shop", "price", "currency", "stock", "link"
    ).iterator(chunk_size=5000):
        offers[product].append(core.Offer(shop=shop, price=price, currency=currency, stock=stock, link=link))
    readings: dict[str, Shown] = {}
    found = []
    rows = CatalogueItem.objects.filter(gone=None).exclude(shown="")
    for pk, brand, name, shown, names, vegan in rows.values_list(
        "pk", "brand", "name", "shown", "names", "vegan"
    ).iterator(chunk_size=5000):
        reading = readings.get(shown) or readings.setdefault(shown, Shown.from_text(shown))
        told = tuple(offers.get(pk, ()))
        found.append(
            core.Product(key=str(pk), name=name, brand=brand, shown=reading, names=names, offers=told, vegan=vegan)
        )
    return found
