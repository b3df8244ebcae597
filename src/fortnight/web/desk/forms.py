"""What is sent from the desk: an answer, a routine, a note, why it is closed, until when it sleeps, tags, a snippet."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from fortnight.web.accounts.entrance import today_for
from fortnight.web.accounts.models import Person
from fortnight.web.chat.forms import LONGEST, MessageForm
from fortnight.web.desk import fields, queries, tags
from fortnight.web.desk.finding import LOOKED_UP, looked_up
from fortnight.web.desk.models import Snippet
from fortnight.web.desk.reasons import REASONS, LookReason
from fortnight.web.desk.snooze import Until

_LONGEST_CARD = 64_000
_LONGEST_SLEEP = dt.timedelta(days=366)


class AnswerForm(MessageForm):
    """An answer of the desk. Its card may carry a label that was looked up and is nobody's yet."""

    card = forms.CharField(required=False, max_length=_LONGEST_CARD)

    def clean_card(self) -> str:
        """The card; one that was looked up has to be as we gave it."""
        card: str = self.cleaned_data["card"]
        if card.startswith(LOOKED_UP) and looked_up(card) is None:
            raise forms.ValidationError(_("The answer did not load fully. Look it up again."))
        return card

    @property
    @override
    def ahead_again(self) -> str:
        """The keys of what was sent ahead, also where a button only changed the form."""
        return super().ahead_again or str(self.initial.get("ahead", ""))


class RoutineForm(forms.Form):
    """A routine on its way to a client: words along with it, and the last message that the advisor has seen."""

    uid = forms.UUIDField()
    seen = forms.IntegerField(required=False, min_value=0)
    body = forms.CharField(
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": _("This is too long. Use 8,000 characters or fewer, or send it in two parts.")},
    )


class NoteForm(forms.Form):
    """A note for colleagues, with an id from where it was written."""

    body = forms.CharField(
        max_length=LONGEST,
        error_messages={
            "required": _("Write a message first."),
            "max_length": _("This is too long. Use 8,000 characters or fewer, or send it in two parts."),
        },
    )
    uid = forms.UUIDField(required=False)


class CloseForm(forms.Form):
    """Why a conversation is closed."""

    because = forms.ChoiceField(choices=list(REASONS.items()), required=False)
    words = forms.CharField(max_length=200, required=False)

    @override
    def clean(self) -> dict[str, Any]:
        """The reason; "other" needs words."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("because") == LookReason.OTHER and not values.get("words"):
            raise forms.ValidationError(_("Enter in a few words why it is closed."))
        return values


class ReasonForm(forms.Form):
    """What is being done about an alarm, in words that the person reads."""

    reason = forms.CharField(max_length=300)


class SnoozeForm(forms.Form):
    """Until when a conversation sleeps. Nothing chosen and no date: it wakes."""

    until = forms.ChoiceField(choices=[("", "")] + [(choice.value, "") for choice in Until], required=False)
    date = forms.DateField(required=False)

    def __init__(self, data: Any, *, person: Person) -> None:
        super().__init__(data)
        self._today = today_for(person, timezone.now())

    @override
    def clean(self) -> dict[str, Any]:
        """The choice; a date that was given is what is meant, and has to be ahead."""
        values: dict[str, Any] = super().clean() or {}
        date = values.get("date")
        if date:
            values["until"] = Until.DATE.value
        if values.get("until") == Until.DATE and not self.errors:
            if date is None:
                raise forms.ValidationError(_("Choose the date on which it comes back."))
            if not self._today < date <= self._today + _LONGEST_SLEEP:
                raise forms.ValidationError(_("Choose a date between tomorrow and a year from now."))
        return values


class TagForm(forms.Form):
    """Tags with commas between them."""

    tags = forms.CharField(required=False, max_length=400)

    def clean_tags(self) -> tuple[str, ...]:
        """The tags as they are stored, each short, and not too many."""
        names = tags.normalised(self.cleaned_data["tags"])
        if len(names) > tags.MOST:
            raise forms.ValidationError(gettext("You can add up to %(most)d tags.") % {"most": tags.MOST})
        long = [name for name in names if len(name) > tags.LONGEST]
        if long:
            raise forms.ValidationError(gettext("“%(tag)s” is too long for a tag.") % {"tag": long[0][: tags.LONGEST]})
        return names


class SnippetForm(forms.Form):
    """A snippet; anything in braces has to be a field that we can fill."""

    title = forms.CharField(max_length=80)
    body = forms.CharField(max_length=LONGEST)
    shortcut = forms.RegexField(
        r"^[a-z0-9-]+$",
        max_length=20,
        error_messages={"invalid": _("Use only lower-case letters, numbers and hyphens.")},
    )

    def __init__(self, data: Any = None, *, snippet: Snippet | None) -> None:
        now = {name: getattr(snippet, name) for name in ("title", "shortcut", "body")} if snippet else {}
        super().__init__(data, initial=now)
        self._snippet = snippet

    def clean_shortcut(self) -> str:
        """A shortcut that no other snippet has."""
        shortcut: str = self.cleaned_data["shortcut"]
        other = queries.snippet_called(shortcut)
        if other and other != self._snippet:
            raise forms.ValidationError(
                gettext("The snippet “%(title)s” already uses this short name.") % {"title": other.title}
            )
        return shortcut

    def clean_body(self) -> str:
        """A body whose fields are all known."""
        body: str = self.cleaned_data["body"].strip()
        try:
            unknown = fields.unknown_fields(body)
        except ValueError:
            raise forms.ValidationError(
                gettext("There is an unmatched { or }. Write fields as {name}. To show a brace, type it twice.")
            ) from None
        if unknown:
            field_list = ", ".join(f"{{{name}}}" for name in fields.KNOWN)
            message = gettext("There is no field called %(unknown)s. You can use: %(known)s.")
            raise forms.ValidationError(message % {"unknown": unknown[0][:40], "known": field_list})
        return body
