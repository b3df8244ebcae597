"""Mail on its way in: stored first, worked once, put where it belongs and nowhere else, told where it fails."""

import datetime as dt
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from fortnight.web.accounts.models import Person, User
from fortnight.web.chat.actions import conversation_with, send
from fortnight.web.chat.models import Attachment, Conversation, Message
from fortnight.web.mail.incoming import inbox
from fortnight.web.mail.incoming.inbox import raw_of, store, work_due
from fortnight.web.mail.models import Letter, Received, Wish
from fortnight.web.mail.outgoing import outbox, signing, threads
from fortnight.web.mail.outgoing.outbox import send_due
from tests.web.mails import NAMES, mail
from tests.web.test_advisor import advisor, answer, desk

Visitor = tuple[Person, Client]
__all__ = ["advisor", "desk"]


@pytest.fixture
def member(visitor_on: Callable[..., Visitor]) -> Visitor:
    """Somebody on day 3 with an account."""
    return visitor_on(3, user=User.objects.create_user("iris@example.org"))


@pytest.fixture
def letter(member: Visitor, advisor: User) -> Letter:
    """A letter of ours that has left, which an answer answers."""
    answer(member[0], advisor, "Wait until day 7 with the retinol.")
    send_due(timezone.now() + dt.timedelta(minutes=4))
    return Letter.objects.get()


def arrive(raw: bytes, *, sender: str | None = None, to: tuple[str, ...] = (), whole: bool = True) -> Received:
    """A mail comes in and is worked."""
    row, _ = store(raw, way="lmtp", sender=sender, to=to, whole=whole)
    work_due()
    return Received.objects.get(pk=row.pk)


def in_answer(letter: Letter, name: str) -> bytes:
    """A mail of the corpus that answers a letter and is sent to where a reply goes."""
    assert letter.conversation
    return mail(name, answers=threads.id_of(letter), reply=signing.reply_address(letter.conversation))


def last(letter: Letter) -> Message:
    """The newest message of the conversation that a letter is of."""
    return Message.objects.filter(conversation=letter.conversation).latest("number")


def notes_sent() -> list[tuple[str, str]]:
    """The automatic notes that will leave: the kind, and to whom."""
    return [(note.kind, note.to) for note in Letter.objects.exclude(kind=Letter.ANSWER).order_by("pk")]


def test_an_answer_by_mail_is_a_message_and_a_question(letter: Letter) -> None:
    row = arrive(in_answer(letter, "gmail"))
    message = last(letter)
    assert (message.author, message.way, message.body) == ("person", "email", "It is better today. May I swim?")
    assert (row.state, row.message, row.sort) == (Received.WORKED, message, "person")
    conversation = Conversation.objects.get()
    assert conversation.asked == message.at
    assert conversation.due
    assert threads.conversation_of_ids(["<CAF=gmail@mail.gmail.com>"]) == conversation


@pytest.mark.parametrize("name", NAMES)
def test_every_mail_of_the_corpus_is_kept_as_it_came_and_worked(letter: Letter, name: str) -> None:
    """django-helpdesk#958: the original text was lost."""
    raw = in_answer(letter, name)
    row = arrive(raw)
    assert row.state in (Received.WORKED, Received.WAITING)
    assert raw_of(row) == raw
    assert bytes(row.raw) != raw


def test_outlook_s_own_in_reply_to_does_not_part_the_thread(letter: Letter) -> None:
    """chatwoot#10028: Outlook changes In-Reply-To."""
    arrive(mail("outlook-changed-headers", answers=threads.id_of(letter)))
    assert last(letter).body == "Thank you. May I swim on day 6?"


def test_a_reply_without_references_finds_its_conversation(letter: Letter) -> None:
    """chatwoot#3868, chatwoot#10750, chatwoot#10791: a reply opened a new conversation."""
    arrive(in_answer(letter, "missing-references"))
    assert last(letter).body == "It is better today."
    assert Conversation.objects.count() == 1


@pytest.mark.parametrize("where", ["Cc", "Delivered-To", "X-Original-To", "envelope"])
def test_the_signed_address_is_found_wherever_it_stands(letter: Letter, where: str) -> None:
    assert letter.conversation
    reply = signing.reply_address(letter.conversation)
    head = b"" if where == "envelope" else f"{where}: {reply.upper()}\n".encode()
    arrive(head + mail("missing-references"), to=(reply,) if where == "envelope" else ())
    assert last(letter).body == "It is better today."


