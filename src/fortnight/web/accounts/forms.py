"""The three questions of the front page."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from fortnight.person.model import Setting

_LONGEST_AGO = dt.timedelta(days=400)
_FURTHEST_AHEAD = dt.timedelta(days=200)


class StartForm(forms.Form):
    """When, where, how long the needles were. `today` is the date where the person is."""

    WHEN = (("today", _("Today")), ("yesterday", _("Yesterday")), ("date", _("Another date")))
    WHERE = ((Setting.CLINIC.value, _("In a clinic")), (Setting.HOME.value, _("At home")))
    NEEDLES = (
        ("0.25", _("Up to 0.25 mm")),
        ("0.5", "0.5 mm"),
        ("1.0", "1 mm"),
        ("1.5", "1.5 mm"),
        ("2.0", _("2 mm or more")),
        ("", _("I don’t know")),
    )

    when = forms.ChoiceField(choices=WHEN, initial="today")
    date = forms.DateField(required=False)
    setting = forms.ChoiceField(choices=WHERE, initial=Setting.CLINIC.value)
    needle_mm = forms.ChoiceField(choices=NEEDLES, required=False, initial="")
    zone = forms.CharField(max_length=64, required=False)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_needle_mm(self) -> Decimal | None:
        """The length in millimetres, or None for one that is not known."""
        given = self.cleaned_data["needle_mm"]
        return Decimal(given) if given else None

    @override
    def clean(self) -> dict[str, Any]:
        """The answers, with `date` worked out of "today" and "yesterday"."""
        values: dict[str, Any] = super().clean() or {}
        match values.get("when"):
            case "today":
                values["date"] = self._today
            case "yesterday":
                values["date"] = self._today - dt.timedelta(days=1)
            case _:
                self._check_date(values.get("date"))
        return values

    def _check_date(self, date: dt.date | None) -> None:
        if "date" in self.errors:
            return
        if date is None:
            self.add_error("date", _("Please choose the date of your treatment."))
        elif date < self._today - _LONGEST_AGO:
            self.add_error("date", _("That is more than a year ago. The plan is for the two weeks after a treatment."))
        elif date > self._today + _FURTHEST_AHEAD:
            self.add_error("date", _("That is more than half a year ahead. Come back when it is nearer."))
