"""What is said of an oddity in a file: what it is, what became of it, and how it is put right in the file.

An oddity of `REFUSED` keeps its line out of the catalogue; any other is about a value that was left out or mended.
"""

from django.utils.translation import gettext_lazy as _

from fortnight.web.catalogue.intake.records import Oddity

REFUSED = frozenset({"no-name", "no-record", "twice", "not-text", "cut-off", "cells"})
_SHORT = 80
_WHAT = {
    "no-name": (_("The name is missing."), _("Enter the product name.")),
    "no-record": (_("This is not a product: %(said)s."), _("Remove it, or write it like the others.")),
    "twice": (_("The same product is in line %(said)s."), _("Remove one, or give each an ID.")),
    "not-text": (_("This line cannot be read: %(said)s."), _("Look for a quotation mark that is not closed.")),
    "cells": (
        _("This line has more cells than there are headings."),
        _("Put quotation marks around values that contain the delimiter."),
    ),
    "cut-off": (_("The file ends in the middle of this record."), _("Export it again, and wait until it is complete.")),
    "price-none": (_("“%(said)s” is not a price. We left it out."), _("Enter the amount and the currency: 24.90 EUR.")),
    "price-below": (_("The price %(said)s is below zero. It is left out."), _("Enter the price that a buyer pays.")),
    "price-zero": (_("The price is zero. It is left out."), _("Enter the price, or leave it empty.")),
    "price-absurd": (_("The price %(said)s looks far too high. We left it out."), _("Check the decimal point.")),
    "price-from": (_("“%(said)s” is a “from” price. We used it."), _("Enter the price of this size.")),
    "price-bare": (_("The price %(said)s has no currency. It is left out."), _("Choose a currency for the file.")),
    "currency": (
        _("We do not know the currency “%(said)s”. We left the price out."),
        _("Enter its three-letter code: EUR."),
    ),
    "html": (_("There was HTML in “%(field)s”. We kept only the text."), _("Export it as plain text.")),
    "signs": (_("“%(field)s” had characters that cannot be shown. We removed them."), _("Type it again.")),
    "mended": (_("The line was not in UTF-8. We fixed it."), _("Save the file in UTF-8.")),
    "garbled": (_("“%(field)s” was in the wrong encoding. We fixed it."), _("Save the file in UTF-8.")),
    "long": (_("“%(field)s” was too long. We shortened it."), _("Shorten it.")),
    "link": (_("“%(said)s” is not a web address. We left it out."), _("Start it with https://")),
    "barcode": (_("“%(said)s” is not a valid barcode: the check digit is wrong."), _("Check it against the pack.")),
    "taken": (_("The barcode %(said)s belongs to another product of this file."), _("Check it against the pack.")),
    "several": (_("The label covers several products."), _("Enter a separate list of ingredients for each product.")),
    "list-several": (
        _(
            "The description contains several lists of ingredients. We used none of them, so the product "
            "is left out of routines."
        ),
        _("Put the product’s list of ingredients in its own column."),
    ),
    "list-key": (
        _("The description names only key ingredients. We did not use them as the whole list."),
        _("Enter the product’s whole list of ingredients."),
    ),
    "list-half": (
        _("The description has only the active ingredients, or only the others. We do not use half a list."),
        _("Enter the product’s whole list of ingredients."),
    ),
    "list-cut": (
        _("The list of ingredients in the description is cut short. We did not use it."),
        _("Enter the product’s whole list of ingredients."),
    ),
    "list-kit": (
        _("This is a set, and its description has only one list. We did not use it for the whole set."),
        _("Enter each product in the set with its own list."),
    ),
    "list-lacks": (
        _("The description tells of an ingredient that is not in its list. We did not use the list."),
        _("Enter the product’s whole list of ingredients, as it is on the pack."),
    ),
    "list-doubt": (
        _("What the description calls ingredients does not look like a list. We did not use it."),
        _("Put the product’s list of ingredients in its own column."),
    ),
    "kind": (
        _("We do not know the type “%(said)s”. We used the name where we could."),
        _("See the list of product types."),
    ),
}


def what(odd: Oddity) -> str:
    """The oddity in a sentence, in the language of who reads it."""
    return str(_WHAT[odd.code][0]) % {"said": short(odd.said), "field": odd.field}


def fix(odd: Oddity) -> str:
    """What to do about it in the file."""
    return str(_WHAT[odd.code][1])


def short(value: str) -> str:
    """A value on one line, cut to be shown."""
    line = " ".join(value.split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1] + "…"
