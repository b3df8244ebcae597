"""What somebody asks about, and what they change about a product."""

from django import forms

from fortnight.labels.model import Kind

LONGEST_LABEL = 24_000


class AskForm(forms.Form):
    """One box for everything: a list of ingredients, a product's name, or an activity."""

    said = forms.CharField(max_length=LONGEST_LABEL, strip=True)
    name = forms.CharField(max_length=120, required=False)
    kind = forms.ChoiceField(choices=[("", "")] + [(kind.value, kind.value) for kind in Kind], required=False)
