"""What a batch of records would do: which product each is about, and whether it is new, changed or as it was.

A record is about the product with its source and id; where there is none, about the one with one of its numbers, unless
that is a product of the same source which the file has named already. Nothing is written here.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from fortnight.web.answers.edition import edition
from fortnight.web.catalogue.intake.records import TEXTS, Record, Selling
from fortnight.web.catalogue.models import Barcode, CatalogueItem

_WEAK = frozenset({CatalogueItem.SERVICE})
FIELDS = (*TEXTS, "named", "vegan", "source", "source_id", "digest", "guessed", "shown", "names", "edition")
OFFERED = ("source", "shop", "price", "currency", "stock", "link", "variant", "size", "cart")
_READ_FOR = ("name", "brand", "kind", "category", "label")


class Becomes(StrEnum):
    """What becomes of a record."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(slots=True)
class MatchedRecord:
    """A record with its product, as it will be. `before` is what the product was, None where it is new or unchanged."""

    record: Record
    product: CatalogueItem
    becomes: Becomes
    before: dict[str, Any] | None = None
    numbers: tuple[str, ...] = ()
    offers: tuple[Selling, ...] | None = None
    read: bool = False


def plan(records: Sequence[Record], source: str, seen: Collection[int]) -> list[MatchedRecord]:
    """What becomes of each record of a batch. `seen` are the products that the file has named already."""
    numbers = [number for record in records for number in record.barcodes]
    rows = Barcode.objects.filter(number__in=numbers, product__isnull=False)
    owners = dict(rows.values_list("number", "product"))
    keys = _keys_of(records, source, owners, seen)
    products = _products(records, keys, source)
    return [
        _step(record, products.get(pk) if pk else None, source, owners)
        for record, pk in zip(records, keys, strict=True)
    ]


def _keys_of(
    records: Sequence[Record], source: str, owners: Mapping[str, int], seen: Collection[int]
) -> list[int | None]:
    """The product of each record, each product once."""
    ids = [record.source_id for record in records if record.source_id]
    by_id = dict(CatalogueItem.objects.filter(source=source, source_id__in=ids).values_list("source_id", "pk"))
    claimed = set(by_id.values())
    keys: list[int | None] = []
    for record in records:
        pk = by_id.get(record.source_id)
        if pk is None:
            held = (owners[number] for number in record.barcodes if number in owners)
            pk = next((record for record in held if record not in claimed and record not in seen), None)
            claimed.update([pk] if pk else [])
        keys.append(pk)
    return keys


def _products(records: Sequence[Record], keys: Sequence[int | None], source: str) -> dict[int, CatalogueItem]:
    """The products by their key. One that its source described in the same words before comes without its words."""
    digests = {pk: record.digest for pk, record in zip(keys, records, strict=True) if pk}
    same = CatalogueItem.objects.filter(pk__in=digests, source=source, gone=None, edition=edition())
    unchanged = [
        item
        for item in same.only("pk", "digest", "shown", "made_by", "kind", "guessed")
        if item.digest == digests[item.pk]
    ]
    left = digests.keys() - {item.pk for item in unchanged}
    others = CatalogueItem.objects.filter(pk__in=left).prefetch_related("offers", "barcodes")
    return {item.pk: item for item in (*unchanged, *others)}


def _step(record: Record, product: CatalogueItem | None, source: str, owners: Mapping[str, int]) -> MatchedRecord:
    if product is None:
        product = CatalogueItem(source=source, source_id=record.source_id)
        _take_over(product, record, source)
        numbers = tuple(number for number in record.barcodes if number not in owners)
        return MatchedRecord(record, product, Becomes.NEW, numbers=numbers, offers=record.offers, read=True)
    if "label" in product.get_deferred_fields():
        return MatchedRecord(record, product, Becomes.UNCHANGED)
    before = state_of(product)
    words = [getattr(product, name) for name in _READ_FOR]
    if product.source == source or product.source in _WEAK:
        _take_over(product, record, source)
    else:
        _fill(product, record)
    numbers = tuple(number for number in record.barcodes if number not in owners)
    sold = [offer for offer in before["offers"] if offer[0] == source]
    offers = None if _plain_offers(record.offers, source) == sold else record.offers
    after = {name: getattr(product, name) for name in FIELDS}
    same = offers is None and not numbers and all(before[name] == value for name, value in after.items())
    read = product.edition != edition() or words != [getattr(product, name) for name in _READ_FOR]
    came_back = before["gone"] is not None and product.source == source
    if same and not read and not came_back:
        return MatchedRecord(record, product, Becomes.UNCHANGED)
    return MatchedRecord(record, product, Becomes.CHANGED, before, numbers, offers, read)


def _take_over(product: CatalogueItem, record: Record, source: str) -> None:
    """Everything that the record says, also what it says no more."""
    for name in (*TEXTS, "vegan", "named"):
        setattr(product, name, getattr(record, name))
    product.source, product.source_id, product.digest = source, record.source_id, record.digest
    product.gone = None


def _fill(product: CatalogueItem, record: Record) -> None:
    """What the product's own source left empty. A kind is left to who tells the name."""
    if not product.label:
        product.label, product.label_origin = record.label, record.label_origin
        product.description = record.description or product.description
    for name in set(TEXTS) - {"name", "kind", "label", "label_origin"}:
        setattr(product, name, getattr(product, name) or getattr(record, name))
    if product.vegan is None:
        product.vegan = record.vegan
    product.named = product.named and not product.label


def state_of(product: CatalogueItem) -> dict[str, Any]:
    """Everything of a product that an import can change, as plain values."""
    values: dict[str, Any] = {name: getattr(product, name) for name in FIELDS}
    values["gone"] = product.gone.isoformat() if product.gone else None
    values["fetched"] = product.fetched.isoformat()
    values["barcodes"] = sorted(barcode.number for barcode in product.barcodes.all())
    values["offers"] = in_order([getattr(offer, name) for name in OFFERED] for offer in product.offers.all())
    return values


def in_order(offers: Iterable[list[Any]]) -> list[list[Any]]:
    """Offers in an order that is theirs, whatever is missing of them."""
    return sorted(offers, key=repr)


def _plain_offers(offers: Sequence[Selling], source: str) -> list[list[Any]]:
    return in_order([source, *(getattr(offer, name) for name in OFFERED[1:])] for offer in offers)
