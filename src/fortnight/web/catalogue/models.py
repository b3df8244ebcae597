"""Products as they are known to this installation, nobody's in particular: numbers, offers, and where they came from.

A product belongs to one `source`: the house itself (`own`), the service that is asked for barcodes, the guide, the
made-up shelf of the demo (`house`), or the name that an import was given. What one source said is written over by the
same source only; another one fills what is empty and adds its offers. A barcode without a product remembers that the
service knew nothing when it was asked.

`shown` is what the label shows, as one line (see `fortnight.labels.shown`), `names` what an allergy is looked for in;
both hold for the rules and names of `edition`, and are read again when there are others (`actions.read_again`).
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from fortnight.web.accounts.models import User


class Import(models.Model):
    """A file of products that came in: who, when, what it was, how it went; and whether it was undone.

    `counts` are the figures of the report, `options` what was chosen for the file: the map of its columns, the
    currency, whether what is missing from it goes out of stock. `done` of `size` is how far it has come, in bytes.
    """

    WAITING = "waiting"
    LOOKING = "looking"
    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    UNDONE = "undone"

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    source = models.CharField(max_length=40)
    file = models.CharField(max_length=200)
    format = models.CharField(max_length=24, blank=True)
    state = models.CharField(max_length=8, default=WAITING)
    options = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    trouble = models.CharField(max_length=400, blank=True)
    done = models.BigIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    created = models.DateTimeField(default=timezone.now)
    ended = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "created"])]

    def __str__(self) -> str:
        return f"{self.source}: {self.file}"


class CatalogueItem(models.Model):
    """A product. `label` and `description` are data from outside, shown and read as text only.

    `label_origin` tells whether the label had a field of its own or was taken out of the description, which is kept so
    that it can be read again (`rereading`).

    `kind` is what the source said, `guessed` what its name and category tell where it said nothing. `named`: the guide
    names it, and its label is not on file. `vegan` null: the source does not say. `gone`: since when its source no
    longer lists it. `digest` is of what its source said last, so that a line that says the same is passed over.
    """

    OWN = "own"
    SERVICE = "service"
    GUIDE = "guide"
    HOUSE = "house"

    brand = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=24, blank=True)
    guessed = models.CharField(max_length=24, blank=True)
    category = models.CharField(max_length=200, blank=True)
    size = models.CharField(max_length=40, blank=True)
    label = models.TextField(blank=True)
    label_origin = models.CharField(max_length=12, blank=True)
    description = models.TextField(blank=True)
    link = models.CharField(max_length=1000, blank=True)
    picture = models.CharField(max_length=1000, blank=True)
    markets = models.CharField(max_length=200, blank=True)
    named = models.BooleanField(default=False)
    vegan = models.BooleanField(null=True)
    source = models.CharField(max_length=40, default=OWN)
    source_id = models.CharField(max_length=120, blank=True)
    shown = models.CharField(max_length=1000, blank=True)
    names = models.TextField(blank=True)
    edition = models.CharField(max_length=40, blank=True, db_index=True)
    digest = models.CharField(max_length=24, blank=True)
    gone = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Import, on_delete=models.SET_NULL, null=True, related_name="made")
    fetched = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["brand", "name"]),
            models.Index(fields=["fetched"]),
            models.Index(fields=["gone"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~models.Q(source_id=""), name="one_product_for_a_source_id"
            )
        ]

    def __str__(self) -> str:
        return self.name or str(self.pk)

    @property
    def full_name(self) -> str:
        """Brand and name as people say them, at most as long as a name may be."""
        whole = self.name if self.name.casefold().startswith(self.brand.casefold()) else f"{self.brand} {self.name}"
        return whole.strip()[:120]

    @property
    def barcode(self) -> str:
        """One of its numbers, or nothing."""
        return min((barcode.number for barcode in self.barcodes.all()), default="")


class Barcode(models.Model):
    """A number of thirteen digits and the product behind it; none: the service did not know it when it was `asked`."""

    number = models.CharField(max_length=14, unique=True)
    product = models.ForeignKey(CatalogueItem, on_delete=models.CASCADE, null=True, related_name="barcodes")
    asked = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.number


class Offer(models.Model):
    """Where a product is sold. `price` in the smallest unit of its currency, null where none is known.

    `stock` null: not known. `variant` is the shop's own number, `cart` an address that puts one of it into its cart;
    `size` is given where it is another one than the product's. The offers that a source told are replaced when it
    tells others.
    """

    product = models.ForeignKey(CatalogueItem, on_delete=models.CASCADE, related_name="offers")
    source = models.CharField(max_length=40)
    shop = models.CharField(max_length=80)
    price = models.PositiveIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    stock = models.BooleanField(null=True)
    link = models.CharField(max_length=1000, blank=True)
    variant = models.CharField(max_length=120, blank=True)
    size = models.CharField(max_length=40, blank=True)
    cart = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["price", "id"]
        indexes: ClassVar = [models.Index(fields=["source"])]

    def __str__(self) -> str:
        return f"{self.shop} {self.price} {self.currency}"


class Before(models.Model):
    """What a product was before an import changed it: its values, numbers and offers, to be put back by an undo."""

    importing = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="before")
    product = models.ForeignKey(CatalogueItem, on_delete=models.CASCADE, related_name="before")
    values = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["importing", "product"], name="one_state_before_an_import")
        ]

    def __str__(self) -> str:
        return f"{self.importing_id} {self.product_id}"
