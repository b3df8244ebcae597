"""What is known of a barcode here."""

import datetime as dt

from django.db.models import Q

from fortnight.web.catalogue.models import Barcode, CatalogueItem

_FEWEST_LETTERS, _MOST_LETTERS, _A_FEW = 3, 120, 5
_KNOWN_FOR = dt.timedelta(days=30)
_UNKNOWN_FOR = dt.timedelta(days=3)


def remembered(number: str) -> Barcode | None:
    """The row of a barcode, also where all it says is that the service knew nothing; or None."""
    return Barcode.objects.filter(number=number).select_related("product").first()


def item(number: str) -> CatalogueItem | None:
    """The product behind a barcode, or None."""
    row = remembered(number)
    return row.product if row else None


def named(said: str) -> list[CatalogueItem]:
    """The products here whose name or brand holds every word of a text; a few, and none for a text of few letters."""
    if len(said) < _FEWEST_LETTERS or len(said) > _MOST_LETTERS:
        return []
    found = CatalogueItem.objects.prefetch_related("barcodes")
    for word in said.split():
        found = found.filter(Q(name__icontains=word) | Q(brand__icontains=word))
    return list(found.order_by("name")[:_A_FEW])


def is_fresh(row: Barcode, now: dt.datetime) -> bool:
    """Whether what is remembered holds as it is: of the service for a while, of every other source always."""
    if row.product and row.product.source != CatalogueItem.SERVICE:
        return True
    return now - row.asked < (_KNOWN_FOR if row.product else _UNKNOWN_FOR)
