"""What a message has to look like: words or a card, and an id from where it was written."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

LONGEST = 8000


class MessageForm(forms.Form):
    """One message. `card` is "answer:<key>", "day:<number>" or "shelf"; `sure`: sent although it tells of a sign."""

    body = forms.CharField(
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": _("This is too long: 8,000 signs at the most. Send it in two parts.")},
    )
    uid = forms.UUIDField(required=False)
    card = forms.CharField(required=False, max_length=80)
    sure = forms.BooleanField(required=False)
    seen = forms.IntegerField(required=False, min_value=0)

    def clean_uid(self) -> uuid.UUID:
        """The writer's id for this message, or a new one."""
        return self.cleaned_data["uid"] or uuid.uuid4()

    @override
    def clean(self) -> dict[str, Any]:
        """The message, if there is anything in it."""
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and not values["body"].strip() and not values["card"]:
            raise forms.ValidationError(_("Write something first."))
        return values
