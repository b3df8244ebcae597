"""The calendar: its page, the file, the feed that programs fetch. The papers: a leaflet, a summary for a doctor."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from fortnight.exports.leaflet import Leaflet
from fortnight.exports.summary import DoctorSummary
from fortnight.web.accounts.client import limited
from fortnight.web.accounts.entrance import NO_PATH, theirs, today_for
from fortnight.web.accounts.models import Person
from fortnight.web.accounts.secrets import hashed
from fortnight.web.exports import actions, queries
from fortnight.web.exports.convert import accent_of, calendar_of, house_of, outline_of, plan_address
from fortnight.web.exports.forms import CalendarForm
from fortnight.web.exports.models import CalendarFeed
from fortnight.web.shelf.actions import refresh
from fortnight.web.shell.screen import page
from fortnight.web.words.rules import language

CALENDAR = "text/calendar; charset=utf-8"
PDF = "application/pdf"


@require_http_methods(["GET", "POST"])
@theirs
@limited("60/h", group="calendar-page", method="POST")
def calendar(request: HttpRequest, person: Person) -> HttpResponse:
    """How the calendar is wished for, its private address (shown once when it is made), and its end."""
    feed, address = actions.feed_of(person), ""
    match request.POST.get("way") if request.method == "POST" else None:
        case "open":
            address = settings.ADDRESS + reverse("calendar-feed", args=[actions.open_feed(feed)])
        case "close":
            actions.close_feed(feed)
            messages.success(request, gettext("That calendar address no longer works."))
            return redirect("calendar")
        case None:
            pass
        case _:
            return _wished(request, person, feed)
    return _calendar_page(request, person, feed, _form(feed), address=address)


def _wished(request: HttpRequest, person: Person, feed: CalendarFeed) -> HttpResponse:
    form = CalendarForm(request.POST)
    if not form.is_valid():
        return _calendar_page(request, person, feed, form, status=400)
    actions.change_feed(feed, **form.wishes)
    messages.success(request, gettext("Saved."))
    return redirect("calendar")


def _form(feed: CalendarFeed) -> CalendarForm:
    shape = "halves" if feed.halves else "days"
    times = {"morning": f"{feed.morning:%H:%M}", "evening": f"{feed.evening:%H:%M}"}
    return CalendarForm(initial={"shape": shape, "alarms": feed.alarms, "named": not feed.discreet, **times})


def _calendar_page(
    request: HttpRequest,
    person: Person,
    feed: CalendarFeed,
    form: CalendarForm,
    *,
    address: str = "",
    status: int = 200,
) -> HttpResponse:
    webcal = urlsplit(address)._replace(scheme="webcal").geturl() if address else ""
    values = {"feed": feed, "form": form, "address": address, "webcal": webcal, "shapes": CalendarForm.SHAPES}
    return page(request, "exports/calendar.html", person, status=status, **values)


@require_GET
@theirs
@limited("60/h", group="calendar-file")
def calendar_file(request: HttpRequest, person: Person) -> HttpResponse:
    """The calendar as a file, with the same events as the feed."""
    return _attached(_ical(actions.feed_of(person)), CALENDAR, "fortnight.ics")


@require_GET
@theirs
@limited("60/h", group="calendar-file")
def next_session_file(request: HttpRequest, person: Person) -> HttpResponse:
    """When the next session may be, alone in a file: the same event as in the feed, so that it stands there once."""
    feed = actions.feed_of(person)
    wished = calendar_of(feed)
    return _attached(wished.next_ical(actions.revision_of(feed, wished)), CALENDAR, "next-session.ics")


@require_safe
@limited("1200/h", group="calendar-feed")
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar for whoever has its secret address: programs that fetch it again and again, without cookies.

    What has not changed is answered with 304. 404 for every other secret, and after its end.
    """
    feed = queries.feed_of_token(token)
    if feed is None or feed.person.current is None:
        raise Http404
    data = _ical(feed)
    actions.note_fetch(feed)
    etag = f'"{hashed(data.decode())[:32]}"'
    response = HttpResponse(data, content_type=CALENDAR)
    response.headers["ETag"] = etag
    response.headers["Content-Disposition"] = 'inline; filename="fortnight.ics"'
    answer = get_conditional_response(request, etag=etag, response=response) or response
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Referrer-Policy"] = NO_PATH
    return answer


def _ical(feed: CalendarFeed) -> bytes:
    wished = calendar_of(feed)
    return wished.ical(actions.revision_of(feed, wished))


@require_GET
@theirs
def papers(request: HttpRequest, person: Person) -> HttpResponse:
    """What can be printed: the leaflet, and the summary for a doctor with what stands on it."""
    return page(request, "exports/papers.html", person)


@require_GET
@theirs
@limited("60/h", group="papers")
def leaflet(request: HttpRequest, person: Person) -> HttpResponse:
    """The two pages with a person's dates and products, in the language that they read."""
    return _shown(leaflet_of(person, language()), "fortnight.pdf")


def leaflet_of(person: Person, language: str) -> bytes:
    """The leaflet of a person in a language, as PDF."""
    refresh(person)
    return Leaflet(
        outline=outline_of(person, language),
        printed=timezone.now(),
        country=person.country or person.clinic.country,
        house=house_of(person),
        accent=accent_of(person),
        address=plan_address(),
        name=person.name,
        products=queries.products_of(person),
    ).pdf()


@require_GET
@theirs
@limited("60/h", group="papers")
def doctor(request: HttpRequest, person: Person) -> HttpResponse:
    """What was done, used and felt in this fortnight, for a person's doctor, in the language that they read."""
    refresh(person)
    summary = DoctorSummary(
        outline=outline_of(person, language()),
        printed=timezone.now(),
        today=today_for(person),
        name=person.name,
        house=house_of(person),
        accent=accent_of(person),
        sessions=queries.sessions_of(person),
        facts=queries.facts_of(person),
        done=queries.done_of(person),
        used=queries.used_of(person),
        felt=queries.felt_of(person),
        checkins=queries.checkins_of(person),
    )
    return _shown(summary.pdf(), "fortnight-doctor.pdf")


def _attached(data: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=kind, headers=headers)


def _shown(data: bytes, name: str) -> HttpResponse:
    """A PDF that a browser opens, from where it is printed or kept."""
    return HttpResponse(data, content_type=PDF, headers={"Content-Disposition": f'inline; filename="{name}"'})
