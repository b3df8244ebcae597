"""Today: the person's day in their zone, its steps, what is closed."""

import datetime as dt
import re
import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from fortnight.web.accounts.actions import start_treatment
from fortnight.web.accounts.convert import current_id, flags_of
from fortnight.web.accounts.models import Person, User
from fortnight.web.catalogue.models import Barcode
from fortnight.web.journal.models import TickEvent
from fortnight.web.routine.actions import holds_for
from fortnight.web.routine.models import Kept
from fortnight.web.shell import look, saved
from tests.web.catalogue_rows import product
from tests.web.doors import closed
from tests.web.test_may import words_of

Visitor = tuple[Person, Client]


def test_today_says_the_day_and_its_stage(visitor: Visitor) -> None:
    page = visitor[1].get("/today/").content.decode()
    assert "Day 3" in page
    assert "Restart" in page


def test_a_stranger_to_the_house_is_sent_to_the_three_questions(db: None, client: Client) -> None:
    answer = client.get("/today/")
    assert (answer.status_code, answer.headers["Location"]) == (302, closed("/today/"))


def test_a_tick_that_arrives_twice_counts_once(visitor: Visitor) -> None:
    person, browser = visitor
    sent = {"day": 3, "time": "morning", "care": "gentle-cleanse", "done": "1", "id": str(uuid.uuid4())}
    first = browser.post("/tick/", sent, headers={"Accept": "application/json"}).json()
    second = browser.post("/tick/", sent, headers={"Accept": "application/json"}).json()
    assert (first["new"], second["new"]) == (True, False)
    assert TickEvent.objects.filter(treatment=person.current).count() == 1


@pytest.mark.parametrize("care", ["retinol", "nothing-of-the-kind"])
def test_a_step_that_the_guide_has_not_on_that_day_cannot_be_ticked(visitor: Visitor, care: str) -> None:
    sent = {"day": 3, "time": "evening", "care": care, "done": "1"}
    assert visitor[1].post("/tick/", sent).status_code == 400
    assert not TickEvent.objects.exists()


