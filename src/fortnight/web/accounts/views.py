"""A person's own corner: what is known of them, keeping the plan, links, their data."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from fortnight.web.accounts.entrance import theirs
from fortnight.web.accounts.models import Person
from fortnight.web.shell.screen import page


@require_GET
@theirs
def me(request: HttpRequest, person: Person) -> HttpResponse:
    """The way to everything that is about the person."""
    return page(request, "accounts/me.html", person)
