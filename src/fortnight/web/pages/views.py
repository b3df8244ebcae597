"""Pages that belong to nobody: the front page with its three questions, what the browser wants to know."""

import datetime as dt
import re
import sys
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.i18n import set_language
from django_ratelimit.exceptions import Ratelimited

from fortnight.course.days import local_date
from fortnight.errors import FortnightError
from fortnight.web.accounts.actions import add_session, begin, change_person, start_treatment
from fortnight.web.accounts.client import limited
from fortnight.web.accounts.entrance import asking, inside, remember, today_for
from fortnight.web.accounts.models import Person, User
from fortnight.web.accounts.queries import clinic
from fortnight.web.ground.counting import LimitReachedError
from fortnight.web.ground.request_log import NUMBER
from fortnight.web.me.forms import StartForm
from fortnight.web.me.spacing import ANYWAY, warned_first
from fortnight.web.shell.palette import colour
from fortnight.web.shell.reached import words_of
from fortnight.web.shell.screen import page, wants_json
from fortnight.web.shell.trouble import StorageTrouble, trouble_of
from fortnight.web.shell.trouble import remember as remember_trouble

SURE = "sure"
"""The field of a form by which somebody who has a plan says that another one is to begin."""
_UNSEEN = {"csrfmiddlewaretoken"}
# What a person typed has a space or a line in it; the rest of a form are its own words.
_LETTER = re.compile(r"\s")


@require_http_methods(["GET", "POST"])
@limited("300/h", group="start", method="POST")
def front(request: HttpRequest) -> HttpResponse:
    """What this is, and the three questions; for somebody with a plan, their day, or the form of another session.

    Answers of somebody who has a plan begin another one only after they were asked. Who came without a plan to a page
    of somebody's own is told so, and goes on to it (`next`) from here.
    """
    person = asking(request)
    onward = inside(request.POST.get("next", "") if request.method == "POST" else request.GET.get("next", ""))
    if person and person.current and request.method == "GET":
        return redirect("new-treatment" if "again" in request.GET else onward or "today")
    house = clinic()
    zone = _zone(request.POST.get("zone", ""), person.zone if person else house.zone)
    form = StartForm(request.POST or None, today=local_date(timezone.now(), zone))
    if request.method != "POST" or not form.is_valid():
        status = 400 if form.errors else 200
        return page(request, "pages/front.html", person, form=form, house=house, onward=onward, status=status)
    facts = {name: form.cleaned_data[name] for name in ("date", "setting", "needle_mm")}
    if person and person.current:
        return _again(request, person, onward, **facts)
    secret = ""
    if person is None:
        user = request.user if isinstance(request.user, User) else None
        person, secret = begin(
            clinic=house, zone=zone, language=translation.get_language() or "", country="", user=user
        )
    start_treatment(person, **facts)
    response = redirect(onward or "today")
    if secret:
        remember(response, secret)
    return response


def _again(request: HttpRequest, person: Person, onward: str, *, date: dt.date, **facts: Any) -> HttpResponse:
    """One more session of somebody who has a plan, after they were asked; one that comes too soon is said so first."""
    if warning := warned_first(request, person, date, reverse("new-treatment")):
        return warning
    if not {SURE, ANYWAY} & request.POST.keys():
        sent = [(name, value) for name, value in request.POST.items() if name not in _UNSEEN]
        return page(request, "pages/begin_again.html", person, date=date, sent=sent)
    add_session(person, today=today_for(person), date=date, **facts)
    return redirect(onward or "today")


def _zone(zone: str, otherwise: str) -> str:
    """The zone that the browser names, if it exists."""
    if not zone:
        return otherwise
    try:
        local_date(timezone.now(), zone)
    except FortnightError:
        return otherwise
    return zone


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Set the language of the pages: in a cookie, and for a person in their row."""
    person, code = asking(request), request.POST.get("language", "")
    if person and code in dict(settings.LANGUAGES):
        change_person(person, language=code)
    return set_language(request)


@require_GET
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """What a telephone needs to put Fortnight among its apps."""
    icons = [
        {"src": static(f"shell/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"} for size in (192, 512)
    ]
    icons.append(
        {"src": static("shell/icon-512-maskable.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"}
    )
    values = {
        "id": "/",
        "name": "Fortnight",
        "short_name": "Fortnight",
        "description": gettext("The 2 weeks after microneedling, day by day."),
        "start_url": reverse("today"),
        "scope": "/",
        "display": "standalone",
        "background_color": colour("paper"),
        "theme_color": colour("paper"),
        "icons": icons,
    }
    return JsonResponse(values, content_type="application/manifest+json")


@require_GET
@cache_control(public=True, max_age=86400)
def favicon(request: HttpRequest) -> HttpResponse:
    """The sign for browsers that ask at the old address."""
    return redirect(static("shell/icon-192.png"))


@require_GET
@cache_control(no_cache=True)
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may look at everything: what belongs to somebody leads strangers to the front page anyway."""
    return HttpResponse("User-agent: *\nDisallow:\n", content_type="text/plain")


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open for too long, or sent from elsewhere."""
    return page(request, "pages/stale.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page, or it belongs to somebody else."""
    return page(request, "pages/missing.html", asking(request), status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Something went wrong here. The database is not asked, and the number leads to the line in the log.

    Where nothing can be written for now, who sent a form gets their words back, to be sent again: 503.
    """
    trouble = trouble_of(sys.exc_info()[1])
    if trouble:
        return _not_written(request, trouble)
    return render(request, "pages/broken.html", {"number": request.META.get(NUMBER, "")}, status=500)


def _not_written(request: HttpRequest, trouble: StorageTrouble) -> HttpResponse:
    remember_trouble(trouble)
    response: HttpResponse
    if wants_json(request):
        says = gettext("Nothing can be saved here at the moment. Try again in a few minutes.")
        response = JsonResponse({"wrong": says}, status=503)
    else:
        # A code has to be typed again: it has been used, or should not be shown on a page.
        again = request.method == "POST" and not request.path.startswith("/accounts/")
        fields = [(name, text) for name, texts in request.POST.lists() for text in texts] if again else []
        values = {
            "number": request.META.get(NUMBER, ""),
            "to": request.get_full_path(),
            "words": [(name, text) for name, text in fields if name not in _UNSEEN and _LETTER.search(text)],
            "rest": [(name, text) for name, text in fields if name not in _UNSEEN and not _LETTER.search(text)],
            "token": get_token(request),
            "again": again,
        }
        response = render(request, "pages/not_written.html", values, status=503)
    response.headers["Retry-After"] = "60"
    return response


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Too often from the same place, or too much of something (429), or not allowed (403)."""
    if isinstance(exception, Ratelimited | LimitReachedError):
        says = words_of(exception.limit) if isinstance(exception, LimitReachedError) else ""
        if wants_json(request):
            return JsonResponse({"wrong": says or gettext("A short pause")}, status=429)
        return page(request, "pages/too_often.html", asking(request), says=says, status=429)
    return page(request, "pages/missing.html", asking(request), status=403)
