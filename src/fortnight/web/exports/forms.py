"""How a person wishes for their calendar."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

_NO_TIME = {"invalid": _("Enter a time like 08:00."), "required": _("Enter a time like 08:00.")}


class CalendarForm(forms.Form):
    """The wishes. `morning` and `evening` are times of day in the person's zone."""

    SHAPES = (("days", _("One entry a day")), ("halves", _("Morning and evening")))

    shape = forms.ChoiceField(choices=SHAPES)
    alarms = forms.BooleanField(required=False)
    named = forms.BooleanField(required=False)
    morning = forms.TimeField(error_messages=_NO_TIME)
    evening = forms.TimeField(error_messages=_NO_TIME)

    @override
    def clean(self) -> dict[str, Any]:
        """The wishes; the evening is later than the morning."""
        values: dict[str, Any] = super().clean() or {}
        if {"morning", "evening"} <= set(values) and values["morning"] >= values["evening"]:
            self.add_error("evening", _("The evening has to be later than the morning."))
        return values

    @property
    def wishes(self) -> dict[str, Any]:
        """What was wished for, by the fields of the row."""
        values = self.cleaned_data
        return {
            "halves": values["shape"] == "halves",
            "alarms": values["alarms"],
            "discreet": not values["named"],
            "morning": values["morning"].replace(second=0, microsecond=0),
            "evening": values["evening"].replace(second=0, microsecond=0),
        }
