"""The red-flag card: signs that must not wait, and whom to call. For everybody, with a plan or without."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from fortnight.web.accounts.entrance import asking
from fortnight.web.healing.queries import signs_by_urgency
from fortnight.web.shell.screen import page


@require_GET
def signs(request: HttpRequest) -> HttpResponse:
    """The signs in plain words, what to do about each, and the emergency number."""
    return page(request, "healing/signs.html", asking(request), groups=signs_by_urgency())
