"""An answer for a person, looked up by an advisor: a product, a label, a barcode, an activity, in this person's engine.

What is found is shown to the advisor first. What is among the person's answers already is put into a message by its
key. What is not becomes a row of the person's when the message is sent, and not before: until then all that is known of
it travels along, signed, in the form.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.utils.translation import gettext

from fortnight.asking import QuestionTopic, Sense
from fortnight.guide.model import Activity
from fortnight.web.accounts.convert import current_treatment
from fortnight.web.accounts.entrance import day_for, today_for
from fortnight.web.accounts.models import Person
from fortnight.web.activities.queries import verdict_of
from fortnight.web.answers.along import MessageCard
from fortnight.web.answers.card import AnswerCard, RequestedDay, asked_for, card_of
from fortnight.web.catalogue.models import CatalogueItem
from fortnight.web.catalogue.numbers import barcode
from fortnight.web.catalogue.queries import item, named, product
from fortnight.web.chat import cards
from fortnight.web.shelf.actions import product_now
from fortnight.web.shelf.box import FROM_CATALOGUE, understood
from fortnight.web.shelf.convert import verdict_for
from fortnight.web.shelf.hooks import caution_of, planned_of
from fortnight.web.shelf.models import Product
from fortnight.web.words.rules import told

LOOKED_UP = "look:"
_SALT = "fortnight.desk.look"
_LONGEST = 24_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerHit:
    """An answer that was found: where it comes from, how it is called, its card, and how a form names it.

    `stop` is what the person's plan says in place of a yes, where that has it rest; else empty. `caution` is said
    of what their skin reacted to before.
    """

    whence: str
    title: str
    card: AnswerCard
    spec: str
    general: bool = False
    stop: str = ""
    caution: str = ""


def find(person: Person, words: str) -> list[AnswerHit]:
    """What an advisor may mean, the likeliest first; empty where no answer can be given without more words."""
    words = words.strip()[:_LONGEST]
    if not words or person.current is None:
        return []
    requested_day = _asked(person)
    if number := barcode(words):
        catalogue_item = item(number)
        return [_of_item(person, catalogue_item, requested_day)] if catalogue_item else []
    meant = understood(person, words)
    topics = (meant.topic,) if meant.topic else meant.choices
    hits = [hit for topic in topics for hit in _hits_of(person, topic, requested_day)]
    if meant.topic and meant.topic.sense is Sense.PRODUCT:
        return hits
    named_too = [_of_item(person, catalogue_item, requested_day) for catalogue_item in named(words)]
    # Answers from a label come before those that can only be given in general.
    return sorted([*hits, *named_too], key=lambda hit: hit.general)


def _asked(person: Person) -> RequestedDay:
    today = today_for(person)
    return asked_for(current_treatment(person), day_for(person, today), today)


def _hits_of(person: Person, topic: QuestionTopic, requested_day: RequestedDay) -> list[AnswerHit]:
    match topic.sense:
        case Sense.PRODUCT if topic.id.startswith(FROM_CATALOGUE):
            row = product(int(topic.id.removeprefix(FROM_CATALOGUE)))
            return [_of_item(person, row, requested_day)] if row else []
        case Sense.PRODUCT if owned := product_now(person, uuid.UUID(topic.id)):
            whence = gettext("On the shelf") if owned.on_shelf else gettext("Asked about before")
            return [_hit(person, owned, requested_day, whence, f"answer:{owned.key}")]
        case Sense.ACTIVITY | Sense.MEDICINE if topic.activity:
            return [_of_activity(person, topic.activity, requested_day, topic.typed)]
        case Sense.LABEL:
            return [_of_words(person, requested_day, gettext("This label"), label=topic.words)]
        case Sense.GENERAL:
            kind = topic.general.kinds[0] if topic.general and topic.general.kinds else ""
            words = {"name": topic.words[:120], "source": Product.GENERAL, "kind": kind}
            return [_of_words(person, requested_day, gettext("In general"), **words)]
        case _:
            return []


def _of_activity(person: Person, activity: Activity, requested_day: RequestedDay, words: str) -> AnswerHit:
    verdict, answer = verdict_of(person, activity, requested_day.day, words)
    card = card_of(verdict, requested_day, answer)
    title = told(activity, "name")
    return AnswerHit(
        whence=gettext("Activity"), title=title[:1].upper() + title[1:], card=card, spec=f"activity:{activity.id}"
    )


def _of_item(person: Person, catalogue_item: CatalogueItem, requested_day: RequestedDay) -> AnswerHit:
    values = {
        "name": catalogue_item.full_name,
        "label": catalogue_item.label,
        "kind": catalogue_item.kind,
        "barcode": catalogue_item.barcode,
    }
    whence = (
        gettext("Example in the guide, no label on file") if catalogue_item.named else gettext("From the catalogue")
    )
    return _of_words(person, requested_day, whence, **values)


def _of_words(person: Person, requested_day: RequestedDay, whence: str, **values: str) -> AnswerHit:
    """An answer for what is nobody's product yet."""
    values = {"name": "", "label": "", **values}
    asked_about = Product(person=person, **{"source": Product.CLINIC, **values})
    spec = LOOKED_UP + signing.dumps(values, salt=_SALT, compress=True)
    return _hit(person, asked_about, requested_day, whence, spec)


def _hit(person: Person, row: Product, requested_day: RequestedDay, whence: str, spec: str) -> AnswerHit:
    verdict = verdict_for(person, row)
    return AnswerHit(
        whence=whence,
        title=_title(row),
        card=card_of(verdict, requested_day),
        spec=spec,
        general=row.source == Product.GENERAL,
        stop=planned_of(person, verdict, requested_day).stop,
        caution=caution_of(person, row, verdict),
    )


def _title(row: Product) -> str:
    return row.name or row.begins[:40] or gettext("Product without a name")


def looked_up(spec: str) -> dict[str, Any] | None:
    """What a form carries of something that was looked up; None for anything else, or where it was tampered with."""
    if not spec.startswith(LOOKED_UP):
        return None
    try:
        values: dict[str, Any] = signing.loads(spec.removeprefix(LOOKED_UP), salt=_SALT)
    except signing.BadSignature:
        return None
    return values


def along(person: Person, spec: str) -> MessageCard | None:
    """The card that will go with a message before it is sent, or None where there is none."""
    values = looked_up(spec)
    if values is None or person.current is None:
        return cards.shown(person, cards.card_from(person, spec)) if spec else None
    hit = _of_words(person, _asked(person), "", **values)
    card = hit.card
    return MessageCard(
        title=hit.title,
        says=cards.says_of(card, hit.stop),
        marks=card.marks,
        ring=card.asked.ring,
        lines=tuple(filter(None, (hit.caution,))),
    )
