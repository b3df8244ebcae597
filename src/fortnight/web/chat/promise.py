"""The clinic's promise as rows tell it: its hours, and by when a question of this moment is answered."""

import datetime as dt
from collections.abc import Iterator, Mapping

from fortnight.web.accounts.models import Clinic
from fortnight.web.chat.hours import OpeningHours, due


def opening_of(clinic: Clinic) -> OpeningHours:
    """When a clinic answers."""
    return OpeningHours(
        hours={
            int(day): tuple((dt.time.fromisoformat(begins), dt.time.fromisoformat(ends)) for begins, ends in spans)
            for day, spans in clinic.hours.items()
        },
        holidays=frozenset(day for holiday in clinic.holidays for day in _days(holiday)),
        zone=clinic.zone,
    )


def _days(holiday: Mapping[str, str]) -> Iterator[dt.date]:
    """The dates of a holiday, the first and the last among them."""
    first, last = (dt.date.fromisoformat(holiday[end]) for end in ("first", "last"))
    return (first + dt.timedelta(days=days) for days in range((last - first).days + 1))


def promised(clinic: Clinic, since: dt.datetime) -> dt.datetime | None:
    """By when a clinic has promised to answer a question, or None for one that never opens."""
    return due(since, opening_of(clinic), clinic.promise_minutes)