def test_today_with_a_full_shelf_takes_five_queries(
    visitor_on: Callable[..., Visitor], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    user = User.objects.create_user("iris@example.org")
    _, browser = visitor_on(3, user=user)
    # The first look in a session notes its browser.
    browser.get("/signs/")
    # One of them is for what cannot wait.
    with django_assert_max_num_queries(5):
        browser.get("/today/")


def test_a_step_that_is_closed_for_a_person_is_not_offered_but_dated(visitor_on: Callable[..., Visitor]) -> None:
    person, browser = visitor_on(9)
    person.facts = {"pregnant": True}
    person.save()
    page = browser.get("/today/").content.decode()
    assert 'data-care="retinol"' not in page
    assert "Later for you" in page
    person.facts = {}
    person.save()
    assert 'data-care="retinol"' in browser.get("/today/").content.decode()


def test_before_the_treatment_there_is_what_to_prepare(visitor_on: Callable[..., Visitor]) -> None:
    page = visitor_on(-2)[1].get("/today/").content.decode()
    assert "3 days to go" in page


def test_after_the_fortnight_there_is_what_comes_next(visitor_on: Callable[..., Visitor]) -> None:
    page = visitor_on(15)[1].get("/today/").content.decode()
    assert "Your next session" in page
    for way in ("/me/calendar/", "/plan/", "/me/papers/", "/normal/", "/advisor/", "/signs/"):
        assert f'href="{way}"' in page
    assert "0 of " in page
    assert "Scrubs" not in page


def test_what_has_no_day_in_the_fortnight_is_dated_after_it(visitor_on: Callable[..., Visitor]) -> None:
    person, browser = visitor_on(15)
    person.cautious = True
    person.save()
    page = browser.get("/today/").content.decode()
    assert "Scrubs" in page
    assert "Wednesday 25 November" in page


def test_every_day_of_the_fortnight_has_its_page_and_no_other(visitor: Visitor) -> None:
    statuses = [visitor[1].get(f"/day/{day}/").status_code for day in (0, 1, 7, 14, 15)]
    assert statuses == [404, 200, 200, 200, 404]


def test_no_part_of_the_page_is_shown_as_its_source(visitor: Visitor) -> None:
    assert "&lt;" not in visitor[1].get("/today/").content.decode()
    assert "&lt;" not in visitor[1].get("/day/5/").content.decode()


def test_a_tick_that_waited_is_refused_by_anybody_elses_plan(visitor: Visitor, stranger: Visitor) -> None:
    sent = {"day": 3, "time": "morning", "care": "gentle-cleanse", "done": "1", "id": str(uuid.uuid4())}
    headers = {"Accept": "application/json", "X-Fortnight-Who": saved.tag(visitor[0])}
    assert stranger[1].post("/tick/", sent, headers=headers).status_code == 409
    assert not TickEvent.objects.exists()
    assert visitor[1].post("/tick/", sent, headers=headers).status_code == 200


def test_a_tick_that_waited_goes_to_the_course_it_was_made_in(visitor: Visitor) -> None:
    person, browser = visitor
    before = person.current
    start_treatment(person, date=dt.date(2026, 11, 23), setting="", needle_mm=None)
    sent = {"day": 3, "time": "morning", "care": "gentle-cleanse", "done": "1", "course": before.pk if before else 0}
    assert browser.post("/tick/", sent, headers={"Accept": "application/json"}).status_code == 200
    assert TickEvent.objects.get().treatment == before


def test_a_tick_for_a_course_of_somebody_else_is_refused(visitor: Visitor, stranger: Visitor) -> None:
    theirs = visitor[0].current_id or 0
    sent = {"day": 3, "time": "morning", "care": "gentle-cleanse", "done": "1", "course": theirs}
    assert stranger[1].post("/tick/", sent, headers={"Accept": "application/json"}).status_code == 400
    assert not TickEvent.objects.exists()


def test_a_fresh_token_is_given_to_those_with_a_plan(visitor: Visitor, client: Client) -> None:
    assert len(visitor[1].get("/tick/token/").json()["token"]) == 64
    assert client.get("/tick/token/").status_code == 302


def at_hour(monkeypatch: pytest.MonkeyPatch, hour: int) -> None:
    """Let it be that hour of the tests' day, in UTC."""
    moment = dt.datetime(2026, 11, 23, hour, tzinfo=dt.UTC)
    monkeypatch.setattr("fortnight.web.accounts.entrance.timezone.now", lambda: moment)


@pytest.mark.parametrize(
    ("zone", "hour", "half"),
    [
        ("UTC", 6, "morning"),
        ("UTC", 14, "morning"),
        ("UTC", 15, "evening"),
        ("America/New_York", 18, "morning"),
        ("Europe/Paris", 14, "evening"),
    ],
)
def test_what_is_to_be_done_now_goes_by_the_hour_where_the_person_is(
    monkeypatch: pytest.MonkeyPatch, visitor: Visitor, zone: str, hour: int, half: str
) -> None:
    person, browser = visitor
    person.zone = zone
    person.save()
    at_hour(monkeypatch, hour)
    page = browser.get("/today/").content.decode()
    first, second = re.findall(r'data-half="(morning|evening)">\s*<details( open)?>', page)
    assert first == (half, " open")
    assert second[1] == ""
    assert f" Nov, {half}" in page


def test_no_step_of_the_plan_waits_for_a_product(visitor_on: Callable[..., Visitor]) -> None:
    person, browser = visitor_on(2)
    Kept.objects.create(
        treatment_id=current_id(person),
        lines=[{"step": "gentle-cleanse", "time": "morning", "key": "1", "days": [8], "replaced": []}],
        names={"1": {"name": "Gel", "own": False}},
        holds_for=holds_for(person),
    )
    page = words_of(browser.get("/today/").content.decode())
    assert "By your routine next on" not in page
    assert "Your routine uses this next" not in page
    assert "Nothing on your shelf for this yet. From Sunday 29 November you can use Gel." in page


def test_what_is_left_to_the_person_is_not_counted(visitor_on: Callable[..., Visitor]) -> None:
    _, browser = visitor_on(9)
    page = browser.get("/today/").content.decode()
    assert 'data-count="evening">0 of 5<' in page
    assert page.index('aria-labelledby="optional"') < page.index('data-care="retinol"')


def test_a_stop_stands_on_every_page_after_it_was_read_and_closes_what_is_left_to_the_person(
    visitor_on: Callable[..., Visitor],
) -> None:
    person, browser = visitor_on(10)
    person.facts = {"isotretinoin_now": True}
    person.seen_flags = [flag.id for flag in flags_of(person)]
    person.save()
    stops = "Do not follow this plan until you have talked to a doctor or nurse."
    for path in ("/today/", "/plan/", "/use/", "/shelf/"):
        assert stops in browser.get(path).content.decode(), path
    today = browser.get("/today/").content.decode()
    assert 'data-care="retinol"' not in today
    assert "Retinol, scrubs: not before you have talked to a doctor or nurse" in today


def test_what_people_ask_about_most_is_answered_with_its_day(visitor_on: Callable[..., Visitor]) -> None:
    page = words_of(visitor_on(1)[1].get("/today/").content.decode()).partition("Can I, today?")[2]
    for activity in ("Make-up", "Exercise that makes you sweat", "Direct sun", "Swimming pool", "Drinking alcohol"):
        assert activity in page
    assert "from Wednesday, day 3" in page


def test_no_barcode_and_no_catalogue_is_offered_where_there_is_none(visitor: Visitor) -> None:
    browser = visitor[1]
    assert "/may/barcode/" not in browser.get("/today/").content.decode()
    assert "With the clinic’s catalogue" not in browser.get("/use/").content.decode()
    Barcode.objects.create(number="4006381333931", product=product("Calm Serum", "Aqua, Glycerin"))
    look.forget()
    assert "/may/barcode/" in browser.get("/today/").content.decode()
    assert "With the clinic’s catalogue" in browser.get("/use/").content.decode()


def test_a_closed_door_says_why_and_leads_on_to_the_page_that_was_asked_for(db: None, client: Client) -> None:
    front = client.get("/shelf/", follow=True).content.decode()
    assert "none is open in this browser" in front
    assert 'href="/accounts/login/?next=/shelf/"' in front
    answer = client.post("/", {"when": "today", "setting": "clinic", "next": "/shelf/"})
    assert answer.headers["Location"] == "/shelf/"


def test_nobody_is_led_to_another_site(db: None, client: Client) -> None:
    sent = {"when": "today", "setting": "clinic", "next": "https://else.example/"}
    front = client.get("/?next=https://else.example/").content.decode()
    assert "none is open in this browser" not in front
    assert 'name="next" value="https://else.example/"' not in front
    assert client.post("/", sent).headers["Location"] == "/today/"


def test_the_front_page_has_a_way_in_for_who_has_a_plan(db: None, client: Client) -> None:
    page = client.get("/").content.decode()
    assert re.search(r'href="/accounts/login/">I already have a plan<', page)
