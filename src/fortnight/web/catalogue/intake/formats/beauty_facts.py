"""The dumps of Open Beauty Facts: one JSON object a line, or a table with tabs and no quotation marks.

Its lists of ingredients are typed in by people and in many languages; the English one comes first, then the product's
own. Its code is the barcode, and the id of a product whose code is none.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from babel import Locale

from fortnight.web.catalogue.intake.formats.given import ColumnChoice, FileHead, Format, filled
from fortnight.web.catalogue.intake.opening import Opened
from fortnight.web.catalogue.intake.records import Oddity, Raw
from fortnight.web.catalogue.intake.streams import joined, one_a_line, text
from fortnight.web.catalogue.intake.tables import rows


def _is_lines(head: FileHead) -> bool:
    first = head.text[:200_000].partition("\n")[0]
    return first.startswith("{") and '"code"' in first and ('"product_name' in first or '"ingredients_text' in first)


def _is_table(head: FileHead) -> bool:
    return {"code", "product_name", "ingredients_text"} <= head.headings


def _read_lines(opened: Opened, _: FileHead, _wish: ColumnChoice) -> Iterator[Raw | Oddity]:
    for entry in one_a_line(opened):
        if isinstance(entry, Oddity):
            yield entry
            continue
        number, fields = entry
        raw = _of_fields(number, {name: joined(value) for name, value in fields.items() if name in _NAMES})
        raw.values |= filled(_named(fields))
        if number in opened.mended:
            raw.oddities.append(Oddity(number, "mended"))
            opened.mended.clear()
        yield raw


_NAMES = frozenset(
    {"code", "_id", "product_name", "brands", "quantity", "ingredients_text", "categories", "url", "image_url",
     "image_front_url", "countries_tags", "labels_tags", "countries_en"}
)  # fmt: skip


def _named(fields: dict[str, Any]) -> dict[str, str]:
    """Name and list in English where there are such, in the product's own language otherwise."""
    own = text(fields.get("lang")) or "en"
    named = {}
    for field, name in (("name", "product_name"), ("label", "ingredients_text")):
        named[field] = next(
            filter(
                None, (text(fields.get(key)) for key in (f"{name}_en", name, f"{name}_{own}", f"abbreviated_{name}"))
            ),
            "",
        )
    return named


def _read_table(opened: Opened, head: FileHead, _: ColumnChoice) -> Iterator[Raw | Oddity]:
    if head.shape is None:
        return
    names = [heading.casefold() for heading in head.shape.headings]
    for row in rows(opened, head.shape, quoted=head.shape.delimiter != "\t"):
        if isinstance(row, Oddity):
            yield row
            continue
        raw = _of_fields(row.line, dict(zip(names, row.cells, strict=False)))
        raw.oddities.extend([Oddity(row.line, "mended")] if row.mended else [])
        yield raw


def _of_fields(line: int, fields: Mapping[str, str]) -> Raw:
    code = fields.get("code") or fields.get("_id", "")
    return Raw(
        line=line,
        values=filled(
            {
                "id": code,
                "name": fields.get("product_name", ""),
                "brand": fields.get("brands", "").partition(",")[0],
                "size": fields.get("quantity", ""),
                "label": fields.get("ingredients_text", ""),
                "category": fields.get("categories", "").rpartition(",")[2],
                "link": fields.get("url", ""),
                "picture": fields.get("image_url", "") or fields.get("image_front_url", ""),
                "markets": _countries(fields.get("countries_tags", "")),
                "vegan": _vegan(fields.get("labels_tags", "")),
            }
        ),
        barcodes=[code],
    )


def _vegan(labels: str) -> str:
    tags = {tag.strip() for tag in labels.casefold().split(",")}
    return "no" if "en:non-vegan" in tags else "yes" if tags & {"en:vegan", "vegan"} else ""


def _countries(tags: str) -> str:
    """The codes of countries listed by their English names."""
    codes = _codes()
    names = (tag.rpartition(":")[2].strip().replace("-", " ") for tag in tags.casefold().split(","))
    return " ".join(sorted({codes[name] for name in names if name in codes}))


@cache
def _codes() -> dict[str, str]:
    return {name.casefold(): code for code, name in Locale("en").territories.items() if len(code) == 2}


LINES = Format("beauty-facts-jsonl", "Open Beauty Facts JSONL", _is_lines, _read_lines)
TABLE = Format("beauty-facts-csv", "Open Beauty Facts CSV", _is_table, _read_table)
