"""What was said, who has seen it, what waits. Every question takes the person or the advisor first."""

import base64
import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce, Substr
from django.utils import timezone

from fortnight.web.accounts.models import Person, User
from fortnight.web.chat.attachments import content
from fortnight.web.chat.models import Attachment, Conversation, Message, Seen
from fortnight.web.ground.prepared import PreparedQuery, prepared
from fortnight.web.shell.hooks import UnreadAnswers

_MOST = 200
PAGE = 50
COUNTED = 1000


class DeskBox(StrEnum):
    """The boxes of the desk."""

    DUE = "due"
    RED = "red"
    MINE = "mine"
    FREE = "free"
    WAITING = "waiting"
    SNOOZED = "snoozed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxLine:
    """One conversation in the inbox. `snippet` is of message `number`: the newest, or one that was searched for."""

    conversation: Conversation
    snippet: str
    number: int
    unseen: int


def conversation_of(person: Person) -> Conversation | None:
    """The conversation of a person, or None where nothing was said."""
    return _with_person.first(person.pk)


@prepared
def _with_person(person: int) -> QuerySet[Conversation]:
    return Conversation.objects.filter(person=person)


def conversation_with_key(key: uuid.UUID) -> Conversation | None:
    """The conversation with a key."""
    return _with_key.first(key)


@prepared
def _with_key(key: uuid.UUID) -> QuerySet[Conversation]:
    return Conversation.objects.select_related("person__clinic", "person__current__routine", "assigned").filter(key=key)


def signs_told_since(conversation: Conversation, since: dt.datetime) -> tuple[str, ...]:
    """The ids of the signs that the person's messages since a moment tell of."""
    messages = Message.objects.filter(conversation=conversation, author=Message.PERSON, at__gt=since).exclude(signs=[])
    return tuple(sorted({sign for signs in messages.values_list("signs", flat=True) for sign in signs}))


def messages_before(conversation: Conversation, number: int) -> list[Message]:
    """The last messages before a number, in order."""
    return _before(conversation.pk, number)[::-1]


@prepared
def _before(conversation: int, number: int) -> QuerySet[Message]:
    messages = Message.objects.filter(conversation=conversation, number__lt=number)
    return _whole(messages).order_by("-number")[:_MOST]


def messages_after(conversation: Conversation, number: int) -> list[Message]:
    """The messages that follow on a number, in order and without a gap: as many as a page shows."""
    return _after(conversation.pk, number)


@prepared
def _after(conversation: int, number: int) -> QuerySet[Message]:
    messages = Message.objects.filter(conversation=conversation, number__gt=number)
    return _whole(messages).order_by("number")[:_MOST]


def _whole(messages: QuerySet[Message]) -> QuerySet[Message]:
    """Messages with all that is shown along with them."""
    return messages.select_related("by", "question").prefetch_related("files")


def changed_before(conversation: Conversation, number: int) -> list[Message]:
    """Of the last messages up to a number, those that were changed or taken back, or whose question was answered."""
    return _changed(conversation.pk, number - 2 * _MOST, number)


@prepared
def _changed(conversation: int, after: int, upto: int) -> QuerySet[Message]:
    messages = Message.objects.filter(conversation=conversation, number__lte=upto, number__gt=after)
    other = Q(edited__isnull=False) | Q(withdrawn__isnull=False) | Q(question__answered__isnull=False)
    return _whole(messages.filter(other))


def message_with(conversation: Conversation, number: int) -> Message | None:
    """One message of a conversation."""
    return Message.objects.filter(conversation=conversation, number=number).select_related("by", "conversation").first()


def seen_by_staff(conversation: Conversation) -> int:
    """Up to which number anybody of the staff has seen it."""
    return _seen_by_staff.first(conversation.pk) or 0


@prepared
def _seen_by_staff(conversation: int) -> QuerySet[Seen, int]:
    marks = Seen.objects.filter(conversation=conversation).exclude(user=None)
    return marks.order_by("-number").values_list("number", flat=True)[:1]


def seen_by_person(conversation: Conversation) -> int:
    """Up to which number the person has seen it."""
    return mark_of_person.first(conversation.pk) or 0


@prepared
def mark_of_person(conversation: int) -> QuerySet[Seen, int]:
    """The same by the key of a conversation; nothing where the person never opened it."""
    return Seen.objects.filter(conversation=conversation, user=None).values_list("number", flat=True)


