"""Is this normal, the check-in with its answer, and what comes back when."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from fortnight.course.days import date_of, zone_of
from fortnight.healing.expected_model import Measure, Tier
from fortnight.healing.ladder_load import ladder_rules
from fortnight.healing.load import all_rules as all_signs
from fortnight.web.accounts.client import limited
from fortnight.web.accounts.convert import current_treatment
from fortnight.web.accounts.entrance import theirs
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.checkins import actions, queries, used, words
from fortnight.web.checkins.chart import chart
from fortnight.web.checkins.forms import AMOUNTS, CheckInForm, filled
from fortnight.web.checkins.models import DayPart, RungTrial
from fortnight.web.checkins.remembered import caution_words
from fortnight.web.checkins.shown import calls_now, expected_on, ladder_lines, line_of, new_things, skin_day
from fortnight.web.healing.card import card_for
from fortnight.web.healing.sensations import sensations
from fortnight.web.healing.shown import standing
from fortnight.web.shelf.listening import asked_in
from fortnight.web.shell import saved
from fortnight.web.shell.screen import page, wants_json


@require_GET
@theirs
def normal(request: HttpRequest, person: Person) -> HttpResponse:
    """What is usual today, what less so, what is not: each sensation with its fourteen days."""
    at = skin_day(person)
    usual = expected_on(person, at)
    groups = [(tier, [line_of(sensation_felt, at) for sensation_felt in getattr(usual, tier)]) for tier in Tier]
    return page(
        request,
        "checkins/normal.html",
        person,
        at=at,
        found=usual,
        groups=groups,
        tier_words=words.TIERS,
        strip_words=words.strip_words,
        standing=standing(person),
    )


@require_GET
@theirs
def sensation(request: HttpRequest, person: Person, name: str) -> HttpResponse:
    """One thing that is felt or seen: whether it is usual today, what helps, when to tell whom. 404 for no such."""
    pages = sensations()
    if name not in pages:
        raise Http404
    at = skin_day(person)
    return page(
        request,
        "checkins/sensation.html",
        person,
        at=at,
        line=line_of(pages[name], at),
        tier_words=words.TIERS,
        strip_words=words.strip_words,
        signs={sign.id: sign for sign in all_signs()},
        card=card_for(person, person.clinic, "", timezone.localdate()),
        asking=asked_in(request, person),
    )


@require_http_methods(["GET", "POST"])
@limited("300/h", group="checkins", method="POST")
@theirs
def checkin(request: HttpRequest, person: Person) -> HttpResponse:
    """The check-in, one form. A script that kept it without a network says whose it is: 409 for another's."""
    if request.method != "POST":
        return _form(request, person, CheckInForm())
    if request.headers.get(saved.WHO, saved.tag(person)) != saved.tag(person):
        return JsonResponse({"errors": {"who": "somebody else"}}, status=409)
    form = CheckInForm(request.POST)
    treatment = _course(person, form.cleaned_data["course"]) if form.is_valid() else None
    judged = _kept(person, treatment, form) if treatment else None
    if judged is None:
        return (
            JsonResponse({"errors": form.errors}, status=400)
            if wants_json(request)
            else _form(request, person, form, 400)
        )
    address = _answer_of(judged)
    return (
        JsonResponse({"id": str(judged.row.pk), "path": address}, status=201)
        if wants_json(request)
        else redirect(address)
    )


def _course(person: Person, number: int | None) -> Treatment | None:
    """The treatment with a number, if it is the person's; their current one without a number."""
    if number is None or number == person.current_id:
        return person.current
    return Treatment.objects.filter(person=person, pk=number).first()


def _kept(person: Person, treatment: Treatment, form: CheckInForm) -> actions.Judged | None:
    values = form.cleaned_data
    things = used.chosen_of(person, values["used"], skin_day(person).day)
    names = list(dict.fromkeys(name for thing in things for name in thing.counts_as))
    answers = form.answers | ({"used": names} if names else {})
    ticked = {thing.value: thing.words for thing in things}
    return actions.keep(person, treatment, key=values["id"], at=values["at"], answers=answers, ticked=ticked)


