"""Before a session: the page for everybody, and the ticks and lines of whoever has a session ahead."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fortnight.course.days import local_date, phase, rules_day
from fortnight.course.model import Phase
from fortnight.course.spacing import earliest_next
from fortnight.healing.ladder_load import ladder_rules
from fortnight.web.accounts.client import limited
from fortnight.web.accounts.convert import current_treatment, guide_of, profile_from, profile_of
from fortnight.web.accounts.entrance import asking, day_for, theirs, today_for
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.accounts.queries import clinic, planned_of, treatment_with
from fortnight.web.course import actions, queries
from fortnight.web.course.back import as_of, back_page
from fortnight.web.course.before import before_page
from fortnight.web.course.forms import LineForm, ReasonsForm
from fortnight.web.course.lessons import lessons_for
from fortnight.web.healing.shown import standing
from fortnight.web.me.spacing import early_for
from fortnight.web.shelf.listening import alarm_for, asked_in, heard_in, question_for, urgent
from fortnight.web.shell.screen import page, wants_json
from fortnight.web.words.rules import language


@require_http_methods(["GET", "POST"])
@limited("300/h", group="before", method="POST")
def before(request: HttpRequest) -> HttpResponse:
    """What to do before a session; a form that is sent tells which reasons against it are true.

    Without a plan nothing that is told is stored, and everything has days in place of dates.
    """
    person = asking(request)
    form = ReasonsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not form.is_valid():
        return HttpResponseBadRequest()
    if person is None or person.current is None:
        return _for_anybody(request, form)
    if request.method == "POST":
        ahead = _ahead(person)
        if ahead is None:
            return _for_person(request, person, form)
        among = list(form.fields)
        actions.tell_reasons(
            person,
            ahead,
            facts=form.facts(dict(person.facts)),
            reasons=form.reasons,
            among=[name for name in among if name.startswith("reason-")],
        )
        return redirect(f"{reverse('before')}#reasons")
    return _for_person(request, person)


def _for_anybody(request: HttpRequest, form: ReasonsForm) -> HttpResponse:
    """The page without a plan: what was ticked is answered here, and forgotten."""
    sent = form.is_bound
    today = local_date(timezone.now(), clinic().zone)
    prepared = before_page(
        None,
        profile_from(form.facts({}) if sent else {}),
        (),
        date=None,
        today=today,
        true=form.reasons if sent else (),
        checked=sent,
    )
    return page(
        request,
        "course/before.html",
        None,
        before=prepared,
        date=None,
        days=None,
        ahead=None,
        early=None,
        lessons=None,
        asking=None,
        zone=clinic().zone,
    )


def _for_person(
    request: HttpRequest, person: Person, form: ReasonsForm | None = None, line: LineForm | None = None
) -> HttpResponse:
    """The page of somebody with a plan: for the session ahead, or for the next one from the first date it may be.

    `line` is one of their own that was not taken: it stands in its field, with why.
    """
    today, ahead = today_for(person), _ahead(person)
    date = ahead.date if ahead else _next_date(person)
    reader = as_of(person, ahead) if ahead else person
    facts = form.facts(dict(person.facts)) if form else None
    prepared = before_page(
        person,
        profile_of(reader) if facts is None else profile_from(facts),
        queries.preparations_in(ahead) if ahead else (),
        date=date,
        today=today,
        true=form.reasons if form else (),
        checked=form is not None,
    )
    values = {
        "before": prepared,
        "date": date,
        "days": (date - today).days,
        "ahead": ahead,
        "early": early_for(person, ahead.date, changed=ahead.pk) if ahead else None,
        "lessons": lessons_for(person, date, today),
        "line_form": line,
        "asking": asked_in(request, person),
    }
    return page(request, "course/before.html", person, **values, zone="")


def _ahead(person: Person) -> Treatment | None:
    """The session that is still to come: the current one, or one that waits for the days of the plan to be over."""
    day = rules_day(current_treatment(person), day_for(person, today_for(person)))
    return person.current if phase(day) is Phase.BEFORE else planned_of(person)


def _next_date(person: Person) -> dt.date:
    """The first date for the next session, or today where that is over."""
    following = earliest_next(current_treatment(person), profile_of(person).needle_mm, guide_of(person), language())
    return max(following.date, today_for(person))


@require_GET
@theirs
def look_back(request: HttpRequest, person: Person, treatment_id: int | None = None) -> HttpResponse:
    """The look back at the current session, or at an earlier one. 404 for somebody else's, and before it has been."""
    treatment = person.current if treatment_id is None else treatment_with(person, treatment_id)
    today = today_for(person)
    if treatment is None or treatment.date > today:
        raise Http404
    values = {
        "back": back_page(person, treatment, today),
        "current": treatment.pk == person.current_id,
        "has_photos": treatment.pk == person.current_id,
        "rules": ladder_rules(),
        "planned": planned_of(person),
        "not_calm": bool(standing(person)),
    }
    return page(request, "course/back.html", person, **values)


@require_POST
@theirs
def tick_before(request: HttpRequest, person: Person) -> HttpResponse:
    """Tick an entry of the list, or take that back. 404 for what is no entry, and without a session ahead."""
    item, ahead = request.POST.get("item", ""), _ahead(person)
    if ahead is None or item not in queries.known_items():
        raise Http404
    actions.tick_item(ahead, item=item, done=request.POST.get("done") == "1")
    return _done(request, item)


@require_POST
@theirs
def add_before_line(request: HttpRequest, person: Person) -> HttpResponse:
    """One more line of one's own; the doctor's way comes first where it tells of a sign. 404 with no session ahead."""
    form, ahead = LineForm(request.POST), _ahead(person)
    if ahead is None:
        raise Http404
    if not form.is_valid():
        return _for_person(request, person, line=form)
    actions.add_line(ahead, words=form.cleaned_data["words"])
    (meant,) = heard_in(form.cleaned_data["words"])
    if urgent(meant.signs):
        alarm = alarm_for(person, meant)
        return redirect("may-sign", alarm.key) if alarm else redirect("signs")
    question = question_for(person, meant)
    return redirect(reverse("before") + (f"?asked={question.key}" if question else "#own"))


@require_POST
@theirs
def change_before_line(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    """Tick a line of one's own, take that back, or remove the line. 404 for somebody else's."""
    line = queries.line_with(person, number)
    if line is None:
        raise Http404
    if request.POST.get("way") == "remove":
        actions.remove_line(line)
        return redirect(f"{reverse('before')}#own")
    actions.tick_line(line, done=request.POST.get("done") == "1")
    return _done(request, f"line-{number}")


def _done(request: HttpRequest, place: str) -> HttpResponse:
    """An empty answer for a script, the page at the same place for a form."""
    return HttpResponse(status=204) if wants_json(request) else redirect(f"{reverse('before')}#{place}")
