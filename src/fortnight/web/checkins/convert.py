"""From rows to the core: a check-in as it was told, the session and the profile that it is judged by, the history."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from fortnight.course.model import Session
from fortnight.healing.checkin_model import CheckIn, CheckInLevel
from fortnight.healing.checkin_values import read_checkin_values
from fortnight.healing.depth import Area, healing_day
from fortnight.healing.ladder_load import rungs
from fortnight.healing.ladder_model import History, Reaction, SkinUse, Unease
from fortnight.healing.suspects import Likelihood, suspects
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


def history_of(
    rows: Iterable[SkinCheckIn],
    trials: Iterable[RungTrial],
    calm: Iterable[CalmDay],
    earlier: Iterable[RungTrial] = (),
) -> History:
    """What happened in a course. `earlier` are the first uses of earlier courses that reacted.

    An uneasy check-in within 72 hours of a first use that fits well counts as its reaction.
    """
    checkins, tried = list(rows), list(trials)
    uses = tuple(_uses(checkins, tried))
    answered = [
        Reaction(day=event.outcome_day or event.day, thing=event.rung)
        for event in tried
        if event.outcome == event.REACTED
    ]
    past = [Reaction(day=event.day, thing=event.rung, treatments_ago=1) for event in earlier]
    return History(
        uses=uses,
        unease=tuple(
            [Unease(day=row.day, level=row.level) for row in checkins if row.level.is_uneasy]
            + [Unease(day=event.day, level=CheckInLevel.PAUSE) for event in answered]
        ),
        reactions=(*answered, *_fitting(checkins, uses, [*answered, *past]), *past),
        agreed=tuple(event.day for event in calm),
    )


def _uses(checkins: Iterable[SkinCheckIn], trials: Iterable[RungTrial]) -> list[SkinUse]:
    """What was used on which day, each thing first on the day of its first use."""
    pairs = [(trial.day, trial.rung) for trial in trials]
    pairs += [(row.day, thing) for row in checkins for thing in row.answers.get("used", ())]
    first: dict[str, int] = {}
    for day, thing in pairs:
        first[thing] = min(day, first.get(thing, day))
    return [SkinUse(day=day, thing=thing, first=day == first[thing]) for day, thing in dict.fromkeys(sorted(pairs))]


def _fitting(
    checkins: Iterable[SkinCheckIn], uses: tuple[SkinUse, ...], reactions: list[Reaction]
) -> Iterable[Reaction]:
    """The rungs that fit an uneasy check-in well and that nobody has told of yet, each once."""
    names = {rung.id for rung in rungs()} - {suspect.thing for suspect in reactions if not suspect.treatments_ago}
    for row in checkins:
        if row.level.rank < CheckInLevel.PAUSE.rank:
            continue
        for suspect in suspects(told_in(row), uses, reactions).ranked:
            if suspect.thing in names and suspect.likelihood is Likelihood.FITS_WELL:
                names.discard(suspect.thing)
                yield Reaction(day=row.day, thing=suspect.thing)
