"""What is known of a barcode here."""

import datetime as dt

from django.db.models import Q

from fortnight.web.catalogue.models import CatalogueItem

_FEWEST_LETTERS, _MOST_LETTERS, _A_FEW = 3, 120, 5
_KNOWN_FOR = dt.timedelta(days=30)
_UNKNOWN_FOR = dt.timedelta(days=3)


def item(number: str) -> CatalogueItem | None:
    """The row of a barcode, also where all it says is that the service knew nothing; or None."""
    return CatalogueItem.objects.filter(barcode=number).first()


def named(said: str) -> list[CatalogueItem]:
    """The products here whose name or brand holds every word of a text; a few, and none for a text of few letters."""
    if len(said) < _FEWEST_LETTERS or len(said) > _MOST_LETTERS:
        return []
    found = CatalogueItem.objects.filter(found=True)
    for word in said.split():
        found = found.filter(Q(name__icontains=word) | Q(brand__icontains=word))
    return list(found.order_by("name")[:_A_FEW])


def is_fresh(item: CatalogueItem, now: dt.datetime) -> bool:
    """Whether a row holds as it is: the house's own always, the service's for a while."""
    if item.source == CatalogueItem.OWN:
        return True
    return now - item.fetched < (_KNOWN_FOR if item.found else _UNKNOWN_FOR)
