"""What a person wishes of a routine, checked: everything may be left out. Sent by a page, or kept with a routine."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fortnight.routine.model.load import may_steps
from fortnight.routine.model.values import Concern, Skin, Wishes
from fortnight.web.words.rules import said

_SKIN = (
    ("", _("Not sure")),
    (Skin.DRY, _("Dry")),
    (Skin.OILY, _("Oily")),
    (Skin.COMBINATION, _("Combination")),
    (Skin.NORMAL, _("Normal")),
    (Skin.SENSITIVE, _("Sensitive")),
)
_CONCERNS = (
    (Concern.DRYNESS, _("Dryness")),
    (Concern.REDNESS, _("Redness")),
    (Concern.DARK_MARKS, _("Dark marks")),
    (Concern.FINE_LINES, _("Fine lines")),
    (Concern.BREAKOUTS, _("Breakouts")),
)
_MOST_BUDGET = 10_000


class RoutineWishForm(forms.Form):
    """The wishes, as they stand in the address of the page; see `asked`."""

    catalogue = forms.BooleanField(required=False)
    budget = forms.IntegerField(
        required=False, min_value=0, max_value=_MOST_BUDGET, label=_("Maximum to spend on new products")
    )
    currency = forms.RegexField(r"^[A-Z]{3}$", required=False, label=_("Currency"))
    want = forms.MultipleChoiceField(
        choices=lambda: [(step, said(f"step-{step}")) for step in may_steps()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Optional steps you would like"),
    )
    skin = forms.ChoiceField(choices=_SKIN, required=False, label=_("How is your skin on most days?"))
    concerns = forms.MultipleChoiceField(
        choices=_CONCERNS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("What would you like to improve?"),
    )
    vegan = forms.BooleanField(required=False, label=_("New products must be vegan"))
    fragrance_free = forms.BooleanField(required=False, label=_("New products must be perfume-free"))
    mineral = forms.BooleanField(required=False, label=_("A new sunscreen must have mineral filters"))
    brands = forms.CharField(required=False, max_length=200, label=_("Only these brands (separate with commas)"))
    shops = forms.CharField(required=False, max_length=200, label=_("Only these shops (separate with commas)"))
    country = forms.RegexField(
        r"^[A-Za-z]{2}$", required=False, label=_("Sold in this country (two-letter code, such as GB)")
    )

    def wishes(self, picked: dict[str, str], without: frozenset[str]) -> Wishes:
        """The wishes that were sent; the form has to be valid."""
        values: dict[str, Any] = self.cleaned_data
        budget = values["budget"]
        return Wishes(
            may=tuple(values["want"]),
            skin=Skin(values["skin"]) if values["skin"] else None,
            concerns=tuple(Concern(concern) for concern in values["concerns"]),
            vegan=values["vegan"],
            fragrance_free=values["fragrance_free"],
            mineral=values["mineral"],
            brands=_listed(values["brands"]),
            shops=_listed(values["shops"]),
            country=values["country"].upper(),
            budget=None if budget is None else budget * 100,
            currency=(values["currency"] or "EUR") if budget is not None else "",
            picked=picked,
            without=without,
        )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in (word.strip() for word in text.split(",")) if part))