@prepared
def seen_by_user(conversation: int, user: int) -> QuerySet[Seen, int]:
    """Up to which number one of the staff has seen a conversation, by their keys; nothing where they never did."""
    return Seen.objects.filter(conversation=conversation, user=user).values_list("number", flat=True)


def unread_by(person: Person) -> UnreadAnswers | None:
    """The answers that a person has not seen, as they came with the person (`accounts.queries`): no further query."""
    conversation = getattr(person, "conversation", None)
    if conversation is None or not conversation.unread or conversation.answered is None:
        return None
    return UnreadAnswers(count=conversation.unread, by=conversation.answered_by, at=conversation.answered)


def everything_said(person: Person) -> list[dict[str, object]]:
    """The whole conversation, ready for JSON, with what was changed in it."""
    messages = Message.objects.filter(conversation__person=person).prefetch_related("revisions", "files")
    return [
        {
            "number": message.number,
            "author": message.author,
            "way": message.way,
            "at": message.at,
            "body": message.body,
            "card": message.card,
            "edited": message.edited,
            "withdrawn": message.withdrawn,
            "files": [_file(file) for file in message.files.all()],
            "before": [{"at": before.at, "body": before.body} for before in message.revisions.all()],
        }
        for message in messages
    ]


def _file(attachment: Attachment) -> dict[str, object]:
    held = content(attachment)
    return {
        "name": attachment.name,
        "kind": attachment.kind,
        "base64": base64.b64encode(held).decode() if held else None,
    }


def file_of(conversation: Conversation | None, key: uuid.UUID) -> Attachment | None:
    """A file of a conversation, or None where it is another's."""
    return Attachment.objects.filter(conversation=conversation, key=key).first() if conversation else None


def inbox(user: User, box: DeskBox, *, words: str = "", tag: str = "", page: int = 0) -> Sequence[InboxLine]:
    """A box of the desk for an advisor: what is urgent first, then what is due soonest, then what is newest.

    Which ones is worked out first, on bare numbers; only for these are the people and the words looked up. One line
    more than a page holds means that there is another page. With `words` everything is searched, whatever its box:
    names, addresses and messages.
    """
    if not words and not tag and not page:
        return _lines_of(_FIRST_PAGES[box](user.pk, timezone.now()))
    return _lines_of(_lines(user.pk, box, timezone.now(), words=words, tag=tag, page=page))


def _lines(
    user: int, box: DeskBox, now: dt.datetime, *, words: str = "", tag: str = "", page: int = 0
) -> QuerySet[Conversation]:
    rows, order = Conversation.objects.filter(_condition(box, user, now)), _ORDER[box]
    # What a person said last; an automatic message after it says nothing to the desk.
    spoken = Message.objects.filter(conversation=OuterRef("pk")).exclude(author=Message.HOUSE)
    shown_words = newest = spoken.order_by("-number")
    if words:
        rows, order = _matching(words.split()), (_NEWEST,)
        hit = Q(*(Q(body__icontains=word) for word in words.split()), _connector=Q.OR)
        shown_words = Message.objects.filter(hit, conversation=OuterRef("pk")).order_by("-number")
    if tag:
        rows = rows.filter(tags__contains=f"|{tag}|")
    order = (*order, F("pk").desc())
    on_page = rows.order_by(*order).values("pk")[page * PAGE : (page + 1) * PAGE + 1]
    mark = Seen.objects.filter(conversation=OuterRef("pk"), user=user)
    conversations = Conversation.objects.filter(pk__in=on_page).select_related(
        "person__current", "person__clinic", "assigned"
    )
    conversations = conversations.only(*_OF_A_LINE)
    length = _LONGEST_SEARCHED if words else _SNIPPET
    return conversations.annotate(
        snippet=Coalesce(
            Subquery(shown_words.values(short=Substr("body", 1, length))[:1]),
            Subquery(newest.values(short=Substr("body", 1, _SNIPPET))[:1]),
        ),
        snippet_number=Subquery(shown_words.values("number")[:1]),
        seen_number=Subquery(mark.values("number")[:1]),
    ).order_by(*order)


