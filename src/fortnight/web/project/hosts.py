"""Requests for a host that is not ours: refused in words, with a line in the log that names the setting.

Whoever watches `/healthz` may do so by any name or number of the machine, as containers are watched.
"""

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBase

log = logging.getLogger("fortnight.hosts")
_WATCHED = "/healthz"


def ours_only(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer requests for our own host; others with 400 and where the site is."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        try:
            request.get_host()
        except DisallowedHost:
            if request.path_info != _WATCHED:
                return _refused()
            request.META["HTTP_HOST"] = settings.HOST
        return answer(request)

    return answered


def _refused() -> HttpResponse:
    # What stood in the header is somebody's words, and no word of anybody goes into the log.
    fix = "set FORTNIGHT_ADDRESS to what people type, and have the proxy pass the Host header on"
    log.warning("refused: this host is not that of FORTNIGHT_ADDRESS", extra={"facts": {"fix": fix}})
    return HttpResponse(f"This site is at {settings.ADDRESS}\n", status=400, content_type="text/plain; charset=utf-8")
