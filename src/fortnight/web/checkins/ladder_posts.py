"""What a person says on the ladder: a first use, its spot on the next day, that the skin is calm again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from fortnight.healing.ladder_load import rungs
from fortnight.healing.ladder_model import RungDay
from fortnight.web.accounts.entrance import day_for, theirs, today_for
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.checkins import actions
from fortnight.web.checkins.forms import SpotForm
from fortnight.web.checkins.models import RungTrial
from fortnight.web.checkins.queries import ladder_of
from fortnight.web.checkins.shown import may_start


@require_POST
@theirs
def use(_request: HttpRequest, person: Person, rung: str) -> HttpResponse:
    """A first use on a spot, today. What may not start yet is refused; 404 for what is no active."""
    row = _rung(person, rung)
    if not may_start(row, day_for(person, today_for(person))):
        return HttpResponseBadRequest()
    actions.note_first_uses(_course(person), day_for(person, today_for(person)), [rung])
    return redirect(f"{reverse('ladder')}#{rung}")


@require_POST
@theirs
def spot(request: HttpRequest, person: Person, rung: str) -> HttpResponse:
    """What the spot looks like: calm, or it reacted, which pauses everything new. 404 for what is no active."""
    _rung(person, rung)
    form = SpotForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    outcome, day = form.cleaned_data["outcome"], day_for(person, today_for(person))
    if actions.tell_spot(_course(person), rung, outcome=outcome, day=day) and outcome == RungTrial.REACTED:
        messages.warning(request, gettext("Nothing new starts now. Check in, so that we can say what to do."))
        return redirect("checkin")
    return redirect(f"{reverse('ladder')}#{rung}")


@require_POST
@theirs
def calm(request: HttpRequest, person: Person) -> HttpResponse:
    """The skin is calm again. Before the days of rest are over it is too early, and nothing changes."""
    if ladder_of(person).asks_to_go_on:
        actions.tell_calm(_course(person), day_for(person, today_for(person)))
        messages.success(request, gettext("Good. It goes on, one thing at a time."))
    return redirect("ladder")


def _rung(person: Person, rung: str) -> RungDay:
    if rung not in {row.id for row in rungs()}:
        raise Http404
    return next(row for row in ladder_of(person, also=rung).rungs if row.rung.id == rung)


def _course(person: Person) -> Treatment:
    if person.current is None:
        raise Http404
    return person.current
