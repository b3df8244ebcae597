"""What an import did or would do: figures, the first examples of each outcome, and every oddity.

Every oddity goes to a sink as it is met, so that a report of a million lines needs no room here.
"""

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from fortnight.labels.shown import Shown
from fortnight.web.catalogue.convert import days_for_nobody
from fortnight.web.catalogue.intake.records import Oddity
from fortnight.web.catalogue.intake.told import REFUSED, fix, what
from fortnight.web.catalogue.matching import Becomes, MatchedRecord

_EXAMPLES = 5
_FIRST = 20
_DAY_ONE = 1 << 1
Sink = Callable[[Oddity], None]


@dataclass(slots=True)
class Report:
    """The figures of one run. `counts` are by outcome; `labels` of what was read; `odd` by the code of the oddity."""

    sink: Sink | None = None
    counts: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    odd: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)
    first: list[Oddity] = field(default_factory=list)

    def strange(self, oddities: Iterable[Oddity]) -> None:
        """Take note of oddities."""
        for oddity in oddities:
            self.odd[oddity.code] += 1
            if oddity.code in REFUSED:
                self.counts[Becomes.REFUSED] += 1
                self._example(Becomes.REFUSED, what(oddity))
            if len(self.first) < _FIRST:
                self.first.append(oddity)
            if self.sink:
                self.sink(oddity)

    def met(self, step: MatchedRecord, reading: Shown | None) -> None:
        """Take note of a record and of what its label shows."""
        self.counts[step.becomes] += 1
        self._example(step.becomes, f"{step.record.brand} {step.record.name}".strip())
        if step.record.offers:
            self.labels["offered"] += 1
        if reading is None:
            return
        if not (reading.of or reading.readable):
            self.labels["without"] += 1
            return
        self.labels["readable" if reading.readable else "unreadable"] += 1
        if reading.readable:
            days = days_for_nobody(reading)
            outcome = "day-one" if days.open & _DAY_ONE else "later" if days.open else "no-day"
            self.labels[outcome] += 1

    def _example(self, outcome: str, words: str) -> None:
        examples = self.examples.setdefault(outcome, [])
        if len(examples) < _EXAMPLES:
            examples.append(words)

    @property
    def values(self) -> dict[str, Any]:
        """The report as plain values, to be kept with the import."""
        return {
            **{str(name): count for name, count in self.counts.items()},
            "labels": dict(self.labels),
            "odd": dict(self.odd),
            "examples": self.examples,
            "first": [asdict(oddity) for oddity in self.first],
        }


def sink_to(file: IO[str]) -> Sink:
    """A sink that writes each oddity as a line of a file, in no language."""

    def keep(oddity: Oddity) -> None:
        file.write(json.dumps([oddity.line, oddity.code, oddity.said, oddity.field]) + "\n")

    return keep


def oddities_in(file: Iterable[str]) -> Iterator[Oddity]:
    """The oddities in an open file."""
    for line in file:
        yield Oddity(*json.loads(line))


def oddities_of(path: Path) -> Iterator[Oddity]:
    """The oddities in the file at a path; none where there is no file."""
    if path.exists():
        with path.open(encoding="utf-8") as file:
            yield from oddities_in(file)


def rows_of(oddities: Iterable[Oddity]) -> Iterator[list[str]]:
    """The oddities as the rows of a table, none of whose cells a spreadsheet runs as a formula."""
    yield ["line", "left out", "what", "fix"]
    for oddity in oddities:
        cells = [str(oddity.line), "yes" if oddity.code in REFUSED else "", what(oddity), fix(oddity)]
        yield [f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell for cell in cells]


def write_csv(file: IO[str], oddities: Iterable[Oddity]) -> None:
    """The same, written into a file."""
    csv.writer(file).writerows(rows_of(oddities))
