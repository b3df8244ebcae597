"""The address a request came from, as rate limits count it: the proxies in front are trusted, nothing else is."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

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
