"""A small catalogue of made-up products for the tests of screening."""

from fortnight.labels.read import read_label
from fortnight.labels.shown import shown_of
from fortnight.web.catalogue.models import CatalogueItem, Offer

LABELS = {
    "Night Oil": "Squalane, Retinol, Tocopherol",
    "Soft Gel Cleanser": "Aqua, Glycerin, Coco-Glucoside",
    "Plain Moisturiser": "Aqua, Glycerin, Panthenol, Ceramide NP",
    "Perfume Cream": "Aqua, Glycerin, Parfum, Limonene",
}


def product(name: str, label: str, *, brand: str = "Linden", stock: bool | None = None) -> CatalogueItem:
    """A product whose label was read."""
    reading = shown_of(read_label(label, name=name)).text if label else ""
    row = CatalogueItem.objects.create(name=name, brand=brand, label=label, shown=reading, edition="now")
    if stock is not None:
        Offer.objects.create(product=row, source="test", shop="Linden House", stock=stock)
    return row


def shelf() -> dict[str, CatalogueItem]:
    """All of them, and one without a label."""
    rows = {name: product(name, label) for name, label in LABELS.items()}
    return {**rows, "Named Serum": product("Named Serum", "", brand="Harley", stock=True)}
