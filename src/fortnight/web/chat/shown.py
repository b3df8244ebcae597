"""A conversation as a page shows it: each message with who wrote it, its state and its card; what is promised.

`side` is who looks: the person, or the desk. A state is only told of one's own messages: stored, or seen.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from fortnight.web.accounts.models import Person, User
from fortnight.web.answers.along import MessageCard
from fortnight.web.chat import cards
from fortnight.web.chat.actions import MAY_CHANGE
from fortnight.web.chat.attachments import ticket
from fortnight.web.chat.duty import duty
from fortnight.web.chat.hooks import LetterState, MailDetails, letter_states, mail_details
from fortnight.web.chat.models import Attachment, Conversation, Message
from fortnight.web.chat.promise import promised
from fortnight.web.chat.queries import seen_by_person, seen_by_staff
from fortnight.web.healing.models import Question
from fortnight.web.healing.shown import Asking, asking
from fortnight.web.shell.offers import offers
from fortnight.web.words.dates import said_moment

T = TypeVar("T")


class Side(StrEnum):
    """Who looks at a conversation."""

    PERSON = "person"
    DESK = "desk"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFile:
    """A file that goes along. `src`: where a picture is for the next minutes; `path`: the way to it at any time."""

    name: str
    size: str
    src: str
    path: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMessage:
    """One message on a page."""

    number: int
    uid: str
    own: bool
    who: str
    at: str
    iso: str
    body: str
    card: MessageCard | None
    files: list[MessageFile]
    state: str
    edited: bool
    withdrawn: bool
    version: str
    may_change: bool
    by_mail: bool
    mail: MailDetails | None
    letter: str
    returned: bool
    asking: Asking | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPromise:
    """What is promised: `late` when the time is over; `says` in words."""

    says: str
    late: bool


def shown(
    conversation: Conversation, person: Person, messages: Sequence[Message], side: Side, user: User | None
) -> list[ShownMessage]:
    """Messages as one side sees them."""
    seen = seen_by_staff(conversation) if side is Side.PERSON else seen_by_person(conversation)
    answers = [message.number for message in messages if message.author == Message.ADVISOR]
    letters = _by_number(letter_states(conversation, answers))
    mails = _by_number(
        mail_details(conversation, [message.number for message in messages if message.way == Message.EMAIL])
    )
    return [
        _shown(message, person, side, seen, user, letters.get(message.number), mails.get(message.number))
        for message in messages
    ]


def _by_number(answers: Iterable[Mapping[int, T]]) -> dict[int, T]:
    """What several apps say of messages, by their numbers; of two about one message the later."""
    return {number: value for answer in answers for number, value in answer.items()}


def _file(attachment: Attachment, conversation: Conversation, side: Side) -> MessageFile:
    theirs = reverse("advisor-file", args=[attachment.key])
    return MessageFile(
        name=attachment.name or gettext("Photo"),
        size=filesizeformat(attachment.bytes),
        src=reverse("file", args=[ticket(attachment)]) if attachment.width else "",
        path=theirs if side is Side.PERSON else reverse("desk-file", args=[conversation.key, attachment.key]),
        width=attachment.width,
        height=attachment.height,
    )


def _shown(
    message: Message,
    person: Person,
    side: Side,
    seen: int,
    user: User | None,
    letter: LetterState | None,
    mail: MailDetails | None,
) -> ShownMessage:
    own = message.author == (Message.PERSON if side is Side.PERSON else Message.ADVISOR)
    theirs = own and (side is Side.PERSON or message.by == user)
    return ShownMessage(
        number=message.number,
        uid=str(message.uid),
        own=own,
        who=_who(message, person, side, own=own),
        at=said_moment(message.at, person.zone),
        iso=message.at.isoformat(),
        body=message.body,
        card=cards.shown(person, message.card) if message.card else None,
        files=[_file(file, person.conversation, side) for file in message.files.all()],
        state=(gettext("seen") if seen >= message.number else gettext("sent")) if own else "",
        edited=message.edited is not None,
        withdrawn=message.withdrawn is not None,
        version=_version(message),
        may_change=theirs and not message.withdrawn and timezone.now() - message.at < MAY_CHANGE,
        by_mail=message.way == Message.EMAIL,
        mail=mail,
        letter=letter.says if letter else "",
        returned=letter is not None and letter.wrong,
        asking=asking(question) if (question := _question(message)) else None,
    )


def _question(message: Message) -> Question | None:
    return getattr(message, "question", None)


def _version(message: Message) -> str:
    """What is other once a message was changed, taken back, or its question answered."""
    question = _question(message)
    moments = (message.edited, message.withdrawn, question.answered if question else None)
    return " ".join(str(moment) for moment in moments if moment)


def _who(message: Message, person: Person, side: Side, *, own: bool) -> str:
    if message.author == Message.HOUSE:
        return gettext("Automatic message")
    if message.author == Message.ADVISOR:
        name = message.by.name if message.by and message.by.name else person.clinic.name
        return name if side is Side.DESK or not own else gettext("You")
    return gettext("You") if own else (person.name or gettext("Client"))


def promise(conversation: Conversation | None, person: Person, now: dt.datetime) -> ReplyPromise | None:
    """What is promised to a person now: for what waits already, else for what they would write now.

    Nothing where nobody answers here yet.
    """
    if not offers().advisor:
        return None
    if conversation and conversation.asked:
        if conversation.due is None:
            return None
        moment = said_moment(conversation.due, person.zone)
        if conversation.due < now:
            return ReplyPromise(
                says=gettext("We promised an answer by %(moment)s, and are late.") % {"moment": moment}, late=True
            )
        return ReplyPromise(says=gettext("You’ll get an answer by %(moment)s.") % {"moment": moment}, late=False)
    until = promised(person.clinic, now)
    if until is None:
        return None
    says = gettext("If you write now, you’ll get an answer by %(moment)s.") % {
        "moment": said_moment(until, person.zone)
    }
    return ReplyPromise(says=says, late=False)


def hears_words(person: Person, now: dt.datetime) -> str:
    """Whether anybody at the clinic hears of an urgent message now, in words for its writer; never more than is so."""
    on_duty = duty(person.clinic, now)
    if on_duty.hears and on_duty.open:
        return gettext("The clinic’s team has been told. Do not wait for them.")
    if on_duty.hears:
        return gettext("The person on call at the clinic has been told. Do not wait for them.")
    if on_duty.opens:
        moment = said_moment(on_duty.opens, person.zone)
        return gettext("Nobody is on call at the clinic now. It opens %(moment)s. Do not wait for it.") % {
            "moment": moment
        }
    return gettext("Your message is marked as urgent, but there may be nobody reading messages now. Do not wait.")
