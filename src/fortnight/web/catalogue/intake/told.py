"""What is said of an oddity in a file: what it is, what became of it, and how it is put right in the file.

An oddity of `REFUSED` keeps its line out of the catalogue; any other is about a value that was left out or mended.
"""

from django.utils.translation import gettext_lazy as _

from fortnight.web.catalogue.intake.records import Oddity

REFUSED = frozenset({"no-name", "no-record", "twice", "not-text", "cut-off", "cells"})
_SHORT = 80
_WHAT = {
    "no-name": (_("There is no name."), _("Fill in the name of the product.")),
    "no-record": (_("This is no product: %(said)s."), _("Leave it out, or write it as the others are written.")),
    "twice": (_("The same product stands in line %(said)s."), _("Leave one of them out, or give each an id.")),
    "not-text": (_("This line cannot be read: %(said)s."), _("Look for a quotation mark that is not closed.")),
    "cells": (_("There are more cells than headings."), _("Put quotation marks around values with the delimiter.")),
    "cut-off": (_("The file ends in the middle of this record."), _("Export it again, and wait until it is complete.")),
    "price-none": (_("“%(said)s” is no price. It is left out."), _("Write the amount and the currency: 24.90 EUR.")),
    "price-below": (_("The price %(said)s is below zero. It is left out."), _("Write the price that a buyer pays.")),
    "price-zero": (_("The price is zero. It is left out."), _("Write the price, or leave it empty.")),
    "price-absurd": (_("The price %(said)s is absurdly high. It is left out."), _("Look at the decimal point.")),
    "price-from": (_("“%(said)s” is a lowest price. It is taken."), _("Write the price of this size.")),
    "price-bare": (_("The price %(said)s has no currency. It is left out."), _("Choose a currency for the file.")),
    "currency": (
        _("“%(said)s” is no currency that we know. The price is left out."),
        _("Write its three letters: EUR."),
    ),
    "html": (_("There was HTML in “%(field)s”. The text is kept, the rest is not."), _("Export it as plain text.")),
    "signs": (_("“%(field)s” had characters that cannot be shown. We removed them."), _("Type it anew.")),
    "mended": (_("The line was not in UTF-8. It is mended."), _("Save the file in UTF-8.")),
    "garbled": (_("“%(field)s” was written in a wrong encoding twice. It is mended."), _("Save the file in UTF-8.")),
    "long": (_("“%(field)s” is too long. It is cut."), _("Shorten it.")),
    "link": (_("“%(said)s” is no link to a page. It is left out."), _("Begin it with https://.")),
    "barcode": (_("“%(said)s” is no barcode: its check digit is wrong."), _("Compare it with the package.")),
    "taken": (_("The barcode %(said)s belongs to another product of this file."), _("Compare it with the package.")),
    "several": (_("The label holds several products."), _("Give each product its own list of ingredients.")),
    "list-several": (
        _("The description holds several lists of ingredients. None is taken, so it stays out of routines."),
        _("Give the product its own list of ingredients, in a column of its own."),
    ),
    "list-key": (
        _("The description only names key ingredients. They are not taken for the whole list."),
        _("Give the product its whole list of ingredients."),
    ),
    "list-half": (
        _("The description only holds the active or only the other ingredients. Half a list is not taken."),
        _("Give the product its whole list of ingredients."),
    ),
    "list-cut": (
        _("The list of ingredients in the description breaks off. It is not taken."),
        _("Give the product its whole list of ingredients."),
    ),
    "list-kit": (
        _("This is a set, and its description holds one list. It is not taken for all that is in it."),
        _("Enter each product of the set with its own list."),
    ),
    "list-doubt": (
        _("What the description calls ingredients does not read as a list. It is not taken."),
        _("Give the product its list of ingredients in a column of its own."),
    ),
    "kind": (_("“%(said)s” is no kind that we know. The name tells it, where it can."), _("See the list of kinds.")),
}


def what(odd: Oddity) -> str:
    """The oddity in a sentence, in the language of who reads it."""
    return str(_WHAT[odd.code][0]) % {"said": short(odd.said), "field": odd.field}


def fix(odd: Oddity) -> str:
    """What to do about it in the file."""
    return str(_WHAT[odd.code][1])


def short(said: str) -> str:
    """A value on one line, cut to be shown."""
    line = " ".join(said.split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1] + "…"
