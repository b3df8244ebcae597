"""What a format is: how it is told from its beginning, and how it is read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from fortnight.web.catalogue.intake.opening import Opened
from fortnight.web.catalogue.intake.records import Oddity, Raw
from fortnight.web.catalogue.intake.tables import Shape, shape_of


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person said about a file: which column holds what."""

    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Head:
    """How a file begins: its text, and its shape where it may be a table."""

    text: str
    shape: Shape | None

    @classmethod
    def of(cls, opened: Opened) -> "Head":
        """The beginning of an open file."""
        text = opened.head.decode(opened.encoding, "replace").lstrip("\ufeff").lstrip()
        return cls(text, shape_of(text) if text[:1] not in "{[<" else None)

    @property
    def headings(self) -> frozenset[str]:
        """The headings of a table, in small letters."""
        return frozenset(one.casefold() for one in self.shape.headings) if self.shape else frozenset()


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, what it is called, whether a beginning is of it, and its reader."""

    name: str
    title: str
    is_it: Callable[[Head], bool]
    read: Callable[[Opened, Head, Wish], Iterator[Raw | Oddity]]
