"""Labels that were taken out of descriptions are taken out again, by the rules of now.

A label with a field of its own is left as it is. Where the description is in doubt the label goes: no label keeps a
product out of routines, and half a one does not.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from fortnight.web.catalogue.convert import READ, read_into
from fortnight.web.catalogue.hooks import catalogue_changed
from fortnight.web.catalogue.intake.described import described
from fortnight.web.catalogue.intake.records import Origin
from fortnight.web.catalogue.models import CatalogueItem

_BATCH = 500
_EXAMPLES = 10
_IMPORTED = (CatalogueItem.OWN, CatalogueItem.SERVICE, CatalogueItem.GUIDE, CatalogueItem.HOUSE)


@dataclass(slots=True)
class Reread:
    """What became of the labels: how many are other ones, how many went, and which products those are.

    `unknown` are labels of earlier versions, which did not keep where a label came from.
    """

    looked_at: int = 0
    changed: int = 0
    emptied: int = 0
    unknown: int = 0
    examples: tuple[str, ...] = ()


def reread(progress: Callable[[int], None] = lambda _: None) -> Reread:
    """Take every label out of its description again. Each batch is one transaction; run twice it changes nothing."""
    outcome = Reread(
        unknown=CatalogueItem.objects.filter(label_origin=Origin.NONE)
        .exclude(label="")
        .exclude(source__in=_IMPORTED)
        .count()
    )
    last = 0
    while keys := _next(last):
        _reread_batch(keys, outcome)
        last = keys[-1]
        progress(outcome.looked_at)
    if outcome.changed or outcome.emptied:
        catalogue_changed()
    return outcome


def _next(last: int) -> list[int]:
    rows = CatalogueItem.objects.filter(pk__gt=last).exclude(description="").exclude(label_origin=Origin.FIELD)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:_BATCH])


@transaction.atomic
def _reread_batch(keys: list[int], outcome: Reread) -> None:
    changed = []
    for product in CatalogueItem.objects.select_for_update().filter(pk__in=keys).order_by("pk"):
        outcome.looked_at += 1
        label = described(product.description, name=product.name).label
        if label == product.label:
            continue
        outcome.changed += bool(label)
        outcome.emptied += not label
        outcome.examples = (*outcome.examples, product.full_name)[:_EXAMPLES]
        product.label, product.label_origin = label, Origin.DESCRIPTION if label else Origin.NONE
        read_into(product)
        # What was made ready of the catalogue is made ready again when a product is newer.
        product.fetched = timezone.now()
        changed.append(product)
    CatalogueItem.objects.bulk_update(changed, ["label", "label_origin", "fetched", *READ])
