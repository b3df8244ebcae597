"""What a person has on their shelf and asked about. Other people's products are not found.

Everything is read in one query and nothing is judged here: rows hold their answers. Rows whose answers are out of date
say so (`stale`), and `actions` works them out again.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Concat, Left
from django.utils.translation import gettext

from fortnight.web.accounts.models import Person
from fortnight.web.answers.edition import edition, edition_of
from fortnight.web.ground.prepared import prepared
from fortnight.web.shelf.convert import facts_of
from fortnight.web.shelf.models import Product, Recall

_BEGINNING = 60
_LATELY = 6
_KEPT = ExpressionWrapper(Q(on_shelf__isnull=False), output_field=BooleanField())


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerNews:
    """An answer that has changed: the fourteen marks before and after, and the rules that decide now."""

    before: str
    after: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfRow:
    """A product as a list shows it. `kind` is empty where nobody knows it, `news` None where nothing has changed.

    `rules` are the ids of those that speak about it.
    """

    key: uuid.UUID
    name: str
    begins: str
    kind: str
    marks: str
    readable: bool
    unread: int
    on_shelf: bool
    stale: bool
    news: AnswerNews | None
    rules: frozenset[str] = frozenset()

    @property
    def about(self) -> frozenset[str]:
        """By what a plan knows it: the ids of the rules that speak about it, its key, what it is called."""
        return self.rules | {str(self.key), self.name or self.begins}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductChange:
    """A product whose answer has changed, as far as it takes to say so."""

    key: uuid.UUID
    name: str
    begins: str
    news: AnswerNews


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How many products are on a shelf, what of them may be used on a day, and which answers have changed.

    `rules` are the ids of all rules that speak about what is on it, `open_rules` those about each that may be used.
    """

    all: int
    open_rules: tuple[frozenset[str], ...]
    news: tuple[ProductChange, ...]
    stale: bool
    rules: frozenset[str]


def product(person: Person, key: uuid.UUID) -> Product | None:
    """One of a person's products, on the shelf, only asked about or taken off, or None."""
    return _products.first(person.pk, key)


@prepared
def _products(person: int, key: uuid.UUID) -> QuerySet[Product]:
    return Product.objects.filter(person=person, key=key)


def names(person: Person) -> list[tuple[uuid.UUID, str]]:
    """The keys and names of everything that a person has an answer for, what was asked last first."""
    products = Product.objects.filter(person=person, removed=None).exclude(name="").order_by("-asked")
    return list(products.values_list("key", "name"))


def rows(person: Person) -> list[ShelfRow]:
    """Everything on a person's shelf, and what was only asked about where its answer has changed; one query."""
    return _rows(person, _shelf(person.pk))


def asked_lately(person: Person) -> list[ShelfRow]:
    """What a person asked about last and did not put on the shelf, the latest first; one query."""
    return _rows(person, _lately(person.pk))


@prepared
def _shelf(person: int) -> "QuerySet[Product, dict[str, Any]]":
    return _shown(_listed(person).order_by("name", "id"))


@prepared
def _lately(person: int) -> "QuerySet[Product, dict[str, Any]]":
    return _shown(_with_news(person).filter(on_shelf=None).order_by("-asked")[:_LATELY])


def shelf_summary(person: Person, day: int) -> Summary:
    """The shelf in two numbers on a day (base 1), with the answers that have changed; one query, of what it tells."""
    now = (edition_of(person), facts_of(person))
    count, usable = 0, []
    behind, changes = False, []
    spoken: set[str] = set()
    for key, name, begins, on_shelf, marks, rules, version, facts, before, because in _summed(person.pk):
        count += on_shelf
        spoken.update(rules if on_shelf else ())
        if on_shelf and marks[day - 1] in "oc":
            usable.append(frozenset(rules))
        behind = behind or (version, facts) != now
        if news := _news(before, marks, because):
            changes.append(ProductChange(key=key, name=name, begins=begins, news=news))
    by_name = tuple(sorted(changes, key=lambda change: change.name))
    return Summary(all=count, open_rules=tuple(usable), news=by_name, stale=behind, rules=frozenset(spoken))


@prepared
def _summed(person: int) -> "QuerySet[Product, tuple[Any, ...]]":
    values = _listed(person).annotate(kept=_KEPT, start=Left("label", _BEGINNING))
    return values.values_list(
        "key", "name", "start", "kept", "marks", "rules", "version", "facts", "news__before", "news__because"
    )


