"""Texts from outside made plain: no HTML, no control or invisible characters, and garbled text repaired."""

import codecs
import re
import unicodedata
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser

from fortnight.web.ground.markup import bounded

_MARKED_UP = re.compile(r"<[a-zA-Z/!?]|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,31});")
# UTF-8 that was read as Windows-1252 and written as UTF-8 again begins its letters with one of these.
_GARBLED = re.compile("[ÃÂâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_UNSEEN = frozenset({"script", "style", "template", "head", "noscript", "iframe"})
_BLOCKS = frozenset(
    [
        "address", "article", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li",
        "ol", "p", "section", "table", "td", "th", "tr", "ul", "blockquote",
    ]
)  # fmt: skip
# Marks inside a line that shops lay out beside each other: the words in two of them are not one word.
_PARTED = frozenset({"a", "button", "label", "small", "span", "sup"})


_GAP = "\x00"
_GLUED = re.compile(r"(?<=\w)\x00+(?=\w)")


class _Plain(HTMLParser):
    def __init__(self, *, bullets: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._bullets = bullets
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.parts.append("\n• " if tag == "li" and self._bullets else "\n")
        elif tag in _PARTED:
            self.parts.append(_GAP)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1
        if tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in _PARTED:
            self.parts.append(_GAP)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)


def has_html(text: str) -> bool:
    """Whether there are tags or entities in a text."""
    return ("<" in text or "&" in text) and _MARKED_UP.search(text) is not None


def without_html(text: str, *, bullets: bool = False) -> str:
    """The words of a text with tags and entities; what stands in a script is no word. `bullets` marks what is a list.

    >>> without_html("<p>Aqua &amp; Glycerin<script>x()</script></p>").strip()
    'Aqua & Glycerin'
    >>> without_html("<p>Soft <![CDX[ x ]]></p>").strip()
    'Soft <![CDX[ x ]]>'
    """
    plain = _Plain(bullets=bullets)
    marked = unescape(text) if "&lt;" in text else text
    # Marked sections, such as those that word processors leave behind, stand as they are: they may hold words.
    plain.feed(bounded(marked.replace("<![", "&lt;![")))
    plain.close()
    return _GLUED.sub(" ", "".join(plain.parts)).replace(_GAP, "")


@lru_cache(maxsize=4096)
def _unshown(sign: str) -> bool:
    return sign not in "\n\t" and unicodedata.category(sign)[0] == "C"


def has_unshown(text: str) -> bool:
    """Whether a text has characters that cannot be shown, or that control how it is shown."""
    if text.isprintable():
        return False
    return any(_unshown(sign) for sign in set(text) if sign != "\r")


def shown_only(text: str) -> str:
    """A text without them; a no-break space becomes a space, line ends become newlines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(" " if _unshown(sign) else sign for sign in text)


def is_garbled(text: str) -> bool:
    """Whether a text looks like UTF-8 that was once read as Windows-1252."""
    return not text.isascii() and _GARBLED.search(text) is not None


def ungarbled(text: str) -> str:
    """The text as it was meant, or as it is where that cannot be found out.

    >>> ungarbled("CrÃ¨me"), ungarbled("Crème")
    ('Crème', 'Crème')
    """
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def on_one_line(text: str) -> str:
    """A text with single blanks and no line ends."""
    return " ".join(text.split())


def in_lines(text: str) -> str:
    """A text with single blanks, and no empty lines."""
    if "\n" not in text:
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(filter(None, lines))


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


MEND = "fortnight-mend"
codecs.register_error(MEND, _as_windows)


def mended(line: bytes) -> str:
    """A line that is mostly UTF-8: what is not is read as Windows-1252."""
    return line.decode("utf-8", MEND)
