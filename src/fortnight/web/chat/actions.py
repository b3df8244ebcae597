"""Sending, changing, seeing: every message gets the next number of its conversation, in one transaction.

The row of the conversation is locked first, so that numbers have no hole and no double however many write at once. A
message whose id is already there is that message: it is given back and nothing is written.
"""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from fortnight.web.accounts.actions import note, note_staff_look
from fortnight.web.accounts.models import Person, User
from fortnight.web.chat.attachments import claim, drop
from fortnight.web.chat.away import away_message
from fortnight.web.chat.hooks import message_stored, signs_told
from fortnight.web.chat.models import Conversation, Message, Revision, Seen
from fortnight.web.chat.news import DESK, behind, tell
from fortnight.web.chat.promise import promised
from fortnight.web.chat.queries import conversation_of, mark_of_person, seen_by_user
from fortnight.web.chat.urgency import Listened, listen, mark, note_signs
from fortnight.web.healing.actions import mark_opened
from fortnight.web.healing.queries import ringing

# The parts of a person's data that one page of the desk shows.
SHOWN_AT_DESK = "conversation plan facts shelf checkins"
MAY_CHANGE = dt.timedelta(minutes=5)
URGENT = ("level", "red")


class UnseenNewsError(Exception):
    """There is a message that whoever answers has not seen."""


class EditTooLateError(Exception):
    """A message can be changed by who wrote it, for five minutes, and not once it is withdrawn."""


def conversation_with(person: Person) -> Conversation:
    """The one conversation of a person; made where there was none."""
    return conversation_of(person) or _conversation_with(person)


@transaction.atomic
def _conversation_with(person: Person) -> Conversation:
    return Conversation.objects.get_or_create(person=person)[0]


def send(
    conversation: Conversation,
    *,
    author: str,
    uid: uuid.UUID,
    body: str,
    by: User | None = None,
    card: Mapping[str, Any] | None = None,
    signs: Sequence[str] | None = None,
    words: str = "",
    way: str = "web",
    seen_up_to: int | None = None,
    files: Sequence[uuid.UUID] = (),
    more_signs: Sequence[str] = (),
) -> tuple[Message, bool]:
    """Store a message; returns it, and whether it is new. A person's is checked for signs, and stored in any case.

    `signs` are those that the caller has heard in all of its parts (None: there is only its body), `words` the words
    that tell of them where these stand in another part; `more_signs` are those of its card, beside those of the body.
    `seen_up_to` is the number of the last message on the writer's screen; `files` are the keys of the files that the
    writer has sent ahead. Raises: UnseenNewsError when a colleague has answered meanwhile; then nothing is stored.
    """
    # A long message takes a while to be listened to: nobody else who writes has to wait for that.
    listened = listen(body, signs, words, more_signs) if author == Message.PERSON else Listened()
    values = {"uid": uid, "author": author, "by": by, "way": way, "body": body, "card": dict(card or {})}
    return _store(conversation.pk, listened, seen_up_to, files, values)


@transaction.atomic
def _store(
    conversation_id: int,
    listened: Listened,
    seen_up_to: int | None,
    files: Sequence[uuid.UUID],
    values: Mapping[str, Any],
) -> tuple[Message, bool]:
    row = Conversation.objects.select_for_update().select_related("person__clinic").get(pk=conversation_id)
    stored = Message.objects.filter(conversation=row, uid=values["uid"]).first()
    if stored:
        return stored, False
    by = values["by"]
    if seen_up_to is not None and _answered_since(row, seen_up_to, by):
        raise UnseenNewsError
    now = timezone.now()
    message = Message.objects.create(conversation=row, number=row.last + 1, signs=listened.ids, at=now, **values)
    claim(message, files)
    note_signs(row, message, listened)
    message_stored(row, message)
    _count(row, message)
    _mark_written(row, message)
    _mark_unread(row, message)
    if message.author == Message.ADVISOR and by:
        note(row.person, action="answered", by=by)
    spoken = translation.get_language() if listened.signs and message.way == Message.WEB else ""
    if message.author == Message.PERSON and (reply := away_message(row, now, listened.urgency, spoken or "")):
        send(row, author=Message.HOUSE, uid=reply.uid, body=reply.body)
    return message, True


