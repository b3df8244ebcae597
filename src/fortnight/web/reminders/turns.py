"""A turn of the clock: finds the slots that are due, writes their letters, and sets when each is due next.

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
from fortnight.web.reminders.actions import planned
from fortnight.web.reminders.models import Reminder, ReminderWish
from fortnight.web.reminders.times import last_moment

log = logging.getLogger("fortnight.reminders")
AT_ONCE = 100
_ROUNDS = 50
_A_DAY = dt.timedelta(days=1)


def write_due(now: dt.datetime | None = None) -> int:
    """Write every reminder that is due; how many letters were written."""
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
    """Write the letters of some slots that are due, and plan each anew."""
    rows = queries.claimable(ids, now)
    letters = [letter for row in rows for letter in _letters(row, now)]
    for row in rows:
        wish = queries.chosen(row.person)
        row.due_at = planned(row.person, wish, now).get(row.slot) if wish else None
    Letter.objects.bulk_create(letters)
    Reminder.objects.bulk_update(rows, ["due_at", "written"])
    return len(letters)


def _letters(row: Reminder, now: dt.datetime) -> list[Letter]:
    """The letters of a slot that is due; none where it comes too late, or the person wants none."""
    wish = queries.chosen(row.person)
    if wish is None or not wish.email or row.due_at is None:
        return []
    about = _about(row, wish, row.due_at, now)
    if not about:
        return []
    row.written += 1
    return [Letter(kind=Letter.REMINDER, person=row.person, about=about, next=now, created=now)]


def _about(row: Reminder, wish: ReminderWish, due_at: dt.datetime, now: dt.datetime) -> dict[str, str]:
    """What a reminder is written from when it goes; empty for one that comes too late, or by no clock we know."""
    zone = row.person.zone
    try:
        until, date = last_moment(due_at, wish.quiet_from, zone), local_date(due_at, zone)
    except UsageError:
        return {}
    return {"slot": row.slot, "date": date.isoformat(), "until": until.isoformat()} if now <= until else {}
