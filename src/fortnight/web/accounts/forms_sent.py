"""How many forms somebody sends: by person, and by network address. What only hints, and writes nothing, is left out.

This is the limit of every page that writes; some have narrower ones of their own.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from fortnight.web.accounts.client import client_address
from fortnight.web.accounts.entrance import COOKIE
from fortnight.web.accounts.models import User
from fortnight.web.ground.counting import count
from fortnight.web.ground.limits import POSTS, POSTS_A_DAY, POSTS_OF_ADDRESS

_HINT = "/hint/"


class FormsCounted:
    """Counts what is sent before a view sees it; anybody over a limit is told so (429), and nothing is stored."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass a request on."""
        return self._answer(request)

    def process_view(self, request: HttpRequest, *_: object) -> None:
        """Count a form. Raises: LimitReachedError."""
        if request.method != "POST" or request.path_info.endswith(_HINT):
            return
        count(POSTS_OF_ADDRESS, client_address(request))
        who = _who(request)
        if who:
            count(POSTS, who)
            count(POSTS_A_DAY, who)


def _who(request: HttpRequest) -> str:
    """Who sends a form: the user, or the visitor of the cookie; "" for a stranger."""
    user = request.user
    return f"user {user.pk}" if isinstance(user, User) else request.COOKIES.get(COOKIE, "")
