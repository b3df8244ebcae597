"""Killed in the middle of taking a file of products in: by the command, and by the worker of the site.

A file stands in the catalogue, and another one that says something else of each of its products, and adds more, is
killed on its way in, several times. Each product has to be wholly as one of the two files tells it. What was killed is
said to have been interrupted, or is begun again; in the end all of the second file is there once, and undone, import
by import, nothing is left of it.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import psycopg

from tests.faults.installation import Installation, Outcome, installed, kill_when, wait_until

_HEAD = "Brand;Product name;SKU;Price;Ingredients;EAN;In stock\n"
_LABELS = ("Aqua, Glycerin, Panthenol, Squalane", "Aqua, Glycerin, Retinol, Limonene, Tocopherol")
# In cents.
_PRICES = (1000, 2000)
_ROWS = """
SELECT i.name, i.label, count(DISTINCT o.id), min(o.price), count(DISTINCT b.id), min(b.number)
FROM catalogue_catalogueitem i LEFT JOIN catalogue_offer o ON o.product_id = i.id
LEFT JOIN catalogue_barcode b ON b.product_id = i.id WHERE i.source = 'shop' GROUP BY i.id, i.name, i.label
"""
_LAST = "SELECT state, done, size FROM catalogue_import ORDER BY id DESC LIMIT 1"
_SENT = """
from pathlib import Path
from fortnight.web.accounts.models import User
from fortnight.web.catalogue import intaking
from fortnight.web.catalogue.intake.reading import FileOptions
by = User.objects.first() or User.objects.create_user("noor@example.org")
options = FileOptions("shop", "EUR")
intaking.receive([Path({file!r}).read_bytes()], options, by=by, file="second.csv", keep_missing=False)
"""
_WANTED = """
from fortnight.web.catalogue import intaking
from fortnight.web.catalogue.models import Import
print(intaking.want(Import.objects.latest("pk")))
"""
_REVIVED = "from fortnight.web.catalogue.intaking import revive; revive()"
_MADE_OLD = "UPDATE catalogue_import SET ended = '2026-01-01 00:00:00+00:00' WHERE state = 'running'"
_BUSY = (sqlite3.OperationalError, psycopg.OperationalError, IndexError)
Rows = list[tuple[str, ...]]


def run(*, postgres: bool, products: int = 4_000, places: Sequence[float] = (0.1, 0.4, 0.7)) -> Outcome:
    """Do it with so many products; a kill at each of these places in the file."""
    with installed(postgres=postgres) as house:
        house.begin()
        first = _file(house.room / "first.csv", 0, products)
        second = _file(house.room / "second.csv", 1, products * 3 // 2)
        house.server.command("catalogue", "import", str(first), "--source", "shop", "--currency", "EUR")
        before = _rows(house)
        wrong: list[str] = []
        kills = [place for place in places if _killed(house, second, place, wrong)]
        house.shell(_REVIVED)
        house.query(_MADE_OLD)
        house.shell(_REVIVED)
        states = [
            state for (state,) in house.query("SELECT state FROM catalogue_import WHERE source = 'shop' ORDER BY id")
        ]
        if states != ["done"] + ["failed"] * len(kills):
            wrong.append(f"after the kills the imports are said to be {states}")
        house.server.command("catalogue", "import", str(second), "--source", "shop", "--currency", "EUR")
        _compare(_rows(house), _wanted(1, products * 3 // 2), "taken in again", wrong)
        for _ in range(len(kills) + 1):
            house.server.command("catalogue", "undo")
        _compare(_rows(house), before, "undone", wrong)
        by_worker = _by_worker(house, second, products * 3 // 2, wrong)
        kind = house.kind
    about = f"{kind}, {len(kills)} kills of the command, {by_worker} of the worker"
    return Outcome("killed in an import", about, tuple(wrong))


def _killed(house: Installation, file: Path, place: float, wrong: list[str]) -> bool:
    """Kill an import when it has come so far; what is in the catalogue has to be whole."""
    last = house.query("SELECT max(id) FROM catalogue_import")[0][0]
    process = house.process("catalogue", "import", str(file), "--source", "shop", "--currency", "EUR")
    came = f"SELECT done, size FROM catalogue_import WHERE id > {last}"
    killed = kill_when(process, lambda: _has_come(house, came, place))
    wrong += [f"half a product: {row}" for row in _rows(house) if row not in _whole(row)][:3]
    return killed


def _has_come(house: Installation, came: str, place: float) -> bool:
    try:
        done, size = house.query(came)[0]
    except _BUSY:
        return False
    return bool(done > size * place)


def _by_worker(house: Installation, file: Path, products: int, wrong: list[str]) -> int:
    """Have the worker of the site take a file in, and kill the site; it goes on after the next start by itself."""
    house.server.start()
    house.shell(_SENT.format(file=str(file)))
    wait_until(lambda: house.query(_LAST)[0][0] == "ready", "a look at the file")
    house.shell(_WANTED)
    wait_until(lambda: house.query(_LAST)[0][1] > 0 or house.query(_LAST)[0][0] == "done", "a beginning")
    killed = house.query(_LAST)[0][0] == "running"
    house.kill()
    wrong += [f"half a product: {row}" for row in _rows(house) if row not in _whole(row)][:3]
    # As after some minutes of silence, in which nobody has to wait here.
    house.query(_MADE_OLD)
    house.server.start()
    wait_until(lambda: house.query(_LAST)[0][0] in ("done", "failed"), "an end of the import")
    _compare(_rows(house), _wanted(1, products), "taken in by the worker", wrong)
    return int(killed)


def _compare(rows: Rows, expected: Rows, when: str, wrong: list[str]) -> None:
    lost, more = set(expected) - set(rows), len(rows) - len(set(rows))
    strange = set(rows) - set(expected)
    if lost or more or strange:
        wrong.append(f"{when}: {len(lost)} products lost, {more} doubled, {len(strange)} odd, as {[*strange][:1]}")


def _rows(house: Installation) -> Rows:
    """Every product with what belongs to it, in one order."""
    return sorted(
        (name, label, str(offers), str(price), str(numbers), number or "")
        for name, label, offers, price, numbers, number in house.query(_ROWS)
    )


def _wanted(version: int, products: int) -> Rows:
    return sorted(_product(version, number) for number in range(products))


def _whole(row: tuple[str, ...]) -> Rows:
    """A product as each of the files tells it."""
    number = int(row[0].split()[1])
    return [_product(version, number) for version in (0, 1)]


def _product(version: int, number: int) -> tuple[str, ...]:
    return f"Cream {number}", _LABELS[version], "1", str(_PRICES[version]), "1", _barcode(number)


def _file(path: Path, version: int, products: int) -> Path:
    lines = (
        f"Linden;Cream {number};c-{number};{_PRICES[version] // 100}.00;{_LABELS[version]};{_barcode(number)};yes\n"
        for number in range(products)
    )
    path.write_text(_HEAD + "".join(lines), "utf-8")
    return path


def _barcode(number: int) -> str:
    """A valid EAN-13."""
    digits = f"40{number:010d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"
