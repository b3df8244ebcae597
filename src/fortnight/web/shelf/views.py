"""May I use it: the box, the answer card; and the shelf."""

import datetime as dt
import uuid
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fortnight.course.days import date_of
from fortnight.guide.model import LAST_DAY
from fortnight.labels.kinds import kind_of
from fortnight.web.accounts.client import limited
from fortnight.web.accounts.convert import book_of, current_treatment
from fortnight.web.accounts.entrance import day_for, theirs, today_for
from fortnight.web.accounts.models import Person
from fortnight.web.shelf import actions, queries
from fortnight.web.shelf.box import Meaning, Sense, meanings
from fortnight.web.shelf.card import Asked, asked_for, card_of
from fortnight.web.shelf.convert import verdict_for
from fortnight.web.shelf.forms import AskForm, NameForm, ProductForm
from fortnight.web.shelf.models import Product
from fortnight.web.shelf.order import in_order
from fortnight.web.shell.screen import page

# Far more than anybody owns, and for a whole waiting room behind one address.
CHECKS = "1200/h"


def _checks(group: str, request: HttpRequest) -> str:
    """How often one address may ask and put in: looked up at each request."""
    return CHECKS


@require_http_methods(["GET", "POST"])
@limited(_checks, group="checks", method="POST")
@theirs
def may(request: HttpRequest, person: Person) -> HttpResponse:
    """The box for everything; what was asked leads to its answer, or to the question of what was meant."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _box(request, person, form, status=400 if form.errors else 200)
    values = form.cleaned_data
    found = _meant(person, values["said"], values["sense"], named=bool(values["name"]))
    if len(found) == 1 and (address := _answered(person, found[0], values["name"], values["kind"])):
        return redirect(address)
    return _box(request, person, form, choices=found)


def _box(request: HttpRequest, person: Person, form: AskForm, **more: object) -> HttpResponse:
    lately = queries.asked_lately(person) if not form.is_bound else []
    return page(request, "shelf/may.html", person, **{"form": form, "choices": (), "lately": lately, **more})


def _meant(person: Person, said: str, sense: str, *, named: bool) -> tuple[Meaning, ...]:
    """What was meant: what the person says it is, a list where a name was given with it, else what it looks like."""
    if sense or named:
        return (Meaning(sense=Sense(sense or Sense.LABEL), words=said, kind=kind_of(said)),)
    shelf = [(row.key, row.name) for row in queries.rows(person)]
    return meanings(said, shelf)


def _answered(person: Person, meant: Meaning, name: str, kind: str) -> str | None:
    """The address of the answer to what was meant; None where there is no answer without a list."""
    match meant.sense:
        case Sense.PRODUCT if meant.key:
            return reverse("answer", args=[meant.key])
        case Sense.ACTIVITY if meant.activity:
            return reverse("activity", args=[meant.activity.id])
        case Sense.LABEL:
            return reverse("answer", args=[actions.ask(person, name=name, label=meant.words, kind=kind).key])
        case Sense.GENERAL:
            return reverse("answer", args=[actions.ask_in_general(person, about=meant.words, kind=kind).key])
        case _:
            return None


def _theirs_or_404(person: Person, key: uuid.UUID) -> Product:
    product = actions.product_now(person, key)
    if product is None:
        raise Http404
    return product


def _asked(person: Person) -> Asked:
    today = today_for(person)
    return asked_for(current_treatment(person), day_for(person, today), today)


def _dated(person: Person) -> Callable[[int], dt.date]:
    """From a day of the person's course (base 1) to its date."""
    treatment = current_treatment(person)
    return lambda day: date_of(treatment, day)


@require_GET
@theirs
def answer(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """The answer for one product, today. 404 for somebody else's."""
    product = _theirs_or_404(person, key)
    card = card_of(verdict_for(person, product), _asked(person))
    news = queries.news_of(person, key)
    form = ProductForm(initial={"name": product.name, "kind": product.kind, "label": product.label})
    return page(request, "shelf/answer.html", person, product=product, card=card, news=news, form=form)


@require_POST
@theirs
def seen(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """The person has seen that an answer has changed."""
    actions.acknowledge(_theirs_or_404(person, key))
    return redirect("today" if request.POST.get("back") == "today" else "shelf")


@require_GET
@theirs
def shelf(request: HttpRequest, person: Person) -> HttpResponse:
    """Everything a person owns, what may be used today first. `removed` names a product that can be put back."""
    rows = actions.fresh_rows(person)
    asked = _asked(person)
    return page(
        request,
        "shelf/shelf.html",
        person,
        groups=in_order((row for row in rows if row.on_shelf), min(asked.day, LAST_DAY)),
        news=[row for row in rows if row.news],
        asked=asked,
        dated=_dated(person),
        removed=_named(person, request.GET.get("removed", "")),
        unlooked=book_of(person).unlooked,
    )


def _named(person: Person, key: str) -> Product | None:
    """The product that an address names, or None for anything else."""
    try:
        return queries.product(person, uuid.UUID(key)) if key else None
    except ValueError:
        return None


@require_http_methods(["GET", "POST"])
@limited(_checks, group="checks", method="POST")
@theirs
def add(request: HttpRequest, person: Person) -> HttpResponse:
    """Many products in a row: after one is on the shelf the form is there for the next."""
    form = ProductForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        product = actions.add(person, **form.cleaned_data)
        return redirect(f"{reverse('add')}?added={product.key}")
    added = _named(person, request.GET.get("added", "")) if not form.is_bound else None
    card = card_of(verdict_for(person, added), _asked(person)) if added else None
    status = 400 if form.errors else 200
    return page(request, "shelf/add.html", person, form=form, added=added, card=card, status=status)


@require_http_methods(["GET", "POST"])
@limited(_checks, group="checks", method="POST")
@theirs
def edit(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """Another name, kind or list for a product."""
    product = _theirs_or_404(person, key)
    before = {"name": product.name, "kind": product.kind, "label": product.label}
    form = ProductForm(request.POST if request.method == "POST" else None, initial=before)
    if form.is_valid():
        actions.change(person, product, **form.cleaned_data)
        return redirect("answer", key)
    return page(request, "shelf/edit.html", person, form=form, product=product, status=400 if form.errors else 200)


@require_POST
@theirs
def put(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """Put a product on the shelf, or back on it."""
    product = _theirs_or_404(person, key)
    form = NameForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    actions.put_on_shelf(person, product, name=form.cleaned_data["name"])
    return redirect("shelf" if request.POST.get("back") == "shelf" else reverse("answer", args=[key]))


@require_POST
@theirs
def remove(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """Take a product off the shelf; the shelf offers to put it back."""
    actions.remove(_theirs_or_404(person, key))
    return redirect(f"{reverse('shelf')}?removed={key}")
