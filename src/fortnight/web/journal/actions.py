"""Ticking a step and taking it back. The same tick sent twice is one tick."""

import datetime as dt
import uuid

from django.db import transaction

from fortnight.web.accounts.models import Treatment
from fortnight.web.journal.models import TickEvent


@transaction.atomic
def tick(course: Treatment, *, event: uuid.UUID, day: int, time: str, care: str, done: bool, at: dt.datetime) -> bool:
    """Record that a step was done, or taken back; True when it was new, False when this tick had arrived before."""
    _, new = TickEvent.objects.get_or_create(
        id=event,
        defaults={
            "treatment": course,
            "day": day,
            "time": time,
            "care": care,
            "done": done,
            "at": at,
        },
    )
    return new
