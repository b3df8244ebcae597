"""A file read from its beginning to its end: raw records, made clean, and every oddity with its line."""

import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from fortnight.errors import UsageError
from fortnight.web.catalogue.intake.cleaning import Cleaner
from fortnight.web.catalogue.intake.formats import recognised
from fortnight.web.catalogue.intake.formats.given import Head, Wish
from fortnight.web.catalogue.intake.opening import Opened, opened
from fortnight.web.catalogue.intake.prices import code_of
from fortnight.web.catalogue.intake.records import Oddity, Raw, Record


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said about a file: its source, the currency of bare prices, which column holds what."""

    source: str
    currency: str = ""
    columns: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Met:
    """A record that was met, or None where it was refused, with what was odd; and how many bytes were read by then."""

    record: Record | None
    oddities: tuple[Oddity, ...]
    done: int


def format_of(path: Path) -> str:
    """The name of a file's format. Raises: UsageError where it is none that we read; OSError."""
    with closing(opened(path)) as file:
        return recognised(Head.of(file)).name


def read_products(path: Path, said: Said) -> Iterator[Met]:
    """Everything that a file holds, one by one. Raises: UsageError where it cannot be read at all; OSError."""
    if said.currency and not code_of(said.currency):
        raise UsageError(f'"{said.currency}" is no currency that we know', "Write its three letters, such as EUR.")
    with closing(opened(path)) as file:
        head = Head.of(file)
        found = recognised(head).read(file, head, Wish(said.columns))
        cleaner = Cleaner(shop=said.source, currency=code_of(said.currency))
        known = _Known()
        for one in _whole(found, file):
            if isinstance(one, Oddity):
                yield Met(None, (one,), file.done)
                continue
            record = cleaner.clean(one)
            again = known.line_of(record) if record else None
            if again:
                yield Met(None, (Oddity(one.line, "twice", str(again)),), file.done)
            else:
                yield Met(record, tuple(cleaner.oddities), file.done)


def _whole(found: Iterator[Raw | Oddity], file: Opened) -> Iterator[Raw | Oddity]:
    """The same; a packed file that ends too early is told as such."""
    line = 0
    try:
        for one in found:
            line = one.line
            yield one
    except (EOFError, zlib.error):
        yield Oddity(line + 1, "cut-off", str(file.done))


class _Known:
    """The ids and numbers of a file that were met, as bare hashes, so that a large file needs little room."""

    def __init__(self) -> None:
        self._lines: dict[int, int] = {}

    def line_of(self, record: Record) -> int | None:
        """The line in which the same product stood before, or None; it is known from now on."""
        names = [hash(record.source_id)] if record.source_id else [hash(number) for number in record.barcodes]
        found = next((self._lines[name] for name in names if name in self._lines), None)
        if found is None:
            self._lines.update(dict.fromkeys(names, record.line))
        return found
