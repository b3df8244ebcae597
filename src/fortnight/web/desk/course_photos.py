"""The photos of their course that a client shares, at the desk. Every look is logged for the client to read."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from fortnight.web.accounts.actions import note_staff_look
from fortnight.web.accounts.models import Person
from fortnight.web.accounts.staff import for_staff
from fortnight.web.course_photos import queries
from fortnight.web.course_photos.shown import shown_photo
from fortnight.web.course_photos.tickets import read_ticket
from fortnight.web.course_photos.views import picture
from fortnight.web.desk.queries import client_with
from fortnight.web.desk.views import me
from fortnight.web.shell.screen import page

LOOK = "course-photos"


@require_GET
@for_staff
def photos(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The photos that a client shares now, the newest first."""
    person, user = _or_404(key), me(request)
    rows = queries.shared_of(person, timezone.now()).order_by("-taken")
    lines = [shown_photo(row, user) for row in rows]
    note_staff_look(person, by=user, about=LOOK)
    return page(request, "desk/course_photos.html", None, client=person, lines=lines)


@require_GET
@for_staff
def file(request: HttpRequest, key: uuid.UUID, ticket: str) -> HttpResponse:
    """A shared picture, at an address made for this colleague ten minutes ago at most; 404 once it is taken back."""
    person, user = _or_404(key), me(request)
    opens = read_ticket(ticket, user)
    row = queries.shared_of(person, timezone.now()).filter(pk=opens.photo).first() if opens else None
    answer = picture(row, small=opens.small if opens else False)
    note_staff_look(person, by=user, about=LOOK)
    return answer


def _or_404(key: uuid.UUID) -> Person:
    person = client_with(key)
    if person is None:
        raise Http404
    return person
