"""The team on the desk: who is on it, a new colleague, another role, the way out. Owners only."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from fortnight.web.accounts.actions import LastOwnerError
from fortnight.web.accounts.client import limited
from fortnight.web.accounts.models import User
from fortnight.web.accounts.queries import clinic
from fortnight.web.accounts.roles import Role
from fortnight.web.accounts.staff import for_staff
from fortnight.web.clinic import actions, queries
from fortnight.web.clinic.forms import InvitationForm
from fortnight.web.clinic.words import ROLES
from fortnight.web.shell.screen import page

_OFF = "off"


@require_http_methods(["GET", "POST"])
@limited("60/h", group="team", method="POST")
@for_staff(right="change team")
def team(request: HttpRequest) -> HttpResponse:
    """Everybody on the team, and a form for one more."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            user = actions.invite(
                clinic(), by=_me(request), email=values["email"], name=values["name"], role=Role(values["role"])
            )
        except LastOwnerError:
            messages.error(request, _last_owner())
            return redirect("clinic-team")
        messages.success(
            request,
            gettext("%(email)s has been added to the team. We have emailed them how to sign in.")
            % {"email": user.email},
        )
        return redirect("clinic-team")
    status = 400 if form.errors else 200
    return page(
        request,
        "clinic/team.html",
        None,
        team=queries.team(),
        on_call=any(member.user.on_call for member in queries.team()),
        roles=ROLES,
        form=form,
        me=_me(request),
        status=status,
    )


@require_POST
@for_staff(right="change team")
def colleague(request: HttpRequest, number: int) -> HttpResponse:
    """Change a colleague's role, put them on call or not, or remove them. 404 for anybody who is not on the team."""
    user = queries.colleague_with(number)
    raw = request.POST.get("role", "")
    if user and "on_call" in request.POST:
        actions.put_on_call(clinic(), user, by=_me(request), on=request.POST["on_call"] == "1")
        messages.success(request, gettext("Saved."))
        return redirect("clinic-team")
    if user is None or raw not in {_OFF, *ROLES}:
        raise Http404
    try:
        if raw == _OFF:
            actions.take_off(clinic(), user, by=_me(request))
            message = gettext("%(email)s has been removed from the team and signed out everywhere.") % {
                "email": user.email
            }
        else:
            actions.change_role(clinic(), user, by=_me(request), role=Role(raw))
            message = gettext("Saved.")
    except LastOwnerError:
        messages.error(request, _last_owner())
    else:
        messages.success(request, message)
    return redirect("clinic-team" if user.pk != _me(request).pk or raw == Role.OWNER else "desk")


def _last_owner() -> str:
    return gettext("The clinic would have no owner. Make someone else an owner first.")


def _me(request: HttpRequest) -> User:
    """The member of staff who asks; the guard before every view of the desk has made sure that there is one."""
    return cast("User", request.user)
