"""Taking 100,000 products in, each label read on the way: time and peak memory, in a process of its own.

The products are made up: labels are drawn from the names of our case file, some with a slip of the pen, prices as
people write them. Seconds are those of the processor, since the disk and the neighbours are not ours. Beside it
stands the floor: the same labels read once, and nothing else. Then the same file again, which changes nothing, and an
undo.
"""

import csv
import json
import os
import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_MANY = 100_000
_CASES = Path(__file__).parent.parent / "tests" / "cases" / "labels.jsonl"
_KINDS = ("Serum", "Cream", "Cleanser", "Mask", "Face Oil", "Eye Cream", "SPF 50 Fluid", "Toner", "Retinol Night Serum")
_HEADINGS = ("sku", "brand", "name", "size", "price", "ean", "ingredients", "stock", "link")


def _code(number: int) -> str:
    """Thirteen digits with the check digit that belongs to them."""
    twelve = f"20{number:010d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return f"{twelve}{-total % 10}"


def make(file: Path, many: int = _MANY) -> list[tuple[str, str]]:
    """Write a table of products, the same each time; their labels and names come back."""
    chance = random.Random(14)
    seeds = [json.loads(line)["label"] for line in _CASES.read_text("utf-8").splitlines() if line.strip()]
    names = sorted({part.strip() for label in seeds for part in label.split(",") if 3 < len(part.strip()) < 45})
    labels = []
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(_HEADINGS)
        for number in range(many):
            parts = ["Aqua", *chance.sample(names, chance.randint(12, 32))]
            if number % 9 == 0:
                parts[chance.randrange(len(parts))] += "ol"
            label = ", ".join(parts)
            name = f"{chance.choice(('Quiet', 'Dew', 'Linen', 'Moss', 'Clear'))} {chance.choice(_KINDS)} {number}"
            price = f"{chance.randint(4, 140)},{chance.randint(0, 99):02d} €"
            brand = f"House {number % 400}"
            link = f"https://shop.example/{number}"
            row = (f"s{number}", brand, name, "30 ml", price, _code(number), label, "yes" if number % 7 else "no", link)
            writer.writerow(row)
            labels.append((label, f"{brand} {name}"))
    return labels


def _floor(file: Path) -> float:
    """Seconds for reading the same labels once, from the same beginning: nothing remembered."""
    from fortnight.labels.read import read_label
    from fortnight.labels.shown import searchable, shown_of

    with file.open(encoding="utf-8", newline="") as rows:
        labels = [(row["ingredients"], f"{row['brand']} {row['name']}") for row in csv.DictReader(rows)]
    begins = time.process_time()
    for label, name in labels:
        read = read_label(label, name=name)
        shown_of(read)
        searchable(read)
    return time.process_time() - begins


def _apart(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What work gives back in a process of its own, with its peak memory in MB."""
    reader, writer = os.pipe()
    if not (pid := os.fork()):
        result = work()
        result["mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        os.write(writer, json.dumps(result).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        text = pipe.read()
    _, code = os.waitpid(pid, 0)
    assert code == 0, "the process has failed"
    result = json.loads(text)
    assert isinstance(result, dict)
    return result


def _take(file: Path) -> dict[str, Any]:
    from fortnight.web.project.serve import install

    install()
    from fortnight.web.catalogue.importing import begin, take
    from fortnight.web.catalogue.intake.reading import FileOptions
    from fortnight.web.catalogue.report import Report

    begins = time.process_time()
    begun = begin(file, FileOptions("shop", "EUR"))
    report = take(begun, file, report=Report())
    return {"seconds": time.process_time() - begins, "counts": dict(report.counts), "labels": dict(report.labels)}


def _undo() -> dict[str, Any]:
    from fortnight.web.project.serve import install

    install()
    from fortnight.web.catalogue.queries import import_numbered
    from fortnight.web.catalogue.undoing import undo

    begins = time.process_time()
    last = import_numbered(2)
    assert last is not None
    gone, _ = undo(last)
    return {"seconds": time.process_time() - begins, "counts": {"gone": gone}}


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FORTNIGHT_DATA"] = folder
        file = Path(folder) / "products.csv"
        _apart(lambda: {"many": len(make(file))})
        floor = _apart(lambda: {"seconds": _floor(file)})
        first = _apart(lambda: _take(file))
        again = _apart(lambda: _take(file))
        undone = _apart(_undo)
    assert first["counts"]["new"] == again["counts"]["unchanged"] == undone["counts"]["gone"] == _MANY
    labels = first["labels"]
    print(f"\n{_MANY:,} products from CSV, {labels['readable']:,} labels readable, seconds of one core")
    print(f"  floor: the labels read once      {floor['seconds']:6.1f} s")
    print(f"  taken in, every label read       {first['seconds']:6.1f} s  {first['mb']:5.0f} MB at the most")
    print(f"  the same file again              {again['seconds']:6.1f} s  {again['mb']:5.0f} MB")
    print(f"  undone                           {undone['seconds']:6.1f} s  {undone['mb']:5.0f} MB")


if __name__ == "__main__":
    main()
