"""A conversation: one for each person, over every way, and the only truth about what was said.

Messages of a conversation are numbered from 1 without a hole, in the order in which they were stored. Each bears an id
that was made where it was written, so that the same message sent twice is one. What an advisor notes for colleagues is
no message and has no number.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from fortnight.web.accounts.models import Person, User


class Conversation(models.Model):
    """Everything said between a person and the clinic.

    `last` is the number of the newest message. `asked` is when the oldest message came that nobody has answered, and
    `due` until when the clinic has promised to; both null: nothing waits. `level` and `red` are those of the most
    urgent message that tells of a sign and that nobody has acknowledged: its place among the urgencies (0 the most
    urgent) and when it came; both null where there is none (see `urgency`). `assigned` is the advisor who looks after
    it.

    `closed` is since when nothing is to be done, `because` and `because_words` why; `again` is when a message opened it
    again. `snoozed` is until when it is out of the boxes, which changes nothing about `due` and `red`. `tags` holds the
    words that advisors sort by, each between two bars: "|retinol|sun|".

    `unread` is how many answers the person has not seen, `answered` when the newest of them came and `answered_by` what
    its author was called then; null and empty where there is none. Every page of the person shows them.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="conversation")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    last = models.PositiveIntegerField(default=0)
    asked = models.DateTimeField(null=True)
    due = models.DateTimeField(null=True)
    red = models.DateTimeField(null=True)
    level = models.PositiveSmallIntegerField(null=True)
    closed = models.DateTimeField(null=True)
    because = models.CharField(max_length=12, blank=True)
    because_words = models.CharField(max_length=200, blank=True)
    again = models.DateTimeField(null=True)
    snoozed = models.DateTimeField(null=True)
    tags = models.CharField(max_length=400, blank=True)
    unread = models.PositiveIntegerField(default=0)
    answered = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=80, blank=True)
    assigned = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    changed = models.DateTimeField(default=timezone.now)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [
            # Half of all rows and more are closed: the boxes of the desk look at the others. Each box has the index in
            # which it is counted, and the small ones are in their order there as well.
            models.Index(
                fields=["assigned", "changed", "asked", "due", "snoozed", "last"],
                condition=models.Q(closed=None),
                name="chat_open",
            ),
            models.Index(
                fields=["level", "red", "due", "snoozed", "assigned", "last"],
                condition=models.Q(closed=None, asked__isnull=False),
                name="chat_asked",
            ),
            models.Index(
                fields=["changed", "snoozed", "last"],
                condition=models.Q(closed=None, asked=None),
                name="chat_answered",
            ),
            models.Index(
                fields=["level", "red", "last"], condition=models.Q(closed=None, red__isnull=False), name="chat_red"
            ),
            models.Index(
                fields=["snoozed", "last"], condition=models.Q(closed=None, snoozed__isnull=False), name="chat_asleep"
            ),
            models.Index(fields=["changed"], condition=models.Q(closed__isnull=False), name="chat_closed"),
            models.Index(fields=["changed"]),
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def tagged(self) -> list[str]:
        """The tags, one by one."""
        return self.tags.strip("|").split("|") if self.tags else []


class Message(models.Model):
    """One message. `card` tells what goes along with it: its kind and the key to look it up by, no copy of it."""

    PERSON = "person"
    ADVISOR = "advisor"
    HOUSE = "house"
    WEB = "web"
    EMAIL = "email"

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    uid = models.UUIDField()
    author = models.CharField(max_length=8)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    way = models.CharField(max_length=8, default=WEB)
    body = models.TextField(blank=True)
    card = models.JSONField(default=dict)
    signs = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)
    edited = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "number"], name="one_message_a_number"),
            models.UniqueConstraint(fields=["conversation", "uid"], name="one_message_an_id"),
        ]
        # The figures count a day's messages by this alone, without a look at what they say.
        indexes: ClassVar = [models.Index(fields=["at", "author", "conversation"], name="chat_counted")]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.number}"


class Attachment(models.Model):
    """A file that goes along with a message; without one while the message is still to come.

    `key` is made where it was sent. It lies sealed under `file` in the uploads folder. `width` and `height`, in points,
    are those of a picture; 0 for any other file.
    """

    key = models.UUIDField(default=uuid.uuid4)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="files")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, null=True, related_name="files")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=80)
    file = models.CharField(max_length=80)
    bytes = models.PositiveIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["conversation", "key"], name="one_file_a_key")]
        indexes: ClassVar = [models.Index(fields=["message", "created"])]
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name or self.kind


class Revision(models.Model):
    """What a message said before it was changed or withdrawn."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="revisions")
    body = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class Seen(models.Model):
    """Up to which number somebody has seen a conversation; `user` null: the person themself."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="seen")
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    number = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "user"], name="one_mark_a_reader", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.number}"
