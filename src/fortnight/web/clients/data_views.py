"""What is kept of one client, handed out or deleted on their word, by an owner of the clinic."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from fortnight.web.accounts.actions import erase, note_staff_look
from fortnight.web.accounts.staff import for_staff
from fortnight.web.clients import actions
from fortnight.web.clients.views import me, or_404
from fortnight.web.me.forms import GoodbyeForm
from fortnight.web.shell.screen import page


@require_http_methods(["GET", "POST"])
@for_staff(right="erase client")
def data(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What can be done with all of a client's data; with the word typed, everything of them is deleted."""
    person = or_404(key)
    form = GoodbyeForm(request.POST if request.method == "POST" else None)
    staff = bool(person.user and person.user.is_staff)
    if request.method == "POST" and not staff and form.is_valid():
        erase(person, by=me(request))
        messages.success(request, gettext("Everything about this client has been deleted."))
        return redirect("desk-clients")
    note_staff_look(person, by=me(request), about="")
    status = 400 if form.errors else 409 if request.method == "POST" else 200
    return page(request, "clients/data.html", None, person_=person, form=form, staff=staff, status=status)


@require_GET
@for_staff(right="export client")
def download(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Everything that is kept of a client, as the file that they can take themselves; the client reads that it was."""
    person = or_404(key)
    note_staff_look(person, by=me(request), about="")
    values = actions.export(person, by=me(request))
    response = JsonResponse(values, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response.headers["Content-Disposition"] = f'attachment; filename="fortnight-client-{timezone.now():%Y-%m-%d}.json"'
    return response
