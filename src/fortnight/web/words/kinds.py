"""The kinds of product in the reader's words: alone, and many of them together."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fortnight.labels.model import Kind

ONE: dict[str, Promise] = {
    Kind.CLEANSER: _("Cleanser"),
    Kind.EXFOLIATING_CLEANSER: _("Exfoliating cleanser"),
    Kind.TONER: _("Toner or essence"),
    Kind.SERUM: _("Serum"),
    Kind.HYDRATING_SERUM: _("Hydrating serum"),
    Kind.VITAMIN_C_SERUM: _("Vitamin C or antioxidant serum"),
    Kind.PEPTIDE_SERUM: _("Peptide serum"),
    Kind.MOISTURISER: _("Moisturiser"),
    Kind.SUNSCREEN: _("Sunscreen"),
    Kind.MASK: _("Mask"),
    Kind.ENZYME_MASK: _("Enzyme mask"),
    Kind.EYE_CREAM: _("Eye cream"),
    Kind.FACE_OIL: _("Face oil"),
    Kind.RETINOL_PRODUCT: _("Retinol product"),
    Kind.SCRUB: _("Scrub"),
    Kind.PEEL: _("Peel"),
    Kind.MAKEUP: _("Make-up"),
    Kind.SELF_TAN: _("Self-tan"),
}


def kind_words(kind: str) -> str:
    """A kind in a word or two; empty for one that is not known."""
    return str(ONE.get(kind, ""))


def kind_choices() -> list[tuple[str, str | Promise]]:
    """All kinds for a list to choose from, "Not sure" first."""
    return [("", _("Not sure")), *((kind.value, ONE[kind]) for kind in Kind)]
