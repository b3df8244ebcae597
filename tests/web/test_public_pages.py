"""Pages that belong to nobody: the front page's questions, the language, the signs, what machines ask for."""

import pytest
from django.test import Client

from fortnight.course import days
from fortnight.web.accounts.models import Person, Treatment

Visitor = tuple[Person, Client]
ANSWERS = {"when": "yesterday", "setting": "clinic", "needle_mm": "1.0"}


def test_three_answers_make_a_plan_in_this_browser(db: None, client: Client) -> None:
    assert client.post("/", ANSWERS).headers["Location"] == "/today/"
    assert "Day 2" in client.get("/today/").content.decode()


@pytest.mark.parametrize("date", ["", "2019-01-01", "2030-01-01", "no date"])
def test_a_date_that_is_none_of_a_treatment_is_said_and_loses_nothing(db: None, client: Client, date: str) -> None:
    answer = client.post("/", {**ANSWERS, "when": "date", "date": date, "setting": "home"})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert 'id="date-wrong"' in page
    assert 'value="home" checked' in page
    assert not Treatment.objects.exists()


def test_the_front_page_looks_through_no_list_of_zones(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To gather them opens hundreds of files, for each visitor."""
    monkeypatch.setattr(days, "known_zones", lambda: pytest.fail("the zones were listed"))
    assert client.get("/").status_code == 200


def test_who_has_a_plan_is_led_to_their_day(visitor: Visitor) -> None:
    assert visitor[1].get("/").headers["Location"] == "/today/"


def test_another_language_is_remembered(db: None, client: Client) -> None:
    answer = client.post("/language/", {"language": "es", "next": "/signs/"})
    assert answer.headers["Location"] == "/signs/"
    assert '<html lang="es"' in client.get("/").content.decode()


def test_the_language_leads_to_no_other_house(db: None, client: Client) -> None:
    assert client.post("/language/", {"language": "es", "next": "https://else.example/"}).headers["Location"] == "/"


def test_the_signs_are_there_for_everybody(db: None, client: Client) -> None:
    assert client.get("/signs/").status_code == 200


def test_a_telephone_learns_the_name_and_the_icons(client: Client) -> None:
    manifest = client.get("/manifest.webmanifest").json()
    assert (manifest["name"], manifest["start_url"], len(manifest["icons"])) == ("Fortnight", "/today/", 3)


def test_search_engines_may_look(client: Client) -> None:
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow:\n"
