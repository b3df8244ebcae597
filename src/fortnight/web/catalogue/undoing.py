"""Undoing an import: what it made is removed, what it changed is as it was before, to the last value."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q

from fortnight.errors import UsageError
from fortnight.web.catalogue.matching import FIELDS, OFFERED
from fortnight.web.catalogue.models import Barcode, Before, CatalogueItem, Import, Offer

_BATCH = 500


def later_than(importing: Import) -> Import | None:
    """A later import that has touched the same products and would have to be undone first, or None."""
    touched = Q(before__importing=importing) | Q(made_by=importing)
    later = Q(created__gt=importing.created) | Q(created=importing.created, pk__gt=importing.pk)
    mine = CatalogueItem.objects.filter(touched).values("pk")
    after = Before.objects.filter(product__in=mine).exclude(importing=importing)
    rows = Import.objects.filter(later, pk__in=after.values("importing")).exclude(state=Import.UNDONE)
    return rows.order_by("created").first()


@transaction.atomic
def undo(importing: Import) -> tuple[int, int]:
    """Undo an import: how many products went, and how many are as they were. Raises: UsageError where it cannot be."""
    importing = Import.objects.select_for_update().get(pk=importing.pk)
    if importing.state == Import.UNDONE:
        raise UsageError("this import is undone already", "There is nothing left to do.")
    later = later_than(importing)
    if later:
        fix = f"Undo the later one first: {later.file} of {later.created:%Y-%m-%d %H:%M}."
        raise UsageError("a later import has changed the same products", fix)
    restored = _restore_all(importing)
    gone = _remove_all(importing)
    importing.state = Import.UNDONE
    importing.save(update_fields=["state"])
    return gone, restored


def _remove_all(importing: Import) -> int:
    count = 0
    keys = CatalogueItem.objects.filter(made_by=importing).order_by("pk").values_list("pk", flat=True)
    while batch := list(keys[:_BATCH]):
        CatalogueItem.objects.filter(pk__in=batch).delete()
        count += len(batch)
    return count


def _restore_all(importing: Import) -> int:
    count = 0
    while batch := list(importing.before.order_by("pk").select_related("product")[:_BATCH]):
        _restore([(product.product, product.values) for product in batch])
        importing.before.filter(pk__in=[product.pk for product in batch]).delete()
        count += len(batch)
    return count


def _restore(pairs: list[tuple[CatalogueItem, dict[str, Any]]]) -> None:
    products = [product for product, _ in pairs]
    for product, values in pairs:
        # What an import of an earlier version kept knows nothing of the fields that came later.
        for name in FIELDS:
            setattr(product, name, values.get(name, ""))
        product.gone = dt.datetime.fromisoformat(values["gone"]) if values["gone"] else None
        product.fetched = dt.datetime.fromisoformat(values["fetched"])
    CatalogueItem.objects.bulk_update(products, [*FIELDS, "gone", "fetched"])
    Offer.objects.filter(product__in=products).delete()
    Offer.objects.bulk_create(
        Offer(product=product, **dict(zip(OFFERED, values_of_offer, strict=True)))
        for product, values in pairs
        for values_of_offer in values["offers"]
    )
    numbers = {number for _, values in pairs for number in values["barcodes"]}
    Barcode.objects.filter(product__in=products).exclude(number__in=numbers).delete()
