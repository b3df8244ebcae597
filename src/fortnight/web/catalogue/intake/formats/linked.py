"""Products of schema.org in JSON-LD: in the pages of a shop, or in a file of their own."""

import json
import re
from collections.abc import Iterator
from typing import Any

from fortnight.web.catalogue.intake.formats.given import ColumnChoice, FileHead, Format, filled, label_among
from fortnight.web.catalogue.intake.opening import Opened
from fortnight.web.catalogue.intake.records import Oddity, Raw
from fortnight.web.catalogue.intake.streams import Numbered, joined, listed, objects, text

_MOST = 16 * 1024 * 1024
_SCRIPT = re.compile(
    r"<script[^>]{0,400}\btype\s*=\s*[\"']?application/ld\+json[^>]{0,400}>(.*?)</script", re.IGNORECASE | re.DOTALL
)
_GRAPH = re.compile(r'"@graph"\s*:\s*\[')
_PRODUCTS = frozenset({"Product", "ProductGroup", "IndividualProduct", "ProductModel", "SomeProducts"})
_INSIDE = ("@graph", "itemListElement", "item", "mainEntity", "mainEntityOfPage", "hasVariant", "itemOffered")
_DEEPEST = 8
_NUMBERS = ("gtin", "gtin13", "gtin12", "gtin8", "gtin14")


def _is_page(head: FileHead) -> bool:
    return (
        head.text.startswith("<")
        and re.match(r"<(?:!doctype html|html|!--|head|body|script|div)", head.text, re.IGNORECASE) is not None
    )


def _is_json(head: FileHead) -> bool:
    return head.text[:1] in "{[" and '"@type"' in head.text and ("schema.org" in head.text or '"Product"' in head.text)


def _read_page(opened: Opened, _: FileHead, _wish: ColumnChoice) -> Iterator[Raw | Oddity]:
    page = _whole(opened)
    count = 0
    for script in _SCRIPT.finditer(page):
        line = page.count("\n", 0, script.start()) + 1
        try:
            value = json.loads(script[1], strict=False)
        except (ValueError, RecursionError) as error:
            yield Oddity(line, "not-text", f"JSON-LD: {error}")
            continue
        for product in _products(value):
            count += 1
            yield _of_product(line, product)
    if not count:
        yield Oddity(1, "no-record", "there is no product in JSON-LD in this page")


def _read_json(opened: Opened, head: FileHead, _: ColumnChoice) -> Iterator[Raw | Oddity]:
    for entry in _objects(opened, head):
        if isinstance(entry, Oddity):
            yield entry
            continue
        number, value = entry
        products = list(_products(value))
        yield from (_of_product(number, product) for product in products)
        if not products and _type(value) not in ("Organization", "WebSite", "BreadcrumbList", "WebPage"):
            yield Oddity(number, "no-record", ", ".join(list(value)[:4]))


def _objects(opened: Opened, head: FileHead) -> Iterator[Numbered | Oddity]:
    if head.text.startswith("["):
        yield from listed(opened)
    elif _GRAPH.search(head.text):
        yield from listed(opened, "@graph")
    else:
        try:
            value = json.loads(_whole(opened), strict=False)
        except (ValueError, RecursionError) as error:
            yield Oddity(1, "not-text", str(error))
            return
        yield from ((1, entry) for entry in objects(value))


def _whole(opened: Opened) -> str:
    """A page, or a file of one object, whole, up to a limit that none of them reaches."""
    parts, length = [], 0
    for piece in opened.pieces():
        parts.append(piece)
        length += len(piece)
        if length > _MOST:
            break
    return "".join(parts)


def _type(value: dict[str, Any]) -> str:
    return text(value.get("@type")).rpartition("/")[2].rpartition(":")[2]


def _products(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The products in a value, wherever they stand; the variants of a group stand with what the group says."""
    for entry in objects(value):
        if _type(entry) in _PRODUCTS:
            variants = objects(entry.get("hasVariant"))
            shared = {
                key: value for key, value in entry.items() if key not in ("hasVariant", "offers", "@id", *_NUMBERS)
            }
            yield from ({**shared, **variant} for variant in variants) if variants else iter([entry])
        elif depth < _DEEPEST:
            for key in _INSIDE:
                if key in entry:
                    yield from _products(entry[key], depth + 1)


def _of_product(line: int, fields: dict[str, Any]) -> Raw:
    own = [(text(entry.get("name")), joined(entry.get("value"))) for entry in objects(fields.get("additionalProperty"))]
    own += [(name, joined(fields[name])) for name in ("ingredients", "activeIngredient", "inci") if name in fields]
    properties = {name.casefold(): value for name, value in own}
    link = text(fields.get("url")) or _address(fields.get("@id"))
    return Raw(
        line=line,
        plain=True,
        values=filled(
            {
                "id": text(fields.get("sku")) or text(fields.get("productID")) or text(fields.get("mpn")) or link,
                "name": text(fields.get("name")),
                "brand": text(fields.get("brand")) or text(fields.get("manufacturer")),
                "category": text(fields.get("category")).rpartition(">")[2],
                "size": text(fields.get("size")),
                "label": label_among(own),
                "description": text(fields.get("description")),
                "link": link,
                "picture": _address(fields.get("image")),
                "vegan": properties.get("vegan", ""),
            }
        ),
        barcodes=[text(fields.get(name)) for name in _NUMBERS],
        offers=[_offer(offer, link) for offer in _offers(fields.get("offers"))],
    )


def _offers(value: object) -> list[dict[str, Any]]:
    """Single offers: those inside an offer of many, or the offer of many itself where it lists none."""
    offers = []
    for entry in objects(value):
        inside = objects(entry.get("offers"))
        offers += [{"priceCurrency": entry.get("priceCurrency"), **offer} for offer in inside] or [entry]
    return offers


def _offer(fields: dict[str, Any], link: str) -> dict[str, str]:
    price, unit = fields.get("price"), fields.get("priceCurrency")
    for specification in objects(fields.get("priceSpecification")):
        price, unit = price or specification.get("price"), unit or specification.get("priceCurrency")
    low = text(fields.get("lowPrice"))
    return filled(
        {
            "price": text(price) or (f"from {low}" if low else ""),
            "currency": text(unit),
            "stock": text(fields.get("availability")).rpartition("/")[2],
            "shop": text(fields.get("seller")) or text(fields.get("offeredBy")),
            "variant": text(fields.get("sku")),
            "link": text(fields.get("url")) or link,
        }
    )


def _address(value: object) -> str:
    """The link in what may be one, an object with one, or a list of either."""
    if isinstance(value, list):
        return _address(value[0]) if value else ""
    if isinstance(value, dict):
        return _address(value.get("url") or value.get("contentUrl") or value.get("@id"))
    return value if isinstance(value, str) and value.startswith("http") else ""


PAGE = Format("json-ld-page", "a page with JSON-LD", _is_page, _read_page)
JSON = Format("json-ld", "schema.org JSON-LD", _is_json, _read_json)
