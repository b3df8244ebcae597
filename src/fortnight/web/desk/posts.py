"""What an advisor does with a conversation: assign it, close it, let it sleep, tag it, note something for colleagues.

A form comes back to the conversation, or to the inbox where it was sent from; a script reads in JSON whether it was
done, and what was wrong.
"""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from fortnight.web.accounts.roles import may
from fortnight.web.accounts.staff import for_staff
from fortnight.web.chat.actions import assign as give
from fortnight.web.chat.actions import close as end
from fortnight.web.chat.promise import opening_of
from fortnight.web.desk import actions, queries
from fortnight.web.desk.forms import CloseForm, NoteForm, SnoozeForm, TagForm
from fortnight.web.desk.snooze import Until, moment
from fortnight.web.desk.views import me, or_404
from fortnight.web.shell.screen import wants_json


@require_POST
@for_staff
def assign(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Take a conversation, give it to nobody, or, as a lead, to a colleague."""
    conversation, to = or_404(key), request.POST.get("to", "")
    user = me(request) if to == "me" else queries.advisor_with(to)
    if user is None and to not in {"", "nobody"}:
        return _refused(request, key, gettext("That colleague is no longer on the team."))
    if user not in (None, me(request)) and not may(me(request), "assign"):
        return _refused(
            request,
            key,
            gettext("Only a lead can assign conversations to other people. You can take this one or hand it back."),
        )
    give(conversation, to=user, by=me(request))
    return _done(request, key)


@require_POST
@for_staff
def close(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Close a conversation in which nothing waits; one with an open question stays open, and the page says so."""
    conversation, form = or_404(key), CloseForm(request.POST)
    if not form.is_valid():
        return _refused(request, key, _wrong(form))
    values = form.cleaned_data
    if not end(conversation, because=values["because"], words=values["words"], by=me(request)):
        says = gettext("There is a question waiting. Answer it before you close the conversation.")
        if conversation.red:
            says = gettext(
                "There is a warning sign here that nobody has acknowledged. Acknowledge it before you "
                "close the conversation."
            )
        return _refused(request, key, says, status=409)
    return JsonResponse({"done": True}) if wants_json(request) else redirect("desk")


@require_POST
@for_staff
def snooze(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Snooze a conversation for a while, or wake it."""
    conversation = or_404(key)
    form = SnoozeForm(request.POST, person=conversation.person)
    if not form.is_valid():
        return _refused(request, key, _wrong(form))
    values = form.cleaned_data
    until = None
    if values["until"]:
        until = moment(Until(values["until"]), timezone.now(), opening_of(conversation.person.clinic), values["date"])
    actions.snooze(conversation, until=until, by=me(request))
    return _done(request, key)


@require_POST
@for_staff
def tag(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Tag a conversation."""
    conversation, form = or_404(key), TagForm(request.POST)
    if not form.is_valid():
        return _refused(request, key, _wrong(form))
    actions.tag(conversation, tags=form.cleaned_data["tags"], by=me(request))
    return _done(request, key)


@require_POST
@for_staff
def note(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Note something for colleagues."""
    conversation, form = or_404(key), NoteForm(request.POST)
    if not form.is_valid():
        return _refused(request, key, _wrong(form))
    values = form.cleaned_data
    actions.write_note(conversation, by=me(request), uid=values["uid"] or uuid.uuid4(), body=values["body"])
    return _done(request, key)


def _wrong(form: forms.Form) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _refused(request: HttpRequest, key: uuid.UUID, says: str, status: int = 400) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"says": says}, status=status)
    messages.warning(request, says)
    return redirect("desk-conversation", key)


def _done(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"done": True})
    return redirect(reverse("desk-conversation", args=[key]))
