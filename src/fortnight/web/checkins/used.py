"""What can be ticked as used: the products of a person's shelf, those of the day first, and the actives by their names.

A product that the windows of an active speak about counts as that active.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from fortnight.guide.model import LAST_DAY
from fortnight.healing.ladder_load import rungs
from fortnight.web.accounts.models import Person
from fortnight.web.checkins.queries import rung_names
from fortnight.web.shelf.models import Product

_MOST = 200
_AT_ONCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedThing:
    """Something that can be ticked: what the form sends, what it is called, what it counts as."""

    value: str
    words: str
    counts_as: tuple[str, ...]


def shelf_things(person: Person, day: int) -> list[UsedThing]:
    """The products of a person's shelf, those that may be used on a day (base 1) first."""
    owned = Product.objects.filter(person=person, removed=None, on_shelf__isnull=False).order_by("name", "id")[:_MOST]
    at = min(max(day, 1), LAST_DAY) - 1
    return [_of(product) for product in sorted(owned, key=lambda product: product.marks[at] not in "oc")]


def active_things() -> list[UsedThing]:
    """The actives by their names, for what is not on the shelf."""
    return [UsedThing(value=rung_id, words=words, counts_as=(rung_id,)) for rung_id, words in rung_names().items()]


def chosen_of(person: Person, values: Iterable[str], day: int) -> list[UsedThing]:
    """The things whose ticks were sent; what is not this person's is left out."""
    things = {thing.value: thing for thing in (*shelf_things(person, day), *active_things())}
    return [things[value] for value in values if value in things]


def first_and_more(things: list[UsedThing]) -> tuple[list[UsedThing], list[UsedThing]]:
    """The things that are offered at once, and those on demand."""
    return things[:_AT_ONCE], things[_AT_ONCE:]


def _of(product: Product) -> UsedThing:
    name = product.name or product.begins or gettext("A product without a name")
    actives = (rung.id for rung in rungs() if not set(rung.windows).isdisjoint(product.rules))
    return UsedThing(value=str(product.key), words=name, counts_as=tuple(actives) or (name,))
