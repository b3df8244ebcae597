"""What is known here about a barcode, and the products of the catalogue."""

import datetime as dt
import uuid

from django.conf import settings
from django.db.models import Q, QuerySet

from fortnight.labels.folding import fold
from fortnight.web.catalogue.models import Barcode, CatalogueItem, Import
from fortnight.web.catalogue.numbers import barcode
from fortnight.web.shelf.known import KnownProduct
from fortnight.web.shell.hooks import Feature

_FEWEST_LETTERS, _MOST_LETTERS, _A_FEW = 3, 120, 5
_MOST_ALIKE = 50
_SHIPPED = (CatalogueItem.GUIDE, CatalogueItem.HOUSE)
_KNOWN_FOR = dt.timedelta(days=30)
_UNKNOWN_FOR = dt.timedelta(days=3)


def remembered(number: str) -> Barcode | None:
    """The row of a barcode, also where all it says is that the service knew nothing; or None."""
    return Barcode.objects.filter(number=number).select_related("product").first()


def item(number: str) -> CatalogueItem | None:
    """The product behind a barcode, or None."""
    row = remembered(number)
    return row.product if row else None


def named(text: str) -> list[CatalogueItem]:
    """The products here whose name or brand holds every word of a text; a few, and none for a text of few letters."""
    if len(text) < _FEWEST_LETTERS or len(text) > _MOST_LETTERS:
        return []
    return list(_holding(text)[:_A_FEW])


def _holding(text: str) -> QuerySet[CatalogueItem]:
    """The products whose name or brand holds every word."""
    items = CatalogueItem.objects.prefetch_related("barcodes")
    for word in text.split():
        items = items.filter(Q(name__icontains=word) | Q(brand__icontains=word))
    return items.order_by("name")


def called(text: str) -> list[KnownProduct]:
    """The products here that are called exactly what a text says, with their brand or without it."""
    if not _FEWEST_LETTERS <= len(text) <= _MOST_LETTERS:
        return []
    name = fold(text)
    exact = [row for row in _holding(text)[:_MOST_ALIKE] if name in (fold(row.full_name), fold(row.name))]
    return [
        KnownProduct(key=str(row.pk), name=row.full_name, label=row.label, kind=row.kind, barcode=row.barcode)
        for row in exact
    ]


def is_fresh(row: Barcode, now: dt.datetime) -> bool:
    """Whether what is remembered holds as it is: of the service for a while, of every other source always."""
    if row.product and row.product.source != CatalogueItem.SERVICE:
        return True
    return now - row.asked < (_KNOWN_FOR if row.product else _UNKNOWN_FOR)


def search(
    words: str = "", *, kind: str = "", source: str = "", most: int = 50, begin: int = 0
) -> tuple[list[CatalogueItem], int]:
    """The products that hold every word, of a kind and a source where given: some of them, and how many there are."""
    rows = CatalogueItem.objects.order_by("brand", "name", "pk")
    if number := barcode(words):
        rows = rows.filter(barcodes__number=number)
    else:
        for word in words.split()[:8]:
            rows = rows.filter(Q(name__icontains=word) | Q(brand__icontains=word))
    if kind:
        rows = rows.filter(Q(kind=kind) | Q(kind="", guessed=kind))
    if source:
        rows = rows.filter(source=source)
    return list(
        rows.defer("label", "names", "description").prefetch_related("offers")[begin : begin + most]
    ), rows.count()


def imports(most: int = 50) -> list[Import]:
    """The imports, latest first."""
    return list(Import.objects.select_related("by").order_by("-created", "-pk")[:most])


def import_numbered(number: int | None) -> Import | None:
    """An import by its number; without one the last of a file of somebody's that was not undone; or None."""
    rows = Import.objects.order_by("-created", "-pk")
    return (
        rows.filter(pk=number).first()
        if number
        else rows.exclude(state=Import.UNDONE).exclude(source__in=_SHIPPED).first()
    )


def import_with(key: uuid.UUID) -> Import | None:
    """An import by its key, or None."""
    return Import.objects.filter(key=key).select_related("by").first()


def product(number: int) -> CatalogueItem | None:
    """A product by its number, or None."""
    rows = CatalogueItem.objects.select_related("made_by").prefetch_related("offers", "barcodes")
    return rows.filter(pk=number).first()


def sources() -> list[str]:
    """The sources that products come from."""
    return list(CatalogueItem.objects.order_by("source").values_list("source", flat=True).distinct())


def offers() -> set[Feature]:
    """Whether there is anything to choose from, and whether any barcode can be known, here or by the service."""
    features: set[Feature] = set()
    if CatalogueItem.objects.filter(gone=None).exclude(shown="").exists():
        features.add(Feature.CATALOGUE)
    if settings.PRODUCT_SERVICE or Barcode.objects.filter(product__gone=None, product__isnull=False).exists():
        features.add(Feature.BARCODES)
    return features
