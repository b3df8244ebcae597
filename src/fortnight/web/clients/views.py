"""The roster, one client, an invitation with its link and its square; and the welcome of who was invited."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fortnight.course.days import local_date
from fortnight.web.accounts import closing
from fortnight.web.accounts.actions import note_staff_looks
from fortnight.web.accounts.client import limited
from fortnight.web.accounts.entrance import NO_PATH, asking, remember
from fortnight.web.accounts.models import Link, Person, User
from fortnight.web.accounts.numbers import whole_number
from fortnight.web.accounts.queries import clinic as house
from fortnight.web.accounts.queries import link_of_token, treatments_of
from fortnight.web.accounts.staff import for_staff
from fortnight.web.chat.actions import conversation_with, look
from fortnight.web.clients import actions, queries
from fortnight.web.clients.forms import InviteForm
from fortnight.web.clients.mailing import address_of
from fortnight.web.clients.models import Invitation
from fortnight.web.clients.queries import Show
from fortnight.web.clients.table import spreadsheet
from fortnight.web.clinic.words import by_whom, theirs
from fortnight.web.me.devices import open_browsers
from fortnight.web.me.forms import TreatmentForm
from fortnight.web.me.spacing import ANYWAY, early_for
from fortnight.web.shell.screen import page


@require_GET
@for_staff
def roster(request: HttpRequest) -> HttpResponse:
    """Everyone in their fortnight, or another view of the clients. Listing clients isn't logged as access."""
    name, number = request.GET.get("show", ""), request.GET.get("page", "0")
    show = Show(name) if name in set(Show) else Show.FORTNIGHT
    words = request.GET.get("q", "").strip()[:80]
    at = whole_number(number)
    now = timezone.now()
    rows, many = queries.roster(show, words=words, page=at, now=now)
    more = at + 1 if many > (at + 1) * queries.PAGE else 0
    values = {
        "rows": rows,
        "many": many,
        "show": show,
        "shows": tuple(Show),
        "words": words,
        "at_page": at,
        "more": more,
    }
    return page(request, "clients/roster.html", None, now=now, counts=queries.counts(now), **values)


