"""What somebody on the staff says about a file of products: the file, whose it is, the currency, the columns."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from fortnight.web.catalogue.intake.headings import FIELDS
from fortnight.web.catalogue.intake.prices import code_of
from fortnight.web.catalogue.intake.reading import FileOptions
from fortnight.web.catalogue.models import CatalogueItem

_OURS = frozenset({CatalogueItem.OWN, CatalogueItem.SERVICE, CatalogueItem.GUIDE, CatalogueItem.HOUSE})


class FileOptionsForm(forms.Form):
    """The options of a file."""

    source = forms.CharField(
        max_length=40,
        error_messages={
            "required": _("Say whose products these are, such as the name of the shop."),
            "max_length": _("Use 40 characters or fewer."),
        },
    )
    currency = forms.CharField(max_length=12, required=False)
    site = forms.CharField(max_length=200, required=False)
    missing = forms.BooleanField(required=False)

    def clean_source(self) -> str:
        """A name that no source of the site's own has."""
        source = str(self.cleaned_data["source"]).strip()
        if source.casefold() in _OURS:
            raise ValidationError(_("The site uses this name itself. Choose a different one."))
        return source

    def clean_currency(self) -> str:
        """Its three letters, or nothing."""
        currency = str(self.cleaned_data["currency"]).strip()
        if currency and not code_of(currency):
            raise ValidationError(_("Enter a three-letter currency code, such as EUR."))
        return code_of(currency) if currency else ""

    def clean_site(self) -> str:
        """The address of a shop, or nothing."""
        address = str(self.cleaned_data["site"]).strip()
        if address:
            wrong = _("Enter a web address that starts with https://")
            URLValidator(schemes=["http", "https"], message=wrong)(address)
        return address

    @property
    def file_options(self) -> FileOptions:
        """The options of the file, once the form is valid."""
        values = self.cleaned_data
        columns = {
            name: str(self.data[f"column-{name}"]).strip()[:200] for name in FIELDS if self.data.get(f"column-{name}")
        }
        return FileOptions(values["source"], values["currency"], columns, values["site"])


class FileForm(FileOptionsForm):
    """The same options, with the file itself."""

    file = forms.FileField(
        allow_empty_file=True, error_messages={"required": _("Choose a file."), "missing": _("Choose a file.")}
    )
