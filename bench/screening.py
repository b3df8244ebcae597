"""Screening 100,000 products: fourteen days, three profiles, one core; a changed rule; the page on the desk.

The readings are stored lines of the kind that an import leaves: the labels of `tests/cases`, each combined with marks
and a kind of another, their counts varied by their number, so that every run makes the same. The floor is what nobody
can go below in this language: one look into a dictionary a product and profile.
"""

import json
import logging
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fortnight.verdicts.rulebook import Rulebook

MANY = 100_000
LIMIT_SECONDS = 20.0
_ROUNDS = 3
_LABELS = Path(__file__).parent.parent / "tests" / "cases" / "labels.jsonl"
_LATER = '[[window]]\nid = "retinoid-returns"\nrefuse = [1, 8]\ncareful = [9, 14]\n'


def lines(many: int = MANY) -> Iterator[str]:
    """Stored readings, the same in every run."""
    from dataclasses import replace

    from fortnight.labels.model import Kind
    from fortnight.labels.read import read_label
    from fortnight.labels.shown import shown_of

    rows = [json.loads(line) for line in _LABELS.read_text("utf-8").splitlines() if line.strip()]
    read = [shown_of(read_label(first["label"], name=first.get("name", ""))) for first in rows]
    kinds = (*Kind, None)
    for number in range(many):
        first, second = read[number % len(read)], read[number // len(read) * 7 % len(read)]
        marks = dict(second.marks[: number % 3]) | dict(first.marks[number % 4 // 3 :])
        yield replace(
            first,
            kind=kinds[number // 5 % len(kinds)] if number % 5 == 0 else first.kind,
            spf=first.spf or (10 + number % 5 * 10 if number % 9 == 0 else None),
            read=max(first.of - number % 4 // 3, 0) if first.readable else 0,
            of=first.of + number % 6 // 5,
            marks=tuple(sorted(marks.items(), key=lambda pair: (pair[1], str(pair[0])))),
        ).text


def _seconds(work: Callable[[], object]) -> float:
    """The seconds of the best of some rounds: the others were disturbed."""
    spent = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        work()
        spent.append(time.perf_counter() - began)
    return min(spent)


def core() -> None:
    """From stored lines to fourteen letters for each of three profiles, and again after one rule has changed."""
    import datetime as dt

    from fortnight.guide.changes import read_changes
    from fortnight.guide.load import published_guide
    from fortnight.guide.model import Protocol
    from fortnight.labels.shown import Shown
    from fortnight.verdicts.own import own_guide
    from fortnight.verdicts.rulebook import rulebook
    from fortnight.verdicts.screening import STANDARD, StoredReading, difference, flips, screened

    texts = list(lines())
    guide = published_guide()
    house = Protocol(house="Bench", number=1, date=dt.date(2026, 11, 23))
    later = own_guide(guide, read_changes(_LATER, "bench"), house)
    books = {name: rulebook(guide, profile) for name, profile in STANDARD.items()}

    def whole(of: "dict[str, Rulebook]") -> dict[str, dict[int, str]]:
        readings = [StoredReading(number, Shown.from_text(text)) for number, text in enumerate(texts)]
        return {name: screened(readings, book) for name, book in of.items()}

    was = whole(books)
    assert all(len(letters) == MANY for letters in was.values())
    spent = _seconds(lambda: whole(books))
    floor = _seconds(lambda: [[letters.get(number) for number in range(MANY)] for letters in was.values()])
    met = len(set(texts))
    print(f"\nscreening {MANY:,} stored readings ({met:,} different) x 14 days x {len(books)} profiles, one core")
    print(f"  all of them          {spent:8.2f} s, at most {LIMIT_SECONDS:.0f}")
    print(f"  floor (a lookup)     {floor:8.2f} s, ratio {spent / floor:.0f}")
    assert spent <= LIMIT_SECONDS

    new = {name: rulebook(later, profile) for name, profile in STANDARD.items()}

    def again() -> int:
        turned = 0
        changed = {name: difference(books[name], new[name]) for name in books}
        touched = [
            (number, text)
            for number, text in enumerate(texts)
            if any(change.may_touch(text) for change in changed.values())
        ]
        readings = [StoredReading(number, Shown.from_text(text)) for number, text in touched]
        for name, book in new.items():
            turned += len(flips(readings, was[name], book, changed[name]))
        return turned

    fully = _seconds(lambda: whole(new))
    part = _seconds(again)
    print(
        f"  one rule changed     {part:8.2f} s for {again():,} flips; all again {fully:.2f} s, ratio {fully / part:.1f}"
    )


def site() -> None:
    """The same catalogue in the rows of the site: screened once, renewed, and opened at the desk."""
    from fortnight.web.project.serve import install

    install()
    logging.getLogger("fortnight.request").setLevel(logging.WARNING)
    from django.db import connection

    from bench.figures import _page
    from bench.inbox import _desk
    from fortnight.web.catalogue.models import CatalogueItem
    from fortnight.web.screening.actions import renew

    rows = (
        CatalogueItem(
            name=f"Product {number * 7919 % MANY}", brand=f"House {number % 300}", shown=text, source="bench",
            source_id=str(number),
        )
        for number, text in enumerate(lines())
    )  # fmt: skip
    CatalogueItem.objects.bulk_create(rows, batch_size=1000)
    for words in ("written for the first time", "renewed, nothing new"):
        began, own = time.perf_counter(), time.process_time()
        renew()
        spent, worked = time.perf_counter() - began, time.process_time() - own
        print(f"  {words:<28} {spent:6.2f} s, {worked:.2f} s of them worked here ({connection.vendor})")
    browser = _desk()
    # What stands around the page, such as the clinic's name, is remembered for some seconds.
    browser.get("/desk/catalogue/screen/")
    for words, path in _PAGES:
        queries, middle, own_ms = _page(browser, f"/desk/catalogue/screen/{path}")
        print(f"  the page, {words:<18} {queries} queries {middle:8.1f} ms, {own_ms:.1f} of them worked here")


_PAGES = (
    ("as it opens", ""),
    ("one kind", "?kind=serum"),
    ("open on day 3", "?day=3&state=open"),
    ("closed, page 400", "?day=7&state=closed&page=400"),
    ("words in the name", "?q=7919"),
    ("a brand", "?brand=house+7"),
)


def main() -> None:
    """Print the figures."""
    core()
    with tempfile.TemporaryDirectory(prefix="fortnight-bench-") as room:
        os.environ["FORTNIGHT_DATA"] = room
        site()


if __name__ == "__main__":
    main()
