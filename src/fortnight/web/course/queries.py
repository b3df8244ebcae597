"""What stands on a person's list before a session, which products of theirs are meant, and what they hold of it."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext

from fortnight.course.before import before_rules
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.course.models import Preparation
from fortnight.web.shelf.models import Product


def preparations_in(treatment: Treatment) -> list[Preparation]:
    """Every line of the list before a session; one query."""
    return list(Preparation.objects.filter(treatment=treatment))


def line_with(person: Person, number: int) -> Preparation | None:
    """A line of somebody's own, or None where it is another's."""
    return Preparation.objects.filter(treatment__person=person, item="", pk=number).first()


def meant_products(person: Person, windows: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """By key: the names of the products on a person's shelf about which one of its windows speaks; one query."""
    rows = Product.objects.filter(person=person, removed=None, on_shelf__isnull=False).order_by("name", "pk")
    products = [
        (name or gettext("A product without a name"), set(rules)) for name, rules in rows.values_list("name", "rules")
    ]
    return {
        key: [name for name, rules in products if not rules.isdisjoint(closing)] for key, closing in windows.items()
    }


def known_items() -> frozenset[str]:
    """The ids of all entries that can be ticked."""
    rules = before_rules()
    return frozenset(rule.id for rule in (*rules.stops, *rules.haves, *rules.homes))


def all_preparations(person: Person) -> list[dict[str, object]]:
    """Everything on a person's lists before their sessions, for their download."""
    rows = Preparation.objects.filter(treatment__person=person).select_related("treatment")
    return [
        {"treatment": row.treatment.date, "entry": row.item, "own_words": row.words, "ticked": row.ticked}
        for row in rows
    ]
