"""Where a request came from, and how often one address may ask. Our own proxies are trusted, nothing else is."""

import ipaddress
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django_ratelimit.decorators import ratelimit

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
# "20/h", or who says so for a group and a request.
Rate = str | Callable[[str, HttpRequest], str]
_NOBODY = str(ipaddress.ip_address(0))


def client_address(request: HttpRequest) -> str:
    """The address of the client: what the outermost of our own proxies saw, or whoever is connected.

    With `n` proxies the last `n` entries of X-Forwarded-For are theirs; what stands before was sent by the client.
    """
    seen = [request.META.get("REMOTE_ADDR", "")]
    if settings.PROXIES:
        seen = [*request.headers.get("X-Forwarded-For", "").split(",")[-settings.PROXIES :][:1], *seen]
    for address in seen:
        try:
            return str(ipaddress.ip_address(address.strip()))
        except ValueError:
            continue
    return _NOBODY


def limited(
    rate: str | Callable[[str, HttpRequest], str], *, group: str, method: str | None = None
) -> Callable[[View[P]], View[P]]:
    """A view that one address may ask so often ("20/h"), with every other of the same group; 429 for more.

    `method` counts only requests of that sort.
    """
    counted: Any = ratelimit(key="ip", rate=rate, group=group, method=method or ratelimit.ALL)

    def mark(view: View[P]) -> View[P]:
        return cast("View[P]", counted(view))

    return mark
