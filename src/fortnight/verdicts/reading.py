"""The rules of answering that are about reading: how much of a label was recognised, and what a person reacts to.

They belong to no page of the guide (`data/reading.toml`). What is enough of a label is asked of `labels/thresholds.py`;
which days follow stands with each rule here. A label that was just read and a reading that was stored ask the same
function, so they cannot differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, reduce
from types import MappingProxyType
from typing import NamedTuple, Protocol

from fortnight.guide.load import rule_facts, span
from fortnight.guide.model import Rule, Span
from fortnight.labels.thresholds import many_unread
from fortnight.sources import shipped
from fortnight.tables import Row, read_tables

_FILE = "verdicts/data/reading.toml"
_WITH_DAYS = frozenset(
    {
        "label-unreadable", "name-unread-first-days", "names-unread-many", "name-unread-among-first",
        "name-unjudged-first-days", "left-out-doubtful",
        "list-cut-short",
    }
)  # fmt: skip
"""The rules that close days of their own: without days they would leave open what nobody can tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRule(Rule):
    """A rule about reading; on the days of `untold` nobody can tell, None where the days depend on something else.

    `mask` are the same days as bits (bit n is day n), 0 where there are none.
    """

    untold: Span | None = None
    mask: int = 0


class Coverage(Protocol):
    """What a label and a stored reading of one both tell: `read` of `of` names were recognised."""

    @property
    def readable(self) -> bool:
        """Whether it is a list of ingredients at all."""
        ...

    @property
    def read(self) -> int:
        """How many names were recognised."""
        ...

    @property
    def of(self) -> int:
        """How many names there are."""
        ...

    @property
    def beside(self) -> int:
        """How many of the unrecognised names stand around the list and not in it."""
        ...

    @property
    def unread_early(self) -> bool:
        """Whether one of the first names was not recognised."""
        ...


@cache
def reading_rules() -> Mapping[str, ReadingRule]:
    """The rules about how much was read and about allergies, by id. Raises: DataError."""
    return read_reading(shipped(_FILE), _FILE)


def read_reading(text: str, file: str) -> Mapping[str, ReadingRule]:
    """The `[[reading]]` entries of a text, by id. Raises: DataError, also for one that has lost its days."""
    rows = read_tables(text, file, {"reading": _reading})["reading"]
    return MappingProxyType({rule.id: rule for rule in rows})


def _reading(row: Row) -> ReadingRule:
    untold = span(row, "untold")
    if untold is None and row.text("id") in _WITH_DAYS:
        row.fail('missing key "untold"', "Add untold = [first, last], the days on which we cannot tell.")
    return ReadingRule(**rule_facts(row), untold=untold, mask=untold.mask if untold else 0)


class Unread(NamedTuple):
    """The rules that speak because of what was not recognised, and the days on which nobody can tell, as bits."""

    rules: tuple[ReadingRule, ...]
    days: int


def unread(coverage: Coverage) -> Unread:
    """What follows from how much was recognised; no rule and no day where every name was.

    >>> from fortnight.labels.read import read_label
    >>> [(rule.id, rule.untold.text) for rule in unread(read_label("Aqua, Zarnoxin Quux")).rules][:2]
    [('name-unread-first-days', '1-2'), ('names-unread-many', '3-14')]
    """
    if not coverage.readable:
        return _unread("label-unreadable")
    if coverage.read >= coverage.of:
        return _READ
    return _partly_read(many_unread(coverage.read, coverage.of - coverage.beside), coverage.unread_early)


_READ = Unread((), 0)


@cache
def _partly_read(*reasons: bool) -> Unread:
    """`reasons`: whether many names were not recognised, and whether one of the first was not."""
    rules = ("names-unread-many", "name-unread-among-first")
    return _unread("name-unread-first-days", *(rule for rule, holds in zip(rules, reasons, strict=True) if holds))


@cache
def _unread(*ids: str) -> Unread:
    rules = tuple(reading_rules()[rule_id] for rule_id in ids)
    return Unread(rules, reduce(int.__or__, (rule.mask for rule in rules)))
