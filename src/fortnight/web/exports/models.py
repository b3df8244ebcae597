"""A person's calendar: how they wish for it, the secret of its address (a hash only), and its version.

The row is there from the first look on. `sequence` and `modified` belong to what the calendar held when it was made
last, of which `digest` is the hash: where it is another one now, the number goes up by one, so that a program that has
fetched it moves its events.
"""

import datetime as dt
import uuid

from django.db import models
from django.utils import timezone

from fortnight.web.accounts.models import Person


class CalendarFeed(models.Model):
    """A calendar of one person. `token_hash` null: nobody can subscribe to it.

    `opened` is when its address was made, `fetched` when a program came by it last, to the hour.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="calendar_feed")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, null=True)
    discreet = models.BooleanField(default=True)
    halves = models.BooleanField(default=False)
    alarms = models.BooleanField(default=False)
    morning = models.TimeField(default=dt.time(8))
    evening = models.TimeField(default=dt.time(20, 30))
    digest = models.CharField(max_length=64, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    modified = models.DateTimeField(default=timezone.now)
    opened = models.DateTimeField(null=True)
    fetched = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.key)
