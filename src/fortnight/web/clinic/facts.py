"""What is kept of each message for the figures, when it is stored: how long an answer took, what was asked about.

No words are kept. Joins `chat.hooks.message_stored`: within the transaction of the message, before the conversation
forgets what waited in it.
"""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from fortnight.course.days import local_date
from fortnight.web.chat.cards import CardKind
from fortnight.web.chat.hours import open_time
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.chat.promise import opening_of
from fortnight.web.clinic.models import Reply, Topic
from fortnight.web.shelf.models import Product

_LONGEST_NAME = 60


def keep_facts(row: Conversation, message: Message) -> None:
    """Store what the figures need from a message that is being stored."""
    house = row.person.clinic
    if message.author == Message.ADVISOR and row.asked is not None:
        took = message.at - row.asked
        Reply.objects.create(
            conversation=row,
            user=message.by,
            day=local_date(message.at, house.zone),
            asked=row.asked,
            answered=message.at,
            open_minutes=int(open_time(row.asked, message.at, opening_of(house)).total_seconds() // 60),
            clock_minutes=max(int(took.total_seconds() // 60), 0),
            kept=None if row.due is None else message.at <= row.due,
        )
    if message.author == Message.PERSON:
        day = local_date(message.at, house.zone)
        topics = [Topic(conversation=row, day=day, name=name[:_LONGEST_NAME]) for name in set(_topics(row, message))]
        if topics:
            Topic.objects.bulk_create(topics, ignore_conflicts=True)


def _topics(row: Conversation, message: Message) -> Iterator[str]:
    """What a message is about, by its signs and its card; names of products that somebody typed are not kept."""
    yield from (f"sign:{sign}" for sign in message.signs)
    card: Mapping[str, Any] = message.card
    match card.get("kind"):
        case CardKind.ANSWER:
            yield _kind_of(row, str(card.get("key")))
        case CardKind.ACTIVITY:
            yield f"activity:{card.get('activity') or card.get('key') or card.get('id') or ''}"
        case CardKind.DAY | CardKind.SHELF:
            yield f"card:{card['kind']}"
        case _:
            # No card, or a routine, which only the clinic sends.
            pass


def _kind_of(row: Conversation, key: str) -> str:
    try:
        product = Product.objects.filter(person=row.person_id, key=uuid.UUID(key)).first()
    except ValueError:
        product = None
    if product is None:
        return "kind:"
    if product.source == Product.GENERAL and not product.kind:
        return f"asked:{product.name.casefold()}"
    return f"kind:{product.kind or product.guessed}"
