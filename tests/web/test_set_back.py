"""A clock that is set back while things wait: none of them waits until it has come there a second time."""

import datetime as dt
import uuid

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from fortnight.web.accounts.models import Person
from fortnight.web.catalogue.models import Import
from fortnight.web.chat.actions import conversation_with, send
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.checkins.actions import keep
from fortnight.web.checkins.models import SkinCheckIn
from fortnight.web.ground import environment
from fortnight.web.healing.models import Alarm
from fortnight.web.mail.models import Letter, Received
from fortnight.web.project import set_back
from fortnight.web.reminders.actions import add_device
from fortnight.web.reminders.models import PushMessage, Reminder
from fortnight.web.screening.models import Screening
from tests.web.reminding import came, choose
from tests.web.test_away import Clock, clock
from tests.web.test_letters import member

__all__ = ["clock", "member"]
NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
AHEAD = NOW + dt.timedelta(days=2)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _no_clock_yet(settings: Settings) -> None:
    (settings.DATA / environment.CLOCK).unlink(missing_ok=True)


def test_what_waits_is_moved_back_with_the_clock(db: None) -> None:
    letter = Letter.objects.create(to="iris@example.org", next=AHEAD + 3 * MINUTE)
    sent = Letter.objects.create(to="iris@example.org", next=AHEAD + MINUTE, state=Letter.SENT)
    mail = Received.objects.create(fingerprint="a", sha256="b", bytes=1, way="pipe", next=AHEAD + 5 * MINUTE)
    work = Import.objects.create(source="shop", file="a.csv", state=Import.RUNNING, ended=AHEAD - MINUTE)
    assert set_back.look(AHEAD) == 0
    assert set_back.look(NOW) == 3
    for row in (letter, sent, mail, work):
        row.refresh_from_db()
    assert (letter.next, mail.next) == (NOW + 3 * MINUTE, NOW + 5 * MINUTE)
    assert work.ended == NOW
    assert sent.next == AHEAD + MINUTE


def test_what_seems_to_be_at_work_since_a_time_to_come_is_taken_up(db: None) -> None:
    seen = Import.objects.create(source="shop", file="a.csv", state=Import.LOOKING, created=AHEAD - MINUTE)
    screening = Screening.objects.create(version="own", profile="calm", working=AHEAD - MINUTE)
    set_back.look(AHEAD)
    assert set_back.look(NOW) == 2
    seen.refresh_from_db()
    screening.refresh_from_db()
    assert (seen.created, screening.working) == (NOW, NOW)


def test_reminders_come_at_their_times_of_day_once_the_clock_is_put_right(
    member: tuple[Person, Client], clock: Clock
) -> None:
    person, browser = member
    clock.set("2026-11-25 12:00")
    choose(browser)
    assert Reminder.objects.get(person=person, slot="evening").due_at == dt.datetime(2026, 11, 25, 20, tzinfo=dt.UTC)
    answer = Reminder.objects.create(person=person, slot="answer", due_at=clock.set("2026-11-25 12:05"))
    set_back.look(clock.set("2026-11-25 12:01"))
    now = clock.set("2026-11-23 12:01")
    assert set_back.look(now) == 3
    assert came(clock, "2026-11-23 12:02") == []
    assert Reminder.objects.get(person=person, slot="evening").due_at == dt.datetime(2026, 11, 23, 20, tzinfo=dt.UTC)
    assert Reminder.objects.get(person=person, slot="morning").due_at == dt.datetime(2026, 11, 24, 7, 30, tzinfo=dt.UTC)
    answer.refresh_from_db()
    assert answer.due_at == now + 4 * MINUTE


def test_pushes_and_check_ins_of_a_time_to_come_are_of_now(visitor: tuple[Person, Client]) -> None:
    person = visitor[0]
    assert person.current
    device = add_device(person, endpoint="https://push.example/1", p256dh="key", auth="secret")
    push = PushMessage.objects.create(to=device, next=AHEAD + MINUTE)
    judged = keep(person, person.current, key=uuid.uuid4(), at=AHEAD, answers={"pain": 8})
    assert judged
    due = AHEAD + dt.timedelta(days=1)
    SkinCheckIn.objects.filter(pk=judged.row.pk).update(due=due)
    set_back.look(AHEAD)
    set_back.look(NOW)
    push.refresh_from_db()
    row = SkinCheckIn.objects.get(pk=judged.row.pk)
    assert (push.next, row.at, row.due) == (NOW + MINUTE, NOW, NOW + dt.timedelta(days=1))


def test_who_was_held_to_a_limit_in_a_time_to_come_is_not_held_until_then(db: None) -> None:
    cache.set("limit", 1, timeout=None)
    set_back.look(AHEAD)
    assert cache.get("limit")
    set_back.look(NOW)
    assert cache.get("limit") is None


def test_a_promise_given_in_a_time_to_come_holds_from_now_on(
    visitor: tuple[Person, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = conversation_with(visitor[0])
    monkeypatch.setattr(timezone, "now", lambda: AHEAD)
    body = "My left eye is swollen shut and I have a fever"
    send(row, author=Message.PERSON, uid=uuid.uuid4(), body=body)
    row.refresh_from_db()
    assert row.asked == AHEAD
    due = row.due
    assert due
    set_back.look(AHEAD)
    set_back.look(NOW)
    row = Conversation.objects.get(pk=row.pk)
    assert (row.asked, row.due) == (NOW, due - (AHEAD - NOW))
    assert {alarm.at for alarm in Alarm.objects.all()} == {NOW}


def test_a_clock_that_goes_on_or_is_put_right_by_a_little_moves_nothing(db: None) -> None:
    letter = Letter.objects.create(to="iris@example.org", next=AHEAD)
    for now in (NOW, NOW - MINUTE, NOW + MINUTE):
        assert set_back.look(now) == 0
    letter.refresh_from_db()
    assert letter.next == AHEAD


@pytest.mark.parametrize("text", ["", "no time", "2026-11-24T12:00:00"])
def test_a_note_of_the_clock_that_says_nothing_is_written_anew(db: None, settings: Settings, text: str) -> None:
    note = settings.DATA / environment.CLOCK
    note.write_text(text)
    assert set_back.look(NOW) == 0
    assert note.read_text() == NOW.isoformat()
