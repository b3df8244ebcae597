"""Answering for an alarm by name, and closing one, each with a reason that its person reads."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from fortnight.web.accounts.staff import for_staff
from fortnight.web.chat.actions import remark
from fortnight.web.chat.models import Conversation
from fortnight.web.desk.forms import ReasonForm
from fortnight.web.desk.views import me, or_404
from fortnight.web.healing.actions import acknowledge, close_alarm
from fortnight.web.healing.models import Alarm
from fortnight.web.healing.queries import alarm_with
from fortnight.web.mail.outgoing.outbox import tell_read


@require_POST
@for_staff
def acknowledge_alarm(request: HttpRequest, key: uuid.UUID, alarm: uuid.UUID) -> HttpResponse:
    """Acknowledge an alarm by name. 404 for an alarm of another conversation."""
    conversation, row = _of(key, alarm)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.warning(request, gettext("Enter in a few words what is being done. The client sees it."))
    elif acknowledge(row, by=me(request), reason=form.cleaned_data["reason"]):
        remark(conversation)
        tell_read(conversation)
    else:
        messages.warning(request, gettext("A colleague has already acknowledged it."))
    return redirect("desk-conversation", key)


@require_POST
@for_staff(right="close alarm")
def end_alarm(request: HttpRequest, key: uuid.UUID, alarm: uuid.UUID) -> HttpResponse:
    """Close an alarm for its person, which acknowledges it as well."""
    conversation, row = _of(key, alarm)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.warning(request, gettext("Enter in a few words what is being done. The client sees it."))
    elif close_alarm(row, by=me(request), reason=form.cleaned_data["reason"]):
        acknowledge(row, by=me(request), reason=form.cleaned_data["reason"])
        remark(conversation)
    return redirect("desk-conversation", key)


def _of(key: uuid.UUID, alarm: uuid.UUID) -> tuple[Conversation, Alarm]:
    conversation = or_404(key)
    row = alarm_with(conversation.pk, alarm)
    if row is None:
        raise Http404
    return conversation, row
