"""Whether the site is well, for whoever watches it."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_GET

from fortnight.web.ground import environment
from fortnight.web.project.health import OK, deep, shallow


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Whether pages can be served: 200 when the database answers and there is a disk to write to, 503 when not."""
    states = shallow()
    return JsonResponse(states, status=200 if set(states.values()) == {OK} else 503)


@require_GET
def deep_health(request: HttpRequest) -> HttpResponse:
    """How each part does, for the operator: from this machine itself, or with the token that they set. Else 404."""
    if not _is_operator(request):
        raise Http404
    states = deep()
    return JsonResponse(states, status=200 if states["status"] == OK else 503)


def _is_operator(request: HttpRequest) -> bool:
    """Whether the one who asks sits at this machine, with no proxy between, or has the operator's token."""
    token = environment.value("FORTNIGHT_HEALTH_TOKEN")
    if token and constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}"):
        return True
    return request.META.get("REMOTE_ADDR") in ("127.0.0.1", "::1") and "X-Forwarded-For" not in request.headers
