"""The inbox, and one conversation on the desk: read, answered, given away, closed. Staff only, with a second factor."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fortnight.web.accounts.models import User
from fortnight.web.accounts.staff import for_staff
from fortnight.web.chat import actions, cards, uploads
from fortnight.web.chat.forms import MessageForm
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.chat.queries import Box, conversation_with_key, counts, file_of, messages_before
from fortnight.web.chat.queries import inbox as lines_in
from fortnight.web.chat.shown import Side, promise, shown
from fortnight.web.chat.views import before_in, news
from fortnight.web.desk.queries import client
from fortnight.web.shell.screen import page, wants_json


@require_GET
@for_staff
def inbox(request: HttpRequest) -> HttpResponse:
    """A box of conversations, those that are urgent or due soonest first, or those that hold some words."""
    said = request.GET.get("box", Box.DUE)
    box = Box(said) if said in set(Box) else Box.DUE
    words = request.GET.get("q", "").strip()[:80]
    user = _me(request)
    return page(
        request,
        "desk/inbox.html",
        None,
        box=box,
        boxes=tuple(Box),
        counts=counts(user),
        words=words,
        lines=lines_in(user, box, words=words),
        now=timezone.now(),
    )


@require_http_methods(["GET", "POST"])
@for_staff
def conversation(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One conversation beside its client. An answer written in ignorance of a new message is held back."""
    found, user = _or_404(key), _me(request)
    if request.method != "POST":
        return _shown(request, found, MessageForm())
    form = MessageForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, found, form, status=400)
    values = form.cleaned_data
    keys, wrong = uploads.kept(request, found, user)
    values["ahead"] += keys
    if wrong:
        form.add_error(None, wrong)
        return _shown(request, found, form, status=400)
    try:
        message, _ = actions.send(
            found,
            author=Message.ADVISOR,
            by=user,
            uid=values["uid"],
            body=values["body"].strip(),
            card=cards.card_from(found.person, values["card"]),
            seen_up_to=values["seen"],
            files=values["ahead"],
        )
    except actions.UnseenNewsError:
        messages.warning(request, gettext("There is a new message. Read it first; your answer is still here."))
        return _shown(request, found, form, status=409)
    if wants_json(request):
        return JsonResponse({"number": message.number}, status=201)
    return redirect("desk-conversation", key)


def _shown(request: HttpRequest, found: Conversation, form: MessageForm, status: int = 200) -> HttpResponse:
    user = _me(request)
    actions.look(found, user=user)
    actions.see(found, user=user, number=found.last)
    return page(
        request,
        "desk/conversation.html",
        None,
        conversation=found,
        client=client(found.person),
        messages=shown(found, found.person, messages_before(found, before_in(request)), Side.DESK, user),
        promise=promise(found, found.person, timezone.now()) if found.asked else None,
        form=form,
        me=user,
        status=status,
    )


@require_GET
@for_staff
def since(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What is new in a conversation since a number."""
    found = _or_404(key)
    actions.look(found, user=_me(request))
    if request.GET.get("seen") == "1":
        actions.see(found, user=_me(request), number=found.last)
    return JsonResponse(news(request, found, found.person, Side.DESK))


@require_POST
@for_staff
def send_file(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Take a picture ahead of the answer that it goes along with."""
    return uploads.ahead(request, _or_404(key), _me(request))


@require_GET
@for_staff
def one_file(request: HttpRequest, key: uuid.UUID, file: uuid.UUID) -> HttpResponse:
    """The way to a file of a conversation, by an address that soon ends; the look is written down."""
    conversation = _or_404(key)
    found = file_of(conversation, file)
    if found is None or found.message is None:
        raise Http404
    actions.look(conversation, user=_me(request), about="photo")
    return uploads.to_file(found)


@require_POST
@for_staff
def assign(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Take a conversation, or give it back to all."""
    me = _me(request)
    actions.assign(_or_404(key), to=me if request.POST.get("to") == "me" else None, by=me)
    return redirect("desk-conversation", key)


@require_POST
@for_staff
def close(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Close a conversation in which nothing waits; one with a question stays open and says so."""
    if not actions.close(_or_404(key), by=_me(request)):
        messages.warning(request, gettext("A question waits here. Answer it, then close."))
        return redirect("desk-conversation", key)
    return redirect("desk")


def _or_404(key: uuid.UUID) -> Conversation:
    found = conversation_with_key(key)
    if found is None:
        raise Http404
    return found


def _me(request: HttpRequest) -> User:
    """Who of the staff asks; the guard before every view of the desk has made sure of it."""
    return cast("User", request.user)
