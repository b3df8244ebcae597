"""What a reminder holds at the moment it is sent: only what is still open, by the queries that Today is drawn from.

A step that was ticked is left out. Where nothing is left there is no reminder. What the person did not choose to be
reminded of is never in it.
"""

import datetime as dt
from dataclasses import dataclass, fields

from django.utils import timezone
from django.utils.translation import gettext

from fortnight.course.days import date_of, day_of, rules_day
from fortnight.course.spacing import earliest_next
from fortnight.guide.model import LAST_DAY
from fortnight.web.accounts.convert import current_treatment, guide_of, profile_of
from fortnight.web.accounts.models import Person
from fortnight.web.accounts.queries import planned_of
from fortnight.web.checkins.models import SkinCheckIn
from fortnight.web.checkins.queries import waiting_questions
from fortnight.web.course_photos.queries import photos_of
from fortnight.web.journal.closed import leave_alone
from fortnight.web.journal.queries import day_page
from fortnight.web.reminders.models import ReminderSlot, ReminderWish
from fortnight.web.reminders.times import DateSpan
from fortnight.web.words.rules import brief_step, language, said

_A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderContent:
    """What is open, in the reader's words. `session` is a sentence about a treatment to come, `unread` a number."""

    session: str = ""
    returns: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    checkin: bool = False
    photo: bool = False
    unread: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be reminded of; what to avoid is said only beside something else."""
        return not any(getattr(self, part.name) for part in fields(self) if part.name != "avoid")


def spans_of(person: Person, wish: ReminderWish) -> tuple[DateSpan, ...]:
    """The dates on which a person is reminded: their course, and around it those about a treatment, where wished."""
    if person.current is None:
        return ()
    treatment = current_treatment(person)
    course = DateSpan(first=treatment.date, last=date_of(treatment, LAST_DAY))
    if not wish.sessions:
        return (course,)
    before, following = treatment.date - _A_DAY, _next_session(person)
    return DateSpan(first=before, last=course.last), DateSpan(first=following, last=following)


def content_of(
    person: Person, wish: ReminderWish, slot: ReminderSlot, date: dt.date, *, ahead: bool = False
) -> ReminderContent:
    """What a person is reminded of on a date; `ahead`: that date is still to come, so nobody can say what will wait.

    Raises: ValueError without a treatment.
    """
    unread = 0 if ahead or not wish.answers else _unread(person)
    if slot is ReminderSlot.ANSWER:
        return ReminderContent(unread=unread)
    treatment = current_treatment(person)
    day = rules_day(treatment, day_of(treatment, date))
    session = _session(person, wish, slot, date) if wish.sessions else ""
    if not 1 <= day <= LAST_DAY:
        return ReminderContent(session=session, unread=unread)
    page = day_page(person, day)
    listed = page.morning if slot is ReminderSlot.MORNING else page.evening
    steps = [step for step in listed if not step.done] if wish.steps else []
    optional = [step for step in page.optional if step.time.value == slot.value and not step.done] if wish.steps else []
    return ReminderContent(
        session=session,
        returns=_returns(person, day) if wish.returns and slot is _first(wish) else (),
        steps=tuple(brief_step(step.care) for step in steps),
        optional=tuple(brief_step(step.care) for step in optional),
        avoid=tuple(brief_step(care) for care in page.plan.avoid) if wish.steps else (),
        questions=_questions(person) if wish.checkins and not ahead else (),
        checkin=wish.checkins and slot is _last(wish) and (ahead or not _has_checked_in(person, day)),
        photo=wish.photos and slot is _first(wish) and (ahead or not _has_photo(person, day)),
        unread=unread,
    )


def _first(wish: ReminderWish) -> ReminderSlot:
    """The slot of a day in which what holds for the whole day is told."""
    return ReminderSlot.MORNING if wish.morning else ReminderSlot.EVENING


def _last(wish: ReminderWish) -> ReminderSlot:
    """The slot of a day in which it is looked back upon."""
    return ReminderSlot.EVENING if wish.evening else ReminderSlot.MORNING


def _session(person: Person, wish: ReminderWish, slot: ReminderSlot, date: dt.date) -> str:
    """What is to be said of a treatment: the day before it, and on the first day on which the next one may be."""
    if slot is _last(wish) and date + _A_DAY in _session_dates(person):
        tomorrow = gettext("Your treatment is tomorrow.")
        return f"{tomorrow} {said('prepare')}"
    if slot is _first(wish) and date == _next_session(person):
        return gettext("From today you can have your next treatment, according to the guide you follow.")
    return ""


def _session_dates(person: Person) -> set[dt.date]:
    """The date of the current session, and of the one that waits for its days to be over."""
    planned = planned_of(person)
    return {current_treatment(person).date} | ({planned.date} if planned else set())


def _next_session(person: Person) -> dt.date:
    treatment = current_treatment(person)
    return earliest_next(treatment, profile_of(person).needle_mm, guide_of(person), language()).date


def _returns(person: Person, day: int) -> tuple[str, ...]:
    """What comes back on a day (base 1)."""
    groups = leave_alone(person, day - 1)
    return tuple(thing.words for group in groups if group.from_day == day > 1 for thing in group.things)


def _questions(person: Person) -> tuple[str, ...]:
    return tuple(question.says for question in waiting_questions(person))


def _has_checked_in(person: Person, day: int) -> bool:
    return SkinCheckIn.objects.filter(treatment=person.current_id, day=day).exists()


def _has_photo(person: Person, day: int) -> bool:
    """Whether a photo of the day was taken, of whichever side."""
    return photos_of(person, timezone.now()).filter(treatment=person.current_id, day=day).exists()


def _unread(person: Person) -> int:
    """How many answers a person has not seen."""
    conversation = getattr(person, "conversation", None)
    return conversation.unread if conversation else 0
