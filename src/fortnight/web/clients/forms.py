"""What one of the staff fills in: an invitation, a correction, a table and what its columns are."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fortnight.web.clients.actions import InvitationDraft
from fortnight.web.clients.table import COLUMNS
from fortnight.web.me.about import AREAS
from fortnight.web.me.forms import TreatmentForm


class InviteForm(TreatmentForm):
    """A client and their treatment."""

    name = forms.CharField(max_length=80, error_messages={"required": _("Enter a name.")})
    email = forms.EmailField(
        required=False,
        error_messages={"invalid": _("Enter an email address in the correct format, like name@example.com.")},
    )
    area = forms.ChoiceField(choices=AREAS, required=False)
    language = forms.CharField(max_length=8, required=False)
    mailed = forms.BooleanField(required=False)

    @property
    def draft(self) -> InvitationDraft:
        """What was filled in, once it is valid."""
        values = self.cleaned_data
        return InvitationDraft(
            name=values["name"].strip(),
            email=values["email"],
            date=values["date"],
            needle_mm=values["needle_mm"],
            area=values["area"],
            language=values["language"],
        )


class SheetForm(forms.Form):
    """What the columns of a table are, and how its dates are written."""

    order = forms.ChoiceField(choices=[(order, order) for order in ("", "dmy", "mdy")], required=False)
    mailed = forms.BooleanField(required=False)

    def __init__(self, *args: Any, many: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._many = many

    @property
    def columns(self) -> list[str]:
        """What each column was chosen to be; a choice that was made twice counts once."""
        chosen = [str(self.data.get(f"column-{place}", "")) for place in range(self._many)]
        return [
            column if column in COLUMNS and column not in chosen[:place] else "" for place, column in enumerate(chosen)
        ]
