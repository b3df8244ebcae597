"""The formats that products come in, a file each. Which one a file is, is told by how it begins, not by its name."""

from fortnight.errors import UsageError
from fortnight.web.catalogue.intake.formats import beauty_facts, linked, mapped, merchant, shopify, woocommerce
from fortnight.web.catalogue.intake.formats.given import FileHead, Format

# Asked in this order: what is told by more comes before what is told by less.
FORMATS: tuple[Format, ...] = (
    beauty_facts.LINES,
    beauty_facts.TABLE,
    shopify.JSON,
    shopify.CSV,
    woocommerce.JSON,
    woocommerce.CSV,
    linked.JSON,
    merchant.TABLE,
    merchant.XML,
    linked.PAGE,
    mapped.FORMAT,
)


def recognised(head: FileHead) -> Format:
    """The format of a file that begins like this. Raises: UsageError where none is."""
    found = next((shape for shape in FORMATS if shape.is_it(head)), None)
    if found is None:
        known = ", ".join(shape.title for shape in FORMATS)
        raise UsageError("we cannot read this product format", f"Send one of: {known}.")
    return found


def title_of(name: str) -> str:
    """What a format is called, by its name."""
    return next((shape.title for shape in FORMATS if shape.name == name), name)
