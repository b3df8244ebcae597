"""The check-ins that are not calm, those that are most serious first, and taking one off the list."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from fortnight.web.accounts.actions import note, note_staff_looks
from fortnight.web.accounts.staff import for_staff
from fortnight.web.checkins import actions, queries
from fortnight.web.checkins.beside import as_beside
from fortnight.web.desk.course import course_of
from fortnight.web.desk.views import me
from fortnight.web.shell.screen import page


@require_GET
@for_staff
def checkins(request: HttpRequest) -> HttpResponse:
    """The last check-in of each course that is not calm and that nobody has attended to; the look is logged."""
    rows = queries.uneasy()
    note_staff_looks([row.person_id for row in rows], by=me(request), about="checkins")
    lines = [(as_beside(row, row.person.clinic.zone), row.person, course_of(row.person)) for row in rows]
    return page(request, "desk/checkins.html", None, lines=lines)


@require_POST
@for_staff
def attend(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Somebody has seen to it. 404 for what is no check-in."""
    row = queries.uneasy_with(key)
    if row is None:
        raise Http404
    if actions.attend(row, by=me(request)):
        note(row.person, action="attended", by=me(request))
    return redirect("desk-checkins")
