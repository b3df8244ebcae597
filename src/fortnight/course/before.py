"""What to do before a session: `stops(session, today)` gives each thing to stop its date; the rest are lists.

The file `data/before.toml` is read once and strictly: an entry that names a window or a step which the published guide
does not have, or an invalid number of days, is a `DataError` with file, line and fix.
"""

import datetime as dt
from functools import cache
from typing import cast

from fortnight.course.before_model import (
    BeforeRules,
    HaveRule,
    HomeRule,
    ReasonLevel,
    ReasonRule,
    Stop,
    StopRule,
    StopState,
)
from fortnight.errors import did_you_mean
from fortnight.guide.load import published_guide, rule_facts
from fortnight.sources import shipped
from fortnight.tables import Row, read_tables

_FILE = "course/data/before.toml"


@cache
def before_rules() -> BeforeRules:
    """Everything to do before a session. Raises: DataError when the data is broken."""
    return read_before(shipped(_FILE), _FILE)


def stops(date: dt.date | None, today: dt.date) -> tuple[Stop, ...]:
    """What to stop before a session on a date, the earliest first; what the provider decides comes last.

    Without a date nothing has one, and all of it lies ahead. Source: data/before.toml.

    >>> lines = stops(dt.date(2026, 12, 8), dt.date(2026, 12, 4))
    >>> [(str(line.date), line.state.value) for line in lines if line.rule.id in ("before-retinol", "before-shaving")]
    [('2026-12-03', 'now'), ('2026-12-08', 'ahead')]
    """
    rules = sorted(before_rules().stops, key=lambda rule: -(-1 if rule.days_before is None else rule.days_before))
    return tuple(_stop(rule, date, today) for rule in rules)


def read_before(text: str, file: str) -> BeforeRules:
    """The entries that a text holds. Raises: DataError with the line and the fix."""
    tables = read_tables(text, file, {"stop": _stop_rule, "have": _have, "home": _home, "reason": _reason})
    return BeforeRules(
        stops=cast(tuple[StopRule, ...], tables["stop"]),
        haves=cast(tuple[HaveRule, ...], tables["have"]),
        homes=cast(tuple[HomeRule, ...], tables["home"]),
        reasons=cast(tuple[ReasonRule, ...], tables["reason"]),
    )


def _stop(rule: StopRule, date: dt.date | None, today: dt.date) -> Stop:
    if rule.days_before is None:
        return Stop(rule=rule, date=None, state=StopState.ASK)
    if date is None:
        return Stop(rule=rule, date=None, state=StopState.AHEAD)
    begins = date - dt.timedelta(days=rule.days_before)
    return Stop(rule=rule, date=begins, state=StopState.NOW if begins <= today else StopState.AHEAD)


def _stop_rule(row: Row) -> StopRule:
    windows, ids = row.texts("windows"), {window.id for window in published_guide().windows}
    for window in windows:
        if window not in ids:
            row.fail(f'"{window}" is not a window of the guide', did_you_mean(window, ids))
    days = row.number("days_before")
    if days is not None and days < 0:
        row.fail(f"days_before = {days} lies after the session", "Write 0 or more, or leave it out.")
    return StopRule(**rule_facts(row), name=row.text("name"), days_before=days, windows=windows)


def _have(row: Row) -> HaveRule:
    care, cares = row.text("care", ""), {step.id for step in published_guide().care}
    if care and care not in cares:
        row.fail(f'"{care}" is not a care of the guide', did_you_mean(care, cares))
    return HaveRule(**rule_facts(row), name=row.text("name"), care=care)


def _home(row: Row) -> HomeRule:
    return HomeRule(**rule_facts(row), name=row.text("name"))


def _reason(row: Row) -> ReasonRule:
    return ReasonRule(**rule_facts(row), name=row.text("name"), level=row.choice("level", ReasonLevel))