def spoken_rules(person: Person) -> frozenset[str]:
    """The ids of all rules that speak about what is on a person's shelf; one query."""
    return frozenset(rule for _, rules in _rules(person.pk) for rule in rules)


@prepared
def _rules(person: int) -> "QuerySet[Product, tuple[uuid.UUID, list[str]]]":
    owned = Product.objects.filter(person=person, removed=None, on_shelf__isnull=False)
    return owned.values_list("key", "rules")


def rules_by_key(person: Person) -> dict[str, frozenset[str]]:
    """By key: the ids of the rules that speak about each product on a person's shelf; one query."""
    return {str(key): frozenset(rules) for key, rules in _rules(person.pk)}


def news_of(person: Person, key: uuid.UUID) -> AnswerNews | None:
    """How the answer for one product has changed since it was given, or None."""
    rows = _rows(person, _changed(person.pk, key))
    return rows[0].news if rows else None


@prepared
def _changed(person: int, key: uuid.UUID) -> "QuerySet[Product, dict[str, Any]]":
    return _shown(_with_news(person).filter(Q(key=key, news__isnull=False)))


def stale(person: Person) -> QuerySet[Product]:
    """The products of a person whose answers hold for other rules, names or facts than those of now."""
    current = Q(version=edition_of(person), facts=facts_of(person))
    return Product.objects.filter(~current, person=person, removed=None)


def persons_behind() -> QuerySet[Person]:
    """The persons with an answer that was worked out with an earlier edition of the rules and names, or other guide."""
    theirs = Case(
        When(person__current__guide=None, then=Value(edition())),
        default=Concat(Value(f"{edition()}+"), F("person__current__guide__hash")),
        output_field=CharField(),
    )
    behind = Product.objects.filter(removed=None).annotate(theirs=theirs).exclude(version=F("theirs"))
    return Person.objects.filter(pk__in=behind.values("person")).select_related("current", "clinic").order_by("pk")


def shelf_answers(person: Person) -> dict[str, tuple[str, str]]:
    """By key: the name and the marks of everything on the shelf."""
    owned = Product.objects.filter(person=person, removed=None, on_shelf__isnull=False)
    rows = owned.values_list("key", "name", "marks")
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
        recall = dict(zip(("before", "after", "version", "created", "seen"), values, strict=True))
        recalls.setdefault(product_id, []).append(recall)
    return [
        {name: getattr(product, name) for name in _DOWNLOADED} | {"recalls": recalls.get(product.pk, [])}
        for product in Product.objects.filter(person=person).order_by("created")
    ]


def _news(before: str | None, now: str, because: list[str] | None) -> AnswerNews | None:
    """What has changed since the person saw the answer; a change that was undone meanwhile is none."""
    return AnswerNews(before=before, after=now, because=tuple(because or ())) if before and before != now else None


def _listed(person: int) -> QuerySet[Product]:
    """What a person's shelf lists: what is on it, and what was only asked about if its answer has changed."""
    return _with_news(person).filter(Q(on_shelf__isnull=False) | Q(news__isnull=False))


def _with_news(person: int) -> QuerySet[Product]:
    news = FilteredRelation("recalls", condition=Q(recalls__seen=None))
    return Product.objects.filter(person=person, removed=None).annotate(news=news)


def _shown(products: QuerySet[Product]) -> "QuerySet[Product, Any]":
    return products.values(
        "key", "name", "kind", "guessed", "marks", "readable", "read", "of", "on_shelf", "version", "facts", "rules",
        begins=Left("label", _BEGINNING), before=F("news__before"), because=F("news__because"),
    )  # fmt: skip


def _rows(person: Person, values: list[dict[str, Any]]) -> list[ShelfRow]:
    now = (edition_of(person), facts_of(person))
    return [
        ShelfRow(
            key=value["key"],
            name=value["name"],
            begins=value["begins"],
            kind=value["kind"] or value["guessed"],
            marks=value["marks"],
            readable=value["readable"],
            unread=value["of"] - value["read"],
            on_shelf=value["on_shelf"] is not None,
            stale=(value["version"], value["facts"]) != now,
            news=_news(value["before"], value["marks"], value["because"]),
            rules=frozenset(value["rules"]),
        )
        for value in values
    ]