def test_a_forged_subject_leads_nowhere(letter: Letter) -> None:
    """chattermate#304: a subject counts only with its own customer's address; here it never does."""
    assert letter.conversation
    row = arrive(mail("forged-subject", key=str(letter.conversation.key)))
    assert row.state == Received.WAITING
    assert row.conversation is None
    assert Message.objects.count() == 1


def test_whoever_answers_a_mail_that_was_handed_on_is_not_put_into_its_conversation(
    letter: Letter,
) -> None:
    """chatwoot#13502: what several people answered to one mail was merged into one conversation."""
    row = arrive(in_answer(letter, "handed-on"))
    assert (row.state, row.sender) == (Received.WAITING, "sam@example.net")
    assert Message.objects.count() == 1


def test_a_client_s_mail_that_answers_another_s_letter_is_not_put_into_either(
    letter: Letter, visitor_on: Callable[..., Visitor]
) -> None:
    """chatwoot#10010: a mail was hidden in another thread. chattermate#304: only its own customer opens a thread."""
    other, _ = visitor_on(3, user=User.objects.create_user("sam@example.net"))
    row = arrive(in_answer(letter, "handed-on"))
    assert row.state == Received.WAITING
    assert not Message.objects.filter(conversation__person=other).exists()


def test_an_address_that_was_not_confirmed_is_nobody_s(letter: Letter) -> None:
    user = User.objects.get(email="iris@example.org")
    EmailAddress.objects.create(user=user, email="sam@example.net", verified=False)
    assert arrive(in_answer(letter, "handed-on")).state == Received.WAITING
    EmailAddress.objects.update(verified=True)
    again = (
        in_answer(letter, "handed-on")
        .replace(b"<sam@", b"<sam-2@")
        .replace(b"<sam-2@example.net>\nTo", b"<sam@example.net>\nTo")
    )
    assert arrive(again).state == Received.WORKED


def test_what_the_mail_server_disowns_is_a_stranger_s(letter: Letter, settings: Settings) -> None:
    settings.MAIL_TRUSTS = "mx.clinic.example"
    row = arrive(in_answer(letter, "disowned"))
    assert (row.state, row.disowned) == (Received.WAITING, True)
    assert notes_sent() == []
    settings.MAIL_TRUSTS = ""
    other = in_answer(letter, "disowned").replace(b"<disowned@", b"<disowned-2@")
    assert arrive(other).state == Received.WORKED


def test_the_same_mail_is_one_message_however_often_and_on_whatever_way_it_comes(letter: Letter) -> None:
    """chatwoot#11901: what happened once was told twice."""
    raw = in_answer(letter, "gmail")
    first, new = store(raw, way="lmtp")
    again, new_again = store(b"Received: from a by b\r\n" + raw.replace(b"\n", b"\r\n"), way="imap")
    assert (new, new_again, first.pk) == (True, False, again.pk)
    work_due()
    Received.objects.update(state=Received.RECEIVED, next=timezone.now())
    assert work_due() == 1
    assert Message.objects.filter(way="email").count() == 1


def test_a_mail_without_an_id_is_known_again_by_what_it_holds(letter: Letter) -> None:
    raw = in_answer(letter, "missing-references").replace(b"Message-ID: <without-references@example.org>\n", b"")
    assert [store(raw, way="lmtp")[1], store(raw, way="lmtp")[1]] == [True, False]
    assert store(raw.replace(b"better", b"worse"), way="lmtp")[1]


def test_two_mails_that_bear_the_same_id_are_both_kept(letter: Letter) -> None:
    raw = in_answer(letter, "missing-references")
    arrive(raw)
    arrive(raw.replace(b"better", b"worse"))
    assert [message.body for message in Message.objects.filter(way="email")] == [
        "It is better today.",
        "It is worse today.",
    ]


def test_photos_are_kept_with_the_message_and_once(letter: Letter) -> None:
    row = arrive(in_answer(letter, "nested"))
    names = [(attachment.name, attachment.width > 0) for attachment in Attachment.objects.filter(message=row.message)]
    assert names == [("cheek.jpg", True), ("Mi mejilla ñ.jpg", True)]
    Received.objects.update(state=Received.RECEIVED, worked=None, next=timezone.now())
    assert work_due() == 1
    assert Attachment.objects.count() == 2


