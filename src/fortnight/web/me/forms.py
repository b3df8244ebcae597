"""The three questions of the front page, a treatment, what a person says about themselves, a link, saying goodbye."""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from fortnight.errors import UsageError
from fortnight.labels.folding import fold
from fortnight.person.model import FIELDS, Profile, Setting, profile_of_values
from fortnight.web.accounts.models import Link, Person, Treatment
from fortnight.web.accounts.numbers import whole_number
from fortnight.web.ground.limits import ALLERGIES
from fortnight.web.me.about import AREAS, GROUPS, PURPOSES, QUESTIONS, TONES, QuestionGroup
from fortnight.web.words.countries import countries
from fortnight.web.words.numbers import said_length

_COMMA = re.compile(r",(?!\d)")
_LONGEST_AGO = dt.timedelta(days=400)
_FURTHEST_AHEAD = dt.timedelta(days=200)


class StartForm(forms.Form):
    """When, where, how long the needles were. `today` is the date where the person is."""

    WHEN = (("today", _("Today")), ("yesterday", _("Yesterday")), ("date", _("Another date")))
    WHERE = ((Setting.CLINIC.value, _("In a clinic")), (Setting.HOME.value, _("At home")))
    NEEDLES = (
        ("0.25", _("0.25 mm or less")),
        ("0.5", _("0.5 mm")),
        ("1.0", "1 mm"),
        ("1.5", _("1.5 mm")),
        ("2.0", _("2 mm or more")),
        ("", _("Not sure")),
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
        value = self.cleaned_data["needle_mm"]
        return Decimal(value) if value else None

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
        wrong = wrong_date(date, self._today)
        if wrong:
            self.add_error("date", wrong)


def wrong_date(date: dt.date | None, today: dt.date) -> str:
    """What is wrong with the date of a treatment, or nothing."""
    if date is None:
        return gettext("Choose the date of your treatment.")
    if date < today - _LONGEST_AGO:
        return gettext("That is more than a year ago. The plan is for the 2 weeks after a treatment.")
    if date > today + _FURTHEST_AHEAD:
        return gettext("That is more than half a year ahead. Come back when it is nearer.")
    return ""


class TreatmentForm(forms.Form):
    """One treatment: its date, where, how long the needles were."""

    date = forms.DateField(error_messages={"required": _("Choose the date of your treatment.")})
    setting = forms.ChoiceField(choices=StartForm.WHERE, required=False)
    needle_mm = forms.DecimalField(
        max_digits=3, decimal_places=2, min_value=Decimal("0.05"), max_value=5, required=False
    )

    def __init__(self, *args: Any, today: dt.date, treatment: Treatment | None = None, **kwargs: Any) -> None:
        if treatment:
            kwargs["initial"] = {
                "date": treatment.date,
                "setting": treatment.setting,
                "needle_mm": treatment.needle_mm,
            }
        super().__init__(*args, **kwargs)
        self._today = today

    @property
    def needles(self) -> list[tuple[str, Any, bool]]:
        """The lengths to choose from: value, words, whether it is the one. One that is not in the list is added."""
        chosen_text = str(self["needle_mm"].value() or "")
        now = _decimal(chosen_text)
        lengths = [(value, words, _decimal(value) == now) for value, words in StartForm.NEEDLES]
        if now is not None and not any(chosen for _, _, chosen in lengths):
            lengths.insert(-1, (chosen_text, said_length(now), True))
        return lengths

    def clean_date(self) -> dt.date:
        """A date that a plan can be made for."""
        date: dt.date = self.cleaned_data["date"]
        wrong = wrong_date(date, self._today)
        if wrong:
            raise forms.ValidationError(wrong)
        return date


def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text or "NaN")
    except ArithmeticError:
        return None
    return number if number.is_finite() else None


_ANSWERS = (("", _("Not answered")), ("yes", _("Yes")), ("no", _("No")))
_SAID = {"yes": True, "no": False}
_AS_SAID = {True: "yes", False: "no", None: ""}


