"""A clock that was set back: what waits for a moment must not wait until the clock has come there a second time.

The clock writes down, each minute, what it shows. Where it shows less than it did, everything that waits is moved back
by as much: letters, pushes, notices and invitations that are tried again, mail that is read again, imports and
screenings that seem to be at work; and alarms, questions and check-ins of a time that has not come yet, which ring on,
whose promises hold, and after which somebody is asked. Nothing is moved to before now. Reminders of the day are planned
anew, by times of day. What was counted for limits until a time that has not come yet is counted anew as well.
"""

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from fortnight.web.catalogue.models import Import
from fortnight.web.chat.models import Conversation
from fortnight.web.checkins.models import SkinCheckIn
from fortnight.web.clients.models import Invitation
from fortnight.web.clinic.models import Notice
from fortnight.web.ground import environment
from fortnight.web.healing.models import Alarm
from fortnight.web.mail.models import Letter, Received
from fortnight.web.reminders.models import PushMessage, Reminder, ReminderSlot
from fortnight.web.screening.models import Screening

log = logging.getLogger("fortnight.clock")
# A clock that is put right by a little moves nothing.
_SLACK = dt.timedelta(minutes=2)
# A reminder that was due so long ago is no longer sent; it is only scheduled again.
_LONG_AGO = dt.timedelta(days=7)


def look(now: dt.datetime | None = None) -> int:
    """See whether the clock was set back since the last look; how many rows were moved. Run by the clock."""
    now = now or timezone.now()
    file = environment.data_folder() / environment.CLOCK
    before, moved = _last(file), 0
    if before and before - now > _SLACK:
        moved = _move(before - now, now)
        cache.clear()
        minutes = round((before - now).total_seconds() / 60)
        log.warning("the clock was set back", extra={"facts": {"minutes": minutes, "rows": moved}})
    with suppress(OSError):
        file.write_text(now.isoformat(), "ascii")
    return moved


def _last(file: Path) -> dt.datetime | None:
    """What the clock showed at the last look; None where that is not known."""
    try:
        last = dt.datetime.fromisoformat(file.read_text("ascii"))
    except (OSError, ValueError):
        return None
    return last if last.tzinfo else None


@transaction.atomic
def _move(by: dt.timedelta, now: dt.datetime) -> int:
    moved = 0
    for rows, names in _waiting(now):
        for row in rows.select_for_update():
            for name in names:
                value = getattr(row, name)
                setattr(row, name, value and max(value - by, min(value, now)))
            row.save(update_fields=names)
            moved += 1
    by_day = Reminder.objects.filter(due_at__gt=now).exclude(slot=ReminderSlot.ANSWER)
    return moved + by_day.update(due_at=now - _LONG_AGO)


def _waiting(now: dt.datetime) -> Iterator[tuple[QuerySet[Any], tuple[str, ...]]]:
    """What waits for a moment that has not come, and the moments of it."""
    yield Letter.objects.filter(state__in=(Letter.WAITING, Letter.SENDING), next__gt=now), ("next",)
    unread = (Received.RECEIVED, Received.WORKING, Received.FAILED)
    yield Received.objects.filter(state__in=unread, next__gt=now).defer("raw"), ("next",)
    yield Notice.objects.filter(sent=None, dropped=None, held__gt=now), ("held",)
    yield Invitation.objects.filter(mail=Invitation.WAITING, next__gt=now), ("next",)
    yield PushMessage.objects.filter(state__in=(PushMessage.WAITING, PushMessage.SENDING), next__gt=now), ("next",)
    yield Reminder.objects.filter(slot=ReminderSlot.ANSWER, due_at__gt=now), ("due_at",)
    yield Import.objects.filter(state__in=(Import.LOOKING, Import.RUNNING), ended__gt=now), ("ended",)
    begun = (Import.WAITING, Import.LOOKING, Import.RUNNING)
    yield Import.objects.filter(state__in=begun, ended=None, created__gt=now), ("created",)
    yield Screening.objects.filter(working__gt=now), ("working",)
    yield SkinCheckIn.objects.filter(at__gt=now), ("at", "due")
    yield Alarm.objects.filter(opened=None, acknowledged=None, at__gt=now), ("at",)
    yield Conversation.objects.filter(closed=None, asked__gt=now), ("asked", "due")
