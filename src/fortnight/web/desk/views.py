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
from fortnight.web.accounts.bodies import PHOTO_BYTES, takes_files
from fortnight.web.accounts.models import User
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

_LONGEST_NUMBER = 10
_A_DAY = dt.timedelta(days=1)


@require_GET
@for_staff
def inbox(request: HttpRequest) -> HttpResponse:
    """A box of conversations, those that are urgent or due soonest first, or whatever holds some words.

    With `part` only what changes is answered, for the script that keeps the page alive.
    """
    raw = request.GET.get("box", DeskBox.DUE)
    box = DeskBox(raw) if raw in set(DeskBox) else DeskBox.DUE
    words = " ".join(request.GET.get("q", "").split())[:80]
    tag = next(iter(normalised(request.GET.get("tag", ""))), "")[:30]
    number, user, now = _number(request.GET.get("page", "")), me(request), timezone.now()
    found = lines_in(user, box, words=words, tag=tag, page=number)
    _note_looks(user, [one.conversation for one in found[:PAGE]], searched=bool(words))
    values = {
        "box": box,
        "boxes": tuple(DeskBox),
        "counts": counts(user),
        "counted": COUNTED,
        "words": words,
        "tag": tag,
        "number": number,
        "more": len(found) > PAGE,
        "lines": [line(one, now, words) for one in found[:PAGE]],
        "user": user,
        "mail_news": mail_news(),
        "uneasy": how_many_uneasy(),
    }
    if request.GET.get("part"):
        return HttpResponse(render_to_string("desk/list.html", values, request))
    return page(request, "desk/inbox.html", None, reasons=REASONS, stream=stream.DESK, **values)


def _note_looks(user: User, conversations: list[Conversation], *, searched: bool) -> None:
    """Write down for each person that words of theirs were read in a list: once a day, and in a search once an hour."""
    people = [one.person_id for one in conversations if one.last]
    if searched:
        note_staff_looks(people, by=user, about="search")
    else:
        note_staff_looks(people, by=user, about="inbox", again=_A_DAY)


@require_http_methods(["GET", "POST"])
@takes_files(most=PHOTO_BYTES)
@for_staff
def conversation(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One conversation beside its client. An answer written in ignorance of a new message is held back."""
    found, user = or_404(key), me(request)
    if request.method != "POST":
        return _shown(request, found, Composed(form=AnswerForm()))
    keys, wrong = uploads.kept(request, found, user)
    put = composed(request.POST, found, user, keys)
    if put:
        return JsonResponse(_told(request, found, put)) if wants_json(request) else _shown(request, found, put)
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        says = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return _not_sent(request, found, form, says, status=400)
    values = form.cleaned_data
    values["ahead"] += keys
    if wrong:
        form.add_error(None, wrong)
        return _not_sent(request, found, form, wrong, status=400)
    try:
        message, _ = actions.answer(
            found,
            by=user,
            uid=values["uid"],
            body=values["body"].strip(),
            card=values["card"],
            seen_up_to=values["seen"],
            files=values["ahead"],
        )
    except UnseenNewsError:
        says = gettext("There is a new message. Read it first; your answer is still here.")
        return _not_sent(request, found, form, says, status=409)
    return JsonResponse({"number": message.number}, status=201) if wants_json(request) else redirect(request.path)


def _not_sent(request: HttpRequest, found: Conversation, form: AnswerForm, says: str, status: int) -> HttpResponse:
    """Why an answer was not sent. The form says itself what is wrong with it; that there is news is said above."""
    if wants_json(request):
        return JsonResponse({"says": says}, status=status)
    if form.is_valid():
        messages.warning(request, says)
    return _shown(request, found, Composed(form=form), status=status)


def _told(request: HttpRequest, found: Conversation, put: Composed) -> dict[str, Any]:
    """What a script puts into the composer: what was found, or what goes along."""
    drawn = {"put": put, "along": put.along(found), "side": Side.DESK}
    return {"html": render_to_string("desk/found.html", drawn, request), "card": put.card}


def _shown(request: HttpRequest, found: Conversation, put: Composed, status: int = 200) -> HttpResponse:
    user = me(request)
    look(found, user=user)
    see(found, user=user, number=found.last)
    person = found.person
    before = messages_before(found, before_in(request))
    first, last = (before[0].number, before[-1].number) if before else (1, found.last)
    notes = [note(one, person.clinic.zone) for one in queries.notes_between(found, first, last)]
    client = queries.client(person)
    values = values_for(found, user, client.course)
    return page(
        request,
        "desk/conversation.html",
        None,
        stream=stream.DESK,
        client=client,
        entries=timeline(shown(found, person, before, Side.DESK, user), notes),
        first=first,
        newest_note=max((one.id for one in notes), default=0),
        put=put,
        form=put.form,
        along=put.along(found),
        snippets=[(snippet, filled(snippet.body, values)) for snippet in queries.snippets()],
        status=status,
        **state(found, user),
    )


def state(found: Conversation, user: User) -> dict[str, Any]:
    """How it stands with a conversation: what its head and its tools show."""
    now = timezone.now()
    return {
        "conversation": found,
        "promise": promise(found, found.person, now) if found.asked else None,
        "due": due_words(found, now),
        "asleep": found.snoozed is not None and found.snoozed > now,
        "because": reason_words(found.because, found.because_words),
        "reasons": REASONS,
        "suggested": SUGGESTED,
        "advisors": queries.advisors(),
        "alarms": shown_alarms(found),
        "alarm_reasons": reasons(),
        "me": user,
        "zone": found.person.clinic.zone,
        "hints": settings.HINTS,
    }


@require_GET
@for_staff
def since(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What is new in a conversation since a number, the notes since one, and how it stands with it now."""
    found, user = or_404(key), me(request)
    look(found, user=user)
    if request.GET.get("seen") == "1":
        see(found, user=user, number=found.last)
    notes = [
        note(one, found.person.clinic.zone) for one in queries.notes_after(found, _number(request.GET.get("note", "")))
    ]
    drawn = state(found, user)
    return JsonResponse(
        {
            **news(request, found, found.person, Side.DESK),
            "notes": "".join(render_to_string("desk/note.html", {"one": one}, request) for one in notes),
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
@takes_files(most=PHOTO_BYTES)
@for_staff
def send_file(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Take a picture ahead of the answer that it goes along with."""
    return uploads.ahead(request, or_404(key), me(request))


@require_GET
@for_staff
def one_file(request: HttpRequest, key: uuid.UUID, file: uuid.UUID) -> HttpResponse:
    """The way to a file of a conversation, by an address that soon ends; the look is written down."""
    conversation = or_404(key)
    found = file_of(conversation, file)
    if found is None or found.message is None:
        raise Http404
    look(conversation, user=me(request), about="photo")
    return uploads.to_file(found)


def or_404(key: uuid.UUID) -> Conversation:
    """The conversation with a key. Raises: Http404."""
    found = conversation_with_key(key)
    if found is None:
        raise Http404
    return found


def me(request: HttpRequest) -> User:
    """Who of the staff asks; the guard before every view of the desk has made sure of it."""
    return cast("User", request.user)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < _LONGEST_NUMBER else 0
