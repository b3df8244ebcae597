"""Choosing reminders, seeing what will come, and ending them by one tap."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from fortnight.web.accounts.client import limited
from fortnight.web.accounts.entrance import NO_PATH, theirs, today_for
from fortnight.web.accounts.models import Person
from fortnight.web.reminders import actions, queries, words
from fortnight.web.reminders.forms import ReminderForm
from fortnight.web.reminders.models import ReminderWish
from fortnight.web.shell.screen import page

_TICKED = ("email", "steps", "returns", "checkins", "sessions", "answers", "named")
_TIMES = ("morning", "evening", "quiet_from", "quiet_to")


@require_http_methods(["GET", "POST"])
@theirs
@limited("120/h", group="reminders", method="POST")
def reminders(request: HttpRequest, person: Person) -> HttpResponse:
    """What a person wants of reminders, and the next of them as they would come."""
    wish, to = queries.chosen(person), queries.mail_address(person)
    if request.method != "POST":
        return _page(request, person, wish, _form(wish, to), to=to)
    if request.POST.get("way") == "off":
        actions.turn_off(person)
        messages.success(request, gettext("Reminders are off."))
        return redirect("reminders")
    form = ReminderForm(request.POST)
    if not form.is_valid():
        return _page(request, person, wish, form, to=to, status=400)
    wish = actions.choose(person, **{**form.wishes, "email": form.wishes["email"] and bool(to)})
    messages.success(request, gettext("Saved.") if wish.is_on else gettext("Saved. Reminders are off."))
    return redirect("reminders")


def _form(wish: ReminderWish | None, to: str) -> ReminderForm:
    """The wishes as they are; before the first, what we propose."""
    proposed = wish or ReminderWish(email=bool(to))
    times = {name: f"{time:%H:%M}" if (time := getattr(proposed, name)) else "" for name in _TIMES}
    ticked = {name: getattr(proposed, name) for name in _TICKED}
    halves = {"in_morning": proposed.morning is not None, "in_evening": proposed.evening is not None}
    return ReminderForm(initial={**ticked, **halves, **times})


def _page(
    request: HttpRequest, person: Person, wish: ReminderWish | None, form: ReminderForm, *, to: str, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    today, looked_at = today_for(person, now), wish or ReminderWish()
    coming = [
        {
            "when": words.coming_words(row, today, person.zone),
            "says": words.headline(row.slot, row.content, named=True),
            "shows": words.headline(row.slot, row.content, named=looked_at.named),
        }
        for row in queries.coming(person, looked_at, now)
    ]
    values: dict[str, Any] = {"form": form, "wish": wish, "to": to, "coming": coming, "leaves": settings.MAIL_LEAVES}
    values |= {"paused": queries.is_paused(person), "written": queries.written_so_far(person) if wish else 0}
    return page(request, "reminders/reminders.html", person, status=status, **values)


@csrf_exempt
@require_http_methods(["GET", "POST"])
@limited("1200/h", group="reminders-stop")
def stop(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The end of somebody's reminders by e-mail, for whoever has a letter; a mail program sends the form by itself.

    Opening the page ends nothing: programs that look through mail open every address. 404 for any other key.
    """
    wish = queries.wish_with(key)
    if wish is None:
        raise Http404
    if request.method == "POST":
        actions.stop_mail(wish)
    response = page(request, "reminders/stop.html", stopped=not wish.email, key=key)
    response.headers["Referrer-Policy"] = NO_PATH
    return response
