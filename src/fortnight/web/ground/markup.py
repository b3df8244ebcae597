"""HTML of strangers, made harmless for `html.parser` of any release of Python before it sees it.

The parser looks for the end of a comment, a declaration or a tag through all the rest of the text, again for each one
that has no end, and so takes the square of the time. Here every one of them is either closed within what is looked
at, or stands as plain text; tags and entities have a greatest length. One pass, each end searched for once.
"""

import re
from itertools import islice

LONGEST_TAG = 8_192
MOST_TAGS = 40_000
_NAME = re.compile(r"</?[a-zA-Z][^\s/<>]{0,40}")
# What begins no tag, and a tag inside of which another begins.
_UNENDED = re.compile(r"<(?:(?![a-zA-Z/])|(?=[a-zA-Z/][^<>]*(?:<|\Z)))")
_LONG_ENTITY = re.compile(r"&(?=#(?:[0-9]{8}|[xX][0-9a-fA-F]{8}))")
_SPECIAL = re.compile(r"<[!?]")
_LONG_TAG = re.compile(rf"<[a-zA-Z/][^<>]{{{LONGEST_TAG},}}>")


def bounded(html: str) -> str:
    """The same HTML without comments and declarations, and with nothing in it that has a beginning and no end.

    What has no end stands as text, so that no word is lost. Conditional sections (`<![if ...]>`) go, what stands
    between them stays.

    >>> bounded("a<!-- x -->b <!--c"), bounded("<![if !mso]>d<![endif]><a <b>e</b>")
    ('ab &lt;!--c', 'd&lt;a <b>e</b>')
    """
    plain = _without_special(html.replace("\0", ""))
    plain = _LONG_TAG.sub(_short, _UNENDED.sub("&lt;", plain))
    return _LONG_ENTITY.sub("&amp;", plain)


def begun(html: str, longest: int, most_tags: int = MOST_TAGS) -> str:
    """The beginning of some HTML: no more than `longest` characters and `most_tags` tags; mostly all of it.

    >>> begun("<b>one</b> two", 10), begun("<b>one</b> two", 100, most_tags=1)
    ('<b>one</b>', '<b>one')
    """
    html = html[:longest]
    if html.count("<") <= most_tags:
        return html
    last = next(islice(re.finditer("<", html), most_tags, None))
    return html[: last.start()]


def _short(tag: re.Match[str]) -> str:
    """A tag that is longer than any a person sees the work of, without its attributes."""
    name = _NAME.match(tag[0])
    return f"{name[0]}>" if name else "&lt;"


def _without_special(html: str) -> str:
    """Without comments, declarations, sections and instructions; one that has no end stands as text."""
    ends = _Ends(html)
    out: list[str] = []
    at = 0
    while special := _SPECIAL.search(html, at):
        begin = special.start()
        out.append(html[at:begin])
        at = ends.behind(begin)
        if at < 0:
            out.append("&lt;")
            at = begin + 1
    out.append(html[at:])
    return "".join(out)


class _Ends:
    """Where what begins somewhere ends. Of an end that is not there it is remembered that nobody has to look again."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._lacking: set[str] = set()

    def behind(self, begin: int) -> int:
        """The place behind what begins here, or -1 where it has no end."""
        if self._html.startswith("<!--", begin):
            return self._after("-->", begin + 2)
        if self._html.startswith("<![CDATA[", begin):
            return self._after("]]>", begin)
        if self._html.startswith("<![", begin):
            return self._after("]>", begin)
        return self._after(">", begin)

    def _after(self, end: str, begin: int) -> int:
        start = -1 if end in self._lacking else self._html.find(end, begin)
        if start < 0:
            self._lacking.add(end)
            return -1
        return start + len(end)
