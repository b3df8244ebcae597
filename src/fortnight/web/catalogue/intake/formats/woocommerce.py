"""WooCommerce: the CSV that it exports, and the JSON of its two interfaces. Variations are offers of their product."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from fortnight.web.catalogue.intake.formats.given import ColumnChoice, FileHead, Format, filled, label_among, origin
from fortnight.web.catalogue.intake.opening import Opened
from fortnight.web.catalogue.intake.records import Oddity, Raw
from fortnight.web.catalogue.intake.streams import joined, listed, objects, text
from fortnight.web.catalogue.intake.tables import TableRow, rows

# A product with variations waits for them; in an export by date they may come much later.
_MOST_WAITING = 2000
_GTIN = "gtin, upc, ean, or isbn"
# The headings that are read, as WooCommerce writes them in the language of the shop: Spanish, German, French.
_WRITTEN = {
    "type": "tipo, typ",
    "sku": "artikelnummer, ugs",
    "name": "nombre, nom",
    _GTIN: "gtin, upc, ean o isbn|gtin, upc, ean oder isbn|gtin, upc, ean ou isbn",
    "short description": "descripción corta, kurzbeschreibung, description courte",
    "description": "descripción, beschreibung",
    "in stock?": "¿existencias?, ¿en inventario?, vorrätig?, auf lager?, en stock ?",
    "sale price": "precio rebajado, angebotspreis, tarif promo",
    "regular price": "precio normal, regulärer preis, tarif régulier",
    "categories": "categorías, kategorien, catégories",
    "tags": "etiquetas, schlagwörter, étiquettes",
    "images": "imágenes, bilder",
    "parent": "superior, übergeordnetes produkt",
    "external url": "url externa, externe url, url externe",
    "brands": "marcas, marken, marques",
}
_IN_ENGLISH = {
    heading.strip(): ours
    for ours, written in _WRITTEN.items()
    for heading in (written.split("|") if "|" in written else written.split(","))
}
_ATTRIBUTE = re.compile(
    r"(?P<name>nombre del atributo|name des attributs|attribut|nom de l[’']attribut) (?P<n>\d+)(?: name)?|"
    r"(?P<values>valor\(es\) del atributo|wert\(e\) des attributs|valeur\(s\) de l[’']attribut) (?P<of>\d+)|"
    r"attribut (?P<of_german>\d+) wert\(e\)"
)


def english(heading: str) -> str:
    """A heading as WooCommerce writes it in English, in small letters.

    >>> english("Valor(es) del atributo 2"), english("Regulärer Preis"), english("SKU")
    ('attribute 2 value(s)', 'regular price', 'sku')
    """
    plain = heading.casefold().strip()
    attribute = _ATTRIBUTE.fullmatch(plain)
    if not attribute:
        return _IN_ENGLISH.get(plain, plain)
    of = attribute["of"] or attribute["of_german"]
    return f"attribute {of} value(s)" if of else f"attribute {attribute['n']} name"


def _is_csv(head: FileHead) -> bool:
    headings = {english(heading) for heading in head.headings}
    return {"type", "sku", "name"} <= headings and bool({"regular price", "in stock?"} & headings)


def _is_json(head: FileHead) -> bool:
    return head.text.startswith("[") and '"permalink"' in head.text and '"sku"' in head.text


def _read_csv(opened: Opened, head: FileHead, wish: ColumnChoice) -> Iterator[Raw | Oddity]:
    if head.shape is None:
        return
    names = [english(heading) for heading in head.shape.headings]
    waiting: dict[str, Raw] = {}
    for row in rows(opened, head.shape):
        if isinstance(row, Oddity):
            yield row
            continue
        cells = dict(zip(names, row.cells, strict=False))
        type_ = cells.get("type", "").casefold()
        if type_.startswith("variation"):
            parent = waiting.get(cells.get("parent", "").removeprefix("id:"))
            if parent is None:
                yield Oddity(row.line, "no-record", "a variation without its product")
            else:
                _vary(parent, cells, wish.site)
        elif type_.startswith("variable"):
            raw = _of_cells(row, cells, wish.site)
            waiting[cells.get("sku") or cells.get("id", "")] = waiting[cells.get("id", "")] = raw
            yield from _too_many(waiting)
        elif not type_.startswith("grouped"):
            yield _of_cells(row, cells, wish.site)
    yield from _each(waiting)


def _too_many(waiting: dict[str, Raw]) -> Iterator[Raw]:
    if len(waiting) > 2 * _MOST_WAITING:
        yield from _each(waiting)
        waiting.clear()


def _each(waiting: dict[str, Raw]) -> Iterator[Raw]:
    yield from {raw.line: raw for raw in waiting.values()}.values()


def _of_cells(row: TableRow, cells: dict[str, str], site: str) -> Raw:
    own = [(name.removeprefix("meta:"), value) for name, value in cells.items() if name.startswith("meta:")]
    own += [(cells[f"attribute {n} name"], cells.get(f"attribute {n} value(s)", ""))
            for n in range(1, 21) if cells.get(f"attribute {n} name")]  # fmt: skip
    properties = {name.casefold(): value for name, value in own}
    raw = Raw(
        line=row.line,
        values=filled(
            {
                "id": cells.get("id", "") or cells.get("sku", ""),
                "name": cells.get("name", ""),
                "brand": cells.get("brands", "") or properties.get("brand", ""),
                "category": cells.get("categories", "").partition(",")[0].rpartition(">")[2].strip(),
                "label": label_among(own),
                "description": "\n".join(filter(None, (cells.get("description"), cells.get("short description")))),
                "size": properties.get("size", ""),
                "link": cells.get("external url", ""),
                "picture": cells.get("images", "").partition(",")[0].strip(),
                "vegan": "yes"
                if "vegan" in cells.get("tags", "").casefold().split(", ")
                else properties.get("vegan", ""),
            }
        ),
        barcodes=[cells.get(_GTIN, "")],
    )
    if row.mended:
        raw.oddities.append(Oddity(row.line, "mended"))
    if cells.get("regular price") or cells.get("in stock?"):
        raw.offers.append(_offer(cells, site))
    return raw


def _vary(raw: Raw, cells: dict[str, str], site: str) -> None:
    raw.barcodes.append(cells.get(_GTIN, ""))
    # What has variations is sold as one of them only.
    raw.offers = [offer for offer in raw.offers if "price" in offer]
    raw.offers.append(_offer(cells, site) | filled({"size": cells.get("attribute 1 value(s)", "")}))


def _offer(cells: dict[str, str], site: str) -> dict[str, str]:
    price = cells.get("sale price") or cells.get("regular price", "")
    number = cells.get("id", "")
    return filled(
        {"price": price, "stock": cells.get("in stock?", ""), "variant": number, "cart": cart_of(site, number)}
    )


def _read_json(opened: Opened, _: FileHead, _wish: ColumnChoice) -> Iterator[Raw | Oddity]:
    for entry in listed(opened):
        if isinstance(entry, Oddity):
            yield entry
        elif "permalink" not in entry[1] and "name" not in entry[1]:
            yield Oddity(entry[0], "no-record", ", ".join(list(entry[1])[:4]))
        else:
            yield _of_object(*entry)


def _of_object(number: int, fields: dict[str, Any]) -> Raw:
    own = [(text(entry.get("name")), joined(entry.get("options") or entry.get("terms")))
           for entry in objects(fields.get("attributes"))]  # fmt: skip
    own += [(text(entry.get("key")), text(entry.get("value"))) for entry in objects(fields.get("meta_data"))]
    properties = {name.casefold(): value for name, value in own}
    tags = [text(entry).casefold() for entry in objects(fields.get("tags"))]
    return Raw(
        line=number,
        plain=True,
        values=filled(
            {
                "id": text(fields.get("id")),
                "name": text(fields.get("name")),
                "brand": text(fields.get("brands")) or properties.get("brand", ""),
                "category": text(fields.get("categories")),
                "label": label_among(own),
                "description": "\n".join((text(fields.get("description")), text(fields.get("short_description")))),
                "size": properties.get("size", ""),
                "link": text(fields.get("permalink")),
                "picture": text([entry.get("src") for entry in objects(fields.get("images"))]),
                "vegan": "yes" if "vegan" in tags else properties.get("vegan", ""),
            }
        ),
        barcodes=[
            text(fields.get("global_unique_id")),
            properties.get("ean", ""),
            properties.get("_global_unique_id", ""),
        ],
        offers=[_priced(fields)],
    )


def _priced(fields: dict[str, Any]) -> dict[str, str]:
    """The offer, as one of the interfaces tells it: a price in its unit, or in the smallest unit with its decimals."""
    price, unit = text(fields.get("price")), ""
    prices = fields.get("prices")
    if isinstance(prices, dict):
        price, unit = text(prices.get("price")), text(prices.get("currency_code"))
        if price.isdecimal():
            price = str(Decimal(price).scaleb(-min(int(prices.get("currency_minor_unit") or 0), 4)))
    stock = text(fields.get("stock_status")) or text(fields.get("is_in_stock"))
    link = text(fields.get("permalink"))
    number = text(fields.get("id"))
    cart = cart_of(link, number)
    return filled({"price": price, "currency": unit, "stock": stock, "variant": number, "link": link, "cart": cart})


def cart_of(site: str, number: str) -> str:
    """The address that puts one of a product into the cart of a shop; empty where either is not known.

    >>> cart_of("https://shop.example/product/serum/", "77")
    'https://shop.example/?add-to-cart=77'
    """
    return f"{origin(site)}/?add-to-cart={number}" if origin(site) and number.isascii() and number.isdigit() else ""


CSV = Format("woocommerce-csv", "WooCommerce CSV", _is_csv, _read_csv)
JSON = Format("woocommerce-json", "WooCommerce JSON", _is_json, _read_json)
