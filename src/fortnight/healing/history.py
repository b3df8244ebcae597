"""What happened in a course, as the ladder asks for it: `history_of(checkins, tried, calm)`.

Check-ins come with the level that they came to. What was used is first on the day of its first use. A spot that reacted
is a reaction, and so is an active that fits an uneasy check-in well and that nobody has told of yet. What later answers
have to know of a course that is over: `remembered_of(checkins, tried, treated)`.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from fortnight.guide.load import published_guide
from fortnight.healing.checkin_model import CheckIn, CheckInLevel
from fortnight.healing.ladder_load import rungs
from fortnight.healing.ladder_model import History, Reaction, SkinUse, Unease
from fortnight.healing.suspects import Likelihood, suspects

ToldCheckIn = tuple[CheckIn, CheckInLevel]
"""A check-in, and the level that it came to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedRung:
    """An active that was tried on a day (base 1), by the id of its rung; `reacted` on which day its spot did, or None.

    `treatments_ago` is 0 for the present course.
    """

    rung: str
    day: int
    reacted: int | None = None
    treatments_ago: int = 0


def history_of(checkins: Sequence[ToldCheckIn], tried: Sequence[TriedRung], calm: Iterable[int] = ()) -> History:
    """What happened in a course. `calm` are the days (base 1) on which the person said that the skin is calm again.

    >>> from fortnight.healing.checkin_model import CheckIn, CheckInLevel
    >>> stung = CheckIn(day=8, used=("rung-retinoid",), new=("new-stinging",))
    >>> [(reaction.thing, reaction.day) for reaction in history_of([(stung, CheckInLevel.PAUSE)], []).reactions]
    [('rung-retinoid', 8)]
    """
    now = [trial for trial in tried if trial.treatments_ago == 0]
    uses = tuple(_uses(checkins, now))
    reacted = [Reaction(day=trial.reacted, thing=trial.rung) for trial in now if trial.reacted is not None]
    past = [
        Reaction(day=trial.reacted, thing=trial.rung, treatments_ago=trial.treatments_ago)
        for trial in tried
        if trial.treatments_ago and trial.reacted is not None
    ]
    return History(
        uses=uses,
        unease=tuple(
            [Unease(day=checkin.day, level=level) for checkin, level in checkins if level.is_uneasy]
            + [Unease(day=trial.day, level=CheckInLevel.PAUSE) for trial in now if trial.reacted is not None]
        ),
        reactions=(*reacted, *_fitting(checkins, uses, [*reacted, *past], _rung_ids()), *past),
        agreed=tuple(calm),
    )


def remembered_of(
    checkins: Sequence[ToldCheckIn], tried: Sequence[TriedRung], treated: dt.date | None = None, treatments_ago: int = 1
) -> tuple[Reaction, ...]:
    """What the skin reacted to in a course of some treatments ago, as every later answer has to know it.

    Actives as `history_of` has them, and products that are none of these where they fit an uneasy check-in as well.

    >>> from fortnight.healing.checkin_model import CheckIn, CheckInLevel
    >>> sore = CheckIn(day=4, used=("Barrier Cream",), new=("new-stinging",))
    >>> [reaction.thing for reaction in remembered_of([(sore, CheckInLevel.PAUSE)], [])]
    ['Barrier Cream']
    """
    history = history_of(checkins, tried)
    reacted = [reaction for reaction in history.reactions if not reaction.treatments_ago]
    names = {use.thing for use in history.uses} - {activity.id for activity in published_guide().activities}
    both = (*reacted, *_fitting(checkins, history.uses, reacted, names))
    return tuple(replace(reaction, treatments_ago=treatments_ago, treated=treated) for reaction in both)


def _rung_ids() -> set[str]:
    return {rung.id for rung in rungs()}


def _uses(checkins: Sequence[ToldCheckIn], tried: Iterable[TriedRung]) -> Iterator[SkinUse]:
    """What was used on which day, each thing first on the day of its first use."""
    pairs = [(trial.day, trial.rung) for trial in tried]
    pairs += [(checkin.day, thing) for checkin, _ in checkins for thing in checkin.used]
    first: dict[str, int] = {}
    for day, thing in pairs:
        first[thing] = min(day, first.get(thing, day))
    for day, thing in dict.fromkeys(sorted(pairs)):
        yield SkinUse(day=day, thing=thing, first=day == first[thing])


def _fitting(
    checkins: Sequence[ToldCheckIn], uses: tuple[SkinUse, ...], reactions: Sequence[Reaction], things: Collection[str]
) -> Iterator[Reaction]:
    """Those of some things that fit an uneasy check-in well and that nobody has told of yet, each once."""
    names = {*things} - {reaction.thing for reaction in reactions if not reaction.treatments_ago}
    for checkin, level in checkins:
        if level.rank < CheckInLevel.PAUSE.rank:
            continue
        for suspect in suspects(checkin, uses, reactions).ranked:
            if suspect.thing in names and suspect.likelihood is Likelihood.FITS_WELL:
                names.discard(suspect.thing)
                yield Reaction(day=checkin.day, thing=suspect.thing)
