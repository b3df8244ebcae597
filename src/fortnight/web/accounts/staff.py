"""Staff see what belongs to others, so an address and a code by e-mail are not enough for them.

Under `/desk/`, and in every view marked with `@for_staff`, whoever is not signed in is sent to sign in, whoever is not
staff finds nothing, and staff without a second factor or a passkey are sent to set one up. It belongs to the session:
one that never showed it sees nothing, whatever the account has, and a new factor ends every other session. How long a
session of staff lives stands in `using.py`. What only some of the staff may do is marked `@for_staff(right="...")`; the
rights are in `roles.py`.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar, cast, overload

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext

from fortnight.web.accounts.closing import end_other_sessions
from fortnight.web.accounts.models import STRONG, User
from fortnight.web.accounts.roles import RIGHTS, Role, may
from fortnight.web.accounts.using import is_over
from fortnight.web.shell.screen import page

DESK = "/desk/"
V = TypeVar("V", bound=Callable[..., HttpResponseBase])


@overload
def for_staff(view: V, /) -> V: ...


@overload
def for_staff(*, right: str) -> Callable[[V], V]: ...


def for_staff(view: V | None = None, /, *, right: str = "answer") -> V | Callable[[V], V]:
    """Mark a view as one for staff, wherever it stands; `right` is what they need to have (`roles.RIGHTS`).

    Who has a place on the staff and not this right is told so, with the status 403. Raises: KeyError for no right.
    """
    needed = RIGHTS[right] and right

    def mark(marked: V) -> V:
        marked.__dict__["for_staff"] = needed
        return marked

    return mark(view) if view else mark


def may_see_others(request: HttpRequest) -> bool:
    """Whether who asks is of the staff, has a second factor, and has shown it in this session, which is not over."""
    user = request.user
    if not isinstance(user, User) or not user.is_active or not user.is_staff:
        return False
    return bool(user.factors) and _showed_it(request) and not is_over(request)


def _showed_it(request: HttpRequest) -> bool:
    records = get_authentication_records(request, cast("AbstractBaseUser", request.user))
    return "mfa" in {record.get("method") for record in records}


def remember_factor(request: HttpRequest, user: User, authenticator: Authenticator, **_signal: Any) -> None:
    """Let the session in which a factor was set up count as one that showed it, and go on; all others end."""
    if request.user == user and authenticator.type in STRONG:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
        go_on(request, user)


def go_on(request: HttpRequest, user: User, **_signal: Any) -> None:
    """Keep this session of somebody whose ways to sign in have changed, and end every other."""
    with suppress(AttributeError):
        # What was read before the change; the user may be Django's lazy one, which passes this on.
        del user.factors
    if request.user == user:
        update_session_auth_hash(request, user)
        end_other_sessions(user, request.session.session_key or "")


class SecondFactorFirst:
    """Stands before every view that is for staff."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, whoever gives it."""
        return self._answer(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """What is answered instead of the view, or None to let it answer. Raises: Http404 for who is not staff."""
        if not (request.path_info.startswith(DESK) or getattr(view, "for_staff", False)):
            return None
        user = request.user
        if not isinstance(user, User):
            return redirect_to_login(request.get_full_path())
        if not user.is_staff:
            raise Http404
        if not user.factors:
            messages.warning(
                request,
                gettext("Add a passkey or an authenticator app first, because you will see other people’s data."),
            )
            return redirect("mfa_index")
        if not may_see_others(request):
            logout(request)
            messages.info(request, gettext("Sign in again with your passkey or authenticator app."))
            return redirect_to_login(request.get_full_path())
        return _unless_right(request, user, getattr(view, "for_staff", "answer"))


def _unless_right(request: HttpRequest, user: User, right: str) -> HttpResponse | None:
    """The page that says whose a page of the desk is, for one of the staff who may not see it."""
    if may(user, right):
        return None
    return page(request, "accounts/not_yours.html", None, status=403, needed=RIGHTS[right], role=Role(user.role))
