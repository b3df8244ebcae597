"""E-mail to the staff that leaves once: a row for each notice, claimed by one process, sent, and marked.

A process claims a row by an update that only one can win, and holds it for ten minutes; one that dies meanwhile leaves
it to the next. A server that refuses is asked again, later each time. What has become useless is dropped: it is looked
at once more just before it is sent. Notices to the same person that are ready together leave as one e-mail.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email.mime.image import MIMEImage
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F, Q
from django.utils import timezone, translation

from fortnight.web.accounts.models import Clinic, User
from fortnight.web.clinic.models import Notice

log = logging.getLogger("fortnight.notices")
_AT_ONCE = 500
_HELD = dt.timedelta(minutes=10)
_LONGEST_WAIT_MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What an e-mail says; `html` may be empty, and shows `logo` where there is one."""

    subject: str
    text: str
    html: str = ""
    logo: bytes = b""


# What some notices to one person say together now; None for notices that have become useless, a moment to wait until.
Writer = Callable[[User, Sequence[Notice]], Words | None]


def write(notices: Sequence[Notice]) -> int:
    """Store notices; those whose key is there already are the same notices. How many were new to this process."""
    keys = [notice.key for notice in notices]
    there: set[str] = set()
    for at in range(0, len(keys), _AT_ONCE):
        there.update(Notice.objects.filter(key__in=keys[at : at + _AT_ONCE]).values_list("key", flat=True))
    fresh = [notice for notice in notices if notice.key not in there]
    Notice.objects.bulk_create(fresh, batch_size=_AT_ONCE, ignore_conflicts=True)
    return len(fresh)


def deliver(kind: str, writer: Writer, house: Clinic, *, ready: Q | None = None) -> int:
    """Send the waiting notices of a kind; how many e-mails were sent. `ready` narrows down which may be sent now."""
    now, left = timezone.now(), 0
    _drop_useless(kind, now)
    waiting = Notice.objects.filter(kind=kind, sent=None, dropped=None).exclude(user=None).filter(ready or Q())
    rows = waiting.filter(Q(held=None) | Q(held__lte=now)).select_related("user", "conversation").order_by("user", "pk")
    for _, group in groupby(list(rows), key=lambda notice: notice.user_id):
        mine = [notice for notice in group if _claimed(notice, now)]
        if mine and mine[0].user:
            left += _send(mine[0].user, mine, writer, house)
    return left


def _drop_useless(kind: str, now: dt.datetime) -> None:
    late = Notice.objects.filter(kind=kind, sent=None, dropped=None, until__lt=now)
    for key in late.values_list("key", flat=True):
        log.error("a notice did not leave in time and is given up", extra={"facts": {"notice": key}})
    late.update(dropped=now)


def _claimed(notice: Notice, now: dt.datetime) -> bool:
    """Whether this process, and no other, sends this notice."""
    free = Notice.objects.filter(pk=notice.pk, sent=None, dropped=None).filter(Q(held=None) | Q(held__lte=now))
    return free.update(held=now + _HELD, tries=F("tries") + 1) == 1


def _send(user: User, notices: Sequence[Notice], writer: Writer, house: Clinic) -> int:
    rows = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    if not (user.is_active and user.is_staff and user.email):
        rows.update(dropped=timezone.now())
        return 0
    with translation.override(house.language or settings.LANGUAGE_CODE):
        words = writer(user, notices)
    if words is None:
        rows.update(dropped=timezone.now())
        return 0
    try:
        _mail(user, words, notices[0]).send()
    except Exception:
        # One that cannot be written or sent holds up no other.
        wait = min(2 ** max(notice.tries + 1 for notice in notices), _LONGEST_WAIT_MINUTES)
        rows.update(held=timezone.now() + dt.timedelta(minutes=wait))
        log.exception("a notice could not be sent")
        return 0
    rows.update(sent=timezone.now(), held=None)
    return 1


def _mail(user: User, words: Words, notice: Notice) -> EmailMultiAlternatives:
    """The e-mail; sent again it bears the same id, so that a server that took it twice can tell."""
    mail = EmailMultiAlternatives(words.subject, words.text, to=[user.email])
    mail.extra_headers["Message-ID"] = f"<notice-{notice.pk}-{int(notice.made.timestamp())}@{settings.HOST}>"
    mail.extra_headers["Auto-Submitted"] = "auto-generated"
    if words.html:
        mail.attach_alternative(words.html, "text/html")
        if words.logo:
            mail.attach(_inline(words.logo))
    return mail


def _inline(picture: bytes) -> MIMEImage:
    """A picture that the HTML of the same e-mail shows as `cid:logo`; nothing is fetched from anywhere."""
    image = MIMEImage(picture, "png")
    image.add_header("Content-ID", "<logo>")
    image.add_header("Content-Disposition", "inline", filename="logo.png")
    return image


def listed(notices: Sequence[Notice]) -> Iterator[str]:
    """The addresses of the conversations that notices are about."""
    for notice in notices:
        if notice.conversation:
            yield f"{settings.ADDRESS}/desk/{notice.conversation.key}/"
