"""What a reader yields and what cleaning makes of it: a raw record of texts, a clean one of values, and oddities."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum


class Origin(StrEnum):
    """Where a product's label comes from; nothing where it has none, and for what was taken in before this was kept."""

    NONE = ""
    FIELD = "field"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something odd about a line: its code (see `intake.told`), and the value as it was given, cut short."""

    line: int
    code: str
    said: str = ""
    field: str = ""


@dataclass(slots=True)
class Raw:
    """A product as a file has it, all texts. `line` is where it begins, base 1; in JSON the number of the record.

    `plain` says that numbers are written for programs, with a point before the decimals and nothing else.
    """

    line: int
    values: dict[str, str] = field(default_factory=dict)
    barcodes: list[str] = field(default_factory=list)
    offers: list[dict[str, str]] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)
    plain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Selling:
    """An offer, clean. `price` in the smallest unit of its currency, `cart` an address that puts it into a cart."""

    shop: str
    price: int | None = None
    currency: str = ""
    stock: bool | None = None
    link: str = ""
    variant: str = ""
    size: str = ""
    cart: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A product, clean: what goes into the catalogue."""

    line: int
    source_id: str
    name: str
    brand: str = ""
    kind: str = ""
    category: str = ""
    size: str = ""
    label: str = ""
    label_origin: str = Origin.NONE
    description: str = ""
    link: str = ""
    picture: str = ""
    markets: str = ""
    named: bool = False
    vegan: bool | None = None
    barcodes: tuple[str, ...] = ()
    offers: tuple[Selling, ...] = ()

    @property
    def digest(self) -> str:
        """A short text that is another one when anything but the line is."""
        values = [getattr(self, name) for name in (*TEXTS, "source_id", "named", "vegan", "barcodes")] + [
            (offer.shop, offer.price, offer.currency, offer.stock, offer.link, offer.variant, offer.size, offer.cart)
            for offer in self.offers
        ]
        return hashlib.blake2b(repr(values).encode(), digest_size=12).hexdigest()


TEXTS = (
    "name",
    "brand",
    "kind",
    "category",
    "size",
    "label",
    "label_origin",
    "description",
    "link",
    "picture",
    "markets",
)
