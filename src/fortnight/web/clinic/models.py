"""What the clinic keeps beside its conversations: what was changed in it, how quickly it answered, what it has to mail.

`Reply` and `Topic` are facts without words, written when a message is stored, so that the figures never read what was
said. `Day` is a finished day in numbers alone, which holds nobody. `Notice` is an e-mail that has to leave once.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from fortnight.web.accounts.models import Clinic, User
from fortnight.web.chat.models import Conversation


class Entry(models.Model):
    """A change to the clinic: by whom, from what, to what; or, according to `what`, who in the team read a log.

    `name` is what they were called then. `undone` is when somebody put back what was before.
    """

    SETTINGS = "settings"
    TEAM = "team"
    READ = "read"

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="entries")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=80)
    at = models.DateTimeField(default=timezone.now)
    what = models.CharField(max_length=8)
    about = models.CharField(max_length=254, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undone = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["clinic", "at"])]

    def __str__(self) -> str:
        return self.what


class Logo(models.Model):
    """A logo, re-encoded by us as a PNG. Earlier ones are kept, so that they can be restored."""

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="logos")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    picture = models.BinaryField()
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.key)


class Reply(models.Model):
    """An answer to what waited: when it was asked, until when it was promised, how long it took.

    `day` is the clinic's date of the answer, `open_minutes` counts only the clinic's hours, `kept` whether the promise
    was (null where nothing was promised).
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="replies")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    day = models.DateField()
    asked = models.DateTimeField()
    answered = models.DateTimeField()
    open_minutes = models.PositiveIntegerField()
    clock_minutes = models.PositiveIntegerField()
    kept = models.BooleanField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["day", "open_minutes", "clock_minutes", "kept", "user"])]

    def __str__(self) -> str:
        return f"{self.day}"


class Topic(models.Model):
    """What somebody asked about on a day: a kind of product, an activity, a sign; once a conversation and day."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="topics")
    day = models.DateField()
    name = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "name", "conversation"], name="one_topic_a_day"),
        ]

    def __str__(self) -> str:
        return self.name


class Day(models.Model):
    """A finished day of the clinic in numbers: messages by author, conversations, how often an answer took how long."""

    date = models.DateField(unique=True)
    numbers = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.date}"


class Notice(models.Model):
    """An e-mail to one of the staff, which leaves once: its row is claimed, then it is sent.

    `key` is what it is about, and no two notices have the same. `held` is until when nobody else may take it: while it
    is being sent, or before it is tried again. `until` is when it has become useless. `user` null: nobody is there to
    be told.
    """

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, null=True, related_name="+")
    about = models.DateTimeField(null=True)
    made = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)
    held = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    sent = models.DateTimeField(null=True)
    dropped = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["kind"], condition=models.Q(sent=None, dropped=None), name="notice_to_send"),
        ]

    def __str__(self) -> str:
        return self.key
