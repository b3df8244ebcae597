"""What the pages of the screening read: a page of products with their letters, counts by day, what flipped.

Opening the page asks two questions: for the screenings, which hold the counts of every kind, and for the rows. A filter
that the counts do not know (brand, words, stock, since when) asks a third.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from fortnight.guide.model import Guide
from fortnight.labels.shown import Shown
from fortnight.verdicts.marks import OPEN
from fortnight.verdicts.screening import STANDARD, open_by_day
from fortnight.web.accounts.convert import guide_with
from fortnight.web.accounts.numbers import whole_number
from fortnight.web.accounts.queries import clinic, current_guide, guide_version
from fortnight.web.catalogue.models import Barcode, CatalogueItem, Offer
from fortnight.web.screening.convert import reading_of
from fortnight.web.screening.models import OWN, PUBLISHED, Flip, Outcome, Screening

PAGE = 50
ANY_KIND = ""
NO_KIND = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFilter:
    """What somebody looks for. `state` is "open" or "closed" on `day`; `kind` "none" is a kind that nobody knows."""

    version: str = OWN
    profile: str = next(iter(STANDARD))
    kind: str = ANY_KIND
    day: int | None = None
    state: str = ""
    brand: str = ""
    words: str = ""
    stocked: bool = False
    since: dt.date | None = None

    @property
    def plain(self) -> bool:
        """Whether the counts that a screening holds know the answer."""
        return not (self.brand or self.words or self.stocked or self.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductPage:
    """A page of products, how many there are in all, and how many of this sort are open on each day.

    `screening` is None where the catalogue was not screened for this.
    """

    screening: Screening | None
    versions: tuple[str, ...] = ()
    rows: list[Outcome] = field(default_factory=list)
    many: int = 0
    of: int = 0
    by_day: tuple[int, ...] = ()


def search(product_filter: ProductFilter, page: int = 0) -> ProductPage:
    """A page of the products that a filter finds."""
    screenings = {(screening.version, screening.profile): screening for screening in Screening.objects.defer("clauses")}
    versions = tuple(dict.fromkeys(version for version, _ in sorted(screenings, key=_order)))
    row = screenings.get((product_filter.version, product_filter.profile))
    if row is None or row.renewed is None:
        return ProductPage(screening=None, versions=versions)
    counts = _counts(row, product_filter)
    fitting = {marks: many for marks, many in counts.items() if fits(marks, product_filter)}
    rows = _outcomes(row, product_filter)
    if len(fitting) < len(counts):
        rows = rows.filter(marks__in=fitting)
    # The page's rows are chosen in the index alone; only they are read whole.
    chosen = rows.order_by("title", "pk").values("pk")[page * PAGE : (page + 1) * PAGE]
    outcomes = (
        Outcome.objects.filter(pk__in=chosen)
        .select_related("product")
        .defer("product__label", "product__names", "product__description")
    )
    return ProductPage(
        screening=row,
        versions=versions,
        rows=list(outcomes.order_by("title", "pk")) if fitting else [],
        many=sum(fitting.values()),
        of=sum(counts.values()),
        by_day=open_by_day(counts.items()),
    )


def _order(key: tuple[str, str]) -> tuple[int, int]:
    version = key[0]
    number = whole_number(version)
    return (1, -number) if number else (0 if version == OWN else 2, 0)


def fits(marks: str, product_filter: ProductFilter) -> bool:
    """Whether letters are open, or closed, on the day that is asked about."""
    if product_filter.day is None or not product_filter.state:
        return True
    return (marks[product_filter.day - 1] in OPEN) == (product_filter.state == "open")


def _counts(row: Screening, product_filter: ProductFilter) -> Mapping[str, int]:
    """How many products that the filter finds have which letters."""
    if product_filter.plain:
        kind = "" if product_filter.kind == NO_KIND else product_filter.kind
        some = row.counts.values() if product_filter.kind == ANY_KIND else (row.counts.get(kind, {}),)
        total: Counter[str] = Counter()
        for counts in some:
            total.update(counts)
        return total
    return dict(_outcomes(row, product_filter).values_list("marks").annotate(many=Count("pk")).order_by())


def _outcomes(row: Screening, product_filter: ProductFilter) -> QuerySet[Outcome]:
    """The outcomes by everything in the filter but the day."""
    some = Outcome.objects.filter(screening=row)
    if product_filter.kind:
        some = some.filter(kind="" if product_filter.kind == NO_KIND else product_filter.kind)
    if product_filter.brand:
        # A title begins with its brand, which the index knows: so few products are looked at.
        some = some.filter(
            title__startswith=product_filter.brand.casefold(), product__brand__istartswith=product_filter.brand
        )
    for word in product_filter.words.casefold().split():
        some = some.filter(title__contains=word)
    if product_filter.stocked:
        some = some.filter(Exists(Offer.objects.filter(product=OuterRef("product"), stock=True)))
    if product_filter.since:
        start = dt.datetime.combine(product_filter.since, dt.time(), tzinfo=dt.UTC)
        some = some.filter(changed__gte=start)
    return some


def everything(product_filter: ProductFilter) -> Iterator[tuple[Outcome, str]]:
    """Every product that a filter finds, with its first number, for a file."""
    row = Screening.objects.filter(version=product_filter.version, profile=product_filter.profile).first()
    if row is None:
        return
    first = Barcode.objects.filter(product=OuterRef("product")).order_by("pk").values("number")[:1]
    rows = (
        _outcomes(row, product_filter)
        .select_related("product")
        .defer("product__label", "product__names", "product__description")
    )
    for outcome in rows.annotate(number=Subquery(first)).order_by("title", "pk").iterator(chunk_size=2000):
        if fits(outcome.marks, product_filter):
            yield outcome, outcome.number or ""


def flipped(product_filter: ProductFilter, page: int = 0) -> tuple[list[Flip], int]:
    """A page of the answers that flipped, the latest first, and how many there are in all."""
    rows = _flips(product_filter)
    listed = (
        rows.select_related("product")
        .defer("product__label", "product__names", "product__description")
        .order_by("-at", "pk")
    )
    return list(listed[page * PAGE : (page + 1) * PAGE]), rows.count()


def every_flip(product_filter: ProductFilter) -> Iterator[Flip]:
    """All of them, for a file."""
    rows = (
        _flips(product_filter)
        .select_related("product")
        .defer("product__label", "product__names", "product__description")
    )
    yield from rows.order_by("-at", "pk").iterator(chunk_size=2000)


def _flips(product_filter: ProductFilter) -> QuerySet[Flip]:
    some = Flip.objects.filter(screening__version=product_filter.version, screening__profile=product_filter.profile)
    if product_filter.since:
        some = some.filter(at__gte=dt.datetime.combine(product_filter.since, dt.time(), tzinfo=dt.UTC))
    return some


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A product as it is judged from its row; `reading` is None where no label is on file."""

    brand: str
    name: str
    reading: Shown | None
    names: str


def stored(*, names: bool) -> list[Stored]:
    """Every product that is listed, by brand and name; `names` are read only where allergies ask for them."""
    rows = CatalogueItem.objects.filter(gone=None).order_by("brand", "name", "pk")
    read: dict[str, Shown | None] = {}
    listing = []
    for brand, name, line, held in rows.values_list("brand", "name", "shown", "names" if names else "brand"):
        if line not in read:
            read[line] = reading_of(line)
        listing.append(Stored(brand=brand, name=name, reading=read[line], names=held if names else ""))
    return listing


def guide_called(version: str) -> Guide | None:
    """The guide that "own", "published" or the number of a version stands for, or None."""
    key = guide_key(version)
    return None if key is None else guide_with(key, clinic().name if key else "")


def guide_key(version: str) -> str | None:
    """The key of the guide that a version's name stands for, empty for the published one; None for no such one."""
    if version == PUBLISHED:
        return ""
    house = clinic()
    if version == OWN:
        current = current_guide(house)
        return current.key if current else ""
    published = guide_version(house, whole_number(version))
    return published.key if published else None
