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


def _asked(person: Person, other: str = "") -> RequestedDay:
    today = today_for(person)
    return asked_for(current_treatment(person), day_for(person, today), today, other)


@require_GET
@theirs
def activities(request: HttpRequest, person: Person) -> HttpResponse:
    """What is asked most often, then everything by topic, each with its answer for the day."""
    asked = _asked(person)
    return page(
        request,
        "activities/activities.html",
        person,
        most_asked=queries.most_asked(person, asked.day),
        groups=queries.grouped(person, asked.day),
        asked=asked,
        dated=lambda day: date_of(asked.treatment, day),
        over=asked.day > LAST_DAY,
        unlooked=book_of(person).unlooked,
    )


@require_GET
@theirs
def activity(request: HttpRequest, person: Person, said: str) -> HttpResponse:
    """The answer for one activity, today or on the day of `?day=`. 404 for one that there is no rule for.

    `?said=` are the words in which it was asked for, where they name something that the person reacts to.
    """
    found = queries.find(person, said)
    if found is None:
        raise Http404
    asked = _asked(person, request.GET.get("day", ""))
    verdict, answer = queries.verdict_of(person, found, asked.day, request.GET.get("said", "")[:_MOST_SAID])
    card = card_of(verdict, asked, answer)
    question = asked_in(request, person)
    return page(request, "activities/activity.html", person, activity=found, card=card, asking=question)
