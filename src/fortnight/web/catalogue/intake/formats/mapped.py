"""A table of any shop or clinic: its headings are guessed in several languages, or told."""

import re
from collections.abc import Iterator

from fortnight.errors import UsageError
from fortnight.web.catalogue.intake.formats.given import ColumnChoice, FileHead, Format
from fortnight.web.catalogue.intake.headings import guessed
from fortnight.web.catalogue.intake.opening import Opened
from fortnight.web.catalogue.intake.records import Oddity, Raw
from fortnight.web.catalogue.intake.tables import rows

_OFFER = ("price", "currency", "stock", "shop", "variant")
_BETWEEN = re.compile(r"[,;|]+")


def is_table(head: FileHead) -> bool:
    """Whether a file may be a table: it has a line of headings, of which there is more than one."""
    return head.shape is not None and len(head.shape.headings) > 1


def read(opened: Opened, head: FileHead, wish: ColumnChoice) -> Iterator[Raw | Oddity]:
    """The products, one a line. Raises: UsageError where no column holds the name."""
    if head.shape is None:
        return
    places = guessed(head.shape.headings, wish.columns)
    if "name" not in places:
        headings = ", ".join(heading for heading in head.shape.headings if heading)
        raise UsageError(
            f"no column is known to hold the name; there are: {headings}", "Choose the column with the product name."
        )
    for row in rows(opened, head.shape):
        if isinstance(row, Oddity):
            yield row
            continue
        many = len(row.cells)
        values = {field: cell for field, place in places.items() if place < many and (cell := row.cells[place])}
        raw = Raw(line=row.line, values=values)
        if row.mended:
            raw.oddities.append(Oddity(row.line, "mended"))
        raw.barcodes = _BETWEEN.split(values.get("barcode", ""))
        offer = {field: values[field] for field in _OFFER if field in values}
        if offer:
            raw.offers = [{**offer, "link": values.get("link", "")}]
        yield raw


FORMAT = Format("csv", "CSV", is_table, read)
