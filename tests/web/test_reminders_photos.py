"""A reminder of the photo of the day: off until wished, gone once one was taken, nothing of skin on a lock screen."""

from typing import Any

import pytest
from django.test import Client

from fortnight.web.accounts.models import Person
from fortnight.web.course_photos.models import CoursePhoto
from fortnight.web.reminders.contents import content_of
from fortnight.web.reminders.models import ReminderSlot
from fortnight.web.reminders.queries import chosen, reminders_held
from fortnight.web.reminders.words import headline
from tests.web.conftest import TODAY
from tests.web.reminding import came, choose
from tests.web.test_away import Clock, clock
from tests.web.test_letters import member, words

Visitor = tuple[Person, Client]
__all__ = ["clock", "member"]
MORNING, EVENING = "2026-11-24 07:30", "2026-11-23 20:00"
ONLY_PHOTOS: dict[str, Any] = dict.fromkeys(("steps", "returns", "checkins", "sessions", "answers"))
PHOTO = "Today’s photo: the same place and the same light as before."


def photographed(person: Person, day: int) -> None:
    """There is a photo of a day."""
    values = {"file": "a", "small": "b", "width": 1, "height": 1}
    assert person.current
    CoursePhoto.objects.create(person=person, treatment=person.current, day=day, side="left", **values)


def test_nobody_is_reminded_of_photos_who_did_not_wish_it(member: Visitor, clock: Clock) -> None:
    choose(member[1], named="1")
    (letter,) = came(clock, MORNING)
    assert PHOTO not in words(letter)


def test_whoever_wishes_it_is_reminded_in_the_morning_and_once_a_day(member: Visitor, clock: Clock) -> None:
    choose(member[1], named="1", photos="1", **ONLY_PHOTOS)
    assert came(clock, EVENING) == []
    (letter,) = came(clock, MORNING)
    assert letter.subject == "This morning: today’s photo"
    assert PHOTO in words(letter)
    assert came(clock, "2026-11-24 20:00") == []


def test_without_a_reminder_in_the_morning_it_comes_in_the_evening(member: Visitor, clock: Clock) -> None:
    choose(member[1], named="1", photos="1", in_morning=None, **ONLY_PHOTOS)
    (letter,) = came(clock, EVENING)
    assert PHOTO in words(letter)


@pytest.mark.parametrize(("day", "letters"), [(4, 0), (3, 1)])
def test_it_is_left_out_once_a_photo_of_that_day_was_taken(
    day: int, letters: int, member: Visitor, clock: Clock
) -> None:
    choose(member[1], photos="1", **ONLY_PHOTOS)
    photographed(member[0], day)
    assert len(came(clock, MORNING)) == letters


def test_a_lock_screen_says_nothing_of_skin_or_photos_unless_wished(member: Visitor, clock: Clock) -> None:
    choose(member[1], photos="1", **ONLY_PHOTOS)
    (letter,) = came(clock, MORNING)
    text = f"{words(letter)} {letter.subject}".lower()
    assert not any(word in text for word in ("photo", "skin", "picture"))
    person = Person.objects.select_related("current", "clinic", "reminder_wish").get(pk=member[0].pk)
    wish = chosen(person)
    assert wish
    content = content_of(person, wish, ReminderSlot.MORNING, TODAY)
    assert headline(ReminderSlot.MORNING, content, named=False) == "Fortnight: something for this morning"


def test_after_the_days_no_photo_is_asked_for(member: Visitor, clock: Clock) -> None:
    choose(member[1], photos="1", **ONLY_PHOTOS)
    person = Person.objects.select_related("current", "clinic", "reminder_wish").get(pk=member[0].pk)
    wish = chosen(person)
    assert wish
    assert person.current
    assert content_of(person, wish, ReminderSlot.MORNING, person.current.date.replace(month=12, day=20)).is_empty


def test_the_choice_stands_on_its_page_and_in_the_download(member: Visitor) -> None:
    page = member[1].get("/me/reminders/").content.decode()
    assert 'name="photos" value="1">' in page
    choose(member[1], photos="1")
    assert 'name="photos" value="1" checked>' in member[1].get("/me/reminders/").content.decode()
    assert (reminders_held(member[0]) or {})["photos"] is True
