"""What a person owns or asked about, each with the answer that was given and with what it was worked out.

`marks` are the fourteen answers as letters (see `shell.strip`), so that a shelf of two hundred is read without judging
anything. `version` names the rules and names behind the answer: after an update the answers are worked out again, and
where one has changed there is a `Recall` for the person to see.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from fortnight.web.accounts.models import Person


class Product(models.Model):
    """A product of one person. `on_shelf` null: only asked about. `removed` not null: taken off, can be put back."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="products")
    name = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=24, blank=True)
    label = models.TextField(blank=True)
    barcode = models.CharField(max_length=14, blank=True)
    source = models.CharField(max_length=12, default="paste")
    marks = models.CharField(max_length=14)
    rules = models.JSONField(default=list)
    readable = models.BooleanField(default=True)
    read = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    version = models.CharField(max_length=40)
    on_shelf = models.DateTimeField(null=True)
    removed = models.DateTimeField(null=True)
    created = models.DateTimeField(default=timezone.now)
    asked = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "removed", "on_shelf"])]

    def __str__(self) -> str:
        return self.name or str(self.key)


class Recall(models.Model):
    """An answer that has changed since it was given: before, after, and the version that changed it."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="recalls")
    before = models.CharField(max_length=14)
    after = models.CharField(max_length=14)
    version = models.CharField(max_length=40)
    created = models.DateTimeField(default=timezone.now)
    seen = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.before} {self.after}"
