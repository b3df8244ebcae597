"""A promise that was missed: the leads are told, then the owners, again on each open day, until somebody answers.

The clock is set by the test; the rows are real, and so is, in one test, the mail server.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Iterable, Iterator
from email.message import EmailMessage
from email.message import Message as Mail
from itertools import groupby
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Takes
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from typing_extensions import override

from fortnight.web.accounts.models import Clinic, Person, User
from fortnight.web.chat.actions import conversation_with, send
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.clinic import notices, unattended
from fortnight.web.clinic.models import Notice
from fortnight.web.shell import look
from tests.browser.server import free_port
from tests.web.staff import one_of_staff, signed_in
from tests.web.test_away import Clock, clock

__all__ = ["clock"]
Visitor = tuple[Person, Client]
# Asked at noon on Monday, promised within four open hours: until four.
AT_DUE = "2026-11-23 16:01"
AN_HOUR_LATER = "2026-11-23 17:01"


@pytest.fixture
def waiting(visitor: Visitor) -> Conversation:
    """A question that was asked at noon."""
    send(conversation_with(visitor[0]), author=Message.PERSON, uid=uuid.uuid4(), body="May I use my retinol?")
    return Conversation.objects.get(person=visitor[0])


@pytest.fixture
def team(db: None) -> dict[str, User]:
    """An advisor, a lead and an owner."""
    return {role: one_of_staff(role, role.capitalize())[0] for role in ("advisor", "lead", "owner")}


def told() -> list[str]:
    """Who was told so far, in order."""
    return [to.split("@")[0] for letter in mail.outbox for to in letter.to]


def test_the_lead_is_told_when_the_promise_ends_and_not_before(
    waiting: Conversation, team: dict[str, User], clock: Clock
) -> None:
    """chatwoot#9464: with everybody away nobody was mailed. Here nobody has the desk open.

    chatwoot#9078, chatwoot#9140: a promise that was missed is told by e-mail, there as here.
    """
    clock.set("2026-11-23 15:59")
    assert unattended.tell() == 0
    clock.set(AT_DUE)
    assert unattended.tell() == 1
    assert told() == ["lead"]
    assert unattended.tell() == 0, "once"


def test_the_owner_is_told_an_hour_of_open_time_later(
    waiting: Conversation, team: dict[str, User], clock: Clock
) -> None:
    clock.set(AT_DUE)
    unattended.tell()
    clock.set("2026-11-23 16:59")
    assert unattended.tell() == 0
    Clinic.objects.update(hours={"0": [["09:00", "18:00"]]})
    clock.set(AN_HOUR_LATER)
    unattended.tell()
    assert told() == ["lead", "owner"]


def test_of_a_short_promise_the_owner_is_told_after_half_of_it(
    visitor: Visitor, team: dict[str, User], clock: Clock
) -> None:
    Clinic.objects.update(promise_minutes=30)
    person = Person.objects.select_related("clinic").get(pk=visitor[0].pk)
    send(conversation_with(person), author=Message.PERSON, uid=uuid.uuid4(), body="Can I?")
    clock.set("2026-11-23 12:31")
    unattended.tell()
    clock.set("2026-11-23 12:46")
    unattended.tell()
    assert told() == ["lead", "owner"]


def test_without_a_lead_the_owner_is_told_at_once(waiting: Conversation, team: dict[str, User], clock: Clock) -> None:
    team["lead"].delete()
    clock.set(AT_DUE)
    unattended.tell()
    assert told() == ["owner"]


def test_both_are_told_again_on_each_further_open_day(
    waiting: Conversation, team: dict[str, User], clock: Clock
) -> None:
    """chatwoot#6889: mail that waits too long was brought to nobody."""
    Clinic.objects.update(hours={"0": [["09:00", "18:00"]], "3": [["09:00", "12:00"], ["13:00", "18:00"]]})
    clock.set(AT_DUE)
    unattended.tell()
    clock.set(AN_HOUR_LATER)
    unattended.tell()
    for moment in ("2026-11-24 10:00", "2026-11-26 08:59"):
        clock.set(moment)
        assert unattended.tell() == 0, "the clinic has not opened since"
    clock.set("2026-11-26 09:01")
    assert unattended.tell() == 2
    clock.set("2026-11-26 14:00")
    assert unattended.tell() == 0, "once a day, split or not"
    clock.set("2026-11-30 09:01")
    assert unattended.tell() == 2
    assert told() == ["lead", "owner"] + ["lead", "owner"] * 2


