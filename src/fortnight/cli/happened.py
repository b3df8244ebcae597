"""What happened after treatments, by a file or a line of a batch: check-ins, what was tried, what reacted, calm again.

One JSON object a line. A check-in is what `fortnight checkin` takes, and is judged here; the others say one thing:
`{"day": 7, "tried": "retinol"}`, `{"day": 8, "reacted": "retinol"}`, `{"day": 11, "calm": true}`. A line with a date
under `treated` is of that treatment; what reacted after an earlier one is said with every answer about it.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from fortnight.cli.options import text_in
from fortnight.course.days import parse_date
from fortnight.errors import UsageError, did_you_mean
from fortnight.healing.checkin import assess
from fortnight.healing.checkin_model import CheckIn
from fortnight.healing.checkin_values import read_checkin_values
from fortnight.healing.history import ToldCheckIn, TriedRung, history_of, remembered_of
from fortnight.healing.ladder_load import rungs
from fortnight.healing.ladder_model import History
from fortnight.person.model import Profile

_KINDS = ("tried", "reacted", "calm")
Rows = Iterable[tuple[str, Mapping[str, Any]]]
"""Objects, each with where it stands."""


@dataclass(slots=True)
class _CourseAccount:
    """What was told after one treatment so far."""

    told: list[CheckIn] = field(default_factory=list)
    checkins: list[ToldCheckIn] = field(default_factory=list)
    tried: list[TriedRung] = field(default_factory=list)
    calm: list[int] = field(default_factory=list)


def history_in(file: Path | None, person: Profile, treated: dt.date | None = None) -> History:
    """What a file says that happened; nothing without a file. `treated` is the date of the present treatment.

    Raises: UsageError for a line that is none.
    """
    if file is None:
        return History()
    if not file.is_file():
        raise UsageError(f"there is no file {file}", "Check its name.")
    lines = enumerate(text_in(file).splitlines(), 1)
    rows = ((f"{file.name}:{number}", _object(line, f"{file.name}:{number}")) for number, line in lines if line.strip())
    return history_from(rows, person, treated)


def history_from(rows: Rows, person: Profile, treated: dt.date | None = None) -> History:
    """What some objects say that happened: what reacted in earlier treatments comes after the present one's.

    Raises: UsageError for one that is none, with where it stands.
    """
    courses: dict[dt.date | None, _CourseAccount] = {}
    for where, row in rows:
        try:
            date = _treated(row)
            course = courses.setdefault(None if date == treated else date, _CourseAccount())
            _read({key: value for key, value in row.items() if key != "treated"}, course, person)
        except UsageError as error:
            raise UsageError(f"{where}: {error}", "See --help.") from None
    present = courses.pop(None, _CourseAccount())
    history = history_of(present.checkins, present.tried, present.calm)
    dates = sorted((date for date in courses if date), reverse=True)
    earlier = (
        reaction
        for ago, date in enumerate(dates, 1)
        for reaction in remembered_of(courses[date].checkins, courses[date].tried, date, ago)
    )
    return replace(history, reactions=(*history.reactions, *earlier))


def _treated(row: Mapping[str, Any]) -> dt.date | None:
    """The date of the treatment that a line is of; None for the present one. Raises: UsageError for what is no date."""
    date = row.get("treated")
    if date is None:
        return None
    if not isinstance(date, str):
        raise UsageError('"treated" is no date', 'Write "treated": "2026-09-01".')
    return parse_date(date)


def _read(row: Mapping[str, Any], course: _CourseAccount, person: Profile) -> None:
    """Add what one line tells to its course. Raises: UsageError."""
    kind = next((name for name in _KINDS if name in row), "")
    if not kind:
        checkin = read_checkin_values({**row, **_used(row)})
        course.checkins.append((checkin, assess(checkin, course.told, None, person).level))
        course.told.append(checkin)
    elif kind == "calm":
        course.calm.append(_day(row))
    else:
        day = _day(row)
        course.tried.append(TriedRung(rung=_rung(row[kind]), day=day, reacted=day if kind == "reacted" else None))


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        raise UsageError(f"{where}: not an object", 'Write {"day": 8, "reacted": "retinol"}.')
    return row


def rows_of(values: object, where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The objects of a list, each with where it stands. Raises: UsageError for what is no list of objects."""
    if not isinstance(values, list):
        raise UsageError(f"{where} is not a list", 'Write [{"day": 8, "reacted": "retinol"}].')
    for number, row in enumerate(values, 1):
        if not isinstance(row, dict):
            raise UsageError(f"{where} {number}: not an object", 'Write {"day": 8, "reacted": "retinol"}.')
        yield f"{where} {number}", row


def _day(row: Mapping[str, Any]) -> int:
    """The day of a line (base 1), read as that of a check-in."""
    return read_checkin_values({"day": row.get("day")}).day


def _used(row: Mapping[str, Any]) -> dict[str, Any]:
    """What was used, with the actives by the ids of their rungs; what is no active stays as it is written."""
    used = row.get("used")
    ids = _rung_ids()
    if not isinstance(used, list):
        return {}
    return {"used": [ids.get(thing, thing) if isinstance(thing, str) else thing for thing in used]}


def _rung(words: object) -> str:
    """The id of an active. Raises: UsageError for what is none."""
    ids = _rung_ids()
    if not isinstance(words, str) or words not in ids:
        names = sorted({rung.id.removeprefix("rung-") for rung in rungs()})
        raise UsageError(f'"{words}" is no active; one of: {", ".join(names)}', did_you_mean(str(words), names))
    return ids[words]


def _rung_ids() -> dict[str, str]:
    """How an active can be written, to its id: the id, without what they all begin with, the step that it is for."""
    steps = {rung.care: rung.id for rung in reversed(rungs()) if rung.care}
    return steps | {name: rung.id for rung in rungs() for name in (rung.id, rung.id.removeprefix("rung-"))}
