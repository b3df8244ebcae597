"""A turn of the clock: finds the slots that are due, writes their letters and pushes, and sets when each is due next.

Finding reads one index and nothing else, however many people there are. What is due is taken a few rows at a time; of
several processes each takes rows that no other has. Letters and the next due time are written in one transaction: after
a fall in the middle either both are there or neither, so none is doubled and none is lost. A reminder that is hours
late, because nothing ran, is not sent any more. One row that cannot be written never holds up the others. A job by the
clock (`project/due.py`).
"""

import datetime as dt
import logging

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from fortnight.course.days import local_date
from fortnight.errors import UsageError
from fortnight.web.mail.models import Letter
from fortnight.web.reminders import queries
from fortnight.web.reminders.actions import follow_devices, planned
from fortnight.web.reminders.models import PushMessage, Reminder, ReminderSlot, ReminderWish
from fortnight.web.reminders.times import last_moment

log = logging.getLogger("fortnight.reminders")
AT_ONCE = 100
_ROUNDS = 50
_A_DAY = dt.timedelta(days=1)


def write_due(now: dt.datetime | None = None) -> int:
    """Write every reminder that is due; how many letters and push messages were written."""
    moment, written = now or timezone.now(), 0
    for _ in range(_ROUNDS):
        ids = queries.due_ids(moment, AT_ONCE)
        written += _batch(ids, moment) if ids else 0
        if len(ids) < AT_ONCE:
            break
    return written


def _batch(ids: list[int], now: dt.datetime) -> int:
    """Write some slots together; where one of them cannot be written, each alone. Raises: DatabaseError."""
    try:
        return _written(ids, now)
    except DatabaseError:
        raise
    except Exception:
        if len(ids) == 1:
            log.exception("a reminder could not be written")
            Reminder.objects.filter(pk=ids[0]).update(due_at=F("due_at") + _A_DAY)
            return 0
    return sum(_batch([number], now) for number in ids)


@transaction.atomic
def _written(ids: list[int], now: dt.datetime) -> int:
    """Write what is due of some slots, by each way, and plan each anew."""
    rows = queries.claimable(ids, now)
    letters: list[Letter] = []
    pushes: list[PushMessage] = []
    for row in rows:
        wish, due_at = queries.chosen(row.person), row.due_at
        about = _about(row, wish, due_at, now) if wish and due_at else {}
        if wish and about:
            letters += _letters(row, wish, about, now)
            pushes += _pushes(row, wish, about, now)
            row.written += 1
        row.due_at = planned(row.person, wish, now).get(row.slot) if wish else None
    Letter.objects.bulk_create(letters)
    PushMessage.objects.bulk_create(pushes)
    Reminder.objects.bulk_update(rows, ["due_at", "written"])
    return len(letters) + len(pushes)


def _letters(row: Reminder, wish: ReminderWish, about: dict[str, str], now: dt.datetime) -> list[Letter]:
    """The letter of a slot, where its person wants one; answers have letters of their own."""
    if not wish.email or row.slot == ReminderSlot.ANSWER:
        return []
    return [Letter(kind=Letter.REMINDER, person=row.person, about=about, next=now, created=now)]


def _pushes(row: Reminder, wish: ReminderWish, about: dict[str, str], now: dt.datetime) -> list[PushMessage]:
    """A message for each device of its person; without any left, push is off from now on."""
    devices = [*row.person.push_devices.all()] if wish.push else []
    if wish.push and not devices:
        follow_devices(row.person)
        wish.push = False
    return [PushMessage(to=device, about=about, next=now, created=now) for device in devices]


def _about(row: Reminder, wish: ReminderWish, due_at: dt.datetime, now: dt.datetime) -> dict[str, str]:
    """What a reminder is written from when it goes; empty for one that comes too late, or by no clock we know."""
    zone = row.person.zone
    try:
        until, date = last_moment(due_at, wish.quiet_from, zone), local_date(due_at, zone)
    except UsageError:
        return {}
    return {"slot": row.slot, "date": date.isoformat(), "until": until.isoformat()} if now <= until else {}
