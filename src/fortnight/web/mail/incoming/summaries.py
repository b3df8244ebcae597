"""Received mail as the desk shows it: what an advisor has to look at, one mail whole, what belongs to a message.

Notes are kept as what they are and said in the language of whoever reads them.
"""

import datetime as dt
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fortnight.web.accounts.models import Person
from fortnight.web.accounts.queries import clinic
from fortnight.web.accounts.vault import BrokenSealError
from fortnight.web.chat.hooks import MailDetails
from fortnight.web.chat.models import Conversation
from fortnight.web.mail.incoming.inbox import notes_of, raw_of
from fortnight.web.mail.letters.model import MailNote, MailTrouble, Sort
from fortnight.web.mail.models import Mailbox, Received

_MOST = 200
_LATE = dt.timedelta(minutes=3)
_MEMORY_SECONDS = 10.0
_MISSED = 2
_ASKS = (Sort.PERSON, "")

SAYS: dict[MailTrouble, Promise | str] = {
    MailTrouble.WINMAIL: _("An attachment (winmail.dat) could not be opened: %(name)s."),
    MailTrouble.ENCRYPTED: _("This email is encrypted and cannot be read here."),
    MailTrouble.DECORATION: _("A small picture was left out: %(name)s."),
    MailTrouble.APPOINTMENT: _("An appointment: %(says)s."),
    MailTrouble.CONTACT: _("A contact: %(says)s."),
    MailTrouble.LARGE: _("This email was larger than 25 MB. Only the first part was kept."),
    MailTrouble.LONG: _("This email is very long. Here is the first part."),
    MailTrouble.CROWDED: _(
        "There is a lot of email from unknown senders waiting. Only the first part of this one was kept."
    ),
    MailTrouble.REFUSED: _("A file was not accepted (%(name)s): %(says)s"),
}
_NAMELESS = _("without a name")


class MailBox(StrEnum):
    """The boxes of received mail."""

    STRANGERS = "strangers"
    UNREAD = "unread"
    AUTOMATIC = "automatic"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailNews:
    """What the desk has to know of mail: how many strangers wait, how many mails failed, since when none came."""

    strangers: int
    red: bool
    unread: int
    since: dt.datetime | None
    zone: str


def said_note(note: MailNote) -> str:
    """A note in words."""
    return str(SAYS[note.trouble]) % {"name": note.name or _NAMELESS, "says": note.says}


def said_notes(row: Received) -> list[str]:
    """Everything there is to tell about a mail, in words."""
    return [said_note(note) for note in notes_of(row)]


def mail_details(conversation: Conversation, numbers: Sequence[int]) -> dict[int, MailDetails]:
    """For each of these messages that came by mail, what belongs to it."""
    if not numbers:
        return {}
    rows = Received.objects.filter(conversation=conversation, message__number__in=numbers).defer("raw")
    return {
        row.message.number: MailDetails(
            key=row.key, verified=row.vouched, signature=row.signature, notes=said_notes(row)
        )
        for row in rows.select_related("message").order_by("-pk")
        if row.message
    }


def mail_with(key: uuid.UUID) -> Received | None:
    """A received mail, with what it came as."""
    return Received.objects.filter(key=key).select_related("conversation__person__clinic", "message").first()


def unread() -> list[Received]:
    """The mail that could not be read, the oldest first; also what was cut off while it was read."""
    return list(Received.objects.filter(_unread()).defer("raw").order_by("pk")[:_MOST])


def _unread() -> Q:
    return Q(state__in=(Received.FAILED, Received.ASIDE)) | Q(
        state=Received.WORKING, next__lt=timezone.now() - dt.timedelta(minutes=1)
    )


def mails_in(box: MailBox) -> list[Received]:
    """The mails of a box, the newest first; strangers are another list."""
    if box is MailBox.UNREAD:
        return unread()
    rows = Received.objects.defer("raw").select_related("conversation__person")
    if box is MailBox.AUTOMATIC:
        rows = rows.filter(state=Received.WORKED).exclude(sort__in=_ASKS)
    return list(rows.order_by("-pk")[:_MOST])


_remembered: dict[str, tuple[float, MailNews]] = {}


def news() -> MailNews:
    """What the desk has to know; looked up every ten seconds at most, since every inbox asks."""
    at, cached = _remembered.get("news", (0.0, None))
    if cached is None or time.monotonic() - at > _MEMORY_SECONDS:
        cached = look()
        _remembered["news"] = (time.monotonic(), cached)
    return cached


def look() -> MailNews:
    """What the desk has to know, as it is now."""
    waiting = Q(state=Received.WAITING)
    # Only these states are looked at, which have an index and few rows.
    rows = Received.objects.filter(waiting | _unread())
    counts = rows.aggregate(
        strangers=Count("sender", filter=waiting, distinct=True),
        red=Count("pk", filter=waiting & Q(red=True)),
        unread=Count("pk", filter=~waiting),
    )
    since = _not_fetched_since()
    zone = clinic().zone if since else ""
    return MailNews(
        strangers=counts["strangers"], red=bool(counts["red"]), unread=counts["unread"], since=since, zone=zone
    )


def _not_fetched_since() -> dt.datetime | None:
    """Since when no mail was fetched, where that is too long; by the clock, so that a dead job is seen as well."""
    account = settings.MAIL_BOX
    if account is None:
        return None
    box = Mailbox.objects.filter(name=account.name).first()
    if box is None:
        return None
    last = box.fetched or box.created
    heard = max(filter(None, (last, box.busy)))
    return last if box.missed >= _MISSED or timezone.now() - heard > _LATE else None


def held_of(person: Person) -> list[dict[str, object]]:
    """The mail we hold of a person, for their download; its words and files are in the conversation as well."""
    rows = Received.objects.filter(conversation__person=person).order_by("pk")
    columns = ("at", "sender", "subject", "way", "state", "sort", "signature", "notes", "bytes")
    return [{name: getattr(row, name) for name in columns} | {"mail": _text(row)} for row in rows.iterator()]


def _text(row: Received) -> str:
    """A mail as it came, as text in which every byte is a sign; "" where the secret that sealed it is gone."""
    try:
        return raw_of(row).decode("latin-1")
    except BrokenSealError:
        return ""
