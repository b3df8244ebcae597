"""What shall I use: choosing, keeping what was chosen, buying what is missing, taking over what an advisor sent."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fortnight.web.accounts.client import limited
from fortnight.web.accounts.convert import book_of
from fortnight.web.accounts.entrance import day_for, theirs, today_for
from fortnight.web.accounts.models import Person
from fortnight.web.routine import actions, queries
from fortnight.web.routine.asked import asked_in, asked_of
from fortnight.web.routine.choosing import chosen
from fortnight.web.routine.shown import day_asked, drawn
from fortnight.web.shell.screen import page


@require_GET
@limited("240/h", group="routines")
@theirs
def use(request: HttpRequest, person: Person) -> HttpResponse:
    """The routine for the wishes that stand in the address; without any, the one that the person follows.

    Who follows none yet begins with the wishes of their course before.
    """
    query, row = asked_in(request.GET), actions.kept_now(person)
    follows = row is not None and not request.GET.get("new") and (not query or query.urlencode() == row.asked)
    if not query and not row and not request.GET.get("new"):
        query = asked_of(queries.earlier_wishes(person))
    choice = chosen(person, asked_of(row.asked), keep=row.lines) if row and follows else chosen(person, query)
    day = day_asked(request, day_for(person, today_for(person)))
    return page(
        request,
        "routine/use.html",
        person,
        kept=row,
        follows=follows,
        unlooked=book_of(person).unlooked,
        status=200 if choice.form.is_valid() else 400,
        **drawn(choice, day, reverse("use")),
    )


@require_POST
@limited("60/h", group="routines-kept")
@theirs
def keep(request: HttpRequest, person: Person) -> HttpResponse:
    """Follow a routine in this course; the steps of the days name its products from then on."""
    choice = chosen(person, asked_in(QueryDict(request.POST.get("asked", ""))))
    if not choice.form.is_valid():
        return redirect(f"{reverse('use')}?{choice.asked.urlencode()}")
    try:
        actions.keep(choice)
    except ValueError:
        messages.warning(request, gettext("You have made too many choices to save. Remove some."))
        return redirect(f"{reverse('use')}?{choice.asked.urlencode()}")
    messages.success(request, gettext("Your routine is saved. The steps for each day show what to use."))
    return redirect("use")


@require_POST
@theirs
def forget(request: HttpRequest, person: Person) -> HttpResponse:
    """Follow no routine any more; the steps of the days stay."""
    actions.forget(person)
    messages.success(request, gettext("You are no longer following a routine. Your daily steps stay the same."))
    return redirect("use")


@require_POST
@theirs
def seen(request: HttpRequest, person: Person) -> HttpResponse:
    """The person has seen what has changed in their routine."""
    actions.see_changes(person)
    return redirect("use")


@require_POST
@limited("120/h", group="routines-kept")
@theirs
def have(request: HttpRequest, person: Person) -> HttpResponse:
    """Something from the catalogue was bought: it goes on the shelf, and the routine goes on with it."""
    if not actions.have(person, request.POST.get("key", "")):
        messages.warning(
            request, gettext("This is no longer in the catalogue. Add it to your shelf using its list of ingredients.")
        )
        return redirect("add")
    messages.success(request, gettext("It is on your shelf now."))
    return redirect(f"{reverse('use')}#buys")


@require_http_methods(["GET", "POST"])
@limited("120/h", group="routines")
@theirs
def recommended(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """A routine that an advisor sent, as it is today, to be followed or not."""
    sent = queries.recommendation(person, key)
    if sent is None:
        raise Http404
    if request.method == "POST":
        actions.accept(person, sent, owned=frozenset(request.POST.getlist("owned")))
        messages.success(request, gettext("Your routine is saved. The steps for each day show what to use."))
        return redirect("use")
    choice = actions.of_recommendation(person, sent)
    day = day_asked(request, day_for(person, today_for(person)))
    return page(
        request,
        "routine/recommended.html",
        person,
        sent=sent,
        differs=actions.differs(choice, sent),
        unlooked=book_of(person).unlooked,
        **drawn(choice, day, reverse("recommended", args=[sent.key]), links=False),
    )
