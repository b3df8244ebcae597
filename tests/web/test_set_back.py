"""A clock that is set back while things wait: none of them waits until it has come there a second time."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from fortnight.web.accounts.models import Person
from fortnight.web.catalogue.models import Import
from fortnight.web.chat.actions import conversation_with, send
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.ground import environment
from fortnight.web.healing.models import Alarm
from fortnight.web.mail.models import Letter, Received
from fortnight.web.project import set_back

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
