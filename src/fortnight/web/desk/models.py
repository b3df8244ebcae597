"""What advisors write for themselves: notes about a person, and texts that are used again and again.

A note stands in the timeline of a conversation behind the message after which it was written. It is no message: it has
no number of the conversation's, and no page, answer or mail that goes to the person knows of it. The person gets it
with their data when they download them.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from fortnight.web.accounts.models import User
from fortnight.web.chat.models import Conversation


class Note(models.Model):
    """A note for colleagues. `after` is the number of the last message when it was written."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="notes")
    uid = models.UUIDField(default=uuid.uuid4)
    after = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    body = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["conversation", "uid"], name="one_note_an_id")]
        ordering: ClassVar = ["after", "id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class Snippet(models.Model):
    """A text to put into an answer, with fields in braces that are filled for the person (see `fields`)."""

    title = models.CharField(max_length=80)
    shortcut = models.CharField(max_length=20, unique=True)
    body = models.TextField()
    changed = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["title", "id"]

    def __str__(self) -> str:
        return self.title