def _mark_written(row: Conversation, message: Message) -> None:
    """Somebody who writes on a page has seen the messages above; a writer by e-mail, or a machine for them, has not."""
    if message.author == Message.ADVISOR:
        _mark(row, message.by, message.number)
    elif message.author == Message.PERSON and message.way == Message.WEB:
        _mark(row, None, message.number)
    else:
        mine = Seen.objects.filter(conversation=row, user=None, number=message.number - 1)
        mine.update(number=message.number, at=message.at)


def _answered_since(row: Conversation, number: int, by: User | None) -> bool:
    """Whether anybody but the writer has written since a number."""
    return Message.objects.filter(conversation=row, number__gt=number).exclude(by=by, author=Message.ADVISOR).exists()


def _count(row: Conversation, message: Message) -> None:
    """What a new message makes of its conversation: who waits for whom, until when, whether it is urgent."""
    row.last, row.changed = message.number, message.at
    if message.author == Message.PERSON:
        if row.closed:
            row.closed, row.again = None, message.at
        row.snoozed = None
        if row.asked is None:
            row.asked, row.due = message.at, promised(row.person.clinic, message.at)
        if message.signs:
            signs_told()
    elif message.author == Message.ADVISOR:
        row.asked = row.due = None
        row.assigned = row.assigned or message.by
    row.save(update_fields=["last", "changed", "closed", "again", "snoozed", "asked", "due", *URGENT, "assigned"])
    _tell(row)


def tell_desk(row: Conversation) -> None:
    """Something is other now that only the desk sees."""
    tell(behind(row.key), 0)
    tell(DESK, int(row.changed.timestamp()))


def _tell(row: Conversation) -> None:
    tell(str(row.key), row.last)
    tell(DESK, int(row.changed.timestamp()))


@transaction.atomic
def change(message: Message, *, author: str, by: User | None, body: str) -> bool:
    """Edit a message; whether it now tells of a sign that it did not tell of before, which raises a new alarm.

    The earlier text is kept, and so are its signs. Raises: TooLateError.
    """
    _may_change(message, author, by)
    Revision.objects.create(message=message, body=message.body)
    listened = listen(body) if author == Message.PERSON else Listened()
    fresh = tuple(sign for sign in listened.signs if sign.id not in message.signs)
    message.body, message.edited = body, timezone.now()
    message.signs = [*message.signs, *(sign.id for sign in fresh)]
    message.save(update_fields=["body", "edited", "signs"])
    if fresh or listened.ask:
        row = Conversation.objects.select_for_update().select_related("person").get(pk=message.conversation_id)
        note_signs(row, message, Listened(signs=fresh, words=listened.words, ask=listened.ask))
        row.save(update_fields=[*URGENT])
        if fresh:
            signs_told()
    _tell(message.conversation)
    return bool(fresh)


@transaction.atomic
def note_answer(conversation: Conversation, *, urgent: bool) -> None:
    """A question under a message was answered: what is so rings as words do."""
    remark(conversation)
    if urgent:
        signs_told()


@transaction.atomic
def remark(conversation: Conversation) -> None:
    """Work out again how urgent a conversation is, after an alarm was raised or acknowledged, and tell everybody."""
    row = Conversation.objects.select_for_update().select_related("person").get(pk=conversation.pk)
    mark(row)
    row.save(update_fields=[*URGENT])
    _tell(row)


