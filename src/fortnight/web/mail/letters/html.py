"""HTML mail as plain text: paragraphs, lists, links and quotes as one would type them; nothing that is not seen.

Quoted mail is marked by ">" before each line, as in plain text, and Outlook's head of the mail below by the line that
plain text has there. So one reader of replies is enough for both.
"""

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

from fortnight.web.ground.markup import bounded

ORIGINAL = "-----Original Message-----"
_UNSEEN = {"script", "style", "head", "title", "template", "svg", "math", "select"}
_OF_HEAD = {"title", "meta", "link", "style", "script", "base", "template", "noscript", "head"}
_BLOCKS = {"p", "div", "section", "article", "header", "footer", "table", "tr", "ul", "ol", "dl", "dt", "dd", "form"}
_BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "center", "address", "fieldset", "figure", "main"}
_APART = {"p", "ul", "ol", "blockquote", "pre", "table", "h1", "h2", "h3", "h4", "h5", "h6"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_GONE = re.compile(r"(?<![\w-])display\s*:\s*none")
# Both are handed down to what stands inside, and undone there by another value.
_SIZE = re.compile(r"(?<![\w-])font(?:-size)?\s*:\s*(?:[a-z]+ )*(?P<size>[\w.%-]+)")
_SEEN = re.compile(r"(?<![\w-])visibility\s*:\s*(?P<seen>\w+)")
_NO_SIZE = re.compile(r"0+(?:\.0*)?(?:px|pt|em|rem|ex|%|vw|vh|mm|cm|in)?")
_RELATIVE = re.compile(r"[\d.]+(?:em|%)|inherit|unset|smaller|larger")
_REPLY_HEADS = {"divrplyfwdmsg", "appendonsend", "x_divrplyfwdmsg"}
_GAP = re.compile(r"[ \t\r\n\f]+")
_DEEPEST_QUOTE = 8


def text_of(html: str) -> str:
    """What an HTML mail says to whoever sees it. Never raises.

    >>> print(text_of("<p>Hi <b>there</b></p><ul><li>one<li>two</ul><script>x</script><a href='https://a.example'>it</a>"))
    Hi there
    <BLANKLINE>
    - one
    - two
    <BLANKLINE>
    it (https://a.example)
    """
    plain = bounded(html)
    # Where nothing is to be seen, what was hidden is better than no words.
    return _read(plain, hides=True) or _read(plain, hides=False)


def _read(html: str, *, hides: bool) -> str:
    reader = _HtmlReader(hides=hides)
    try:
        reader.feed(html)
        reader.close()
    except (AssertionError, ValueError, IndexError, RecursionError):
        # What the parser cannot follow to its end is shown as far as it came, and then as it stands.
        reader.handle_data(reader.rawdata)
    return reader.text()


@dataclass(frozen=True, slots=True)
class _Open:
    """A mark that is open: whether what is in it is gone, is a quote, and how the words around it were seen."""

    tag: str
    gone: bool
    quote: bool
    around: tuple[bool, bool]


class _HtmlReader(HTMLParser):
    """Goes through the marks once, with a note of what is open."""

    def __init__(self, *, hides: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._hides = hides
        self._open: list[_Open] = []
        # How often each mark is open: nobody has to look through all of them for one that is not.
        self._tags: Counter[str] = Counter()
        # Whether the words here have no size, and whether they are invisible.
        self._state = (False, False)
        self._gone = self._quotes = self._pre = 0
        self._lines: list[tuple[int, str]] = []
        self._line = ""
        self._below = False
        self._lists: list[int | None] = []
        self._links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A mark opens."""
        about = {name: value or "" for name, value in attrs}
        if tag in _VOID:
            self._void(tag, about)
            return
        if tag not in _OF_HEAD and self._tags["head"]:
            self.handle_endtag("head")
        style = about.get("style", "").lower() if self._hides else ""
        gone = tag in _UNSEEN or (self._hides and "hidden" in about) or bool(_GONE.search(style))
        quote = tag == "blockquote" and _is_quote(about)
        if about.get("id", "").lower() in _REPLY_HEADS and not self._below:
            self._below = True
            self._paragraph()
            self._put(ORIGINAL)
        if tag in _BLOCKS or tag == "li":
            self._break()
        if tag in _APART:
            self._gap()
        self._open.append(_Open(tag, gone, quote, self._state))
        self._tags[tag] += 1
        self._state = _inside(self._state, style)
        self._gone += gone
        self._quotes += quote
        self._pre += tag == "pre"
        self._inside(tag, about)

    def _inside(self, tag: str, about: dict[str, str]) -> None:
        if tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._put(self._bullet())
        elif tag == "a":
            self._links.append((about.get("href", ""), len(self._line)))
        elif tag in ("td", "th") and self._line and not self._line.endswith(" "):
            self._put(" ")

    def _void(self, tag: str, about: dict[str, str]) -> None:
        if tag == "br":
            self._break(always=True)
        elif tag == "hr":
            self._paragraph()
        elif tag == "img" and about.get("alt", "").strip() and not about.get("src", "").startswith("cid:"):
            self.handle_data(about["alt"])

    def _bullet(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "- "
        self._lists[-1] += 1
        return f"{self._lists[-1]}. "

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and with it what was left open inside it."""
        if not self._tags[tag]:
            if tag in ("p", "br"):
                self._break(always=tag == "br")
            return
        while self._open:
            element = self._open.pop()
            self._tags[element.tag] -= 1
            self._close(element.tag)
            self._gone -= element.gone
            self._quotes -= element.quote
            self._state = element.around
            if element.tag == tag:
                break
        if tag in _APART:
            self._gap()

    def _close(self, tag: str) -> None:
        if tag in _BLOCKS or tag == "li":
            self._break()
        if tag == "pre":
            self._pre -= 1
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "a" and self._links:
            where, begin = self._links.pop()
            text = self._line[begin:].strip()
            bare = where.removeprefix("mailto:").rstrip("/")
            if where.startswith(("http://", "https://", "mailto:")) and bare not in text and text:
                self._put(f" ({where[:500]})")

    def handle_data(self, data: str) -> None:
        """Words."""
        if self._pre:
            first, *others = data.split("\n")
            self._put(first)
            for line in others:
                self._break(always=True)
                self._put(line)
            return
        text = _GAP.sub(" ", data)
        if text.startswith(" ") and (not self._line or self._line.endswith(" ")):
            text = text[1:]
        self._put(text)

    def _put(self, text: str) -> None:
        if self._is_seen():
            self._line += text

    def _is_seen(self) -> bool:
        return not self._gone and not any(self._state)

    def _break(self, *, always: bool = False) -> None:
        if self._line.strip() or (always and self._is_seen()):
            self._lines.append((self._quotes, self._line.strip(" ") if not self._pre else self._line))
            self._line = ""
        self._links = [(where, 0) for where, _ in self._links]

    def _gap(self) -> None:
        """One empty line, and not two."""
        if self._lines and self._lines[-1][1].strip() and self._is_seen():
            self._lines.append((self._quotes, ""))

    def _paragraph(self) -> None:
        self._break()
        self._gap()

    def text(self) -> str:
        """Everything that was read."""
        self._break()
        while self._lines and not self._lines[-1][1].strip():
            self._lines.pop()
        lines = []
        for depth, line in self._lines:
            marks = ">" * min(depth, _DEEPEST_QUOTE)
            lines.append(f"{marks} {line}".rstrip() if marks else line.replace("\xa0", " ").rstrip())
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _inside(around: tuple[bool, bool], style: str) -> tuple[bool, bool]:
    """Whether words in a mark of this style have no size, and are invisible, by how it is around it."""
    tiny, faint = around
    if size := _SIZE.search(style):
        tiny = (tiny and bool(_RELATIVE.fullmatch(size["size"]))) or bool(_NO_SIZE.fullmatch(size["size"]))
    if seen := _SEEN.search(style):
        faint = seen["seen"] in ("hidden", "collapse") or (faint and seen["seen"] in ("inherit", "unset"))
    return tiny, faint


def _is_quote(about: dict[str, str]) -> bool:
    """Whether a blockquote is of a mail before; people indent their own words by one as well, which has no edge."""
    style = re.sub(r"\s", "", about.get("style", "").lower())
    named = any(about.get(name) for name in ("type", "cite", "class", "id"))
    return named or not style or bool(re.search(r"border(?:-left|-inline-start)?(?:-width)?:(?!none|0|medium)", style))
