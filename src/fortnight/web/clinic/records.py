"""The clinic's page about how long data is kept, and what was deleted on whose word."""

from typing import cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from fortnight.web.accounts.models import Erasure, User
from fortnight.web.accounts.queries import clinic
from fortnight.web.accounts.staff import for_staff
from fortnight.web.clinic import actions
from fortnight.web.clinic.retention import past_term
from fortnight.web.shell.screen import page

_SHOWN = 100
BY = {
    Erasure.PERSON: _("the client"),
    Erasure.RULE: _("the clinic’s term"),
    Erasure.COMMAND: _("the operator"),
}


class RetentionForm(forms.Form):
    """After how many months data goes; empty: not by itself."""

    months = forms.IntegerField(min_value=1, max_value=240, required=False)


@require_http_methods(["GET", "POST"])
@for_staff(right="erase client")
def records(request: HttpRequest) -> HttpResponse:
    """How long data is kept; whom a term would reach now is shown before it is set."""
    row = clinic()
    form = RetentionForm(request.POST or None, initial={"months": row.retention_months})
    reach = None
    if request.method == "POST" and form.is_valid():
        months = form.cleaned_data["months"]
        reach = past_term(months, timezone.now()).count() if months else 0
        if "sure" in request.POST or not reach or months == row.retention_months:
            changed = actions.change_clinic(row, by=cast("User", request.user), values={"retention_months": months})
            messages.success(request, gettext("Saved.") if changed else gettext("Nothing was different."))
            return redirect("clinic-records")
    lines = [(erasure.at, erasure.name or BY.get(erasure.by, erasure.by)) for erasure in Erasure.objects.all()[:_SHOWN]]
    status = 400 if form.errors else 409 if reach else 200
    return page(request, "clinic/records.html", None, house=row, form=form, lines=lines, reach=reach, status=status)
