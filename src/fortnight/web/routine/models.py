"""Routines that are stored: the one that a person follows in a course, and those that an advisor has sent.

`asked` are the wishes as they stand in the address of the page (see `asked`), `lines` which product stands in which
step on which mornings and evenings, `names` what the products are called: a page shows it without choosing again. A
kept routine holds for one edition of rules and names and for what was known of the person (`holds_for`); where that is
another one now, or the shelf has changed (`stale`), it is chosen again with the fewest changes before it is shown
(`actions.kept_now`).
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from fortnight.web.accounts.models import Person, Treatment, User


class Kept(models.Model):
    """The routine that a person follows in one course. `changed`: what a new choice has changed and was not seen."""

    treatment = models.OneToOneField(Treatment, on_delete=models.CASCADE, related_name="routine")
    asked = models.TextField(blank=True)
    lines = models.JSONField(default=list)
    names = models.JSONField(default=dict)
    holds_for = models.CharField(max_length=80)
    stale = models.BooleanField(default=False)
    changed = models.JSONField(default=list)
    made = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.treatment_id}: {len(self.lines)}"


class Recommendation(models.Model):
    """A routine that an advisor has sent to a person; `accepted` once the person follows it."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="recommendations")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    asked = models.TextField(blank=True)
    lines = models.JSONField(default=list)
    names = models.JSONField(default=dict)
    price = models.PositiveIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    sent = models.DateTimeField(default=timezone.now)
    accepted = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-sent"]

    def __str__(self) -> str:
        return str(self.key)
