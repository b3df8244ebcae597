"""How much of a label has to be read, and which names stand early on it: the numbers of `data/thresholds.toml`.

Everybody who asks one of these questions asks here, so that an answer, a stored reading and a routine cannot differ
about what is enough. A number without its unit, its source or its place is a `DataError`, and so is one that nobody
asks for.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from fortnight.errors import DataError, did_you_mean
from fortnight.sources import shipped
from fortnight.tables import Place, Row, read_tables

_FILE = "labels/data/thresholds.toml"
_UNITS: Mapping[str, str] = {
    "first-names": "names", "unread-share": "percent", "list-share": "percent", "washing-names": "names",
}  # fmt: skip
_WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A number on which reading turns: `number` in `unit` ("names" or "percent"), and what it decides."""

    id: str
    number: int
    unit: str
    decides: str
    sources: tuple[str, ...]
    place: str
    reviewed: dt.date
    at: Place


@cache
def thresholds() -> Mapping[str, Threshold]:
    """Every threshold by its id. Raises: DataError.

    >>> thresholds()["unread-share"].number
    10
    """
    return read_thresholds(shipped(_FILE), _FILE)


def read_thresholds(text: str, file: str) -> Mapping[str, Threshold]:
    """The thresholds in a text in the form of `thresholds.toml`. Raises: DataError with the line and the fix."""
    rows = read_tables(text, file, {"threshold": _threshold})["threshold"]
    found = {row.id: row for row in rows}
    for name in _UNITS:
        if name not in found:
            raise DataError(file, 1, f'no threshold "{name}"', did_you_mean(name, found))
    return MappingProxyType(found)


def _threshold(row: Row) -> Threshold:
    name = row.text("id")
    if name not in _UNITS:
        row.fail("nobody asks for this threshold", did_you_mean(name, _UNITS))
    number = row.number(_UNITS[name])
    if number is None or not 0 < number <= _WHOLE:
        row.fail(f"{_UNITS[name]} is missing or no number of 1 to 100", f"Write {_UNITS[name]} = 10.")
    return Threshold(
        id=name,
        number=number,
        unit=_UNITS[name],
        decides=row.text("decides"),
        sources=row.source(),
        place=row.text("place"),
        reviewed=row.date("reviewed"),
        at=row.at,
    )


@cache
def first_names() -> int:
    """How many names from the top of a list count as early."""
    return thresholds()["first-names"].number


def is_early(rank: int) -> bool:
    """Whether a name is among the first of its list, where there is most of it; `rank` is its place from 0.

    >>> is_early(4), is_early(5)
    (True, False)
    """
    return rank < first_names()


@cache
def washing_names() -> int:
    """How many names from the top of a list are enough of a detergent to wash with."""
    return thresholds()["washing-names"].number


def many_unread(read: int, of: int) -> bool:
    """Whether more of a label's names are unrecognised than an answer can do with; `read` of `of` were recognised.

    >>> many_unread(9, 10), many_unread(8, 9)
    (False, True)
    """
    return (of - read) * _WHOLE > of * _unread_percent()


def is_unsure(read: int, of: int, *, unread_early: bool) -> bool:
    """Whether too little of a label was read for an answer on any day; `unread_early`: one of the first names was not.

    >>> is_unsure(19, 20, unread_early=False), is_unsure(19, 20, unread_early=True)
    (False, True)
    """
    return unread_early or many_unread(read, of)


def is_a_list(read: int, of: int) -> bool:
    """Whether enough of the names in a text were recognised to take it for a list of ingredients.

    >>> is_a_list(0, 1), is_a_list(3, 10)
    (False, True)
    """
    return read > 0 and read * _WHOLE >= of * _list_percent()


@cache
def _unread_percent() -> int:
    return thresholds()["unread-share"].number


@cache
def _list_percent() -> int:
    return thresholds()["list-share"].number
