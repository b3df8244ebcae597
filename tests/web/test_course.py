"""The course: sessions with device and depth by area, what was felt, gaps, too much, and what the last one taught."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from fortnight.course.courses import course_rules
from fortnight.web.accounts.actions import start_treatment
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.checkins.models import RungTrial, SkinCheckIn
from fortnight.web.me.about import PURPOSES
from tests.web.conftest import TODAY
from tests.web.staff import one_of_staff

Visitor = tuple[Person, Client]
SENT = {"setting": "clinic", "needle_mm": "0.5"}


def words_of(browser: Client, path: str = "/me/treatments/") -> str:
    """The text of a page in one line."""
    answer = browser.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def current(person: Person) -> Treatment:
    """The person's current treatment, as it is stored."""
    row = Person.objects.get(pk=person.pk).current
    assert row
    return row


def session(person: Person, days_ago: int, needle_mm: str = "1.0", setting: str = "clinic") -> Treatment:
    """One more session so many days ago."""
    date = TODAY - dt.timedelta(days=days_ago)
    return start_treatment(person, date=date, setting=setting, needle_mm=Decimal(needle_mm))


def reacted(treatment: Treatment, rung: str = "rung-retinoid") -> None:
    """Let the first use of an active on day 8 have reacted on the day after."""
    RungTrial.objects.create(treatment=treatment, rung=rung, day=8, outcome="reacted", outcome_day=9)
    Treatment.objects.filter(pk=treatment.pk).update(checked_in=True)


def test_the_plan_goes_by_the_deepest_part(visitor: Visitor) -> None:
    person, browser = visitor
    path = f"/me/treatments/{person.current_id}/"
    sent = {**SENT, "date": current(person).date.isoformat(), "depth-cheeks": "1.5", "depth-nose": "0.25"}
    assert browser.post(path, {**sent, "device": "pen"}).status_code == 302
    row = current(person)
    assert (row.needle_mm, row.depths, row.device) == (Decimal("1.5"), {"cheeks": "1.5", "nose": "0.25"}, "pen")
    page = words_of(browser)
    assert "A pen" in page
    assert "cheeks 1.5 mm, nose 0.25 mm" in page


def test_what_an_older_form_does_not_send_stays(visitor: Visitor) -> None:
    person, browser = visitor
    path, sent = f"/me/treatments/{person.current_id}/", {**SENT, "date": current(person).date.isoformat()}
    browser.post(path, {**sent, "device": "roller", "depth-jaw": "1.0", "felt": "hard"})
    browser.post(path, sent)
    row = current(person)
    assert (row.device, row.depths, row.felt, row.needle_mm) == ("roller", {"jaw": "1.0"}, "hard", Decimal("1.0"))


def test_a_part_or_a_device_that_there_is_not_is_refused(visitor: Visitor) -> None:
    person, browser = visitor
    sent = {**SENT, "date": current(person).date.isoformat()}
    for wrong in ({"device": "hammer"}, {"depth-cheeks": "9"}, {"felt": "awful"}):
        assert browser.post(f"/me/treatments/{person.current_id}/", {**sent, **wrong}).status_code == 400


def test_what_was_felt_and_what_reacted_stand_with_their_session(visitor_on: Callable[..., Visitor]) -> None:
    person, browser = visitor_on(20)
    treatment = current(person)
    reacted(treatment)
    values = {"answers": {"pain": 6}, "rank": 2, "worst": 2, "at": dt.datetime(2026, 11, 12, 9, tzinfo=dt.UTC)}
    SkinCheckIn.objects.create(person=person, treatment=treatment, day=9, part="morning", **values)
    calm = {**values, "answers": {"pain": 1}, "rank": 0, "worst": 0}
    SkinCheckIn.objects.create(person=person, treatment=treatment, day=9, part="evening", **calm)
    page = words_of(browser)
    assert "at worst: Pause, pain up to 6 of 10" in page
    assert "Retinol and its relatives (day 9)" in page


def test_gaps_are_counted_and_a_short_one_is_named(visitor_on: Callable[..., Visitor]) -> None:
    person, browser = visitor_on(1)
    session(person, 35)
    assert "35 days after the one before" in words_of(browser)
    assert "That was early." not in words_of(browser)
    session(person, 10)
    page = words_of(browser)
    assert "10 days after the one before. <strong>That was early.</strong>" in page


def test_a_purpose_has_its_usual_number_and_spacing(visitor: Visitor) -> None:
    person, browser = visitor
    assert "Tell us what it is for" in words_of(browser)
    person.purpose = "acne-scars"
    person.save()
    assert "Usual for acne scars: 3 to 5, 28 to 42 days apart." in words_of(browser)


def test_every_purpose_of_the_rules_is_one_that_can_be_told() -> None:
    assert {rule.purpose for rule in course_rules().purposes} <= {value for value, _ in PURPOSES if value}


def test_too_many_sessions_are_said_kindly_with_their_source(visitor: Visitor) -> None:
    person, browser = visitor
    for number in range(5):
        session(person, 40 + 30 * number)
    assert "more than 6 deep sessions" not in words_of(browser)
    session(person, 200)
    page = words_of(browser)
    assert "more than 6 deep sessions in 12 months" in page
    assert "a review of studies" in page


def test_a_deep_session_at_home_is_said(visitor: Visitor) -> None:
    person, browser = visitor
    assert "Ask before you needle this deep at home again." not in words_of(browser)
    Treatment.objects.filter(pk=current(person).pk).update(setting="home")
    Person.objects.filter(pk=person.pk).update(seen_flags=["deep-at-home"])
    assert "Ask before you needle this deep at home again." in words_of(browser)


