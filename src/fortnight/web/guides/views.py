"""The draft of the clinic's guide: the editor, one rule in a form, a rule of one's own, the difference, whose answers.

Staff only, with a second factor. A change that was made on an older draft is held back with its words kept.
"""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fortnight.errors import DataError
from fortnight.guide.changes import OWN, Table, read_changes
from fortnight.guide.load import published_guide
from fortnight.guide.model import Rule
from fortnight.guide.own import rule_in
from fortnight.web.accounts.bodies import GUIDE, takes_files
from fortnight.web.accounts.models import User
from fortnight.web.accounts.numbers import whole_number
from fortnight.web.accounts.queries import clinic, guide_version
from fortnight.web.accounts.staff import for_staff
from fortnight.web.guides import actions, forms, queries
from fortnight.web.guides import editor as editing
from fortnight.web.guides.difference import shown
from fortnight.web.guides.whose import MOST_PEOPLE
from fortnight.web.guides.whose import whose as whose_answers
from fortnight.web.shell.screen import page

# A file that is somewhat too large is read, so that its form can say what to do about it.


@require_GET
@for_staff(right="publish guide")
def editor(request: HttpRequest) -> HttpResponse:
    """The whole guide as the draft has it, with the state of every rule."""
    draft = queries.drafted(clinic())
    return page(request, "guides/editor.html", None, draft=draft, editor=editing.editor(draft))


@require_http_methods(["GET", "POST"])
@for_staff(right="publish guide")
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """One rule: other days, other words. 404 for one that is neither in the guide nor in the draft."""
    draft = queries.drafted(clinic())
    entry = rule_in(draft.guide, rule_id)
    if entry is None or not _can_change(entry):
        raise Http404
    form = _form(request, entry, draft)
    if request.method == "POST" and form.is_valid():
        return _saved(request, form, entry, draft)
    return _rule_page(request, form, entry, draft, status=400 if form.errors else 200)


def _can_change(entry: Rule) -> bool:
    """What a clinic may change: the cautious layer and the guide's promises stay as they are."""
    guide = published_guide()
    return entry not in (*guide.cautious, *guide.promises)


def _form(request: HttpRequest, entry: Rule, draft: queries.Drafted) -> forms.ChangeForm:
    data = request.POST if request.method == "POST" else None
    change, initial = draft.change(entry.id), {"revision": draft.revision}
    if entry.id.startswith(OWN):
        return forms.OwnForm(data, rule_id=entry.id, change=change, initial=initial)
    published = rule_in(published_guide(), entry.id)
    return forms.ChangeForm(data, table=forms.table_of(entry), published=published, change=change, initial=initial)


def _saved(request: HttpRequest, form: forms.ChangeForm, entry: Rule, draft: queries.Drafted) -> HttpResponse:
    revision, by = form.cleaned_data["revision"], _me(request)
    try:
        if form.change:
            actions.change(draft.clinic, revision=revision, by=by, change=form.change)
        elif draft.change(entry.id):
            actions.undo(draft.clinic, revision=revision, by=by, rule=entry.id)
    except actions.OutdatedError:
        return _held_back(request, form, entry)
    except DataError as error:
        form.add_error(None, f"{error.what}. {error.fix}")
        return _rule_page(request, form, entry, draft, status=400)
    return redirect(f"{reverse('desk-guide')}#{entry.id}")


def _held_back(request: HttpRequest, form: forms.ChangeForm, entry: Rule) -> HttpResponse:
    """Somebody has changed the draft meanwhile: what was written stays in the form, beside what stands there now."""
    draft = queries.drafted(clinic())
    words = gettext(
        "%(name)s changed the draft while you were editing. Check the current draft. Your text is still here."
    )
    messages.warning(request, words % {"name": _name(draft.row.by)})
    return _rule_page(request, form, rule_in(draft.guide, entry.id) or entry, draft, status=409)


def _rule_page(
    request: HttpRequest, form: forms.ChangeForm, entry: Rule, draft: queries.Drafted, status: int
) -> HttpResponse:
    return page(
        request,
        "guides/rule.html",
        None,
        form=form,
        rule=entry,
        published=rule_in(published_guide(), entry.id),
        row=editing.row(entry, draft),
        marks=editing.rule_marks,
        draft=draft,
        own=form.table is Table.OWN,
        beside=editing.beside(entry, draft),
        status=status,
    )


@require_http_methods(["GET", "POST"])
@for_staff(right="publish guide")
def own(request: HttpRequest) -> HttpResponse:
    """A rule of the clinic's own."""
    draft = queries.drafted(clinic())
    rule_id = queries.next_own(draft)
    data = request.POST if request.method == "POST" else None
    form = forms.OwnForm(data, rule_id=rule_id, initial={"revision": draft.revision})
    if request.method == "POST" and form.is_valid() and form.change:
        try:
            actions.change(draft.clinic, revision=form.cleaned_data["revision"], by=_me(request), change=form.change)
        except actions.OutdatedError:
            words = gettext("Someone else changed the draft. Your text is still here. Save it again.")
            messages.warning(request, words)
            return _own_page(request, form, queries.drafted(clinic()), status=409)
        return redirect(f"{reverse('desk-guide')}#{rule_id}")
    return _own_page(request, form, draft, status=400 if form.errors else 200)


