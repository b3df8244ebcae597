"""Letters on their way out: stored with the answer they tell of, claimed, sent, retried, returned.

An answer waits three minutes, or as long as its person wants, so that what is said, changed or taken back meanwhile is
in the same mail or in none.
Whether it is needed is decided when it goes: only what the person has seen on the page is left out, never because they
were here a moment ago. A letter is claimed by one process in one statement. What the server refuses for now is tried
again for two days; what it refuses for good is shown on the message.
"""

import datetime as dt
import logging
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone

from fortnight.web.accounts.models import Person
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.chat.urgency import hurries
from fortnight.web.ground.limits import NOTES_TO_STRANGERS
from fortnight.web.mail import hooks, queries
from fortnight.web.mail.models import Letter, Wish
from fortnight.web.mail.outgoing import threads
from fortnight.web.mail.outgoing.account import account_mail
from fortnight.web.mail.outgoing.schedule import awake, leaves
from fortnight.web.mail.outgoing.urgency import level_of
from fortnight.web.mail.outgoing.writing import answer_mail, note_mail

log = logging.getLogger("fortnight.mail")
_WAITS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240, 480, 960, 960))
_FOR_GOOD = 500
_A_DAY = dt.timedelta(days=1)
_LONGEST_TROUBLE = 200


def announce(conversation: Conversation, message: Message) -> None:
    """Have a new answer told by e-mail, where its person can be reached so; with others of the same minutes."""
    if message.author != Message.ADVISOR or not settings.MAIL_LEAVES:
        return
    now = timezone.now()
    at = leaves(conversation, queries.wish_of(conversation.person), now)
    waiting = queries.waiting_letter(conversation)
    if waiting:
        Letter.objects.filter(pk=waiting.pk).update(upto=message.number, next=min(waiting.next, at))
    elif queries.reaches(conversation.person):
        first = message.number - 1
        Letter.objects.create(conversation=conversation, after=first, upto=message.number, next=at, created=now)


@transaction.atomic
def automatic(
    kind: str,
    *,
    conversation: Conversation | None = None,
    to: str = "",
    answers: str = "",
    now: dt.datetime | None = None,
) -> bool:
    """Have an automatic note sent: to the person of a conversation, or to an address. Whether one will be.

    `answers` is the Message-ID of the mail it is about. One note of a kind a day goes to an address, so that two
    machines never talk to each other. Of a sign to call for there is one besides: who had fever in the morning hears it
    again when breathing gets hard.
    """
    now = now or timezone.now()
    if kind == "signs" and conversation and level_of(conversation, now).calls_now:
        kind = "signs now"
    address = to or (queries.address_for(conversation.person) if conversation else "")
    if not settings.MAIL_LEAVES or not address or queries.was_noted(address, kind, now - _A_DAY):
        return False
    if conversation is None and queries.notes_to_strangers(now - _A_DAY) >= NOTES_TO_STRANGERS.most:
        log.warning("no more automatic notes to unknown senders today")
        return False
    Letter.objects.create(conversation=conversation, kind=kind, to=address.lower(), answers=answers[:255], next=now)
    return True


def tell_read(conversation: Conversation) -> bool:
    """Have the person of a conversation told that somebody of the clinic has answered for their urgent message.

    Whether a letter goes. One that still waits tells it as well, so no other is written then.
    """
    address = queries.address_for(conversation.person)
    waiting = Letter.objects.filter(conversation=conversation, kind="seen", state=Letter.WAITING)
    if not settings.MAIL_LEAVES or not address or waiting.exists():
        return False
    Letter.objects.create(conversation=conversation, kind="seen", to=address.lower(), next=timezone.now())
    return True


def send_due(now: dt.datetime | None = None) -> int:
    """Send every letter whose time has come; how many were sent. Run by the clock, in every process."""
    now = now or timezone.now()
    sent = 0
    due = queries.due_letters(now)
    if not due:
        return 0
    with get_connection() as line:
        for letter in due:
            if claimed(letter, now) and _sent(letter, line, now):
                sent += 1
    return sent


def claimed(letter: Letter, now: dt.datetime) -> bool:
    """Whether this process has the letter: of several that try, one changes the row."""
    mine = Letter.objects.filter(pk=letter.pk, state=letter.state, next=letter.next)
    return bool(mine.update(state=Letter.SENDING, next=now, tries=letter.tries + 1))


def _sent(letter: Letter, line: Any, now: dt.datetime) -> bool:
    letter.refresh_from_db()
    try:
        mail = _mail_of(letter)
        if mail is None:
            _end(letter, Letter.NOT_NEEDED)
            return False
        mail.connection = line
        mail.send()
    except (SMTPException, OSError) as error:
        _failed(letter, error, now)
        return False
    except Exception as error:
        # A letter that cannot be written, such as one to an address that no server takes, fails alone and for good.
        log.exception("a letter could not be written")
        _end(letter, Letter.FAILED, type(error).__name__)
        return False
    with transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(state=Letter.SENT, sent=now, to=mail.to[0].lower(), trouble="")
        if letter.conversation:
            threads.remember(letter.conversation, threads.id_of(letter), ours=True)
    return True


