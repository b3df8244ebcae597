"""Dates in the words of the reader's language, in the order that language puts them."""

import datetime as dt
from functools import lru_cache

from babel.dates import format_date, format_skeleton
from django.utils import translation

# English dates are written day first, as people say them outside the United States.
_LOCALES = {"en": "en_GB"}


def _locale() -> str:
    language = translation.get_language() or "en"
    return _LOCALES.get(language, language).replace("-", "_")


def said_date(date: dt.date) -> str:
    """A date with its weekday: "Tuesday 24 November"."""
    return _formatted("EEEEdMMMM", date, _locale())


def weekday(date: dt.date) -> str:
    """The weekday alone: "Tuesday"."""
    return format_date(date, "EEEE", locale=_locale())


def short_date(date: dt.date) -> str:
    """A date in little room: "Tue 24 Nov"."""
    return _formatted("EdMMM", date, _locale())


@lru_cache(maxsize=1024)
def _formatted(skeleton: str, date: dt.date, locale: str) -> str:
    return format_skeleton(skeleton, date, locale=locale)
