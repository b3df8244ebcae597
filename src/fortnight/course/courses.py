"""A course of sessions: what is usual for its purpose, and whether there were too many of them.

Nothing here names a date: the first one that may be is that of `spacing`, whatever is usual. The file
`data/courses.toml` is read once and strictly; what is wrong in it is a `DataError` with file, line and fix.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import cast

from fortnight.course.spacing import DEEP_ENOUGH_MM
from fortnight.guide.load import rule_facts
from fortnight.guide.model import Rule
from fortnight.sources import shipped
from fortnight.tables import Row, read_tables

_FILE = "course/data/courses.toml"
_YEAR = dt.timedelta(days=365)
_SETTINGS = ("", "home", "clinic")


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSession:
    """A session as it counts here: its date, its needles in millimetres (None: not known), where ("": not known)."""

    date: dt.date
    needle_mm: float | None
    setting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeRule(Rule):
    """What is usual for a purpose: the least and the most sessions, and days between them.

    `clinician`: that spacing was studied in the hands of clinicians only.
    """

    purpose: str
    sessions: tuple[int, int]
    days_between: tuple[int, int]
    clinician: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TooMuchRule(Rule):
    """More than `number` sessions in 12 months: those that are `deep`, those in a `setting`; each only where named."""

    number: int
    deep: bool
    setting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseRules:
    """Everything of `data/courses.toml`."""

    purposes: tuple[PurposeRule, ...]
    too_much: tuple[TooMuchRule, ...]

    @property
    def entries(self) -> tuple[Rule, ...]:
        """All of it."""
        return (*self.purposes, *self.too_much)


@cache
def course_rules() -> CourseRules:
    """What is usual of a course. Raises: DataError when the data is broken."""
    return read_courses(shipped(_FILE), _FILE)


def usual_course(purpose: str) -> PurposeRule | None:
    """What is usual for a purpose, or None where nobody knows it.

    >>> rule = usual_course("acne-scars")
    >>> rule.sessions, rule.days_between
    ((3, 5), (28, 42))
    """
    return next((rule for rule in course_rules().purposes if rule.purpose == purpose), None)


def too_much(sessions: Iterable[PastSession]) -> tuple[TooMuchRule, ...]:
    """The rules by which there were too many sessions in the 12 months up to the last of them.

    A needle of unknown length counts as deep, as it does for spacing. Source: data/courses.toml.

    >>> weekly = [dt.date(2026, 1, 1) + dt.timedelta(days=7 * week) for week in range(13)]
    >>> rolled = [PastSession(date=date, needle_mm=0.25, setting="home") for date in weekly]
    >>> [rule.id for rule in too_much(rolled)]
    ['too-many-at-home']
    """
    rows = list(sessions)
    if not rows:
        return ()
    since = max(row.date for row in rows) - _YEAR
    lately = [row for row in rows if row.date > since]
    return tuple(rule for rule in course_rules().too_much if sum(_counts(rule, row) for row in lately) > rule.number)


def read_courses(text: str, file: str) -> CourseRules:
    """The entries that a text holds. Raises: DataError with the line and the fix."""
    tables = read_tables(text, file, {"purpose": _purpose, "too-much": _too_much})
    return CourseRules(
        purposes=cast(tuple[PurposeRule, ...], tables["purpose"]),
        too_much=cast(tuple[TooMuchRule, ...], tables["too-much"]),
    )


def _counts(rule: TooMuchRule, session: PastSession) -> bool:
    deep = session.needle_mm is None or session.needle_mm >= DEEP_ENOUGH_MM
    return (deep or not rule.deep) and rule.setting in ("", session.setting)


def _purpose(row: Row) -> PurposeRule:
    return PurposeRule(
        **rule_facts(row),
        purpose=row.text("purpose"),
        sessions=row.bounds("sessions"),
        days_between=row.bounds("days_between"),
        clinician=row.flag("clinician"),
    )


def _too_much(row: Row) -> TooMuchRule:
    number, setting = row.number("number") or 0, row.text("setting", "")
    if number < 1:
        row.fail("number is no number of sessions", "Write number = 6.")
    if setting not in _SETTINGS:
        row.fail(f'setting = "{setting}" is unknown', 'Write "home" or "clinic", or leave it out.')
    return TooMuchRule(**rule_facts(row), number=number, deep=row.flag("deep"), setting=setting)
