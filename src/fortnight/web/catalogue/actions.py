"""Looking a barcode up: first here, then, where the operator allows it, with the service; and remembering."""

import logging
import threading
from dataclasses import asdict
from enum import StrEnum

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from fortnight.web.catalogue import queries
from fortnight.web.catalogue.models import CatalogueItem
from fortnight.web.catalogue.service import Known, NoAnswerError, fetch

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
    row = queries.item(number)
    if settings.PRODUCT_SERVICE and not (row and queries.is_fresh(row, timezone.now())):
        try:
            row = _remember(number, _asked(number))
        except NoAnswerError as error:
            log.warning("the product service gave no answer: %s", error)
            if row is None:
                return Finding.SILENT
    return Finding.FOUND if row and row.found else Finding.UNKNOWN


def _asked(number: str) -> Known | None:
    if not _ASKING.acquire(timeout=_TURN_SECONDS):
        raise NoAnswerError("busy")
    try:
        return fetch(settings.PRODUCT_SERVICE, number)
    finally:
        _ASKING.release()


@transaction.atomic
def _remember(number: str, known: Known | None) -> CatalogueItem:
    """Write what the service said, with the date; the house's own rows are never written over."""
    said = asdict(known) if known else {}
    values = {"source": CatalogueItem.SERVICE, "found": known is not None, "fetched": timezone.now(), **said}
    own = CatalogueItem.objects.filter(barcode=number, source=CatalogueItem.OWN).first()
    return own or CatalogueItem.objects.update_or_create(barcode=number, defaults=values)[0]


@transaction.atomic
def put(*, number: str, name: str, brand: str, label: str, kind: str = "") -> CatalogueItem:
    """Put a product of the house's own into the catalogue, or give the one with this barcode other values."""
    said = {"name": name, "brand": brand, "label": label, "kind": kind}
    values = {"source": CatalogueItem.OWN, "found": True, "fetched": timezone.now(), **said}
    return CatalogueItem.objects.update_or_create(barcode=number, defaults=values)[0]
