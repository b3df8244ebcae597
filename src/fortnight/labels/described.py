"""Names that describe: "Avene Thermal Spring Water", "fragrance of natural origin", "blend of essential oils".

The descriptions are `data/described.toml`, each with the canonical name that is meant. A description is the whole
name or none.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from fortnight.errors import DataError
from fortnight.labels.folding import fold
from fortnight.labels.patterns import any_of
from fortnight.labels.vocabulary import CanonicalName, vocabulary
from fortnight.sources import shipped

_LONGEST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One description of `described.toml`."""

    known: CanonicalName
    hints: tuple[str, ...]
    expression: str
    last: bool


@cache
def _rows() -> tuple[_Row, ...]:
    """Raises: DataError where a description means a name that no table holds."""
    import tomllib

    return tuple(map(_row, tomllib.loads(shipped("labels/data/described.toml"))["described"]))


def _row(row: dict[str, Any]) -> _Row:
    entry = vocabulary().known.get(fold(row["name"]))
    if entry is None:
        raise DataError("labels/data/described.toml", 1, f'"{row["name"]}" is not a name', "Add it to names.csv.")
    expression = "|".join(f"(?:{pattern})" for pattern in row["patterns"])
    return _Row(known=entry, hints=tuple(row["hints"].split()), expression=expression, last=row.get("last", False))


@cache
def _descriptions(*, last: bool) -> tuple[re.Pattern[str], tuple[CanonicalName, ...]]:
    """The descriptions as one expression with a group for each, and what each group means."""
    rows = [row for row in _rows() if row.last is last]
    return re.compile("|".join(f"({row.expression})" for row in rows)), tuple(row.known for row in rows)


@cache
def _hints() -> re.Pattern[str]:
    """Letters of which some stand in every description: nearly every name is none."""
    return re.compile(any_of(hint for row in _rows() for hint in row.hints))


def described(folded: str, *, last: bool = False) -> CanonicalName | None:
    """The name that a folded description means, or None; `last` are those that are asked after a slip of the pen.

    >>> described("fragrance of natural origin").inci, described("sunflower oil") is None
    ('Parfum', True)
    """
    if len(folded) > _LONGEST or not _hints().search(folded):
        return None
    expression, known = _descriptions(last=last)
    match = expression.fullmatch(folded)
    return known[match.lastindex - 1] if match and match.lastindex else None