@transaction.atomic
def withdraw(message: Message, *, author: str, by: User | None) -> None:
    """Take a message back: its number stays, its words are not shown, its files are deleted. Raises: TooLateError."""
    _may_change(message, author, by)
    drop([*message.files.all()])
    Revision.objects.create(message=message, body=message.body)
    message.body, message.card, message.withdrawn = "", {}, timezone.now()
    message.save(update_fields=["body", "card", "withdrawn"])
    _tell(message.conversation)


def _may_change(message: Message, author: str, by: User | None) -> None:
    own = message.author == author and message.by == by
    if not own or message.withdrawn or timezone.now() - message.at > MAY_CHANGE:
        raise EditTooLateError


def see(conversation: Conversation, *, user: User | None, number: int) -> None:
    """Somebody has seen a conversation up to a number; never less than before. `user` None: the person.

    Its alarms ring no more once one of the staff has. Where all of that is written down already this only reads, and
    holds up nobody who writes.
    """
    mark = seen_by_user.first(conversation.pk, user.pk) if user else mark_of_person.first(conversation.pk)
    rings = ringing(conversation.pk, number) if user else conversation.unread
    if mark is None or mark < min(number, conversation.last) or rings:
        _see(conversation, user, number)


@transaction.atomic
def _see(conversation: Conversation, user: User | None, number: int) -> None:
    if user:
        mark_opened(conversation.pk, upto=number, by=user)
    if _mark(conversation, user, min(number, conversation.last)):
        tell(str(conversation.key), conversation.last)


def _mark(conversation: Conversation, user: User | None, number: int) -> bool:
    if user is None:
        _mark_read(conversation, number)
    mark, _ = Seen.objects.get_or_create(conversation=conversation, user=user)
    if mark.number >= number:
        return False
    mark.number, mark.at = number, timezone.now()
    mark.save(update_fields=["number", "at"])
    return True


def _mark_read(conversation: Conversation, number: int) -> None:
    """The person has seen the messages up to a number: what came after it is still unread."""
    if not conversation.unread:
        return
    later = Message.objects.filter(conversation=conversation, author=Message.ADVISOR, number__gt=number)
    conversation.unread = later.filter(withdrawn=None).count()
    rows = Conversation.objects.filter(pk=conversation.pk)
    if conversation.unread:
        rows.update(unread=conversation.unread)
    else:
        # An answer that came just now stays unread.
        rows.filter(last=conversation.last).update(unread=0, answered=None, answered_by="")


def _mark_unread(row: Conversation, message: Message) -> None:
    """An advisor has answered: the person sees on every page that something is unread, until they have looked."""
    if message.author == Message.ADVISOR:
        row.unread += 1
        row.answered, row.answered_by = message.at, message.by.name if message.by else ""
        row.save(update_fields=["unread", "answered", "answered_by"])


def look(conversation: Conversation, *, user: User, about: str = SHOWN_AT_DESK) -> None:
    """Write down, for the person to read, that one of the staff has looked at this; once an hour is enough."""
    note_staff_look(conversation.person, by=user, about=about)


@transaction.atomic
def assign(conversation: Conversation, *, to: User | None, by: User | None = None) -> None:
    """Give a conversation to an advisor, or to nobody."""
    conversation.assigned = to
    conversation.save(update_fields=["assigned"])
    if by:
        note(conversation.person, action="assigned", by=by)
    tell_desk(conversation)


@transaction.atomic
def close(conversation: Conversation, *, because: str = "", words: str = "", by: User | None = None) -> bool:
    """Close a conversation in which nothing waits; False where a question does, or a sign that nobody acknowledged.

    The next message opens it again.
    """
    row = Conversation.objects.select_for_update().select_related("person").get(pk=conversation.pk)
    if row.asked is not None or row.red is not None:
        return False
    row.closed, row.because, row.because_words = timezone.now(), because, words
    row.again = row.snoozed = None
    row.save(update_fields=["closed", "because", "because_words", "again", "snoozed"])
    if by:
        note(row.person, action="closed", by=by, about=because)
    _tell(row)
    return True
