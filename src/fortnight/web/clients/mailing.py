"""Invitations by e-mail: a row is claimed, gets a new link, is sent. The mail says nothing of a treatment."""

import datetime as dt
import logging
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from fortnight.web.clients.actions import new_link
from fortnight.web.clients.models import Invitation
from fortnight.web.clients.queries import mail_due

log = logging.getLogger("fortnight.clients")
_WAITS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 10, 60, 240, 720))
_STUCK = dt.timedelta(minutes=10)


def send_invitations(now: dt.datetime | None = None) -> int:
    """Send every invitation that is due; how many were sent. Run by the clock, in every process."""
    now = now or timezone.now()
    return sum(_send(invitation, now) for invitation in mail_due(now) if _claimed(invitation, now))


def _claimed(invitation: Invitation, now: dt.datetime) -> bool:
    """Whether this process has it: the next look at it is some minutes away, should this one be cut off."""
    mine = Invitation.objects.filter(pk=invitation.pk, mail=Invitation.WAITING, next=invitation.next)
    return bool(mine.update(next=now + _STUCK, tries=invitation.tries + 1))


def _send(invitation: Invitation, now: dt.datetime) -> bool:
    rows = Invitation.objects.filter(pk=invitation.pk)
    if not settings.MAIL_LEAVES:
        rows.update(mail=Invitation.FAILED, trouble="FORTNIGHT_SMTP is not set")
        return False
    try:
        letter(invitation).send()
    except Exception as error:
        # An invitation that cannot be written or sent holds up no other.
        trouble = f"{type(error).__name__}: {error}"[:200]
        log.exception("an invitation could not be sent")
        if invitation.tries >= len(_WAITS):
            rows.update(mail=Invitation.FAILED, trouble=trouble)
        else:
            rows.update(next=now + _WAITS[invitation.tries], trouble=trouble)
        return False
    rows.update(mail=Invitation.SENT, trouble="")
    return True


def letter(invitation: Invitation) -> EmailMultiAlternatives:
    """The mail of an invitation, with a link of its own."""
    clinic = invitation.person.clinic
    with translation.override(invitation.person.language or settings.LANGUAGE_CODE):
        values = {
            "clinic": clinic.name,
            "name": invitation.person.name,
            "address": address_of(new_link(invitation, by=None, beside=True)),
        }
        text = render_to_string("clients/invitation.txt", values)
        _, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
        subject = gettext("%(clinic)s has made a plan for you") % {"clinic": clinic.name}
        mail = EmailMultiAlternatives(subject, text, formataddr((clinic.name, address)), [invitation.email])
        mail.attach_alternative(render_to_string("clients/invitation.html", values), "text/html")
    return mail


def address_of(token: str) -> str:
    """Where a link of an invitation leads."""
    return f"{settings.ADDRESS}{reverse('welcome', args=[token])}"
