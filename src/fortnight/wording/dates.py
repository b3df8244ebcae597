"""Dates and days as people say them, in a language of the wording files."""

import datetime as dt

from fortnight.wording.load import LANGUAGE, say


def said_date(date: dt.date, language: str = LANGUAGE, *, year: bool = False) -> str:
    """A date as people say it, with its year if wanted.

    >>> said_date(dt.date(2026, 11, 28)), said_date(dt.date(2026, 11, 28), year=True)
    ('Saturday 28 November', 'Saturday 28 November 2026')
    """
    weekday = say("weekdays", language).split(", ")[date.weekday()]
    month = say("months", language).split(", ")[date.month - 1]
    words = "date-and-year" if year else "date"
    return say(words, language, weekday=weekday, day=date.day, month=month, year=date.year)


def said_span(first: int, last: int, language: str = LANGUAGE) -> str:
    """Days in a row (base 1) inside a sentence.

    >>> said_span(3, 3), said_span(1, 6)
    ('day 3', 'days 1 to 6')
    """
    if first == last:
        return say("span-one", language, day=first)
    return say("span-many", language, first=first, last=last)
