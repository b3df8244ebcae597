"""Shopify: `products.json` of a shop, and the CSV that its owner exports. Variants are offers of one product."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from fortnight.web.catalogue.intake.formats.given import ColumnChoice, FileHead, Format, filled, label_among, origin
from fortnight.web.catalogue.intake.opening import Opened
from fortnight.web.catalogue.intake.records import Oddity, Raw
from fortnight.web.catalogue.intake.streams import joined, listed, objects, text
from fortnight.web.catalogue.intake.tables import TableRow, rows

_NO_VARIANT = frozenset({"default title", "default"})


def _is_json(head: FileHead) -> bool:
    return head.text.startswith("{") and '"products"' in head.text and '"variants"' in head.text


def _is_csv(head: FileHead) -> bool:
    return {"handle", "title"} <= head.headings and bool({"variant price", "body (html)"} & head.headings)


def _read_json(opened: Opened, _: FileHead, wish: ColumnChoice) -> Iterator[Raw | Oddity]:
    for entry in listed(opened, "products"):
        yield entry if isinstance(entry, Oddity) else _of_object(*entry, wish.site)


def _of_object(number: int, fields: dict[str, Any], site: str) -> Raw:
    link = _link(site, text(fields.get("handle")))
    raw = Raw(
        line=number,
        plain=True,
        values=filled(
            {
                "id": text(fields.get("id")),
                "name": text(fields.get("title")),
                "brand": text(fields.get("vendor")),
                "category": text(fields.get("product_type")),
                "description": text(fields.get("body_html")),
                "link": link,
                "picture": text(fields.get("image")) or text(fields.get("images")),
                "vegan": "yes" if "vegan" in joined(fields.get("tags")).casefold().split(", ") else "",
            }
        ),
    )
    for variant in objects(fields.get("variants")):
        raw.barcodes.append(text(variant.get("barcode")))
        stock = variant.get("available", variant.get("inventory_quantity"))
        _sell(raw, text(variant.get("title")), text(variant.get("price")), text(stock), text(variant.get("id")), link)
        if cart := cart_of(site, text(variant.get("id"))):
            raw.offers[-1]["cart"] = cart
    _only_size(raw)
    return raw


def _read_csv(opened: Opened, head: FileHead, wish: ColumnChoice) -> Iterator[Raw | Oddity]:
    if head.shape is None:
        return
    names = [heading.casefold() for heading in head.shape.headings]
    for odd, some in groupby(rows(opened, head.shape), key=lambda row: _handle(row, names)):
        lines = list(some)
        table_rows = [line for line in lines if isinstance(line, TableRow)]
        yield from (line for line in lines if isinstance(line, Oddity))
        if odd and table_rows:
            yield _of_rows(table_rows, names, wish.site)
        elif table_rows:
            yield from (Oddity(row.line, "no-record", "it has no handle") for row in table_rows)


def _handle(row: TableRow | Oddity, names: list[str]) -> str:
    return dict(zip(names, row.cells, strict=False)).get("handle", "") if isinstance(row, TableRow) else "?"


def _of_rows(lines: list[TableRow], names: list[str], site: str) -> Raw:
    cells = [dict(zip(names, line.cells, strict=False)) for line in lines]
    first = cells[0]
    link = _link(site, first.get("handle", ""))
    raw = Raw(
        line=lines[0].line,
        plain=True,
        values=filled(
            {
                "id": first.get("handle", ""),
                "name": first.get("title", ""),
                "brand": first.get("vendor", ""),
                "category": first.get("type", "") or first.get("product category", "").rpartition(">")[2],
                "description": first.get("body (html)", ""),
                "label": label_among((name, value) for name, value in first.items() if "metafield" in name),
                "link": link,
                "picture": first.get("image src", ""),
                "vegan": "yes" if "vegan" in first.get("tags", "").casefold().split(", ") else "",
            }
        ),
    )
    raw.oddities = [Oddity(line.line, "mended") for line in lines if line.mended]
    for cell in cells:
        if cell.get("variant price"):
            raw.barcodes.append(cell.get("variant barcode", ""))
            stock = cell.get("variant inventory qty", "")
            _sell(raw, cell.get("option1 value", ""), cell["variant price"], stock, "", link)
    _only_size(raw)
    return raw


def _sell(raw: Raw, title: str, price: str, stock: str, variant: str, link: str) -> None:
    size = "" if title.casefold() in _NO_VARIANT else title
    raw.offers.append(filled({"price": price, "stock": stock, "variant": variant, "size": size, "link": link}))


def _only_size(raw: Raw) -> None:
    """Where there is one variant, its size is that of the product."""
    if len(raw.offers) == 1 and (size := raw.offers[0].pop("size", "")):
        raw.values["size"] = size


def cart_of(site: str, variant: str) -> str:
    """The address that puts one of a variant into the cart of a shop; empty where either is not known.

    >>> cart_of("https://vale.example/de", "4101")
    'https://vale.example/cart/4101:1'
    """
    return f"{origin(site)}/cart/{variant}:1" if origin(site) and variant.isascii() and variant.isdigit() else ""


def _link(site: str, handle: str) -> str:
    return f"{site.rstrip('/')}/products/{handle}" if site and handle else ""


JSON = Format("shopify-json", "Shopify products.json", _is_json, _read_json)
CSV = Format("shopify-csv", "Shopify CSV", _is_csv, _read_csv)
