"""What a person may want of e-mail: whether, with what in it, how soon, and at which hours not."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from fortnight.web.mail.outgoing.schedule import WAITS

WAITS_SAID = dict(
    zip(WAITS, (_("after 3 minutes"), _("after 15 minutes"), _("after an hour"), _("after 4 hours")), strict=True)
)
_NO_TIME = {"invalid": _("Enter a time like 22:00.")}


class MailWishForm(forms.Form):
    """A person's wishes. A form that does not ask how soon or at which hours leaves them as they are at first."""

    answers = forms.BooleanField(required=False)
    details = forms.BooleanField(required=False)
    wait = forms.TypedChoiceField(choices=WAITS_SAID.items(), coerce=int, required=False)
    quiet_from = forms.TimeField(required=False, error_messages=_NO_TIME)
    quiet_to = forms.TimeField(required=False, error_messages=_NO_TIME)

    def clean_wait(self) -> int:
        """The minutes to wait for more."""
        return self.cleaned_data["wait"] or WAITS[0]

    @override
    def clean(self) -> dict[str, Any]:
        """The wishes; quiet hours have two ends, and are not the whole day."""
        values: dict[str, Any] = super().clean() or {}
        begins, ends = values.get("quiet_from"), values.get("quiet_to")
        if "quiet_from" in self.errors or "quiet_to" in self.errors:
            return values
        if (begins is None) != (ends is None):
            self.add_error("quiet_from", _("Enter a start and an end for quiet hours, or leave both empty."))
        elif begins is not None and begins == ends:
            self.add_error(
                "quiet_from", _("These quiet hours cover the whole day. To get no emails, change the setting above.")
            )
        return values
