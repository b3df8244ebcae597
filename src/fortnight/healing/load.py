"""Reading the red-flag card: the signs, the most urgent first, and the emergency numbers by country.

Both files are read once and strictly: a level that does not exist, a country of three letters, a number that is none is
a `DataError` with file, line and fix. A country that is not listed is not guessed: it gets the fallback and says so.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from fortnight.errors import DataError
from fortnight.guide.load import rule_facts, span
from fortnight.healing.model import Emergency, Purpose, Sign, Urgency
from fortnight.sources import shipped
from fortnight.tables import Row, parse, read_tables

_SIGNS = "healing/data/signs.toml"
_NUMBERS = "healing/data/emergency.toml"
_UNCONFIRMED = "unconfirmed"
_ORDER = tuple(Urgency)

FALLBACK = ("112", "911")
"""What reaches help from most mobile telephones: 112 in Europe and in many countries, 911 in North America."""


@cache
def all_rules() -> tuple[Sign, ...]:
    """Every sign, the most urgent first, then in the order of the file. Raises: DataError when the data is broken.

    >>> all_rules()[0].urgency
    <Urgency.EMERGENCY: 'emergency'>
    """
    signs = read_signs(shipped(_SIGNS), _SIGNS)
    return tuple(sorted(signs, key=lambda sign: _ORDER.index(sign.urgency)))


def read_signs(text: str, file: str) -> tuple[Sign, ...]:
    """The `[[sign]]` entries of a text. Raises: DataError with the line and the fix."""
    return read_tables(text, file, {"sign": _sign})["sign"]


def _sign(row: Row) -> Sign:
    return Sign(
        **rule_facts(row),
        urgency=row.choice("urgency", Urgency),
        on_darker_skin=row.text("on_darker_skin", ""),
        does=row.text("does"),
        days=span(row, "days"),
        line=row.choice("line", Purpose) if row.has("line") else None,
    )


def emergency_number(country: str) -> Emergency:
    """The emergency numbers for medical help in a country, by its two letters, in whatever case.

    A country that is not listed, or none, gives the fallback, marked as not known. Never raises for what people give.
    Source: healing/data/emergency.toml.

    >>> emergency_number("gb").numbers
    ('999', '112')
    >>> emergency_number("").numbers, emergency_number("").known
    (('112', '911'), False)
    """
    code = country.strip().upper()
    numbers = emergency_numbers().get(code)
    return Emergency(country=code, numbers=numbers or FALLBACK, known=numbers is not None)


@cache
def emergency_numbers() -> Mapping[str, tuple[str, ...]]:
    """The numbers of every listed country by its two letters. Raises: DataError when the data is broken."""
    return read_numbers(shipped(_NUMBERS), _NUMBERS)


@cache
def unconfirmed_countries() -> frozenset[str]:
    """The countries of which no two lists agree on a number for medical help. They get the fallback."""
    listed = parse(shipped(_NUMBERS), _NUMBERS).get(_UNCONFIRMED)
    return frozenset(map(str, listed)) if isinstance(listed, list) else frozenset()


def read_numbers(text: str, file: str) -> Mapping[str, tuple[str, ...]]:
    """The countries of a text, one a line: `GB = "999, 112"`. Raises: DataError with the line and the fix."""
    lines = text.splitlines()
    by_country: dict[str, tuple[str, ...]] = {}
    table = parse(text, file)
    doubted = table.pop(_UNCONFIRMED, [])
    for country, value in table.items():
        line = next((at for at, row in enumerate(lines, 1) if row.startswith(country)), 1)
        numbers = tuple(number.strip() for number in value.split(",")) if isinstance(value, str) else ()
        if not re.fullmatch(r"[A-Z]{2}", country):
            raise DataError(file, line, f'"{country}" is not a country', "Write its two capital letters of ISO 3166.")
        if not numbers or not all(re.fullmatch(r"[0-9]{2,5}", number) for number in numbers):
            raise DataError(file, line, f'"{country}" has no numbers', f'Write {country} = "112", with commas between.')
        if isinstance(doubted, list) and country in doubted:
            raise DataError(file, line, f'"{country}" is unconfirmed as well', "Keep it in the one or in the other.")
        by_country[country] = numbers
    return MappingProxyType(by_country)
