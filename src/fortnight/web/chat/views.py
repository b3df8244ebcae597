"""A person's conversation with the advisor: the page, what is new since a number, sending with a script or without."""

import uuid
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.backends.utils import csrf_input
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fortnight.web.accounts.bodies import PHOTO, takes_files
from fortnight.web.accounts.client import limited
from fortnight.web.accounts.entrance import theirs
from fortnight.web.accounts.models import Person, User
from fortnight.web.accounts.numbers import whole_number
from fortnight.web.chat import actions, attachments, cards, hints, queries, stream, uploads
from fortnight.web.chat.forms import MessageForm
from fortnight.web.chat.hooks import Reach, reach
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.chat.shown import Side, hears_words, promise, shown
from fortnight.web.healing.models import Question
from fortnight.web.healing.shown import StandingSign, standing
from fortnight.web.shell.screen import page, wants_json

_NEWEST = 2**31 - 1


@require_http_methods(["GET", "POST"])
@takes_files(PHOTO)
@limited("300/h", group="chat", method="POST")
@theirs
def advisor(request: HttpRequest, person: Person) -> HttpResponse:
    """The conversation. A message is always sent; where it tells of a sign, the page then begins with what to do."""
    if request.method != "POST":
        return _page(request, person, MessageForm(initial={"card": request.GET.get("card", "")}))
    form = MessageForm(request.POST, request.FILES)
    conversation = actions.conversation_with(person)
    if not form.is_valid() or not _files_kept(request, conversation, form):
        return _refused(request, person, form)
    values = form.cleaned_data
    card = cards.card_from(person, values["card"])
    message, _ = actions.send(
        conversation,
        author=Message.PERSON,
        uid=values["uid"],
        body=values["body"].strip(),
        card=card,
        more_signs=cards.signs_of(person, card),
        files=values["ahead"],
    )
    if wants_json(request):
        flags = {"urgent": bool(message.signs), "asks": Question.objects.filter(message=message).exists()}
        return JsonResponse({"number": message.number} | {name: True for name in flags if flags[name]}, status=201)
    return redirect(_place_of(message))


def _place_of(message: Message) -> str:
    """Where the page is looked at after a message: the doctor's way, else the message with what is asked under it."""
    place = "cannot-wait" if message.signs else f"message-{message.number}"
    return f"{reverse('advisor')}#{place}"


def _files_kept(request: HttpRequest, conversation: Conversation, form: MessageForm) -> bool:
    """Whether the pictures that came with a form are kept; where one is not taken, the form says why."""
    keys, wrong = uploads.kept(request, conversation, None)
    form.cleaned_data["ahead"] += keys
    if wrong:
        form.add_error(None, wrong)
    return not wrong


def before_in(request: HttpRequest) -> int:
    """The number before which a page shows messages: the newest ones where the address names none."""
    number = request.GET.get("before", "")
    return whole_number(number, _NEWEST)


def _refused(request: HttpRequest, person: Person, form: MessageForm) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"errors": form.errors}, status=400)
    return _page(request, person, form, status=400)


def _page(request: HttpRequest, person: Person, form: MessageForm, status: int = 200) -> HttpResponse:
    conversation = queries.conversation_of(person)
    if conversation:
        actions.see(conversation, user=None, number=conversation.last)
    before = queries.messages_before(conversation, before_in(request)) if conversation else []
    card_spec, now, urgent = str(form["card"].value() or ""), timezone.now(), standing(person, private=True)
    return page(
        request,
        "chat/advisor.html",
        person,
        stream=stream.PERSON,
        conversation=conversation,
        messages=shown(conversation, person, before, Side.PERSON, None) if conversation else [],
        promise=None if urgent else promise(conversation, person, now),
        standing=urgent,
        hears=hears_words(person, now) if urgent else "",
        version=_version(urgent),
        closed=conversation is not None and conversation.closed is not None,
        hints=settings.HINTS,
        form=form,
        mail=next(iter(reach(person)), Reach()),
        along=cards.shown(person, cards.card_from(person, card_spec)) if card_spec else None,
        status=status,
    )


