"""What follows when nobody checks in after an uneasy check-in: a kind question to the person, then the desk's list.

A job by the clock (`project/due.py`). Each row tells itself when it is due, so that a turn reads one index; what two
processes do at once is done once, since a row is claimed by the moment at which it was due.
"""

import datetime as dt

from django.utils import timezone

from fortnight.healing.checkin import silence
from fortnight.healing.checkin_model import Silence
from fortnight.web.checkins.models import SkinCheckIn

_A_DAY = dt.timedelta(days=1)
_AT_ONCE = 500


def follow(now: dt.datetime | None = None) -> int:
    """Do what is due at a moment (now); how many check-ins something followed."""
    moment = now or timezone.now()
    rows = SkinCheckIn.objects.filter(due__lte=moment).order_by("due")[:_AT_ONCE]
    return sum(_step(row, moment) for row in rows)


def _step(row: SkinCheckIn, now: dt.datetime) -> int:
    then: dict[str, dt.datetime | None]
    match silence(row.level, (now - row.at) // _A_DAY):
        case Silence.KIND_QUESTION:
            then = {"asked": now, "due": row.at + 2 * _A_DAY}
        case Silence.DESK:
            then = {"asked": row.asked or now, "silent": now, "due": None}
        case _:
            then = {"due": None}
    return SkinCheckIn.objects.filter(pk=row.pk, due=row.due).update(**then)
