"""The sessions of a person: all of them as one course, a new one, other facts of one, which of them is current."""

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fortnight.web.accounts import actions
from fortnight.web.accounts.entrance import theirs, today_for
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.accounts.queries import treatment_with
from fortnight.web.course.forms import DEVICES, FELT, PARTS, SessionForm
from fortnight.web.course.lessons import lessons_for
from fortnight.web.course.sessions import course_page
from fortnight.web.me.spacing import warned_first
from fortnight.web.shell.screen import page


@require_GET
@theirs
def treatments(request: HttpRequest, person: Person) -> HttpResponse:
    """Every session of a person, the latest first, with what is usual and what was too much."""
    values = {"course": course_page(person, today_for(person)), "areas": PARTS}
    return page(request, "course/treatments.html", person, **values, devices=dict(DEVICES), feelings=dict(FELT))


@require_http_methods(["GET", "POST"])
@theirs
def new_treatment(request: HttpRequest, person: Person) -> HttpResponse:
    """One more session, from what the last one was and taught, said first if it comes too soon; that one is kept."""
    today = today_for(person)
    form = SessionForm(request.POST if request.method == "POST" else None, today=today, last=person.current)
    if request.method == "POST" and form.is_valid():
        if warning := warned_first(request, person, form.cleaned_data["date"], request.path):
            return warning
        before = person.current_id
        actions.add_session(person, today=today, **form.values)
        return redirect("today" if person.current_id != before else "treatments")
    course = course_page(person, today)
    first = course.following.date if course.following and course.following.date > today else None
    lessons = lessons_for(person, today + dt.timedelta(days=1), today)
    values = {"form": form, "one": None, "ahead": False, "first": first, "lessons": lessons}
    return page(request, "course/treatment.html", person, **values, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@theirs
def one_treatment(request: HttpRequest, person: Person, treatment_id: int) -> HttpResponse:
    """Other facts of a session. What was ticked stays with its day. 404 for somebody else's."""
    treatment, today = _treatment(person, treatment_id), today_for(person)
    form = SessionForm(request.POST if request.method == "POST" else None, today=today, treatment=treatment)
    if request.method == "POST" and form.is_valid():
        date = form.cleaned_data["date"]
        if date != treatment.date and (
            warning := warned_first(request, person, date, request.path, changed=treatment.pk)
        ):
            return warning
        actions.change_treatment(person, treatment, **form.values)
        messages.success(request, gettext("Saved. Your ticks stayed with their days."))
        return redirect("treatments")
    values = {"form": form, "one": treatment, "ahead": treatment.date > today, "first": None, "lessons": None}
    return page(request, "course/treatment.html", person, **values, status=400 if form.errors else 200)


@require_POST
@theirs
def choose_treatment(request: HttpRequest, person: Person, treatment_id: int) -> HttpResponse:
    """Let the pages be about another session. 404 for somebody else's."""
    actions.choose_treatment(person, _treatment(person, treatment_id))
    return redirect("today")


def _treatment(person: Person, treatment_id: int) -> Treatment:
    row = treatment_with(person, treatment_id)
    if row is None:
        raise Http404
    return row
