"""Clients from a table: sent, looked at line by line, corrected, imported at once; cards to print."""

import uuid
from dataclasses import replace
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from fortnight.course.days import local_date
from fortnight.web.accounts.bodies import CLIENTS, takes_files
from fortnight.web.accounts.models import Person, User
from fortnight.web.accounts.queries import clinic as house
from fortnight.web.accounts.staff import for_staff
from fortnight.web.clients import actions, queries, table
from fortnight.web.clients.actions import InvitationDraft
from fortnight.web.clients.forms import SheetForm
from fortnight.web.clients.mailing import address_of
from fortnight.web.clients.models import Sheet
from fortnight.web.clients.table import ClientLine, UnreadableTableError
from fortnight.web.me.forms import wrong_date
from fortnight.web.me.spacing import early_for
from fortnight.web.shell.screen import page
from fortnight.web.words.dates import said_date

# A file that is somewhat too large is read, so that its form can say what to do about it.
_UNREADABLE = {
    "spreadsheet": _("This is a spreadsheet file. In your program, choose Save as, then CSV, and upload that."),
    "binary": _("We cannot read this as a table. Save it as CSV and upload that."),
    "empty": _("There is nothing to import. The file needs a heading row and one row for each client."),
    "large": _("This is larger than 2 MB. Split it and upload the parts."),
    "long": _("That is more than 5,000 clients. Split the file and upload the parts."),
}
_WRONG = {
    "no name": _("the name is missing"),
    "no address": _("“%(said)s” is not an email address"),
    "no date": _("we cannot read the date “%(said)s”"),
    "date missing": _("the treatment date is missing"),
    "no length": _("“%(said)s” is not a needle length in mm"),
    "told twice": _("this client is already in line %(said)s"),
    "known": _("%(said)s already belongs to a client, with this session"),
    "early": _("too soon after this client’s last session; it can be from %(said)s"),
    "far": "%(said)s",
}


@require_http_methods(["GET", "POST"])
@takes_files(CLIENTS)
@for_staff
def begin(request: HttpRequest) -> HttpResponse:
    """Send a table: a file, or its text."""
    if request.method != "POST":
        return page(request, "clients/import.html", None, wrong="")
    file = request.FILES.get("file")
    try:
        text = table.text_of(file.read() if file else request.POST.get("text", "").encode())
        rows = table.rows_of(text)
    except UnreadableTableError as error:
        return page(request, "clients/import.html", None, wrong=_UNREADABLE[error.args[0]], status=400)
    sheet = actions.keep_sheet(text, by=_me(request), columns=table.guessed(rows[0]))
    return redirect("desk-import-preview", sheet.key)


@require_http_methods(["GET", "POST"])
@for_staff
def preview(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What would become of each line; and, on the button, importing all that are right."""
    sheet = _or_404(request, key)
    if sheet.imported:
        return page(request, "clients/imported.html", None, sheet=sheet, made=queries.made_by(sheet))
    rows = table.rows_of(sheet.text)
    if request.method == "POST":
        form = SheetForm(request.POST, many=len(rows[0]))
        if form.is_valid():
            values = form.cleaned_data
            actions.read_as(sheet, columns=form.columns, order=values["order"], mailed=values["mailed"])
    lines = _lines(sheet, rows)
    asks = not sheet.order and table.asks_order(rows, sheet.columns)
    good = [line for line in lines if not line.wrong]
    if request.POST.get("what") == "import" and good and not asks:
        further = [_draft_of(line) for line in good if line.further]
        new = [_draft_of(line) for line in good if not line.further]
        many = actions.import_all(sheet, house(), new, by=_me(request), further=_sessions(further))
        messages.success(request, ngettext("1 client invited.", "%(num)d clients invited.", many) % {"num": many})
        if further:
            says = ngettext("1 further session added.", "%(num)d further sessions added.", len(further))
            messages.success(request, says % {"num": len(further)})
        return redirect("desk-import-preview", key)
    return page(
        request,
        "clients/preview.html",
        None,
        sheet=sheet,
        headings=rows[0],
        examples=rows[1],
        columns=table.COLUMNS,
        asks=asks,
        good=good,
        bad=[(line, _reasons(line)) for line in lines if line.wrong],
    )


@require_GET
@for_staff
def refused(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The lines that are wrong, as a CSV file with the reason in a column of its own."""
    sheet = _or_404(request, key)
    if sheet.imported:
        raise Http404
    rows = table.rows_of(sheet.text)
    bad = [[*line.cells, "; ".join(_reasons(line))] for line in _lines(sheet, rows) if line.wrong]
    text = table.spreadsheet([[*rows[0], gettext("what is wrong")], *bad])
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="refused.csv"'
    return response


@require_http_methods(["GET", "POST"])
@for_staff
def cards(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Cards with a QR code for everybody in a table, to be printed: each person gets a new link each time."""
    sheet = _or_404(request, key)
    if request.method != "POST" or not sheet.imported:
        return redirect("desk-import-preview", key)
    by = _me(request)
    printed = [
        (invitation, address_of(actions.new_link(invitation, by=by)))
        for invitation in queries.made_by(sheet)
        if not invitation.person.user_id
    ]
    return page(request, "clients/card.html", None, invitations=printed, person_=None)


def _lines(sheet: Sheet, rows: list[list[str]]) -> list[ClientLine]:
    """Every line, with what stands against it: what is written, and what is known here already."""
    lines = table.read(rows, sheet.columns, sheet.order)
    clients = queries.clients_at([line.email for line in lines if line.email])
    today = local_date(timezone.now(), house().zone)
    judged = (_further(line, clients[line.email]) if line.email in clients else line for line in lines)
    return [_in_time(line, wrong_date(line.date, today)) for line in judged]


def _further(line: ClientLine, person: Person) -> ClientLine:
    """A row about an existing client: a further session of theirs, unless it is known or comes too soon."""
    if line.wrong or line.date is None:
        return line
    sessions = list(person.treatments.all())
    if any(session.date == line.date for session in sessions):
        return table.with_wrong(line, ("known", line.email))
    early = early_for(person, line.date, rows=sessions)
    if early:
        return table.with_wrong(line, ("early", said_date(early.following.date, year=True)))
    return replace(line, further=True)


def _in_time(line: ClientLine, wrong: str) -> ClientLine:
    return table.with_wrong(line, ("far", wrong)) if wrong and not line.wrong else line


def _reasons(line: ClientLine) -> list[str]:
    return [str(_WRONG[name]) % {"said": value} for name, value in line.wrong]


def _draft_of(line: ClientLine) -> InvitationDraft:
    if line.date is None:
        raise Http404
    return InvitationDraft(name=line.name, email=line.email, date=line.date, needle_mm=line.needle_mm, area=line.area)


def _sessions(drafts: list[InvitationDraft]) -> list[tuple[Person, InvitationDraft]]:
    """Drafts of further sessions with the client whose each is."""
    people = queries.clients_at([draft.email for draft in drafts])
    return [(people[draft.email], draft) for draft in drafts]


def _or_404(request: HttpRequest, key: uuid.UUID) -> Sheet:
    sheet = queries.sheet_with(key, _me(request))
    if sheet is None:
        raise Http404
    return sheet


def _me(request: HttpRequest) -> User:
    """The member of staff who asks; the guard before every view of the desk has made sure that there is one."""
    return cast("User", request.user)
