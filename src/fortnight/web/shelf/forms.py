"""What somebody asks about, and what they write down about a product."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from fortnight.asking import Sense
from fortnight.web.words.kinds import kind_choices

LONGEST_LABEL = 24_000
LONGEST_NAME = 120
_TOO_LONG = _("That is too long. Paste only the list of ingredients.")
_LONG_NAME = _("That name is too long. Enter just the first few words.")


def _name() -> forms.CharField:
    return forms.CharField(max_length=LONGEST_NAME, required=False, error_messages={"max_length": _LONG_NAME})


def _label(*, required: bool) -> forms.CharField:
    return forms.CharField(max_length=LONGEST_LABEL, required=required, error_messages={"max_length": _TOO_LONG})


class AskForm(forms.Form):
    """One box for everything: a list of ingredients, a product's name, something to do, something felt.

    `sense` is what it is, where the person was asked; `name` and `kind` belong to a list.
    """

    said = _label(required=True)
    name = _name()
    kind = forms.ChoiceField(choices=kind_choices, required=False)
    sense = forms.ChoiceField(choices=[("", "")] + [(sense.value, "") for sense in Sense], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said"].error_messages["required"] = str(
            _("Enter a product or something you would like to do, or paste a list of ingredients.")
        )


class ProductForm(forms.Form):
    """A product on the shelf: its name, its kind where it is known, its list of ingredients where it is at hand."""

    name = _name()
    kind = forms.ChoiceField(choices=kind_choices, required=False)
    label = _label(required=False)

    @override
    def clean(self) -> dict[str, Any]:
        """The words, of which there has to be a name or a list."""
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and not (values["name"] or values["label"]):
            raise forms.ValidationError(_("Enter a name or paste its list of ingredients."))
        return values


class NameForm(forms.Form):
    """The name under which a product stands on the shelf, where it has none yet."""

    name = _name()
