"""Taking a file into the catalogue: looked at first, then written in batches, and undone exactly if it was wrong.

Each batch is one transaction. A run that was interrupted is run again from the beginning: what is written already is as
the file tells it, so nothing is doubled, and what it was before the import is kept from the first time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from fortnight.errors import UsageError
from fortnight.labels.shown import Shown
from fortnight.web.answers.edition import edition
from fortnight.web.catalogue.convert import READ, read_into, shown_in
from fortnight.web.catalogue.intake.reading import FileOptions, Met, format_of, read_products
from fortnight.web.catalogue.intake.records import Oddity, Selling
from fortnight.web.catalogue.matching import FIELDS, Becomes, MatchedRecord, plan, state_of
from fortnight.web.catalogue.models import Barcode, Before, CatalogueItem, Import, Offer
from fortnight.web.catalogue.report import Report

_BATCH = 500
Progress = Callable[[int], None]


@dataclass(slots=True)
class _Run:
    """One pass over a file: what it named, and what it reports. Without an import, nothing is written."""

    path: Path
    options: FileOptions
    report: Report
    importing: Import | None = None
    seen: set[int] = field(default_factory=set)

    def batches(self, progress: Progress) -> None:
        records = read_products(self.path, self.options)
        while batch := list(islice(records, _BATCH)):
            self._batch(batch)
            progress(batch[-1].done)

    def _batch(self, batch: list[Met]) -> None:
        for product in batch:
            self.report.strange(product.oddities)
        steps = plan([product.record for product in batch if product.record], self.options.source, self.seen)
        for step in steps:
            self.report.met(step, self._read(step))
        if self.importing:
            _write(steps, self.importing)
        self.seen.update(step.product.pk for step in steps if step.product.pk)

    def _read(self, step: MatchedRecord) -> Shown | None:
        """What a product's label shows, read where it has to be."""
        if not step.read:
            return shown_in(step.product)
        reading, several = read_into(step.product)
        if several:
            self.report.strange([Oddity(step.record.line, "several", step.product.label[:80])])
        return reading


def look(path: Path, options: FileOptions, *, report: Report, progress: Progress = lambda _: None) -> Report:
    """What an import would do; nothing is written. Raises: UsageError where the file cannot be read at all; OSError."""
    run = _Run(path, options, report)
    run.batches(progress)
    report.counts["missing"] = sum(1 for _ in _missing(options.source, run.seen))
    return report


def begin(path: Path, options: FileOptions, *, keep_missing: bool = False) -> Import:
    """Record that a file is to be taken in. Raises: UsageError where it is no format that we read; OSError."""
    begun = Import(source=options.source, file=path.name[:200], options=options_of(options, keep_missing=keep_missing))
    recognise(begun, path)
    begun.save()
    return begun


def recognise(importing: Import, path: Path) -> None:
    """Write its format and size into an import (not saved). Raises: UsageError where it is no format that we read."""
    importing.format, importing.size = format_of(path), path.stat().st_size


def options_of(options: FileOptions, *, keep_missing: bool) -> dict[str, Any]:
    """The options of a file, to be stored with its import."""
    return {
        "currency": options.currency,
        "columns": options.columns,
        "site": options.site,
        "keep_missing": keep_missing,
    }


def beat(importing: Import, done: int) -> None:
    """Record how far an import has come, and that it is alive."""
    Import.objects.filter(pk=importing.pk).update(done=done, ended=timezone.now())


def file_options_of(importing: Import) -> FileOptions:
    """The options of the file of an import."""
    options = importing.options
    return FileOptions(
        importing.source, options.get("currency", ""), dict(options.get("columns", {})), options.get("site", "")
    )


def take(importing: Import, path: Path, *, report: Report, progress: Progress = lambda _: None) -> Report:
    """Take a file in, from its beginning; after an interruption once more. Raises: UsageError, OSError."""
    Import.objects.filter(pk=importing.pk).update(state=Import.RUNNING, trouble="")
    run = _Run(path, file_options_of(importing), report, importing)

    def progressed(done: int) -> None:
        beat(importing, done)
        progress(done)

    try:
        run.batches(progressed)
    except UsageError as error:
        end(importing, Import.FAILED, report, trouble=str(error))
        raise
    missing = 0
    if not importing.options.get("keep_missing"):
        missing = _take_out(importing, run.seen)
    report.counts["missing"] = missing
    end(importing, Import.DONE, report)
    return report


