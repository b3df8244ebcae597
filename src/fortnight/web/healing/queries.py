"""Which alarms stand for a person, which wait at the desk, what was asked."""

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from fortnight.healing.load import all_rules
from fortnight.healing.model import Sign
from fortnight.web.accounts.models import Person
from fortnight.web.ground.prepared import prepared
from fortnight.web.healing.models import Alarm, Question

_MOST = 20


def known_signs(ids: Iterable[str]) -> tuple[Sign, ...]:
    """The signs with these ids, the most urgent first; what is no sign is left out."""
    named = set(ids)
    return tuple(sign for sign in all_rules() if sign.id in named)


def standing_for(person: Person) -> list[Alarm]:
    """What stands for a person until they or a lead say how it went, the most urgent first."""
    return _standing(person.pk)


@prepared
def _standing(person: int) -> QuerySet[Alarm]:
    alarms = Alarm.objects.filter(person=person, ended=None).select_related("acknowledged_by", "message")
    return alarms.order_by("level", "-at", "-id")[:_MOST]


def alarm_of(person: Person, key: uuid.UUID) -> Alarm | None:
    """One alarm of a person, or None where it is another's."""
    return Alarm.objects.filter(person=person, key=key).first()


def of_conversation(conversation_id: int) -> list[Alarm]:
    """The alarms of a conversation's messages, those that wait first, then the most urgent, then the oldest."""
    alarms = _in_conversation(conversation_id)
    return sorted(alarms, key=lambda alarm: (alarm.acknowledged is not None, alarm.level, alarm.at))


@prepared
def _in_conversation(conversation: int) -> QuerySet[Alarm]:
    alarms = Alarm.objects.filter(message__conversation=conversation)
    return alarms.select_related("message", "opened_by", "acknowledged_by")


@prepared
def ringing(conversation: int, upto: int) -> QuerySet[Alarm, int]:
    """The keys of the alarms of a conversation, up to a message's number, that none of the staff has opened yet."""
    alarms = Alarm.objects.filter(message__conversation=conversation, message__number__lte=upto, opened=None)
    return alarms.values_list("pk", flat=True)


def alarm_with(conversation_id: int, key: uuid.UUID) -> Alarm | None:
    """One alarm of a conversation, or None where it is another's."""
    return Alarm.objects.filter(message__conversation=conversation_id, key=key).select_related("person").first()


def question_of(person: Person, key: uuid.UUID) -> Question | None:
    """One question to a person, or None where it is another's."""
    return Question.objects.filter(person=person, key=key).select_related("message").first()


def told_of(person: Person) -> dict[str, object]:
    """What is kept of a person's alarms and questions, ready for JSON."""
    alarms = Alarm.objects.filter(person=person).order_by("at", "id")
    questions = Question.objects.filter(person=person).order_by("at", "id")
    own = ("source", "signs", "words", "at", "opened", "acknowledged", "reason", "ended", "outcome", "ended_reason")
    return {
        "alarms": list(alarms.values(*own)),
        "questions": list(questions.values("signs", "words", "at", "answered", "answer")),
    }
