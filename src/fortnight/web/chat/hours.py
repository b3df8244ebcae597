"""By when an answer is promised: so many minutes of the hours in which the clinic answers, counted from a question.

Hours are told by weekday, days without them are closed, and so are the clinic's holidays. A question at night counts
from the next opening; one just before closing time is carried over to the next open day.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

_FARTHEST_DAYS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningHours:
    """When a clinic answers: by weekday (0 is Monday) the times from and to, and the dates on which it does not."""

    hours: Mapping[int, Sequence[tuple[dt.time, dt.time]]]
    holidays: frozenset[dt.date] = frozenset()
    zone: str = "UTC"

    def spans(self, since: dt.datetime) -> Iterator[tuple[dt.datetime, dt.datetime]]:
        """The open spans from a moment on, in order, in UTC."""
        zone = ZoneInfo(self.zone)
        first = since.astimezone(zone).date()
        for date in (first + dt.timedelta(days=days) for days in range(_FARTHEST_DAYS)):
            for begins, ends in sorted(self.hours.get(date.weekday(), ())):
                if date in self.holidays:
                    continue
                start, end = (dt.datetime.combine(date, time, zone).astimezone(dt.UTC) for time in (begins, ends))
                if end > since:
                    yield max(start, since), end


def due(since: dt.datetime, opening: OpeningHours, minutes: int) -> dt.datetime | None:
    """When `minutes` of open hours have gone by since a question, or None where the clinic stays closed.

    >>> nine_to_five = {day: ((dt.time(9), dt.time(17)),) for day in range(5)}
    >>> str(due(dt.datetime(2026, 11, 20, 15, tzinfo=dt.UTC), OpeningHours(hours=nine_to_five), 240))
    '2026-11-23 11:00:00+00:00'
    """
    left = dt.timedelta(minutes=minutes)
    for start, end in opening.spans(since.astimezone(dt.UTC)):
        if end - start >= left:
            return start + left
        left -= end - start
    return None


def is_open(now: dt.datetime, opening: OpeningHours) -> bool:
    """Whether the clinic answers just now."""
    span = next(opening.spans(now.astimezone(dt.UTC)), None)
    return span is not None and span[0] <= now


def next_opening(now: dt.datetime, opening: OpeningHours) -> dt.datetime | None:
    """When the clinic answers next: now, while it is open, or None where it stays closed."""
    span = next(opening.spans(now.astimezone(dt.UTC)), None)
    return span[0] if span else None


def open_time(since: dt.datetime, until: dt.datetime, opening: OpeningHours) -> dt.timedelta:
    """How much of the time between two moments the clinic was open.

    >>> nine_to_five = {day: ((dt.time(9), dt.time(17)),) for day in range(5)}
    >>> friday, monday = dt.datetime(2026, 11, 20, 16, tzinfo=dt.UTC), dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
    >>> str(open_time(friday, monday, OpeningHours(hours=nine_to_five)))
    '2:00:00'
    """
    end, spent = until.astimezone(dt.UTC), dt.timedelta()
    for begins, ends in opening.spans(since.astimezone(dt.UTC)):
        if begins >= end:
            break
        spent += min(ends, end) - begins
    return spent
