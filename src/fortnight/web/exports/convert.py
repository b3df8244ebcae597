"""From rows to what the core makes calendars and papers of."""

import uuid

from django.conf import settings
from django.urls import reverse

from fortnight.exports.calendar import CalendarOptions, CourseCalendar
from fortnight.exports.leaflet import ACCENT
from fortnight.exports.outline import Outline
from fortnight.web.accounts.convert import book_of, current_id, current_treatment
from fortnight.web.accounts.models import Person
from fortnight.web.checkins.queries import evenings_of
from fortnight.web.exports.models import CalendarFeed
from fortnight.web.shell.look import look_for
from fortnight.wording.load import known_language


def language_of(person: Person) -> str:
    """The language that a person reads, where no request says which: their own, or their clinic's."""
    return known_language(person.language or person.clinic.language)


def outline_of(person: Person, language: str) -> Outline:
    """The fourteen days of a person's current course. Raises: ValueError without a treatment."""
    treatment, book = current_treatment(person), book_of(person)
    return Outline(treatment=treatment, book=book, language=language, evenings=evenings_of(person))


def calendar_of(feed: CalendarFeed) -> CourseCalendar:
    """The calendar of a person as they wish for it. Raises: ValueError without a treatment."""
    person = feed.person
    options = CalendarOptions(
        discreet=feed.discreet,
        halves=feed.halves,
        alarms=feed.alarms,
        morning=feed.morning,
        evening=feed.evening,
    )
    return CourseCalendar(
        outline=outline_of(person, language_of(person)),
        options=options,
        house=house_of(person),
        address=plan_address(),
    )


def key_of(feed: CalendarFeed) -> uuid.UUID:
    """What identifies the calendar of the current course; another course has other events."""
    return uuid.uuid5(feed.key, str(current_id(feed.person)))


def house_of(person: Person) -> str:
    """The name of a person's clinic, or nothing where it has none."""
    return look_for(person).name


def accent_of(person: Person) -> str:
    """The clinic's colour on paper, or ours."""
    return str(person.clinic.accents.get("light") or ACCENT)


def plan_address() -> str:
    """Where a plan is opened; there is nobody's secret in it."""
    return f"{settings.ADDRESS}{reverse('today')}"
