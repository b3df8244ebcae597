"""Keeping a check-in and what it comes to; a first use, its spot, the word that the skin is calm again.

Each is one transaction. A sign raises an alarm, which nothing that is told later lowers. A correction keeps what stood
before it. The next check-in ends the silence after an earlier one.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from fortnight.course.days import day_of, zone_of
from fortnight.healing.checkin import assess
from fortnight.healing.checkin_load import checkin_rules
from fortnight.healing.checkin_model import Assessment, CheckIn
from fortnight.healing.checkin_values import read_checkin_values
from fortnight.healing.depth import healing_day
from fortnight.healing.ladder_load import rungs
from fortnight.healing.model import Sign, Urgency
from fortnight.web.accounts.models import Person, Treatment, User
from fortnight.web.checkins.convert import profile_in, session_of, told_in
from fortnight.web.checkins.models import CalmDay, DayPart, RungTrial, SkinCheckIn
from fortnight.web.checkins.queries import before, checkin_at, checkins_in, part_at
from fortnight.web.healing.actions import ask_about, raise_alarm
from fortnight.web.healing.models import Alarm, Question
from fortnight.web.words.rules import language, told

FIRST_STEP = dt.timedelta(days=1)
"""After how long without a next check-in something follows an uneasy one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A check-in that is kept, what it comes to, and the question that its words leave open, or None.

    `private`: a sign that others at home must not read was told; nothing of it is kept.
    """

    row: SkinCheckIn
    assessment: Assessment
    question: Question | None = None
    private: bool = False


def judge(row: SkinCheckIn, person: Person) -> Assessment:
    """What a check-in comes to, beside those of the course that were told before it, in the reader's language."""
    earlier = [told_in(one) for one in before(row, checkins_in(row.treatment))]
    return _assessed(told_in(row), earlier, row.treatment, person)


def _assessed(told_now: CheckIn, earlier: list[CheckIn], treatment: Treatment, person: Person) -> Assessment:
    return assess(told_now, earlier, session_of(treatment, person), profile_in(treatment, person), language())


@transaction.atomic
def keep(
    person: Person,
    treatment: Treatment,
    *,
    key: uuid.UUID,
    at: dt.datetime,
    answers: Mapping[str, Any],
    ticked: Mapping[str, str] | None = None,
) -> Judged | None:
    """Keep a check-in of a moment, as the one of its part of the day; None for a day before the treatment.

    The same answers again change nothing. `answers` hold the keys of `healing.checkin_values` without the day.
    """
    there = at.astimezone(zone_of(person.zone))
    session = session_of(treatment, person)
    day, part = day_of(session, there.date()), part_at(there)
    if healing_day(session, day) < 1:
        return None
    row = checkin_at(treatment, day, part) or _new(person, treatment, key, day, part)
    told_now = read_checkin_values({**answers, "day": day})
    row.at = at
    if ticked is not None:
        row.ticked = dict(ticked)
    earlier = [told_in(one) for one in before(row, checkins_in(treatment))]
    found = _assessed(told_now, earlier, treatment, person)
    private = any(sign.is_private for sign in (*found.signs, *found.ask))
    if private:
        answers = {name: value for name, value in answers.items() if name != "words"}
        kept = _assessed(read_checkin_values({**answers, "day": day}), earlier, treatment, person)
        return Judged(row=_stored(row, answers, kept), assessment=found, private=True)
    _stored(row, answers, found)
    return Judged(row=row, assessment=found, question=_heard(person, told_now, found))


def _new(person: Person, treatment: Treatment, key: uuid.UUID, day: int, part: DayPart) -> SkinCheckIn:
    if SkinCheckIn.objects.filter(pk=key).exists():
        key = uuid.uuid4()
    return SkinCheckIn(id=key, person=person, treatment=treatment, day=day, part=part, rank=0)


def _stored(row: SkinCheckIn, answers: Mapping[str, Any], found: Assessment) -> SkinCheckIn:
    if row.answers and row.answers != answers:
        row.before = [*row.before, {"answers": row.answers, "level": str(row.level)}]
        row.attended = row.attended_by = None
    row.answers, row.rank = dict(answers), found.level.rank
    row.reasons, row.signs = list(found.reasons), [sign.id for sign in found.signs]
    later = SkinCheckIn.objects.filter(treatment=row.treatment_id, at__gt=row.at).exclude(pk=row.pk).exists()
    row.due = row.at + FIRST_STEP if found.level.is_uneasy and not later else None
    row.asked = row.silent = None
    row.save()
    SkinCheckIn.objects.filter(treatment=row.treatment_id, at__lt=row.at).update(due=None, asked=None)
    note_first_uses(row.treatment, row.day, answers.get("used", ()))
    return row


def _heard(person: Person, told_now: CheckIn, found: Assessment) -> Question | None:
    """Raise the alarm of the signs that must not wait, and ask about those that the words may tell of."""
    if signs := _urgent(found.signs):
        raise_alarm(person, signs, words=_words_of(told_now, found), source=Alarm.CHECKIN)
    asks = _urgent(found.ask)
    return ask_about(person, asks, words=told_now.words) if asks else None


def _urgent(signs: Iterable[Sign]) -> tuple[Sign, ...]:
    return tuple(sign for sign in signs if sign.urgency is not Urgency.CLINIC)


def _words_of(told_now: CheckIn, found: Assessment) -> str:
    """What tells of a sign: the person's own words, else what they ticked, else why it counts."""
    known = checkin_rules().new
    return told_now.words or ". ".join(told(known[one]) for one in told_now.new) or " ".join(found.because)


def note_first_uses(treatment: Treatment, day: int, used: Iterable[str]) -> None:
    """Write down the first use of each active among what was used on a day; one that has one keeps it."""
    Treatment.objects.filter(pk=treatment.pk, checked_in=False).update(checked_in=True)
    names = {rung.id for rung in rungs()}
    known = set(RungTrial.objects.filter(treatment=treatment).values_list("rung", flat=True))
    for rung in dict.fromkeys(used):
        if rung in names and rung not in known:
            RungTrial.objects.create(treatment=treatment, rung=rung, day=day)


def attend(row: SkinCheckIn, *, by: User) -> bool:
    """Take a check-in off the desk's list; False where a colleague has. The person's next one is a new line."""
    waiting = SkinCheckIn.objects.filter(pk=row.pk, attended=None)
    return bool(waiting.update(attended=timezone.now(), attended_by=by))


@transaction.atomic
def tell_spot(treatment: Treatment, rung: str, *, outcome: str, day: int) -> bool:
    """Write down what the spot of a first use looks like; False where there is no such use, or it was told before."""
    waiting = RungTrial.objects.filter(treatment=treatment, rung=rung, outcome="")
    return bool(waiting.update(outcome=outcome, outcome_day=day))


@transaction.atomic
def tell_calm(treatment: Treatment, day: int) -> None:
    """Write down that the skin is calm again on a day."""
    CalmDay.objects.get_or_create(treatment=treatment, day=day)
