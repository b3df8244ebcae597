"""Today, the plan, one day, and ticking a step."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from fortnight.course.days import date_of, phase, rules_day
from fortnight.course.due import stages_on
from fortnight.course.model import Phase
from fortnight.course.spacing import earliest_next
from fortnight.guide.model import LAST_DAY
from fortnight.routine.explain.evening_words import stop_words
from fortnight.web.accounts.actions import change_person, note_look, see_move, turn_to_planned
from fortnight.web.accounts.client import limited
from fortnight.web.accounts.convert import book_of, current_treatment, guide_of, profile_of
from fortnight.web.accounts.entrance import NO_PATH, day_for, theirs, today_for
from fortnight.web.accounts.models import Link, Person
from fortnight.web.accounts.queries import link_of_token
from fortnight.web.checkins.queries import checkins_in, waiting_questions
from fortnight.web.healing.shown import standing
from fortnight.web.journal import actions, fragments, queries
from fortnight.web.journal.closed import advice, leave_alone
from fortnight.web.journal.forms import TickForm
from fortnight.web.journal.fragments import Part
from fortnight.web.journal.hooks import reminder_line
from fortnight.web.shelf.actions import fresh_summary
from fortnight.web.shell import saved
from fortnight.web.shell.screen import page, wants_json
from fortnight.web.words.rules import language


@require_GET
@theirs
def today(request: HttpRequest, person: Person) -> HttpResponse:
    """This day: its steps, what to avoid, what comes back next. Before and after the fortnight, what then.

    A sign that was told stands above all of it until its person says how it went.
    """
    treatment, urgent, now = current_treatment(person), standing(person), timezone.now()
    day = rules_day(treatment, day_for(person, today_for(person, now)))
    shelf = fresh_summary(person, min(max(day, 1), LAST_DAY))
    match phase(day):
        case Phase.BEFORE:
            values = {"days": 1 - day, "treatment": treatment, "shelf": shelf, **queries.stopping(person, now)}
            return page(request, "journal/before.html", person, standing=urgent, **values)
        case Phase.AFTER if turn_to_planned(person):
            return redirect("today")
        case Phase.AFTER:
            following = earliest_next(treatment, profile_of(person).needle_mm, guide_of(person), language())
            values = {"following": following, "day": day, "shelf": shelf, "look_back": queries.look_back(person)}
            return page(request, "journal/after.html", person, standing=urgent, dated=_dates(person), **values)
        case Phase.FORTNIGHT:
            half = queries.half_of(now, person.zone)
            rows = checkins_in(person.current) if person.current and person.current.checked_in else []
            done = queries.done_slots(person, day)
            part = Part(
                person, day, done, back="today", tickable=True, half=half, rules=shelf.rules, rows=rows
            )  # fmt: skip
            skin = queries.skin_today(person, day)
            values = {"shelf": shelf, "standing": urgent, "skin": skin, "half": half, "routine": part.kept}
            values["questions"] = waiting_questions(person, rows, part.planned.ladder)
            values["reminded"] = next(filter(None, reminder_line(person)), "")
            values["usable"] = sum(not stop_words(rules, part.planned, day) for rules in shelf.open_rules)
            values["stage"] = stages_on(book_of(person).guide, day)[-1].id
            return page(request, "journal/today.html", person, **values, **_drawn(part))


def _drawn(part: Part) -> dict[str, Any]:
    """The parts of a day's page for its template."""
    return {
        "day": part.day,
        "date": part.dated(part.day),
        "head": fragments.head(part),
        "steps": partial(fragments.steps, part),
        "aside": fragments.aside(part),
    }


@require_GET
@theirs
def plan(request: HttpRequest, person: Person) -> HttpResponse:
    """All fourteen days on one page, stage by stage, and whose advice it is where two differ."""
    return page(
        request,
        "journal/plan.html",
        person,
        stages=queries.fortnight_pages(person),
        today=day_for(person, today_for(person)),
        advice=advice(person),
        closed=leave_alone(person, 0),
        promises=book_of(person).guide.promises,
        dated=_dates(person),
    )


@require_POST
@theirs
def layer(request: HttpRequest, person: Person) -> HttpResponse:
    """Follow the guide as published, or the cautious layer as well."""
    change_person(person, cautious=request.POST.get("cautious") == "1")
    return redirect(f"{reverse('plan')}#layers")


@require_POST
@theirs
def guide_seen(request: HttpRequest, person: Person) -> HttpResponse:
    """The person has read that their clinic moved them to another version of its guide."""
    see_move(person)
    return redirect("today")


@require_GET
@theirs
def one_day(request: HttpRequest, person: Person, day: int) -> HttpResponse:
    """One day of the fourteen. 404 for any other number."""
    if not 1 <= day <= LAST_DAY:
        raise Http404
    now = day_for(person, today_for(person))
    done = queries.done_slots(person, day)
    part = Part(person, day, done, back="day", tickable=day <= now)
    stages = stages_on(book_of(person).guide, day)
    return page(request, "journal/day.html", person, today=now, stages=stages, done=bool(done), **_drawn(part))


@require_GET
@limited("120/h", group="open")
def friend(request: HttpRequest, token: str) -> HttpResponse:
    """The steps and ticks of somebody who gave this link away, and nothing else. 404 for any other link."""
    link = link_of_token(token, Link.FRIEND, timezone.now())
    if link is None or link.person.current is None:
        raise Http404
    note_look(link)
    person = link.person
    response = page(
        request,
        "journal/friend.html",
        name=person.name,
        stages=queries.fortnight_pages(person),
        today=day_for(person, today_for(person)),
        dated=_dates(person),
        expires=link.expires.date(),
    )
    response.headers["Referrer-Policy"] = NO_PATH
    return response


def _dates(person: Person) -> Callable[[int], dt.date]:
    """From a day of the person's course (base 1) to its date."""
    treatment = current_treatment(person)
    return lambda day: date_of(treatment, day)


@require_POST
@theirs
def tick(request: HttpRequest, person: Person) -> HttpResponse:
    """Tick a step, or take it back: a form goes back to its day, a script gets an answer it can read.

    A tick that waited on a device says whose it is. For anybody else it is refused with 409, and waits on.
    """
    if request.headers.get(saved.WHO, saved.tag(person)) != saved.tag(person):
        return JsonResponse({"errors": {"who": "somebody else"}}, status=409)
    form = TickForm(request.POST, person=person)
    for_script = wants_json(request)
    values = form.cleaned_data if form.is_valid() else {}
    course = queries.course(person, values.pop("course", None))
    if not values or course is None:
        return JsonResponse({"errors": form.errors}, status=400) if for_script else HttpResponseBadRequest()
    event = values.pop("id")
    new = actions.tick(course, event=event, **{**values, "done": values["done"] == "1"})
    if for_script:
        return JsonResponse({"id": str(event), "new": new})
    back = request.POST.get("back", "")
    return redirect("day", values["day"]) if back == "day" else redirect("today")


@require_GET
@theirs
def tick_token(request: HttpRequest, person: Person) -> JsonResponse:
    """A token for the next form, for ticks that waited longer than the one of their page was good."""
    return JsonResponse({"token": get_token(request)})
