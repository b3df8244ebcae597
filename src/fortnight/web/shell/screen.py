"""How a view answers with a page: the template, and what the layout around it needs to know."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.backends.utils import csrf_input

from fortnight.web.accounts.convert import open_flags, stop_flags
from fortnight.web.accounts.models import Person
from fortnight.web.shell import saved
from fortnight.web.shell.hooks import unread_answers
from fortnight.web.shell.look import look_for
from fortnight.web.shell.offers import offers
from fortnight.web.shell.sheets import sheets_of
from fortnight.web.shell.tabs import tab_of


def page(request: HttpRequest, template: str, person: Person | None = None, /, **context: Any) -> HttpResponse:
    """A page. `person` is whose page it is, or None; the layout shows their way around then."""
    status = context.pop("status", 200)
    here = (request.resolver_match.url_name or "") if request.resolver_match else ""
    context |= {"person": person, "here": here, "signed_in": request.user.is_authenticated, "look": look_for(person)}
    context |= {"tab": tab_of(here), "unread": next(filter(None, unread_answers(person)), None) if person else None}
    # Known before a template asks, so that the page after this one asks nothing.
    offers()
    context["sheets"] = sheets_of(template)
    context["flags"] = open_flags(person) if person else ()
    context["stops"] = stop_flags(person) if person else ()
    # One anti-forgery field for all forms of the page: a new one for each is slow and helps nobody.
    context["guard"] = csrf_input(request)
    context |= {"who": saved.tag(person) if person else "", "saves": saved.saves(request, person)}
    response = render(request, template, context, status=status)
    saved.label(request, response, person)
    return response


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks, which reads JSON, and no form, which is led to a page."""
    return request.headers.get("Accept", "").startswith("application/json")
