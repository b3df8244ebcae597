"""The red-flag card: signs that must not wait, and whom to call. For everybody, with a plan or without."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from fortnight.web.accounts.entrance import asking
from fortnight.web.accounts.queries import clinic
from fortnight.web.healing.card import card_for
from fortnight.web.shell.screen import page


@require_safe
def signs(request: HttpRequest) -> HttpResponse:
    """The signs in plain words, what to do about each, and the emergency number; `?country=` is another country."""
    person = asking(request)
    house = person.clinic if person else clinic()
    card = card_for(person, house, request.GET.get("country", ""), timezone.localdate())
    return page(request, "healing/signs.html", person, card=card)
