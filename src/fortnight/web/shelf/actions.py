"""Asking about a product, the shelf, and keeping answers up to date. One transaction each.

An answer is worked out before its transaction begins: a long label takes a while to read, and on SQLite whoever writes
waits for whoever writes.

An answer is stored with its edition and the facts it holds for. Nobody has to remember to refresh when something about
a person or a clinic changes: the pages that show stored answers ask here (`fresh_rows`, `fresh_summary`), and what is
out of date is worked out again first. `refresh` does it for one person, `recall` after an update for all.
"""

import uuid

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from fortnight.labels.model import Label
from fortnight.verdicts.judge import answer_on, reasons_of
from fortnight.verdicts.model import Effect, Verdict
from fortnight.web.accounts.models import Person
from fortnight.web.answers.edition import edition_of
from fortnight.web.ground.counting import hold
from fortnight.web.ground.limits import PRODUCTS
from fortnight.web.shelf import queries
from fortnight.web.shelf.convert import facts_of, verdict_for
from fortnight.web.shelf.hooks import shelf_changed
from fortnight.web.shelf.known import KnownProduct, known_products
from fortnight.web.shelf.models import Product, Recall
from fortnight.web.shelf.queries import ShelfRow, Summary
from fortnight.web.words.strip import marks_of

_ANSWER = ("marks", "rules", "version", "facts", "guessed", "readable", "read", "of")


def answer(person: Person, product: Product, label: Label | None = None) -> Verdict:
    """Work out a product's answers by the rules of now and write them into its row (not saved yet).

    `label` is its label where it was read just now.
    """
    verdict = verdict_for(person, product, label)
    label = verdict.label
    product.marks = marks_of(verdict.rulings)
    product.rules = list(dict.fromkeys(reason.rule.id for reason in reasons_of(verdict)))
    product.version, product.facts = edition_of(person), facts_of(person)
    if label:
        product.readable, product.read, product.of = label.readable, label.read, label.of
        product.guessed = label.kind.value if label.kind and not product.kind else ""
    return verdict


def ask(
    person: Person,
    *,
    name: str,
    label: str,
    kind: str = "",
    source: str = "paste",
    barcode: str = "",
    read: Label | None = None,
) -> Product:
    """Ask about a product; one that was asked about before with the same words is found again.

    `read` is the label where it was read just now under this name and as this kind. Raises: LimitReachedError.
    """
    product = Product(person=person, name=name, label=label, kind=kind, source=source, barcode=barcode)
    answer(person, product, read)
    return _stored(person, product)


@transaction.atomic
def _stored(person: Person, product: Product) -> Product:
    """Write down a product whose answers are worked out, as the one that has the same words where there is one."""
    products = Product.objects.filter(
        person=person, name=product.name, label=product.label, kind=product.kind, removed=None
    )
    general = Q(source=Product.GENERAL)
    same = products.filter(general if product.source == Product.GENERAL else ~general).first()
    if same is None:
        hold(PRODUCTS, person.products.count())
    else:
        for name in _ANSWER:
            setattr(same, name, getattr(product, name))
        product = same
    product.asked = timezone.now()
    product.save()
    return product


def ask_known(person: Person, item: KnownProduct) -> Product:
    """Ask about a product of the catalogue."""
    return ask(person, name=item.name[:120], label=item.label, kind=item.kind, source="catalogue", barcode=item.barcode)


def ask_in_general(person: Person, *, about: str, kind: str = "") -> Product:
    """Ask about a kind of product or an ingredient; its own words stand in the place of the name."""
    return ask(person, name=about[:120], label="", kind=kind, source=Product.GENERAL)


def put_on_shelf(person: Person, product: Product, *, name: str = "") -> None:
    """Put a product on the shelf, or back on it, under a name where one is given."""
    product.name = name or product.name
    product.source = "paste" if product.source == Product.GENERAL else product.source
    answer(person, product)
    _shelved(person, product)


@transaction.atomic
def _shelved(person: Person, product: Product) -> None:
    product.removed = None
    product.on_shelf = product.on_shelf or timezone.now()
    product.save(update_fields=["name", "source", "removed", "on_shelf", *_ANSWER])
    shelf_changed(person)


def add(person: Person, *, name: str, label: str, kind: str) -> Product:
    """A product that goes on the shelf at once; one that is named exactly as a product of the clinic has its label."""
    namesakes = known_products(name) if name and not label else []
    if len(namesakes) == 1:
        label, kind = namesakes[0].label, kind or namesakes[0].kind
    product = Product(person=person, name=name, label=label, kind=kind, source="paste")
    answer(person, product)
    with transaction.atomic():
        product = _stored(person, product)
        _shelved(person, product)
    return product


