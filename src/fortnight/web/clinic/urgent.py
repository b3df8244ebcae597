"""A message that must not wait rings: everybody on duty is told by e-mail at once, and again until somebody opens it.

It rings by day and by night, every five minutes for the first hour and every half an hour after that. Opening the
conversation ends it, and nothing else does; a new sign rings anew. A stranger's e-mail that tells of a sign rings until
somebody has let it in or put it aside. The e-mail names nobody and nothing that was said.
"""

import datetime as dt
import logging
from collections.abc import Iterator, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from fortnight.healing.model import Urgency
from fortnight.web.accounts.models import User
from fortnight.web.accounts.queries import clinic
from fortnight.web.chat.duty import team
from fortnight.web.clinic.models import Notice
from fortnight.web.clinic.notices import Words, deliver, write
from fortnight.web.healing.models import Alarm
from fortnight.web.mail.models import Received

log = logging.getLogger("fortnight.urgent")
KIND = "urgent"
_OFTEN_MINUTES = 5
_OFTEN_UP_TO = 60
_LATER_MINUTES = 30
_LONGEST = dt.timedelta(days=7)


def ring() -> int:
    """Tell those on duty of everything that must not wait and that nobody has opened; how many e-mails left."""
    now = timezone.now()
    write([*_of_messages(now), *_of_strangers(now)])
    return deliver(KIND, _words, clinic())


def _ringing(now: dt.datetime) -> Iterator[Alarm]:
    waiting = Alarm.objects.filter(opened=None, acknowledged=None, message__isnull=False, at__gt=now - _LONGEST)
    return waiting.select_related("message__conversation").order_by("at").iterator()


def _of_messages(now: dt.datetime) -> Iterator[Notice]:
    for alarm in _ringing(now):
        if alarm.message is None:
            continue
        row = alarm.message.conversation
        users = list(team(row.assigned_id))
        if not users:
            _log_nobody(f"{KIND} {alarm.pk} nobody")
        for user in users:
            key = f"{KIND} {alarm.pk} {_step(alarm.at, now)} {user.pk}"
            yield Notice(key=key, kind=KIND, user=user, conversation=row, about=alarm.at)


def _strangers() -> Sequence[Received]:
    return [*Received.objects.filter(state=Received.WAITING, red=True).only("pk", "key", "at").order_by("pk")]


def _of_strangers(now: dt.datetime) -> Iterator[Notice]:
    for mail in _strangers():
        if mail.at > now - _LONGEST:
            for user in team():
                key = f"{KIND} mail {mail.pk} {_step(mail.at, now)} {user.pk}"
                yield Notice(key=key, kind=KIND, user=user, about=mail.at)


def _step(since: dt.datetime, now: dt.datetime) -> int:
    """The minutes after which it rings, up to now: 0, 5, 10 ... 60, 90, 120 ..."""
    minutes = max(int((now - since).total_seconds() // 60), 0)
    if minutes < _OFTEN_UP_TO:
        return minutes // _OFTEN_MINUTES * _OFTEN_MINUTES
    return minutes - (minutes - _OFTEN_UP_TO) % _LATER_MINUTES


def _log_nobody(key: str) -> None:
    """Log once, as an error, that there is nobody to tell. The client is told so, and the desk says it as well."""
    _, new = Notice.objects.get_or_create(key=key, defaults={"kind": KIND})
    if new:
        log.error(
            "a message must not wait and there is nobody to tell",
            extra={"facts": {"fix": "fortnight advisor EMAIL --name NAME --role owner"}},
        )


def _words(user: User, notices: Sequence[Notice]) -> Words | None:
    """One e-mail about everything urgent that nobody has opened yet; None where all of it has been opened."""
    rows = {notice.conversation_id for notice in notices if notice.conversation_id}
    ringing = list(
        Alarm.objects.filter(message__conversation__in=rows, opened=None, acknowledged=None)
        .select_related("message__conversation")
        .order_by("level", "at")
    )
    strangers = list(_strangers()) if any(notice.conversation_id is None for notice in notices) else []
    if not ringing and not strangers:
        return None
    keys = dict.fromkeys(alarm.message.conversation.key for alarm in ringing if alarm.message)
    links = [f"{settings.ADDRESS}{reverse('desk-conversation', args=[key])}" for key in keys]
    links += [f"{settings.ADDRESS}{reverse('desk-mail', args=[mail.key])}" for mail in strangers]
    paragraphs = [
        gettext("Hello %(name)s,") % {"name": user.name or user.email},
        _level(ringing[0].urgency) if ringing else gettext("an email from an unknown sender describes a warning sign."),
        "\n".join(links),
        gettext("You’ll get this again every few minutes until someone in the team opens it."),
        gettext("Sign in to read the messages. This email contains none of them."),
    ]
    return Words(subject=gettext("Urgent: open this now"), text="\n\n".join(paragraphs) + "\n")


def _level(urgency: Urgency) -> str:
    """How urgent the most urgent of the messages is, in a sentence."""
    match urgency:
        case Urgency.EMERGENCY:
            return gettext("a client describes something that needs the emergency number now.")
        case Urgency.CRISIS:
            return gettext("a client writes that they are in crisis.")
        case Urgency.POISON:
            return gettext("a client mentions something swallowed, or too much of a medicine.")
        case _:
            return gettext("a client describes something that a doctor should see today.")
