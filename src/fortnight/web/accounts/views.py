"""A person's own corner: what is known of them, keeping the plan, links, their data."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from fortnight.web.accounts import actions, queries
from fortnight.web.accounts.entrance import asking, remember, theirs
from fortnight.web.accounts.models import Link, Person
from fortnight.web.shell.screen import page


@require_GET
@theirs
def me(request: HttpRequest, person: Person) -> HttpResponse:
    """The way to everything that is about the person."""
    return page(request, "accounts/me.html", person)


@require_http_methods(["GET", "POST"])
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """A visitor's own private link: a page that asks, and on yes the plan in this browser. 404 for any other link.

    Looking alone uses nothing up: programs that fetch a link to show what is behind it do not press buttons.
    """
    link = queries.link_of_token(token, Link.OWN, timezone.now())
    if link is None or link.person.user_id:
        raise Http404
    if request.method == "POST":
        response = redirect("today")
        remember(response, actions.use_link(link))
        return response
    person = asking(request)
    another = person is not None and person.pk != link.person.pk
    return page(request, "accounts/link.html", person, name=link.person.name, another=another)
