"""What a client would read who wrote now, or just before the weekend, with hours that are perhaps not saved yet."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from fortnight.web.accounts.models import Clinic
from fortnight.web.chat.away import away_words
from fortnight.web.chat.hours import is_open
from fortnight.web.chat.promise import opening_of, promised
from fortnight.web.words.dates import said_moment

_FRIDAY = 4
_JUST_BEFORE = dt.time(16, 55)
_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewMoment:
    """One moment of writing: when in words, the promise that stands on the page, the automatic message if any."""

    when: str
    promise: str
    away: str


def would_read(house: Clinic, now: dt.datetime) -> list[PreviewMoment]:
    """What a client would read now, and on Friday at 16:55, on the clinic's clock."""
    return [
        _reading(house, now, gettext("A client who writes now sees:")),
        _reading(house, _friday(house, now), gettext("A client who writes on Friday at 16:55 sees:")),
    ]


def _reading(house: Clinic, moment: dt.datetime, when: str) -> PreviewMoment:
    until = promised(house, moment)
    says = gettext("No response time is promised because the clinic has no opening hours.")
    if until:
        says = gettext("You’ll get an answer by %(moment)s.") % {"moment": said_moment(until, house.zone)}
    away = "" if is_open(moment, opening_of(house)) or not house.away_on else away_words(house, None, until)
    return PreviewMoment(when=when, promise=says, away=away)


def _friday(house: Clinic, now: dt.datetime) -> dt.datetime:
    zone = ZoneInfo(house.zone)
    there = now.astimezone(zone)
    date = there.date() + dt.timedelta(days=(_FRIDAY - there.weekday()) % 7)
    moment = dt.datetime.combine(date, _JUST_BEFORE, zone)
    return moment if moment > now else moment + _WEEK
