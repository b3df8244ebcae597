"""From a product's row to the core's types: its label, its verdict, and which facts about the person it holds for."""

import hashlib

from fortnight.asking.general import weigh_general
from fortnight.asking.understand import in_general
from fortnight.labels.model import Kind, Label
from fortnight.labels.read import read_label
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Verdict
from fortnight.web.accounts.convert import book_of
from fortnight.web.accounts.models import Person
from fortnight.web.shelf.models import Product

_SIGNS = 16


def kind_from(name: str) -> Kind | None:
    """The kind that a row holds, or None for one that is not told or is no longer known."""
    return Kind(name) if name in set(Kind) else None


def label_of(product: Product) -> Label:
    """The label of a product, read."""
    return read_label(product.label, name=product.name, kind=kind_from(product.kind))


def verdict_for(person: Person, product: Product, label: Label | None = None) -> Verdict:
    """The answers for a product by the rules that hold for a person now. A question in general has no label.

    `label` is the product's label where it was read just now; it is read here where there is none.
    """
    book = book_of(person)
    if product.source == Product.GENERAL:
        return weigh_general(in_general(product.name, kind_from(product.kind)), book)
    return weigh(label or label_of(product), book)


def facts_of(person: Person) -> str:
    """A short text that is another one when anything that an answer depends on has changed about a person."""
    book = book_of(person)
    return hashlib.sha256(repr((book.person, book.cautious)).encode()).hexdigest()[:_SIGNS]
