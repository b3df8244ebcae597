"""The second reading of the evidence: what tests/cases/checkins.toml gives to answers, without the product's rules.

Answers are written as a clinician would note them: "p3 r2 s1 h1 i0 f1 more +new-pus !diabetes": pain 0-10, the others
0-3 (? is not answered), how it compares with yesterday, what is new, what is true of the person.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from fortnight.healing.checkin_model import CheckIn, CheckInLevel, Compared, Sleep
from fortnight.healing.expected_model import Amount
from fortnight.person.model import Profile, SkinTone

CASES = Path(__file__).parents[1] / "cases"
TABLE: Mapping[str, Any] = tomllib.loads((CASES / "checkins.toml").read_text("utf-8"))
LEVELS = {
    "expected": CheckInLevel.AS_EXPECTED,
    "watch": CheckInLevel.KEEP_AN_EYE,
    "stop": CheckInLevel.PAUSE,
    "advisor": CheckInLevel.TELL_ADVISOR,
    "same_day": CheckInLevel.DOCTOR_TODAY,
    "emergency": CheckInLevel.NOW,
}
DEPTHS: Mapping[str, float | None] = {"home": 0.25, "shallow": 0.5, "medium": 1.5, "deep": 2.0, "unknown": None}
MEASURES = {"r": "redness", "s": "swelling", "h": "heat", "i": "itch", "f": "flaking"}
_AMOUNTS = tuple(Amount)


def noted(day: int, answers: str, words: str = "") -> CheckIn:
    """The check-in that a note of answers says."""
    checkin = CheckIn(day=day, words=words)
    for part in answers.split():
        checkin = _with(checkin, part)
    return checkin


def _with(checkin: CheckIn, part: str) -> CheckIn:
    fields: dict[str, Any] = {}
    if part.startswith("+"):
        fields["new"] = (*checkin.new, part[1:])
    elif part.startswith("@"):
        fields["used"] = (*checkin.used, part[1:])
    elif part in set(Compared):
        fields["compared"] = Compared(part)
    elif part in set(Sleep):
        fields["sleep"] = Sleep(part)
    elif part[0] == "p" and part[1:] != "?":
        fields["pain"] = int(part[1:])
    elif part[0] in MEASURES and part[1:] != "?":
        fields[MEASURES[part[0]]] = _AMOUNTS[int(part[1:])]
    return replace(checkin, **fields)


def person_noted(answers: str, needle_mm: float | None, tone: SkinTone | None) -> Profile:
    """The person that a note of answers says, with a depth and a tone."""
    flags: dict[str, Any] = {part[1:]: True for part in answers.split() if part.startswith("!")}
    return Profile(needle_mm=needle_mm, skin_tone=tone, **flags)


def expected_level(checkin: CheckIn, depth: str, person: Profile) -> CheckInLevel:
    """The highest level of the rows of the table that apply, by the evidence's own count of days."""
    levels = [LEVELS[row["level"]] for row in TABLE["expect"] if _applies(row, checkin, depth, person)]
    return max(levels, key=lambda level: level.rank, default=CheckInLevel.AS_EXPECTED)


def _applies(row: Mapping[str, Any], checkin: CheckIn, depth: str, person: Profile) -> bool:
    d = checkin.day - 1
    amounts = [(name, row[name]) for name in MEASURES.values() if name in row]
    return (
        row.get("d", [0])[0] <= d
        and depth in row.get("depths", [depth])
        and ("tones" not in row or person.skin_tone in row["tones"])
        and ("flags" not in row or any(getattr(person, flag) for flag in row["flags"]))
        and ("compared" not in row or checkin.compared in row["compared"])
        and ("new" not in row or bool(set(row["new"]) & set(checkin.new)))
        and (checkin.pain or 0) >= row.get("pain", 0)
        and all(_AMOUNTS.index(getattr(checkin, name) or Amount.NONE) >= least for name, least in amounts)
    )
