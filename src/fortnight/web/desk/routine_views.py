"""At the desk: a routine for a client, from their shelf and the catalogue, sent to them as a card. Staff only."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from fortnight.web.accounts.entrance import day_for, today_for
from fortnight.web.accounts.staff import for_staff
from fortnight.web.chat.actions import UnseenNewsError, look
from fortnight.web.chat.models import Conversation
from fortnight.web.desk.actions import send_routine
from fortnight.web.desk.forms import RoutineForm
from fortnight.web.desk.views import me, or_404
from fortnight.web.routine import actions
from fortnight.web.routine.asked import asked_in
from fortnight.web.routine.choosing import Chosen, chosen
from fortnight.web.routine.shown import day_asked, drawn
from fortnight.web.shell.screen import page


@require_http_methods(["GET", "POST"])
@for_staff
def recommend(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Choose a routine for a client and adjust it; once sent, it is a card in their conversation."""
    conversation, user = or_404(key), me(request)
    person = conversation.person
    if person.current is None:
        messages.warning(request, gettext("There is no treatment date yet, so we cannot give answers by day."))
        return redirect("desk-conversation", key)
    query = asked_in(QueryDict(request.POST.get("asked", "")) if request.method == "POST" else request.GET)
    if not query and not request.GET.get("new"):
        query = actions.asked_for_client(person)
    routine, form = chosen(person, query), RoutineForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and routine.form.is_valid():
        return _send(request, conversation, routine, form)
    look(conversation, user=user)
    day = day_asked(request, day_for(person, today_for(person)))
    status = 400 if form.is_bound or not routine.form.is_valid() else 200
    values = {"conversation": conversation, "client": person, "send": form, "uid": uuid.uuid4(), "status": status}
    return page(request, "desk/routine.html", None, **values, **drawn(routine, day, request.path, answers=False))


def _send(request: HttpRequest, conversation: Conversation, routine: Chosen, form: RoutineForm) -> HttpResponse:
    """Send it, unless a colleague or the client has written meanwhile; the wishes stay in the address."""
    values = form.cleaned_data
    try:
        send_routine(
            conversation,
            routine,
            by=me(request),
            uid=values["uid"],
            body=values["body"].strip(),
            seen_up_to=values["seen"],
        )
    except UnseenNewsError:
        messages.warning(request, gettext("There is a new message. Read it first; then send the routine."))
        return redirect(f"{request.path}?{routine.asked.urlencode()}")
    messages.success(request, gettext("The routine is sent."))
    return redirect("desk-conversation", conversation.key)
