"""Products by barcode, as they are known to this installation; nobody's in particular.

A row of the house itself (`own`) holds for good. A row from the service is a memory of what it said on `fetched`, also
that it knew nothing (`found` false), and is asked for again when it has grown old.
"""

from django.db import models
from django.utils import timezone


class CatalogueItem(models.Model):
    """A product by its barcode: thirteen digits. `label` is data from outside, shown and read as text only."""

    OWN = "own"
    SERVICE = "service"

    barcode = models.CharField(max_length=14, unique=True)
    name = models.CharField(max_length=120, blank=True)
    brand = models.CharField(max_length=80, blank=True)
    label = models.TextField(blank=True)
    kind = models.CharField(max_length=24, blank=True)
    source = models.CharField(max_length=8, default=OWN)
    found = models.BooleanField(default=True)
    fetched = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name or self.barcode

    @property
    def full_name(self) -> str:
        """Brand and name as one would say them, at most as long as a name may be."""
        whole = self.name if self.name.casefold().startswith(self.brand.casefold()) else f"{self.brand} {self.name}"
        return whole.strip()[:120]
