"""A barcode as it was typed or read, and the product behind it as a person confirmed it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortnight.web.catalogue.numbers import barcode
from fortnight.web.shelf.forms import AskForm


class NumberForm(forms.Form):
    """The number under the bars."""

    number = forms.CharField(
        max_length=40,
        error_messages={
            "required": _("Enter the number under the barcode."),
            "max_length": _("This is too long. A barcode has 8, 12 or 13 digits."),
        },
    )

    def clean_number(self) -> str:
        """The number as thirteen digits."""
        number = barcode(self.cleaned_data["number"])
        if number is None:
            raise ValidationError(_("A barcode has 8, 12 or 13 digits. Check the number under the barcode."))
        return number


class FoundForm(AskForm):
    """The product behind a barcode, as its person confirmed or corrected it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said"].error_messages = {
            "required": _("We need the list of ingredients. Enter it, or take a photo of it."),
            "max_length": _("This is too long. Keep only the list of ingredients."),
        }
        self.fields["name"].error_messages = {"max_length": _("The name must be 120 characters or fewer.")}
