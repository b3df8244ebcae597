"""How much of the text of one mail is read. What is longer than anybody writes is made to burst its reader."""

from dataclasses import dataclass

from fortnight.web.ground.markup import MOST_TAGS, begun

LONGEST_TEXT = 200_000
MOST_LINES = 10_000
LONGEST_HTML = 1_000_000


@dataclass(slots=True)
class Room:
    """Room for texts, in characters and lines.

    >>> room = Room(characters=5)
    >>> room.take("abc"), room.take("def"), room.is_full
    ('abc', 'de', True)
    """

    characters: int = LONGEST_TEXT
    lines: int = MOST_LINES
    is_full: bool = False

    def take(self, text: str) -> str:
        """As much of a text as there is room for."""
        taken = text[: self.characters]
        breaks = taken.count("\n")
        if breaks > self.lines:
            taken = "\n".join(taken.split("\n", self.lines)[: self.lines])
        self.characters -= len(taken)
        self.lines = max(self.lines - breaks, 0)
        self.is_full = self.is_full or len(taken) < len(text)
        return taken


@dataclass(slots=True)
class HtmlRoom:
    """Room for the HTML of all parts of a mail, in characters and tags."""

    characters: int = LONGEST_HTML
    tags: int = MOST_TAGS

    def take(self, html: str) -> str:
        """As much of some HTML as there is room for."""
        taken = begun(html, self.characters, self.tags)
        self.characters -= len(taken)
        self.tags -= taken.count("<")
        return taken