def _own_page(request: HttpRequest, form: forms.OwnForm, draft: queries.Drafted, status: int) -> HttpResponse:
    return page(request, "guides/own.html", None, form=form, draft=draft, status=status)


@require_POST
@for_staff(right="publish guide")
def undo(request: HttpRequest, rule_id: str) -> HttpResponse:
    """Let a rule be as published again; take a rule of one's own out of the draft."""
    _with_revision(request, lambda house, revision, by: actions.undo(house, revision=revision, by=by, rule=rule_id))
    return redirect(f"{reverse('desk-guide')}#{rule_id}")


@require_POST
@for_staff(right="publish guide")
def again(request: HttpRequest) -> HttpResponse:
    """Begin the draft again from a version, or from the published guide. 404 for a version that there is not."""
    number, version = request.POST.get("version", ""), None
    if number:
        version = guide_version(clinic(), whole_number(number))
        if version is None:
            raise Http404
    _with_revision(
        request, lambda house, revision, by: actions.begin_again(house, revision=revision, by=by, version=version)
    )
    return redirect("desk-guide")


def _with_revision(request: HttpRequest, work: Any) -> None:
    """Do something with the draft as a button asks; say so where somebody has changed it meanwhile."""
    form = forms.RevisionForm(request.POST)
    # No revision is that of no draft.
    revision = form.cleaned_data["revision"] if form.is_valid() else -1
    try:
        work(clinic(), revision, _me(request))
    except actions.OutdatedError:
        messages.warning(request, gettext("Someone else changed the draft, so nothing was done. Check it again."))


@require_GET
@for_staff(right="publish guide")
def difference(request: HttpRequest) -> HttpResponse:
    """Two guides side by side, in words and strips: as an address says, else what is published and the draft."""
    draft = queries.drafted(clinic())
    sides = [queries.side(draft.clinic, request.GET.get(key, otherwise), draft) for key, otherwise in _SIDES]
    before, after = sides
    if before is None or after is None:
        raise Http404
    lines = [shown(line) for line in queries.lines_between(before[1], after[1])]
    return page(
        request,
        "guides/difference.html",
        None,
        lines=lines,
        before=before[0],
        after=after[0],
        draft=draft,
        versions=queries.versions(draft.clinic),
    )


_SIDES = (("from", "published"), ("to", queries.DRAFT))


@require_GET
@for_staff(right="publish guide")
def whose(request: HttpRequest) -> HttpResponse:
    """Whose answers would be others if everybody in their fortnight went by the draft."""
    draft = queries.drafted(clinic())
    effect = whose_answers(draft.clinic, draft.guide)
    return page(request, "guides/whose.html", None, draft=draft, effect=effect, most_people=MOST_PEOPLE)


@require_http_methods(["GET", "POST"])
@takes_files(GUIDE)
@for_staff(right="publish guide")
def upload(request: HttpRequest) -> HttpResponse:
    """A version as a file, to become the draft; what is wrong in it is told with its line, and nothing is taken in."""
    draft = queries.drafted(clinic())
    sent = request.method == "POST"
    form = forms.UploadForm(
        request.POST if sent else None, request.FILES if sent else None, initial={"revision": draft.revision}
    )
    if sent and form.is_valid():
        try:
            changes = read_changes(form.cleaned_data["file"], gettext("line"))
            actions.take_in(draft.clinic, revision=form.cleaned_data["revision"], by=_me(request), changes=changes)
        except DataError as error:
            form.add_error("file", str(error))
        except actions.OutdatedError:
            form.add_error("file", gettext("Someone else changed the draft, so nothing was done. Check it again."))
        else:
            messages.success(request, gettext("The draft now contains the file. Check the differences."))
            return redirect("desk-guide-difference")
    return page(request, "guides/upload.html", None, form=form, draft=draft, status=400 if form.errors else 200)


@require_GET
@for_staff(right="publish guide")
def draft_file(request: HttpRequest) -> HttpResponse:
    """The draft as a file, to be read, sent round, and taken in again."""
    return _file(queries.drafted(clinic()).row.changes, "draft")


@require_GET
@for_staff(right="publish guide")
def version_file(request: HttpRequest, number: int) -> HttpResponse:
    """A version as a file. 404 for no such one."""
    row = guide_version(clinic(), number)
    if row is None:
        raise Http404
    return _file(row.changes, f"version-{number}")


def _file(changes: str, name: str) -> HttpResponse:
    response = HttpResponse(changes, content_type="application/toml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="guide-{name}.toml"'
    return response


def _me(request: HttpRequest) -> User:
    return cast("User", request.user)


def _name(user: User | None) -> str:
    return (user.name or user.email) if user else gettext("Someone")
