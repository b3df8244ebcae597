"""Where somebody's plan and account are open: every browser, with the way to close it; and leaving this one.

An account is open where its user is signed in, a plan besides in each browser whose cookie opens it without signing in.
Whoever only has such a cookie sees the browsers of that sort, and no session of the account.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fortnight.web.accounts import closing, queries
from fortnight.web.accounts.browser import browser_words
from fortnight.web.accounts.entrance import COOKIE, asking, door, theirs
from fortnight.web.accounts.models import BrowserSession, Device, Person, User
from fortnight.web.accounts.secrets import hashed
from fortnight.web.shell.screen import page

P = ParamSpec("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBrowser:
    """A browser in which something of somebody is open. `here`: it is the one that asks."""

    words: str
    signed_in: bool
    began: dt.datetime
    seen: dt.datetime
    here: bool
    key: str


def open_browsers(
    person: Person | None, user: User | None, *, secret: str = "", session_key: str | None = None
) -> list[OpenBrowser]:
    """The sessions of a user and the devices of a plan: the one that asks first, then by their last use."""
    sessions = [_of_session(row, session_key) for row in queries.sessions_of(user)] if user else []
    devices = [_of_device(row, secret) for row in queries.devices_of(person)] if person else []
    rows = sorted([*sessions, *devices], key=lambda row: row.seen, reverse=True)
    return sorted(rows, key=lambda row: not row.here)


def _of_session(row: BrowserSession, session_key: str | None) -> OpenBrowser:
    return OpenBrowser(
        words=browser_words(row.browser, row.system),
        signed_in=True,
        began=row.began,
        seen=row.seen,
        here=row.session_key == session_key,
        key=str(row.public),
    )


def _of_device(row: Device, secret: str) -> OpenBrowser:
    return OpenBrowser(
        words=browser_words(row.browser, row.system),
        signed_in=False,
        began=row.created,
        seen=row.seen,
        here=bool(secret) and row.secret_hash == hashed(secret),
        key=str(row.pk),
    )


def somebodys(
    view: Callable[Concatenate[HttpRequest, Person | None, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view for whoever has a plan or an account, or both: it gets the person, or None for an account without one."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        person = asking(request)
        if person is None and not request.user.is_authenticated:
            return redirect(door(request))
        return view(request, person, *args, **kwargs)

    guarded.__dict__["private"] = True
    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", guarded)


@require_GET
@somebodys
def devices(request: HttpRequest, person: Person | None) -> HttpResponse:
    """Every browser in which the plan or the account is open."""
    user, secret = _user(request), _secret(request)
    browsers = open_browsers(person, user, secret=secret, session_key=request.session.session_key)
    return page(
        request,
        "me/devices.html",
        person if person and person.current_id else None,
        browsers=browsers,
        others=sum(not browser.here for browser in browsers),
        links=queries.links_of(person, timezone.now()).count() if person else 0,
        plan=person,
        zone=(person or queries.clinic()).zone,
    )


@require_POST
@somebodys
def close_device(request: HttpRequest, person: Person | None, number: int) -> HttpResponse:
    """Close the plan in one browser that opens it without signing in. 404 for somebody else's."""
    if person is None or not closing.close_device(person, number):
        raise Http404
    messages.success(request, gettext("Removed. It no longer opens the plan."))
    return redirect("devices")


@require_POST
@somebodys
def close_session(request: HttpRequest, _person: Person | None, public: uuid.UUID) -> HttpResponse:
    """Sign out in one browser. 404 for somebody else's, and for who is not signed in."""
    user = _user(request)
    if user is None or not closing.close_session(user, public):
        raise Http404
    messages.success(request, gettext("Signed out there."))
    return redirect("devices")


@require_POST
@somebodys
def close_others(request: HttpRequest, person: Person | None) -> HttpResponse:
    """Close the plan and the account in every browser but this one."""
    closing.close_all(
        person=person, user=_user(request), secret=_secret(request), session_key=request.session.session_key or ""
    )
    messages.success(request, gettext("It is open in this browser only."))
    return redirect("devices")


@require_POST
@somebodys
def sign_out_everywhere(request: HttpRequest, person: Person | None) -> HttpResponse:
    """Close the plan and the account in every browser, this one too. 404 for who could not come back in."""
    user = _user(request)
    if user is None:
        raise Http404
    closing.close_all(person=person, user=user)
    logout(request)
    response: HttpResponse = redirect("front")
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


@require_http_methods(["GET", "POST"])
@theirs
def leave(request: HttpRequest, person: Person) -> HttpResponse:
    """Take the plan out of this browser, where something else still opens it; otherwise say what else can be done."""
    if request.user.is_authenticated:
        return redirect("account_logout")
    secret = _secret(request)
    doors = queries.doors(person, timezone.now(), besides=secret)
    stays = bool(doors or person.user_id)
    if request.method == "POST" and stays:
        closing.leave(person, secret)
        response: HttpResponse = redirect("front")
        response.delete_cookie(COOKIE, samesite="Lax")
        return response
    status = 409 if request.method == "POST" else 200
    return page(request, "me/leave.html", person, status=status, doors=doors, stays=stays)


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _secret(request: HttpRequest) -> str:
    """The secret in the cookie of a visitor's browser, or nothing where somebody is signed in."""
    return "" if request.user.is_authenticated else request.COOKIES.get(COOKIE, "")
