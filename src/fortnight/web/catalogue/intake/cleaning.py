"""From a raw record to a clean one: each value is mended, cut or left out by itself, and this is reported.

Only a record without a name is refused. Texts stay texts of others: shown as such, and read by nothing but the reader
of labels.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from fortnight.labels.kinds import as_kind
from fortnight.web.catalogue.intake import texts
from fortnight.web.catalogue.intake.described import described
from fortnight.web.catalogue.intake.prices import code_of, price_of
from fortnight.web.catalogue.intake.records import Oddity, Origin, Raw, Record, Selling
from fortnight.web.catalogue.numbers import barcode

_LONGEST = {
    "name": 200, "brand": 80, "category": 200, "size": 40, "label": 24_000, "link": 1000, "picture": 1000, "kind": 80,
    "id": 120, "shop": 80, "variant": 120, "vegan": 40, "markets": 200, "stock": 60, "price": 60, "currency": 12,
}  # fmt: skip
_MOST_CODES = 40
_GAP = re.compile(r"[\x00-\x20]")
_YES = frozenset(["yes", "y", "true", "1", "si", "sí", "ja", "oui", "x", "vegan", "vegano", "vegana", "en:vegan"])
_NO = frozenset(["no", "n", "false", "0", "nein", "non", "en:non-vegan", "not-vegan"])
_HERE = frozenset(
    [
        "in_stock", "instock", "in-stock", "available", "yes", "y", "true", "1", "limitedavailability",
        "limited", "onlineonly", "on_sale", "auf-lager", "en-stock", "disponible", "verfügbar", "si", "sí",
        "ja", "oui",
    ]
)  # fmt: skip
_NOT_HERE = frozenset(
    [
        "out_of_stock", "outofstock", "out-of-stock", "unavailable", "no", "n", "false", "0", "soldout",
        "sold_out", "sold-out", "discontinued", "preorder", "pre-order", "backorder", "onbackorder",
        "back_order", "agotado", "ausverkauft", "nein", "non",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedLabel:
    """A label with where it comes from, and the description beside it in plain text."""

    text: str
    origin: Origin
    description: str


@dataclass(slots=True)
class Cleaner:
    """Cleans the records of one file. `shop` is whose offers they are, `currency` that of bare prices."""

    shop: str
    currency: str = ""
    oddities: list[Oddity] = field(default_factory=list)
    _raw: Raw = field(default_factory=lambda: Raw(0))

    def clean(self, raw: Raw) -> Record | None:
        """The record, or None where it is refused; `oddities` are then those of this record."""
        self._raw, self.oddities = raw, list(raw.oddities)
        values = raw.values
        name, brand = self._text("name", values), self._text("brand", values)
        if not name:
            self._odd("no-name")
            return None
        size, category = self._text("size", values), self._text("category", values)
        numbers = self._numbers(raw.barcodes)
        named = self._text("id", values) or (_id_of(brand, name, size) if not numbers else "")
        kind = self._kind(self._text("kind", values))
        label = self._label(values, name)
        return Record(
            line=raw.line,
            source_id=named,
            name=name,
            brand=brand,
            kind=kind,
            category=category,
            size=size,
            label=label.text,
            label_origin=label.origin,
            description=label.description,
            link=self._link("link", values),
            picture=self._link("picture", values),
            markets=_markets(values.get("markets", "")),
            named=_yes_or_no(values.get("named", "")) or False,
            vegan=_yes_or_no(values.get("vegan", "")),
            barcodes=numbers,
            offers=self._offers(raw),
        )

    def _odd(self, code: str, text: str = "", of: str = "") -> None:
        self.oddities.append(Oddity(self._raw.line, code, texts_short(text), of))

    def _text(self, of: str, values: dict[str, str], *, lines: bool = False) -> str:
        value = values.get(of, "")
        if not value:
            return ""
        value = self._mended(of, value)
        value = texts.in_lines(value) if lines else texts.on_one_line(value)
        longest = _LONGEST[of]
        if len(value) > longest:
            self._odd("long", of=of)
            value = value[:longest].rstrip()
        return value

    def _mended(self, of: str, value: str) -> str:
        """A text without HTML, invisible characters and double encoding."""
        if texts.has_html(value):
            plain = texts.without_html(value)
            if "<" in value:
                self._odd("html", of=of)
            value = plain
        if texts.has_unshown(value):
            bare = texts.shown_only(value)
            if any(sign not in "\xa0\xad\u200b" for sign in set(value) - set(bare) if sign != "\r"):
                self._odd("signs", of=of)
            value = bare
        if texts.is_garbled(value):
            meant = texts.ungarbled(value)
            if meant != value:
                self._odd("garbled", of=of)
            value = meant
        return value

    def _label(self, values: dict[str, str], name: str) -> SourcedLabel:
        """The list of ingredients: of its own field, else what the description holds of one."""
        label = self._text("label", values, lines=True)
        about = values.get("description", "")
        plain = texts.without_html(about, bullets=True) if texts.has_html(about) else about
        description = texts.in_lines(texts.shown_only(plain))[: _LONGEST["label"]]
        if label:
            return SourcedLabel(text=label, origin=Origin.FIELD, description=description)
        sourced = described(description, name=name)
        if sourced.oddity:
            self._odd(sourced.oddity, description)
        return SourcedLabel(
            text=sourced.label, origin=Origin.DESCRIPTION if sourced.label else Origin.NONE, description=description
        )

    def _link(self, of: str, values: dict[str, str]) -> str:
        link = values.get(of, "").strip()
        if not link:
            return ""
        link = texts.without_html(link).strip() if "&" in link and "&amp;" in link else link
        if _is_link(link):
            return link
        self._odd("link", link, of)
        return ""

    def _kind(self, text: str) -> str:
        if not text:
            return ""
        kind = _kind_of(text)
        if not kind:
            self._odd("kind", text)
        return kind

    def _numbers(self, codes: Iterable[str]) -> tuple[str, ...]:
        numbers: dict[str, None] = {}
        for code in codes:
            number = barcode(code.strip().strip("'\""))
            if number:
                numbers[number] = None
            elif _means_something(code):
                self._odd("barcode", code)
        return tuple(numbers)[:_MOST_CODES]

    def _offers(self, raw: Raw) -> tuple[Selling, ...]:
        offers: dict[tuple[str, str], Selling] = {}
        for values in raw.offers:
            offer = self._offer(values, plain=raw.plain)
            if offer:
                offers[offer.shop, offer.variant or offer.size] = offer
        return tuple(offers.values())

    def _offer(self, values: dict[str, str], *, plain: bool) -> Selling | None:
        unit = self.currency
        if unit_text := values.get("currency", "").strip():
            unit = code_of(unit_text)
            if not unit:
                self._odd("currency", unit_text)
                values = {**values, "price": ""}
        price = price_of(self._text("price", values), unit, plain=plain)
        if odd := price.wrong or price.note:
            self._odd(odd, values.get("price", ""))
        stock, link = _stock(values.get("stock", "")), self._link("link", values)
        if price.amount is None and stock is None and not link:
            return None
        return Selling(
            shop=self._text("shop", values) or self.shop,
            price=price.amount,
            currency=price.currency if price.amount is not None else "",
            stock=stock,
            link=link,
            variant=self._text("variant", values),
            size=self._text("size", values),
            cart=values.get("cart", "") if _is_link(values.get("cart", "")) else "",
        )


def texts_short(value: str) -> str:
    """A value cut so that a million of them can be reported."""
    return texts.on_one_line(texts.shown_only(value[:200]))[:100]


def _is_link(text: str) -> bool:
    if len(text) > _LONGEST["link"] or _GAP.search(text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
    except ValueError:
        return False


def _id_of(brand: str, name: str, size: str) -> str:
    """An id for a product that has neither an id nor a number: the same for the same words."""
    words = f"{brand}|{name}|{size}".casefold()
    return "=" + hashlib.blake2b(words.encode(), digest_size=12).hexdigest()


@lru_cache(maxsize=2048)
def _kind_of(word: str) -> str:
    kind = as_kind(word)
    return kind.value if kind else ""


@lru_cache(maxsize=1024)
def _markets(value: str) -> str:
    """Countries as two letters each, separated by spaces."""
    return " ".join(sorted({word.upper() for word in re.findall(r"\b[A-Za-z]{2}\b", value[:400])}))


@lru_cache(maxsize=256)
def _yes_or_no(value: str) -> bool | None:
    words = set(re.split(r"[\s,;|]+", value.casefold()))
    return False if words & _NO else True if words & _YES else None


@lru_cache(maxsize=1024)
def _stock(value: str) -> bool | None:
    """Whether it is there; a number is how many there are."""
    word = re.sub(r"\s+", "_", value.strip().casefold().rpartition("/")[2])
    if re.fullmatch(r"-?\d+(\.0+)?", word):
        return float(word) > 0
    return True if word in _HERE else False if word in _NOT_HERE else None


def _means_something(text: str) -> bool:
    """Whether a barcode field holds more than a word for "none"."""
    return text.strip().strip("'\"").casefold() not in {"", "-", "0", "n/a", "na", "none", "no", "null", "ean", "gtin"}
