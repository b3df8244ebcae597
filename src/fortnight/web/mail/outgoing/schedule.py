"""When a letter leaves: after the time its person lets it wait for more, and not in their quiet hours.

A conversation in which a sign was told of waits for nothing but the three minutes in which an answer may be mended.
"""

import datetime as dt
from typing import Protocol
from zoneinfo import ZoneInfo

from fortnight.web.chat.models import Conversation
from fortnight.web.chat.urgency import hurries
from fortnight.web.mail.models import Wish

TOGETHER = dt.timedelta(minutes=3)
WAITS = (3, 15, 60, 240)


class QuietHours(Protocol):
    """Anybody with quiet hours, on a person's clock; without both ends there are none."""

    @property
    def quiet_from(self) -> dt.time | None:
        """When they begin."""

    @property
    def quiet_to(self) -> dt.time | None:
        """When they end, perhaps on the next day."""


def leaves(conversation: Conversation, wish: Wish, now: dt.datetime) -> dt.datetime:
    """When a letter of this moment leaves."""
    if hurries(conversation):
        return now + TOGETHER
    return awake(now + dt.timedelta(minutes=wish.wait), wish, conversation.person.zone)


def is_quiet(time: dt.time, begins: dt.time | None, ends: dt.time | None) -> bool:
    """Whether a time of day lies in quiet hours, which may go over midnight.

    >>> is_quiet(dt.time(6, 59), dt.time(22), dt.time(7)), is_quiet(dt.time(7), dt.time(22), dt.time(7))
    (True, False)
    """
    if begins is None or ends is None:
        return False
    return time >= begins or time < ends if begins > ends else begins <= time < ends


def awake(at: dt.datetime, wish: QuietHours, zone: str) -> dt.datetime:
    """A moment itself, or the end of the quiet hours it lies in, by the clock of a zone.

    >>> night = Wish(quiet_from=dt.time(22), quiet_to=dt.time(7, 30))
    >>> str(awake(dt.datetime(2026, 11, 23, 23, tzinfo=dt.UTC), night, "UTC"))
    '2026-11-24 07:30:00+00:00'
    """
    begins, ends = wish.quiet_from, wish.quiet_to
    there = at.astimezone(ZoneInfo(zone))
    if begins is None or ends is None or not is_quiet(there.time(), begins, ends):
        return at
    over_night = begins > ends and there.time() >= begins
    date = there.date() + dt.timedelta(days=1 if over_night else 0)
    return dt.datetime.combine(date, ends, there.tzinfo).astimezone(dt.UTC)
