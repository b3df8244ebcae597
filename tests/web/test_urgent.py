"""A message that must not wait rings: whom, when, until when; who acknowledges it; in which order the desk has it."""

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext
from pytest_django import DjangoCaptureOnCommitCallbacks

from fortnight.web.accounts.models import Clinic, Person, User
from fortnight.web.accounts.roles import Role
from fortnight.web.chat.actions import conversation_with, send
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.chat.queries import DeskBox, inbox
from fortnight.web.clinic import urgent
from fortnight.web.clinic.models import Notice
from fortnight.web.healing.models import Alarm
from fortnight.web.mail.incoming.inbox import store, work_due
from fortnight.web.mail.models import Address, Received
from fortnight.web.mail.outgoing.outbox import send_due
from tests.web.staff import one_of_staff, signed_in
from tests.web.test_away import Clock, clock

__all__ = ["clock"]
Visitor = tuple[Person, Client]
SWELLING = "My lips are swelling and I cannot breathe well"
FEVER = "I have a fever of 39"
SUNDAY = "2026-11-22 03:00"


@pytest.fixture
def team(db: None) -> dict[str, User]:
    """An advisor, a lead and an owner."""
    return {role.value: one_of_staff(role.value, role.value.capitalize())[0] for role in Role}


def write(person: Person, body: str) -> Conversation:
    """The person writes; their conversation as it is then."""
    send(conversation_with(person), author=Message.PERSON, uid=uuid.uuid4(), body=body)
    return Conversation.objects.get(person=person)


def told() -> list[str]:
    """Who was told so far, in order."""
    return [to.split("@")[0] for letter in mail.outbox for to in letter.to]


