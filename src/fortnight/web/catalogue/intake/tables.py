"""Tables of text: rows with their lines and cells by heading, whatever separates the cells."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from fortnight.web.catalogue.intake.opening import Opened
from fortnight.web.catalogue.intake.records import Oddity

_LONGEST_CELL = 1024 * 1024
_DELIMITERS = ",;\t|"
_TOLD = re.compile(r"sep=(.)\s*")


@dataclass(slots=True)
class TableRow:
    """A line of a table: its number (base 1), its cells, and whether it had to be mended."""

    line: int
    cells: list[str]
    mended: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """How a table is written: its delimiter, its headings; `declared`: its first line only names the delimiter."""

    delimiter: str
    headings: tuple[str, ...]
    declared: bool = False


def shape_of(head: str) -> Shape | None:
    """The shape of a table that begins like this, or None where it cannot be one."""
    lines = head.lstrip("\ufeff").splitlines()
    first = next((place for place, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return None
    match = _TOLD.fullmatch(lines[first].strip().strip('"'))
    if match and first + 1 < len(lines):
        first += 1
    line = lines[first]
    delimiter = match[1] if match else max(_DELIMITERS, key=line.count)
    try:
        headings = next(csv.reader(lines[first:], delimiter=delimiter), [])
    except csv.Error:
        return None
    return Shape(delimiter, tuple(heading.strip() for heading in headings), match is not None)


def rows(opened: Opened, shape: Shape, *, quoted: bool = True) -> Iterator[TableRow | Oddity]:
    """The rows below the headings; empty ones are skipped, one that cannot be read is reported and skipped."""
    csv.field_size_limit(_LONGEST_CELL)
    lines = _without_zeros(opened.lines())
    if quoted:
        reader = csv.reader(lines, delimiter=shape.delimiter)
    else:
        reader = csv.reader(lines, delimiter=shape.delimiter, quoting=csv.QUOTE_NONE)
    skip, wide = 1 + shape.declared, len(shape.headings)
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Oddity(begins, "not-text", str(error))
            continue
        if not any(cells):
            continue
        if skip:
            skip -= 1
            continue
        mended = bool(opened.mended) and any(begins <= line <= reader.line_num for line in opened.mended)
        opened.mended.clear()
        if any(cells[wide:]):
            yield Oddity(begins, "cells", " ".join(cells[:3]))
            continue
        yield TableRow(begins, cells, mended)


def _without_zeros(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line.replace("\x00", "") if "\x00" in line else line