@require_GET
@for_staff(right="export roster")
def roster_file(request: HttpRequest) -> HttpResponse:
    """The whole roster as a CSV file without formulas; each client can read that they were in it."""
    everyone = queries.everyone(timezone.now())
    head = ["name", "e-mail", "treated", "day", "opened", "last heard of", "question since", "advisor"]
    rows = [
        [
            row.person.name,
            row.email,
            row.person.current.date.isoformat() if row.person.current else "",
            str(row.day),
            "yes" if row.opened else "no",
            row.seen.isoformat(timespec="minutes") if row.seen else "",
            row.asked.isoformat(timespec="minutes") if row.asked else "",
            row.advisor,
        ]
        for row in everyone
    ]
    note_staff_looks([row.person.pk for row in everyone], by=me(request), about="roster-file")
    response = HttpResponse(spreadsheet([head, *rows]), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="clients.csv"'
    return response


@require_http_methods(["GET", "POST"])
@for_staff
def invite(request: HttpRequest) -> HttpResponse:
    """Invite one client. An existing client is shown, and gets no second plan."""
    clinic = house()
    today = local_date(timezone.now(), clinic.zone)
    form = InviteForm(request.POST if request.method == "POST" else None, today=today)
    client = None
    if request.method == "POST" and form.is_valid():
        client = queries.client_with_address(form.cleaned_data["email"])
        if client is None:
            invitation = actions.invite(clinic, form.draft, by=me(request), mailed=form.cleaned_data["mailed"])
            return _handed_over(request, invitation)
    status = 400 if form.errors else 409 if client else 200
    return page(request, "clients/invite.html", None, form=form, known=client, today=today, status=status)


def _handed_over(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The link and its square, shown this once: only its fingerprint is kept."""
    address = address_of(actions.new_link(invitation, by=me(request)))
    return page(request, "clients/card.html", None, invitations=[(invitation, address)], person_=invitation.person)


@require_GET
@for_staff
def client(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One client: what is known, how they came, what was done. The look is logged for them to read."""
    person = or_404(key)
    conversation = conversation_with(person)
    look(conversation, user=me(request))
    return page(
        request,
        "clients/client.html",
        None,
        person_=person,
        conversation=conversation,
        invitation=queries.invitation_of(person),
        links=queries.open_links(person, timezone.now()),
        browsers=open_browsers(person, _client_account(person)),
        own_links=queries.own_links(person, timezone.now()),
        treatments=treatments_of(person),
        deeds=[(theirs(deed), by_whom(deed), deed.at) for deed in queries.deeds(person)],
    )


@require_POST
@for_staff
def link(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A new link for somebody who was invited and has no account."""
    invitation = queries.invitation_of(or_404(key))
    if invitation is None or invitation.person.user_id:
        raise Http404
    return _handed_over(request, invitation)


@require_POST
@for_staff
def do(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Mail an invitation again, close its links, or withdraw it."""
    person, by = or_404(key), me(request)
    invitation = queries.invitation_of(person)
    if invitation is None or person.user_id:
        raise Http404
    match request.POST.get("what"):
        case "mail" if invitation.email:
            actions.mail_again(invitation, by=by)
            messages.success(request, gettext("The invitation is on its way again."))
        case "close":
            actions.close_links(invitation, by=by)
            messages.success(request, gettext("Its links no longer work."))
        case "withdraw":
            try:
                actions.withdraw(invitation, by=by)
            except actions.PlanOpenedError:
                messages.warning(
                    request, gettext("They have opened their plan, so the invitation cannot be withdrawn.")
                )
                return redirect("desk-client", key)
            messages.success(request, gettext("The invitation is withdrawn."))
            return redirect("desk-clients")
        case _:
            raise Http404
    return redirect("desk-client", key)


@require_POST
@for_staff
def close_devices(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Close a client's plan and account in one browser, or in all; their own pages tell them that it was done.

    404 for a browser that is not theirs.
    """
    person, by = or_404(key), me(request)
    user, which = _client_account(person), request.POST.get("which", "")
    if which == "all":
        closing.close_all(person=person, user=user, by=by)
    elif device := whole_number(which):
        if not closing.close_device(person, device, by=by):
            raise Http404
    elif user is None or not closing.close_session(user, _uuid_or_404(which), by=by):
        raise Http404
    messages.success(request, gettext("Removed. It no longer opens the plan."))
    return redirect("desk-client", key)


def _client_account(person: Person) -> User | None:
    """The account whose sessions may be seen and closed at the desk: a client's, never that of a colleague."""
    return person.user if person.user and not person.user.is_staff else None


def _uuid_or_404(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None


@require_http_methods(["GET", "POST"])
@for_staff
def treatment(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Correct a client's current treatment, or add a further one; a warning comes first where it is too soon (409)."""
    person = or_404(key)
    look(conversation_with(person), user=me(request))
    again = request.GET.get("again") == "1"
    today = local_date(timezone.now(), person.zone)
    row = None if again else person.current
    form = TreatmentForm(request.POST if request.method == "POST" else None, today=today, treatment=row)
    if request.method != "POST" or not form.is_valid():
        status = 400 if form.errors else 200
        return page(
            request, "clients/treatment.html", None, person_=person, form=form, one=row, early=None, status=status
        )
    date, needle_mm = form.cleaned_data["date"], form.cleaned_data["needle_mm"]
    early = None if row and row.date == date else early_for(person, date, changed=row.pk if row else None)
    if early and ANYWAY not in request.POST:
        values = {"person_": person, "form": form, "one": row, "early": early, "date": date}
        return page(request, "clients/treatment.html", None, **values, status=409)
    if row is None:
        actions.treat_again(person, by=me(request), date=date, needle_mm=needle_mm)
    else:
        actions.correct(person, row, by=me(request), date=date, needle_mm=needle_mm)
    messages.success(request, gettext("Saved."))
    return redirect("desk-client", key)


@require_http_methods(["GET", "POST"])
@limited("60/h", group="open")
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind an invitation: what is ready for its client and, after a yes, their plan in this browser.

    Looking at it opens nothing: programs that fetch a link before it is tapped press no buttons. 404 for an expired
    link, and for somebody who has an account.
    """
    link = link_of_token(token, Link.INVITATION, timezone.now())
    if link is None or link.person.user_id:
        raise Http404
    response: HttpResponse
    if request.method == "POST":
        wrong = request.POST.get("date") == "wrong"
        try:
            secret = actions.accept(link)
        except actions.PlanOpenedError:
            raise Http404 from None
        there = link.person.current_id if wrong else None
        response = redirect("treatment", there) if there else redirect("today")
        remember(response, secret)
    else:
        here = asking(request)
        another = here is not None and here.pk != link.person.pk
        response = page(request, "clients/welcome.html", None, client=link.person, another=another)
    response.headers["Referrer-Policy"] = NO_PATH
    return response


def or_404(key: uuid.UUID) -> Person:
    """The client with a key. Raises: Http404."""
    person = queries.client_with(key)
    if person is None:
        raise Http404
    return person


def me(request: HttpRequest) -> User:
    """The member of staff who asks; the guard before every view of the desk has made sure that there is one."""
    return cast("User", request.user)
