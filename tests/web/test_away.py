"""Outside of the clinic's hours: a client hears at once, and once, when they are answered; the question still waits."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from fortnight.web.accounts.models import Clinic, Person, User
from fortnight.web.chat.actions import conversation_with, send
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.chat.queries import DeskBox, counts, inbox
from fortnight.web.clinic.models import Reply
from tests.web.staff import one_of_staff

Visitor = tuple[Person, Client]
NIGHT = "2026-11-23 22:00"
DAY = "2026-11-24 10:00"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> "Clock":
    """The clock of the house, which a test sets."""
    return Clock(monkeypatch)


class Clock:
    """The time that it is."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def set(self, text: str) -> dt.datetime:
        """It is this moment, in UTC."""
        moment = dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)
        self._monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment


def write(person: Person, body: str = "May I swim?", uid: uuid.UUID | None = None) -> Message:
    return send(conversation_with(person), author=Message.PERSON, uid=uid or uuid.uuid4(), body=body)[0]


def told(person: Person) -> list[str]:
    bodies = Message.objects.filter(conversation__person=person, author=Message.HOUSE).order_by("number")
    return list(bodies.values_list("body", flat=True))


def test_who_writes_at_night_hears_when_they_are_answered_and_whom_to_call(visitor: Visitor, clock: Clock) -> None:
    """fazer-ai#153: outside of the hours a client heard nothing."""
    person, browser = visitor
    person.country = "GB"
    person.save()
    clock.set(NIGHT)
    browser.post("/advisor/", {"body": "May I swim?"})
    (body,) = told(person)
    assert "You’ll get an answer by Tue 24 Nov, 13:00." in body
    assert "When not to wait" in body
    assert "call 999" in body
    page = browser.get("/advisor/").content.decode()
    assert "Automatic message" in page
    assert [message.number for message in Message.objects.order_by("number")] == [1, 2], "numbered like every other"


def test_who_writes_in_open_hours_hears_nothing_automatic(visitor: Visitor) -> None:
    write(visitor[0])
    assert told(visitor[0]) == []


def test_it_is_said_once_for_each_closed_time(visitor: Visitor, clock: Clock) -> None:
    person = visitor[0]
    clock.set(NIGHT)
    write(person)
    write(person, "And the gym?")
    clock.set("2026-11-24 08:59")
    write(person, "Hello?")
    assert len(told(person)) == 1
    clock.set(DAY)
    write(person, "Good morning")
    assert len(told(person)) == 1
    clock.set("2026-11-24 17:00")
    write(person, "Good evening")
    assert len(told(person)) == 2


def test_each_conversation_is_told_for_itself(visitor: Visitor, stranger: Visitor, clock: Clock) -> None:
    clock.set(NIGHT)
    write(visitor[0])
    write(stranger[0])
    assert (len(told(visitor[0])), len(told(stranger[0]))) == (1, 1)


def test_a_message_that_is_sent_again_is_met_once(visitor: Visitor, clock: Clock) -> None:
    clock.set(NIGHT)
    uid = uuid.uuid4()
    for _ in range(3):
        write(visitor[0], uid=uid)
    assert Message.objects.count() == 2


def test_an_automatic_message_leaves_the_question_unanswered(visitor: Visitor, clock: Clock) -> None:
    """whazing#397: an automatic reply cleared the mark of what waits."""
    person = visitor[0]
    advisor, _ = one_of_staff("advisor")
    moment = clock.set(NIGHT)
    write(person)
    row = Conversation.objects.get()
    assert row.asked == moment
    assert row.due == dt.datetime(2026, 11, 24, 13, tzinfo=dt.UTC)
    assert counts(advisor)["due"] == 1
    assert [line.conversation for line in inbox(advisor, DeskBox.DUE)] == [row]
    assert not Reply.objects.exists(), "it counts as no answer in the figures"
    clock.set("2026-11-24 13:01")
    assert counts(advisor)["overdue"] == 1


def test_an_automatic_message_does_not_hold_back_the_answer_of_who_has_seen_it(visitor: Visitor, clock: Clock) -> None:
    person = visitor[0]
    advisor, browser = one_of_staff("advisor")
    clock.set(NIGHT)
    write(person)
    row = Conversation.objects.get()
    assert browser.post(f"/desk/{row.key}/", {"body": "Yes.", "seen": "2"}).status_code == 302
    assert Conversation.objects.get().asked is None
    assert Reply.objects.get().user == advisor


def test_the_clinic_says_it_in_its_own_words_and_ours_go_with_it(visitor: Visitor, clock: Clock) -> None:
    Clinic.objects.update(away="We are asleep and answer in the morning.")
    clock.set(NIGHT)
    write(visitor[0])
    assert told(visitor[0])[0].startswith("We are asleep and answer in the morning.\n\nYou’ll get an answer by")


def test_the_clinic_can_have_nothing_said(visitor: Visitor, clock: Clock) -> None:
    Clinic.objects.update(away_on=False)
    clock.set(NIGHT)
    write(visitor[0])
    assert told(visitor[0]) == []


def test_on_a_closed_day_it_is_said_as_well(visitor: Visitor) -> None:
    Clinic.objects.update(holidays=[{"first": "2026-11-23", "last": "2026-11-24", "name": "Moving"}])
    write(visitor[0])
    assert "by Wed 25 Nov, 13:00." in told(visitor[0])[0]


def test_a_clinic_that_never_opens_says_it_once_and_promises_nothing(visitor: Visitor, clock: Clock) -> None:
    Clinic.objects.update(hours={})
    write(visitor[0])
    clock.set("2026-12-01 10:00")
    write(visitor[0])
    (body,) = told(visitor[0])
    assert "You’ll get an answer by" not in body
    assert "In an emergency, call" in body


def test_it_is_said_in_the_language_of_the_person(visitor: Visitor, clock: Clock) -> None:
    Person.objects.update(language="es")
    clock.set(NIGHT)
    write(Person.objects.get(pk=visitor[0].pk))
    assert "24" in told(visitor[0])[0]
    assert "13:00" in told(visitor[0])[0]


def test_what_an_advisor_writes_at_night_is_met_by_nothing(visitor: Visitor, clock: Clock) -> None:
    advisor: User = one_of_staff("advisor")[0]
    clock.set(NIGHT)
    send(conversation_with(visitor[0]), author=Message.ADVISOR, by=advisor, uid=uuid.uuid4(), body="A thought.")
    assert told(visitor[0]) == []
