"""The draft of the clinic's next version of its guide. Versions that are published stand in `accounts.models`."""

from django.db import models
from django.utils import timezone

from fortnight.web.accounts.models import Clinic, User


class Draft(models.Model):
    """What the clinic's next version would hold: `changes` is the text that `guide.changes` reads.

    `revision` is another number after every change, so that a change which was made on an older draft is noticed.
    """

    clinic = models.OneToOneField(Clinic, on_delete=models.CASCADE, related_name="guide_draft")
    changes = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    changed = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.revision}"
