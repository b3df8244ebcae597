"""A check-in as plain values and back: for JSON, for forms, for what is stored. `read_checkin_values` is strict.

Keys are the fields of `CheckIn`; what is left out or null was not answered. An unknown key, a wrong type, an amount
that does not exist or a pain that is not 0 to 10 is a `UsageError` whose `where` is the key. `assessment_values` is an
assessment with the ids of its rules and signs.
"""

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any

from fortnight.errors import UsageError, did_you_mean
from fortnight.healing.checkin_model import MOST_PAIN, Assessment, CheckIn, Compared, Sleep
from fortnight.healing.expected_model import Amount

_FIELDS = tuple(field.name for field in fields(CheckIn))
_CHOICES: Mapping[str, type[StrEnum]] = {
    **dict.fromkeys(("redness", "swelling", "heat", "itch", "flaking"), Amount),
    "compared": Compared,
    "sleep": Sleep,
}
_LISTS = frozenset({"new", "used"})
_MOST_DAY = 10_000


def read_checkin_values(raw: Mapping[str, object]) -> CheckIn:
    """The check-in that plain values say. Raises: UsageError.

    >>> read_checkin_values({"day": 3, "pain": 2, "redness": "a_little"}).redness
    <Amount.A_LITTLE: 'a_little'>
    """
    if raw.get("day") is None:
        raise UsageError("no day", 'Give "day", from 1 on; 1 is the treatment day.', "day")
    values: dict[str, Any] = {
        key: _value(key, value) for key, value in raw.items() if value is not None or key not in _FIELDS
    }
    return CheckIn(**values)


def checkin_values(checkin: CheckIn) -> dict[str, object]:
    """A check-in as plain values, without what was not answered.

    >>> checkin_values(CheckIn(day=3, heat=Amount.CLEAR))
    {'day': 3, 'heat': 'clear'}
    """
    values = {name: getattr(checkin, name) for name in _FIELDS}
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return {name: str(value) if isinstance(value, StrEnum) else value for name, value in plain.items() if _told(value)}


def assessment_values(assessment: Assessment) -> dict[str, object]:
    """An assessment as plain values."""
    return {
        "level": str(assessment.level),
        "urgency": str(assessment.urgency) if assessment.urgency else None,
        "says": assessment.says,
        "because": list(assessment.because),
        "does": list(assessment.does),
        "reasons": list(assessment.reasons),
        "signs": [sign.id for sign in assessment.signs],
        "ask": [sign.id for sign in assessment.ask],
    }


def _told(value: object) -> bool:
    return value is not None and value not in ("", []) and value is not False


def _value(key: str, value: object) -> object:
    """The value as its field wants it."""
    if key not in _FIELDS:
        raise UsageError(f'unknown key "{key}"', did_you_mean(key, _FIELDS), key)
    if key in _CHOICES:
        return _choice(key, value)
    if key in _LISTS:
        return _list(key, value)
    if key in ("day", "pain"):
        return _number(key, value)
    kind: type = bool if key == "photo" else str
    if not isinstance(value, kind):
        raise UsageError(f"{key} is not {'true or false' if kind is bool else 'a string'}", "Correct it.", key)
    return value


def _choice(key: str, value: object) -> StrEnum:
    members = {member.value: member for member in _CHOICES[key]}
    if not isinstance(value, str) or value not in members:
        raise UsageError(f"{key} = {value!r} is unknown", did_you_mean(str(value), members), key)
    return members[value]


def _list(key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(name, str) for name in value):
        raise UsageError(f"{key} is not a list of ids", f'Write "{key}": ["..."].', key)
    return tuple(value)


def _number(key: str, value: object) -> int:
    least, most = (0, MOST_PAIN) if key == "pain" else (-_MOST_DAY, _MOST_DAY)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise UsageError(f"{key} = {value!r} is not a number", f"Write a whole number from {least} to {most}.", key)
    return value
