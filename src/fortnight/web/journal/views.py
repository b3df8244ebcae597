"""Today, the plan, one day, and ticking a step."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from fortnight.course.days import date_of, phase, rules_day
from fortnight.course.model import Phase
from fortnight.course.spacing import earliest_next
from fortnight.guide.model import LAST_DAY
from fortnight.web.accounts.convert import current_treatment, profile_of
from fortnight.web.accounts.entrance import day_for, theirs, today_for
from fortnight.web.accounts.models import Person
from fortnight.web.journal import actions, queries
from fortnight.web.journal.forms import TickForm
from fortnight.web.shelf.queries import shelf_summary
from fortnight.web.shell import saved
from fortnight.web.shell.screen import page


@require_GET
@theirs
def today(request: HttpRequest, person: Person) -> HttpResponse:
    """This day: its steps, what to leave alone, what comes back next. Before and after the fortnight, what then."""
    treatment = current_treatment(person)
    day = rules_day(treatment, day_for(person, today_for(person)))
    match phase(day):
        case Phase.BEFORE:
            return page(request, "journal/before.html", person, days=1 - day, treatment=treatment)
        case Phase.AFTER:
            following = earliest_next(treatment, profile_of(person).needle_mm)
            return page(request, "journal/after.html", person, following=following, day=day)
        case Phase.FORTNIGHT:
            return page(
                request,
                "journal/today.html",
                person,
                one=queries.day_page(person, day),
                closed=queries.leave_alone(person, day),
                shelf=shelf_summary(person, day),
                date_of=lambda ahead: date_of(treatment, ahead),
            )


@require_GET
@theirs
def plan(request: HttpRequest, person: Person) -> HttpResponse:
    """All fourteen days on one page."""
    days = queries.fortnight_pages(person)
    return page(request, "journal/plan.html", person, days=days, today=day_for(person, today_for(person)))


@require_GET
@theirs
def one_day(request: HttpRequest, person: Person, day: int) -> HttpResponse:
    """One day of the fourteen. 404 for any other number."""
    if not 1 <= day <= LAST_DAY:
        raise Http404
    now = day_for(person, today_for(person))
    treatment = current_treatment(person)
    return page(
        request,
        "journal/day.html",
        person,
        one=queries.day_page(person, day),
        today=now,
        closed=queries.leave_alone(person, day),
        date_of=lambda ahead: date_of(treatment, ahead),
    )


@require_POST
@theirs
def tick(request: HttpRequest, person: Person) -> HttpResponse:
    """Tick a step, or take it back: a form goes back to its day, a script gets an answer it can read.

    A tick that waited on a device says whose it is. For anybody else it is refused with 409, and waits on.
    """
    if request.headers.get(saved.WHO, saved.tag(person)) != saved.tag(person):
        return JsonResponse({"errors": {"who": "somebody else"}}, status=409)
    form = TickForm(request.POST)
    wants_json = request.headers.get("Accept", "").startswith("application/json")
    values = form.cleaned_data if form.is_valid() else {}
    course = queries.course(person, values.pop("course", None))
    if not values or course is None:
        return JsonResponse({"errors": form.errors}, status=400) if wants_json else HttpResponseBadRequest()
    event = values.pop("id")
    new = actions.tick(course, event=event, **{**values, "done": values["done"] == "1"})
    if wants_json:
        return JsonResponse({"id": str(event), "new": new})
    back = request.POST.get("back", "")
    return redirect("day", values["day"]) if back == "day" else redirect("today")


@require_GET
@theirs
def tick_token(request: HttpRequest, person: Person) -> JsonResponse:
    """A token for the next form, for ticks that waited longer than the one of their page was good."""
    return JsonResponse({"token": get_token(request)})
