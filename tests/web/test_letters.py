"""Answers by e-mail: one for several, none for what was read, threads that hold, what stands in it, what came back."""

import datetime as dt
import smtplib
import uuid
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any, cast

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import sanitize_address
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from fortnight.web.accounts.models import Person, User
from fortnight.web.chat.actions import change, conversation_with, see, send, withdraw
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.mail.models import Letter, Wish
from fortnight.web.mail.outgoing import outbox, signing, threads
from fortnight.web.mail.outgoing.outbox import automatic, bounced, complained, prefer, send_due
from fortnight.web.shelf.actions import ask
from tests.web.test_advisor import advisor, desk

Visitor = tuple[Person, Client]
__all__ = ["advisor", "desk"]
LATER = dt.timedelta(minutes=4)


@pytest.fixture
def member(visitor_on: Callable[..., Visitor]) -> Visitor:
    """Somebody on day 3 with an account."""
    return visitor_on(3, user=User.objects.create_user("iris@example.org"))


def answer(person: Person, user: User, body: str = "Yes, from day 7.", **more: Any) -> Message:
    return send(conversation_with(person), author=Message.ADVISOR, by=user, uid=uuid.uuid4(), body=body, **more)[0]


def sent(after: dt.timedelta = LATER) -> list[EmailMultiAlternatives]:
    """What has left after so long."""
    send_due(timezone.now() + after)
    return cast("list[EmailMultiAlternatives]", mail.outbox)


def words(letter: EmailMultiAlternatives) -> str:
    """Everything that stands in a mail, in either form."""
    return f"{letter.subject}\n{letter.body}\n{letter.alternatives[0][0]!s}"


def test_several_answers_within_minutes_are_one_mail(member: Visitor, advisor: User) -> None:
    """zulip#16763: a mail for each message."""
    for body in ("Yes.", "From day 7.", "In the evening."):
        answer(member[0], advisor, body)
    assert sent(dt.timedelta(minutes=1)) == []
    assert len(sent()) == 1
    assert sent(dt.timedelta(hours=1)) == mail.outbox[:1]


def test_without_their_wish_nothing_of_skin_product_or_day_is_in_it(member: Visitor, advisor: User) -> None:
    answer(member[0], advisor, "Your retinol may come back on day 7.")
    text = words(sent()[0])
    assert "Noor" in text
    assert "/advisor/" in text
    for private in ("retinol", "day 7", "Day 3", "redness", "microneedling"):
        assert private not in text


def test_with_their_wish_the_strip_and_the_words_are_in_it(member: Visitor, advisor: User) -> None:
    person = member[0]
    product = ask(person, name="Night serum", label="Aqua, Retinol", kind="")
    prefer(person, answers=True, details=True)
    answer(person, advisor, "It may come back <soon>.", card={"kind": "answer", "key": str(product.key)})
    letter = sent()[0]
    assert "Day 3 of 14" in letter.body
    assert "1 2 [3] 4" in letter.body
    assert "It may come back <soon>." in letter.body
    assert "Night serum" in letter.body
    html = str(letter.alternatives[0][0])
    assert "&lt;soon&gt;" in html
    assert html.count("<td") == 28
    assert "<img" not in html
    assert "http" not in html.replace("http://localhost:8000", "")


def test_only_what_was_seen_is_left_out_not_whoever_was_here_lately(member: Visitor, advisor: User) -> None:
    """zulip#18072, jane#messaging-faq: no e-mail went to somebody who was active, or signed in."""
    person, browser = member
    browser.get("/today/")
    answer(person, advisor, "First.")
    browser.get("/advisor/")
    answer(person, advisor, "Second.")
    prefer(person, answers=True, details=True)
    browser.get("/today/")
    text = words(sent()[0])
    assert "Second." in text
    assert "First." not in text


def test_what_was_read_on_the_page_is_not_mailed(member: Visitor, advisor: User) -> None:
    answer(member[0], advisor)
    conversation = Conversation.objects.get()
    see(conversation, user=None, number=conversation.last)
    assert sent() == []
    assert Letter.objects.get().state == Letter.NOT_NEEDED


def test_what_was_taken_back_is_not_mailed_and_what_was_changed_is_mailed_as_it_is(
    member: Visitor, advisor: User
) -> None:
    prefer(member[0], answers=True, details=True)
    withdraw(answer(member[0], advisor, "A slip."), author=Message.ADVISOR, by=advisor)
    change(answer(member[0], advisor, "On day 5."), author=Message.ADVISOR, by=advisor, body="On day 7.")
    text = words(sent()[0])
    assert "A slip." not in text
    assert "On day 5." not in text
    assert "On day 7." in text


