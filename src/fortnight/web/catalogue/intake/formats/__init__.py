"""The formats that products come in, a file each. A file is recognised by how it begins, not by its name."""

from fortnight.errors import UsageError
from fortnight.web.catalogue.intake.formats import beauty_facts, linked, mapped, merchant, shopify, woocommerce
from fortnight.web.catalogue.intake.formats.given import FileHead, Format

# Tried in this order: formats with more to recognise them by come first.
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
    shape = next((shape for shape in FORMATS if shape.is_it(head)), None)
    if shape is None:
        titles = ", ".join(shape.title for shape in FORMATS)
        raise UsageError("we cannot read this product format", f"Send one of: {titles}.")
    return shape


def title_of(name: str) -> str:
    """What a format is called, by its name."""
    return next((shape.title for shape in FORMATS if shape.name == name), name)
