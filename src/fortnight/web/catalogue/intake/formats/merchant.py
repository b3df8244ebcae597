"""A Google Merchant feed: RSS 2 or Atom with the fields of the namespace g, or the same fields as a table.

The XML is read as it comes and without a document type: an entity that grows, or one that would fetch another file, is
refused with the whole file.
"""

import re
from collections.abc import Iterator
from xml.parsers.expat import ExpatError, ParserCreate

from fortnight.errors import UsageError
from fortnight.web.catalogue.intake.formats.given import ColumnChoice, FileHead, Format, filled, label_among
from fortnight.web.catalogue.intake.opening import Opened
from fortnight.web.catalogue.intake.records import Oddity, Raw
from fortnight.web.catalogue.intake.tables import rows

_LONGEST_TEXT = 1024 * 1024
_LONGEST_ITEM = 2 * 1024 * 1024
_LONGEST_TAG = 2 * 1024 * 1024
_DEEPEST = 60
# expat keeps every name for as long as it reads, and an item is held whole until it ends.
_MOST_NAMES = 2_000
_MOST_FIELDS = 10_000
_AGAIN = "Export the feed again."
_LAST = (True,)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DECLARED = re.compile(r"<\?xml[^>]{0,200}\?>")


def _is_xml(head: FileHead) -> bool:
    text = head.text[:20_000]
    return head.text.startswith("<") and re.search(r"<(?:rss|feed|channel|item|entry)\b", text) is not None


def _is_table(head: FileHead) -> bool:
    names = {_field(heading) for heading in head.headings}
    return {"id", "title", "link", "image_link"} <= names


def _field(heading: str) -> str:
    return heading.strip().casefold().removeprefix("g:").replace(" ", "_")


class _Items:
    """Collects the items of a feed while it is parsed."""

    def __init__(self) -> None:
        self.parser = ParserCreate(encoding="utf-8", namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartNamespaceDeclHandler = self._declare
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.found: list[tuple[int, list[tuple[str, str]]]] = []
        self._item: list[tuple[str, str]] | None = None
        self._line = self._depth = self._length = self._in_item = self._fed = 0
        self._parts: list[str] = []
        self._names: set[str] = set()

    def read(self, words: str) -> None:
        """Parse the next piece.

        Raises: ExpatError where it is broken; UsageError where a tag or a comment goes on for more than 2 MB, because
        expat 2.5 reads an unfinished one again from its beginning with every piece.
        """
        self.parser.Parse(words)
        self._fed += len(words.encode())
        if self._fed - self.parser.CurrentByteIndex > _LONGEST_TAG:
            raise UsageError("a tag or a comment of this XML is longer than 2 MB", _AGAIN)

    def _refuse(self, *_: object) -> None:
        raise UsageError("this XML has a document type, which a feed does not need", "Export the feed without one.")

    def _declare(self, prefix: str | None, address: str) -> None:
        self._know(f"{prefix} {address}")

    def _know(self, *names: str) -> None:
        self._names.update(names)
        if len(self._names) > _MOST_NAMES:
            raise UsageError(f"this XML has more than {_MOST_NAMES:,} different names of tags", _AGAIN)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._know(name, *attributes)
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UsageError("this XML is nested too deep for a feed", _AGAIN)
        local = name.rpartition(" ")[2]
        if local in ("item", "entry") and self._item is None:
            self._item, self._line, self._in_item = [], self.parser.CurrentLineNumber, 0
        elif local == "link" and self._item is not None and attributes.get("href"):
            self._keep("link", attributes["href"])
        self._parts, self._length = [], 0

    def _text(self, words: str) -> None:
        self._in_item += len(words)
        if self._item is not None and self._in_item > _LONGEST_ITEM:
            # Never cut: half a list of ingredients would be taken for the whole one.
            raise UsageError("an item of this XML contains more than 2 MB of text", _AGAIN)
        if self._length < _LONGEST_TEXT:
            self._parts.append(words)
            self._length += len(words)

    def _end(self, name: str) -> None:
        self._depth -= 1
        local = name.rpartition(" ")[2]
        if self._item is None:
            return
        if local in ("item", "entry"):
            self.found.append((self._line, self._item))
            self._item = None
            return
        if value := "".join(self._parts).strip():
            self._keep(local, value)
        self._parts = []

    def _keep(self, name: str, text: str) -> None:
        """Add a field to the item. Raises: UsageError where it has too many; none is left out of it in silence."""
        if self._item is None:
            return
        if len(self._item) >= _MOST_FIELDS:
            raise UsageError(f"an item of this XML has more than {_MOST_FIELDS:,} fields", _AGAIN)
        self._item.append((name, text))


def _read_xml(opened: Opened, _: FileHead, _wish: ColumnChoice) -> Iterator[Raw | Oddity]:
    items = _Items()
    # The text is decoded already, so what it declares of its encoding holds no longer.
    declared = 1
    for piece in opened.pieces():
        words = _FORBIDDEN.sub("", piece)
        if declared and words:
            words, declared = _DECLARED.sub("", words.lstrip(), count=1), 0
        try:
            items.read(words)
        except ExpatError as error:
            yield from (_of_fields(*item) for item in items.found)
            yield Oddity(error.lineno, "not-text", f"the XML is broken ({error})")
            return
        yield from (_of_fields(*item) for item in items.found)
        items.found.clear()
    try:
        items.parser.Parse("", *_LAST)
    except ExpatError as error:
        yield Oddity(error.lineno, "cut-off", str(error))


def _read_table(opened: Opened, head: FileHead, _: ColumnChoice) -> Iterator[Raw | Oddity]:
    if head.shape is None:
        return
    names = [_field(heading) for heading in head.shape.headings]
    for row in rows(opened, head.shape):
        if isinstance(row, Oddity):
            yield row
            continue
        raw = _of_fields(row.line, list(zip(names, row.cells, strict=False)))
        raw.oddities.extend([Oddity(row.line, "mended")] if row.mended else [])
        yield raw


def _of_fields(line: int, pairs: list[tuple[str, str]]) -> Raw:
    """The product of an item: what stands first under a name counts, but for details, which come in pairs."""
    fields = dict(reversed(pairs))
    details = list(zip(
        [value for name, value in pairs if name == "attribute_name"],
        [value for name, value in pairs if name == "attribute_value"],
        strict=False,
    ))  # fmt: skip
    properties = {name.casefold(): value for name, value in details}
    on_sale = fields.get("sale_price") if not fields.get("sale_price_effective_date") else ""
    return Raw(
        line=line,
        values=filled(
            {
                "id": fields.get("id", ""),
                "name": fields.get("title", ""),
                "brand": fields.get("brand", ""),
                "category": (fields.get("product_type") or fields.get("google_product_category", "")).rpartition(">")[
                    2
                ],
                "size": fields.get("size") or fields.get("unit_pricing_measure", ""),
                "label": label_among([*details, *pairs]),
                "description": fields.get("description") or fields.get("content") or fields.get("summary", ""),
                "link": fields.get("link", ""),
                "picture": fields.get("image_link", ""),
                "vegan": properties.get("vegan", ""),
            }
        ),
        barcodes=[value for name, value in pairs if name in ("gtin", "ean", "upc")],
        offers=[
            filled(
                {
                    "price": on_sale or fields.get("price", ""),
                    "stock": fields.get("availability", ""),
                    "link": fields.get("link", ""),
                }
            )
        ],
    )


XML = Format("merchant-xml", "Google Merchant XML", _is_xml, _read_xml)
TABLE = Format("merchant-tsv", "Google Merchant TSV", _is_table, _read_table)
