"""Headers that answers carry: nothing personal stays on the way or after leaving, no sensors but the camera."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from fortnight.web.accounts.entrance import COOKIE
from fortnight.web.shell import saved

Answer = Callable[[HttpRequest], HttpResponseBase]


def private_by_default(answer: Answer) -> Answer:
    """Pages are for the one who asks, unless a view says otherwise; the camera is for our own pages only."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return answered


def nothing_stays(answer: Answer) -> Answer:
    """Who leaves, by a form that ends their session or their visit, leaves nothing on the device.

    A session that has run out is another matter: it ends unnoticed, on a page or for a script, and ticks that wait on
    the device are kept for when the person is back.
    """

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        gone = [name for name in (settings.SESSION_COOKIE_NAME, COOKIE) if _taken(response, name)]
        scripted = request.headers.get("Accept", "").startswith("application/json")
        done = request.method == "POST" and response.status_code < 400
        if gone and done and not scripted and not request.user.is_authenticated:
            saved.leave_nothing(response)
        return response

    return answered


def _taken(response: HttpResponseBase, name: str) -> bool:
    """Whether a response takes a cookie away."""
    return name in response.cookies and response.cookies[name]["max-age"] == 0
