"""The plan: fourteen days stage by stage, a page a day, and whose advice it is."""

from collections.abc import Callable

import pytest
from django.test import Client

from fortnight.web.accounts.models import Person
from tests.web.doors import closed

Visitor = tuple[Person, Client]


def test_the_plan_has_fourteen_days_in_four_stages(visitor: Visitor) -> None:
    page = visitor[1].get("/plan/").content.decode()
    assert [page.count(f'href="/day/{day}/"') >= 2 for day in range(1, 15)] == [True] * 14
    assert all(stage in page for stage in ("Calm", "Restart", "Rebuild", "Renew"))


def test_day_five_shows_both_of_its_stages(visitor: Visitor) -> None:
    page = visitor[1].get("/day/5/").content.decode()
    assert "Restart" in page
    assert "Rebuild" in page


@pytest.mark.parametrize("day", [0, 15, 99])
def test_there_is_no_other_day(visitor: Visitor, day: int) -> None:
    assert visitor[1].get(f"/day/{day}/").status_code == 404


def test_a_past_day_keeps_its_ticks_and_a_missed_one_is_met_without_blame(visitor: Visitor) -> None:
    browser = visitor[1]
    browser.post("/tick/", {"day": 1, "time": "morning", "care": "gentle-cleanse", "done": "1"})
    assert 'aria-pressed="true"' in browser.get("/day/1/").content.decode()
    assert "You can still tick what you did" in browser.get("/day/2/").content.decode()


def test_a_day_to_come_cannot_be_ticked_yet(visitor: Visitor) -> None:
    page = visitor[1].get("/day/9/").content.decode()
    assert page.count("disabled") == page.count('class="tick"')


def test_the_cautious_layer_is_the_persons_choice_and_moves_days_later_only(
    visitor_on: Callable[..., Visitor],
) -> None:
    person, browser = visitor_on(9)
    assert 'data-care="retinol"' in browser.get("/today/").content.decode()
    browser.post("/plan/layer/", {"cautious": "1"})
    person.refresh_from_db()
    assert person.cautious
    assert 'data-care="retinol"' not in browser.get("/today/").content.decode()


def test_the_plan_says_whose_advice_it_is_where_two_differ(visitor: Visitor) -> None:
    page = visitor[1].get("/plan/").content.decode()
    assert "Whose advice is this?" in page
    assert "Retinol and other retinoids" in page


@pytest.mark.parametrize("address", ["/plan/", "/day/3/"])
def test_without_a_plan_the_three_questions_come_first(db: None, client: Client, address: str) -> None:
    assert client.get(address).headers["Location"] == closed(address)
