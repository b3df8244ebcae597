"""The inbox, and one conversation on the desk: read and answered. Staff only, with a second factor."""

import datetime as dt
import uuid
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.backends.utils import csrf_input
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fortnight.web.accounts.actions import note_staff_looks
from fortnight.web.accounts.bodies import PHOTO, takes_files
from fortnight.web.accounts.models import User
from fortnight.web.accounts.numbers import whole_number
from fortnight.web.accounts.staff import for_staff
from fortnight.web.chat import hints, stream, uploads
from fortnight.web.chat.actions import UnseenNewsError, look, see
from fortnight.web.chat.models import Conversation
from fortnight.web.chat.queries import COUNTED, PAGE, DeskBox, conversation_with_key, counts, file_of, messages_before
from fortnight.web.chat.queries import inbox as lines_in
from fortnight.web.chat.shown import Side, promise, shown
from fortnight.web.chat.views import before_in, news
from fortnight.web.checkins.queries import how_many_uneasy
from fortnight.web.desk import actions, queries
from fortnight.web.desk.alarms import reasons, shown_alarms
from fortnight.web.desk.composer import Composed, composed
from fortnight.web.desk.fields import filled, values_for
from fortnight.web.desk.forms import AnswerForm
from fortnight.web.desk.reasons import REASONS, reason_words
from fortnight.web.desk.shown import due_words, line, note, timeline
from fortnight.web.desk.tags import SUGGESTED, normalised
from fortnight.web.mail.incoming.summaries import news as mail_news
from fortnight.web.shell.screen import page, wants_json

_A_DAY = dt.timedelta(days=1)


@require_GET
@for_staff
def inbox(request: HttpRequest) -> HttpResponse:
    """A box of conversations, those that are urgent or due soonest first, or a search for some words.

    With `part` only the part that changes is returned, for the script that keeps the page up to date.
    """
    raw = request.GET.get("box", DeskBox.DUE)
    box = DeskBox(raw) if raw in set(DeskBox) else DeskBox.DUE
    words = " ".join(request.GET.get("q", "").split())[:80]
    tag = next(iter(normalised(request.GET.get("tag", ""))), "")[:30]
    number, user, now = whole_number(request.GET.get("page", "")), me(request), timezone.now()
    lines = lines_in(user, box, words=words, tag=tag, page=number)
    _note_looks(user, [inbox_line.conversation for inbox_line in lines[:PAGE]], searched=bool(words))
    values = {
        "box": box,
        "boxes": tuple(DeskBox),
        "counts": counts(user),
        "counted": COUNTED,
        "words": words,
        "tag": tag,
        "number": number,
        "more": len(lines) > PAGE,
        "lines": [line(inbox_line, now, words) for inbox_line in lines[:PAGE]],
        "user": user,
        "mail_news": mail_news(),
        "uneasy": how_many_uneasy(),
    }
    if request.GET.get("part"):
        return HttpResponse(render_to_string("desk/list.html", values, request))
    return page(request, "desk/inbox.html", None, reasons=REASONS, stream=stream.DESK, **values)


def _note_looks(user: User, conversations: list[Conversation], *, searched: bool) -> None:
    """Log for each person that words of theirs were read in a list: once a day, and in a search once an hour."""
    people = [row.person_id for row in conversations if row.last]
    if searched:
        note_staff_looks(people, by=user, about="search")
    else:
        note_staff_looks(people, by=user, about="inbox", again=_A_DAY)


