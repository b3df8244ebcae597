"""Keeping a check-in and what it comes to; a first use, its spot, the word that the skin is calm again.

Each is one transaction. A sign raises an alarm and is sent to the clinic; nothing that is told later lowers it. A
correction keeps what stood before it. The next check-in ends the silence after an earlier one.
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
from fortnight.web.checkins.hooks import signs_told
from fortnight.web.checkins.models import CalmDay, DayPart, RungTrial, SkinCheckIn
from fortnight.web.checkins.queries import before, checkin_at, checkins_in, part_at
from fortnight.web.healing.actions import ask_about, raise_alarm
from fortnight.web.healing.models import Alarm, Question
from fortnight.web.words.rules import language, told

FIRST_STEP = dt.timedelta(days=1)
"""After how long without a next check-in something follows an uneasy one."""
_MOST_BEFORE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A check-in that is kept, and the question that its words leave open, or None.

    `private`: a sign that others at home must not read was told; nothing of it is kept.
    """

    row: SkinCheckIn
    question: Question | None = None
    private: bool = False


def judge(row: SkinCheckIn, person: Person) -> Assessment:
    """What a check-in comes to, beside those of the course that were told before it, in the reader's language."""
    earlier = [told_in(other) for other in before(row, checkins_in(row.treatment))]
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
    # One check-in of a course at a time: two of the same part of a day would both be the first.
    Treatment.objects.select_for_update().get(pk=treatment.pk)
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
    earlier = [told_in(other) for other in before(row, checkins_in(treatment))]
    assessment = _assessed(told_now, earlier, treatment, person)
    private = any(sign.is_private for sign in (*assessment.signs, *assessment.ask))
    if private:
        answers = {name: value for name, value in answers.items() if name != "words"}
        told_now = read_checkin_values({**answers, "day": day})
        assessment = _assessed(told_now, earlier, treatment, person)
    _stored(row, answers, assessment)
    question = _heard(row, told_now, assessment)
    return Judged(row=row, question=question, private=private)


def _new(person: Person, treatment: Treatment, key: uuid.UUID, day: int, part: DayPart) -> SkinCheckIn:
    if SkinCheckIn.objects.filter(pk=key).exists():
        key = uuid.uuid4()
    return SkinCheckIn(id=key, person=person, treatment=treatment, day=day, part=part, rank=0)


def _stored(row: SkinCheckIn, answers: Mapping[str, Any], assessment: Assessment) -> SkinCheckIn:
    if row.answers and row.answers != answers:
        row.before = [*row.before, {"answers": row.answers, "level": str(row.level)}][-_MOST_BEFORE:]
        row.attended = row.attended_by = None
    row.answers, row.rank = dict(answers), assessment.level.rank
    row.worst = max(row.worst, row.rank)
    row.reasons, row.signs = list(assessment.reasons), [sign.id for sign in assessment.signs]
    later = SkinCheckIn.objects.filter(treatment=row.treatment_id, at__gt=row.at).exclude(pk=row.pk).exists()
    row.due = row.at + FIRST_STEP if assessment.level.is_uneasy and not later else None
    row.asked = row.silent = None
    row.save()
    SkinCheckIn.objects.filter(treatment=row.treatment_id, at__lt=row.at).update(due=None, asked=None)
    note_first_uses(row.treatment, row.day, answers.get("used", ()))
    return row


def _heard(row: SkinCheckIn, told_now: CheckIn, assessment: Assessment) -> Question | None:
    """Tell the clinic of the signs that must not wait, and ask about those that the words may tell of.

    Where nobody is at the clinic the alarm is the person's alone.
    """
    if signs := _urgent(assessment.signs):
        words = _words_of(told_now, assessment)
        if not any(signs_told(row, signs, words)):
            raise_alarm(row.person, signs, words=words, source=Alarm.CHECKIN)
    asks = _urgent(assessment.ask)
    return ask_about(row.person, asks, words=told_now.words) if asks else None


def _urgent(signs: Iterable[Sign]) -> tuple[Sign, ...]:
    return tuple(sign for sign in signs if sign.urgency is not Urgency.CLINIC)


def _words_of(told_now: CheckIn, assessment: Assessment) -> str:
    """What tells of a sign: the person's own words, else what they ticked, else why it counts."""
    things = checkin_rules().new
    return told_now.words or ". ".join(told(things[name]) for name in told_now.new) or " ".join(assessment.because)


def note_first_uses(treatment: Treatment, day: int, used: Iterable[str]) -> None:
    """Write down the first use of each active among what was used on a day; one that has one keeps it."""
    Treatment.objects.filter(pk=treatment.pk, checked_in=False).update(checked_in=True)
    names = {rung.id for rung in rungs()}
    tried = set(RungTrial.objects.filter(treatment=treatment).values_list("rung", flat=True))
    for rung in dict.fromkeys(used):
        if rung in names and rung not in tried:
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
