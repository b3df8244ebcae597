"""Which day it is: calendar dates counted from the treatment, in the person's own zone.

Days count calendar dates and nothing else, so a night with 23 or 25 hours never shifts a day. The date
is that of the place where the person is now: `local_date` takes the zone, and whoever flies over the
date line may see a date twice or miss one. The day then follows the calendar there; no day of the plan
is invented or remembered here. Dates are proleptic Gregorian, the years 1900 to 2199.
"""

import datetime as dt
import re
from functools import cache

from fortnight.course.model import DayOne, Phase, Session
from fortnight.errors import UsageError, did_you_mean
from fortnight.guide.model import LAST_DAY

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_ISO = r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
_COMPACT = r"([0-9]{4})([0-9]{2})([0-9]{2})"
_YEAR_LAST = r"([0-9]{1,2})[./ -]([0-9]{1,2})[./ -]([0-9]{4})"
_HOW = "Write year-month-day, such as 2026-11-20."


def local_date(moment: dt.datetime, zone: str) -> dt.date:
    """The calendar date that an aware moment has in a zone.

    Raises: UsageError for a moment without a zone of its own, for an unknown zone, and at the very ends
    of the calendar.

    >>> at = dt.datetime(2026, 11, 20, 23, 30, tzinfo=dt.UTC)
    >>> str(local_date(at, "Europe/Paris")), str(local_date(at, "America/New_York"))
    ('2026-11-21', '2026-11-20')
    """
    if moment.utcoffset() is None:
        raise UsageError("the datetime has no time zone", "Give an aware datetime, such as one in UTC.")
    try:
        return moment.astimezone(zone_of(zone)).date()
    except OverflowError:
        raise UsageError(f"{moment} is at the end of the calendar", "Give a date the calendar supports.") from None


def zone_of(name: str) -> dt.tzinfo:
    """The zone with that IANA name. Raises: UsageError when there is none, with the nearest name."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        pass
    zones = known_zones()
    last = {zone.rpartition("/")[2].casefold(): zone for zone in zones}
    near = last.get(name.strip().rpartition("/")[2].casefold().replace(" ", "_"))
    fix = f'Did you mean "{near}"?' if near else _nearest_zone(name, zones)
    raise UsageError(f'there is no time zone "{name}"', fix)


def day_of(treatment: Session, today: dt.date) -> int:
    """The day of the course on a local date, base 1; 0 and less lie before it, above 14 after it.

    >>> day_of(Session(date=dt.date(2026, 11, 20), zone="Europe/London"), dt.date(2026, 11, 26))
    7
    """
    return (today - treatment.date).days + _first(treatment)


def date_of(treatment: Session, day: int) -> dt.date:
    """The date of a day of the course (base 1, any whole number).

    Raises: UsageError when the calendar has no such date.
    """
    try:
        return treatment.date + dt.timedelta(days=day - _first(treatment))
    except OverflowError:
        raise UsageError(f"day {day} is off the calendar", "Ask for a day near the fortnight.") from None


def rules_day(treatment: Session, day: int) -> int:
    """The day whose rules hold: where a clinic counts from the next day, day 0 keeps those of day 1."""
    return 1 if day == 0 and treatment.day_one is DayOne.NEXT_DAY else day


def phase(day: int) -> Phase:
    """Whether a day (base 1; give the `rules_day`) is before the fortnight, in it, or after it."""
    if day < 1:
        return Phase.BEFORE
    return Phase.FORTNIGHT if day <= LAST_DAY else Phase.AFTER


def parse_date(text: str) -> dt.date:
    """The date in a text of the form year-month-day.

    Raises: UsageError that says what is wrong with any other text, and how to write it.

    >>> parse_date("2028-02-29")
    datetime.date(2028, 2, 29)
    """
    clean = text.strip()
    match = re.fullmatch(_ISO, clean)
    if not match:
        raise UsageError(f'"{text}" is not a valid date', _other_form(clean))
    year, month, day = (int(part) for part in match.groups())
    wrong = _wrong(year, month, day)
    if wrong:
        raise UsageError(f'"{text}" is not a valid date: {wrong}', _HOW)
    if len(clean) != 10:
        raise UsageError(f'"{text}" is too short', f"Write it as {year:04}-{month:02}-{day:02}.")
    return dt.date(year, month, day)


def _first(treatment: Session) -> int:
    """The number of the treatment day itself: 1, or 0 where day 1 is the next day."""
    return 0 if treatment.day_one is DayOne.NEXT_DAY else 1


@cache
def known_zones() -> tuple[str, ...]:
    """Every zone of this machine. Listing them opens hundreds of files."""
    from zoneinfo import available_timezones

    return tuple(sorted(available_timezones()))


def _nearest_zone(name: str, zones: tuple[str, ...]) -> str:
    near = did_you_mean(name, zones)
    return near if near.startswith("Did") else "Write it as area and city, such as Europe/London."


def _wrong(year: int, month: int, day: int) -> str:
    """What is wrong with a date in numbers, or nothing."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return f"the year {year:04} is not between {_FIRST_YEAR} and {_LAST_YEAR}"
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    first = dt.date(year, month, 1)
    last = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return "" if 1 <= day <= last.day else f"{first:%B} {year} has {last.day} days"


def _other_form(text: str) -> str:
    """What to write instead of a date in another form, both readings where there are two."""
    if not text:
        return _HOW
    if compact := re.fullmatch(_COMPACT, text):
        return f"Write it with hyphens: {'-'.join(compact.groups())}."
    if match := re.fullmatch(_YEAR_LAST, text):
        first, second, year = (int(part) for part in match.groups())
        readings = [
            f"{year:04}-{m:02}-{d:02}"
            for d, m in dict.fromkeys([(first, second), (second, first)])
            if not _wrong(year, m, d)
        ]
        if readings:
            return f"Write the year first: {' or '.join(readings)}."
    return _HOW
