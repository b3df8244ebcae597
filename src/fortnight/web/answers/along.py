"""What can go along with a message: a card, and the kinds of cards that apps beside the conversation bring.

A card is kept as a name and looked up when it is shown. An app tells in `ready` of its `apps.py` which kind it brings;
the conversation knows the kind only by its name.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fortnight.web.accounts.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageCard:
    """A card as it is shown: title, sentence, list, the marks of its strip, the day to ring, where it leads.

    `path` is for the person, `desk_path` for the staff, where there is something to see for them beyond the card.
    `doing`: it is of something that one does, and not of a product.
    """

    title: str
    says: str
    marks: str = ""
    ring: int | None = None
    path: str = ""
    desk_path: str = ""
    lines: tuple[str, ...] = ()
    doing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSource:
    """A kind of card: what is kept for what a form names (empty: not this person's), how it is shown, its signs.

    `signs` are the ids of signs that must not wait, so that the message rings as one in words does.
    """

    kept: Callable[[Person, str], dict[str, Any]]
    shown: Callable[[Person, Mapping[str, Any]], MessageCard | None]
    signs: Callable[[Person, Mapping[str, Any]], Sequence[str]]


_SOURCES: dict[str, CardSource] = {}


def offer(name: str, source: CardSource) -> None:
    """Add a kind of card; the same name again replaces it."""
    _SOURCES[name] = source


def card_source(name: str) -> CardSource | None:
    """The kind of card with a name, or None."""
    return _SOURCES.get(name)
