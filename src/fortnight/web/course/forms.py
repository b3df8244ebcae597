"""What is sent around a session: which reasons are true, a line of one's own, a session with its device and depths."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from fortnight.course.before import before_rules
from fortnight.web.accounts.models import Treatment
from fortnight.web.course.before import questions
from fortnight.web.me.about import Words
from fortnight.web.me.forms import StartForm, TreatmentForm

DEVICES: tuple[tuple[str, Words], ...] = (
    ("pen", _("A pen")),
    ("roller", _("A roller")),
    ("stamp", _("A stamp")),
    ("other", _("Something else")),
    ("", _("Not sure")),
)
PARTS: tuple[tuple[str, Words], ...] = (
    ("forehead", _("Forehead")),
    ("cheeks", _("Cheeks")),
    ("nose", _("Nose")),
    ("mouth", _("Around the mouth")),
    ("jaw", _("Chin and jaw")),
    ("neck", _("Neck")),
    ("chest", _("Chest")),
    ("scalp", _("Scalp")),
    ("body", _("Body")),
)
FELT: tuple[tuple[str, Words], ...] = (
    ("easy", _("Easier than expected")),
    ("usual", _("As expected")),
    ("hard", _("Harder than expected")),
    ("", _("Not answered")),
)
_DEPTHS = (("", _("the same")), *((value, words) for value, words in StartForm.NEEDLES if value))


class ReasonsForm(forms.Form):
    """Which statements are true; what is not sent is not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions():
            self.fields[question.field] = forms.BooleanField(required=False)
        for rule in before_rules().reasons:
            self.fields[rule.id] = forms.BooleanField(required=False)

    @property
    def reasons(self) -> frozenset[str]:
        """The ids of the reasons that are true today, once it is valid."""
        return frozenset(rule.id for rule in before_rules().reasons if self.cleaned_data[rule.id])

    def facts(self, facts: dict[str, Any]) -> dict[str, Any]:
        """The facts of somebody with what is sent: true where it is ticked, false where that was true before."""
        answers = {question.field: self.cleaned_data[question.field] for question in questions()}
        return facts | {field: value for field, value in answers.items() if value or facts.get(field)}


class LineForm(forms.Form):
    """A line of one's own."""

    words = forms.CharField(max_length=120, error_messages={"required": _("Enter what you want to remember.")})


class SessionForm(TreatmentForm):
    """A session with its device, its depth by part of the skin, and how it was. What is not sent stays as it is.

    `last` is the session before a new one, from which place, length and device are taken over.
    """

    device = forms.ChoiceField(choices=DEVICES, required=False)
    felt = forms.ChoiceField(choices=FELT, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        today: dt.date,
        treatment: Treatment | None = None,
        last: Treatment | None = None,
    ) -> None:
        super().__init__(data, today=today, treatment=treatment)
        like = treatment or last
        self._depths: dict[str, str] = dict(treatment.depths) if treatment else {}
        for name, _words in PARTS:
            initial = self._depths.get(name, "")
            self.fields[_field(name)] = forms.ChoiceField(choices=_DEPTHS, required=False, initial=initial)
        if like:
            self.initial.update(setting=like.setting, needle_mm=like.needle_mm, device=like.device)
        if treatment:
            self.initial["felt"] = treatment.felt

    @property
    def parts(self) -> list[tuple[str, Words]]:
        """The fields of the parts of the skin with their words."""
        return [(_field(name), words) for name, words in PARTS]

    @property
    def has_depths(self) -> bool:
        """Whether a part has a depth of its own."""
        return any(self[_field(name)].value() for name, _words in PARTS)

    @override
    def clean(self) -> dict[str, Any]:
        """The answers; the length of the needles is that of the deepest part."""
        values: dict[str, Any] = super().clean() or {}
        depths = {name: values.get(_field(name), "") for name, _words in PARTS if _field(name) in self.data}
        self._depths = {name: length for name, length in (self._depths | depths).items() if length}
        lengths = [Decimal(length) for length in self._depths.values()]
        if lengths and "needle_mm" not in self.errors:
            values["needle_mm"] = max(*lengths, values.get("needle_mm") or Decimal(0))
        return values

    @property
    def values(self) -> dict[str, Any]:
        """The facts of the session, once it is valid."""
        names = ["date", "setting", "needle_mm", *(name for name in ("device", "felt") if name in self.data)]
        return {name: self.cleaned_data[name] for name in names} | {"depths": self._depths}


def _field(part: str) -> str:
    return f"depth-{part}"
