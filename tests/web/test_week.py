"""The week by e-mail: on Monday morning in the clinic's zone, once, not late, naming nobody, and only if wanted."""

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from fortnight.web.accounts.models import Clinic, Person, User
from fortnight.web.accounts.queries import clinic
from fortnight.web.chat.actions import conversation_with, send
from fortnight.web.chat.models import Message
from fortnight.web.clinic import digest
from fortnight.web.clinic.models import Notice
from tests.web.staff import one_of_staff, signed_in
from tests.web.test_away import Clock, clock
from tests.web.test_clinic_look import picture

__all__ = ["clock"]
Visitor = tuple[Person, Client]
MONDAY_SEVEN = "2026-11-30 07:00"


@pytest.fixture
def team(db: None) -> dict[str, User]:
    """An advisor, a lead and an owner of a clinic."""
    clinic()
    return {role: one_of_staff(role, role.capitalize())[0] for role in ("advisor", "lead", "owner")}


def recipients() -> list[str]:
    return sorted(to.split("@")[0] for message in mail.outbox for to in message.to)


def test_it_comes_on_monday_morning_to_leads_and_owners_once(team: dict[str, User], clock: Clock) -> None:
    clock.set("2026-11-30 06:59")
    assert digest.send() == 0
    clock.set(MONDAY_SEVEN)
    assert digest.send() == 2
    assert recipients() == ["lead", "owner"]
    clock.set("2026-11-30 12:00")
    assert digest.send() == 0
    clock.set("2026-12-07 07:00")
    assert digest.send() == 2


def test_monday_morning_is_that_of_the_clinic(team: dict[str, User], clock: Clock) -> None:
    Clinic.objects.update(zone="America/New_York")
    clock.set("2026-11-30 11:59")
    assert digest.send() == 0
    clock.set("2026-11-30 12:00")
    assert digest.send() == 2


def test_after_a_pause_it_comes_late_but_not_when_the_week_is_well_under_way(
    team: dict[str, User], clock: Clock
) -> None:
    clock.set("2026-12-01 20:00")
    assert digest.send() == 2, "Tuesday evening"
    clock.set("2026-12-09 08:00")
    assert digest.send() == 0, "Wednesday of the week after"
    clock.set("2026-12-21 06:00")
    assert digest.send() == 0, "three weeks later nothing is made up for"


def test_a_notice_that_could_not_leave_in_time_is_given_up(team: dict[str, User], clock: Clock) -> None:
    moment = clock.set("2026-12-03 08:00")
    until = moment - dt.timedelta(hours=1)
    Notice.objects.create(key="week old", kind="week", user=team["lead"], about=moment, until=until)
    assert digest.send() == 0
    assert Notice.objects.get().dropped is not None


def test_it_tells_the_week_before_without_a_name_or_a_word_of_a_client(
    visitor: Visitor, team: dict[str, User], clock: Clock
) -> None:
    Person.objects.update(name="Iris")
    Clinic.objects.update(name="Linden House")
    clock.set("2026-11-24 10:00")
    send(conversation_with(visitor[0]), author=Message.PERSON, uid=uuid.uuid4(), body="retinol?")
    clock.set("2026-11-24 10:30")
    send(conversation_with(visitor[0]), author=Message.ADVISOR, by=team["lead"], uid=uuid.uuid4(), body="Not yet.")
    clock.set("2026-11-25 10:00")
    send(conversation_with(visitor[0]), author=Message.PERSON, uid=uuid.uuid4(), body="and now?")
    clock.set(MONDAY_SEVEN)
    digest.send()
    sent = mail.outbox[0]
    assert isinstance(sent, EmailMultiAlternatives)
    html = str(sent.alternatives[0][0])
    assert sent.subject == "Linden House: your weekly summary"
    for text in (str(sent.body), html):
        assert "2 messages from clients." in text
        assert "Half of all questions were answered within 30 min, and" in text
        assert "100% of 1 answers were on time." in text
        assert "1 answer is overdue now." in text
        assert "/desk/clinic/figures/" in text
        for word in ("Iris", "retinol", "Not yet", str(conversation_with(visitor[0]).key)):
            assert word not in text
    assert "http" not in html.replace("http://localhost:8000/desk/", "")


def test_the_logo_and_the_colours_come_along_and_nothing_is_fetched(team: dict[str, User], clock: Clock) -> None:
    browser = signed_in(team["owner"])
    colours = {"own": "1", "light": "#2f5d8a", "dark": "#8fb4dc"}
    browser.post("/desk/clinic/look/", {"logo": SimpleUploadedFile("logo.png", picture()), **colours})
    clock.set(MONDAY_SEVEN)
    digest.send()
    raw = mail.outbox[0].message().as_string()
    assert "Content-ID: <logo>" in raw
    assert "cid:logo" in raw
    assert "#2f5d8a" in raw
    assert "#a84c31" not in raw


def test_who_wants_none_gets_none_even_if_they_say_so_on_monday(team: dict[str, User], clock: Clock) -> None:
    browser = signed_in(team["lead"])
    assert "Stop the weekly summary" in browser.get("/desk/clinic/figures/").content.decode()
    browser.post("/desk/clinic/week/", {"on": "0"})
    clock.set(MONDAY_SEVEN)
    digest.send()
    assert recipients() == ["owner"]
    signed_in(team["lead"]).post("/desk/clinic/week/", {"on": "1"})
    digest.send()
    assert recipients() == ["lead", "owner"]
