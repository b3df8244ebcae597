"""What the core costs to have: import time, and memory after reading every label.

Each figure is taken in a process of its own. The floor of the import is an empty Python with the libraries that we
stand on; the floor of the memory is an empty Python.
"""

import subprocess
import sys
from collections.abc import Sequence

from bench.reading import Given

_IMPORT = """
import sys, time
start = time.perf_counter()
import {modules}
print((time.perf_counter() - start) * 1000)
"""
_CORE = "fortnight.labels.read, fortnight.verdicts.judge, fortnight.course.due, fortnight.guide.load"
_MEMORY = """
import sys

def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))

labels = (line.rstrip("\\n").split("\\t") for line in sys.stdin)
before = peak()
from fortnight.guide.load import published_guide
from fortnight.labels.read import read_label
from fortnight.person.model import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.rulebook import rulebook
book = rulebook(published_guide(), Profile())
for label, name, category in labels:
    weigh(read_label(label, name=name, category=category), book).rulings
print(before, peak())
"""
_ROUNDS = 7


def _python(code: str, text: str = "") -> list[float]:
    done = subprocess.run([sys.executable, "-c", code], input=text, capture_output=True, text=True, check=True)
    return [float(word) for word in done.stdout.split()]


def run(labels: Sequence[Given]) -> None:
    """Print the figures."""
    core = min(_python(_IMPORT.format(modules=_CORE))[0] for _ in range(_ROUNDS))
    floor = min(_python(_IMPORT.format(modules="rapidfuzz.process, tomllib, csv, zoneinfo"))[0] for _ in range(_ROUNDS))
    print("import of the core, milliseconds, compiled, best of 7")
    print(f"  floor (the libraries alone)                {floor:8.1f}")
    print(f"  fortnight                                  {core:8.1f}   {core / floor:6.1f} x the floor\n")
    rows = "\n".join(
        "\t".join(part.replace("\n", " ").replace("\t", " ") for part in (label.label, label.name, label.category))
        for label in labels
    )
    before, after = _python(_MEMORY, rows)
    print("memory of a process that has read all labels, MB")
    print(f"  floor (an empty Python)                    {before:8.1f}")
    print(f"  fortnight                                  {after:8.1f}   {after / before:6.1f} x the floor")
