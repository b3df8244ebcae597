"""Mail that came in, as rows: first the mail as it came, then what became of it; and how far a mailbox was fetched.

Nothing is read before the row is written, so that what cannot be read is not lost. The mail lies sealed, since it holds
photos. A row in the state "waiting" is a stranger's, and an advisor has to say what becomes of it.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from fortnight.web.chat.models import Conversation, Message


class Received(models.Model):
    """One mail. `fingerprint` is the same for the same mail however often and on whatever way it comes.

    `envelope_from` is "" where the mail came without a sender, null where nobody told. `whole` is false where it was
    too large and only its beginning was taken. `notes` are what there is to tell beside its words: trouble, name, says.
    `begins` is for the list of strangers, `red` that it tells of a sign, `disowned` that our mail server says it is not
    from where it claims to be, `vouched` that it is. `next` is when it is worked (again).
    """

    RECEIVED = "received"
    WORKING = "working"
    WORKED = "worked"
    WAITING = "waiting"
    REFUSED = "refused"
    FAILED = "failed"

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    fingerprint = models.CharField(max_length=64, unique=True)
    sha256 = models.CharField(max_length=64)
    raw = models.BinaryField()
    bytes = models.PositiveIntegerField()
    whole = models.BooleanField(default=True)
    way = models.CharField(max_length=8)
    envelope_from = models.CharField(max_length=320, null=True)
    envelope_to = models.JSONField(default=list)
    mail_id = models.CharField(max_length=255, blank=True)
    sender = models.CharField(max_length=320, blank=True)
    name = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    sort = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=8, default=RECEIVED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next = models.DateTimeField(default=timezone.now)
    trouble = models.CharField(max_length=200, blank=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, null=True, related_name="received")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, null=True, related_name="received")
    signature = models.TextField(blank=True)
    notes = models.JSONField(default=list)
    begins = models.CharField(max_length=200, blank=True)
    red = models.BooleanField(default=False)
    disowned = models.BooleanField(default=False)
    vouched = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)
    worked = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "next"]),
            models.Index(fields=["state", "sender"]),
            models.Index(fields=["mail_id"]),
            models.Index(fields=["conversation", "message"]),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.state}"


class Mailbox(models.Model):
    """How far a mailbox was fetched: up to which number (UID), as long as the server counts as before (UIDVALIDITY).

    `fetched` is when it last went well, `missed` how often it has not since, `busy` when the fetch under way was last
    heard of.
    """

    name = models.CharField(max_length=255, unique=True)
    uidvalidity = models.PositiveBigIntegerField(default=0)
    last_uid = models.PositiveBigIntegerField(default=0)
    fetched = models.DateTimeField(null=True)
    missed = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=200, blank=True)
    busy = models.DateTimeField(null=True)
    created = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class Fetched(models.Model):
    """That a mail was fetched from a mailbox once, so that what was deleted here and lies there does not come back.

    `mark` is drawn from the mail and the secret of the house; from it nobody learns which mail it was.
    """

    box = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="marks")
    mark = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["box", "mark"], name="one_mark_a_mail")]

    def __str__(self) -> str:
        return self.mark[:8]
