"""Mail from strangers: one line each, let in by an advisor or put aside; people without a treatment at the desk."""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from django.core import mail as outbox
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from fortnight.web.accounts.models import Person, User
from fortnight.web.chat.actions import conversation_with
from fortnight.web.chat.models import Message
from fortnight.web.ground.mail import Account
from fortnight.web.mail.incoming import strangers, summaries
from fortnight.web.mail.models import Address, Letter, Mailbox, Received
from fortnight.web.mail.outgoing.outbox import send_due
from fortnight.web.mail.queries import addresses_of, told_of
from fortnight.web.shelf.actions import ask
from tests.web.mails import mail
from tests.web.test_advisor import advisor, answer, desk
from tests.web.test_mail_incoming import arrive, in_answer, letter, member, notes_sent

Visitor = tuple[Person, Client]
__all__ = ["advisor", "desk", "letter", "member"]


@pytest.fixture(autouse=True)
def _fresh_news(monkeypatch: pytest.MonkeyPatch) -> None:
    """The inbox looks anew each time."""
    monkeypatch.setattr(summaries, "_MEMORY_SECONDS", -1.0)


def test_several_mails_of_a_stranger_are_one_line_and_a_sign_comes_first(desk: Client) -> None:
    """chatwoot#14993: what belongs together stood apart. Here an address makes one line, and never a subject."""
    arrive(mail("forged-subject"))
    arrive(mail("stranger"))
    arrive(mail("stranger-sign"))
    page = desk.get("/desk/mail/").content.decode()
    assert "2 emails" in page
    assert page.index("zoe@example.net") < page.index("mallory@example.net")
    assert "urgent: mentions a warning sign" in page
    inbox = desk.get("/desk/").content.decode()
    assert "2 unknown senders have emailed" in inbox
    assert "one of them mentions a warning sign" in inbox


def test_a_stranger_gets_one_note_and_a_sign_the_doctor_s_way(db: None) -> None:
    for name in ("stranger", "stranger-sign"):
        arrive(mail(name))
    arrive(mail("stranger").replace(b"<zoe-1@", b"<zoe-3@").replace(b"cleanser", b"cream"))
    assert notes_sent() == [("stranger", "zoe@example.net"), ("signs", "zoe@example.net")]


def test_a_list_or_a_machine_is_no_stranger_and_is_answered_by_nobody(desk: Client) -> None:
    row = arrive(mail("newsletter"))
    assert row.state == Received.WORKED
    assert "Black Friday" not in desk.get("/desk/mail/").content.decode()
    assert "Black Friday" in desk.get("/desk/mail/?box=automatic").content.decode()
    assert "Black Friday" in desk.get("/desk/mail/?box=all").content.decode()
    assert notes_sent() == []


def test_who_is_let_in_becomes_a_client_without_a_treatment_and_is_written_to_in_words(
    desk: Client, advisor: User
) -> None:
    first = arrive(mail("stranger"))
    arrive(mail("stranger-sign"))
    assert "Which cleanser shall I buy?" in desk.get(f"/desk/mail/{first.key}/").content.decode()
    page = desk.post(f"/desk/mail/{first.key}/accept/", follow=True).content.decode()
    person = Person.objects.get()
    assert (person.name, person.current, person.user) == ("Zoë Winter", None, None)
    assert Address.objects.get().address == "zoe@example.net"
    bodies = [message.body for message in Message.objects.order_by("number")]
    assert bodies == [
        "Before my first treatment\n\nWhich cleanser shall I buy?",
        "Help\n\nI have a fever and pus comes out.",
    ]
    assert "Zoë Winter" in page
    assert "Which cleanser shall I buy?" in page
    assert "See a doctor today" in page, "it rings in the conversation as well"
    answer(person, advisor, "A mild one without scent.")
    send_due(timezone.now() + dt.timedelta(minutes=4))
    sent = outbox.outbox[-1]
    assert sent.to == ["zoe@example.net"]
    assert "A mild one without scent." in sent.body
    arrive(
        mail("gmail", answers=str(sent.message()["Message-ID"])).replace(
            b"iris@example.org>\nTo", b"zoe@example.net>\nTo"
        )
    )
    assert Message.objects.latest("number").body == "It is better today. May I swim?"
    assert not strangers.strangers()


def test_every_page_of_the_desk_bears_a_person_without_a_treatment(desk: Client) -> None:
    row = arrive(mail("stranger"))
    desk.post(f"/desk/mail/{row.key}/accept/")
    person = Person.objects.get()
    product = ask(person, name="Cream", label="Aqua, Glycerin", kind="")
    at = f"/desk/{conversation_with(person).key}/"
    for number, card in enumerate(("day:7", "shelf", f"answer:{product.key}")):
        sent = {"body": f"Look {number}", "card": card, "seen": str(number + 1), "uid": str(uuid.uuid4())}
        assert desk.post(at, sent).status_code == 302
    page = desk.get(at)
    assert page.status_code == 200
    assert desk.get(f"{at}since/?number=0").status_code == 200
    assert desk.get("/desk/?box=waiting").status_code == 200


def test_mail_that_claims_to_be_a_client_s_goes_into_their_conversation_only_by_an_advisor(
    letter: Letter, desk: Client
) -> None:
    row = arrive(mail("missing-references"))
    assert row.state == Received.WAITING
    assert "The address belongs to" in desk.get(f"/desk/mail/{row.key}/").content.decode()
    desk.post(f"/desk/mail/{row.key}/accept/")
    assert Message.objects.latest("number").body == "It is better today."
    assert Person.objects.count() == 1
    assert not Address.objects.exists()


