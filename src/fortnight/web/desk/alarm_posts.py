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
    """Answer for an alarm by name. 404 for one of another conversation."""
    found, one = _of(key, alarm)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.warning(request, gettext("Enter in a few words what is being done. The client sees it."))
    elif acknowledge(one, by=me(request), reason=form.cleaned_data["reason"]):
        remark(found)
        tell_read(found)
    else:
        messages.warning(request, gettext("A colleague has already acknowledged it."))
    return redirect("desk-conversation", key)


@require_POST
@for_staff(right="close alarm")
def end_alarm(request: HttpRequest, key: uuid.UUID, alarm: uuid.UUID) -> HttpResponse:
    """Let an alarm stand no longer for its person; it is acknowledged with that as well."""
    found, one = _of(key, alarm)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.warning(request, gettext("Enter in a few words what is being done. The client sees it."))
    elif close_alarm(one, by=me(request), reason=form.cleaned_data["reason"]):
        acknowledge(one, by=me(request), reason=form.cleaned_data["reason"])
        remark(found)
    return redirect("desk-conversation", key)


def _of(key: uuid.UUID, alarm: uuid.UUID) -> tuple[Conversation, Alarm]:
    found = or_404(key)
    one = alarm_with(found.pk, alarm)
    if one is None:
        raise Http404
    return found, one
