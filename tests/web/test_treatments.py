"""Treatments: another date keeps the ticks, a new one keeps the course before it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client

from fortnight.web.accounts.models import Person
from fortnight.web.journal.models import TickEvent
from tests.web.conftest import TODAY

Visitor = tuple[Person, Client]


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
    browser.post("/me/treatments/new/", {"date": TODAY.isoformat(), "setting": "clinic", "needle_mm": ""})
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
