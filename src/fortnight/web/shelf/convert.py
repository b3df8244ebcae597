"""From a product's row to the core's types: its label, its verdict, and which facts about the person it holds for."""

import hashlib
from dataclasses import replace

from fortnight.labels.model import Kind, Label
from fortnight.labels.read import read_label
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Verdict
from fortnight.web.accounts.convert import book_of
from fortnight.web.accounts.models import Person
from fortnight.web.shelf.models import Product

_SIGNS = 16


def kind_from(said: str) -> Kind | None:
    """The kind that a row holds, or None for one that is not told or is no longer known."""
    return Kind(said) if said in set(Kind) else None


def label_of(product: Product) -> Label:
    """The label of a product, read. A question in general has no label: its own words say what it is about."""
    kind = kind_from(product.kind)
    if product.source == Product.GENERAL:
        about = read_label(product.name, name=product.name, kind=kind)
        return replace(about, readable=True, read=about.of, unread_early=False)
    return read_label(product.label, name=product.name, kind=kind)


def verdict_for(person: Person, product: Product) -> Verdict:
    """The answers for a product by the rules that hold for a person now."""
    return weigh(label_of(product), book_of(person))


def facts_of(person: Person) -> str:
    """A short text that is another one when anything that an answer depends on has changed about a person."""
    book = book_of(person)
    return hashlib.sha256(repr((book.person, book.cautious)).encode()).hexdigest()[:_SIGNS]
