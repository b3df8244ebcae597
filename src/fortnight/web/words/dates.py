"""Dates in the words of the reader's language, in the order that language puts them."""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time
from django.utils import timezone, translation

from fortnight.course.days import local_date

# English dates are written day first, as people say them outside the United States.
_LOCALES = {"en": "en_GB"}
# What a language would be given otherwise has a comma, and the short day for the long one: "mar, 24 de noviembre".
_PATTERNS = {
    "en": {"EEEEdMMMMy": "EEEE d MMMM y"},
    "es": {
        "EEEEdMMMM": "EEEE d 'de' MMMM",
        "EEEEdMMMMy": "EEEE d 'de' MMMM 'de' y",
        "EdMMM": "EEE d MMM",
        "EEEEdMMM": "EEEE d MMM",
    },
}


def locale_of_reader() -> str:
    """The locale in which dates and numbers are written for whoever reads."""
    language = translation.get_language() or "en"
    return _LOCALES.get(language, language).replace("-", "_")


def said_date(date: dt.date, *, year: bool = False) -> str:
    """A date with its weekday, and with its year if wanted: "Tuesday 24 November"."""
    return _formatted("EEEEdMMMMy" if year else "EEEEdMMMM", date, locale_of_reader())


def brief_date(date: dt.date) -> str:
    """A date with its weekday for a line with more in it: "Tuesday 24 Nov"."""
    return _formatted("EEEEdMMM", date, locale_of_reader())


def weekday(date: dt.date) -> str:
    """The weekday alone: "Tuesday"."""
    return format_date(date, "EEEE", locale=locale_of_reader())


def short_date(date: dt.date) -> str:
    """A date in little room: "Tue 24 Nov"."""
    return _formatted("EdMMM", date, locale_of_reader())


def said_moment(moment: dt.datetime, zone: str) -> str:
    """A moment on a clock of a zone: "16:30" today, "Tue 24 Nov, 16:30" on any other day."""
    there = moment.astimezone(ZoneInfo(zone))
    time = _time(there.time().replace(second=0, microsecond=0), locale_of_reader())
    if there.date() == local_date(timezone.now(), zone):
        return time
    return f"{short_date(there.date())}, {time}"


@lru_cache(maxsize=4096)
def _time(time: dt.time, locale: str) -> str:
    return format_time(time, "short", locale=locale)


@lru_cache(maxsize=1024)
def _formatted(skeleton: str, date: dt.date, locale: str) -> str:
    if pattern := _PATTERNS.get(locale.partition("_")[0], {}).get(skeleton):
        return format_date(date, pattern, locale=locale)
    return format_skeleton(skeleton, date, locale=locale)
