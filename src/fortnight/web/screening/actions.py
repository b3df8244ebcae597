"""Keeping the screenings up to date: after an import, a new edition, a published version. Each judges what it must.

A renewal goes through the catalogue in parts, a transaction each, so that it can be stopped anywhere and begun again:
what was done is found done. The clauses of a screening are written when it is through, which makes an unfinished one
start from the same difference. A product is judged when what it shows is other than what was judged, or when a clause
that is new or gone may speak about it. Two processes never renew the same screening at once.
"""

import datetime as dt
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Count, Q
from django.utils import timezone

from fortnight.labels.shown import Shown
from fortnight.verdicts.marks import marks_in
from fortnight.verdicts.rulebook import Rulebook, rulebook
from fortnight.verdicts.screening import STANDARD, Clause, ClauseDifference, clauses, marks_for
from fortnight.verdicts.stored import UNKNOWN, Screen
from fortnight.web.accounts.convert import guide_with
from fortnight.web.accounts.queries import clinic
from fortnight.web.catalogue.models import CatalogueItem
from fortnight.web.ground.queue import after_commit, long_job
from fortnight.web.screening.convert import reading_of
from fortnight.web.screening.models import OWN, Flip, Outcome, Screening
from fortnight.web.screening.queries import guide_key

AT_ONCE = 2000
_ABANDONED = dt.timedelta(minutes=15)
_KEPT = dt.timedelta(days=90)
_UNASKED = dt.timedelta(days=30)
_UNTOLD = marks_in(*UNKNOWN)
# Said in the words that both of our databases know: rows by the hundred thousand, for which objects would be too slow.
# What did not flip now keeps the day on which it did.
_NOTE = """
INSERT INTO screening_outcome (screening_id, product_id, title, kind, marks, seen, changed)
VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (screening_id, product_id) DO UPDATE SET
title = excluded.title, kind = excluded.kind, marks = excluded.marks, seen = excluded.seen,
changed = COALESCE(excluded.changed, screening_outcome.changed)
"""


class Listed(NamedTuple):
    """A product as far as screening reads it."""

    pk: int
    brand: str
    name: str
    shown: str

    @property
    def title(self) -> str:
        """Brand and name, folded, without the brand twice."""
        brand, name = self.brand.casefold(), self.name.casefold()
        return (name if name.startswith(brand) else f"{brand} {name}").strip()[:120]

    @property
    def seen(self) -> str:
        """A short text that is another one when what is judged or shown of it is.

        >>> Listed(1, "Linden", "Night Oil", "face_oil;;+3/3;retinoid@3").seen
        'c97f3ac6'
        """
        return f"{zlib.crc32(f'{self.brand} {self.name} {self.shown}'.encode()):08x}"


@dataclass(slots=True)
class _Work:
    """One screening under way: what it is judged by now, what that has otherwise, and what came of a part."""

    row: Screening
    book: Rulebook
    changed: ClauseDifference
    screen: Screen
    written: list[tuple[int | str | None, ...]] = field(default_factory=list)
    flips: list[Flip] = field(default_factory=list)


def renew_soon() -> None:
    """What a version that was published calls, and an import at its end: everything is looked through, once."""
    after_commit(renew_later)


@long_job
def renew_later() -> None:
    """Renew every screening."""
    renew()


def ask_for(version: str) -> bool:
    """Have the catalogue screened for a version as well; whether there is such a version."""
    if guide_key(version) is None:
        return False
    now = timezone.now()
    with transaction.atomic():
        for profile in STANDARD:
            Screening.objects.update_or_create(version=version, profile=profile, defaults={"asked": now})
        after_commit(renew_later)
    return True


def renew() -> int:
    """Bring the screenings up to date and forget what nobody has asked for lately; how many answers flipped."""
    now, turned = timezone.now(), 0
    _begin(now)
    _forget(now)
    versions = Screening.objects.order_by("version").values_list("version", flat=True).distinct()
    for version in list(versions):
        key = guide_key(version)
        if key is not None:
            turned += _renew(version, key, now)
    return turned


def _begin(now: dt.datetime) -> None:
    """A row for each standard profile under the guide of now."""
    profiles = set(Screening.objects.filter(version=OWN).values_list("profile", flat=True))
    new = [Screening(version=OWN, profile=name, asked=now) for name in STANDARD if name not in profiles]
    Screening.objects.bulk_create(new, ignore_conflicts=True)


def _forget(now: dt.datetime) -> None:
    Flip.objects.filter(at__lt=now - _KEPT).delete()
    Screening.objects.exclude(version=OWN).filter(asked__lt=now - _UNASKED).delete()
    Screening.objects.exclude(profile__in=STANDARD).delete()


