"""Before a session: what to stop when, what to have, reasons to wait, a list to tick; with a plan and without one."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from fortnight.web.accounts.models import Person
from fortnight.web.course.models import Preparation
from tests.web.conftest import TODAY

Visitor = tuple[Person, Client]
AHEAD = -3
"""The session is in four days."""


def words_of(browser: Client, path: str = "/before/") -> str:
    """The text of a page in one line."""
    answer = browser.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def planned(visitor_on: Callable[..., Visitor]) -> Visitor:
    """A visitor whose session is in four days, and their browser."""
    return visitor_on(AHEAD)


def test_what_to_stop_has_its_date_counted_back_from_the_session(planned: Visitor) -> None:
    page = words_of(planned[1])
    assert "4 days to go" in page
    assert 'Retinol and its relatives</span> <span class="at">now</span>' in page
    assert 'Shaving</span> <span class="at">on the day</span>' in page


def test_a_date_that_is_still_to_come_is_named(visitor_on: Callable[..., Visitor]) -> None:
    page = words_of(visitor_on(-9)[1])
    assert 'Retinol and its relatives</span> <span class="at">from Sat 28 Nov</span>' in page


def test_without_a_plan_there_are_days_in_place_of_dates_and_nothing_is_ticked(db: None) -> None:
    page = words_of(Client())
    assert "5 days before" in page
    assert "data-prepare" not in page
    assert "Show my dates" in page


def test_a_date_given_there_begins_the_plan_and_leads_back(db: None) -> None:
    sent = {"when": "date", "setting": "home", "next": "/before/", "zone": "UTC"}
    soon = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=9)
    answer = Client().post("/", {**sent, "date": soon.isoformat()})
    assert (answer.status_code, answer["Location"]) == (302, "/before/")


def test_a_tick_stays_and_can_be_taken_back(planned: Visitor) -> None:
    person, browser = planned
    answer = browser.post("/before/tick/", {"item": "before-retinol", "done": "1"})
    assert (answer.status_code, answer["Location"]) == (302, "/before/#before-retinol")
    assert '<li id="before-retinol" class="ticked">' in words_of(browser)
    browser.post("/before/tick/", {"item": "before-retinol", "done": "0"})
    assert 'class="ticked"' not in words_of(browser)
    assert Preparation.objects.filter(treatment=person.current).count() == 1


def test_a_script_gets_an_empty_answer(planned: Visitor) -> None:
    headers = {"Accept": "application/json"}
    answer = planned[1].post("/before/tick/", {"item": "have-hat", "done": "1"}, headers=headers)
    assert answer.status_code == 204


@pytest.mark.parametrize("item", ["", "nothing", "reason-unwell", "retinoid-returns"])
def test_what_is_no_entry_cannot_be_ticked(planned: Visitor, item: str) -> None:
    assert planned[1].post("/before/tick/", {"item": item, "done": "1"}).status_code == 404


def test_nothing_is_ticked_once_the_session_is_over(visitor: Visitor) -> None:
    browser = visitor[1]
    assert browser.post("/before/tick/", {"item": "have-hat", "done": "1"}).status_code == 404
    assert browser.post("/before/lines/", {"words": "Hat"}).status_code == 404
    page = words_of(browser)
    assert "Before your next session" in page
    assert "Saturday 19 December 2026" in page


def test_a_line_of_ones_own_is_added_ticked_and_removed(planned: Visitor, stranger: Visitor) -> None:
    person, browser = planned
    browser.post("/before/lines/", {"words": "Ask about <b>parking</b>"})
    assert "Ask about &lt;b&gt;parking&lt;/b&gt;" in words_of(browser)
    line = Preparation.objects.get(treatment=person.current)
    path = f"/before/lines/{line.pk}/"
    assert stranger[1].post(path, {"done": "1"}).status_code == 404
    browser.post(path, {"done": "1"})
    assert f'<li id="line-{line.pk}" class="ticked">' in words_of(browser)
    browser.post(path, {"way": "remove"})
    assert not Preparation.objects.filter(treatment=person.current).exists()


def test_a_line_that_tells_of_a_sign_leads_to_the_doctor_s_way_and_is_on_the_list(planned: Visitor) -> None:
    person, browser = planned
    answer = browser.post("/before/lines/", {"words": "my lips are swelling and I cannot breathe"})
    assert answer["Location"].startswith("/may/")
    assert "112" in words_of(browser, answer["Location"]) or "999" in words_of(browser, answer["Location"])
    assert Preparation.objects.get(treatment__person=person).words.startswith("my lips")


@pytest.mark.parametrize("words", ["", "x" * 121])
def test_a_line_that_cannot_be_taken_stays_in_its_field_with_why(words: str, planned: Visitor) -> None:
    page = " ".join(planned[1].post("/before/lines/", {"words": words}).content.decode().split())
    assert (f'value="{words}"' in page, 'id="words-wrong"' in page) == (True, True)
    assert not Preparation.objects.exists()


def test_a_reason_is_answered_with_what_to_do_and_is_known_everywhere(planned: Visitor) -> None:
    person, browser = planned
    assert browser.post("/before/", {"active_infection": "on", "reason-unwell": "on"}).status_code == 302
    page = words_of(browser)
    assert "Do not have it done before this is settled." in page
    assert "Needling can spread a cold sore, a wart or an infection." in page
    assert "Move the date until you have been well" in page
    person.refresh_from_db()
    assert person.facts == {"active_infection": True}
    browser.post("/before/", {})
    person.refresh_from_db()
    assert person.facts == {"active_infection": False}
    assert "None of them, you said" in words_of(browser)


def test_what_others_decide_is_told_to_them(planned: Visitor) -> None:
    planned[1].post("/before/", {"anticoagulant": "on"})
    page = words_of(planned[1])
    assert "Tell whoever treats you before the session." in page
    assert "Do not skip a dose for your skin." in page
    assert "Do not have it done" not in page


def test_without_a_plan_reasons_are_answered_and_not_stored(db: None) -> None:
    page = " ".join(Client().post("/before/", {"pregnant": "on"}).content.decode().split())
    assert "right for you in pregnancy" in page
    assert "Nothing of it is saved." in page
    assert not Person.objects.exists()


def test_products_of_the_shelf_stand_where_they_are_meant(planned: Visitor) -> None:
    person, browser = planned
    for name, kind, label in (
        ("Night Retinol", "retinol_product", "Aqua, Glycerin, Retinol"),
        ("Milk Cleanser", "cleanser", "Aqua, Glycerin, Panthenol"),
    ):
        browser.post("/shelf/add/", {"name": name, "kind": kind, "label": label})
    page = words_of(browser)
    assert "On your shelf:</strong> Night Retinol" in page
    assert "You have it:</strong> Milk Cleanser" in page
    assert person.products.count() == 2


def test_needling_at_home_is_told_only_who_may_do_it_there(planned: Visitor) -> None:
    person, browser = planned
    assert "Never share needles" not in words_of(browser)
    person.treatments.update(setting="home")
    assert "Never share needles" in words_of(browser)


def test_a_session_planned_too_soon_is_said_on_its_page(visitor: Visitor) -> None:
    person, browser = visitor
    date = (TODAY + dt.timedelta(days=10)).isoformat()
    browser.post("/me/treatments/new/", {"date": date, "setting": "clinic", "needle_mm": "1.0", "anyway": "1"})
    assert "That would be too early" in words_of(browser)
    assert person.treatments.count() == 2


def test_today_before_a_session_leads_there_with_what_stops_now(planned: Visitor) -> None:
    page = words_of(planned[1], "/today/")
    assert 'Retinol and its relatives</span><span class="soft">stop now' in page
    assert 'href="/before/"' in page


def test_the_front_page_and_the_days_after_lead_there(visitor_on: Callable[..., Visitor]) -> None:
    assert 'href="/before/"' in words_of(Client(), "/")
    assert 'href="/before/"' in words_of(visitor_on(20)[1], "/today/")


def test_the_list_is_in_the_download(planned: Visitor) -> None:
    browser = planned[1]
    browser.post("/before/tick/", {"item": "have-hat", "done": "1"})
    browser.post("/before/lines/", {"words": "Parking"})
    told = browser.get("/me/data/download/").json()["preparations"]
    assert [(one["entry"], one["own_words"]) for one in told] == [("have-hat", ""), ("", "Parking")]
