"""May I use it: the box, the answer card; and the shelf."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from fortnight.course.days import rules_day
from fortnight.verdicts.judge import answer_on
from fortnight.verdicts.sentence import sentence
from fortnight.web.accounts.convert import current_treatment
from fortnight.web.accounts.entrance import day_for, theirs, today_for
from fortnight.web.accounts.models import Person
from fortnight.web.shelf import actions, queries
from fortnight.web.shelf.forms import AskForm
from fortnight.web.shell.screen import page


@require_http_methods(["GET", "POST"])
@theirs
def may(request: HttpRequest, person: Person) -> HttpResponse:
    """The box for everything; what was asked leads to its answer."""
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        product = actions.ask(person, name=values["name"], label=values["said"], kind=values["kind"])
        return redirect("answer", product.key)
    return page(request, "shelf/may.html", person, form=form, status=400 if form.errors else 200)


@require_GET
@theirs
def answer(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """The answer for one product, today. 404 for somebody else's."""
    product = queries.product(person, key)
    if product is None:
        raise Http404
    treatment = current_treatment(person)
    day = day_for(person, today_for(person))
    verdict = actions.verdict_for(person, product)
    given = answer_on(verdict, rules_day(treatment, day))
    words = sentence(given, verdict, treatment, today=True)
    return page(
        request, "shelf/answer.html", person, product=product, answer=given, verdict=verdict, words=words, day=day
    )


@require_GET
@theirs
def shelf(request: HttpRequest, person: Person) -> HttpResponse:
    """Everything a person owns, what may be used today first."""
    return page(request, "shelf/shelf.html", person, products=queries.on_shelf(person))
