"""Lines for a crisis, a poisoning and violence at home, by country: `help_for(country, purpose, day)`.

The table (data/lines.csv) holds only what at least two sources print, who they are (data/line_sources.csv) and when
the value was last checked. It is read once and strictly: a number that is not dialled digits, hours in unknown words, a
line with one source, the same line twice is a `DataError` with file, line and fix. Whoever asks gives the day: a line
that was not checked for twelve months drops out by itself. Where a country has no line for a purpose nothing is
borrowed from another country; the answer then names a directory.
"""

import csv
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from fortnight.errors import DataError, did_you_mean
from fortnight.healing.load import emergency_number
from fortnight.healing.model import CallList, Channel, HelpLine, Purpose
from fortnight.sources import shipped

E = TypeVar("E", bound=StrEnum)
Cells = Mapping[str, str]

_LINES = "healing/data/lines.csv"
_SOURCES = "healing/data/line_sources.csv"
_SHOWN = 2
_FEWEST_SOURCES = 2
_HOURS = re.compile(r"24/7|(Mon-Fri )?([01]\d|2[0-4])-([01]\d|2[0-4])")
_NUMBER = re.compile(r"\*?[0-9]{2,15}")
_COLUMNS = (
    *("country", "purpose", "name", "printed", "number", "channel", "then", "area", "hours", "languages", "sources"),
    *("seen", "checked", "expires"),
)

FINDERS: Mapping[Purpose, str] = {
    Purpose.CRISIS: "https://findahelpline.com",
    Purpose.POISON: "https://apps.who.int/poisoncentres",
}
"""Where the lines of a country are listed that we have none for: Find A Helpline, and the WHO's poison centres."""


def help_for(country: str, purpose: Purpose | None, day: dt.date) -> CallList:
    """Whom to call in a country (two letters, in whatever case): the emergency number, and at most two lines under it.

    Without a purpose there is the number alone. Never raises for what people give. Source: healing/data/lines.csv.

    >>> given = help_for("gb", Purpose.CRISIS, dt.date(2026, 12, 1))
    >>> given.emergency.numbers[0], [line.printed for line in given.lines]
    ('999', ['116 123', '85258'])
    >>> help_for("", Purpose.POISON, dt.date(2026, 12, 1)).finder
    'https://apps.who.int/poisoncentres'
    """
    lines = lines_of(country, purpose, day) if purpose else ()
    return CallList(
        emergency=emergency_number(country),
        purpose=purpose,
        lines=lines[:_SHOWN],
        more=lines[_SHOWN:],
        finder=FINDERS.get(purpose, "") if purpose and not lines else "",
    )


def lines_of(country: str, purpose: Purpose, day: dt.date) -> tuple[HelpLine, ...]:
    """The lines of a country for a purpose that are still in force on a day, in the order of the file."""
    code = country.strip().upper()
    return tuple(
        line for line in every_line() if (line.country, line.purpose) == (code, purpose) and day <= line.expires
    )


@cache
def every_line() -> tuple[HelpLine, ...]:
    """Every line, also those that are no longer in force. Raises: DataError when the data is broken."""
    return read_lines(shipped(_LINES), _LINES, line_sources())


@cache
def line_sources() -> Mapping[str, str]:
    """Who printed the numbers, by id: publisher, what, and the year where one was seen."""
    return MappingProxyType(
        {cells["id"]: ", ".join(filter(None, list(cells.values())[1:])) for _, cells in _cells(shipped(_SOURCES))}
    )


def read_lines(text: str, file: str, sources: Mapping[str, str]) -> tuple[HelpLine, ...]:
    """The lines of a table; `sources` are those of the register. Raises: DataError with the line and the fix."""
    help_lines: dict[tuple[str, str, str], HelpLine] = {}
    for at, cells in _cells(text):
        if tuple(cells) != _COLUMNS:
            raise DataError(file, at, "has other columns", f"Write {','.join(_COLUMNS)}.")
        line = _line(cells, file, at, sources)
        key = (line.country, line.purpose, line.number)
        if key in help_lines:
            raise DataError(file, at, f'"{line.number}" is listed twice for {line.country}', "Keep the one line.")
        help_lines[key] = line
    return tuple(help_lines.values())


def _cells(text: str) -> Iterator[tuple[int, Cells]]:
    yield from enumerate(csv.DictReader(text.splitlines()), 2)


def _line(cells: Cells, file: str, at: int, sources: Mapping[str, str]) -> HelpLine:
    country, number, hours = cells["country"], cells["number"], cells["hours"]
    if not re.fullmatch(r"[A-Z]{2}", country):
        raise DataError(file, at, f'"{country}" is not a country', "Write its two capital letters of ISO 3166.")
    if not _NUMBER.fullmatch(number) or number != re.sub(r"[^0-9*]", "", cells["printed"]):
        fix = "Write the digits that are dialled, those of the number as printed."
        raise DataError(file, at, f'"{number}" is not how "{cells["printed"]}" is dialled', fix)
    if hours and not _HOURS.fullmatch(hours):
        raise DataError(file, at, f'"{hours}" are not valid hours', "Write 24/7, 08-22 or Mon-Fri 09-18, or nothing.")
    checked, expires = _date(cells["checked"], file, at), _date(cells["expires"], file, at)
    if not checked < expires <= _twelve_months_after(checked):
        fix = f"Write a day after {checked}, at most twelve months later."
        raise DataError(file, at, f"a line that was checked on {checked} cannot count to {expires}", fix)
    return HelpLine(
        country=country,
        purpose=_choice(cells["purpose"], Purpose, file, at),
        name=cells["name"],
        printed=cells["printed"],
        number=number,
        channel=_choice(cells["channel"], Channel, file, at),
        then=cells["then"],
        area=cells["area"],
        hours=hours,
        languages=tuple(cells["languages"].split()),
        sources=_agreeing(cells["sources"].split(), file, at, sources),
        seen=int(cells["seen"] or 0),
        checked=checked,
        expires=expires,
    )


def _agreeing(names: list[str], file: str, at: int, sources: Mapping[str, str]) -> tuple[str, ...]:
    for name in names:
        if name not in sources:
            raise DataError(file, at, f'source "{name}" is not in line_sources.csv', did_you_mean(name, sources))
    if len(set(names)) < _FEWEST_SOURCES:
        raise DataError(file, at, "fewer than two sources agree", "Find a second one, or take the line out.")
    return tuple(names)


def _choice(value: str, kind: type[E], file: str, at: int) -> E:
    if value not in list(kind):
        raise DataError(file, at, f'"{value}" is unknown', did_you_mean(value, list(kind)))
    return kind(value)


def _date(value: str, file: str, at: int) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError as wrong:
        raise DataError(file, at, f'"{value}" is not a valid date', "Write it as 2026-11-29.") from wrong


def _twelve_months_after(day: dt.date) -> dt.date:
    return day.replace(year=day.year + 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)
