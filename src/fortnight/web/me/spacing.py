"""A session that comes too soon after the one before it is said so before its plan begins.

Nobody is kept from it: a clinic may have planned a shorter gap, and what has been done has been done.
"""

import datetime as dt
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse

from fortnight.course.model import TooSoon
from fortnight.course.spacing import too_soon
from fortnight.web.accounts.convert import guide_of, treatment_of
from fortnight.web.accounts.entrance import today_for
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.accounts.queries import treatments_of
from fortnight.web.shell.screen import page
from fortnight.web.words.rules import language

ANYWAY = "anyway"
_OWN = {"csrfmiddlewaretoken", ANYWAY}


def early_for(
    person: Person, date: dt.date, *, changed: int | None = None, rows: Iterable[Treatment] | None = None
) -> TooSoon | None:
    """What a session on a date comes too soon after, by all sessions of a person but the one with the id `changed`.

    `rows` are their sessions, where these were read already.
    """
    sessions = [
        (treatment_of(row, person), None if row.needle_mm is None else float(row.needle_mm))
        for row in (treatments_of(person) if rows is None else rows)
        if row.pk != changed
    ]
    return too_soon(date, sessions, guide_of(person), language())


def warned_first(
    request: HttpRequest, person: Person | None, date: dt.date, back: str, *, changed: int | None = None
) -> HttpResponse | None:
    """The page that says that a session on this date comes too soon, or None where it does not or its person knows.

    What was sent stands in the page and is sent again by whoever goes on; `back` is where the date is chosen,
    `changed` the id of the treatment that gets this date, None for a new one.
    """
    if person is None or ANYWAY in request.POST:
        return None
    early = early_for(person, date, changed=changed)
    if early is None:
        return None
    return page(
        request,
        "me/too_soon.html",
        person,
        early=early,
        date=date,
        back=back,
        changing=changed is not None,
        ahead=date > today_for(person),
        sent=[(name, value) for name, value in request.POST.items() if name not in _OWN],
    )
