"""Staff see what belongs to others, so an address and a code by e-mail are not enough for them.

Under `/desk/`, and in every view marked with `@for_staff`, whoever is not signed in is sent to sign in, whoever is not
staff finds nothing, and staff without a second factor or a passkey are sent to set one up. One who has it was asked for
it at the sign-in. What only some of the staff may do is marked `@for_staff(right="...")`; the rights are in `roles.py`.
"""

from collections.abc import Callable
from typing import TypeVar, overload

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext

from fortnight.web.accounts.models import User
from fortnight.web.accounts.roles import RIGHTS, Role, may
from fortnight.web.shell.screen import page

DESK = "/desk/"
_STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
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


def may_see_others(user: object) -> bool:
    """Whether somebody is of the staff and has a second factor."""
    strong = Authenticator.objects.filter(type__in=_STRONG)
    return isinstance(user, User) and user.is_active and user.is_staff and strong.filter(user=user).exists()


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
        if may_see_others(user):
            return _unless_right(request, user, getattr(view, "for_staff", "answer"))
        messages.warning(
            request, gettext("Add a passkey or an authenticator app first, because you will see other people’s data.")
        )
        return redirect("mfa_index")


def _unless_right(request: HttpRequest, user: User, right: str) -> HttpResponse | None:
    """The page that says whose a page of the desk is, for one of the staff who may not see it."""
    if may(user, right):
        return None
    return page(request, "accounts/not_yours.html", None, status=403, needed=RIGHTS[right], role=Role(user.role))
