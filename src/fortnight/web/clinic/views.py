"""The clinic's settings on the desk, a page for each sort, and what every page shows of them: the style, the logo."""

import uuid
from collections.abc import Mapping
from copy import copy
from typing import Any, cast
from zoneinfo import available_timezones

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from fortnight.web.accounts.bodies import LOGO, takes_files
from fortnight.web.accounts.models import Clinic, User
from fortnight.web.accounts.queries import clinic
from fortnight.web.accounts.roles import may
from fortnight.web.accounts.staff import for_staff
from fortnight.web.clinic import actions, queries
from fortnight.web.clinic.forms import HoursForm, HouseForm, LookForm, PlanForm, refusal
from fortnight.web.clinic.preview import would_read
from fortnight.web.clinic.words import SETTINGS, setting_said
from fortnight.web.shell.colours import GROUNDS, HEX, Scheme, judged, written_on
from fortnight.web.shell.look import style_of
from fortnight.web.shell.screen import page, wants_json
from fortnight.web.words.countries import countries

# A file that is somewhat too large is read, so that its form can say what to do about it.
_FOR_GOOD = 365 * 24 * 60 * 60
_TRY = "try"


@require_GET
@for_staff(right="read clinic")
def overview(request: HttpRequest) -> HttpResponse:
    """All settings, in words, and the links to the rest."""
    row = clinic()
    settings_said = [(SETTINGS[name], setting_said(name, getattr(row, name))) for name in actions.FIELDS]
    return page(
        request, "clinic/overview.html", None, house=row, said=settings_said, owner=may(_me(request), "change clinic")
    )


@require_http_methods(["GET", "POST"])
@for_staff(right="change clinic")
def house(request: HttpRequest) -> HttpResponse:
    """The name, the place, the language of the team."""
    row = clinic()
    names = ("name", "zone", "country", "phone", "language")
    form = HouseForm(request.POST or None, initial={name: getattr(row, name) for name in names})
    if request.method == "POST" and form.is_valid():
        return _saved(request, row, {name: form.cleaned_data[name] for name in names}, "clinic-house")
    zones = [*sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")), "UTC"]
    status = 400 if form.errors else 200
    return page(
        request, "clinic/house.html", None, house=row, form=form, zones=zones, countries=countries(), status=status
    )


@require_http_methods(["GET", "POST"])
@takes_files(LOGO)
@for_staff(right="change clinic")
def look_page(request: HttpRequest) -> HttpResponse:
    """The logo and the colours. A script gets only what we would say of the colours."""
    row = clinic()
    grounds = {scheme.value: GROUNDS[scheme].accent for scheme in Scheme}
    colours = grounds | row.accents
    if request.method == "POST" and wants_json(request):
        return JsonResponse({scheme.value: _preview(request.POST.get(scheme.value, ""), scheme) for scheme in Scheme})
    form = LookForm(request.POST or None, request.FILES or None, initial=colours | {"own": bool(row.accents)})
    if request.method == "POST" and form.is_valid():
        values: dict[str, Any] = {"accents": form.accents}
        if form.cleaned_data["logo"]:
            values["logo"] = actions.keep_logo(row, form.cleaned_data["logo"])
        elif form.cleaned_data["no_logo"]:
            values["logo"] = {}
        return _saved(request, row, values, "clinic-look")
    if form.is_bound:
        colours = {scheme: str(form[scheme].value() or grounds[scheme]) for scheme in grounds}
    inks = {scheme: written_on(colour) for scheme, colour in colours.items() if HEX.fullmatch(colour)}
    offered = {scheme.value: _offer(form, scheme) for scheme in Scheme if scheme.value in form.errors}
    status = 400 if form.errors else 200
    return page(
        request,
        "clinic/look.html",
        None,
        house=row,
        form=form,
        shown=colours,
        offered=offered,
        inks=inks,
        ours=grounds,
        status=status,
    )


def _offer(form: LookForm, scheme: Scheme) -> str:
    """The nearest usable colour to the one that was refused; empty for what is no colour."""
    colour = str(form[scheme.value].value() or "").strip().lower()
    return judged(colour, scheme).nearest if HEX.fullmatch(colour) else ""


def _preview(colour: str, scheme: Scheme) -> dict[str, Any]:
    if not HEX.fullmatch(colour.strip().lower()):
        return {"passes": False, "words": gettext("Enter a colour code such as #2f5d8a.")}
    verdict = judged(colour.strip().lower(), scheme)
    return {
        "passes": verdict.passes,
        "words": refusal(verdict.accent, scheme) or gettext("This colour is easy to read."),
        "nearest": verdict.nearest,
        "on": verdict.on,
    }


@require_http_methods(["GET", "POST"])
@for_staff(right="change clinic")
def hours(request: HttpRequest) -> HttpResponse:
    """Hours, holidays, promise, the words outside hours. `way=try`: only show what a client would read."""
    row = clinic()
    form = HoursForm(request.POST or None, house=row)
    trying = request.POST.get("way") == _TRY
    good = request.method == "POST" and form.is_valid()
    if good and not trying:
        return _saved(request, row, form.values, "clinic-hours")
    meant = _as_if(row, form.values) if good else row
    reading = would_read(meant, timezone.now())
    if trying and wants_json(request):
        lines = (
            [{"when": entry.when, "promise": entry.promise, "away": entry.away} for entry in reading] if good else []
        )
        return JsonResponse({"reading": lines, "wrong": [str(wrong[0]) for wrong in form.errors.values()]})
    status = 400 if form.errors else 200
    return page(
        request, "clinic/hours.html", None, house=row, form=form, reading=reading, trying=trying and good, status=status
    )


def _as_if(row: Clinic, values: Mapping[str, Any]) -> Clinic:
    """A clinic with other settings, which is not saved."""
    meant = copy(row)
    for name, value in values.items():
        setattr(meant, name, value)
    return meant


@require_http_methods(["GET", "POST"])
@for_staff(right="change clinic")
def plans(request: HttpRequest) -> HttpResponse:
    """What holds for new plans, and the products that the clinic names."""
    row = clinic()
    form = PlanForm(request.POST or None, house=row)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("day_one", "cautious", "products")}
        return _saved(request, row, values, "clinic-plans")
    return page(request, "clinic/plans.html", None, house=row, form=form, status=400 if form.errors else 200)


def _saved(request: HttpRequest, row: Clinic, values: Mapping[str, Any], way: str) -> HttpResponse:
    """Save, say so, and show the page again."""
    if actions.change_clinic(row, by=_me(request), values=values):
        messages.success(request, gettext("Saved. You can undo this under Changes."))
    else:
        messages.info(request, gettext("Nothing was different, so nothing was changed."))
    return redirect(way)


@require_GET
@cache_control(public=True, max_age=_FOR_GOOD, immutable=True)
def style(request: HttpRequest, version: str) -> HttpResponse:
    """The few lines with the clinic's colours. The address holds the colours, so it always gives the same lines."""
    lines = style_of(version, clinic().accents)
    if lines is None:
        raise Http404
    return HttpResponse(lines, content_type="text/css; charset=utf-8")


@require_GET
@cache_control(public=True, max_age=_FOR_GOOD, immutable=True)
def logo(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The clinic's logo, as we re-encoded it. A new logo has a new address."""
    row = queries.logo_with(key)
    if row is None:
        raise Http404
    return HttpResponse(bytes(row.picture), content_type="image/png")


def _me(request: HttpRequest) -> User:
    """The member of staff who asks; the guard before every view of the desk has made sure that there is one."""
    return cast("User", request.user)
