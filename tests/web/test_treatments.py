"""Treatments: another date keeps the ticks, a new one keeps the course before it."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from fortnight.web.accounts.models import Person
from fortnight.web.journal.models import TickEvent
from tests.web.conftest import TODAY

Visitor = tuple[Person, Client]
VisitorOn = Callable[..., Visitor]


def tick(browser: Client, day: int = 3) -> None:
    """Tick a step of a day."""
    sent = {"day": day, "time": "morning", "care": "gentle-cleanse", "done": "1"}
    assert browser.post("/tick/", sent).status_code == 302


def test_another_date_keeps_the_ticks(visitor: Visitor) -> None:
    person, browser = visitor
    tick(browser)
    date = TODAY - dt.timedelta(days=4)
    sent = {"date": date.isoformat(), "setting": "home", "needle_mm": "0.5"}
    assert browser.post(f"/me/treatments/{person.current_id}/", sent).status_code == 302
    person.refresh_from_db()
    assert person.current
    assert (person.current.date, person.current.setting, person.current.needle_mm) == (date, "home", Decimal("0.5"))
    assert "1 of" in browser.get("/day/3/").content.decode()
    assert "Day 5" in browser.get("/today/").content.decode()


def test_a_new_treatment_keeps_the_course_before_it(visitor: Visitor) -> None:
    person, browser = visitor
    before = person.current
    tick(browser)
    sent = {"date": TODAY.isoformat(), "setting": "clinic", "needle_mm": "", "anyway": "1"}
    browser.post("/me/treatments/new/", sent)
    person.refresh_from_db()
    assert person.current != before
    assert TickEvent.objects.filter(treatment=before).count() == 1
    assert browser.get("/me/treatments/").content.decode().count("Change<") == 2
    assert before
    browser.post(f"/me/treatments/{before.pk}/choose/")
    person.refresh_from_db()
    assert person.current == before


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"date": ""}, "Choose the date"),
        ({"date": "2020-01-01"}, "more than a year ago"),
        ({"date": "2028-01-01"}, "more than half a year ahead"),
        ({"date": "2026-11-20", "needle_mm": "9"}, "5"),
    ],
)
def test_a_date_or_a_depth_that_cannot_be_is_said(visitor: Visitor, sent: dict[str, str], words: str) -> None:
    person, browser = visitor
    answer = browser.post(f"/me/treatments/{person.current_id}/", {"setting": "home", "needle_mm": "1.5", **sent})
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert 'value="home" checked' in answer.content.decode()


def test_a_depth_that_is_not_in_the_list_is_not_lost(visitor: Visitor) -> None:
    person, browser = visitor
    assert person.current
    person.current.needle_mm = Decimal("0.75")
    person.current.save()
    assert "0.75 mm" in browser.get(f"/me/treatments/{person.current_id}/").content.decode()


def test_other_peoples_treatments_are_not_found(visitor: Visitor, stranger: Visitor) -> None:
    theirs = stranger[0].current_id
    assert visitor[1].get(f"/me/treatments/{theirs}/").status_code == 404
    assert visitor[1].post(f"/me/treatments/{theirs}/choose/").status_code == 404


def again(person: Person, browser: Client, days: int, needle_mm: str = "1.0") -> tuple[int, str]:
    """The answer to a new session so many days after the last one: its status and its text in one line."""
    assert person.current
    Person.objects.get(pk=person.pk).treatments.update(needle_mm=Decimal(needle_mm))
    date = person.current.date + dt.timedelta(days=days)
    answer = browser.post("/me/treatments/new/", {"date": date.isoformat(), "setting": "home", "needle_mm": "0.5"})
    return answer.status_code, " ".join(answer.content.decode().split())


def test_a_session_too_soon_is_said_before_its_plan_begins(visitor: Visitor) -> None:
    person, browser = visitor
    status, words = again(person, browser, 19)
    assert (status, person.treatments.count()) == (200, 1)
    assert "That would be too early" in words
    assert "Friday 18 December 2026" in words or "December 2026" in words
    assert 'name="needle_mm" value="0.5"' in words


def test_whoever_goes_on_all_the_same_has_the_plan(visitor: Visitor) -> None:
    person, browser = visitor
    date = TODAY + dt.timedelta(days=1)
    sent = {"date": date.isoformat(), "setting": "home", "needle_mm": "0.5", "anyway": "1"}
    assert browser.post("/me/treatments/new/", sent).status_code == 302
    person.refresh_from_db()
    assert person.current
    assert person.current.date == date


def test_a_session_in_time_begins_at_once_also_with_short_needles(visitor: Visitor) -> None:
    person, browser = visitor
    assert again(person, browser, 28)[0] == 302
    assert again(person, browser, 14, needle_mm="0.25")[0] == 302


def test_home_rolling_within_the_fortnight_is_too_soon_with_short_needles_too(visitor: Visitor) -> None:
    status, words = again(*visitor, 9, needle_mm="0.25")
    assert status == 200
    assert "finish these 14 days first" in words


def test_a_second_plan_for_the_same_day_is_asked_about(visitor: Visitor) -> None:
    assert "You already have a plan for this day" in again(*visitor, 0)[1]


def test_treated_again_on_the_front_page_is_warned_as_well(visitor: Visitor) -> None:
    person, browser = visitor
    sent = {"when": "today", "setting": "home", "needle_mm": "0.5", "zone": "Europe/London"}
    words = " ".join(browser.post("/", sent).content.decode().split())
    assert "That was early" in words
    assert 'href="/me/treatments/new/"' in words
    assert person.treatments.count() == 1
    assert browser.post("/", {**sent, "anyway": "1"}).status_code == 302
    assert person.treatments.count() == 2


def test_the_front_page_asks_whoever_has_a_plan_before_it_begins_another(visitor_on: VisitorOn) -> None:
    person, browser = visitor_on(40)
    sent = {"when": "today", "setting": "home", "needle_mm": "0.25", "zone": "UTC"}
    words = " ".join(browser.post("/", sent).content.decode().split())
    assert "Start a new plan?" in words
    assert "You have a plan for your treatment on Thursday 15 October 2026." in words
    assert '<input type="hidden" name="needle_mm" value="0.25">' in words
    assert person.treatments.count() == 1
    assert browser.post("/", {**sent, "sure": "1"}).headers["Location"] == "/today/"
    person.refresh_from_db()
    assert person.current
    assert (person.treatments.count(), person.current.date) == (2, TODAY)


def test_a_session_after_these_days_waits_when_the_front_page_tells_of_it_too(visitor: Visitor) -> None:
    person, browser = visitor
    date = TODAY + dt.timedelta(days=60)
    sent = {"when": "date", "date": date.isoformat(), "setting": "home", "needle_mm": "0.25", "sure": "1"}
    assert browser.post("/", sent).status_code == 302
    current = person.current_id
    person.refresh_from_db()
    assert person.current_id == current
    assert person.treatments.get(date=date).planned


def test_opening_the_address_of_a_new_plan_changes_nothing_and_leads_to_its_form(visitor: Visitor) -> None:
    answer = visitor[1].get("/?again=1")
    assert answer.headers["Location"] == "/me/treatments/new/"
    assert visitor[0].treatments.count() == 1
    assert "The 2 weeks after microneedling" in Client().get("/?again=1").content.decode()


def test_a_date_that_is_changed_to_one_too_soon_is_asked_about_and_one_alone_is_not(visitor: Visitor) -> None:
    person, browser = visitor
    first = person.current
    assert first
    date = first.date + dt.timedelta(days=60)
    browser.post("/me/treatments/new/", {"date": date.isoformat(), "setting": "home", "needle_mm": "0.5"})
    second = person.treatments.get(date=date)
    sent = {"date": (first.date + dt.timedelta(days=9)).isoformat(), "setting": "home", "needle_mm": "0.5"}
    path = f"/me/treatments/{second.pk}/"
    page = " ".join(browser.post(path, sent).content.decode().split())
    assert "Save this date all the same" in page
    assert browser.post(path, {**sent, "anyway": "1"}).status_code == 302
    assert browser.post(path, {**sent, "setting": "clinic"}).status_code == 302
