"""Looking a barcode up: first here, then, where the operator allows it, with the service; and remembering."""

import datetime as dt
import logging
import threading
from enum import StrEnum

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from fortnight.web.catalogue import queries
from fortnight.web.catalogue.convert import read_into
from fortnight.web.catalogue.models import Barcode, CatalogueItem
from fortnight.web.catalogue.service import NoAnswerError, ServiceRecord, fetch

log = logging.getLogger("fortnight.catalogue")
# Pages are served by a few threads; a slow service may hold up one of them, and no more.
_ASKING = threading.BoundedSemaphore(1)
_TURN_SECONDS = 2


class Finding(StrEnum):
    """How looking up ended."""

    FOUND = "found"
    UNKNOWN = "unknown"
    SILENT = "silent"


def look_up(number: str) -> Finding:
    """Look a barcode up. An old row is better than a service that does not answer."""
    row = queries.remembered(number)
    if settings.PRODUCT_SERVICE and not (row and queries.is_fresh(row, timezone.now())):
        try:
            row = _remember(number, _ask_service(number))
        except NoAnswerError as error:
            log.warning("the product service gave no answer: %s", error)
            if row is None:
                return Finding.SILENT
    return Finding.FOUND if row and row.product else Finding.UNKNOWN


def _ask_service(number: str) -> ServiceRecord | None:
    if not _ASKING.acquire(timeout=_TURN_SECONDS):
        raise NoAnswerError("busy")
    try:
        return fetch(settings.PRODUCT_SERVICE, number)
    finally:
        _ASKING.release()


@transaction.atomic
def _remember(number: str, record: ServiceRecord | None) -> Barcode:
    """Write what the service said, with the date; what another source says is never written over."""
    row = Barcode.objects.select_for_update().filter(number=number).first() or Barcode(number=number)
    if row.product and row.product.source != CatalogueItem.SERVICE:
        return row
    before, row.asked = row.product, timezone.now()
    row.product = _written(before, record, row.asked) if record else None
    row.save()
    if before and not record:
        before.delete()
    return row


def _written(product: CatalogueItem | None, service_record: ServiceRecord, at: dt.datetime) -> CatalogueItem:
    product = product or CatalogueItem(source=CatalogueItem.SERVICE)
    product.name, product.brand, product.label, product.fetched = (
        service_record.name,
        service_record.brand,
        service_record.label,
        at,
    )
    read_into(product)
    product.save()
    return product


@transaction.atomic
def put(*, number: str, name: str, brand: str, label: str, kind: str = "") -> CatalogueItem:
    """Put a product of the house's own into the catalogue, or give the one with this barcode other values."""
    row = Barcode.objects.select_for_update().filter(number=number).first() or Barcode(number=number)
    product = row.product or CatalogueItem()
    product.name, product.brand, product.label, product.kind = name, brand, label, kind
    product.source, product.digest, product.fetched = CatalogueItem.OWN, "", timezone.now()
    read_into(product)
    product.save()
    row.product = product
    row.save()
    return product
