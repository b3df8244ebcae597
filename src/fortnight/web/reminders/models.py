"""Reminders as rows: what a person chose, and when each of theirs is due next.

A slot of a person's day is one row, whatever it reminds of: what is due at the same time is one reminder. The row says
when it is due next, in UTC, so that a turn of the clock reads one index and nothing else. What a reminder holds is
decided when it is sent. Each way has rows of its own that wait to leave: letters (`mail`), and push messages for each
device.
"""

import datetime as dt
import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from fortnight.web.accounts.models import BrowserSession, Device, Person

MORNING = dt.time(7, 30)
EVENING = dt.time(20)
QUIET_FROM = dt.time(22)
QUIET_TO = dt.time(7)


class ReminderWish(models.Model):
    """What a person wants of reminders; without a row, or without a way, none are sent.

    The ways are `email` and `push` (there are devices that take them). `morning` and `evening` are times of day on the
    person's own clock, null: none then. `steps` to `photos` are what they are reminded of. `named`: what it is about
    may stand in it, also on a lock screen. Between `quiet_from` and `quiet_to` nothing is sent; both null: no such
    hours. Whoever has `stop_key` can end the reminders by e-mail, and nothing else.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="reminder_wish")
    stop_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    email = models.BooleanField(default=False)
    push = models.BooleanField(default=False)
    morning = models.TimeField(null=True, default=MORNING)
    evening = models.TimeField(null=True, default=EVENING)
    steps = models.BooleanField(default=True)
    returns = models.BooleanField(default=True)
    checkins = models.BooleanField(default=True)
    sessions = models.BooleanField(default=True)
    answers = models.BooleanField(default=True)
    photos = models.BooleanField(default=False, db_default=False)
    named = models.BooleanField(default=False)
    quiet_from = models.TimeField(null=True, default=QUIET_FROM)
    quiet_to = models.TimeField(null=True, default=QUIET_TO)
    changed = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return " ".join(way for way in ("email", "push") if getattr(self, way)) or "off"

    @property
    def is_on(self) -> bool:
        """Whether anything is sent."""
        return self.email or self.push


class ReminderSlot(models.TextChoices):
    """What a reminder hangs on: the morning, the evening, or an answer that came."""

    MORNING = "morning"
    EVENING = "evening"
    ANSWER = "answer"


class Reminder(models.Model):
    """A slot of a person. `due_at` null: nothing is due any more, until the plan or the wishes change.

    `written` is how many reminders of it were written.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reminders")
    slot = models.CharField(max_length=8, choices=ReminderSlot.choices)
    due_at = models.DateTimeField(null=True)
    written = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "slot"], name="one_reminder_a_slot")]
        indexes: ClassVar = [
            # Holds all that a turn of the clock reads.
            models.Index(fields=["due_at", "id"], condition=models.Q(due_at__isnull=False), name="reminder_due"),
        ]

    def __str__(self) -> str:
        return f"{self.slot} {self.due_at}"


class PushKey(models.Model):
    """One row: the key pair by which push services know this installation. `private` is sealed (see `push.vapid`)."""

    private = models.BinaryField()
    public = models.CharField(max_length=100)
    created = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.public[:8]


class PushDevice(models.Model):
    """A browser that takes reminders: where its push service is, and the keys by which only it can read them.

    It goes with the session or the visitor's cookie in which it was added, so that a browser that was signed out or
    removed is told nothing more. Whoever has `key` can end the reminders on it, and nothing else.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="push_devices")
    session = models.ForeignKey(BrowserSession, on_delete=models.CASCADE, null=True, related_name="+")
    device = models.ForeignKey(Device, on_delete=models.CASCADE, null=True, related_name="+")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    endpoint = models.TextField()
    endpoint_hash = models.CharField(max_length=64, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    browser = models.CharField(max_length=24, blank=True)
    system = models.CharField(max_length=24, blank=True)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["created", "id"]

    def __str__(self) -> str:
        return f"{self.browser} {self.system}".strip() or "device"


class PushMessage(models.Model):
    """A reminder on its way to one device. `about` is what it is written from when it goes, as that of a letter.

    `next` is when it is tried (again), `trouble` what the push service said against it.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    NOT_NEEDED = "not needed"
    FAILED = "failed"

    to = models.ForeignKey(PushDevice, on_delete=models.CASCADE, related_name="messages")
    about = models.JSONField(default=dict)
    state = models.CharField(max_length=12, default=WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next = models.DateTimeField(default=timezone.now)
    trouble = models.CharField(max_length=200, blank=True)
    created = models.DateTimeField(default=timezone.now)
    sent = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "next"], name="push_due")]

    def __str__(self) -> str:
        return f"push {self.state}"