def _answer_of(judged: actions.Judged) -> str:
    """Where the answer is; for what others at home must not read, the card of all signs, which keeps nothing."""
    if judged.private:
        return reverse("signs")
    question = f"?asked={judged.question.key}" if judged.question else ""
    return reverse("checkin-answer", args=[judged.row.pk]) + question


def _form(request: HttpRequest, person: Person, form: CheckInForm, status: int = 200) -> HttpResponse:
    at, course = skin_day(person), person.current
    if at.before or course is None:
        return page(request, "checkins/too_early.html", person, at=at, status=status)
    row = queries.checkin_at(course, at.day, part_now(person))
    answers = filled({**row.answers, "used": row.ticked} if row and not form.is_bound else _sent(form))
    shelf, more_of_shelf = used.first_and_more(used.shelf_things(person, at.day))
    common, rare = new_things()
    return page(
        request,
        "checkins/checkin.html",
        person,
        at=at,
        row=row,
        form=form,
        answers=answers,
        measures=[(Measure(name), words.MEASURES[Measure(name)]) for name in AMOUNTS],
        amounts=words.AMOUNTS,
        compared=words.COMPARED,
        sleep=words.SLEEP,
        common=common,
        rare=rare,
        calls_now=calls_now,
        shelf=shelf,
        more_of_shelf=more_of_shelf,
        actives=used.active_things(),
        card=card_for(person, person.clinic, "", timezone.localdate()),
        status=status,
    )


def part_now(person: Person) -> DayPart:
    """The part of the day that it is for a person."""
    return queries.part_at(timezone.now().astimezone(zone_of(person.zone)))


def _sent(form: CheckInForm) -> dict[str, Any]:
    """What was sent, to be shown again; what is not valid is left out."""
    return form.cleaned_data if form.is_bound and hasattr(form, "cleaned_data") else {}


@require_GET
@theirs
def answer(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """What a check-in came to, and what to do; what cannot wait stands above all. 404 for another's."""
    row = queries.checkin_with(person, key)
    if row is None:
        raise Http404
    at, rows, stands = skin_day(person), queries.checkins_in(row.treatment), standing(person)
    return page(
        request,
        "checkins/answer.html",
        person,
        at=at,
        row=row,
        level=words.level_words(row),
        assessment=actions.judge(row, person),
        lines=list(words.lines_of(row)),
        chart=chart(Measure.PAIN, [other for other in rows if other.day <= row.day], at.depth, at.shift),
        measure_words=words.MEASURES,
        chart_words=words.chart_words,
        thing_words=words.thing_words,
        correctable=(row.day, row.part, row.treatment_id) == (at.day, part_now(person), person.current_id),
        suspects=queries.suspects_of(person, row, rows),
        standing=stands,
        sent=any(line.checkin and line.sent for line in stands),
        asking=asked_in(request, person),
        uid=uuid.uuid4(),
    )


@require_GET
@theirs
def ladder(request: HttpRequest, person: Person) -> HttpResponse:
    """What comes back when: each active with its day and why, and what is asked about it today."""
    at, ways, own = skin_day(person), queries.ladder_of(person), queries.own_rungs(person)
    trials = {trial.rung: trial for trial in RungTrial.objects.filter(treatment=person.current)}
    return page(
        request,
        "checkins/ladder.html",
        person,
        at=at,
        ways=ways,
        lines=ladder_lines(person, ways, trials, own=own),
        ways_are_own=bool(own),
        rules=ladder_rules(),
        cautions=caution_words(person, {row.rung.id: frozenset({row.rung.id}) for row in ways.rungs}),
        states=words.STATES,
        paused_until=date_of(current_treatment(person), ways.paused_until) if ways.paused_until else None,
    )