def _mail_of(letter: Letter) -> EmailMultiAlternatives | None:
    """A letter as it is sent, or None where there is nothing left to tell."""
    match letter.kind:
        case Letter.ANSWER:
            return _answer(letter)
        case Letter.ACCOUNT:
            return account_mail(letter)
        case Letter.REMINDER:
            return next(filter(None, hooks.letter_mail(letter)), None)
        case _:
            return note_mail(letter)


def _answer(letter: Letter) -> EmailMultiAlternatives | None:
    """The mail of an answer, or None where there is nothing left to tell or nobody to tell it to."""
    conversation = letter.conversation
    unread = queries.unread_in(letter)
    if not unread or conversation is None or not queries.reaches(conversation.person):
        return None
    return answer_mail(letter, unread, to=queries.address_for(conversation.person))


def _failed(letter: Letter, error: Exception, now: dt.datetime) -> None:
    """Try again later, or give up and say so. A server's answer is kept; our own trouble is not the person's."""
    code, reason = _refusal_in(error)
    # A server's answer may hold addresses: it is kept with the letter and stays out of the log.
    log.warning("a letter could not be sent: %s", code or type(error).__name__)
    if code >= _FOR_GOOD:
        _end(letter, Letter.FAILED, reason)
        if isinstance(error, SMTPRecipientsRefused) and letter.reader:
            pause(letter.reader, reason, now)
    elif letter.tries > len(_WAITS):
        _end(letter, Letter.FAILED, reason)
    else:
        again = _again(letter, now + _WAITS[letter.tries - 1])
        Letter.objects.filter(pk=letter.pk).update(state=Letter.WAITING, next=again, trouble=reason)


def _again(letter: Letter, at: dt.datetime) -> dt.datetime:
    """When a letter is tried again: an answer not in its person's quiet hours, unless a sign was told of."""
    conversation = letter.conversation
    if conversation is None or hurries(conversation) or letter.kind != Letter.ANSWER:
        return at
    return awake(at, queries.wish_of(conversation.person), conversation.person.zone)


def _refusal_in(error: Exception) -> tuple[int, str]:
    """The code and the words of a refusal; the code is 0 where no server refused."""
    code: int
    words: bytes | str
    if isinstance(error, SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()), (0, b""))
    elif isinstance(error, SMTPResponseException):
        code, words = error.smtp_code, error.smtp_error
    else:
        return 0, f"{type(error).__name__}: {error}"[:_LONGEST_TROUBLE]
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return int(code), f"{code} {text}"[:_LONGEST_TROUBLE]


def _end(letter: Letter, state: str, trouble: str = "") -> None:
    Letter.objects.filter(pk=letter.pk).update(state=state, trouble=trouble[:_LONGEST_TROUBLE])


@transaction.atomic
def pause(person: Person, why: str, now: dt.datetime) -> None:
    """Send nothing more to a person, whose address takes no mail, until they say to try again."""
    Wish.objects.update_or_create(person=person, defaults={"paused": now, "why": why[:_LONGEST_TROUBLE]})


@transaction.atomic
def prefer(person: Person, *, answers: bool, details: bool, **more: Any) -> None:
    """Save a person's e-mail preferences; `more`: wait, quiet_from, quiet_to. Saving them again ends a pause."""
    values = {"answers": answers, "details": details, "paused": None, "why": ""} | more
    Wish.objects.update_or_create(person=person, defaults=values)


@transaction.atomic
def bounced(message_id: str, *, lasting: bool, says: str) -> bool:
    """Note on a letter that it came back; a lasting reason pauses the person's mail. Whether the letter is known."""
    letter = _with_id(message_id)
    if letter is None:
        return False
    _end(letter, Letter.RETURNED, says)
    if lasting and letter.reader:
        pause(letter.reader, says, timezone.now())
    return True


@transaction.atomic
def complained(message_id: str) -> bool:
    """Note that who received a letter called it unwanted, and send them no more. Whether the letter is known."""
    letter = _with_id(message_id)
    if letter is None:
        return False
    _end(letter, Letter.COMPLAINED)
    hooks.letter_unwanted(letter)
    if letter.conversation:
        Wish.objects.update_or_create(person=letter.conversation.person, defaults={"answers": False})
    return True


def _with_id(message_id: str) -> Letter | None:
    key = message_id.strip().removeprefix("<").partition("@")[0]
    return Letter.objects.filter(key=key).first() if threads.is_key(key) else None
