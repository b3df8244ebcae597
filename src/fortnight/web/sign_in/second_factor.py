"""A second factor comes before every page for staff.

Under `/desk/`, and in every view marked with `@for_staff`, whoever is not signed in is sent to sign in, whoever is not
staff finds nothing, and staff without a second factor or a passkey are sent to set one up.
"""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext

from fortnight.web.accounts.models import User
from fortnight.web.accounts.roles import RIGHTS, Role, may
from fortnight.web.accounts.staff import DESK, may_see_others
from fortnight.web.shell.screen import page


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
    return page(request, "sign_in/not_yours.html", None, status=403, needed=RIGHTS[right], role=Role(user.role))
