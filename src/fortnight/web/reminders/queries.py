"""Whose reminders are due, what a person chose, how they are reached, what comes next."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from fortnight.course.days import local_date
from fortnight.web.accounts.models import Person
from fortnight.web.mail.models import Letter
from fortnight.web.mail.queries import address_for, wish_of
from fortnight.web.reminders.contents import ReminderContent, content_of, spans_of
from fortnight.web.reminders.models import PushDevice, PushMessage, Reminder, ReminderSlot, ReminderWish
from fortnight.web.reminders.times import next_moment

_WITH = ("current__routine", "clinic", "conversation", "reminder_wish", "user")
_TOLD = (
    *("email", "push", "morning", "evening", "steps", "returns", "checkins", "sessions", "answers", "photos", "named"),
    *("quiet_from", "quiet_to", "changed"),
)
_LOOKED_AHEAD = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingReminder:
    """A reminder that is to come: its moment in UTC, its date on the person's calendar, what will be in it."""

    moment: dt.datetime
    date: dt.date
    slot: ReminderSlot
    content: ReminderContent


def due_ids(now: dt.datetime, most: int) -> list[int]:
    """The ids of the slots that are due, those due longest first. Read from one index alone."""
    return list(due(now).values_list("id", flat=True)[:most])


def due(now: dt.datetime) -> QuerySet[Reminder]:
    """The slots that are due, those due longest first."""
    return Reminder.objects.filter(due_at__lte=now).order_by("due_at", "id")


def claimable(ids: Iterable[int], now: dt.datetime) -> list[Reminder]:
    """Those of these slots that are due and that nobody else has now, with their people; in a transaction."""
    people = (f"person__{name}" for name in _WITH)
    rows = due(now).filter(pk__in=list(ids)).select_related("person", *people)
    rows = rows.prefetch_related("person__push_devices")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    return list(rows)


def person_with(number: int) -> Person:
    """A person with all that a reminder is made of."""
    return Person.objects.select_related(*_WITH).get(pk=number)


def chosen(person: Person) -> ReminderWish | None:
    """What a person chose, or None where they never did. No query where the person came with it."""
    wish: ReminderWish | None = getattr(person, "reminder_wish", None)
    return wish


def wish_with(key: uuid.UUID) -> ReminderWish | None:
    """The wish that this key may end, or None."""
    return ReminderWish.objects.select_related("person__clinic").filter(stop_key=key).first()


def mail_address(person: Person) -> str:
    """Where reminders go by e-mail; empty where no mail leaves, none gets through, or there is no confirmed address."""
    return address_for(person) if settings.MAIL_LEAVES and wish_of(person).paused is None else ""


def is_paused(person: Person) -> bool:
    """Whether mail to a person's address does not get through, so that nothing more is sent there."""
    return settings.MAIL_LEAVES and wish_of(person).paused is not None


def times_of(wish: ReminderWish) -> dict[ReminderSlot, dt.time | None]:
    """The time of day of each slot that has one; None where the person wants none, or nothing is sent at all."""
    on = wish.is_on
    return {ReminderSlot.MORNING: wish.morning if on else None, ReminderSlot.EVENING: wish.evening if on else None}


def next_dues(person: Person, wish: ReminderWish, after: dt.datetime) -> dict[ReminderSlot, dt.datetime | None]:
    """When each slot of the day is due next. Raises: UsageError for a zone that is none."""
    spans = spans_of(person, wish)
    return {
        slot: next_moment(after, time, person.zone, spans) if time else None for slot, time in times_of(wish).items()
    }


def coming(person: Person, wish: ReminderWish, now: dt.datetime, most: int = 3) -> list[ComingReminder]:
    """The next reminders as they would be sent if nothing is ticked until then, the first one first."""
    today = local_date(now, person.zone)
    moments = sorted(
        moment for slot in (ReminderSlot.MORNING, ReminderSlot.EVENING) for moment in _moments(person, wish, slot, now)
    )
    rows: list[ComingReminder] = []
    for moment, slot in moments:
        date = local_date(moment, person.zone)
        content = content_of(person, wish, slot, date, ahead=date > today)
        if not content.is_empty:
            rows.append(ComingReminder(moment=moment, date=date, slot=slot, content=content))
        if len(rows) == most:
            break
    return rows


def _moments(
    person: Person, wish: ReminderWish, slot: ReminderSlot, now: dt.datetime
) -> list[tuple[dt.datetime, ReminderSlot]]:
    """The next moments of a slot, as many as are looked at."""
    time, spans = wish.morning if slot is ReminderSlot.MORNING else wish.evening, spans_of(person, wish)
    moments: list[tuple[dt.datetime, ReminderSlot]] = []
    after: dt.datetime | None = now
    while time and after and len(moments) < _LOOKED_AHEAD:
        after = next_moment(after, time, person.zone, spans)
        moments += [(after, slot)] if after else []
    return moments


def written_so_far(person: Person) -> int:
    """How many reminders were sent to a person, by e-mail and to their devices."""
    letters = Letter.objects.filter(person=person, kind=Letter.REMINDER, state=Letter.SENT).count()
    return letters + PushMessage.objects.filter(to__person=person, state=PushMessage.SENT).count()


def devices_of(person: Person) -> list[PushDevice]:
    """The browsers that take a person's reminders, the one that was added first first."""
    return list(PushDevice.objects.filter(person=person))


def device_with(key: uuid.UUID) -> PushDevice | None:
    """The browser on which this key may end the reminders, or None."""
    return PushDevice.objects.select_related("person").filter(key=key).first()


def reminders_held(person: Person) -> dict[str, object] | None:
    """What is kept of a person's reminders, ready for JSON; the key that ends them is left out."""
    wish = ReminderWish.objects.filter(person=person).values(*_TOLD).first()
    if wish is None:
        return None
    slots = Reminder.objects.filter(person=person).order_by("slot").values("slot", "due_at", "written")
    devices = PushDevice.objects.filter(person=person).values("browser", "system", "created")
    messages = PushMessage.objects.filter(to__person=person).order_by("pk").values("state", "created", "sent")
    return {**wish, "slots": list(slots), "devices": list(devices), "push_messages": list(messages)}
