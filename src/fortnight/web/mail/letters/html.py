"""HTML mail as plain text: paragraphs, lists, links and quotes as one would type them; nothing that is not seen.

Quoted mail is marked by ">" before each line, as in plain text, and Outlook's head of the mail below by the line that
plain text has there. So one reader of replies is enough for both.
"""

import re
from html.parser import HTMLParser

ORIGINAL = "-----Original Message-----"
_UNSEEN = {"script", "style", "head", "title", "template", "noscript", "object", "svg", "math", "select", "textarea"}
_BLOCKS = {"p", "div", "section", "article", "header", "footer", "table", "tr", "ul", "ol", "dl", "dt", "dd", "form"}
_BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "center", "address", "fieldset", "figure", "main"}
_APART = {"p", "ul", "ol", "blockquote", "pre", "table", "h1", "h2", "h3", "h4", "h5", "h6"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)"
)
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
    reader = _Reader()
    try:
        reader.feed(html.replace("\0", ""))
        reader.close()
    except (AssertionError, ValueError, IndexError, RecursionError):
        # What the parser cannot follow to its end is shown as far as it came, and then as it stands.
        reader.handle_data(reader.rawdata)
    return reader.text()


class _Reader(HTMLParser):
    """Goes through the marks once, with a note of what is open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, bool, bool]] = []
        self._unseen = self._quotes = self._pre = 0
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
        hidden = tag in _UNSEEN or "hidden" in about or bool(_HIDDEN.search(about.get("style", "").lower()))
        quote = tag == "blockquote"
        if about.get("id", "").lower() in _REPLY_HEADS and not self._below:
            self._below = True
            self._paragraph()
            self._put(ORIGINAL)
        if tag in _BLOCKS or tag == "li":
            self._break()
        if tag in _APART:
            self._gap()
        self._open.append((tag, hidden, quote))
        self._unseen += hidden
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
        """A mark closes, and with it what was left open inside of it."""
        if tag not in (one[0] for one in self._open):
            if tag in ("p", "br"):
                self._break(always=tag == "br")
            return
        while self._open:
            name, hidden, quote = self._open.pop()
            self._close(name)
            self._unseen -= hidden
            self._quotes -= quote
            if name == tag:
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
            said = self._line[begin:].strip()
            bare = where.removeprefix("mailto:").rstrip("/")
            if where.startswith(("http://", "https://", "mailto:")) and bare not in said and said:
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
        if not self._unseen:
            self._line += text

    def _break(self, *, always: bool = False) -> None:
        if self._line.strip() or (always and not self._unseen):
            self._lines.append((self._quotes, self._line.strip(" ") if not self._pre else self._line))
            self._line = ""
        self._links = [(where, 0) for where, _ in self._links]

    def _gap(self) -> None:
        """One empty line, and not two."""
        if self._lines and self._lines[-1][1].strip() and not self._unseen:
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
