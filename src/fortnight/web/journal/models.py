"""What was ticked. A tick is an event, added and never changed: the last one for a step tells whether it is done.

Each event bears an id that the device made, so that one which arrives twice, after a time offline, counts once.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from fortnight.web.accounts.models import Treatment


class TickEvent(models.Model):
    """A step of one day was done, or was taken back. `at` is when it happened on the person's device."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="ticks")
    day = models.SmallIntegerField()
    time = models.CharField(max_length=8)
    care = models.CharField(max_length=40)
    done = models.BooleanField()
    at = models.DateTimeField()
    arrived = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["treatment", "day"])]

    def __str__(self) -> str:
        return f"{self.day} {self.time} {self.care}"
