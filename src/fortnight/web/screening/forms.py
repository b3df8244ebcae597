"""What somebody looks for in the screening, read from an address: what is no choice is reported and left out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fortnight.guide.model import LAST_DAY
from fortnight.labels.model import Kind
from fortnight.verdicts.screening import STANDARD
from fortnight.web.screening.models import OWN
from fortnight.web.screening.queries import NO_KIND, ProductFilter
from fortnight.web.words.kinds import ONE

PROFILES = {
    "anyone": _("no personal answers"),
    "sensitive": _("sensitive skin, tone V"),
    "deep": _("needles of 2 mm"),
}
STATES = {"open": _("can be used"), "closed": _("cannot be used")}


class ScreenForm(forms.Form):
    """The filters. Everything may be left out; a name that we do not know is an error of its field."""

    guide = forms.CharField(required=False, max_length=12)
    profile = forms.ChoiceField(required=False, choices=[(name, PROFILES[name]) for name in STANDARD])
    kind = forms.ChoiceField(required=False, choices=[(str(kind), ONE[kind]) for kind in Kind] + [(NO_KIND, "")])
    day = forms.IntegerField(required=False, min_value=1, max_value=LAST_DAY)
    state = forms.ChoiceField(required=False, choices=list(STATES.items()))
    brand = forms.CharField(required=False, max_length=80)
    q = forms.CharField(required=False, max_length=80)
    stock = forms.BooleanField(required=False)
    since = forms.DateField(required=False)

    @property
    def product_filter(self) -> ProductFilter:
        """The filter, as far as the form was understood."""
        self.is_valid()
        values: dict[str, Any] = self.cleaned_data
        day = values.get("day")
        return ProductFilter(
            version=values.get("guide") or OWN,
            profile=values.get("profile") or next(iter(STANDARD)),
            kind=values.get("kind") or "",
            day=day,
            state=(values.get("state") or "open") if day else "",
            brand=(values.get("brand") or "").strip(),
            words=(values.get("q") or "").strip(),
            stocked=bool(values.get("stock")),
            since=values.get("since"),
        )