@require_GET
@theirs
def since(request: HttpRequest, person: Person) -> HttpResponse:
    """What is new since a number, drawn, and the states of what was there. `seen=1`: somebody looks at the page."""
    conversation = queries.conversation_of(person)
    if conversation is None:
        empty = {"last": 0, "more": False, "seen": 0, "html": "", "promise": "", "late": False, "closed": False}
        return JsonResponse(empty | _urgent(request, person))
    if request.GET.get("seen") == "1":
        actions.see(conversation, user=None, number=conversation.last)
    return JsonResponse(news(request, conversation, person, Side.PERSON) | _urgent(request, person))


def _urgent(request: HttpRequest, person: Person) -> dict[str, Any]:
    """What cannot wait, rendered, with a version that shows whether it has changed; without a due time beside it."""
    urgent = standing(person, private=True)
    values = {"standing": urgent, "here_at": "advisor", "guard": csrf_input(request)}
    values["hears"] = hears_words(person, timezone.now()) if urgent else ""
    drawn = {"version": _version(urgent), "urgent": render_to_string("healing/standing.html", values, request)}
    return drawn | ({"promise": "", "late": False} if urgent else {})


def _version(urgent: list[StandingSign]) -> str:
    return " ".join(sign.version for sign in urgent)


def news(request: HttpRequest, conversation: Conversation, person: Person, side: Side) -> dict[str, Any]:
    """What one side does not have yet, from the number that it names, without a gap; `more`: there is more to fetch.

    Messages that have changed meanwhile are sent again, and the page replaces those it has.
    """
    number = request.GET.get("number", "0")
    after = whole_number(number)
    user = request.user if side is Side.DESK and isinstance(request.user, User) else None
    fresh = queries.messages_after(conversation, after)
    shown_messages = shown(conversation, person, [*queries.changed_before(conversation, after), *fresh], side, user)
    last = fresh[-1].number if fresh else min(after, conversation.last)
    answer_promise = (
        promise(conversation, person, timezone.now()) if side is Side.PERSON or conversation.asked else None
    )
    drawn = {"messages": shown_messages, "side": side, "guard": csrf_input(request)}
    mark = queries.seen_by_staff(conversation) if side is Side.PERSON else queries.seen_by_person(conversation)
    return {
        "last": last,
        "more": last < conversation.last,
        "seen": mark,
        "html": render_to_string("chat/messages.html", drawn, request),
        "promise": answer_promise.says if answer_promise else "",
        "late": answer_promise is not None and answer_promise.late,
        "closed": conversation.closed is not None,
    }


@require_POST
@theirs
def hint(request: HttpRequest, person: Person) -> HttpResponse:
    """The person is writing just now. Passed on to the desk, and kept nowhere."""
    conversation = queries.conversation_of(person)
    if conversation:
        hints.from_person(conversation)
    return HttpResponse(status=204)


@require_POST
@theirs
def change(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Change one of one's own messages, or take it back, within five minutes. 404 for anybody else's."""
    conversation = queries.conversation_of(person)
    message = queries.message_with(conversation, number) if conversation else None
    if message is None or message.author != Message.PERSON:
        raise Http404
    try:
        if request.POST.get("way") == "withdraw":
            actions.withdraw(message, author=Message.PERSON, by=None)
        else:
            form = MessageForm(request.POST)
            if not form.is_valid() or not form.cleaned_data["body"].strip():
                return _refused(request, person, form)
            actions.change(message, author=Message.PERSON, by=None, body=form.cleaned_data["body"].strip())
    except actions.EditTooLateError:
        return page(request, "chat/too_late.html", person, status=409)
    return redirect(_place_of(message))


@require_POST
@takes_files(PHOTO)
@limited("120/h", group="files", method="POST")
@theirs
def send_file(request: HttpRequest, person: Person) -> HttpResponse:
    """Take a picture ahead of the message that it belongs to."""
    return uploads.ahead(request, actions.conversation_with(person), None)


@require_GET
@theirs
def one_file(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """A redirect to a file of the conversation, at an address that soon expires. 404 for another person's."""
    attachment = queries.file_of(queries.conversation_of(person), key)
    if attachment is None or attachment.message is None:
        raise Http404
    return uploads.to_file(attachment)


@require_GET
def file(request: HttpRequest, token: str) -> HttpResponse:
    """A file, for whoever has the address that was made for it within the last ten minutes. 404 afterwards."""
    attachment = attachments.of_ticket(token)
    answer = uploads.handed_out(attachment) if attachment else None
    if answer is None:
        raise Http404
    return answer
