"""Mail as rows: what a person wants, their addresses, each letter that goes out, and the ids that hold a thread.

A letter is a row before it is sent, so that none gets lost; it is claimed, sent, and said to be sent. Its Message-ID is
made with the row and stays, so that a letter sent twice, after a crash in the middle, is one letter to who receives it.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from fortnight.web.accounts.models import Person, User
from fortnight.web.chat.models import Conversation
from fortnight.web.mail.received import Fetched, Mailbox, Received

__all__ = ["Address", "Fetched", "Letter", "Mailbox", "Received", "ThreadId", "Wish"]


class Wish(models.Model):
    """A person's e-mail preferences. `details`: the mail may hold the answer itself, not only that there is one.

    `wait`: for how many minutes a letter waits for more. Between `quiet_from` and `quiet_to`, on the person's clock,
    none leaves; both null: they leave at any time. `paused`: since when nothing is sent because letters came back,
    and `why` in the words of the server.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="mail_wish")
    answers = models.BooleanField(default=True)
    details = models.BooleanField(default=False)
    wait = models.PositiveSmallIntegerField(default=3)
    quiet_from = models.TimeField(null=True)
    quiet_to = models.TimeField(null=True)
    paused = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return "answers" if self.answers else "nothing"


class Address(models.Model):
    """An e-mail address of a person besides the one they sign in with: where a stranger who was accepted writes from.

    It is in lower case.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mail_addresses")
    address = models.EmailField(unique=True)
    created = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.address


class Letter(models.Model):
    """One mail that goes out. An answer holds the messages of its conversation after `after`, up to `upto`.

    `kind` is "answer", "account", "reminder" or the name of an automatic note; `to` is empty until it is sent, except
    for a note to somebody who is no person here. One of kind "account" tells `user` what `about` holds
    (`mail.outgoing.account`), a reminder is written for `person` when it goes, by who had it sent (`mail.hooks`).
    `next` is when it is tried (again), `trouble` what the server said against it.
    """

    ANSWER = "answer"
    ACCOUNT = "account"
    REMINDER = "reminder"

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    NOT_NEEDED = "not needed"
    FAILED = "failed"
    RETURNED = "returned"
    COMPLAINED = "complained"

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, null=True, related_name="letters")
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=16, default=ANSWER)
    about = models.JSONField(default=dict)
    to = models.EmailField(blank=True)
    answers = models.CharField(max_length=255, blank=True)
    after = models.PositiveIntegerField(default=0)
    upto = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, default=WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next = models.DateTimeField(default=timezone.now)
    trouble = models.CharField(max_length=200, blank=True)
    created = models.DateTimeField(default=timezone.now)
    sent = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "next"]),
            models.Index(fields=["to", "kind", "created"]),
            models.Index(fields=["conversation", "upto"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def reader(self) -> Person | None:
        """The client it is for, or None where it tells of an account, or goes to nobody who is known here."""
        return self.conversation.person if self.conversation else self.person


class ThreadId(models.Model):
    """A Message-ID that belongs to a conversation, of a mail in either direction."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="thread_ids")
    message_id = models.CharField(max_length=255, unique=True)
    ours = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["conversation", "at"])]

    def __str__(self) -> str:
        return self.message_id