def test_what_the_mail_server_disowns_never_goes_into_a_client_s_conversation(
    letter: Letter, desk: Client, settings: Settings
) -> None:
    settings.MAIL_TRUSTS = "mx.clinic.example"
    row = arrive(in_answer(letter, "disowned"))
    page = desk.get(f"/desk/mail/{row.key}/").content.decode()
    assert "is not from the address it shows" in page
    assert "/accept/" not in page
    desk.post(f"/desk/mail/{row.key}/accept/")
    assert Message.objects.count() == 1


def test_what_is_put_aside_is_deleted_after_a_month_and_nobody_is_told(desk: Client) -> None:
    row = arrive(mail("forged-subject"))
    Letter.objects.all().delete()
    assert "30 days" in desk.post(f"/desk/mail/{row.key}/refuse/", follow=True).content.decode()
    assert not strangers.strangers()
    assert strangers.forget_refused() == 0
    Received.objects.update(worked=timezone.now() - dt.timedelta(days=31))
    assert strangers.forget_refused() == 1
    assert notes_sent() == []


def test_what_nobody_looks_after_in_half_a_year_is_put_aside_and_a_sign_waits_on(db: None) -> None:
    plain, sign = arrive(mail("stranger")), arrive(mail("stranger-sign"))
    Received.objects.update(at=timezone.now() - dt.timedelta(days=179))
    strangers.forget_refused()
    plain.refresh_from_db()
    assert plain.state == Received.WAITING
    Received.objects.update(at=timezone.now() - dt.timedelta(days=181))
    assert strangers.forget_refused() == 0, "it can be read for another month"
    plain.refresh_from_db()
    sign.refresh_from_db()
    assert (plain.state, sign.state) == (Received.REFUSED, Received.WAITING)


def test_a_machine_s_mail_that_is_nobody_s_goes_after_a_month_and_a_client_s_stays(letter: Letter) -> None:
    for raw in (mail("newsletter"), in_answer(letter, "autoresponder"), in_answer(letter, "gmail"), mail("stranger")):
        arrive(raw)
    Received.objects.update(worked=timezone.now() - dt.timedelta(days=31))
    assert strangers.forget_refused() == 1
    assert not Received.objects.filter(sender="news@example.com").exists()


def test_a_mail_without_a_sender_can_be_read_and_put_aside_only(desk: Client) -> None:
    row = arrive(b"Subject: hi\n\nNobody wrote this.")
    page = desk.get(f"/desk/mail/{row.key}/").content.decode()
    assert "It has no sender, or more than one" in page
    assert desk.post(f"/desk/mail/{row.key}/accept/").headers["Location"] == "/desk/mail/"
    assert not Person.objects.exists()


def test_the_pages_of_mail_are_for_staff(visitor: Visitor, letter: Letter) -> None:
    row = arrive(mail("stranger"))
    for browser in (Client(), visitor[1]):
        for at in ("", f"{row.key}/", f"{row.key}/raw/"):
            assert browser.get(f"/desk/mail/{at}").status_code in (302, 404)
        for what in ("accept", "refuse", "again"):
            assert browser.post(f"/desk/mail/{row.key}/{what}/").status_code in (302, 404)
    assert Received.objects.get(pk=row.pk).state == Received.WAITING


def test_a_mail_that_is_not_there_is_not_found(desk: Client) -> None:
    assert desk.get(f"/desk/mail/{uuid.uuid4()}/").status_code == 404
    assert desk.post(f"/desk/mail/{uuid.uuid4()}/accept/").status_code == 404


def test_mail_that_is_not_fetched_any_more_is_said_on_the_desk(desk: Client, settings: Settings) -> None:
    """chatwoot#9234: fetching stopped after some days, and nobody knew."""
    settings.MAIL_BOX = Account("imap.example", 993, secure=True, user="care", password="", folder="INBOX")
    box = Mailbox.objects.create(name=settings.MAIL_BOX.name, fetched=timezone.now())
    assert "has not been fetched" not in desk.get("/desk/").content.decode()
    Mailbox.objects.update(missed=2)
    assert "We have not been able to collect email since" in desk.get("/desk/").content.decode()
    Mailbox.objects.update(missed=0, fetched=timezone.now() - dt.timedelta(minutes=5))
    assert "We have not been able to collect email since" in desk.get("/desk/mail/").content.decode()
    box.delete()
    assert "has not been fetched" not in desk.get("/desk/").content.decode()


def test_html_in_a_mail_is_shown_as_what_it_is(desk: Client) -> None:
    row = arrive(b"From: <a@b.example>\nSubject: <script>x</script>\n\n<script>alert(1)</script>")
    page = desk.get(f"/desk/mail/{row.key}/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_a_client_s_erasure_takes_what_they_wrote_as_a_stranger_and_were_told(
    letter: Letter, visitor_on: Callable[..., Visitor]
) -> None:
    """The note of it kept the address, and that its owner had told of a sign."""
    arrive(mail("missing-references"))
    person = Person.objects.get()
    (address,) = addresses_of(person)
    Letter.objects.create(kind="signs", to=address)
    assert "signs" in str(told_of(person)["letters"])
    strangers.forget(person)
    assert not Received.objects.exists()
    assert not Letter.objects.filter(conversation=None).exists()


def test_a_note_to_a_stranger_goes_after_a_month(db: None) -> None:
    now = timezone.now()
    for days in (29, 31):
        Letter.objects.create(kind="signs", to=f"{days}@example.net", created=now - dt.timedelta(days=days))
    strangers.forget_refused()
    assert [letter.to for letter in Letter.objects.all()] == ["29@example.net"]
