"""What this house knows to have been written before in a conversation, so that a quote is known by its words.

A mail program writes above and around a quote whatever it likes, in any language. What we sent ourselves we know, and
what the person wrote before; so a line is a quote because these words were sent, never because it looks like one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"\b(?:https?|mailto):\S+|\bwww\.\S+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
# Domains of which everybody may have an address: nobody is of the house by one of these.
_ANYBODYS = frozenset(
    {"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "gmx.de"}
    | {"gmx.net", "web.de", "aol.com", "me.com", "proton.me", "protonmail.com", "googlegroups.com", "t-online.de"}
)
_FEWEST_WORDS = 4
_FEWEST_LETTERS = 20


class Writer(StrEnum):
    """Who wrote the mail below, by the line or the head above it."""

    OURS = "ours"
    HOUSE = "house"
    OTHER = "other"
    UNTOLD = "untold"


@lru_cache(maxsize=4_000)
def folded(text: str) -> str:
    """A text as its words alone, in lower case, each between two spaces; links do not count.

    >>> folded("Wait, until *day 7*.")
    ' wait until day 7 '
    """
    words = _WORD.findall(_LINK.sub(" ", text).casefold())
    return f" {' '.join(words)} " if words else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What was written before: by us, by the person; and the addresses and names that are ours."""

    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    addresses: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    _ours: "_Texts" = field(init=False, repr=False)
    _theirs: "_Texts" = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Fold once what every line is looked up in."""
        object.__setattr__(self, "_ours", _Texts.of(self.ours))
        object.__setattr__(self, "_theirs", _Texts.of(self.theirs))

    def holds(self, line: str, *, marked: bool = False, theirs: bool = False) -> bool:
        """Whether we sent a line, with `theirs` also whether the person did.

        A few words only as a whole line of it, unless they are marked as quoted.
        """
        words = folded(line)
        if not words:
            return False
        short = words.count(" ") <= _FEWEST_WORDS and len(words) <= _FEWEST_LETTERS and not marked
        return self._ours.holds(words, short=short) or (theirs and self._theirs.holds(words, short=short))

    def sentences_left(self, line: str) -> str:
        """What is left of a line without the sentences that we sent."""
        if self.holds(line):
            return ""
        return " ".join(sentence for sentence in _SENTENCE_END.split(line) if not self.holds(sentence))

    def writer(self, head: str) -> Writer:
        """Who wrote the mail below this head."""
        addresses = {match.lower().rstrip(".") for match in _ADDRESS.findall(head)}
        if any(self._is_ours(address) for address in addresses):
            return Writer.OURS
        if any(self.is_of_house(address) for address in addresses):
            return Writer.HOUSE
        words = folded(head)
        if not addresses and any(folded(name) in words for name in self.names if folded(name)):
            return Writer.HOUSE
        return Writer.OTHER if addresses and self.addresses else Writer.UNTOLD

    def _is_ours(self, address: str) -> bool:
        local, _, domain = address.partition("@")
        return f"{local.partition('+')[0]}@{domain}" in self.addresses or address in self.addresses

    def is_of_house(self, address: str) -> bool:
        """Whether an address is one of ours or of the same domain, unless anybody may have one there."""
        return self._is_ours(address) or self.is_host_of_house(address.partition("@")[2])

    def is_host_of_house(self, host: str) -> bool:
        """Whether a host is the domain of an address of ours, or one below it."""
        hosts = {address.partition("@")[2] for address in self.addresses} - _ANYBODYS
        return any(host.lower() == domain or host.lower().endswith(f".{domain}") for domain in hosts if domain)

    def unsent(self, text: str) -> str:
        """A text without the lines that were sent before, for one that holds whole mails."""
        return "\n".join(self.sentences_left(line) for line in text.split("\n"))


@dataclass(frozen=True, slots=True)
class _Texts:
    """Texts folded once, for every line to be looked up in: in one piece, and line by line."""

    piece: str
    lines: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "_Texts":
        every = [text for text in texts if text.strip()]
        lines = frozenset(words for text in every for line in text.split("\n") if (words := folded(line)))
        return cls(" | ".join(folded(text) for text in every), lines)

    def holds(self, words: str, *, short: bool) -> bool:
        return words in self.lines if short else words in self.piece