def test_nobody_s_presence_suppresses_it(waiting: Conversation, team: dict[str, User], clock: Clock) -> None:
    """zulip#18072: who was active a moment ago was never told."""
    browser = signed_in(team["lead"])
    clock.set("2026-11-23 16:00")
    browser.get(f"/desk/{waiting.key}/")
    clock.set(AT_DUE)
    unattended.tell()
    assert told() == ["lead"], "seen just now by the very same, and told all the same"


def test_an_automatic_message_does_not_end_it(waiting: Conversation, team: dict[str, User], clock: Clock) -> None:
    """whazing#397: an automatic reply cleared the mark of what waits."""
    send(waiting, author=Message.HOUSE, uid=uuid.uuid4(), body="We are closed.")
    clock.set(AT_DUE)
    assert unattended.tell() == 1


def test_an_answer_ends_it_even_between_the_writing_and_the_sending(
    waiting: Conversation, team: dict[str, User], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.set(AT_DUE)
    monkeypatch.setattr(unattended, "deliver", lambda *_all, **_more: 0)
    unattended.tell()
    monkeypatch.undo()
    clock.set(AT_DUE)
    send(waiting, author=Message.ADVISOR, by=team["advisor"], uid=uuid.uuid4(), body="Yes.")
    assert unattended.tell() == 0
    assert Notice.objects.get().dropped is not None


def test_the_next_question_is_told_of_anew(waiting: Conversation, team: dict[str, User], clock: Clock) -> None:
    clock.set(AT_DUE)
    unattended.tell()
    send(waiting, author=Message.ADVISOR, by=team["advisor"], uid=uuid.uuid4(), body="Yes.")
    clock.set("2026-11-24 09:00")
    send(waiting, author=Message.PERSON, uid=uuid.uuid4(), body="And the gym?")
    clock.set("2026-11-24 13:01")
    unattended.tell()
    assert told() == ["lead", "lead"]


def test_the_mail_leads_to_the_conversation_and_holds_nothing_of_it(
    waiting: Conversation, team: dict[str, User], visitor: Visitor, clock: Clock
) -> None:
    Person.objects.update(name="Iris")
    clock.set(AT_DUE)
    unattended.tell()
    (sent,) = mail.outbox
    whole = f"{sent.subject} {sent.body}"
    assert f"/desk/{waiting.key}/" in whole
    assert "Hello Lead," in whole
    for word in ("Iris", "retinol", "sign"):
        assert word not in whole.replace("sign-in", "")
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


def test_several_questions_come_in_one_mail(
    waiting: Conversation, stranger: Visitor, team: dict[str, User], clock: Clock
) -> None:
    """zulip#16763: a mail for each message."""
    send(conversation_with(stranger[0]), author=Message.PERSON, uid=uuid.uuid4(), body="And I?")
    clock.set(AT_DUE)
    unattended.tell()
    (sent,) = mail.outbox
    assert "2 questions have waited longer than promised" in sent.subject
    assert sent.body.count("/desk/") == 3


def test_nobody_is_woken_but_a_sign_does_not_wait(
    waiting: Conversation, stranger: Visitor, team: dict[str, User], clock: Clock
) -> None:
    """chatwoot#3919: hours without a notice, then one about all of them. The site comes back at night."""
    urgent = conversation_with(stranger[0])
    send(urgent, author=Message.PERSON, uid=uuid.uuid4(), body="I have a fever", signs=["sign-fever"])
    clock.set("2026-11-24 02:00")
    unattended.tell()
    assert all(str(urgent.key) in letter.body and str(waiting.key) not in letter.body for letter in mail.outbox)
    assert told() == ["lead", "owner"]
    mail.outbox.clear()
    clock.set("2026-11-24 09:00")
    unattended.tell()
    assert told() == ["lead", "owner"]
    assert all(str(waiting.key) in letter.body for letter in mail.outbox)


def test_where_nobody_can_be_told_it_is_an_error_in_the_log_and_on_the_desk(
    waiting: Conversation, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    user, browser = one_of_staff("advisor")
    clock.set(AT_DUE)
    for _ in range(3):
        assert unattended.tell() == 0
    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert [record.getMessage() for record in errors] == ["a promise was missed and there is nobody to tell"]
    look.forget()
    assert "nobody is told when an answer is late" in browser.get("/desk/").content.decode()
    User.objects.filter(pk=user.pk).update(role="owner")
    look.forget()
    assert "nobody is told when an answer is late" not in browser.get("/desk/").content.decode()
    unattended.tell()
    assert told() == ["advisor.kim"], "whoever is appointed hears of it"


def test_who_has_left_meanwhile_is_not_told(waiting: Conversation, team: dict[str, User], clock: Clock) -> None:
    clock.set(AT_DUE)
    Notice.objects.create(key="one", kind="unattended", user=team["lead"], conversation=waiting, about=waiting.asked)
    User.objects.filter(pk=team["lead"].pk).update(is_staff=False)
    unattended.tell()
    assert told() == ["owner"]


def test_a_closed_conversation_is_not_told_of(waiting: Conversation, team: dict[str, User], clock: Clock) -> None:
    moment = clock.set(AT_DUE)
    Conversation.objects.update(closed=moment)
    assert unattended.tell() == 0


class Moody(Takes):
    """A mail server that refuses the first notice, and keeps the others."""

    def __init__(self) -> None:
        super().__init__(EmailMessage)
        self.asked = 0
        self.kept: list[Mail] = []

    @override
    def handle_message(self, message: Mail) -> None:
        """Keep a notice."""
        self.kept.append(message)

    @override
    def prepare_message(self, session: Any, envelope: Any) -> Mail:
        """A notice as it comes in; the first is refused."""
        self.asked += 1
        if self.asked == 1:
            raise OSError("try again later")
        return super().prepare_message(session, envelope)


def test_a_mail_server_that_refuses_at_first_is_asked_again_and_the_letter_leaves_once(
    waiting: Conversation, team: dict[str, User], clock: Clock, settings: Any
) -> None:
    server = Moody()
    post = Controller(server, hostname="127.0.0.1", port=free_port())
    post.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = post.port
        moment = clock.set(AT_DUE)
        assert unattended.tell() == 0
        notice = Notice.objects.get()
        assert (notice.sent, notice.tries) == (None, 1)
        assert notice.held == moment + dt.timedelta(minutes=2)
        clock.set("2026-11-23 16:02")
        assert unattended.tell() == 0, "not before its time"
        clock.set("2026-11-23 16:04")
        assert unattended.tell() == 1
        clock.set("2026-11-23 16:30")
        assert unattended.tell() == 0
    finally:
        post.stop()
    assert (server.asked, len(server.kept)) == (2, 1)
    assert server.kept[0]["To"] == "lead@example.org"
    assert str(waiting.key) in str(server.kept[0].get_payload())


def test_a_process_that_died_while_sending_leaves_the_letter_to_the_next(
    waiting: Conversation, team: dict[str, User], clock: Clock
) -> None:
    moment = clock.set(AT_DUE)
    about = waiting.asked
    assert about
    key = f"unattended {waiting.pk} {about.isoformat()} due {team['lead'].pk}"
    held = moment + dt.timedelta(minutes=10)
    Notice.objects.create(key=key, kind="unattended", user=team["lead"], conversation=waiting, about=about, held=held)
    assert unattended.tell() == 0
    clock.set("2026-11-23 16:12")
    assert unattended.tell() == 1


def test_another_process_at_the_same_moment_sends_nothing(
    waiting: Conversation, team: dict[str, User], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one comes just when the notice is claimed and not yet sent, and comes again when it was."""
    clock.set(AT_DUE)
    others: list[int] = []
    send_mail = EmailMultiAlternatives.send

    def meanwhile(letter: EmailMultiAlternatives) -> int:
        others.append(unattended.tell())
        sent = send_mail(letter)
        others.append(unattended.tell())
        return sent

    monkeypatch.setattr(EmailMultiAlternatives, "send", meanwhile)
    assert unattended.tell() == 1
    assert others == [0, 0]
    assert told() == ["lead"]
    assert Notice.objects.count() == 1


def test_of_two_processes_that_have_found_the_same_notice_one_sends_it(
    waiting: Conversation, team: dict[str, User], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one finds, claims and sends it between our finding and our claiming."""
    clock.set(AT_DUE)
    others: list[int] = []

    def after_another(rows: Iterable[Notice], key: Callable[[Notice], object]) -> Iterator[Any]:
        notice_rows = list(rows)
        monkeypatch.setattr(notices, "groupby", groupby)
        others.append(unattended.tell())
        return groupby(notice_rows, key)

    monkeypatch.setattr(notices, "groupby", after_another)
    assert (unattended.tell(), others) == (0, [1])
    assert told() == ["lead"]
