"""When a letter leaves: after the time its person lets it wait for more, and not in their quiet hours.

A conversation in which a sign was told of waits for nothing but the three minutes in which an answer may be mended.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from fortnight.web.chat.models import Conversation
from fortnight.web.chat.urgency import hurries
from fortnight.web.mail.models import Wish

TOGETHER = dt.timedelta(minutes=3)
WAITS = (3, 15, 60, 240)


def leaves(conversation: Conversation, wish: Wish, now: dt.datetime) -> dt.datetime:
    """When a letter of this moment leaves."""
    if hurries(conversation):
        return now + TOGETHER
    return awake(now + dt.timedelta(minutes=wish.wait), wish, conversation.person.zone)


def awake(at: dt.datetime, wish: Wish, zone: str) -> dt.datetime:
    """A moment itself, or the end of the quiet hours it lies in, by the clock of a zone.

    >>> night = Wish(quiet_from=dt.time(22), quiet_to=dt.time(7, 30))
    >>> str(awake(dt.datetime(2026, 11, 23, 23, tzinfo=dt.UTC), night, "UTC"))
    '2026-11-24 07:30:00+00:00'
    """
    begins, ends = wish.quiet_from, wish.quiet_to
    if begins is None or ends is None:
        return at
    there = at.astimezone(ZoneInfo(zone))
    time, over_night = there.time(), begins > ends
    if not (time >= begins or time < ends if over_night else begins <= time < ends):
        return at
    date = there.date() + dt.timedelta(days=1 if over_night and time >= begins else 0)
    return dt.datetime.combine(date, ends, there.tzinfo).astimezone(dt.UTC)
