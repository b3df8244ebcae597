"""Activities: all of them with today's answers, and one on the answer card."""

from collections.abc import Callable

import pytest
from django.test import Client

from fortnight.guide.load import published_guide
from fortnight.web.accounts.actions import change_person
from fortnight.web.accounts.models import Person
from fortnight.web.activities.queries import GROUPS, MOST_ASKED
from tests.web.doors import closed
from tests.web.test_may import words_of

Visitor = tuple[Person, Client]


def spoken_of(browser: Client, activity: str) -> str:
    """What the strip of an activity says on the page of all activities."""
    page = browser.get("/activities/").content.decode().partition(f'href="/activities/{activity}/"')[2]
    return page.partition('aria-label="')[2].partition('"')[0]


def test_every_activity_stands_on_the_page_under_a_heading(visitor: Visitor) -> None:
    page = visitor[1].get("/activities/").content.decode()
    assert all(f'href="/activities/{activity.id}/"' in page for activity in published_guide().activities)
    assert "Movement" in page
    assert "Other things" not in page


def test_what_is_asked_most_often_comes_first_and_the_rest_is_folded(visitor: Visitor) -> None:
    page = visitor[1].get("/activities/").content.decode()
    first, _, folded = page.partition("<details")
    first_ids = [activity_id for activity_id in MOST_ASKED if f'href="/activities/{activity_id}/"' in first]
    assert first_ids == list(MOST_ASKED)
    assert first.count('href="/activities/') == len(MOST_ASKED)
    assert "<details open" not in page
    assert 'href="/activities/household-chemicals/"' in folded


def test_every_group_of_the_guide_has_a_heading() -> None:
    assert {activity.group for activity in published_guide().activities} <= set(GROUPS)


def test_an_activity_has_its_card_with_reasons_and_sources(visitor: Visitor) -> None:
    page = words_of(visitor[1].get("/activities/sauna/").content.decode())
    assert "Not today. From" in page
    assert "Rule sauna" in page
    assert "avoid" in page


def test_an_activity_that_stays_closed_beyond_the_fortnight_has_its_date(visitor: Visitor) -> None:
    page = words_of(visitor[1].get("/activities/sunbed/").content.decode())
    assert "From Tuesday 22 December, day 32" in page


def test_an_activity_that_waits_still_does_so_after_the_fortnight(visitor_on: Callable[..., Visitor]) -> None:
    page = words_of(visitor_on(20)[1].get("/activities/sunbed/").content.decode())
    assert "Not today. From Saturday 5 December, day 32" in page


def test_what_nobody_knows_is_not_a_yes(visitor: Visitor) -> None:
    assert "We cannot say today" in words_of(visitor[1].get("/activities/flying/").content.decode())


def test_an_activity_follows_what_is_known_of_the_person(visitor: Visitor) -> None:
    person, browser = visitor
    assert spoken_of(browser, "hot-shower") == "Days 1 to 2: avoid. Days 3 to 14: fine."
    change_person(person, facts={"rosacea": True, "needle_mm": 2.5, "skin_tone": "V"})
    assert spoken_of(browser, "direct-sun") != "Days 1 to 4: avoid. Days 5 to 14: with care."


@pytest.mark.parametrize("address", ["/activities/knitting/"])
def test_an_activity_without_a_rule_is_not_there(visitor: Visitor, address: str) -> None:
    assert visitor[1].get(address).status_code == 404


@pytest.mark.parametrize("address", ["/activities/", "/activities/sauna/"])
def test_activities_need_a_plan(db: None, client: Client, address: str) -> None:
    assert client.get(address).headers["Location"] == closed(address)


@pytest.mark.parametrize("day", [-3, 1, 14, 30])
def test_the_page_holds_on_every_day(visitor_on: Callable[..., Visitor], day: int) -> None:
    assert visitor_on(day)[1].get("/activities/").status_code == 200