@require_http_methods(["GET", "POST"])
@takes_files(PHOTO)
@for_staff
def conversation(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One conversation beside its client. An answer written without having seen a new message is held back."""
    conversation, user = or_404(key), me(request)
    if request.method != "POST":
        return _shown(request, conversation, Composed(form=AnswerForm()))
    keys, wrong = uploads.kept(request, conversation, user)
    put = composed(request.POST, conversation, user, keys)
    if put:
        return (
            JsonResponse(_found(request, conversation, put))
            if wants_json(request)
            else _shown(request, conversation, put)
        )
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        says = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return _not_sent(request, conversation, form, says, status=400)
    values = form.cleaned_data
    values["ahead"] += keys
    if wrong:
        form.add_error(None, wrong)
        return _not_sent(request, conversation, form, wrong, status=400)
    try:
        message, _ = actions.answer(
            conversation,
            by=user,
            uid=values["uid"],
            body=values["body"].strip(),
            card=values["card"],
            seen_up_to=values["seen"],
            files=values["ahead"],
        )
    except UnseenNewsError:
        says = gettext("There is a new message. Read it first; your answer is still here.")
        return _not_sent(request, conversation, form, says, status=409)
    return JsonResponse({"number": message.number}, status=201) if wants_json(request) else redirect(request.path)


def _not_sent(
    request: HttpRequest, conversation: Conversation, form: AnswerForm, says: str, status: int
) -> HttpResponse:
    """Why an answer was not sent. The form itself says what is wrong with it; a new message is announced above."""
    if wants_json(request):
        return JsonResponse({"says": says}, status=status)
    if form.is_valid():
        messages.warning(request, says)
    return _shown(request, conversation, Composed(form=form), status=status)


def _found(request: HttpRequest, conversation: Conversation, put: Composed) -> dict[str, Any]:
    """What a script puts into the composer: the hits of a search, or the card that goes with the message."""
    drawn = {"put": put, "along": put.along(conversation), "side": Side.DESK}
    return {"html": render_to_string("desk/found.html", drawn, request), "card": put.card}


def _shown(request: HttpRequest, conversation: Conversation, put: Composed, status: int = 200) -> HttpResponse:
    user = me(request)
    look(conversation, user=user)
    see(conversation, user=user, number=conversation.last)
    person = conversation.person
    before = messages_before(conversation, before_in(request))
    first, last = (before[0].number, before[-1].number) if before else (1, conversation.last)
    notes = [note(note_row, person.clinic.zone) for note_row in queries.notes_between(conversation, first, last)]
    client = queries.client(person)
    values = values_for(conversation, user, client.course)
    return page(
        request,
        "desk/conversation.html",
        None,
        stream=stream.DESK,
        client=client,
        entries=timeline(shown(conversation, person, before, Side.DESK, user), notes),
        first=first,
        newest_note=max((shown_note.id for shown_note in notes), default=0),
        put=put,
        form=put.form,
        along=put.along(conversation),
        snippets=[(snippet, filled(snippet.body, values)) for snippet in queries.snippets()],
        status=status,
        **state(conversation, user),
    )


def state(conversation: Conversation, user: User) -> dict[str, Any]:
    """The state of a conversation: what its head and its tools show."""
    now = timezone.now()
    return {
        "conversation": conversation,
        "promise": promise(conversation, conversation.person, now) if conversation.asked else None,
        "due": due_words(conversation, now),
        "asleep": conversation.snoozed is not None and conversation.snoozed > now,
        "because": reason_words(conversation.because, conversation.because_words),
        "reasons": REASONS,
        "suggested": SUGGESTED,
        "advisors": queries.advisors(),
        "alarms": shown_alarms(conversation),
        "alarm_reasons": reasons(),
        "me": user,
        "zone": conversation.person.clinic.zone,
        "hints": settings.HINTS,
    }


@require_GET
@for_staff
def since(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What is new in a conversation since a message's number and a note's, and its state now."""
    conversation, user = or_404(key), me(request)
    look(conversation, user=user)
    if request.GET.get("seen") == "1":
        see(conversation, user=user, number=conversation.last)
    notes = [
        note(note_row, conversation.person.clinic.zone)
        for note_row in queries.notes_after(conversation, whole_number(request.GET.get("note", "")))
    ]
    drawn = state(conversation, user)
    return JsonResponse(
        {
            **news(request, conversation, conversation.person, Side.DESK),
            "notes": "".join(render_to_string("desk/note.html", {"one": shown_note}, request) for shown_note in notes),
            "state": render_to_string("desk/state.html", drawn, request),
            "tools": render_to_string("desk/tools.html", {**drawn, "guard": csrf_input(request)}, request),
            "alarms": render_to_string("desk/alarms.html", {**drawn, "guard": csrf_input(request)}, request),
        }
    )


@require_POST
@for_staff
def hint(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Somebody of the staff writes, notes or looks just now. Passed on, and kept nowhere."""
    does = request.POST.get("does", "")
    if does in set(hints.Does):
        hints.from_desk(or_404(key), user=me(request), does=hints.Does(does))
    return HttpResponse(status=204)


@require_POST
@takes_files(PHOTO)
@for_staff
def send_file(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Take a picture ahead of the answer that it goes along with."""
    return uploads.ahead(request, or_404(key), me(request))


@require_GET
@for_staff
def one_file(request: HttpRequest, key: uuid.UUID, file: uuid.UUID) -> HttpResponse:
    """A redirect to a file of a conversation, at an address that soon expires; the look is logged."""
    conversation = or_404(key)
    attachment = file_of(conversation, file)
    if attachment is None or attachment.message is None:
        raise Http404
    look(conversation, user=me(request), about="photo")
    return uploads.to_file(attachment)


def or_404(key: uuid.UUID) -> Conversation:
    """The conversation with a key. Raises: Http404."""
    conversation = conversation_with_key(key)
    if conversation is None:
        raise Http404
    return conversation


def me(request: HttpRequest) -> User:
    """The member of staff who asks; the guard before every view of the desk has made sure that there is one."""
    return cast("User", request.user)
