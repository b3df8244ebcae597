"""What a request leaves behind in the log: one line.

The line names the route and never the address, so that nothing which a person typed or was given to keep (a label, a
private link) gets into a log.
"""

import logging
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

# Where a request bears its number. What a client sends begins with HTTP_ there, so nobody can name their own.
NUMBER = "fortnight.number"
_METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE")
log = logging.getLogger("fortnight.request")


def logged(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """One line for each request: route, method, status, milliseconds, and a number that an error page shows as well."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        request.META[NUMBER] = secrets.token_hex(4)
        response = answer(request)
        match = request.resolver_match
        facts = {
            "route": match.view_name if match else "",
            "method": request.method if request.method in _METHODS else "other",
            "status": response.status_code,
            "ms": round((time.perf_counter() - started) * 1000, 1),
            "number": request.META[NUMBER],
        }
        log.info("request", extra={"facts": facts})
        return response

    return answered
