"""What a person says of a told sign: whether what was unclear is so, how it went, that the clinic shall know."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from fortnight.web.accounts.entrance import theirs
from fortnight.web.accounts.models import Person
from fortnight.web.chat import actions
from fortnight.web.chat.models import Message
from fortnight.web.healing.actions import answer, tell_outcome
from fortnight.web.healing.models import Alarm
from fortnight.web.healing.queries import alarm_of, question_of
from fortnight.web.shell.screen import wants_json


@require_POST
@theirs
def asked(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """The answer to "Is any of this happening right now?" under a message. 404 for another's question."""
    question = question_of(person, key)
    if question is None or question.message is None:
        raise Http404
    alarm = answer(question, request.POST.get("answer", ""))
    actions.note_answer(question.message.conversation, urgent=alarm is not None)
    if wants_json(request):
        return JsonResponse({"urgent": alarm is not None})
    return redirect(f"{reverse('advisor')}#{'cannot-wait' if alarm else f'message-{question.message.number}'}")


@require_POST
@theirs
def outcome(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """How it went, in the person's own words: it stands no longer for them; the clinic sees what they said."""
    alarm = _theirs(person, key)
    raw = request.POST.get("outcome", "")
    if raw not in Alarm.OUTCOMES:
        return HttpResponseBadRequest()
    tell_outcome(alarm, outcome=raw)
    if alarm.message:
        actions.tell_desk(alarm.message.conversation)
    messages.success(request, gettext("Thank you for telling us. If it comes back or gets worse, call straight away."))
    return redirect("advisor" if request.POST.get("back") == "advisor" else "today")


@require_POST
@theirs
def tell(_request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """Send the clinic what was typed into the box; sent twice it is one message. 404 for another's words."""
    alarm = _theirs(person, key)
    actions.send(
        actions.conversation_with(person), author=Message.PERSON, uid=alarm.key, body=alarm.words, signs=alarm.signs
    )
    return redirect(f"{reverse('advisor')}#cannot-wait")


def _theirs(person: Person, key: uuid.UUID) -> Alarm:
    alarm = alarm_of(person, key)
    if alarm is None:
        raise Http404
    return alarm
