"""Names that describe: "Avene Thermal Spring Water", "fragrance of natural origin", "blend of essential oils".

The descriptions are `data/described.toml`, each with the canonical name that is meant. A description is the whole
name or none.
"""

import re
from functools import cache

from fortnight.errors import DataError
from fortnight.labels.folding import fold
from fortnight.labels.patterns import pattern
from fortnight.labels.vocabulary import Known, vocabulary
from fortnight.sources import shipped

_HINT = pattern(
    r"carbomer|wa|aqua|eau|agua|woda|salin|fisiol|kochsalz|serum|fragran|fragan|parf|perfum|arom|scent|flavo|duft|geur|zapach|doft|"
    r"profum|essen|ol|oil|huile|aceite"
)
_LONGEST = 120


@cache
def _descriptions() -> tuple[tuple[re.Pattern[str], Known, bool], ...]:
    """Raises: DataError where a description means a name that no table holds."""
    import tomllib

    rows = tomllib.loads(shipped("labels/data/described.toml"))["described"]
    described = []
    for row in rows:
        known = vocabulary().known.get(fold(row["name"]))
        if known is None:
            raise DataError("labels/data/described.toml", 1, f'"{row["name"]}" is not a name', "Add it to names.csv.")
        described.append(
            (re.compile("|".join(f"(?:{pattern})" for pattern in row["patterns"])), known, row.get("last", False))
        )
    return tuple(described)


@cache
def _any_description() -> re.Pattern[str]:
    """All descriptions as one expression: nearly every name is none."""
    return re.compile("|".join(f"(?:{expression.pattern})" for expression, _, _ in _descriptions()))


def described(folded: str, *, last: bool = False) -> Known | None:
    """The name that a folded description means, or None; `last` are those that are asked after a slip of the pen.

    >>> described("fragrance of natural origin").inci, described("sunflower oil") is None
    ('Parfum', True)
    """
    if len(folded) > _LONGEST or not _HINT.search(folded) or not _any_description().fullmatch(folded):
        return None
    return next(
        (known for expression, known, late in _descriptions() if late is last and expression.fullmatch(folded)), None
    )
