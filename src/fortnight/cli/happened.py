"""What happened since the treatment, from a file: check-ins, what was tried, what reacted, that the skin is calm again.

One JSON object a line. A check-in is what `fortnight checkin` takes, and is judged here; the others say one thing:
`{"day": 7, "tried": "retinol"}`, `{"day": 8, "reacted": "retinol"}`, `{"day": 11, "calm": true}`.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fortnight.cli.options import text_in
from fortnight.errors import UsageError, did_you_mean
from fortnight.healing.checkin import assess
from fortnight.healing.checkin_model import CheckIn
from fortnight.healing.checkin_values import read_checkin_values
from fortnight.healing.history import ToldCheckIn, TriedRung, history_of
from fortnight.healing.ladder_load import rungs
from fortnight.healing.ladder_model import History
from fortnight.person.model import Profile

_KINDS = ("tried", "reacted", "calm")


def history_in(file: Path | None, person: Profile) -> History:
    """What a file says that happened; nothing without a file. Raises: UsageError for a line that is none."""
    if file is None:
        return History()
    if not file.is_file():
        raise UsageError(f"there is no file {file}", "Check its name.")
    earlier: list[CheckIn] = []
    checkins: list[ToldCheckIn] = []
    tried: list[TriedRung] = []
    calm: list[int] = []
    for number, line in enumerate(text_in(file).splitlines(), 1):
        if not line.strip():
            continue
        row = _object(line, f"{file.name}:{number}")
        try:
            kind = next((name for name in _KINDS if name in row), "")
            if not kind:
                checkin = read_checkin_values({**row, **_used(row)})
                checkins.append((checkin, assess(checkin, earlier, None, person).level))
                earlier.append(checkin)
            elif kind == "calm":
                calm.append(_day(row))
            else:
                day = _day(row)
                tried.append(TriedRung(rung=_rung(row[kind]), day=day, reacted=day if kind == "reacted" else None))
        except UsageError as error:
            raise UsageError(f"{file.name}:{number}: {error}", "See --help.", file.name) from None
    return history_of(checkins, tried, calm)


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        raise UsageError(f"{where}: not an object", 'Write {"day": 8, "reacted": "retinol"}.')
    return row


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
