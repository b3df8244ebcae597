"""May I do it: all activities with the answers of the day, and one of them on the answer card."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from fortnight.course.days import date_of
from fortnight.guide.model import LAST_DAY
from fortnight.web.accounts.convert import book_of, current_treatment
from fortnight.web.accounts.entrance import day_for, theirs, today_for
from fortnight.web.accounts.models import Person
from fortnight.web.activities import queries
from fortnight.web.answers.card import RequestedDay, asked_for, card_of
from fortnight.web.shelf.listening import asked_in
from fortnight.web.shell.screen import page

_MOST_SAID = 400


def _requested_day(person: Person, other: str = "") -> RequestedDay:
    today = today_for(person)
    return asked_for(current_treatment(person), day_for(person, today), today, other)


@require_GET
@theirs
def activities(request: HttpRequest, person: Person) -> HttpResponse:
    """What is asked most often, then everything by topic, each with its answer for the day."""
    requested_day = _requested_day(person)
    return page(
        request,
        "activities/activities.html",
        person,
        most_asked=queries.most_asked(person, requested_day.day),
        groups=queries.grouped(person, requested_day.day),
        asked=requested_day,
        dated=lambda day: date_of(requested_day.treatment, day),
        over=requested_day.day > LAST_DAY,
        unlooked=book_of(person).unlooked,
    )


@require_GET
@theirs
def activity(request: HttpRequest, person: Person, activity_id: str) -> HttpResponse:
    """The answer for one activity, today or on the day of `?day=`. 404 for one that there is no rule for.

    `?said=` are the words in which it was asked for, where they name something that the person reacts to.
    """
    entry = queries.find(person, activity_id)
    if entry is None:
        raise Http404
    requested_day = _requested_day(person, request.GET.get("day", ""))
    verdict, answer = queries.verdict_of(person, entry, requested_day.day, request.GET.get("said", "")[:_MOST_SAID])
    card = card_of(verdict, requested_day, answer)
    question = asked_in(request, person)
    return page(request, "activities/activity.html", person, activity=entry, card=card, asking=question)
