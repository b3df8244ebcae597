"""Photos that people sent to have a label or a barcode read, for as long as they are needed.

The picture lies under `file` in the uploads folder, under a random name; empty once it is deleted. A photo is deleted
as soon as its text has been corrected, or its number read, or an hour has gone by, unless its person keeps it.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from fortnight.web.accounts.models import Person
from fortnight.web.shelf.models import Product


class Photo(models.Model):
    """One photo: what is to be read on it, how far that is, and what came of it."""

    LABEL = "label"
    BARCODE = "barcode"

    WAITING = "waiting"
    READING = "reading"
    READ = "read"
    UNREADABLE = "unreadable"
    FAILED = "failed"
    USED = "used"

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="photos")
    product = models.ForeignKey(Product, on_delete=models.SET_NULL, null=True, related_name="photos")
    purpose = models.CharField(max_length=8, default=LABEL)
    file = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=12, default=WAITING)
    trouble = models.CharField(max_length=16, blank=True)
    text = models.TextField(blank=True)
    number = models.CharField(max_length=14, blank=True)
    kept = models.BooleanField(default=False)
    created = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "created"]), models.Index(fields=["kept", "changed"])]

    def __str__(self) -> str:
        return f"{self.purpose} {self.state}"
