"""The page on which reminders are chosen: what it shows, what it refuses, where it leads."""

import datetime as dt
import re

import pytest
from django.test import Client
from pytest_django import Settings

from fortnight.web.accounts.models import Person
from fortnight.web.reminders.models import Reminder, ReminderWish
from tests.web.reminding import CHOICE, came, choose
from tests.web.test_away import Clock, clock
from tests.web.test_letters import member

Visitor = tuple[Person, Client]
__all__ = ["clock", "member"]
EVENING = "2026-11-23 20:00"
MORNING = "2026-11-24 07:30"


def test_the_page_shows_what_will_come_and_what_others_can_read(member: Visitor) -> None:
    page = member[1].get("/me/reminders/").content.decode()
    assert "Today, 20:00" in page
    assert "Tomorrow, 07:30" in page
    assert "Cleanse, calming mask and 2 more" in page
    assert "“Fortnight: something for this evening”" in page
    choose(member[1], named="1")
    assert "“This evening: " in member[1].get("/me/reminders/").content.decode()


def test_who_travels_takes_the_time_of_the_device(member: Visitor) -> None:
    choose(member[1])
    assert "Your local time, UTC." in member[1].get("/me/reminders/").content.decode()
    member[1].post("/me/reminders/", {"way": "zone", "zone": "America/New_York"})
    assert Person.objects.get().zone == "America/New_York"
    assert Reminder.objects.get(slot="morning").due_at == dt.datetime(2026, 11, 23, 12, 30, tzinfo=dt.UTC)
    member[1].post("/me/reminders/", {"way": "zone", "zone": "Mars/Olympus"})
    assert Person.objects.get().zone == "America/New_York"


def test_without_an_address_the_page_leads_to_one_and_back(visitor: Visitor) -> None:
    page = visitor[1].get("/me/reminders/").content.decode()
    assert 'href="/accounts/signup/?next=/me/reminders/"' in page
    assert 'name="email"' not in page
    assert choose(visitor[1]) == 302
    assert not ReminderWish.objects.get().email
    assert "Off. Nothing is sent until you choose it here." in visitor[1].get("/me/reminders/").content.decode()


def test_where_no_mail_leaves_the_page_says_so_and_none_is_written(
    member: Visitor, clock: Clock, settings: Settings
) -> None:
    choose(member[1])
    settings.MAIL_LEAVES = False
    assert "This clinic does not send email." in member[1].get("/me/reminders/").content.decode()
    assert came(clock, EVENING) == []


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"morning": "early"}, "morning", "Enter a time like 07:30."),
        ({"evening": ""}, "evening", "Enter a time like 07:30."),
        ({"morning": "21:00"}, "evening", "The evening has to be later than the morning."),
        ({"evening": "22:30"}, "evening", "This is within your quiet hours."),
        ({"morning": "06:59"}, "morning", "This is within your quiet hours."),
        ({"quiet_to": ""}, "quiet_from", "leave both empty."),
        ({"quiet_from": "07:00"}, "quiet_from", "cover the whole day."),
    ],
)
def test_times_that_cannot_be_are_refused_at_their_field(
    member: Visitor, wrong: dict[str, str], field: str, says: str
) -> None:
    refused = member[1].post("/me/reminders/", {**CHOICE, **wrong})
    assert refused.status_code == 400
    assert re.search(rf'id="{field}-wrong"[^>]*>[^<]*{re.escape(says)}', refused.content.decode())
    assert not ReminderWish.objects.exists()


def test_a_half_of_the_day_that_is_not_ticked_has_no_reminder(member: Visitor, clock: Clock) -> None:
    choose(member[1], in_evening=None, evening="")
    assert came(clock, EVENING) == []
    assert len(came(clock, MORNING)) == 1


def test_today_says_when_one_is_reminded_and_leads_to_the_choice(member: Visitor) -> None:
    assert 'href="/me/reminders/"' in member[1].get("/today/").content.decode()
    choose(member[1])
    today = member[1].get("/today/").content.decode()
    assert "You are reminded at 07:30 and 20:00." in today
    for page in ("/me/", "/plan/"):
        assert 'href="/me/reminders/"' in member[1].get(page).content.decode()
