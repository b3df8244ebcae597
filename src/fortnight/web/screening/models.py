"""The catalogue as it was screened: fourteen letters a product, profile and version of the guide, and what flipped.

An outcome is stored with what it was worked out from: its screening keeps the clauses of its rulebook, it keeps a
fingerprint of what the product showed. So whatever changes, a renewal judges only what can have changed by it.
"""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from fortnight.guide.model import LAST_DAY
from fortnight.web.catalogue.models import CatalogueItem

OWN = "own"
PUBLISHED = "published"


class Screening(models.Model):
    """The whole catalogue for one standard profile under one guide.

    `version` is "own" for the guide that holds for who begins now, "published", or the number of a version; `guide` is
    the key of the version that it was judged by last. `counts` are how many products have which letters, by kind.
    `working` is since when a renewal is under way, `renewed` null until the first one has ended.
    """

    version = models.CharField(max_length=12)
    profile = models.CharField(max_length=24)
    guide = models.CharField(max_length=40, blank=True)
    clauses = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    asked = models.DateTimeField(default=timezone.now)
    working = models.DateTimeField(null=True)
    renewed = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "profile"], name="one_screening_of_each")]

    def __str__(self) -> str:
        return f"{self.version} {self.profile}"


class Outcome(models.Model):
    """A product in a screening. `title` is brand and name, folded, by which it is sorted and found.

    `seen` is the fingerprint of what was judged, `changed` when its letters were last other ones.
    """

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="outcomes")
    product = models.ForeignKey(CatalogueItem, on_delete=models.CASCADE, related_name="outcomes")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=24, blank=True)
    marks = models.CharField(max_length=LAST_DAY)
    seen = models.CharField(max_length=12)
    changed = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["screening", "title", "marks", "kind"], name="outcome_in_order"),
            models.Index(fields=["screening", "kind", "marks", "title"], name="outcome_by_kind"),
            models.Index(fields=["screening", "changed"], name="outcome_changed"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["screening", "product"], name="one_outcome_of_a_product")
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.marks}"


class Flip(models.Model):
    """An answer that is another one since `at`: the letters before and after, and the rules that made it so.

    `rules` is empty where what the label shows is other than it was. All of one renewal share their `at`.
    """

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="flips")
    product = models.ForeignKey(CatalogueItem, on_delete=models.CASCADE, related_name="flips")
    before = models.CharField(max_length=LAST_DAY)
    after = models.CharField(max_length=LAST_DAY)
    rules = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["screening", "-at", "id"], name="flips_newest_first")]

    def __str__(self) -> str:
        return f"{self.before} {self.after}"
