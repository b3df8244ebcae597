"""From rows to the core: a check-in as it was told, the session and the profile that it is judged by, the history."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from fortnight.course.model import Session
from fortnight.healing.checkin_model import CheckIn
from fortnight.healing.checkin_values import read_checkin_values
from fortnight.healing.depth import Area, healing_day
from fortnight.healing.history import TriedRung, history_of, remembered_of
from fortnight.healing.ladder_model import History, Reaction
from fortnight.person.model import Profile
from fortnight.web.accounts.convert import profile_of, treatment_of
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.checkins.models import CalmDay, RungTrial, SkinCheckIn

_AREAS: Mapping[str, Area] = {
    "face": Area.FACE,
    "face-neck": Area.FACE,
    "neck": Area.NECK,
    "eyes": Area.EYES,
    "scalp": Area.SCALP,
    "body": Area.BODY,
}


def told_in(row: SkinCheckIn) -> CheckIn:
    """A check-in as it was told."""
    return read_checkin_values({**row.answers, "day": row.day})


def session_of(treatment: Treatment, person: Person) -> Session:
    """The session by which the days of a check-in are counted."""
    return treatment_of(treatment, person)


def profile_in(treatment: Treatment, person: Person) -> Profile:
    """What is known of a person, with the depth of one of their treatments."""
    depth = treatment.needle_mm
    return replace(profile_of(person), needle_mm=None if depth is None else float(depth))


def shift_of(treatment: Treatment, person: Person) -> int:
    """How many days later the tables of healing count than the clinic."""
    return healing_day(session_of(treatment, person), 1) - 1


def area_of(person: Person) -> Area | None:
    """Where the needles went, or None where nobody said."""
    return _AREAS.get(person.area)


def history_in(
    rows: Iterable[SkinCheckIn],
    trials: Iterable[RungTrial],
    calm: Iterable[CalmDay],
    earlier: Iterable[RungTrial] = (),
) -> History:
    """What happened in a course. `earlier` are the first uses of earlier courses that reacted."""
    tried = [*(_tried(trial) for trial in trials), *(_tried(trial, treatments_ago=1) for trial in earlier)]
    return history_of([(told_in(row), row.level) for row in rows], tried, [event.day for event in calm])


def reactions_in(
    treatment: Treatment, rows: Iterable[SkinCheckIn], trials: Iterable[RungTrial], treatments_ago: int
) -> tuple[Reaction, ...]:
    """What the skin reacted to in a course, as later answers have to know it, with the date of its treatment."""
    rows = [*rows]
    checkins = [(told_in(row), row.level) for row in rows]
    reactions = remembered_of(checkins, [_tried(trial) for trial in trials], treatment.date, treatments_ago)
    keys = {name: key for row in rows for key, name in row.ticked.items()}
    return (*reactions, *(replace(row, thing=keys[row.thing]) for row in reactions if row.thing in keys))


def _tried(trial: RungTrial, treatments_ago: int = 0) -> TriedRung:
    reacted = trial.outcome == RungTrial.REACTED
    if treatments_ago:
        return TriedRung(rung=trial.rung, day=trial.day, reacted=trial.day, treatments_ago=treatments_ago)
    day = (trial.outcome_day or trial.day) if reacted else None
    return TriedRung(rung=trial.rung, day=trial.day, reacted=day)
