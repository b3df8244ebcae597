"""`fortnight checkin`: what a check-in comes to; JSON in, JSON out, many with --jsonl."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from fortnight.cli.options import AsJson, Language

Given = Annotated[str, typer.Argument(metavar="FILE|-", help="The check-in as JSON; - is standard input.")]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="Many check-ins, one object per line in and one per line out.")]
_BESIDE = ("id", "earlier", "person", "language", "day_one")
_WARNS, _WAITS = 4, 1


def checkin(file: Given, language: Language = None, jsonl: Jsonl = False, as_json: AsJson = False) -> int:
    """Judge a check-in, given as JSON.

    It is as expected, or: keep an eye on it, pause, tell the advisor, a doctor today, call now.

    The object holds "day" and what was answered: "pain" (0-10), "redness", "swelling", "heat", "itch", "flaking" (none,
    a_little, clear, strong), "compared" (less, same, more, spreading), "new", "sleep", "used", "words". Beside them may
    stand "earlier" (check-ins), "person" (the fields of a profile), "day_one", "language" and "id". What is left out
    was not answered.
    """
    from fortnight.cli.terminal import tell, tell_json
    from fortnight.errors import UsageError

    if jsonl:
        from fortnight.cli.batch import run
        from fortnight.cli.jobs import cores

        run(file, answered, cores())
        return 0
    try:
        row = json.loads(_text(file))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"not JSON: {error}", "Write one object.", file) from None
    if not isinstance(row, dict):
        raise UsageError("not an object", 'Write {"day": 3, "pain": 2}.', file)
    assessment = judged({**row, **({"language": language} if language else {})})
    if as_json:
        tell_json(assessment)
    else:
        tell("\n".join([assessment["says"], *assessment["because"], *assessment["does"]]))
    return {"doctor_today": _WARNS, "now": _WARNS, "tell_advisor": _WAITS, "pause": _WAITS}.get(assessment["level"], 0)


def answered(number: int, line: bytes) -> bytes:
    """What the check-in of a line of `--jsonl` comes to."""
    from fortnight.cli.batch import answered as answer

    return answer(number, line, _wrong, judged)


def judged(row: dict[str, Any]) -> dict[str, Any]:
    """A check-in with what stands beside it, judged, as plain values. Raises: UsageError."""
    from fortnight.healing.checkin import assess
    from fortnight.healing.checkin_values import assessment_values, read_checkin_values
    from fortnight.person.model import profile_of_values
    from fortnight.wording.load import known_language

    answers = {key: value for key, value in row.items() if key not in _BESIDE}
    assessment = assess(
        read_checkin_values(answers),
        [read_checkin_values(entry) for entry in _objects(row, "earlier", list)],
        _counted(row.get("day_one")),
        profile_of_values(_objects(row, "person", dict)),
        known_language(str(row.get("language") or "")),
    )
    return {"id": row.get("id"), "day": row["day"], **assessment_values(assessment)}


def _wrong(row: object) -> str:
    """What is wrong with a line's object, or nothing: it is judged here, so that a mistake costs its line only."""
    from fortnight.errors import UsageError

    if not isinstance(row, dict):
        return 'not an object: write {"day": 3, "pain": 2}'
    try:
        judged(row)
    except UsageError as error:
        return str(error)
    return ""


def _objects(row: dict[str, Any], key: str, kind: type[list[Any]] | type[dict[str, Any]]) -> Any:
    """The list of objects, or the object, under a key; empty where it is not there."""
    from fortnight.errors import UsageError

    value = row.get(key)
    if value is None:
        return kind()
    if not isinstance(value, kind) or (isinstance(value, list) and not all(isinstance(entry, dict) for entry in value)):
        raise UsageError(f"{key} is not {'a list of objects' if kind is list else 'an object'}", "See --help.", key)
    return value


def _counted(day_one: object) -> Any:
    """A treatment that counts as a clinic does, or None; its date decides nothing here."""
    import datetime as dt

    from fortnight.course.model import DayOne, Session
    from fortnight.errors import UsageError, did_you_mean

    if day_one is None:
        return None
    if day_one not in list(DayOne):
        raise UsageError(f"day_one = {day_one!r} is unknown", did_you_mean(str(day_one), list(DayOne)), "day_one")
    return Session(date=dt.date(2000, 1, 1), zone="UTC", day_one=DayOne(str(day_one)))


def _text(file: str) -> str:
    from fortnight.cli.options import text_in

    return typer.get_text_stream("stdin").read() if file == "-" else text_in(Path(file))
