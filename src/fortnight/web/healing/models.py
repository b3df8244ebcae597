"""What was told of a sign, as rows: an alarm for each message that tells of one, a question where that is unclear.

An alarm belongs to the words that raised it, so that a new sign rings anew and acknowledging one is not acknowledging
another. Nothing lowers it: a colleague acknowledges it by name, the person says how it went, or a lead closes it with a
reason, and each of these is kept.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from fortnight.healing.model import Urgency
from fortnight.web.accounts.models import Person, User


class Alarm(models.Model):
    """Words of a person that tell of a sign that must not wait.

    `message` is the one that tells it; null for words that were typed into the box or as a name, which the clinic does
    not see, and for a check-in, which it sees as that. `words` are those that tell it, empty where it is only likely.
    `level` is the place of its urgency, 0 the most urgent. `opened` is when somebody of the staff opened it,
    `acknowledged` when one said so, with a reason that the person reads; `ended` when it stands no longer for the
    person, and `outcome` how: in their own words, or closed by a lead.
    """

    MESSAGE = "message"
    ASKED = "asked"
    BOX = "box"
    NAME = "name"
    CHECKIN = "checkin"

    DOCTOR = "doctor"
    OVER = "over"
    MISTAKEN = "mistaken"
    CLOSED = "closed"
    OUTCOMES = (DOCTOR, OVER, MISTAKEN)

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="alarms")
    message = models.ForeignKey("chat.Message", on_delete=models.CASCADE, null=True, related_name="alarms")
    source = models.CharField(max_length=8)
    signs = models.JSONField(default=list)
    level = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    opened = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    acknowledged = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    ended = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(max_length=8, blank=True)
    ended_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "level", "at"], condition=models.Q(ended=None), name="alarm_standing"),
            models.Index(fields=["message", "at"], condition=models.Q(acknowledged=None), name="alarm_waiting"),
            models.Index(fields=["at"], condition=models.Q(opened=None, acknowledged=None), name="alarm_unopened"),
        ]
        ordering: ClassVar = ["level", "at", "id"]

    def __str__(self) -> str:
        return ", ".join(self.signs)

    @property
    def urgency(self) -> Urgency:
        """How long the most urgent of its signs may wait."""
        return tuple(Urgency)[self.level]


class Question(models.Model):
    """What a person is asked where it is unclear whether their words tell of a sign.

    `message` is the one that it stands under; null where it stands above an answer of the box. `signs` are the choices,
    `answer` the sign that is so, or "none".
    """

    NONE = "none"

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="questions")
    message = models.OneToOneField("chat.Message", on_delete=models.CASCADE, null=True, related_name="question")
    words = models.TextField(blank=True)
    signs = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)
    answered = models.DateTimeField(null=True)
    answer = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return ", ".join(self.signs)
