"""A barcode: typed, seen by the camera, or read from a photo; confirmed; looked up; its product confirmed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods
from django_ratelimit.core import is_ratelimited

from fortnight.web.accounts.entrance import theirs
from fortnight.web.accounts.models import Person
from fortnight.web.catalogue import actions, queries
from fortnight.web.catalogue.forms import FoundForm, NumberForm
from fortnight.web.catalogue.numbers import barcode, grouped
from fortnight.web.shelf.actions import ask
from fortnight.web.shell.screen import page

_MOST_LOOK_UPS = "60/h"


@require_http_methods(["GET", "POST"])
@theirs
def number(request: HttpRequest, person: Person) -> HttpResponse:
    """The number: to be typed, or read already and to be confirmed. Confirmed, it is looked up."""
    read = barcode(request.GET.get("number", ""))
    form = NumberForm(request.POST or None, initial={"number": grouped(read) if read else ""})
    status = 200
    if request.method == "POST" and form.is_valid():
        if not _too_many(request, person):
            digits = form.cleaned_data["number"]
            silent = "?silent=1" if actions.look_up(digits) is actions.Finding.SILENT else ""
            return redirect(reverse("barcode-found", args=[digits]) + silent)
        form.add_error("number", gettext("That was a lot of numbers in a short time. Wait a little."))
        status = 429
    elif form.errors:
        status = 400
    return page(request, "catalogue/number.html", person, form=form, read=read, status=status)


def _too_many(request: HttpRequest, person: Person) -> bool:
    key = str(person.pk)
    return bool(is_ratelimited(request, group="barcode", key=lambda *_: key, rate=_MOST_LOOK_UPS, increment=True))


@require_http_methods(["GET", "POST"])
@theirs
def found(request: HttpRequest, person: Person, digits: str) -> HttpResponse:
    """What is known of a number, to be confirmed before anything is judged; or an honest "not found"."""
    if barcode(digits) != digits:
        raise Http404
    row = queries.remembered(digits)
    item = row.product if row else None
    initial = {"said": item.label, "name": item.full_name} if item else {}
    form = FoundForm(request.POST or None, initial=initial)
    if request.method == "POST" and item and form.is_valid():
        values = form.cleaned_data
        kind = values["kind"] or item.kind
        product = ask(person, name=values["name"], label=values["said"], kind=kind, source="barcode", barcode=digits)
        return redirect("answer", product.key)
    return page(
        request,
        "catalogue/found.html" if item else "catalogue/unknown.html",
        person,
        said=digits,
        number=digits,
        purpose="label",
        grouped=grouped(digits),
        item=item,
        asked=row.asked if row else None,
        form=form,
        silent="silent" in request.GET,
        status=400 if form.errors else 200,
    )
