"""Staff see what belongs to others, so an address and a code by e-mail are not enough for them.

A second factor belongs to the session: one that never showed it sees nothing, whatever the account has, and a new
factor ends every other session. Who is sent where instead stands in `sign_in/second_factor.py`. How long a
session of staff lives stands in `using.py`. What only some of the staff may do is marked `@for_staff(right="...")`; the
rights are in `roles.py`.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar, cast, overload

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponseBase

from fortnight.web.accounts.closing import end_other_sessions
from fortnight.web.accounts.models import STRONG, User
from fortnight.web.accounts.roles import RIGHTS
from fortnight.web.accounts.using import is_over

DESK = "/desk/"
V = TypeVar("V", bound=Callable[..., HttpResponseBase])


@overload
def for_staff(view: V, /) -> V: ...


@overload
def for_staff(*, right: str) -> Callable[[V], V]: ...


def for_staff(view: V | None = None, /, *, right: str = "answer") -> V | Callable[[V], V]:
    """Mark a view as one for staff, wherever it stands; `right` is what they need to have (`roles.RIGHTS`).

    A member of staff without this right is told so, with the status 403. Raises: KeyError for an unknown right.
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
