"""Until when a conversation sleeps: two hours, tomorrow morning, Monday or a date, by the clinic's own mornings.

A morning is when the clinic opens on that day; where it stays closed, the next opening after it; and nine o'clock for a
clinic that has told no hours at all.
"""

import datetime as dt
from enum import StrEnum
from zoneinfo import ZoneInfo

from fortnight.web.chat.hours import OpeningHours

_TWO_HOURS = dt.timedelta(hours=2)
_NINE = dt.time(9)
_WEEK = 7


class Until(StrEnum):
    """What an advisor can choose."""

    SOON = "soon"
    TOMORROW = "tomorrow"
    MONDAY = "monday"
    DATE = "date"


def moment(until: Until, now: dt.datetime, opening: OpeningHours, date: dt.date | None = None) -> dt.datetime:
    """The moment at which a conversation wakes. `date` goes with DATE, and is a day after today.

    >>> nine_to_five = OpeningHours(hours={day: ((dt.time(9), dt.time(17)),) for day in range(5)})
    >>> str(moment(Until.TOMORROW, dt.datetime(2026, 11, 20, 15, tzinfo=dt.UTC), nine_to_five))
    '2026-11-23 09:00:00+00:00'
    """
    today = now.astimezone(ZoneInfo(opening.zone)).date()
    match until:
        case Until.SOON:
            return now + _TWO_HOURS
        case Until.TOMORROW:
            return _morning(today + dt.timedelta(days=1), opening)
        case Until.MONDAY:
            return _morning(today + dt.timedelta(days=_WEEK - today.weekday()), opening)
        case Until.DATE:
            return _morning(date or today + dt.timedelta(days=1), opening)


def _morning(date: dt.date, opening: OpeningHours) -> dt.datetime:
    zone = ZoneInfo(opening.zone)
    midnight = dt.datetime.combine(date, dt.time.min, zone)
    span = next(opening.spans(midnight.astimezone(dt.UTC)), None)
    return span[0] if span else dt.datetime.combine(date, _NINE, zone).astimezone(dt.UTC)
