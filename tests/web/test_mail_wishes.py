"""What a person wants of their letters: how soon, and at which hours not; and what became of each, on its message."""

import datetime as dt
import uuid
from typing import cast

import pytest
from django.core import mail
from django.test import Client

from fortnight.web.accounts.models import Person, User
from fortnight.web.chat.actions import conversation_with, send
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.mail.models import Letter, Wish
from fortnight.web.mail.outgoing.outbox import send_due
from fortnight.web.mail.outgoing.schedule import awake
from tests.web.test_advisor import advisor, desk
from tests.web.test_away import Clock, clock
from tests.web.test_letters import answer, failing, member, sent

Visitor = tuple[Person, Client]
__all__ = ["advisor", "clock", "desk", "member"]


def wants(browser: Client, **fields: str) -> int:
    """Save wishes on their page; the status of the answer."""
    return browser.post("/me/mail/", {"answers": "1"} | fields).status_code


def test_a_person_says_how_long_a_letter_waits_for_more(member: Visitor, advisor: User) -> None:
    """zulip#35882: a wish for a delay of one's own."""
    assert wants(member[1], wait="60") == 302
    assert '<option value="60" selected>' in member[1].get("/me/mail/").content.decode()
    answer(member[0], advisor, "Yes.")
    answer(member[0], advisor, "From day 7.")
    assert sent(dt.timedelta(minutes=58)) == []
    (letter,) = sent(dt.timedelta(minutes=61))
    assert "Noor" in letter.body


def test_in_quiet_hours_nothing_leaves_and_afterwards_one_letter_for_all(
    member: Visitor, desk: Client, advisor: User, clock: Clock
) -> None:
    """chatwoot#3919, for clients: hours without a notice, then one for what came in them."""
    Person.objects.update(zone="Europe/Madrid")
    wants(member[1], quiet_from="22:00", quiet_to="07:30", details="1")
    clock.set("2026-11-23 20:58")
    answer(Person.objects.get(), advisor, "In the evening.")
    at_the_desk = desk.get(f"/desk/{Conversation.objects.get().key}/").content.decode()
    assert "will be emailed at Tue 24 Nov, 07:30" in at_the_desk
    clock.set("2026-11-24 03:00")
    answer(Person.objects.get(), advisor, "At night.")
    for moment in ("2026-11-23 23:00", "2026-11-24 06:29"):
        assert send_due(clock.set(moment)) == 0
    assert send_due(clock.set("2026-11-24 06:30")) == 1
    (letter,) = mail.outbox
    for body in ("In the evening.", "At night."):
        assert body in cast("str", letter.body)


@pytest.mark.parametrize(
    ("wished", "at", "until"),
    [
        (("22:00", "07:30"), "2026-11-23 21:59", "2026-11-23 21:59"),
        (("22:00", "07:30"), "2026-11-23 22:00", "2026-11-24 07:30"),
        (("22:00", "07:30"), "2026-11-24 07:29", "2026-11-24 07:30"),
        (("22:00", "07:30"), "2026-11-24 07:30", "2026-11-24 07:30"),
        (("12:00", "14:00"), "2026-11-23 13:00", "2026-11-23 14:00"),
        (("12:00", "14:00"), "2026-11-23 14:00", "2026-11-23 14:00"),
        (("12:00", "14:00"), "2026-11-23 11:59", "2026-11-23 11:59"),
        (("00:00", "06:00"), "2026-11-23 00:00", "2026-11-23 06:00"),
    ],
)
def test_quiet_hours_end_when_they_say(wished: tuple[str, str], at: str, until: str) -> None:
    begins, ends = map(dt.time.fromisoformat, wished)
    moment, end = (dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC) for text in (at, until))
    assert awake(moment, Wish(quiet_from=begins, quiet_to=ends), "UTC") == end


def test_where_a_sign_was_told_of_an_answer_waits_for_no_hours(member: Visitor, advisor: User, clock: Clock) -> None:
    person, browser = member
    wants(browser, wait="240", quiet_from="22:00", quiet_to="07:30")
    clock.set("2026-11-23 23:00")
    conversation = conversation_with(person)
    answer(person, advisor, "Good night.")
    send(conversation, author=Message.PERSON, uid=uuid.uuid4(), body="I have a fever", signs=["sign-fever"])
    answer(person, advisor, "See a doctor today.")
    assert send_due(clock.set("2026-11-23 23:04")) == 1


def test_a_letter_that_failed_is_tried_again_after_the_quiet_hours(
    member: Visitor, advisor: User, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    wants(member[1], quiet_from="22:00", quiet_to="07:30")
    clock.set("2026-11-23 21:50")
    answer(member[0], advisor)
    failing(monkeypatch, ConnectionRefusedError("no mail server"))
    for moment in ("2026-11-23 21:54", "2026-11-23 21:56"):
        send_due(clock.set(moment))
    assert Letter.objects.get().tries == 2
    assert Letter.objects.get().next == dt.datetime(2026, 11, 24, 7, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"quiet_from": "22:00"}, "leave both empty."),
        ({"quiet_from": "22:00", "quiet_to": "22:00"}, "cover the whole day"),
        ({"quiet_from": "late", "quiet_to": "07:00"}, "Enter a time like 22:00."),
        ({"wait": "7"}, "Select a valid choice"),
    ],
)
def test_hours_that_cannot_be_are_refused_and_what_was_typed_stays(
    member: Visitor, fields: dict[str, str], words: str
) -> None:
    refused = member[1].post("/me/mail/", {"details": "1"} | fields)
    page = refused.content.decode()
    assert refused.status_code == 400
    assert words in page
    assert all(f'value="{value}"' in page for name, value in fields.items() if name != "wait")
    assert 'name="details" value="1" checked' in page
    assert not Wish.objects.exists()


def test_what_became_of_a_letter_is_said_on_its_message(member: Visitor, advisor: User) -> None:
    """jane#message-log: unsent, sent, refused, returned, unwanted; opened and clicked are not looked for."""
    wants(member[1], wait="15")
    answer(member[0], advisor)

    def says() -> str:
        return member[1].get("/advisor/").content.decode()

    assert "will be emailed at" in says()
    Letter.objects.update(state=Letter.SENT)
    assert "sent by email" in says()
    for state in (Letter.FAILED, Letter.RETURNED):
        Letter.objects.update(state=state, trouble="no such mailbox")
        assert "could not be delivered by email: no such mailbox" in says()
    Letter.objects.update(state=Letter.WAITING, tries=1)
    assert "trying the email again: no such mailbox" in says()
    Letter.objects.update(state=Letter.COMPLAINED, trouble="")
    assert "the email was marked as spam" in says()
