"""Headers that answers carry: nothing personal stays on the way or after leaving, no sensors but the camera."""

from collections.abc import Callable
from http import HTTPStatus

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse, QueryDict
from django.utils.translation import gettext_lazy as _

from fortnight.web.accounts.bodies import NOT_ALLOWED, REFUSED, TOO_LARGE, TOO_MANY, TOO_SLOW
from fortnight.web.accounts.entrance import COOKIE
from fortnight.web.shell import saved
from fortnight.web.shell.screen import page, wants_json

_EXPLAINED = (HTTPStatus.NOT_FOUND, HTTPStatus.INTERNAL_SERVER_ERROR)
"""Where Django tells a developer what is wrong, on pages of its own with its own styles."""
_NUL = "\x00"
Answer = Callable[[HttpRequest], HttpResponseBase]
_NOT_READ = {
    NOT_ALLOWED: _("This page cannot accept anything from you yet. Sign in or open your plan first, then try again."),
    TOO_SLOW: _("The connection was too slow, and not everything arrived. Nothing was saved. Send it again."),
    TOO_LARGE: _("This is larger than we can accept here. Nothing was saved. Send less, or a smaller file."),
    TOO_MANY: _("A lot of people are sending something at the moment. Nothing was saved. Try again in a minute."),
}


def private_by_default(answer: Answer) -> Answer:
    """Pages are for the one who asks, unless a view says otherwise; the camera is for our own pages only."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return answered


def own_sources_only(answer: Answer) -> Answer:
    """Pages load and send to this site alone. The policy is the same for every page, so it is written once."""
    policy = build_policy()

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if not (settings.DEBUG and response.status_code in _EXPLAINED):
            response.headers.setdefault(HEADER, policy)
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


def whole_only(answer: Answer) -> Answer:
    """Tell whoever sent what the door did not read why; no view ever sees a request that is not whole."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        status = request.META.get("asgi.scope", {}).get(REFUSED)
        if status is None:
            return answer(request)
        says = str(_NOT_READ[status])
        if wants_json(request):
            return JsonResponse({"wrong": says}, status=status)
        return page(request, "shell/not_read.html", None, says=says, status=status)

    return answered


def nul_is_a_blank(answer: Answer) -> Answer:
    """Read a NUL in what is sent as a blank: nobody types one, files copied from carry them, PostgreSQL stores none.

    Raises: Http404 for a path with one.
    """

    def answered(request: HttpRequest) -> HttpResponseBase:
        if _NUL in request.path_info:
            raise Http404
        for name in ("GET", "POST"):
            # Django lets both be set, which its types do not say.
            setattr(request, name, _without_nul(getattr(request, name)))
        return answer(request)

    return answered


def _without_nul(sent: QueryDict) -> QueryDict:
    """What was sent, with a space for each NUL in a name or a value; the same object where there is none."""
    pairs = [(name, value) for name, values in sent.lists() for value in values]
    if not any(_NUL in name or _NUL in value for name, value in pairs):
        return sent
    clean = QueryDict(mutable=True, encoding=sent.encoding)
    for name, value in pairs:
        clean.appendlist(name.replace(_NUL, " "), value.replace(_NUL, " "))
    return clean