def test_a_thread_holds_together_over_several_letters(member: Visitor, advisor: User) -> None:
    answer(member[0], advisor)
    first = sent()[0].message()
    answer(member[0], advisor, "And one thing more.")
    second = sent(dt.timedelta(hours=1))[1].message()
    root = threads.root_of(Conversation.objects.get())
    assert first["In-Reply-To"] == root
    assert second["In-Reply-To"] == first["Message-ID"]
    assert second["References"].split() == [root, first["Message-ID"]]
    assert first["Message-ID"] != second["Message-ID"]
    assert first["Subject"] == second["Subject"]
    assert (
        threads.conversation_of_ids(["<unknown@example.org>", str(first["Message-ID"])]) == Conversation.objects.get()
    )
    assert threads.conversation_of_ids([root]) == Conversation.objects.get()


def test_the_address_to_reply_to_names_its_conversation_and_no_other(
    member: Visitor, stranger: Visitor, advisor: User
) -> None:
    answer(member[0], advisor)
    reply = str(sent()[0].message()["Reply-To"])
    assert signing.conversation_of_address(reply.upper()) == Conversation.objects.get(person=member[0])
    assert len(reply.partition("@")[0]) <= 64
    other = signing.token_for(conversation_with(stranger[0]))
    forged = f"reply+{other.partition('-')[0]}-{reply.partition('-')[2]}"
    assert signing.conversation_of_address(forged) is None
    for nonsense in ("reply@clinic.example", "reply+@clinic.example", reply.replace("clinic", "other"), "", "@", "a+b"):
        assert signing.conversation_of_address(nonsense) is None


def test_a_letter_is_claimed_by_one_of_several(member: Visitor, advisor: User) -> None:
    answer(member[0], advisor)
    now = timezone.now() + LATER
    letter = Letter.objects.get()
    claimed = [outbox.claimed(letter, now) for _ in range(3)]
    assert claimed == [True, False, False]


def test_a_letter_whose_sending_was_cut_off_goes_again_under_the_same_id(member: Visitor, advisor: User) -> None:
    answer(member[0], advisor)
    now = timezone.now() + LATER
    letter = Letter.objects.get()
    assert outbox.claimed(letter, now)
    assert send_due(now + dt.timedelta(minutes=1)) == 0
    assert send_due(now + dt.timedelta(minutes=11)) == 1
    assert mail.outbox[0].message()["Message-ID"] == threads.id_of(letter)


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refuse(self: EmailMultiAlternatives, *args: object) -> int:
        raise error

    monkeypatch.setattr(EmailMultiAlternatives, "send", refuse)