def test_a_file_that_is_not_taken_is_named_with_the_reason(letter: Letter, member: Visitor) -> None:
    raw = (
        in_answer(letter, "winmail").replace(b"application/ms-tnef", b"image/tiff").replace(b"winmail.dat", b"scan.tif")
    )
    arrive(raw)
    page = member[1].get("/advisor/").content.decode()
    assert "A file was not accepted (scan.tif)" in page


def test_winmail_is_refused_with_words_in_the_message_and_by_mail(letter: Letter, member: Visitor) -> None:
    arrive(in_answer(letter, "winmail"))
    assert last(letter).body == "The photos are in here."
    assert "An attachment (winmail.dat) could not be opened" in member[1].get("/advisor/").content.decode()
    assert notes_sent() == [("winmail", "iris@example.org")]


def test_an_autoresponder_is_shown_and_neither_question_nor_answer_and_never_answered(letter: Letter) -> None:
    """whazing#397: an automatic reply cleared the mark of what waits."""
    conversation = Conversation.objects.get()
    before = (conversation.asked, conversation.due, conversation.red, conversation.closed)
    row = arrive(in_answer(letter, "autoresponder"))
    message = last(letter)
    assert (message.author, message.way) == (Message.HOUSE, "email")
    assert "I am away until Monday" in message.body
    conversation.refresh_from_db()
    assert (conversation.asked, conversation.due, conversation.red, conversation.closed) == before
    assert row.state == Received.WORKED
    assert notes_sent() == []


def test_our_own_note_that_comes_back_goes_nowhere(letter: Letter, settings: Settings) -> None:
    arrive(in_answer(letter, "our-own-loop"))
    settings.DEFAULT_FROM_EMAIL = "Clinic <care@clinic.example>"
    for number, ours in enumerate((b"care@clinic.example", b"reply+1-x@clinic.example")):
        raw = mail("stranger").replace(b"Zoe@example.net", ours).replace(b"zoe-1@", b"zoe-%d@" % number)
        assert arrive(raw).sort == "loop"
    assert Message.objects.count() == 1
    assert notes_sent() == []


def test_a_mail_with_words_of_a_sign_marks_red_and_the_doctor_s_way_goes_back(letter: Letter) -> None:
    arrive(in_answer(letter, "sign"))
    conversation = Conversation.objects.get()
    assert conversation.red
    assert last(letter).signs == ["sign-fever"]
    assert notes_sent() == [("signs", "iris@example.org")]


@pytest.mark.parametrize("name", ["bounce", "bounce-exchange", "bounce-qmail"])
def test_what_came_back_is_said_on_the_letter_and_is_no_message(letter: Letter, name: str) -> None:
    arrive(in_answer(letter, name), sender="")
    letter.refresh_from_db()
    assert letter.state == Letter.RETURNED
    assert letter.trouble
    assert Wish.objects.get().paused
    assert Message.objects.count() == 1


def test_a_full_mailbox_and_a_late_letter_pause_nothing(letter: Letter) -> None:
    arrive(in_answer(letter, "bounce-delayed"), sender="")
    letter.refresh_from_db()
    assert letter.state == Letter.SENT
    arrive(in_answer(letter, "bounce-full"), sender="")
    letter.refresh_from_db()
    assert letter.state == Letter.RETURNED
    assert not Wish.objects.filter(paused__isnull=False).exists()


def test_a_complaint_ends_the_letters(letter: Letter) -> None:
    arrive(in_answer(letter, "complaint"))
    letter.refresh_from_db()
    assert letter.state == Letter.COMPLAINED
    assert not Wish.objects.get().answers


def test_who_writes_by_mail_has_not_seen_the_answer_that_is_on_its_way(letter: Letter, advisor: User) -> None:
    """zulip#18072: being active somewhere was taken for having read."""
    person = Person.objects.get()
    answer(person, advisor, "And one thing more.")
    arrive(in_answer(letter, "gmail"))
    assert send_due(timezone.now() + dt.timedelta(minutes=4)) == 1


