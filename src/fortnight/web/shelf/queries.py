"""What is on a person's shelf, and what may be used on a day. Other people's products are not found."""

import uuid
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext

from fortnight.web.accounts.models import Person
from fortnight.web.shelf.models import Product, Recall


@dataclass(frozen=True, slots=True)
class Summary:
    """How many products are on a shelf, and how many of them may be used on a day, with care or without."""

    all: int
    open: int


def on_shelf(person: Person) -> QuerySet[Product]:
    """The products on a person's shelf."""
    return Product.objects.filter(person=person, removed=None, on_shelf__isnull=False)


def product(person: Person, key: uuid.UUID) -> Product | None:
    """One of a person's products, on the shelf or only asked about, or None."""
    return Product.objects.filter(person=person, key=key).first()


def shelf_summary(person: Person, day: int) -> Summary:
    """The shelf in two numbers on a day (base 1); one query."""
    marks = list(on_shelf(person).values_list("marks", flat=True))
    return Summary(len(marks), sum(mark[day - 1] in "oc" for mark in marks))


def shelf_answers(person: Person) -> dict[str, tuple[str, str]]:
    """By key: the name and the marks of everything on the shelf."""
    rows = on_shelf(person).values_list("key", "name", "marks")
    return {str(key): (name or gettext("A product without a name"), marks) for key, name, marks in rows}


_DOWNLOADED = (
    "name",
    "kind",
    "label",
    "barcode",
    "source",
    "marks",
    "rules",
    "version",
    "on_shelf",
    "removed",
    "created",
    "asked",
)


def all_products(person: Person) -> list[dict[str, object]]:
    """Everything a person ever asked about or put on the shelf, with the answers that were told, for their download."""
    recalls: dict[int, list[dict[str, object]]] = {}
    for product_id, *values in Recall.objects.filter(product__person=person).values_list(
        "product_id", "before", "after", "version", "created", "seen"
    ):
        told = dict(zip(("before", "after", "version", "created", "seen"), values, strict=True))
        recalls.setdefault(product_id, []).append(told)
    return [
        {name: getattr(one, name) for name in _DOWNLOADED} | {"recalls": recalls.get(one.pk, [])}
        for one in Product.objects.filter(person=person).order_by("created")
    ]
