"""A file read from its beginning to its end: raw records, made clean, and every oddity with its line."""

import logging
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from fortnight.errors import UsageError
from fortnight.web.catalogue.intake.cleaning import Cleaner
from fortnight.web.catalogue.intake.formats import recognised
from fortnight.web.catalogue.intake.formats.given import ColumnChoice, FileHead
from fortnight.web.catalogue.intake.opening import Opened, opened
from fortnight.web.catalogue.intake.prices import code_of
from fortnight.web.catalogue.intake.records import Oddity, Raw, Record

log = logging.getLogger("fortnight.catalogue")


@dataclass(frozen=True, slots=True)
class FileOptions:
    """What a person said about a file: its source, the currency of bare prices, its columns, the shop's site."""

    source: str
    currency: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    site: str = ""


@dataclass(frozen=True, slots=True)
class Met:
    """A record that was met, or None where it was refused, with what was odd; and how many bytes were read by then."""

    record: Record | None
    oddities: tuple[Oddity, ...]
    done: int


def format_of(path: Path) -> str:
    """The name of a file's format. Raises: UsageError where it is none that we read; OSError."""
    with closing(opened(path)) as file:
        return recognised(FileHead.of(file)).name


def read_products(path: Path, options: FileOptions) -> Iterator[Met]:
    """Everything that a file holds, one by one. Raises: UsageError where it cannot be read at all; OSError."""
    if options.currency and not code_of(options.currency):
        raise UsageError(f'"{options.currency}" is not a currency we know', "Write its three-letter code, such as EUR.")
    with closing(opened(path)) as file:
        head = FileHead.of(file)
        raws = recognised(head).read(file, head, ColumnChoice(options.columns, options.site))
        cleaner = Cleaner(shop=options.source, currency=code_of(options.currency))
        earlier = _Earlier()
        for entry in _whole(raws, file):
            if isinstance(entry, Oddity):
                yield Met(None, (entry,), file.done)
                continue
            record = _cleaned(cleaner, entry)
            if record:
                record, again = earlier.apart(record)
                cleaner.oddities.extend(again)
            yield Met(record, tuple(cleaner.oddities), file.done)


def _cleaned(cleaner: Cleaner, raw: Raw) -> Record | None:
    """A record, cleaned; None where it is refused, also for what nobody foresaw: it keeps out no other."""
    try:
        return cleaner.clean(raw)
    except Exception as error:
        log.exception("a record could not be cleaned")
        cleaner.oddities = [Oddity(raw.line, "not-text", type(error).__name__)]
        return None


def _whole(raws: Iterator[Raw | Oddity], file: Opened) -> Iterator[Raw | Oddity]:
    """The same entries; a compressed file that ends too early is reported as an oddity."""
    line = 0
    try:
        for entry in raws:
            line = entry.line
            yield entry
    except (EOFError, zlib.error):
        yield Oddity(line + 1, "cut-off", str(file.done))


class _Earlier:
    """The ids and numbers of a file that were met, as bare hashes, so that a large file needs little room."""

    def __init__(self) -> None:
        self._lines: dict[int, int] = {}

    def apart(self, record: Record) -> tuple[Record | None, list[Oddity]]:
        """The record without the numbers that another one has; None where it is the same product as before."""
        name = hash(record.source_id) if record.source_id else 0
        held = [number for number in record.barcodes if hash(number) in self._lines]
        earlier = self._lines.get(name) if name else self._lines[hash(held[0])] if held else None
        if earlier is not None:
            return None, [Oddity(record.line, "twice", str(earlier))]
        left = tuple(number for number in record.barcodes if number not in held)
        self._lines.update(dict.fromkeys([name, *map(hash, left)] if name else map(hash, left), record.line))
        if not held:
            return record, []
        return replace(record, barcodes=left), [Oddity(record.line, "taken", number) for number in held]