def change(person: Person, product: Product, *, name: str, label: str, kind: str) -> None:
    """Other words for a product; its answer is worked out anew, and an earlier change of it is no longer news."""
    product.name, product.label, product.kind = name, label, kind
    product.source = "paste" if product.source == Product.GENERAL else product.source
    answer(person, product)
    with transaction.atomic():
        product.save(update_fields=["name", "label", "kind", "source", *_ANSWER])
        product.recalls.filter(seen=None).delete()
        shelf_changed(person)


@transaction.atomic
def remove(product: Product) -> None:
    """Take a product off the shelf; it can be put back."""
    product.removed = timezone.now()
    product.save(update_fields=["removed"])
    shelf_changed(product.person)


@transaction.atomic
def acknowledge(product: Product) -> None:
    """The person has seen that the answer for a product has changed."""
    product.recalls.filter(seen=None).update(seen=timezone.now())


def refresh(person: Person) -> tuple[int, int]:
    """Work out what is out of date for a person; how many products that were, and how many answers an edition changed.

    A change of the person's own facts is theirs, and no news to them; a change of rules and names is. What somebody
    else has changed or worked out meanwhile is left to them.
    """
    products = list(queries.stale(person))
    words = {product.pk: _words(product) for product in products}
    changes = {product.pk: change for product in products if (change := _worked_again(person, product))}
    with transaction.atomic():
        now = {row.pk: _words(row) for row in queries.stale(person).select_for_update()}
        products = [product for product in products if now.get(product.pk) == words[product.pk]]
        changed = [product for product in products if product.pk in changes]
        for product in changed:
            _tell(product, *changes[product.pk])
        Product.objects.bulk_update(products, _ANSWER, batch_size=100)
    return len(products), len(changed)


def _worked_again(person: Person, product: Product) -> tuple[str, set[str], Verdict] | None:
    """Work out a product's answers (not saved yet); what they were, and the new ones, where an edition changed them."""
    before, version, spoke = product.marks, product.version, set(product.rules)
    verdict = answer(person, product)
    return (before, spoke, verdict) if version != product.version and before != product.marks else None


def _words(product: Product) -> tuple[str, ...]:
    """What an answer is about."""
    return product.name, product.label, product.kind, product.source


def recall() -> tuple[int, int]:
    """After an update: work out every answer again. How many products, and how many answers have changed."""
    all_products = all_changed = 0
    for person in queries.persons_behind().iterator(chunk_size=200):
        products, changed = refresh(person)
        all_products, all_changed = all_products + products, all_changed + changed
    return all_products, all_changed


def fresh_rows(person: Person) -> list[ShelfRow]:
    """The rows of a person's shelf, all up to date; one query where they were already."""
    rows = queries.rows(person)
    if any(row.stale for row in rows):
        refresh(person)
        rows = queries.rows(person)
    return rows


def fresh_summary(person: Person, day: int) -> Summary:
    """The shelf in short on a day (base 1), up to date; one query where it was already."""
    summary = queries.shelf_summary(person, day)
    if summary.stale:
        refresh(person)
        summary = queries.shelf_summary(person, day)
    return summary


def product_now(person: Person, key: uuid.UUID) -> Product | None:
    """One of a person's products with an answer that is up to date, or None."""
    product = queries.product(person, key)
    if product and not product.removed and (product.version, product.facts) != (edition_of(person), facts_of(person)):
        refresh(person)
        product.refresh_from_db()
    return product


def _tell(product: Product, before: str, spoke: set[str], verdict: Verdict) -> None:
    """Let the person know of a changed answer. One that they have not seen yet goes on from what they saw last."""
    unseen = product.recalls.filter(seen=None).first()
    recall = unseen or Recall(product=product, before=before)
    if recall.before == product.marks:
        recall.delete()
        return
    recall.after, recall.version = product.marks, product.version
    recall.because = _because(recall.before, product.marks, spoke, verdict)
    recall.save()


def _because(before: str, after: str, spoke: set[str], verdict: Verdict) -> list[str]:
    """The rules that decide on the first day whose answer is another one; those that did not speak before first."""
    day = next(day for day, (was, now) in enumerate(zip(before, after, strict=True), 1) if was != now)
    reasons = [reason for reason in answer_on(verdict, day).reasons if reason.effect > Effect.NOTE]
    deciding = dict.fromkeys(reason.rule.id for reason in reasons if reason.effect is reasons[0].effect)
    return sorted(deciding, key=lambda rule_id: rule_id in spoke)
