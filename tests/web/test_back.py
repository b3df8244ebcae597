"""The look back: what was ticked, how it felt, what reacted, what comes back when, and the next session as a file."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from icalendar import Calendar

from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.checkins.models import RungTrial, SkinCheckIn
from tests.web.conftest import TODAY

Visitor = tuple[Person, Client]
MOMENT = dt.datetime(2026, 11, 10, 9, tzinfo=dt.UTC)


def words_of(browser: Client, path: str = "/back/") -> str:
    """The text of a page in one line."""
    answer = browser.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def after(visitor_on: Callable[..., Visitor]) -> Visitor:
    """A visitor on day 17, and their browser."""
    return visitor_on(17)


def current(person: Person) -> Treatment:
    """The person's current treatment."""
    assert person.current
    return person.current


def reacted(person: Person, rung: str = "rung-retinoid", day: int = 8) -> None:
    """Let the first use of an active have reacted on the day after."""
    treatment = current(person)
    RungTrial.objects.create(treatment=treatment, rung=rung, day=day, outcome="reacted", outcome_day=day + 1)
    Treatment.objects.filter(pk=treatment.pk).update(checked_in=True)


def checked_in(person: Person, day: int, pain: int, rank: int = 0, part: str = "morning") -> None:
    """A check-in on a part of a day."""
    values = {"answers": {"pain": pain}, "rank": rank, "worst": rank, "at": MOMENT}
    SkinCheckIn.objects.create(person=person, treatment=current(person), day=day, part=part, **values)


def test_what_was_ticked_is_counted_for_each_day(after: Visitor) -> None:
    browser = after[1]
    for day in range(1, 12):
        browser.post("/tick/", {"day": day, "time": "morning", "care": "gentle-cleanse", "done": "1"})
    page = words_of(browser)
    assert "Day 3: 1 of 9 ticked" in page
    assert "Day 12: 0 of" in page
    assert "Least often: Moisturise (0 of" in page or "Least often: Hydrating serum (0 of" in page


def test_nothing_ticked_is_met_without_blame(after: Visitor) -> None:
    assert "Nothing was ticked. That is all right" in words_of(after[1])


def test_how_it_felt_is_a_line_and_a_count_for_each_level(after: Visitor) -> None:
    person, browser = after
    assert "You did not check in" in words_of(browser)
    for day, pain, rank in ((1, 4, 0), (2, 2, 0), (9, 6, 2)):
        checked_in(person, day, pain, rank)
    checked_in(person, 9, 1, part="evening")
    page = words_of(browser)
    assert "As expected · 3" in page
    assert "Pause · 1" in page
    assert "Day 9: 0 of 11 ticked, Pause" in page
    assert 'aria-label="Pain, day by day: day 1: 4' in page


def test_what_reacted_and_what_stayed_calm_are_told_apart(after: Visitor) -> None:
    person, browser = after
    reacted(person)
    RungTrial.objects.create(treatment=current(person), rung="rung-vitamin-c", day=4, outcome="calm", outcome_day=5)
    page = words_of(browser)
    assert '<span class="what">Retinol and its relatives</span><span class="soft">Day 9</span>' in page
    assert "Tried and calm:</strong> Vitamin C" in page
    assert "Only on calm skin." in page


def test_what_waits_for_longer_than_the_days_has_its_date(after: Visitor) -> None:
    page = words_of(after[1])
    assert "From Saturday 5 December" in page
    assert "laser" in page
    assert "waxing" not in page


def test_a_person_who_has_to_wait_longer_has_a_later_date(after: Visitor) -> None:
    person, browser = after
    assert "direct sun" not in words_of(browser)
    person.facts = {"melasma": True}
    person.save()
    assert "direct sun" in words_of(browser)


def test_the_next_session_is_dated_with_what_is_usual_for_its_purpose(after: Visitor) -> None:
    person, browser = after
    assert "Tell us what it is for" in words_of(browser)
    person.purpose = "acne-scars"
    person.save()
    page = words_of(browser)
    assert '<p class="verdict-date">Saturday 5 December 2026</p>' in page
    assert "studies mostly had 3 sessions" in page


def test_the_next_session_is_one_event_the_same_as_in_the_calendar(after: Visitor) -> None:
    browser = after[1]
    answer = browser.get("/me/calendar/next-session.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).events
    assert [event.start for event in events] == [dt.date(2026, 12, 5)]
    every = Calendar.from_ical(browser.get("/me/calendar/fortnight.ics").content).events
    assert str(events[0]["UID"]) in {str(event["UID"]) for event in every}


def test_an_earlier_session_is_looked_back_at_and_changes_nothing(after: Visitor) -> None:
    person, browser = after
    reacted(person)
    earlier = current(person)
    sent = {"date": TODAY.isoformat(), "setting": "clinic", "needle_mm": "1.0", "anyway": "1"}
    browser.post("/me/treatments/new/", sent)
    page = words_of(browser, f"/me/treatments/{earlier.pk}/back/")
    assert "Retinol and its relatives" in page
    assert "Your next session" not in page
    person.refresh_from_db()
    assert person.current_id != earlier.pk


def test_nobody_looks_back_at_a_session_to_come_or_at_anothers(
    visitor_on: Callable[..., Visitor], stranger: Visitor
) -> None:
    assert visitor_on(-3)[1].get("/back/").status_code == 404
    theirs = stranger[0].current_id
    assert visitor_on(17)[1].get(f"/me/treatments/{theirs}/back/").status_code == 404


def test_the_last_day_and_the_days_after_lead_there(visitor_on: Callable[..., Visitor]) -> None:
    assert 'href="/back/"' in words_of(visitor_on(14)[1], "/today/")
    assert 'href="/back/"' in words_of(visitor_on(15)[1], "/today/")
    assert 'href="/back/"' not in words_of(visitor_on(13)[1], "/today/")


def test_a_session_that_is_planned_stands_in_place_of_the_first_date_it_may_be(
    visitor_on: Callable[..., Visitor],
) -> None:
    person, browser = visitor_on(14)
    date = current(person).date + dt.timedelta(days=40)
    browser.post("/me/treatments/new/", {"date": date.isoformat(), "setting": "clinic", "needle_mm": "1.0"})
    page = words_of(browser)
    assert '<p class="verdict-date">Sunday 20 December 2026</p>' in page
    assert "This is the date you gave." in page
