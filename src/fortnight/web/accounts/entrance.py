"""The entrance of every page that belongs to somebody: who it is, and what day it is for them.

`@theirs` gives a view the person as its second argument, and sends everybody else to the front page, which says why and
knows where they wanted to go. The clock is read
here, once a request, and the day is worked out in the person's own zone.
"""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from fortnight.course.days import day_of, local_date
from fortnight.web.accounts.convert import current_treatment
from fortnight.web.accounts.models import Person, User
from fortnight.web.accounts.queries import device_of_secret, person_of_secret
from fortnight.web.accounts.using import note_device

COOKIE = settings.VISITOR_COOKIE_NAME
OLD_COOKIE = "fortnight"
"""What the cookie was called on every installation, until each had a name of its own."""
LEFT = "plan_left"
"""The key of a session in which somebody said that the plan of the browser is not theirs: the person's key."""
# An address with a secret in it is passed to no other page, not even ours; forms need the bare host.
NO_PATH = "strict-origin"
_COOKIE_DAYS = 400
P = ParamSpec("P")


def asking(request: HttpRequest) -> Person | None:
    """The person who asks: the signed-in one, else the visitor of the cookie, else None."""
    user = request.user
    if isinstance(user, User):
        return getattr(user, "person", None)
    device = device_of_secret(request.COOKIES.get(COOKIE, ""))
    if device is None:
        return None
    note_device(device, request)
    return device.person


def plan_to_join(request: HttpRequest, *, anew: bool = False) -> Person | None:
    """The plan that is open in a browser where somebody has signed in who has none; None where nothing is to be asked.

    Never for staff, who sign in at other people's devices, and not again after a no, unless `anew`.
    """
    user = request.user
    if not isinstance(user, User) or user.is_staff:
        return None
    own: Person | None = getattr(user, "person", None)
    if own and own.current_id:
        return None
    plan = person_of_secret(request.COOKIES.get(COOKIE, ""))
    left = plan is not None and request.session.get(LEFT) == plan.pk and not anew
    return plan if plan and plan.user_id is None and plan.current_id and not left else None


def remember(response: HttpResponseBase, secret: str) -> None:
    """Leave a visitor's secret in their browser, where scripts cannot read it."""
    age = _COOKIE_DAYS * 24 * 60 * 60
    response.set_cookie(COOKIE, secret, max_age=age, httponly=True, secure=settings.SECURE, samesite="Lax")


def renamed(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Rename a plan's cookie where a browser still has it under its old name, and the plan is here."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        secret = "" if COOKIE in request.COOKIES else request.COOKIES.get(OLD_COOKIE, "")
        if not secret or device_of_secret(secret) is None:
            return answer(request)
        request.COOKIES[COOKIE] = secret
        response = answer(request)
        if COOKIE not in response.cookies:
            remember(response, secret)
        response.delete_cookie(OLD_COOKIE)
        return response

    return answered


def theirs(
    view: Callable[Concatenate[HttpRequest, Person, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view of somebody's own page: it gets the person, or the front page is shown instead."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        person = asking(request)
        if person is None or person.current is None:
            return redirect("join") if plan_to_join(request) else redirect(door(request))
        return view(request, person, *args, **kwargs)

    guarded.__dict__["private"] = True
    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", guarded)


def door(request: HttpRequest) -> str:
    """The front page, which says why and leads back to the page that was asked for; a form that was sent is gone."""
    onward = f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
    return f"{reverse('front')}{onward}"


def inside(path: str) -> str:
    """A path of this site that a page or a form names to go on to; empty for anything else.

    >>> inside("/shelf/?day=3"), inside("https://else.example/"), inside("//else.example")
    ('/shelf/?day=3', '', '')
    """
    ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if ours else ""


def today_for(person: Person, now: dt.datetime | None = None) -> dt.date:
    """The date it is for a person, in their zone."""
    return local_date(now or timezone.now(), person.zone)


def day_for(person: Person, date: dt.date) -> int:
    """The day of a person's current course on a date (base 1). Raises: ValueError without a treatment."""
    return day_of(current_treatment(person), date)
