"""The addresses of the site, and one more: an empty page behind the same entrance, as the floor of the others."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from fortnight.web.accounts.entrance import theirs
from fortnight.web.accounts.models import Person
from fortnight.web.project.urls import urlpatterns as ours


@theirs
def empty(request: HttpRequest, person: Person) -> HttpResponse:
    """Nothing, for somebody who is let in."""
    return HttpResponse("")


urlpatterns = [*ours, path("empty/", empty, name="empty")]