def test_a_mail_that_breaks_its_reader_is_kept_shown_tried_again_and_worked_by_hand(
    letter: Letter, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """chatwoot#6604: the job died without a word."""
    raw = in_answer(letter, "gmail")
    with monkeypatch.context() as broken:
        broken.setattr(inbox, "read_apart", lambda *_a, **_k: 1 / 0)
        row = arrive(raw)
        assert (row.state, row.trouble, row.attempts) == (Received.FAILED, "ZeroDivisionError", 1)
        for hours in range(1, 40):
            work_due(timezone.now() + dt.timedelta(hours=hours))
        row.refresh_from_db()
        assert row.attempts == 5
    page = desk.get("/desk/mail/?box=unread").content.decode()
    assert str(row.key) in page
    file = desk.get(f"/desk/mail/{row.key}/raw/")
    assert file.content == raw
    assert file.headers["Content-Type"] == "text/plain"
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    desk.post(f"/desk/mail/{row.key}/again/")
    assert last(letter).body == "It is better today. May I swim?"


def test_a_mail_is_claimed_by_one_of_several_and_goes_on_where_it_was_cut_off(letter: Letter) -> None:
    row, _ = store(in_answer(letter, "gmail"), way="lmtp")
    now = timezone.now()
    assert [inbox.claimed(Received.objects.get(pk=row.pk), now), inbox.claimed(row, now)] == [True, False]
    assert work_due(now + dt.timedelta(minutes=1)) == 0
    assert work_due(now + dt.timedelta(minutes=11)) == 1


def test_what_lay_in_a_mailbox_for_long_is_taken_in_and_answered_by_no_machine(db: None) -> None:
    old = mail("stranger-sign").replace(b"23 Nov 2026", b"23 Nov 2024")
    row = arrive(old)
    assert (row.state, row.red) == (Received.WAITING, True)
    assert notes_sent() == []


def test_a_mail_that_was_too_large_says_so(letter: Letter, member: Visitor) -> None:
    arrive(in_answer(letter, "gmail"), whole=False)
    assert "larger than 25 MB" in member[1].get("/advisor/").content.decode()
    assert notes_sent() == [("large", "iris@example.org")]


def test_the_subject_of_a_new_mail_is_part_of_its_words_and_a_long_one_is_cut(letter: Letter, member: Visitor) -> None:
    raw = in_answer(letter, "missing-references").replace(b"RE: Your skin advisor has answered", b"The oil")
    arrive(raw.replace(b"It is better today.", b"May I? " * 4_000))
    body = last(letter).body
    assert body.startswith("The oil\n\nMay I?")
    assert len(body) == 20_000
    assert "This email is very long" in member[1].get("/advisor/").content.decode()


def test_a_signature_is_folded_and_the_whole_mail_is_one_step_away_on_the_desk(
    letter: Letter, member: Visitor, desk: Client
) -> None:
    row = arrive(in_answer(letter, "apple-mail"))
    page = member[1].get("/advisor/").content.decode()
    assert "Sent from my iPhone" in page
    assert f"/desk/mail/{row.key}/" not in page
    assert letter.conversation
    assert f"/desk/mail/{row.key}/" in desk.get(f"/desk/{letter.conversation.key}/").content.decode()
    whole = desk.get(f"/desk/mail/{row.key}/").content.decode()
    assert "Wait until day 7 with the retinol." in whole
    assert Person.objects.get().audit.filter(action="looked").exists()


def test_a_letter_of_two_ways_is_one_thread(letter: Letter, advisor: User) -> None:
    arrive(in_answer(letter, "gmail"))
    answer(Person.objects.get(), advisor, "Yes, from tomorrow.")
    send_due(timezone.now() + dt.timedelta(minutes=8))
    assert letter.conversation
    assert threads.references(letter.conversation)[-2:] == [
        "<CAF=gmail@mail.gmail.com>",
        threads.id_of(Letter.objects.latest("pk")),
    ]


def test_two_days_of_mail_are_all_taken_in(letter: Letter) -> None:
    """chatwoot#10429: older mail was never taken in."""
    raw, many = in_answer(letter, "missing-references"), 60
    assert many > inbox.AT_ONCE, "more than are taken up at once"
    for number in range(many):
        store(raw.replace(b"without-references", b"mail-%d" % number).replace(b"today", b"%d" % number), way="imap")
    assert work_due() == many
    bodies = [message.body for message in Message.objects.filter(way="email").order_by("number")]
    assert bodies == [f"It is better {number}." for number in range(many)]


def test_nothing_leaves_where_no_mail_server_is_named(letter: Letter, settings: Settings) -> None:
    settings.MAIL_LEAVES = False
    arrive(in_answer(letter, "sign"))
    assert notes_sent() == []
    assert outbox.send_due() == 0


def test_what_is_written_in_the_page_afterwards_follows_on_it(letter: Letter) -> None:
    row = arrive(in_answer(letter, "gmail"))
    conversation = conversation_with(Person.objects.get())
    message, _ = send(conversation, author=Message.PERSON, uid=row.key, body="And here.")
    assert row.message
    assert message.number == row.message.number + 1