def end(importing: Import, state: str, report: Report, *, trouble: str = "") -> None:
    """Record how an import ended."""
    importing.state, importing.counts, importing.trouble = state, report.values, trouble[:400]
    importing.ended = timezone.now()
    importing.save(update_fields=["state", "counts", "trouble", "ended"])


@transaction.atomic
def _write(steps: list[MatchedRecord], importing: Import) -> None:
    now = timezone.now()
    new = [step for step in steps if step.becomes is Becomes.NEW]
    changed = [step for step in steps if step.becomes is Becomes.CHANGED]
    for step in new:
        step.product.made_by, step.product.fetched = importing, now
    CatalogueItem.objects.bulk_create([step.product for step in new])
    _remember(changed, importing)
    for step in changed:
        step.product.fetched = now
    CatalogueItem.objects.bulk_update([step.product for step in changed], [*FIELDS, "gone", "fetched"])
    _write_numbers([(number, step.product) for step in steps for number in step.numbers])
    _write_offers([(step.product, step.offers) for step in steps if step.offers is not None], importing.source)


def _remember(steps: list[MatchedRecord], importing: Import) -> None:
    """What products were before this import. What it made itself was nothing, and the first time counts."""
    rows = [
        Before(importing=importing, product=step.product, values=step.before)
        for step in steps
        if step.before is not None and step.product.made_by_id != importing.pk
    ]
    Before.objects.bulk_create(rows, ignore_conflicts=True)


def _write_numbers(pairs: list[tuple[str, CatalogueItem]]) -> None:
    """Give products their numbers; a number of which only an empty answer was remembered is free."""
    Barcode.objects.filter(number__in=[number for number, _ in pairs], product=None).delete()
    Barcode.objects.bulk_create([Barcode(number=number, product=product) for number, product in pairs])


def _write_offers(pairs: list[tuple[CatalogueItem, tuple[Selling, ...]]], source: str) -> None:
    Offer.objects.filter(product__in=[product.pk for product, _ in pairs], source=source).delete()
    Offer.objects.bulk_create(
        Offer(
            product=product,
            source=source,
            shop=offer.shop,
            price=offer.price,
            currency=offer.currency,
            stock=offer.stock,
            link=offer.link,
            variant=offer.variant,
            size=offer.size,
            cart=offer.cart,
        )
        for product, offers in pairs
        for offer in offers
    )


def _missing(source: str, seen: set[int]) -> Iterator[int]:
    """The products that a source named before, and that this file does not."""
    sold = Exists(Offer.objects.filter(product=OuterRef("pk"), source=source).exclude(stock=False))
    catalogue_items = CatalogueItem.objects.filter(Q(source=source, gone=None) | Q(sold))
    keys = catalogue_items.order_by("pk").values_list("pk", flat=True)
    return (pk for pk in keys.iterator(chunk_size=2000) if pk not in seen)


def _take_out(importing: Import, seen: set[int]) -> int:
    """Mark what is missing from a file as out of stock; nothing is deleted."""
    missing = list(_missing(importing.source, seen))
    for begins in range(0, len(missing), _BATCH):
        _mark_gone(missing[begins : begins + _BATCH], importing)
    return len(missing)


@transaction.atomic
def _mark_gone(keys: list[int], importing: Import) -> None:
    products = list(CatalogueItem.objects.filter(pk__in=keys).prefetch_related("offers", "barcodes"))
    rows = [Before(importing=importing, product=product, values=state_of(product)) for product in products]
    Before.objects.bulk_create(rows, ignore_conflicts=True)
    own = CatalogueItem.objects.filter(pk__in=keys, source=importing.source, gone=None)
    own.update(gone=timezone.now())
    Offer.objects.filter(product__in=keys, source=importing.source).update(stock=False)


def read_again(progress: Progress = lambda _: None) -> int:
    """Read every label again that was read with other rules and names; how many that were."""
    count = 0
    while batch := list(CatalogueItem.objects.exclude(edition=edition()).order_by("pk")[:_BATCH]):
        for product in batch:
            read_into(product)
        CatalogueItem.objects.bulk_update(batch, READ)
        count += len(batch)
        progress(count)
    return count
