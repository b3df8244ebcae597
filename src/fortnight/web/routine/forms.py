"""What a person asks of a routine; everything may be left out, and nothing of it is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fortnight.routine.load import may_steps, steps
from fortnight.routine.model import Concern, Skin, Wishes

_SKIN = (
    ("", _("I don’t know")),
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


class WishForm(forms.Form):
    """The wishes, as they stand in the address of the page."""

    skin = forms.ChoiceField(choices=_SKIN, required=False, label=_("How is your skin on most days?"))
    concerns = forms.MultipleChoiceField(
        choices=_CONCERNS, required=False, label=_("What would you like to do something about?")
    )
    catalogue = forms.BooleanField(required=False, label=_("Also from the clinic’s catalogue"))
    vegan = forms.BooleanField(required=False, label=_("New things only if vegan"))
    fragrance_free = forms.BooleanField(required=False, label=_("New things only without perfume"))
    mineral = forms.BooleanField(required=False, label=_("A new sunscreen only with mineral filters"))
    budget = forms.IntegerField(required=False, min_value=0, max_value=10_000, label=_("At most, for all new things"))
    currency = forms.RegexField(r"[A-Z]{3}", required=False, initial="EUR", label=_("Currency"))
    want = forms.MultipleChoiceField(choices=[(one, one) for one in may_steps()], required=False)

    def wishes(self, picked: dict[str, str], without: frozenset[str]) -> Wishes:
        """The wishes that were sent; the form has to be valid."""
        said: dict[str, Any] = self.cleaned_data
        budget = said["budget"]
        return Wishes(
            may=tuple(said["want"]),
            skin=Skin(said["skin"]) if said["skin"] else None,
            concerns=tuple(Concern(one) for one in said["concerns"]),
            vegan=said["vegan"],
            fragrance_free=said["fragrance_free"],
            mineral=said["mineral"],
            budget=None if budget is None else budget * 100,
            currency=(said["currency"] or "EUR") if budget is not None else "",
            picked=picked,
            without=without,
        )


def picks(sent: list[str]) -> dict[str, str]:
    """The picks that stand in an address as step:key; what is none is passed over."""
    pairs = (one.partition(":") for one in sent)
    return {step: key for step, _colon, key in pairs if step in steps() and key}
