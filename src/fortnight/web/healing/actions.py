"""Raising an alarm, asking about signs, saying how it went; acknowledging and closing one at the desk.

Each is one transaction. What somebody of the staff does is a line in the person's audit.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from fortnight.healing.model import Sign, Urgency
from fortnight.web.accounts.actions import note
from fortnight.web.accounts.models import Person, User
from fortnight.web.healing.models import Alarm, Question
from fortnight.web.healing.queries import known_signs

_MOST_WORDS = 1000
_SAID_STILL = dt.timedelta(hours=12)
_ORDER = tuple(Urgency)


@transaction.atomic
def raise_alarm(
    person: Person, signs: Sequence[Sign], *, words: str, source: str, message_id: int | None = None
) -> Alarm:
    """Keep that words tell of signs, the most urgent first; what is typed again stands once. Raises: ValueError."""
    if not signs:
        raise ValueError("an alarm is about a sign")
    ids = [sign.id for sign in signs]
    if message_id is None:
        again = Alarm.objects.filter(person=person, message=None, ended=None, words=words[:_MOST_WORDS])
        if known := next((one for one in again if one.signs == ids), None):
            return known
    return Alarm.objects.create(
        person=person,
        message_id=message_id,
        source=source,
        signs=ids,
        level=min(_ORDER.index(sign.urgency) for sign in signs),
        words=words[:_MOST_WORDS],
        at=timezone.now(),
    )


@transaction.atomic
def ask_about(
    person: Person, signs: Sequence[Sign], *, words: str = "", message_id: int | None = None
) -> Question | None:
    """Ask a person whether any of some signs is so right now; None where they have just said of these words."""
    if message_id is None:
        before = Question.objects.filter(person=person, message=None, words=words[:_MOST_WORDS]).order_by("-at").first()
        if before and before.at > timezone.now() - _SAID_STILL:
            return None if before.answered else before
    return Question.objects.create(
        person=person,
        message_id=message_id,
        words=words[:_MOST_WORDS],
        signs=[sign.id for sign in signs],
        at=timezone.now(),
    )


@transaction.atomic
def answer(question: Question, said: str) -> Alarm | None:
    """Keep the answer to a question, once; the alarm where it is a sign, None for anything else."""
    row = Question.objects.select_for_update().select_related("person").get(pk=question.pk)
    if row.answered or said not in {*row.signs, Question.NONE}:
        return None
    row.answered, row.answer = timezone.now(), said
    row.save(update_fields=["answered", "answer"])
    found = known_signs([said])
    source = Alarm.ASKED if row.message_id else Alarm.BOX
    return raise_alarm(row.person, found, words=row.words, source=source, message_id=row.message_id) if found else None


@transaction.atomic
def tell_outcome(alarm: Alarm, *, outcome: str) -> None:
    """The person says how it went: it stands no longer, nor do others about the same signs. The desk still has it."""
    same = Alarm.objects.select_for_update().filter(person=alarm.person_id, ended=None)
    ended = [one.pk for one in same if one.signs == alarm.signs]
    Alarm.objects.filter(pk__in=ended).update(ended=timezone.now(), outcome=outcome)


@transaction.atomic
def acknowledge(alarm: Alarm, *, by: User, reason: str) -> bool:
    """One of the staff answers for an alarm by name, with a reason that the person reads. False where one has."""
    waiting = Alarm.objects.filter(pk=alarm.pk, acknowledged=None)
    if not waiting.update(acknowledged=timezone.now(), acknowledged_by=by, reason=reason):
        return False
    note(alarm.person, action="acknowledged", by=by)
    return True


@transaction.atomic
def close_alarm(alarm: Alarm, *, by: User, reason: str) -> bool:
    """A lead lets an alarm stand no longer, with a reason that the person reads. False where it does not stand."""
    standing = Alarm.objects.filter(pk=alarm.pk, ended=None)
    values = {"ended_by": by, "outcome": Alarm.CLOSED, "ended_reason": reason}
    if not standing.update(ended=timezone.now(), **values):
        return False
    note(alarm.person, action="closed_alarm", by=by)
    return True


@transaction.atomic
def mark_opened(conversation_id: int, *, upto: int, by: User) -> int:
    """One of the staff has a conversation open, up to a number: its alarms ring no more. How many did."""
    ringing = Alarm.objects.filter(message__conversation=conversation_id, message__number__lte=upto, opened=None)
    return ringing.update(opened=timezone.now(), opened_by=by)