def test_a_new_session_begins_with_what_the_last_one_was_and_taught(visitor_on: Callable[..., Visitor]) -> None:
    person, browser = visitor_on(30)
    treatment = current(person)
    Treatment.objects.filter(pk=treatment.pk).update(setting="home", device="roller")
    reacted(treatment)
    browser.post("/tick/", {"day": 1, "time": "morning", "care": "gentle-cleanse", "done": "1"})
    page = words_of(browser, "/me/treatments/new/")
    assert 'value="home" checked' in page
    assert 'value="roller" checked' in page
    assert 'value="1.0" checked' in page
    assert "What the last one taught" in page
    assert "reacted on day 9, session of Sunday 25 October" in page
    assert "Sunscreen, SPF 30 or higher" in page


def test_what_reacted_before_stands_on_the_page_before_the_next(visitor_on: Callable[..., Visitor]) -> None:
    person, browser = visitor_on(30)
    reacted(current(person))
    browser.post("/me/treatments/new/", {**SENT, "date": (TODAY + dt.timedelta(days=4)).isoformat()})
    assert "reacted on day 9" in words_of(browser, "/before/")
    assert "The next one is planned for" in words_of(browser)


def test_a_first_session_has_nothing_to_teach(visitor_on: Callable[..., Visitor]) -> None:
    assert "What the last one taught" not in words_of(visitor_on(-3)[1], "/before/")


def test_treated_again_leads_to_a_new_session_and_not_to_the_front_page(visitor_on: Callable[..., Visitor]) -> None:
    page = words_of(visitor_on(20)[1], "/today/")
    assert '<a class="btn" href="/me/treatments/new/">I was treated again</a>' in page


@pytest.mark.parametrize(("days", "status"), [(10, 409), (28, 302)])
def test_a_session_of_the_clinic_that_comes_too_soon_is_said_at_the_desk(
    visitor: Visitor, days: int, status: int
) -> None:
    person = visitor[0]
    _, desk = one_of_staff("advisor")
    date = current(person).date + dt.timedelta(days=days)
    sent = {"date": date.isoformat(), "needle_mm": "1.0"}
    path = f"/desk/clients/{person.key}/treatment/?again=1"
    answer = desk.post(path, sent)
    assert answer.status_code == status
    if status != 302:
        assert "That is too soon" in " ".join(answer.content.decode().split())
        assert person.treatments.count() == 1
        assert desk.post(path, {**sent, "anyway": "1"}).status_code == 302
    assert person.treatments.count() == 2
    page = words_of(visitor[1])
    assert f"{days} days after the one before" in page


def test_a_date_that_the_clinic_corrects_to_one_too_soon_is_said_and_the_same_date_is_not(visitor: Visitor) -> None:
    person = visitor[0]
    session(person, -40)
    _, desk = one_of_staff("advisor")
    row = current(person)
    path = f"/desk/clients/{person.key}/treatment/"
    early = {"date": (TODAY + dt.timedelta(days=5)).isoformat(), "needle_mm": "1.0"}
    assert desk.post(path, early).status_code == 409
    assert desk.post(path, {**early, "date": row.date.isoformat()}).status_code == 302


def test_a_session_planned_within_the_days_waits_until_they_are_over(visitor: Visitor) -> None:
    person, browser = visitor
    before = person.current_id
    date = current(person).date + dt.timedelta(days=30)
    answer = browser.post("/me/treatments/new/", {**SENT, "date": date.isoformat()})
    assert (answer.status_code, answer["Location"]) == (302, "/me/treatments/")
    assert current(person).pk == before
    page = words_of(browser, "/before/")
    assert "28 days to go" in page
    browser.post("/before/tick/", {"item": "have-hat", "done": "1"})
    assert '<li id="have-hat" class="ticked">' in words_of(browser, "/before/")
    Treatment.objects.filter(pk=before).update(date=TODAY - dt.timedelta(days=20))
    assert browser.get("/today/")["Location"] == "/today/"
    assert "28 days to go" in words_of(browser, "/today/")
    assert current(person).date == date
    browser.post(f"/me/treatments/{before}/choose/")
    assert "Your 14 days are over" in words_of(browser, "/today/")


def test_a_session_of_long_ago_is_added_and_the_plan_stays(visitor: Visitor) -> None:
    person, browser = visitor
    before = person.current_id
    browser.post("/me/treatments/new/", {**SENT, "date": (TODAY - dt.timedelta(days=90)).isoformat()})
    assert current(person).pk == before
    assert person.treatments.count() == 2
    assert "88 days after the one before" in words_of(browser)


def test_a_session_done_before_the_one_ahead_has_its_plan_and_the_other_waits(
    visitor_on: Callable[..., Visitor],
) -> None:
    person, browser = visitor_on(-20)
    ahead = person.current_id
    browser.post("/me/treatments/new/", {**SENT, "date": TODAY.isoformat()})
    assert current(person).date == TODAY
    assert ahead
    assert Treatment.objects.get(pk=ahead).planned
    assert "21 days to go" in words_of(browser, "/before/")


def test_a_length_that_is_of_no_part_is_told_for_elsewhere(visitor: Visitor) -> None:
    person, browser = visitor
    sent = {"date": current(person).date.isoformat(), "setting": "clinic", "needle_mm": "1.5", "depth-nose": "0.5"}
    browser.post(f"/me/treatments/{person.current_id}/", sent)
    assert "nose 0.5 mm, elsewhere 1.5 mm" in words_of(browser)
