"""Received mail on the desk: strangers to let in or not, what could not be read, one mail whole, and as it came."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from fortnight.web.accounts.models import User
from fortnight.web.accounts.queries import clinic
from fortnight.web.accounts.staff import for_staff
from fortnight.web.accounts.vault import BrokenSealError
from fortnight.web.chat.actions import look
from fortnight.web.mail.incoming import inbox, strangers, summaries
from fortnight.web.mail.incoming.reading import UnreadMailError, desk, read_apart
from fortnight.web.mail.models import Received
from fortnight.web.shell.screen import page


@require_GET
@for_staff
def mails(request: HttpRequest) -> HttpResponse:
    """A box of received mail: the strangers first."""
    name = request.GET.get("box", summaries.MailBox.STRANGERS)
    box = summaries.MailBox(name) if name in set(summaries.MailBox) else summaries.MailBox.STRANGERS
    of_strangers = box is summaries.MailBox.STRANGERS
    return page(
        request,
        "mail/desk_mails.html",
        None,
        box=box,
        boxes=tuple(summaries.MailBox),
        news=summaries.look(),
        strangers=strangers.strangers() if of_strangers else [],
        mails=[] if of_strangers else summaries.mails_in(box),
        zone=clinic().zone,
    )


@require_GET
@for_staff
def mail(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One whole mail: its fields, every word of it, what came with it. Looking at a client's mail is logged."""
    row = _or_404(request, key)
    try:
        letter = read_apart(inbox.raw_of(row), envelope_from=row.envelope_from, by=desk)
    except (BrokenSealError, UnreadMailError):
        letter = None
    waiting = row.state == Received.WAITING
    return page(
        request,
        "mail/desk_mail.html",
        None,
        mail=row,
        letter=letter,
        beside=summaries.said_notes(row),
        others=[other for other in strangers.mails_of(row) if other.pk != row.pk] if waiting else [],
        client=strangers.clients_with([row.sender]).get(row.sender) if waiting else None,
        zone=clinic().zone,
    )


@require_GET
@for_staff
def raw(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A mail as it came, as a file of text that no browser takes for anything else."""
    row = _or_404(request, key)
    try:
        content = inbox.raw_of(row)
    except BrokenSealError:
        raise Http404 from None
    response = HttpResponse(content, content_type="text/plain")
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=f"{row.key}.eml") or ""
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_POST
@for_staff
def accept(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Accept a stranger; leads to their conversation, which holds what they wrote."""
    row = _or_404(request, key)
    conversation = strangers.accept(row, by=cast("User", request.user))
    if conversation is None:
        messages.warning(request, gettext("This email has already been dealt with, or has no sender to reply to."))
        return redirect("desk-mails")
    inbox.work_due(timezone.now())
    return redirect("desk-conversation", conversation.key)


@require_POST
@for_staff
def refuse(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Put a stranger's mail aside; nothing is sent to them."""
    if strangers.refuse(_or_404(request, key)):
        messages.success(request, gettext("Set aside. It will be deleted after 30 days."))
    return redirect("desk-mails")


@require_POST
@for_staff
def again(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Work a mail once more that could not be read."""
    row, now = _or_404(request, key), timezone.now()
    inbox.again(row, now=now)
    inbox.work(row.pk, now)
    return redirect("desk-mail", key)


def _or_404(request: HttpRequest, key: uuid.UUID) -> Received:
    """A mail; looking at a client's is logged."""
    row = summaries.mail_with(key)
    if row is None:
        raise Http404
    if row.conversation:
        look(row.conversation, user=cast("User", request.user))
    return row
