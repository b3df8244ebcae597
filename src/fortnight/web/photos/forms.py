"""What comes with a photo, and its text as a person corrected it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortnight.web.catalogue.numbers import barcode
from fortnight.web.photos.models import Photo
from fortnight.web.shelf.forms import AskForm

PURPOSES = (Photo.LABEL, Photo.BARCODE)


class PhotoForm(forms.Form):
    """What is to be read on a photo, and the barcode of its product where that is known."""

    purpose = forms.ChoiceField(choices=[(purpose, purpose) for purpose in PURPOSES], required=False)
    number = forms.CharField(max_length=32, required=False)

    def clean_purpose(self) -> str:
        """A label, unless it is said to be a barcode."""
        return self.cleaned_data["purpose"] or Photo.LABEL

    def clean_number(self) -> str:
        """The number as thirteen digits, or nothing."""
        value = self.cleaned_data["number"]
        number = barcode(value) if value else ""
        if number is None:
            raise ValidationError("no barcode")
        return number


class CorrectionForm(AskForm):
    """The text of a photo as it is right, and whether the photo stays."""

    keep = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said"].error_messages = {
            "required": _("Enter the list of ingredients, or take another photo."),
            "max_length": _("This is too long. Keep only the list of ingredients."),
        }
        self.fields["name"].error_messages = {"max_length": _("The name must be 120 characters or fewer.")}
