"""Publishing the draft, the versions, their files, and moving people from one to another."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from fortnight.guide.load import published_guide
from fortnight.guide.model import ChangedRule, Rule
from fortnight.guide.own import unsigned
from fortnight.web.accounts.models import GuideVersion, User
from fortnight.web.accounts.queries import clinic, guide_version
from fortnight.web.accounts.staff import for_staff
from fortnight.web.guides import actions, queries
from fortnight.web.guides.difference import shown
from fortnight.web.guides.forms import PublishForm
from fortnight.web.guides.roles import may_publish
from fortnight.web.guides.whose import MOST_PEOPLE, whose
from fortnight.web.shell.screen import page


@require_http_methods(["GET", "POST"])
@for_staff(right="publish guide")
def publish(request: HttpRequest) -> HttpResponse:
    """Let the draft become the next version; where something is milder, with a name and a reason for each."""
    draft = queries.drafted(clinic())
    milder = unsigned(draft.guide)
    data = request.POST if request.method == "POST" else None
    form = PublishForm(data, milder=milder, initial={"revision": draft.revision})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            version = actions.publish(
                draft.clinic,
                revision=values["revision"],
                by=_me(request),
                note=values["note"],
                name=values["name"],
                reasons=form.reasons,
            )
        except actions.GuideRefusedError as refused:
            form.add_error(None, str(refused))
        except actions.OutdatedError:
            words = gettext("Someone else changed the draft. Check the differences again before you publish.")
            form.add_error(None, words)
            return _publish_page(request, form, draft, status=409)
        else:
            words = gettext("Version %(number)d applies to everyone who starts from now on.")
            messages.success(request, words % {"number": version.number})
            return redirect("desk-guide-version", version.number)
    return _publish_page(request, form, draft, status=400 if form.errors else 200)


def _publish_page(request: HttpRequest, form: PublishForm, draft: queries.Drafted, status: int) -> HttpResponse:
    return page(
        request,
        "guides/publish.html",
        None,
        form=form,
        draft=draft,
        milder=[
            shown(queries.RuleChangeLine(id=rule.id, before=_was(rule.changed), after=rule))
            for rule in unsigned(draft.guide)
        ],
        may=may_publish(_me(request)),
        lines=[shown(line) for line in queries.lines_between(queries.current_of(draft), draft.guide)],
        status=status,
    )


def _was(changed: ChangedRule | None) -> Rule | None:
    return changed.published if changed else None


@require_GET
@for_staff(right="publish guide")
def versions(request: HttpRequest) -> HttpResponse:
    """Every version that was published, and how many people go by each."""
    draft = queries.drafted(clinic())
    return page(
        request,
        "guides/versions.html",
        None,
        draft=draft,
        versions=queries.versions(draft.clinic),
        counted=queries.counted(draft.clinic),
    )


@require_GET
@for_staff(right="publish guide")
def version(request: HttpRequest, number: int) -> HttpResponse:
    """One version: what it changes in the published guide, who published it, who goes by it. 404 for no such one."""
    draft, row = queries.drafted(clinic()), _or_404(number)
    now = queries.version_now(row, draft.clinic)
    return page(
        request,
        "guides/version.html",
        None,
        draft=draft,
        version=row,
        lines=[shown(line) for line in queries.lines_between(published_guide(), now.guide)],
        left_out=now.left_out,
        count=queries.counted(draft.clinic).get(row.key, 0),
        may=may_publish(_me(request)),
    )


@require_http_methods(["GET", "POST"])
@for_staff(right="publish guide")
def move(request: HttpRequest, number: int) -> HttpResponse:
    """Move people whose fortnight is not over to a version: first whose answers would be others, then the button."""
    house, target = clinic(), _or_404(number)
    if request.method == "POST":
        keys = None if request.POST.get("all") else request.POST.getlist("person")
        try:
            moved = actions.move(house, version=target, by=_me(request), keys=keys)
        except actions.GuideRefusedError as refused:
            messages.error(request, str(refused))
        else:
            words = ngettext(
                "1 person is now on version %(number)d and has been told.",
                "%(moved)d people are now on version %(number)d and have been told.",
                moved,
            )
            messages.success(request, words % {"moved": moved, "number": number})
        return redirect("desk-guide-version", number)
    people = [person for person in queries.under_way(house) if person.current and person.current.guide_id != target.key]
    effect = whose(house, queries.version_now(target, house).guide, only=people)
    return page(
        request,
        "guides/move.html",
        None,
        version=target,
        people=people,
        effect=effect,
        changing={affected.person.pk: affected.answers for affected in effect.affected},
        guide=queries.version_now(target, house).guide,
        most_people=MOST_PEOPLE,
        may=may_publish(_me(request)),
    )


def _or_404(number: int) -> GuideVersion:
    row = guide_version(clinic(), number)
    if row is None:
        raise Http404
    return row


def _me(request: HttpRequest) -> User:
    return cast("User", request.user)
