"""A session that waits has its plan from midnight where its person is, whether or not they open a page."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from fortnight.web.accounts.actions import add_session
from fortnight.web.accounts.models import AuditLine, Person, Treatment
from fortnight.web.accounts.turning import turn_due
from fortnight.web.desk.queries import client as beside
from fortnight.web.exports.actions import feed_of
from fortnight.web.exports.convert import calendar_of
from tests.web.conftest import TODAY
from tests.web.reminding import came, choose
from tests.web.test_away import Clock, clock
from tests.web.test_letters import member, words

Visitor = tuple[Person, Client]
VisitorOn = Callable[..., Visitor]
__all__ = ["clock", "member"]
LAST_NIGHT = dt.datetime(2026, 11, 23, 23, 59, tzinfo=dt.UTC)
MIDNIGHT = LAST_NIGHT + dt.timedelta(minutes=1)


def wait_for(person: Person, date: dt.date) -> Treatment:
    """Plan another session of a person, who goes on with the plan there is."""
    treatment = add_session(person, today=TODAY, date=date, setting="clinic", needle_mm=None)
    treatment.refresh_from_db()
    assert treatment.planned
    return treatment


def current(person: Person) -> Treatment | None:
    return Person.objects.select_related("current").get(pk=person.pk).current


def test_a_plan_turns_at_midnight_and_not_before(visitor_on: VisitorOn) -> None:
    person, _ = visitor_on(14)
    first, planned = current(person), wait_for(person, TODAY + dt.timedelta(days=1))
    assert (turn_due(LAST_NIGHT), current(person)) == (0, first)
    assert (turn_due(MIDNIGHT), current(person)) == (1, planned)
    assert not Treatment.objects.filter(planned=True).exists()


def test_midnight_is_that_of_the_person(visitor_on: VisitorOn) -> None:
    person, _ = visitor_on(14)
    planned = wait_for(person, TODAY + dt.timedelta(days=1))
    Person.objects.update(zone="Pacific/Kiritimati")
    assert (turn_due(dt.datetime(2026, 11, 23, 9, 59, tzinfo=dt.UTC)), current(person) == planned) == (0, False)
    assert (turn_due(dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)), current(person)) == (1, planned)


def test_in_the_west_it_waits_for_the_midnight_there(visitor_on: VisitorOn) -> None:
    person, _ = visitor_on(14)
    wait_for(person, TODAY + dt.timedelta(days=1))
    Person.objects.update(zone="Pacific/Pago_Pago")
    assert turn_due(dt.datetime(2026, 11, 24, 10, 59, tzinfo=dt.UTC)) == 0
    assert turn_due(dt.datetime(2026, 11, 24, 11, 0, tzinfo=dt.UTC)) == 1


def test_turning_again_changes_nothing(visitor_on: VisitorOn) -> None:
    person, _ = visitor_on(14)
    wait_for(person, TODAY + dt.timedelta(days=1))
    assert turn_due(MIDNIGHT) == 1
    lines = AuditLine.objects.count()
    assert [turn_due(MIDNIGHT), turn_due(MIDNIGHT + dt.timedelta(days=1))] == [0, 0]
    assert AuditLine.objects.count() == lines


def test_within_the_days_nothing_turns_also_for_a_session_that_is_over(visitor_on: VisitorOn) -> None:
    person, _ = visitor_on(3)
    wait_for(person, TODAY + dt.timedelta(days=60))
    assert turn_due(MIDNIGHT + dt.timedelta(days=10)) == 0
    assert turn_due(MIDNIGHT + dt.timedelta(days=11)) == 1


def test_who_chose_the_earlier_plan_again_keeps_it(visitor_on: VisitorOn) -> None:
    person, browser = visitor_on(14)
    first = person.current_id
    wait_for(person, TODAY + dt.timedelta(days=30))
    turn_due(MIDNIGHT)
    browser.post(f"/me/treatments/{first}/choose/")
    assert turn_due(MIDNIGHT + dt.timedelta(minutes=1)) == 0
    assert getattr(current(person), "pk", None) == first


def test_a_person_in_a_zone_that_nobody_knows_holds_up_nobody(visitor_on: VisitorOn) -> None:
    lost, other = visitor_on(14)[0], visitor_on(14)[0]
    for person in (lost, other):
        wait_for(person, TODAY + dt.timedelta(days=1))
    Person.objects.filter(pk=lost.pk).update(zone="Atlantis/Centre")
    assert turn_due(MIDNIGHT) == 1
    assert getattr(current(other), "date", None) == TODAY + dt.timedelta(days=1)


def test_the_calendar_and_the_desk_go_by_the_new_plan(visitor_on: VisitorOn) -> None:
    person, _ = visitor_on(14)
    date = TODAY + dt.timedelta(days=1)
    wait_for(person, date)
    turn_due(MIDNIGHT)
    now = Person.objects.select_related("current", "clinic").get(pk=person.pk)
    assert calendar_of(feed_of(now)).outline.treatment.date == date
    shown = beside(now).treatment
    assert shown
    assert shown.date == date


@pytest.mark.parametrize("turned", [True, False])
def test_reminders_go_on_with_the_new_plan_only_once_it_has_turned(turned: bool, member: Visitor, clock: Clock) -> None:
    person, browser = member
    Treatment.objects.update(date=TODAY - dt.timedelta(days=13))
    person = Person.objects.select_related("current", "clinic").get(pk=person.pk)
    wait_for(person, TODAY + dt.timedelta(days=1))
    choose(browser, named="1", checkins=None)
    (eve,) = came(clock, "2026-11-23 20:00")
    assert "Your treatment is tomorrow." in words(eve)
    if turned:
        turn_due(clock.set("2026-11-24 00:00"))
    assert len(came(clock, "2026-11-24 07:30")) == turned
