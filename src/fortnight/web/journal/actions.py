"""Ticking a step and taking it back. The same tick sent twice is one tick."""

import datetime as dt
import uuid

from django.db import transaction

from fortnight.web.accounts.convert import current_id
from fortnight.web.accounts.models import Person
from fortnight.web.journal.models import TickEvent


@transaction.atomic
def tick(person: Person, *, event: uuid.UUID, day: int, time: str, care: str, done: bool, at: dt.datetime) -> bool:
    """Keep that a step was done, or taken back; True when it was new, False when this very tick had arrived before."""
    _, new = TickEvent.objects.get_or_create(
        id=event,
        defaults={
            "treatment_id": current_id(person),
            "day": day,
            "time": time,
            "care": care,
            "done": done,
            "at": at,
        },
    )
    return new
