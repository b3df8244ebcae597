"""What a person owns or asked about, each with the answer that was given and with what it was worked out.

`marks` are the fourteen answers as letters (see `shell.strip`), so that a shelf of two hundred is read without judging
anything. They hold for one edition of the rules and names (`version`, see `edition`) and for what was known of the
person (`facts`, see `convert.facts_of`): where either is another one now, the answer is worked out again before it is
shown (`actions.refresh`), and where an edition has changed it there is a `Recall` for the person to see.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from fortnight.guide.model import LAST_DAY
from fortnight.web.accounts.models import Person


class Product(models.Model):
    """A product of one person. `on_shelf` null: only asked about. `removed` not null: taken off, can be put back.

    `source` tells where its words come from; `general` is a question about a kind of product or an ingredient and no
    product at all, and `clinic` an answer that an advisor looked up for the person.
    `kind` is what the person said, `guessed` what its name tells where they said nothing.
    """

    GENERAL = "general"
    CLINIC = "clinic"

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="products")
    name = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=24, blank=True)
    guessed = models.CharField(max_length=24, blank=True)
    label = models.TextField(blank=True)
    barcode = models.CharField(max_length=14, blank=True)
    source = models.CharField(max_length=12, default="paste")
    marks = models.CharField(max_length=LAST_DAY)
    rules = models.JSONField(default=list)
    readable = models.BooleanField(default=True)
    read = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    version = models.CharField(max_length=40)
    facts = models.CharField(max_length=16, blank=True)
    on_shelf = models.DateTimeField(null=True)
    removed = models.DateTimeField(null=True)
    created = models.DateTimeField(default=timezone.now)
    asked = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "removed", "on_shelf"])]

    def __str__(self) -> str:
        return self.name or str(self.key)

    @property
    def begins(self) -> str:
        """How its label begins: what a product without a name is called by."""
        return self.label[:60]


class Recall(models.Model):
    """An answer that has changed since it was given: before, after, and the edition that changed it.

    `because` are the ids of the rules that decide now; it is empty where what spoke against the product does no more.
    A product has one recall at the most that was not seen yet.
    """

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="recalls")
    before = models.CharField(max_length=LAST_DAY)
    after = models.CharField(max_length=LAST_DAY)
    because = models.JSONField(default=list)
    version = models.CharField(max_length=40)
    created = models.DateTimeField(default=timezone.now)
    seen = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["product"], condition=models.Q(seen=None), name="one_recall_to_see_for_each_product"
            )
        ]

    def __str__(self) -> str:
        return f"{self.before} {self.after}"
