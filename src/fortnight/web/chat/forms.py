"""What a message has to look like: words or a card, and an id from where it was written."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from fortnight.web.chat.attachments import MOST_IN_A_MESSAGE

LONGEST = 8000


class MessageForm(forms.Form):
    """One message. `card` is "answer:<key>", "day:<number>", "shelf" or of a kind that an app beside this one brings.

    `ahead` are the keys of pictures that were sent ahead; pictures may come with the form as well, as `photo`.
    """

    body = forms.CharField(
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": _("This is too long. Use 8,000 characters or fewer, or send it in two parts.")},
    )
    uid = forms.UUIDField(required=False)
    card = forms.CharField(required=False, max_length=80)
    seen = forms.IntegerField(required=False, min_value=0)
    ahead = forms.CharField(required=False, max_length=60 * MOST_IN_A_MESSAGE)

    def clean_uid(self) -> uuid.UUID:
        """The writer's id for this message, or a new one."""
        return self.cleaned_data["uid"] or uuid.uuid4()

    def clean_ahead(self) -> list[uuid.UUID]:
        """The keys of the files that were sent ahead; anything that is no key is left out."""
        return [key for text in self.cleaned_data["ahead"].split(",") if (key := _key(text.strip()))]

    @property
    def ahead_again(self) -> str:
        """The keys of the files that were sent ahead, for the form when it is shown again."""
        keys = self.cleaned_data.get("ahead", ()) if self.is_bound and hasattr(self, "cleaned_data") else ()
        return ",".join(map(str, keys))

    @override
    def clean(self) -> dict[str, Any]:
        """The message, if there is anything in it."""
        values: dict[str, Any] = super().clean() or {}
        along = values.get("card") or values.get("ahead") or self.files.getlist("photo")
        if not self.errors and not values["body"].strip() and not along:
            raise forms.ValidationError(_("Write a message first."))
        return values


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
