"""Reading data/ladder.toml, once and strictly: the rungs in their order, and the rules with what they count.

A rung that names a window which the published guide does not have, a number that is none: a `DataError` with file, line
and fix.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import cast

from fortnight.errors import did_you_mean
from fortnight.guide.load import published_guide, rule_facts
from fortnight.guide.model import Rule
from fortnight.sources import shipped
from fortnight.tables import Row, read_tables

_FILE = "healing/data/ladder.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung(Rule):
    """Something on the ladder: `says` is how its first use goes, `windows` are ids of the guide that close it.

    `care` is the id of the step of the plan that it fills, empty where it fills none. `gentle`: it is no active, so
    that nothing waits for it. `everyday`: it may be in what is used each day (a perfumed sunscreen), so that a pause
    alone does not stop it. `priority` says which of two actives begins first: the lower number.
    """

    name: str
    windows: tuple[str, ...]
    care: str
    gentle: bool
    everyday: bool
    priority: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderRule(Rule):
    """A rule of the ladder; `number` is what it counts, in days, 0 where it counts nothing."""

    number: int


@cache
def _tables() -> tuple[tuple[Rung, ...], Mapping[str, LadderRule]]:
    return read_ladder(shipped(_FILE), _FILE)


def rungs() -> tuple[Rung, ...]:
    """Every rung, the first to come back first. Raises: DataError when the data is broken."""
    return _tables()[0]


def ladder_rules() -> Mapping[str, LadderRule]:
    """Every rule of the ladder by its id. Raises: DataError when the data is broken."""
    return _tables()[1]


def ladder_entries() -> tuple[Rule, ...]:
    """Every rule of the file, in its order."""
    return (*rungs(), *ladder_rules().values())


def read_ladder(text: str, file: str) -> tuple[tuple[Rung, ...], Mapping[str, LadderRule]]:
    """The rungs and the rules that a text holds. Raises: DataError with the line and the fix."""
    builds: dict[str, Callable[[Row], Rule]] = {"rung": _rung, "rule": _rule}
    tables = read_tables(text, file, builds)
    rules = cast(tuple[LadderRule, ...], tables["rule"])
    return cast(tuple[Rung, ...], tables["rung"]), MappingProxyType({rule.id: rule for rule in rules})


def _rung(row: Row) -> Rung:
    windows_of_guide = {window.id for window in published_guide().windows}
    windows = row.texts("windows")
    if not windows:
        row.fail("it names no window", 'Add windows = ["retinoid-returns"].')
    for window in windows:
        if window not in windows_of_guide:
            row.fail(f'"{window}" is not a window of the guide', did_you_mean(window, windows_of_guide))
    care, cares = row.text("care", ""), {step.id for step in published_guide().care}
    if care and care not in cares:
        row.fail(f'"{care}" is not a care of the guide', did_you_mean(care, cares))
    gentle, priority = row.flag("gentle"), row.number("priority")
    if gentle == (priority is not None):
        row.fail("it is either gentle or has a priority", "Give one and exactly one of gentle, priority.")
    return Rung(
        **rule_facts(row),
        name=row.text("name"),
        windows=windows,
        care=care,
        gentle=gentle,
        everyday=row.flag("everyday"),
        priority=priority or 0,
    )


def _rule(row: Row) -> LadderRule:
    number = row.number("number")
    if number is not None and number < 1:
        row.fail(f"number = {number} is no number of days", "Write a whole number from 1, or leave it out.")
    return LadderRule(**rule_facts(row), number=number or 0)