def _lines_of(rows: Iterable[Any]) -> list[InboxLine]:
    return [
        InboxLine(
            conversation=row,
            snippet=row.snippet or "",
            number=row.snippet_number or row.last,
            unseen=row.last - (row.seen_number or 0),
        )
        for row in rows
    ]


def _first_page(box: DeskBox) -> PreparedQuery[int, dt.datetime, Conversation]:
    """A box as it is opened, and asked again every few seconds: the query of it is worked out once."""

    @prepared
    def first_page(user: int, now: dt.datetime) -> QuerySet[Conversation]:
        return _lines(user, box, now)

    return first_page


_FIRST_PAGES = {box: _first_page(box) for box in DeskBox}


_OF_A_LINE = (
    *("key", "last", "asked", "due", "red", "level", "closed", "again", "snoozed", "tags"),
    *("person__name", "person__zone", "person__current__date", "person__current__day_one", "person__clinic__zone"),
    *("assigned__name", "assigned__email"),
)
_SNIPPET = 160
_LONGEST_SEARCHED = 8000
_NEWEST = F("changed").desc()
_SOONEST = F("asked").asc(nulls_last=True)
_URGENT = (F("level").asc(nulls_last=True), F("red").asc(nulls_last=True))
_ORDER: dict[DeskBox, tuple[OrderBy, ...]] = {
    # What is urgent goes by how urgent it is and by how long it has waited, never by what was promised.
    DeskBox.DUE: (*_URGENT, F("due").asc(nulls_last=True)),
    DeskBox.RED: _URGENT,
    DeskBox.MINE: (_SOONEST, _NEWEST),
    DeskBox.FREE: (_SOONEST, _NEWEST),
    DeskBox.WAITING: (_NEWEST,),
    DeskBox.SNOOZED: (F("snoozed").asc(),),
    DeskBox.CLOSED: (_NEWEST,),
}


def _matching(words: Sequence[str]) -> QuerySet[Conversation]:
    """The conversations in which every word occurs, in a message or in the person's name or address."""
    rows = Conversation.objects.filter(last__gt=0)
    for word in words:
        mentions = Message.objects.filter(body__icontains=word).values("conversation")
        whose = Q(person__name__icontains=word) | Q(person__user__email__icontains=word)
        rows = rows.filter(whose | Q(pk__in=mentions))
    return rows


def _condition(box: DeskBox, user: int, now: dt.datetime) -> Q:
    """What holds for the conversations of a box. A snoozed one is in no other box, unless it is overdue or red."""
    opened = Q(closed=None, last__gt=0)
    rested = opened & (Q(snoozed=None) | Q(snoozed__lte=now))
    awake = opened & (Q(snoozed=None) | Q(snoozed__lte=now) | Q(due__lt=now))
    boxes = {
        DeskBox.DUE: awake & Q(asked__isnull=False),
        DeskBox.RED: opened & Q(red__isnull=False),
        DeskBox.MINE: awake & Q(assigned=user),
        DeskBox.FREE: awake & Q(assigned=None),
        DeskBox.WAITING: rested & Q(asked=None),
        DeskBox.SNOOZED: opened & Q(snoozed__gt=now),
        DeskBox.CLOSED: Q(closed__isnull=False),
    }
    return boxes[box]


def counts(user: User) -> dict[str, int]:
    """How many conversations are in each box, and how many have waited longer than was promised ("overdue").

    One query for all of them; each is counted in the index of its box, and no further than `COUNTED`: somebody with
    a thousand to answer does not need the exact number.
    """
    numbers = _counts(user.pk, timezone.now())[0]
    return dict(zip((*DeskBox, "overdue"), numbers, strict=True))


@prepared
def _counts(user: int, now: dt.datetime) -> "QuerySet[User, tuple[int, ...]]":
    held = [_condition(box, user, now) for box in DeskBox]
    held.append(_condition(DeskBox.DUE, user, now) & Q(due__lt=now))
    return User.objects.filter(pk=user).values_list(*map(_how_many, held))


def _how_many(which: Q) -> Subquery:
    """How many conversations meet a condition, as a part of another query."""
    counted = Func(F("pk"), function="COUNT", output_field=IntegerField())
    some = Conversation.objects.filter(which).order_by().values("pk")[:COUNTED]
    return Subquery(Conversation.objects.filter(pk__in=some).order_by().annotate(count=counted).values("count"))
