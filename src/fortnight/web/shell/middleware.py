"""Headers that every answer carries: nothing personal stays in a cache on the way, no sensors but the camera."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

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