def test_at_once_the_assigned_the_leads_and_the_owner_are_told_also_at_night(
    visitor: Visitor,
    team: dict[str, User],
    clock: Clock,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    """On a closed Sunday nobody was told of an airway: 0 e-mails in 25 minutes."""
    clock.set(SUNDAY)
    conversation = conversation_with(visitor[0])
    Conversation.objects.filter(pk=conversation.pk).update(assigned=team["advisor"])
    with django_capture_on_commit_callbacks(execute=True):
        write(visitor[0], SWELLING)
    assert sorted(told()) == ["advisor", "lead", "owner"]
    assert mail.outbox[0].subject == "Urgent: open this now"
    assert "emergency number" in str(mail.outbox[0].body)
    assert "swelling" not in str(mail.outbox[0].body), "what was said stays behind the sign-in"
    assert f"/desk/{conversation.key}/" in str(mail.outbox[0].body)


def test_a_message_without_a_sign_rings_nobody(visitor: Visitor, team: dict[str, User], clock: Clock) -> None:
    clock.set(SUNDAY)
    write(visitor[0], "May I use my retinol?")
    assert urgent.ring() == 0


def test_whoever_is_on_call_is_told_as_well(visitor: Visitor, team: dict[str, User], clock: Clock) -> None:
    remy = one_of_staff("advisor", "Remy")[0]
    User.objects.filter(pk=remy.pk).update(on_call=True)
    clock.set(SUNDAY)
    write(visitor[0], FEVER)
    urgent.ring()
    assert sorted(told()) == ["lead", "owner", "remy"]


def test_it_rings_again_every_few_minutes_until_somebody_opens_it(
    visitor: Visitor, team: dict[str, User], clock: Clock
) -> None:
    clock.set("2026-11-22 03:00")
    row = write(visitor[0], SWELLING)
    rings = []
    for moment in ("03:00", "03:01", "03:04", "03:05", "03:09", "03:10", "03:59", "04:00", "04:29", "04:31"):
        clock.set(f"2026-11-22 {moment}")
        rings.append(urgent.ring())
    assert rings == [2, 0, 0, 2, 0, 2, 2, 2, 0, 2]
    clock.set("2026-11-22 04:40")
    signed_in(team["advisor"]).get(f"/desk/{row.key}/")
    clock.set("2026-11-22 05:10")
    assert urgent.ring() == 0
    alarm = Alarm.objects.get()
    assert alarm.opened
    assert alarm.opened_by == team["advisor"]
    assert alarm.acknowledged is None


def test_a_new_sign_rings_anew_also_after_the_first_was_acknowledged(
    visitor: Visitor, team: dict[str, User], clock: Clock
) -> None:
    clock.set("2026-11-23 10:00")
    row = write(visitor[0], FEVER)
    lead = signed_in(team["lead"])
    lead.get(f"/desk/{row.key}/")
    lead.post(f"/desk/{row.key}/alarm/{Alarm.objects.get().key}/", {"reason": "We are calling you."})
    row = write(visitor[0], "May I wear mascara?")
    assert (row.red, row.level) == (None, None), "a question after it is none"
    clock.set("2026-11-23 10:20")
    row = write(visitor[0], SWELLING)
    assert (row.red, row.level) == (Alarm.objects.get(level=0).at, 0)
    mail.outbox.clear()
    assert urgent.ring() == 2


def test_acknowledging_one_does_not_acknowledge_another(visitor: Visitor, team: dict[str, User], clock: Clock) -> None:
    clock.set("2026-11-23 10:00")
    write(visitor[0], SWELLING)
    clock.set("2026-11-23 10:01")
    row = write(visitor[0], FEVER)
    first, second = Alarm.objects.order_by("at")
    signed_in(team["advisor"]).post(f"/desk/{row.key}/alarm/{first.key}/", {"reason": "We are calling you."})
    row = Conversation.objects.get()
    assert (row.red, row.level) == (second.at, second.level)
    assert Alarm.objects.filter(acknowledged=None).get() == second


def test_who_acknowledges_says_why_and_the_client_reads_it_by_name(
    visitor: Visitor, team: dict[str, User], clock: Clock
) -> None:
    clock.set("2026-11-23 10:00")
    row = write(visitor[0], FEVER)
    alarm, path = Alarm.objects.get(), f"/desk/{row.key}/alarm/{Alarm.objects.get().key}/"
    advisor = signed_in(team["advisor"])
    advisor.post(path, {"reason": " "})
    alarm.refresh_from_db()
    assert alarm.acknowledged is None, "without a reason nothing is acknowledged"
    advisor.post(path, {"reason": "See a doctor today."})
    for page in ("/advisor/", "/today/"):
        html = visitor[1].get(page).content.decode()
        assert "Advisor at the clinic, 10:00: See a doctor today." in html
        assert "It stays here until you tell us how it went" in html
    assert [line.action for line in visitor[0].audit.order_by("pk")][-1] == "acknowledged"
    signed_in(team["lead"]).post(path, {"reason": "Another."})
    alarm.refresh_from_db()
    assert (alarm.acknowledged_by, alarm.reason) == (team["advisor"], "See a doctor today.")


def test_a_client_with_an_address_is_mailed_that_somebody_has_answered_for_it(
    visitor: Visitor, team: dict[str, User], clock: Clock
) -> None:
    clock.set("2026-11-23 10:00")
    Address.objects.create(person=visitor[0], address="iris@example.org")
    row = write(visitor[0], FEVER)
    advisor, path = signed_in(team["advisor"]), f"/desk/{row.key}/alarm/{Alarm.objects.get().key}/"
    for _ in range(2):
        advisor.post(path, {"reason": "See a doctor today."})
    send_due(timezone.now() + dt.timedelta(minutes=1))
    (letter,) = [sent for sent in mail.outbox if sent.to == ["iris@example.org"] and "has been read" in sent.subject]
    assert "/advisor/" in letter.body
    assert "do not wait for us" in letter.body
    assert "fever" not in f"{letter.subject} {letter.body}".lower(), "what a lock screen shows tells nothing of health"


def test_only_who_has_the_right_closes_it_for_the_client_with_a_reason(
    visitor: Visitor, team: dict[str, User], clock: Clock
) -> None:
    clock.set("2026-11-23 10:00")
    row = write(visitor[0], FEVER)
    path = f"/desk/{row.key}/alarm/{Alarm.objects.get().key}/close/"
    assert signed_in(team["advisor"]).post(path, {"reason": "Seen."}).status_code == 403
    assert "Close it for the client" not in signed_in(team["advisor"]).get(f"/desk/{row.key}/").content.decode()
    lead = signed_in(team["lead"])
    assert "Close it for the client" in lead.get(f"/desk/{row.key}/").content.decode()
    lead.post(path, {"reason": ""})
    assert Alarm.objects.get().ended is None
    lead.post(path, {"reason": "Seen by our doctor: no infection."})
    alarm = Alarm.objects.get()
    assert (alarm.outcome, alarm.ended_reason, alarm.acknowledged_by) == (
        "closed",
        "Seen by our doctor: no infection.",
        team["lead"],
    )
    assert "cannot-wait" not in visitor[1].get("/today/").content.decode()


def test_the_advisor_sees_which_words_tell_it(visitor: Visitor, team: dict[str, User]) -> None:
    row = write(visitor[0], f"Thank you for the session. {FEVER}, what now?")
    page = signed_in(team["advisor"]).get(f"/desk/{row.key}/").content.decode()
    assert "Their words:" in page
    assert '<mark dir="auto">fever' in page
    assert "See a doctor today" in page


def test_urgent_ones_are_ordered_by_level_then_by_how_long_they_wait_never_by_the_promise(
    visitor: Visitor, stranger: Visitor, team: dict[str, User], clock: Clock
) -> None:
    clock.set("2026-11-23 10:00")
    fever = write(visitor[0], FEVER)
    clock.set("2026-11-23 10:25")
    airway = write(stranger[0], SWELLING)
    Conversation.objects.filter(pk=fever.pk).update(due=dt.datetime(2026, 11, 23, 10, 30, tzinfo=dt.UTC))
    for box in (DeskBox.DUE, DeskBox.RED):
        assert [line.conversation for line in inbox(team["lead"], box)] == [airway, fever], box
    clock.set("2026-11-23 10:50")
    other = write(visitor[0], SWELLING)
    assert [line.conversation for line in inbox(team["lead"], DeskBox.RED)] == [airway, other], "the longer wait first"


def test_where_nobody_is_on_call_the_client_is_told_so_and_not_that_the_clinic_sees_it(
    visitor: Visitor, team: dict[str, User], clock: Clock
) -> None:
    """The page said "The clinic sees at once that it is urgent" on a closed Sunday."""
    clock.set(SUNDAY)
    visitor[1].post("/advisor/", {"body": SWELLING})
    page = visitor[1].get("/advisor/").content.decode()
    assert "Nobody is on call at the clinic now. It opens Mon 23 Nov, 09:00." in page
    assert "You’ll get an answer by" not in page, "no due time in the automatic message either"
    automatic = Message.objects.get(author=Message.HOUSE).body
    assert automatic.startswith("This cannot wait for us. Call the emergency number now.")
    User.objects.filter(pk=team["lead"].pk).update(on_call=True)
    assert "The person on call at the clinic has been told." in visitor[1].get("/advisor/").content.decode()
    clock.set("2026-11-23 10:00")
    assert "team has been told" in visitor[1].get("/advisor/").content.decode()
    Clinic.objects.update(hours={})
    User.objects.update(on_call=False)
    assert "there may be nobody reading" in visitor[1].get("/advisor/").content.decode()


def test_what_is_said_at_night_of_a_sign_is_in_the_language_of_the_page(visitor: Visitor, clock: Clock) -> None:
    Person.objects.filter(pk=visitor[0].pk).update(language="")
    clock.set(SUNDAY)
    visitor[1].post("/advisor/", {"body": "Tengo fiebre de 39"}, headers={"Accept-Language": "es"})
    assert Message.objects.filter(author=Message.HOUSE).exists()
    with translation.override("es"):
        assert Message.objects.get(author=Message.HOUSE).body.startswith(gettext("This cannot wait for us."))


def test_an_owner_says_who_is_on_call(visitor: Visitor, team: dict[str, User]) -> None:
    owner = signed_in(team["owner"])
    assert "Nobody is on call." in owner.get("/desk/clinic/team/").content.decode()
    owner.post(f"/desk/clinic/team/{team['advisor'].pk}/", {"on_call": "1"})
    page = owner.get("/desk/clinic/team/").content.decode()
    assert "on call, day and night" in page
    assert "On call" in owner.get("/desk/clinic/changes/").content.decode()
    lead = signed_in(team["lead"])
    assert lead.post(f"/desk/clinic/team/{team['lead'].pk}/", {"on_call": "1"}).status_code == 403


def test_where_there_is_nobody_to_tell_it_is_logged_once(
    visitor: Visitor, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    clock.set(SUNDAY)
    write(visitor[0], FEVER)
    for _ in range(2):
        assert urgent.ring() == 0
    assert [record.levelname for record in caplog.records if record.name == "fortnight.urgent"] == ["ERROR"]
    assert Notice.objects.filter(user=None).count() == 1


def test_a_stranger_s_mail_that_tells_of_a_sign_rings_until_it_is_let_in_or_put_aside(
    team: dict[str, User], clock: Clock
) -> None:
    clock.set(SUNDAY)
    store(f"From: zoe@example.net\nSubject: help\n\n{SWELLING}".encode(), way="lmtp", sender="zoe@example.net")
    work_due()
    assert urgent.ring() == 2
    row = Received.objects.get()
    assert f"/desk/mail/{row.key}/" in str(mail.outbox[-1].body)
    clock.set("2026-11-22 03:05")
    assert urgent.ring() == 2
    signed_in(team["advisor"]).post(f"/desk/mail/{row.key}/refuse/")
    clock.set("2026-11-22 03:10")
    assert urgent.ring() == 0