class AboutForm(forms.Form):
    """What a person says about themselves, checked as strictly as a profile read from a file."""

    name = forms.CharField(max_length=80, required=False)
    country = forms.CharField(max_length=2, required=False)
    area = forms.ChoiceField(choices=AREAS, required=False)
    purpose = forms.ChoiceField(choices=PURPOSES, required=False)
    skin_tone = forms.ChoiceField(choices=TONES, required=False)
    age = forms.CharField(max_length=8, required=False)
    allergies = forms.CharField(max_length=2000, required=False)

    OF_PERSON = ("name", "country", "area", "purpose")
    _NOT_OURS = frozenset({"csrfmiddlewaretoken", "next"})

    def __init__(self, data: Mapping[str, Any] | None = None, *, person: Person) -> None:
        facts = dict(person.facts)
        initial: dict[str, Any] = {name: getattr(person, name) for name in self.OF_PERSON}
        initial |= {"skin_tone": facts.get("skin_tone"), "age": facts.get("age")}
        initial["allergies"] = "\n".join(facts.get("allergies", ()))
        super().__init__(data, initial=initial)
        for question in QUESTIONS:
            answer = _AS_SAID.get(facts.get(question.field), "")
            self.fields[question.field] = forms.ChoiceField(choices=_ANSWERS, required=False, initial=answer)
        for group in GROUPS:
            self.fields[group.none] = forms.BooleanField(required=False, initial=_all_denied(group, facts))
        self._kept = {key: value for key, value in facts.items() if key in FIELDS and key not in self.fields}
        self.facts: dict[str, Any] = {}

    @property
    def countries(self) -> list[tuple[str, str]]:
        """The countries by their names in the reader's language."""
        return list(countries().items())

    def clean_country(self) -> str:
        """An existing country, or none."""
        country: str = self.cleaned_data["country"].upper()
        if country and country not in countries():
            raise forms.ValidationError(gettext("Choose a country from the list."))
        return country

    @override
    def clean(self) -> dict[str, Any]:
        """The answers; `facts` are those of the profile, checked by the core."""
        values: dict[str, Any] = super().clean() or {}
        unknown = sorted(set(self.data) - set(self.fields) - self._NOT_OURS)
        if unknown:
            self.add_error(None, gettext("We do not know “%(key)s”. Nothing was saved.") % {"key": unknown[0][:40]})
        if not self.errors:
            self.facts = {**self._kept, **self._facts_of(values)}
            self._check()
        return values

    def _facts_of(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The answers as the profile has them; what was not said is left out."""
        facts: dict[str, Any] = {
            question.field: _SAID[values[question.field] or "no"]
            for group in GROUPS
            for question in group.questions
            if values.get(question.field) or values[group.none]
        }
        if values["skin_tone"]:
            facts["skin_tone"] = values["skin_tone"]
        if values["age"].strip():
            age = whole_number(values["age"].strip(), otherwise=-1)
            facts["age"] = age if age >= 0 else values["age"]
        allergies = [part.strip() for line in values["allergies"].splitlines() for part in _COMMA.split(line)]
        if any(allergies):
            facts["allergies"] = list(dict.fromkeys(part for part in allergies if part))
            self._check_allergies(facts["allergies"])
        return facts

    def _check_allergies(self, allergies: list[str]) -> None:
        """Refuse more than are looked for on every label, and one that names nothing."""
        if len(allergies) > ALLERGIES.most:
            says = gettext("Enter at most %(most)d allergies. Leave out any that a more general word covers.")
            self.add_error("allergies", says % {"most": ALLERGIES.most})
        empty = next((allergy for allergy in allergies if not any(sign.isalnum() for sign in fold(allergy))), None)
        if empty is not None:
            says = gettext("We cannot look for “%(said)s” on a label. Enter it in letters.")
            self.add_error("allergies", says % {"said": empty[:40]})

    def _check(self) -> Profile | None:
        try:
            return profile_of_values(self.facts)
        except UsageError as error:
            if error.where == "age":
                self.add_error("age", gettext("Enter your age in years, from 0 to 120."))
            else:
                self.add_error(error.where if error.where in self.fields else None, f"{error.what}. {error.fix}")
            return None


def _all_denied(group: QuestionGroup, facts: Mapping[str, Any]) -> bool:
    """Whether somebody has said of a group that nothing else of it is true than what they ticked."""
    answers = [facts.get(question.field) for question in group.questions]
    return False in answers and None not in answers


class LinkForm(forms.Form):
    """A new private link: for whom, for how long."""

    DAYS = (("2", _("2 days")), ("14", _("14 days")), ("30", _("30 days")))

    purpose = forms.ChoiceField(choices=((Link.OWN, ""), (Link.FRIEND, "")))
    label = forms.CharField(max_length=60, required=False)
    days = forms.TypedChoiceField(choices=DAYS, coerce=int, initial="14")


class GoodbyeForm(forms.Form):
    """Deleting everything: the word has to be typed."""

    word = forms.CharField(max_length=40, required=False)

    def clean_word(self) -> str:
        """The word, in whatever letters and language."""
        word: str = self.cleaned_data["word"].strip().casefold()
        if word not in {"delete", gettext("delete").casefold()}:
            raise forms.ValidationError(gettext("Type the word “%(word)s”.") % {"word": gettext("delete")})
        return word
