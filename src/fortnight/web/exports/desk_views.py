"""The leaflet of a client, for the staff to print: it is the client's own, in the language that they read."""

import uuid
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from fortnight.web.accounts.actions import note_staff_look
from fortnight.web.accounts.models import Person, User
from fortnight.web.accounts.staff import for_staff
from fortnight.web.exports.convert import language_of
from fortnight.web.exports.views import PDF, leaflet_of


@require_GET
@for_staff
def client_leaflet(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The leaflet of a client, who reads that somebody looked. 404 for nobody's key, and without a treatment."""
    person = Person.objects.select_related("current", "clinic").filter(key=key).exclude(current=None).first()
    if person is None:
        raise Http404
    note_staff_look(person, by=cast("User", request.user), about="plan facts shelf")
    headers = {"Content-Disposition": 'inline; filename="leaflet.pdf"'}
    return HttpResponse(leaflet_of(person, language_of(person)), content_type=PDF, headers=headers)
