"""The doctor's way for words that were typed: the number that can be tapped first, behind it what was asked."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from fortnight.healing.model import Sign
from fortnight.web.accounts.entrance import theirs
from fortnight.web.accounts.models import Person
from fortnight.web.healing.calls import calls, step_words
from fortnight.web.healing.models import Alarm
from fortnight.web.healing.queries import alarm_of, known_signs
from fortnight.web.shelf import queries
from fortnight.web.shelf.models import Product
from fortnight.web.shell.screen import page

_MOST_SIGNS = 3


def named(person: Person, key: str) -> Product | None:
    """The product that an address names, or None for anything else."""
    try:
        return queries.product(person, uuid.UUID(key)) if key else None
    except ValueError:
        return None


def sign_page(
    request: HttpRequest, person: Person, signs: tuple[Sign, ...], alarm: Alarm | None, **then: Any
) -> HttpResponse:
    """The doctor's way, with the number that can be tapped; behind it what was asked."""
    country = person.country or person.clinic.country
    found = [(sign, step_words(sign.urgency), calls(sign.urgency, country)) for sign in signs[:_MOST_SIGNS]]
    values = {"topics": (), "moved": "", "product": None} | then
    return page(request, "shelf/sign.html", person, signs=found, alarm=alarm, **values)


@require_GET
@theirs
def sign(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """The doctor's way for words that told of a sign, and `?product=` behind it. 404 for somebody else's."""
    alarm = alarm_of(person, key)
    if alarm is None:
        raise Http404
    product = named(person, request.GET.get("product", ""))
    return sign_page(request, person, known_signs(alarm.signs), alarm, product=product)
