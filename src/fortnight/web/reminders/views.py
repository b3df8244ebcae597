"""Choosing reminders, seeing what will come, and ending them by one tap."""

import uuid
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from fortnight.course.days import zone_of
from fortnight.errors import UsageError
from fortnight.web.accounts.actions import change_person
from fortnight.web.accounts.browser import browser_of, browser_words
from fortnight.web.accounts.client import limited
from fortnight.web.accounts.entrance import COOKIE, NO_PATH, theirs, today_for
from fortnight.web.accounts.models import Person
from fortnight.web.accounts.queries import device_of_secret
from fortnight.web.reminders import actions, queries, words
from fortnight.web.reminders.forms import DeviceForm, ReminderForm
from fortnight.web.reminders.models import PushDevice, ReminderWish
from fortnight.web.reminders.push.vapid import make_key
from fortnight.web.shell.screen import page

_TICKED = ("email", "steps", "returns", "checkins", "sessions", "answers", "photos", "named")
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
    if request.POST.get("way") == "zone":
        _move(person, request.POST.get("zone", ""))
        return redirect("reminders")
    form = ReminderForm(request.POST)
    if not form.is_valid():
        return _page(request, person, wish, form, to=to, status=400)
    wish = actions.choose(person, **{**form.wishes, "email": form.wishes["email"] and bool(to)})
    messages.success(request, gettext("Saved.") if wish.is_on else gettext("Saved. Reminders are off."))
    return redirect("reminders")


def _move(person: Person, zone: str) -> None:
    """Let a person's days and reminders go by another zone; one that nobody knows changes nothing."""
    with suppress(UsageError):
        zone_of(zone)
        change_person(person, zone=zone)
        actions.plan(person)


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
            "says": words.brief_words(row.content),
            "shows": words.headline(row.slot, row.content, named=looked_at.named),
        }
        for row in queries.coming(person, looked_at, now)
    ]
    values: dict[str, Any] = {"form": form, "wish": wish, "to": to, "coming": coming, "leaves": settings.MAIL_LEAVES}
    values |= {"paused": queries.is_paused(person), "written": queries.written_so_far(person) if wish else 0}
    rows = [
        {"key": row.key, "words": browser_words(row.browser, row.system), "here": _is_here(request, row)}
        for row in queries.devices_of(person)
    ]
    values |= {"devices": rows, "is_here": any(row["here"] for row in rows), "push_key": make_key().public}
    return page(request, "reminders/reminders.html", person, status=status, **values)


def _of_browser(request: HttpRequest) -> dict[str, Any]:
    """By what a browser opens the plan here: its session, or the visitor's cookie."""
    if request.user.is_authenticated:
        return {"session_id": request.session.session_key, "device": None}
    return {"session_id": None, "device": device_of_secret(request.COOKIES.get(COOKIE, ""))}


def _is_here(request: HttpRequest, row: PushDevice) -> bool:
    """Whether a device is the browser that asks."""
    opened = _of_browser(request)
    mine = opened["device"].pk if opened["device"] else None
    return (row.session_id, row.device_id) == (opened["session_id"], mine)


@require_POST
@theirs
@limited("60/h", group="reminders-device")
def device(request: HttpRequest, person: Person) -> HttpResponse:
    """Send a person's reminders to this browser from now on; asked by a script, or by the worker when keys change."""
    form = DeviceForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    values = form.cleaned_data
    browser, old = browser_of(request), values.pop("old")
    if old:
        actions.drop_endpoint(person, old)
    actions.add_device(person, **values, **_of_browser(request), browser=browser.name, system=browser.system)
    return JsonResponse({"done": True})


@require_POST
@theirs
def forget(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """Send no more reminders to one of a person's browsers. 404 for somebody else's."""
    row = queries.device_with(key)
    if row is None or row.person_id != person.pk:
        raise Http404
    actions.forget_device(row)
    messages.success(request, gettext("This browser gets no more reminders."))
    return redirect("reminders")


@csrf_exempt
@require_http_methods(["GET", "POST"])
@limited("1200/h", group="reminders-stop")
def stop(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The end of somebody's reminders by e-mail, or on one browser, for whoever has one of them before their eyes.

    A mail program or the browser's worker sends the form by itself. Opening the page ends nothing: programs that look
    through mail open every address. 404 for any other key.
    """
    wish, row = queries.wish_with(key), queries.device_with(key)
    if wish is None and row is None:
        raise Http404
    if request.method == "POST" and wish:
        actions.stop_mail(wish)
    elif request.method == "POST" and row:
        actions.forget_device(row)
    stopped = request.method == "POST" or (wish is not None and not wish.email)
    response = page(request, "reminders/stop.html", stopped=stopped, key=key, by_mail=wish is not None)
    response.headers["Referrer-Policy"] = NO_PATH
    return response
