"""What was said, who has seen it, what waits. Every question takes the person or the advisor first."""

import base64
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.expressions import OrderBy
from django.db.models.functions import Substr
from django.utils import timezone

from fortnight.web.accounts.models import Person, User
from fortnight.web.chat.attachments import content
from fortnight.web.chat.models import Attachment, Conversation, Message, Seen

_MOST = 200
_PAGE = 50


class Box(StrEnum):
    """The boxes of the desk."""

    DUE = "due"
    MINE = "mine"
    FREE = "free"
    WAITING = "waiting"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One conversation in the inbox."""

    conversation: Conversation
    snippet: str
    unseen: int


def conversation_of(person: Person) -> Conversation | None:
    """The conversation of a person, or None where nothing was said."""
    return Conversation.objects.filter(person=person).first()


def conversation_with_key(key: uuid.UUID) -> Conversation | None:
    """The conversation with a key."""
    found = Conversation.objects.select_related("person__clinic", "person__current", "assigned")
    return found.filter(key=key).first()


def messages_before(conversation: Conversation, number: int, most: int = _MOST) -> list[Message]:
    """The last messages before a number, in order."""
    found = Message.objects.filter(conversation=conversation, number__lt=number)
    found = found.select_related("by").prefetch_related("files")
    return list(found.order_by("-number")[:most])[::-1]


def messages_after(conversation: Conversation, number: int, most: int = _MOST) -> list[Message]:
    """The messages that follow on a number, in order and without a gap: the first `most` of them."""
    found = Message.objects.filter(conversation=conversation, number__gt=number)
    found = found.select_related("by").prefetch_related("files")
    return list(found.order_by("number")[:most])


def changed_before(conversation: Conversation, number: int) -> list[Message]:
    """Of the last messages up to a number, those that were changed or taken back."""
    found = Message.objects.filter(conversation=conversation, number__lte=number, number__gt=number - 2 * _MOST)
    return list(found.exclude(edited=None, withdrawn=None).select_related("by").prefetch_related("files"))


def message_with(conversation: Conversation, number: int) -> Message | None:
    """One message of a conversation."""
    return Message.objects.filter(conversation=conversation, number=number).select_related("by", "conversation").first()


def seen_by_staff(conversation: Conversation) -> int:
    """Up to which number anybody of the staff has seen it."""
    found = Seen.objects.filter(conversation=conversation).exclude(user=None).order_by("-number").first()
    return found.number if found else 0


def seen_by_person(conversation: Conversation) -> int:
    """Up to which number the person has seen it."""
    found = Seen.objects.filter(conversation=conversation, user=None).first()
    return found.number if found else 0


def unseen_for(person: Person) -> int:
    """How many messages a person has not seen."""
    conversation = conversation_of(person)
    return conversation.last - seen_by_person(conversation) if conversation else 0


def everything_said(person: Person) -> list[dict[str, object]]:
    """The whole conversation, ready for JSON, with what was changed in it."""
    said = Message.objects.filter(conversation__person=person).prefetch_related("revisions", "files")
    return [
        {
            "number": one.number,
            "author": one.author,
            "way": one.way,
            "at": one.at,
            "body": one.body,
            "card": one.card,
            "edited": one.edited,
            "withdrawn": one.withdrawn,
            "files": [_file(file) for file in one.files.all()],
            "before": [{"at": before.at, "body": before.body} for before in one.revisions.all()],
        }
        for one in said
    ]


def _file(one: Attachment) -> dict[str, object]:
    held = content(one)
    return {"name": one.name, "kind": one.kind, "base64": base64.b64encode(held).decode() if held else None}


def file_of(conversation: Conversation | None, key: uuid.UUID) -> Attachment | None:
    """A file of a conversation, or None where it is another's."""
    return Attachment.objects.filter(conversation=conversation, key=key).first() if conversation else None


def inbox(user: User, box: Box, *, words: str = "", page: int = 0) -> Sequence[Line]:
    """A box of the desk for an advisor: what is urgent first, then what is due soonest, then what is newest.

    Which fifty is worked out first, on bare numbers; only for these the people and the last words are looked up.
    """
    rows = Conversation.objects.filter(_held(box, user))
    for word in words.split():
        said = Message.objects.filter(body__icontains=word).values("conversation")
        rows = rows.filter(Q(person__name__icontains=word) | Q(pk__in=said))
    order = (*_ORDER[box], F("pk").desc())
    shown = rows.order_by(*order).values("pk")[page * _PAGE : (page + 1) * _PAGE]
    newest = Message.objects.filter(conversation=OuterRef("pk"), number=OuterRef("last"))
    mark = Seen.objects.filter(conversation=OuterRef("pk"), user=user)
    found = Conversation.objects.filter(pk__in=shown).select_related("person__current", "person__clinic", "assigned")
    told = found.annotate(
        snippet=Subquery(newest.values(short=Substr("body", 1, 160))[:1]),
        seen_number=Subquery(mark.values("number")[:1]),
    ).order_by(*order)
    return [Line(conversation=row, snippet=row.snippet or "", unseen=row.last - (row.seen_number or 0)) for row in told]


_NEWEST = F("changed").desc()
_ORDER: dict[Box, tuple[OrderBy, ...]] = {
    Box.DUE: (F("red").asc(nulls_last=True), F("due").asc(nulls_last=True)),
    Box.MINE: (F("asked").asc(nulls_last=True), _NEWEST),
    Box.FREE: (F("asked").asc(nulls_last=True), _NEWEST),
    Box.WAITING: (_NEWEST,),
    Box.CLOSED: (_NEWEST,),
}


def _held(box: Box, user: User) -> Q:
    """What a conversation of a box is like."""
    opened = Q(closed=None, last__gt=0)
    match box:
        case Box.DUE:
            return opened & Q(asked__isnull=False)
        case Box.MINE:
            return opened & Q(assigned=user)
        case Box.FREE:
            return opened & Q(assigned=None)
        case Box.WAITING:
            return opened & Q(asked=None)
        case Box.CLOSED:
            return Q(closed__isnull=False)


def counts(user: User) -> dict[str, int]:
    """How many conversations wait for an answer, how many of them for too long, and how many are one's own."""
    due, mine = _held(Box.DUE, user), _held(Box.MINE, user)
    found = Conversation.objects.filter(due | mine).aggregate(
        in_due=Count("pk", filter=due),
        in_mine=Count("pk", filter=mine),
        in_overdue=Count("pk", filter=due & Q(due__lt=timezone.now())),
    )
    return {name.removeprefix("in_"): count for name, count in found.items()}
