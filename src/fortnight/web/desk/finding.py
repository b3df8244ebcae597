"""An answer for a person, looked up by an advisor: a product, a label, a barcode, an activity, in this person's engine.

What is found is shown to the advisor first. What is among the person's answers already is put into a message by its
key. What is not becomes a row of the person's when the message is sent, and not before: until then all that is known of
it travels along, signed, in the form.
"""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.utils.translation import gettext

from fortnight.guide.model import Activity
from fortnight.web.accounts.convert import current_treatment
from fortnight.web.accounts.entrance import day_for, today_for
from fortnight.web.accounts.models import Person
from fortnight.web.activities.queries import verdict_of
from fortnight.web.catalogue.models import CatalogueItem
from fortnight.web.catalogue.numbers import barcode
from fortnight.web.catalogue.queries import item, named
from fortnight.web.chat import cards
from fortnight.web.shelf.actions import product_now
from fortnight.web.shelf.box import Meaning, Sense, meanings
from fortnight.web.shelf.card import Asked, Card, asked_for, card_of
from fortnight.web.shelf.convert import verdict_for
from fortnight.web.shelf.models import Product
from fortnight.web.shelf.queries import names
from fortnight.web.shell.words import told

LOOKED_UP = "look:"
_SALT = "fortnight.desk.look"
_LONGEST = 24_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An answer that was found: where it comes from, how it is called, its card, and how a form names it."""

    whence: str
    title: str
    card: Card
    spec: str


def find(person: Person, said: str) -> list[Found]:
    """What an advisor possibly means, the likelier first; nothing where no answer can be given without more words."""
    said = said.strip()[:_LONGEST]
    if not said or person.current is None:
        return []
    asked = _asked(person)
    if number := barcode(said):
        known = item(number)
        return [_of_item(person, known, asked)] if known else []
    found = [one for meaning in meanings(said, names(person)) for one in _meant(person, meaning, asked)]
    return [*found, *(_of_item(person, one, asked) for one in named(said))]


def _asked(person: Person) -> Asked:
    today = today_for(person)
    return asked_for(current_treatment(person), day_for(person, today), today)


def _meant(person: Person, meaning: Meaning, asked: Asked) -> list[Found]:
    match meaning.sense:
        case Sense.PRODUCT if meaning.key and (product := product_now(person, meaning.key)):
            whence = gettext("On the shelf") if product.on_shelf else gettext("Asked about before")
            spec = f"answer:{product.key}"
            return [Found(whence=whence, title=_title(product), card=_card(person, product, asked), spec=spec)]
        case Sense.ACTIVITY if meaning.activity:
            return [_of_activity(person, meaning.activity, asked)]
        case Sense.LABEL:
            return [_of_words(person, asked, gettext("This label"), label=meaning.words)]
        case Sense.GENERAL:
            words = {"name": meaning.words[:120], "source": Product.GENERAL}
            return [_of_words(person, asked, gettext("In general"), **words)]
        case _:
            return []


def _of_activity(person: Person, activity: Activity, asked: Asked) -> Found:
    verdict, answer = verdict_of(person, activity, asked.day)
    card = card_of(verdict, asked, answer)
    title = told(activity, "name")
    return Found(
        whence=gettext("Activity"), title=title[:1].upper() + title[1:], card=card, spec=f"activity:{activity.id}"
    )


def _of_item(person: Person, known: CatalogueItem, asked: Asked) -> Found:
    values = {"name": known.full_name, "label": known.label, "kind": known.kind, "barcode": known.barcode}
    whence = gettext("Named by the guide, label not on file") if known.named else gettext("From the catalogue")
    return _of_words(person, asked, whence, **values)


def _of_words(person: Person, asked: Asked, whence: str, **values: str) -> Found:
    """An answer for what is nobody's product yet."""
    values = {"name": "", "label": "", **values}
    product = Product(person=person, **{"source": Product.CLINIC, **values})
    return Found(
        whence=whence,
        title=_title(product),
        card=_card(person, product, asked),
        spec=LOOKED_UP + signing.dumps(values, salt=_SALT, compress=True),
    )


def _card(person: Person, product: Product, asked: Asked) -> Card:
    return card_of(verdict_for(person, product), asked)


def _title(product: Product) -> str:
    return product.name or product.begins[:40] or gettext("Product without a name")


def looked_up(spec: str) -> dict[str, Any] | None:
    """What a form carries along of something that was looked up; None for anything else, or where it was changed."""
    if not spec.startswith(LOOKED_UP):
        return None
    try:
        values: dict[str, Any] = signing.loads(spec.removeprefix(LOOKED_UP), salt=_SALT)
    except signing.BadSignature:
        return None
    return values


def along(person: Person, spec: str) -> cards.Card | None:
    """The card that goes along with a message before it is sent, or None where there is none."""
    values = looked_up(spec)
    if values is None or person.current is None:
        return cards.shown(person, cards.card_from(person, spec)) if spec else None
    found = _of_words(person, _asked(person), "", **values)
    card = found.card
    return cards.Card(title=found.title, says=card.headline.whole, marks=card.marks, ring=card.asked.ring)
