"""Asking about a product, putting it on the shelf, taking it off, putting it back."""

from django.db import transaction
from django.utils import timezone

from fortnight.guide.load import published_guide
from fortnight.labels.model import Kind
from fortnight.labels.read import read_label
from fortnight.verdicts.judge import reasons_of, weigh
from fortnight.verdicts.model import Verdict
from fortnight.web.accounts.convert import book_of
from fortnight.web.accounts.models import Person
from fortnight.web.shelf.models import Product
from fortnight.web.shell.strip import marks_of


def verdict_for(person: Person, product: Product) -> Verdict:
    """The answers for a product by the rules that hold for a person now."""
    kind = Kind(product.kind) if product.kind else None
    return weigh(read_label(product.label, name=product.name, kind=kind), book_of(person))


def answer(product: Product, verdict: Verdict) -> None:
    """Write a verdict into a product's row (not saved yet)."""
    label = verdict.label
    product.marks = marks_of(verdict.rulings)
    product.rules = [reason.rule.id for reason in reasons_of(verdict)]
    product.version = published_guide().version
    if label:
        product.readable, product.read, product.of = label.readable, label.read, label.of


@transaction.atomic
def ask(person: Person, *, name: str, label: str, kind: str = "", source: str = "paste", barcode: str = "") -> Product:
    """Ask about a product; one that was asked about before with the same words is found again."""
    same = Product.objects.filter(person=person, name=name, label=label, kind=kind, removed=None).first()
    product = same or Product(person=person, name=name, label=label, kind=kind, source=source, barcode=barcode)
    answer(product, verdict_for(person, product))
    product.asked = timezone.now()
    product.save()
    return product


@transaction.atomic
def refresh(person: Person) -> int:
    """Work out every answer of a person again, by the rules that hold for them now; how many are different."""
    products = list(Product.objects.filter(person=person))
    different = 0
    for product in products:
        before = product.marks
        answer(product, verdict_for(person, product))
        different += product.marks != before
    Product.objects.bulk_update(products, ["marks", "rules", "version", "readable", "read", "of"])
    return different
