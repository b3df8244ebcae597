"""When a time of day comes next on a person's clock, as a moment of the world's.

A clock that is set forward leaves out an hour: what lies in it comes as much later as the clock was set. One that is
set back has an hour twice: the first counts. Each comes at most once for a date, since only what lies after the last
moment is looked for.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from fortnight.course.days import local_date, zone_of

_A_DAY = dt.timedelta(days=1)
LATE = dt.timedelta(hours=3)
"""How late a reminder may be and still be one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """Dates one after the other, both ends within."""

    first: dt.date
    last: dt.date


def moment_of(date: dt.date, time: dt.time, zone: str) -> dt.datetime:
    """The moment, in UTC, at which clocks of a zone show a time on a date. Raises: UsageError for no zone.

    >>> str(moment_of(dt.date(2026, 3, 29), dt.time(2, 30), "Europe/Madrid"))
    '2026-03-29 01:30:00+00:00'
    >>> str(moment_of(dt.date(2026, 10, 25), dt.time(2, 30), "Europe/Madrid"))
    '2026-10-25 00:30:00+00:00'
    """
    return dt.datetime.combine(date, time, zone_of(zone)).astimezone(dt.UTC)


def next_moment(after: dt.datetime, time: dt.time, zone: str, spans: Iterable[DateSpan]) -> dt.datetime | None:
    """The first moment after another at which it is this time on a date of one of the spans; None where none is left.

    Raises: UsageError for no zone.

    >>> week = [DateSpan(first=dt.date(2026, 11, 23), last=dt.date(2026, 11, 29))]
    >>> str(next_moment(dt.datetime(2026, 11, 23, 7, tzinfo=dt.UTC), dt.time(7, 30), "Europe/Madrid", week))
    '2026-11-24 06:30:00+00:00'
    """
    moments = (_in_span(after, time, zone, span) for span in spans)
    return min((moment for moment in moments if moment), default=None)


def _in_span(after: dt.datetime, time: dt.time, zone: str, span: DateSpan) -> dt.datetime | None:
    date = max(local_date(after, zone), span.first)
    while date <= span.last:
        moment = moment_of(date, time, zone)
        if moment > after:
            return moment
        date += _A_DAY
    return None


def last_moment(due: dt.datetime, quiet_from: dt.time | None, zone: str) -> dt.datetime:
    """Until when what was due at a moment may be sent: some hours, but no further than into quiet hours.

    >>> str(last_moment(dt.datetime(2026, 11, 23, 20, tzinfo=dt.UTC), dt.time(22), "UTC"))
    '2026-11-23 22:00:00+00:00'
    """
    late = due + LATE
    if quiet_from is None:
        return late
    dates = (local_date(due, zone), local_date(late, zone))
    quiet = (moment_of(date, quiet_from, zone) for date in dates)
    return min((moment for moment in quiet if due < moment < late), default=late)
