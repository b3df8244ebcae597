"""What is known of a barcode here."""

import datetime as dt

from fortnight.web.catalogue.models import CatalogueItem

_KNOWN_FOR = dt.timedelta(days=30)
_UNKNOWN_FOR = dt.timedelta(days=3)


def item(number: str) -> CatalogueItem | None:
    """The row of a barcode, also where all it says is that the service knew nothing; or None."""
    return CatalogueItem.objects.filter(barcode=number).first()


def is_fresh(item: CatalogueItem, now: dt.datetime) -> bool:
    """Whether a row holds as it is: the house's own always, the service's for a while."""
    if item.source == CatalogueItem.OWN:
        return True
    return now - item.fetched < (_KNOWN_FOR if item.found else _UNKNOWN_FOR)
