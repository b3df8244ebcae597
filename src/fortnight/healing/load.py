"""Reading the signs: one TOML file, once, in its order. Everything wrong is a `DataError` with file, line and fix."""

from functools import cache

from fortnight.guide.load import rule_facts
from fortnight.healing.model import Sign, Urgency
from fortnight.sources import shipped
from fortnight.tables import Row, read_tables

_FILE = "healing/data/signs.toml"


@cache
def signs() -> tuple[Sign, ...]:
    """Every sign, the most urgent first. Raises: DataError.

    >>> signs()[0].urgency.value
    'emergency'
    """
    return read_signs(shipped(_FILE), _FILE)


def read_signs(text: str, file: str) -> tuple[Sign, ...]:
    """The signs that a text in the form of `signs.toml` holds, the most urgent first. Raises: DataError."""
    found = read_tables(text, file, {"sign": _sign})["sign"]
    return tuple(sorted(found, key=lambda sign: list(Urgency).index(sign.urgency)))


def _sign(row: Row) -> Sign:
    return Sign(
        **rule_facts(row),
        urgency=row.choice("urgency", Urgency),
        on_darker_skin=row.text("on_darker_skin", ""),
    )
