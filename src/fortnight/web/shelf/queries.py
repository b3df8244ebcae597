"""What is on a person's shelf, and what may be used on a day. Other people's products are not found."""

import uuid
from dataclasses import dataclass

from django.db.models import QuerySet

from fortnight.web.accounts.models import Person
from fortnight.web.shelf.models import Product


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