def _renew(version: str, key: str, now: dt.datetime) -> int:
    rows = [row for row in Screening.objects.filter(version=version) if _claimed(row, now)]
    try:
        works = [_work(row, key) for row in rows]
        turned = sum(_part(works, products, now) for products in _parts()) if works else 0
        for work in works:
            _end(work, key, now)
    finally:
        Screening.objects.filter(pk__in=[row.pk for row in rows]).update(working=None)
    return turned


def _claimed(row: Screening, now: dt.datetime) -> bool:
    free = Q(working=None) | Q(working__lt=now - _ABANDONED)
    return Screening.objects.filter(free, pk=row.pk).update(working=now) == 1


def _work(row: Screening, key: str) -> _Work:
    book = _book(key, clinic().name if key else "", row.profile)
    stored = [Clause(clause[0], tuple(clause[1]), *clause[2:]) for clause in row.clauses]
    return _Work(row=row, book=book, changed=ClauseDifference(stored, clauses(book)), screen=Screen(book))


@lru_cache(maxsize=32)
def _book(key: str, house: str, profile: str) -> Rulebook:
    return rulebook(guide_with(key, house), STANDARD[profile])


def _parts() -> Iterator[list[Listed]]:
    """The products that are listed, some at a time, in the order of their rows."""
    rows = CatalogueItem.objects.filter(gone=None).order_by("pk").values_list("pk", "brand", "name", "shown")
    last = 0
    while part := [Listed(*values) for values in rows.filter(pk__gt=last)[:AT_ONCE]]:
        yield part
        last = part[-1].pk


@transaction.atomic
def _part(works: list[_Work], products: list[Listed], now: dt.datetime) -> int:
    """Judge what has to be judged of some products, for every screening under way; how many answers flipped."""
    seen = {product.pk: product.seen for product in products}
    read: dict[str, Shown | None] = {}
    for work in works:
        met = Outcome.objects.filter(screening=work.row, product__gte=products[0].pk, product__lte=products[-1].pk)
        earlier = {pk: (marks, was) for pk, marks, was in met.values_list("product_id", "marks", "seen")}
        for product in products:
            before = earlier.get(product.pk)
            if before is None or before[1] != seen[product.pk] or work.changed.may_touch(product.shown):
                if product.shown not in read:
                    read[product.shown] = reading_of(product.shown)
                _judge(work, product, read[product.shown], before, seen[product.pk], now)
    return sum(_write(work) for work in works)


def _judge(
    work: _Work, product: Listed, reading: Shown | None, before: tuple[str, str] | None, seen: str, now: dt.datetime
) -> None:
    """Note the letters of a product, and that they flipped where they did."""
    marks = marks_for(work.screen, reading) if reading else _UNTOLD
    if before == (marks, seen):
        return
    turned = before is not None and before[0] != marks
    if before is not None and turned:
        rules = work.changed.rules(reading, before[0], marks) if reading and before[1] == seen else ()
        work.flips.append(
            Flip(screening=work.row, product_id=product.pk, before=before[0], after=marks, rules=list(rules), at=now)
        )
    kind = str(reading.kind or "") if reading else ""
    at = connection.ops.adapt_datetimefield_value(now)
    work.written.append((work.row.pk, product.pk, product.title, kind, marks, seen, at if turned else None))


def _write(work: _Work) -> int:
    """Write what came of a part; how many answers flipped."""
    turned = len(work.flips)
    if work.written:
        with connection.cursor() as cursor:
            cursor.executemany(_NOTE, work.written)
    Flip.objects.bulk_create(work.flips, batch_size=500)
    work.written.clear()
    work.flips.clear()
    return turned


@transaction.atomic
def _end(work: _Work, key: str, now: dt.datetime) -> None:
    """Drop what is no longer listed; note by what it was judged, and how many products have which letters."""
    row = work.row
    Outcome.objects.filter(screening=row, product__gone__isnull=False).delete()
    row.clauses, row.guide, row.renewed = [list(clause) for clause in clauses(work.book)], key, now
    row.counts = counted(row)
    row.save(update_fields=["clauses", "guide", "renewed", "counts"])


def counted(row: Screening) -> Mapping[str, Mapping[str, int]]:
    """By kind: how many products have which letters."""
    counts: dict[str, dict[str, int]] = {}
    rows = Outcome.objects.filter(screening=row).values_list("kind", "marks").annotate(many=Count("pk")).order_by()
    for kind, marks, many in rows:
        counts.setdefault(kind, {})[marks] = many
    return counts
