"""What somebody prepares before a session: entries of our list that are done, reasons that are true, their own lines.

An entry of ours is named by the id of its rule (`course/data/before.toml`), a line of one's own has words instead.
"""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from fortnight.web.accounts.models import Treatment


class Preparation(models.Model):
    """A line of the list before a session. `ticked` is since when it is done, or a reason true; null: not.

    `item` is the id of a rule, empty for a line of one's own, which has `words`.
    """

    treatment = models.ForeignKey(Treatment, on_delete=models.CASCADE, related_name="preparations")
    item = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=120, blank=True)
    ticked = models.DateTimeField(null=True)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["treatment", "item"], condition=~models.Q(item=""), name="one_line_for_each_preparation"
            )
        ]
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.item or self.words
