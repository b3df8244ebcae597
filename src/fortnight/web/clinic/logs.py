"""What is read and not set: the log of changes, who looked at whose data, the figures; what a person reads of it."""

import csv
import datetime as dt
import io
import uuid
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from fortnight.course.days import local_date
from fortnight.web.accounts.actions import note_staff_look
from fortnight.web.accounts.entrance import theirs as of_person
from fortnight.web.accounts.models import Person, User
from fortnight.web.accounts.numbers import whole_number
from fortnight.web.accounts.queries import clinic
from fortnight.web.accounts.roles import may
from fortnight.web.accounts.staff import for_staff
from fortnight.web.clinic import actions, queries
from fortnight.web.clinic.figures import FEWEST, PERIODS, Figures, figures
from fortnight.web.clinic.models import Entry
from fortnight.web.clinic.words import SETTINGS, lasting, setting_said, theirs, topic_said, yours
from fortnight.web.shell.screen import page

# A cell that begins so would be worked out by a spreadsheet instead of shown.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@require_GET
@of_person
def who_looked(request: HttpRequest, person: Person) -> HttpResponse:
    """Who among the staff has looked at a person's data, and what else they did with it, for the person."""
    audit_page = queries.done_to(person, _number(request))
    lines = [(line.at, yours(line, person.clinic.name)) for line in audit_page.lines]
    return page(request, "clinic/who_looked.html", person, lines=lines, found=audit_page)


@require_GET
@for_staff(right="read clinic")
def changes(request: HttpRequest) -> HttpResponse:
    """What was changed in the clinic, by whom, from what to what."""
    owner = may(_me(request), "change clinic")
    lines = [(change, _differences(change)) for change in queries.changes(clinic())]
    return page(request, "clinic/changes.html", None, lines=lines, zone=clinic().zone, owner=owner, kinds=Entry)


def _differences(change: Entry) -> list[tuple[str, str, str]]:
    """Each setting that a change was about: its name, what it was, what it is since."""
    names = dict.fromkeys((*change.before, *change.after))
    return [
        (
            str(SETTINGS.get(name, name)),
            setting_said(name, change.before[name]) if name in change.before else "–",
            setting_said(name, change.after[name]) if name in change.after else "–",
        )
        for name in names
    ]


@require_POST
@for_staff(right="change clinic")
def back(request: HttpRequest, number: int) -> HttpResponse:
    """Put back what was before a change. 404 for one that was put back already."""
    change = queries.change_with(clinic(), number)
    if change is None:
        raise Http404
    actions.put_back(change, by=_me(request))
    messages.success(request, gettext("The previous setting is restored."))
    return redirect("clinic-changes")


@require_GET
@for_staff(right="read access log")
def access(request: HttpRequest) -> HttpResponse:
    """Who in the team looked at whose data: all, of one person, or by one of the team. Reading it is logged."""
    person = _person(request)
    by = _colleague(request)
    me = _me(request)
    if person:
        note_staff_look(person, by=me, about="access-log")
        audit_page = queries.done_to(person, _number(request))
    else:
        audit_page = queries.done_by(by, _number(request))
    about = str(person.key) if person else (by.email if by else "")
    actions.note_reading(clinic(), by=me, about=about)
    lines = [(line, theirs(line)) for line in audit_page.lines]
    return page(
        request,
        "clinic/access.html",
        None,
        lines=lines,
        found=audit_page,
        whose=person,
        by=by,
        team=queries.team(),
        zone=clinic().zone,
    )


def _person(request: HttpRequest) -> Person | None:
    raw = request.GET.get("person", "")
    if not raw:
        return None
    try:
        person = queries.person_with(uuid.UUID(raw))
    except ValueError:
        person = None
    if person is None:
        raise Http404
    return person


def _colleague(request: HttpRequest) -> User | None:
    raw = request.GET.get("by", "")
    if not raw:
        return None
    user = queries.colleague_with(number) if (number := whole_number(raw)) else None
    if user is None:
        raise Http404
    return user


@require_GET
@for_staff(right="read figures")
def figures_page(request: HttpRequest) -> HttpResponse:
    """The figures of the last 7, 28 or 90 days, as numbers, charts and tables."""
    period, numbers = _figures(request)
    return page(
        request,
        "clinic/figures.html",
        None,
        found=numbers,
        period=period,
        periods=PERIODS,
        fewest=FEWEST,
        topics=[(topic_said(name), times) for name, times in numbers.topics],
        lasting=lasting,
        house=clinic(),
        me=_me(request),
    )


@require_GET
@for_staff(right="read figures")
def figures_file(request: HttpRequest) -> HttpResponse:
    """The same figures for a spreadsheet."""
    period, numbers = _figures(request)
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(["date", "messages_from_clients", "answers", "conversations"])
    sheet.writerows([day.date.isoformat(), day.asked, day.answered, day.conversations] for day in numbers.days)
    sheet.writerow([])
    sheet.writerow(
        ["who", "answered", "open_minutes_50", "open_minutes_90", "clock_minutes_50", "clock_minutes_90", "kept", "of"]
    )
    for name, speed in (("all", numbers.speed), *numbers.by_advisor):
        middle = [speed.open_middle, speed.open_most, speed.clock_middle, speed.clock_most]
        sheet.writerow([_cell(name), speed.answered, *middle, speed.kept, speed.promised])
    sheet.writerow([])
    sheet.writerow(["topic", "conversations"])
    sheet.writerows([_cell(topic_said(name)), times] for name, times in numbers.topics)
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="figures-{period}-days.csv"'
    return response


def _cell(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULAS) else words


def _figures(request: HttpRequest) -> tuple[int, Figures]:
    raw = request.GET.get("days", "")
    period = int(raw) if raw in map(str, PERIODS) else PERIODS[0]
    house, now = clinic(), timezone.now()
    last = local_date(now, house.zone)
    return period, figures(house, first=last - dt.timedelta(days=period - 1), last=last, now=now)


@require_POST
@for_staff(right="read figures")
def week(request: HttpRequest) -> HttpResponse:
    """Have the week's figures by e-mail, or not."""
    actions.want_week(_me(request), weekly=request.POST.get("on") == "1")
    messages.success(request, gettext("Saved."))
    return redirect("clinic-figures")


def _number(request: HttpRequest) -> int:
    """Which page of a log (base 0)."""
    raw = request.GET.get("page", "")
    return whole_number(raw)


def _me(request: HttpRequest) -> User:
    """The member of staff who asks; the guard before every view of the desk has made sure that there is one."""
    return cast("User", request.user)
