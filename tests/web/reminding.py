"""Somebody who is reminded, for the tests: their choice, a turn of the clock, what has come."""

import datetime as dt
from typing import Any, cast

from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from fortnight.web.mail.outgoing.outbox import send_due
from fortnight.web.reminders.turns import write_due
from tests.web.test_away import Clock

CHOICE = {
    "way": "save",
    "email": "1",
    "in_morning": "1",
    "morning": "07:30",
    "in_evening": "1",
    "evening": "20:00",
    **dict.fromkeys(("steps", "returns", "checkins", "sessions", "answers"), "1"),
    "quiet_from": "22:00",
    "quiet_to": "07:00",
}


def choose(browser: Client, **other: Any) -> int:
    """Choose reminders on their page; None leaves a field away. The status of the answer."""
    values = {name: value for name, value in {**CHOICE, **other}.items() if value is not None}
    return browser.post("/me/reminders/", values).status_code


def came(clock: Clock, moment: str) -> list[EmailMultiAlternatives]:
    """What came by e-mail at a moment, in UTC: the clock has its turn, then what was written is sent."""
    now, before = clock.set(moment), len(mail.outbox)
    write_due(now)
    send_due(now + dt.timedelta(seconds=1))
    return cast("list[EmailMultiAlternatives]", mail.outbox[before:])