def test_what_is_refused_for_now_is_tried_again_with_growing_waits_and_then_said(
    member: Visitor, advisor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(member[0], advisor)
    now = timezone.now() + LATER
    with monkeypatch.context() as broken:
        failing(broken, ConnectionRefusedError("no mail server"))
        assert send_due(now) == 0
        assert Letter.objects.get().state == Letter.WAITING
        assert send_due(now + dt.timedelta(seconds=30)) == 0
        assert Letter.objects.get().tries == 1
    assert send_due(now + dt.timedelta(minutes=2)) == 1
    answer(member[0], advisor, "Once more.")
    failing(monkeypatch, smtplib.SMTPDataError(451, b"later"))
    for hours in range(1, 100):
        send_due(now + dt.timedelta(hours=hours))
    letter = Letter.objects.latest("pk")
    assert (letter.state, letter.trouble) == (Letter.FAILED, "451 later")
    assert letter.tries == 10


def test_what_is_refused_for_good_is_said_on_the_message_to_both(
    member: Visitor, desk: Client, advisor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(member[0], advisor)
    failing(monkeypatch, smtplib.SMTPRecipientsRefused({"iris@example.org": (550, b"no such mailbox")}))
    send_due(timezone.now() + LATER)
    assert Letter.objects.get().state == Letter.FAILED
    key = Conversation.objects.get().key
    for page in (member[1].get("/advisor/"), desk.get(f"/desk/{key}/")):
        assert "no such mailbox" in page.content.decode()
    assert Wish.objects.get().paused
    answer(member[0], advisor, "Not mailed.")
    assert Letter.objects.count() == 1
    assert "no such mailbox" in member[1].get("/me/mail/").content.decode()
    member[1].post("/me/mail/", {"answers": "1"})
    answer(member[0], advisor, "Mailed again.")
    assert Letter.objects.count() == 2


@pytest.mark.parametrize("address", ["a@b..example", "a@" + "x" * 65 + ".example", "a[b]@x"])
def test_a_letter_that_cannot_be_written_fails_alone(db: None, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Forty mails from such senders held up every other letter for a quarter of an hour."""
    plainly = EmailMultiAlternatives.send

    def send_as_by_smtp(self: EmailMultiAlternatives) -> int:
        sanitize_address(self.to[0], "utf-8")
        return plainly(self)

    monkeypatch.setattr(EmailMultiAlternatives, "send", send_as_by_smtp)
    now = timezone.now()
    automatic("stranger", to=address, now=now)
    automatic("stranger", to="honest@example.org", now=now + dt.timedelta(seconds=1))
    send_due(now + LATER)
    assert [letter.to for letter in cast("list[EmailMultiAlternatives]", mail.outbox)] == [["honest@example.org"]]
    assert Letter.objects.get(to=address.lower()).state == Letter.FAILED


def test_what_a_server_says_of_an_address_is_not_in_the_log(
    member: Visitor, advisor: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    answer(member[0], advisor)
    failing(monkeypatch, smtplib.SMTPRecipientsRefused({"iris@example.org": (550, b"<iris@example.org>: rejected")}))
    send_due(timezone.now() + LATER)
    assert "550" in caplog.text
    assert "iris" not in caplog.text


def test_a_letter_that_came_back_is_said_on_its_message(member: Visitor, advisor: User) -> None:
    answer(member[0], advisor)
    message_id = str(sent()[0].message()["Message-ID"])
    assert "sent by email" in member[1].get("/advisor/").content.decode()
    assert bounced(message_id, lasting=True, says="mailbox full")
    assert "mailbox full" in member[1].get("/advisor/").content.decode()
    assert Wish.objects.get().paused
    for nobody in ("<nonsense@example.org>", "", f"<{uuid.uuid4()}@localhost>"):
        assert not bounced(nobody, lasting=True, says="x")


def test_a_complaint_ends_the_mail(member: Visitor, advisor: User) -> None:
    answer(member[0], advisor)
    assert complained(str(sent()[0].message()["Message-ID"]))
    answer(member[0], advisor, "Not mailed.")
    assert Letter.objects.count() == 1


def test_nothing_is_promised_where_no_mail_leaves(member: Visitor, advisor: User, settings: Settings) -> None:
    settings.MAIL_LEAVES = False
    answer(member[0], advisor)
    assert not Letter.objects.exists()
    assert not automatic("signs", to="iris@example.org")
    assert "does not send answers by email" in member[1].get("/me/mail/").content.decode()
    assert "by email" not in member[1].get("/advisor/").content.decode()


def test_a_visitor_is_shown_how_an_answer_finds_them(visitor: Visitor, advisor: User) -> None:
    answer(visitor[0], advisor)
    assert not Letter.objects.exists()
    assert "/accounts/signup/?next=/me/mail/" in visitor[1].get("/me/mail/").content.decode()
    assert 'href="/me/mail/"' in visitor[1].get("/advisor/").content.decode()


def test_who_wants_none_gets_none(member: Visitor, advisor: User) -> None:
    member[1].post("/me/mail/", {})
    answer(member[0], advisor)
    assert not Letter.objects.exists()


def test_a_wish_that_changes_while_a_letter_waits_holds(member: Visitor, advisor: User) -> None:
    answer(member[0], advisor)
    prefer(member[0], answers=False, details=False)
    assert sent() == []


def test_an_automatic_note_says_so_and_goes_once_a_day(db: None) -> None:
    answers = "<one@example.org>"
    assert automatic("stranger", to="sam@example.org", answers=answers)
    assert not automatic("stranger", to="Sam@example.org")
    note: EmailMessage = sent()[0].message()
    assert note["Auto-Submitted"] == "auto-replied"
    assert note["In-Reply-To"] == answers
    assert "automatic message" in mail.outbox[0].body


def test_the_note_about_a_sign_names_whom_to_call_in_the_persons_language(member: Visitor) -> None:
    person = member[0]
    person.country, person.language = "ES", "es"
    person.save()
    assert automatic("signs", conversation=conversation_with(person))
    assert "112" in sent()[0].body
    assert mail.outbox[0].to == ["iris@example.org"]


def test_a_letter_of_somebody_who_was_deleted_is_gone(member: Visitor, advisor: User) -> None:
    answer(member[0], advisor)
    member[1].post("/me/data/delete/", {"word": "delete"})
    assert not Person.objects.exists()
    assert sent() == []
