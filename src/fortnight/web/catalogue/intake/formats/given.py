"""What a format is: how its beginning identifies it, and how it is read."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from fortnight.web.catalogue.intake.opening import Opened
from fortnight.web.catalogue.intake.records import Oddity, Raw
from fortnight.web.catalogue.intake.tables import Shape, shape_of

_LABEL = re.compile(
    r"\b(?:full[ _-])?(?:ingredients?|inci|ingredientes|inhaltsstoffe|ingr[ée]dients|ingredienti)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What a person said about a file: which column holds what; and the shop's site, where it only names its pages."""

    columns: Mapping[str, str] = field(default_factory=dict)
    site: str = ""


@dataclass(frozen=True, slots=True)
class FileHead:
    """How a file begins: its text, and its shape where it may be a table."""

    text: str
    shape: Shape | None

    @classmethod
    def of(cls, opened: Opened) -> "FileHead":
        """The beginning of an open file."""
        text = opened.head.decode(opened.encoding, "replace").lstrip("\ufeff").lstrip()
        return cls(text, shape_of(text) if text[:1] not in "{[<" else None)

    @property
    def headings(self) -> frozenset[str]:
        """The headings of a table, in small letters."""
        return frozenset(heading.casefold() for heading in self.shape.headings) if self.shape else frozenset()


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, what it is called, whether a beginning is of it, and its reader."""

    name: str
    title: str
    is_it: Callable[[FileHead], bool]
    read: Callable[[Opened, FileHead, ColumnChoice], Iterator[Raw | Oddity]]


def label_among(pairs: Iterable[tuple[str, str]]) -> str:
    """The value under the first name that means a list of ingredients, of fields that a shop made itself.

    >>> label_among([("Skin", "dry"), ("Full ingredients", "Aqua, Glycerin")])
    'Aqua, Glycerin'
    """
    return next((value for name, value in pairs if value and _LABEL.search(name.replace("_", " "))), "")


def filled(values: Mapping[str, str]) -> dict[str, str]:
    """The values that hold something."""
    return {name: value for name, value in values.items() if value}


def origin(address: str) -> str:
    """The site that an address is of; empty for what is no address.

    >>> origin("https://vale.example/de/products/gel"), origin("vale")
    ('https://vale.example', '')
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.netloc else ""
