"""What advisors do at the desk besides writing to the person: one transaction each, each with a line in the audit."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from fortnight.web.accounts.actions import note
from fortnight.web.accounts.models import User
from fortnight.web.chat import cards
from fortnight.web.chat.actions import send, tell_desk
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.desk.finding import looked_up
from fortnight.web.desk.models import Note, Snippet
from fortnight.web.desk.tags import kept
from fortnight.web.routine.actions import recommend
from fortnight.web.routine.choosing import Chosen
from fortnight.web.shelf.actions import ask
from fortnight.web.shelf.models import Product


def _note(conversation: Conversation, by: User, action: str, about: str = "") -> None:
    note(conversation.person, action=action, by=by, about=about)


@transaction.atomic
def answer(
    conversation: Conversation,
    *,
    by: User,
    uid: uuid.UUID,
    body: str,
    card: str,
    seen_up_to: int | None,
    files: Sequence[uuid.UUID] = (),
) -> tuple[Message, bool]:
    """Answer a person. What was looked up for them becomes one of their answers, marked as the clinic's.

    Raises: UnseenNewsError when a colleague has answered meanwhile, and nothing is stored then.
    """
    person, values = conversation.person, looked_up(card)
    if values is None:
        along = cards.card_from(person, card)
    elif sent := Message.objects.filter(conversation=conversation, uid=uid).first():
        return sent, False
    else:
        product = ask(person, **{"source": Product.CLINIC, **values})
        _note(conversation, by, "looked_up", "products")
        along = {"kind": cards.CardKind.ANSWER, "key": str(product.key)}
    return send(
        conversation,
        author=Message.ADVISOR,
        by=by,
        uid=uid,
        body=body,
        card=along,
        seen_up_to=seen_up_to,
        files=files,
    )


@transaction.atomic
def send_routine(
    conversation: Conversation, routine: Chosen, *, by: User, uid: uuid.UUID, body: str, seen_up_to: int | None
) -> Message:
    """Send a routine as a card; where one was already sent under its id, that message is returned.

    Raises: UnseenNewsError as in `answer`, ValueError for too many wishes.
    """
    if sent := Message.objects.filter(conversation=conversation, uid=uid).first():
        return sent
    card = {"kind": cards.CardKind.ROUTINE, "key": str(recommend(routine, by=by).key)}
    return send(conversation, author=Message.ADVISOR, by=by, uid=uid, body=body, card=card, seen_up_to=seen_up_to)[0]


@transaction.atomic
def write_note(conversation: Conversation, *, by: User, uid: uuid.UUID, body: str) -> Note:
    """Write a note for colleagues; where one was already written under its id, that note is returned."""
    row = Conversation.objects.select_for_update().select_related("person").get(pk=conversation.pk)
    note, new = Note.objects.get_or_create(
        conversation=row, uid=uid, defaults={"by": by, "body": body, "after": row.last, "at": timezone.now()}
    )
    if new:
        _note(row, by, "noted")
        tell_desk(row)
    return note


@transaction.atomic
def snooze(conversation: Conversation, *, until: dt.datetime | None, by: User) -> None:
    """Let a conversation sleep, or wake it (None). What was promised stays promised, and what is red stays red."""
    conversation.snoozed = until
    conversation.save(update_fields=["snoozed"])
    _note(conversation, by, "snoozed" if until else "woken")
    tell_desk(conversation)


@transaction.atomic
def tag(conversation: Conversation, *, tags: Iterable[str], by: User) -> None:
    """Sort a conversation under some tags, and no others."""
    conversation.tags = kept(tags)
    conversation.save(update_fields=["tags"])
    _note(conversation, by, "tagged")
    tell_desk(conversation)


@transaction.atomic
def save_snippet(*, snippet: Snippet | None, title: str, shortcut: str, body: str) -> Snippet:
    """Keep a new snippet, or other words for one."""
    kept_one = snippet or Snippet()
    kept_one.title, kept_one.shortcut, kept_one.body, kept_one.changed = title, shortcut, body, timezone.now()
    kept_one.save()
    return kept_one


@transaction.atomic
def delete_snippet(*, snippet: Snippet) -> None:
    """Delete a snippet. What was sent with it stays as it was sent."""
    snippet.delete()
