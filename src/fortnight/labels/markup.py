"""HTML blanked out in place: every sign keeps its offset, and no two words are glued by what stood between them."""

import re

from fortnight.labels.headings import BARE
from fortnight.labels.patterns import pattern

_ENTITY = pattern(
    r"&(?:#\d{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[a-zA-Z][a-zA-Z0-9]{1,30};|(?:nbsp|amp|quot|lt|gt|copy|reg|shy)(?![a-z]))"
)
_ELEMENT = (
    r"(?:a|abbr|acronym|address|article|aside|b|bdi|bdo|big|blockquote|body|br|button|caption|center|cite|code|col|"
    r"colgroup|data|dd|del|details|dfn|div|dl|dt|em|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|"
    r"iframe|img|input|ins|kbd|label|li|link|main|mark|meta|nav|nobr|noscript|ol|option|p|picture|pre|q|s|samp|script|"
    r"section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|path|table|tbody|td|template|tfoot|th|"
    r"thead|time|title|tr|tt|u|ul|var|video|wbr|(?:o|w|v|st1):[a-z]{1,20})"
)
_ATTRIBUTES = (
    r"(?:[\s\"']{1,20}(?:[a-z_:@][\w:.@-]{0,60}\s{0,5}=\s{0,5}(?:\"[^\"<>]{0,600}\"|'[^'<>]{0,600}'|[^\s\"'<>]{1,300})|"
    r"data-[\w-]{1,40}|hidden|disabled|checked|selected|open|async|defer|nowrap|reversed|itemscope)){0,30}[\s/\"']{0,20}"
)
"""What may stand in a tag: words without a value of their own are a name in angle brackets, and no tag."""
_TAGS = pattern(rf"(?:<(?:/?{_ELEMENT}{_ATTRIBUTES}|!--.{{0,500}}?--)>)+", re.IGNORECASE | re.DOTALL)
_ANGLES = pattern(r"<(?=[/!]?[^\W\d_])([^<>]{1,400})>")
_BREAKING_TAG = pattern(r"</?(?:br|p|div|li|ul|ol|tr|h\d|table|dl|dd|dt|section)\b", re.IGNORECASE)
_CELL_TAG = pattern(r"</?(?:td|th)\b", re.IGNORECASE)
_BROKEN = pattern(r"[^\W\d_]+(?:\x00+[^\W\d_]+)+")
_RAISED = pattern(rf"<su[pb]{_ATTRIBUTES}>\s*[\d*†‡+]{{1,3}}\s*</su[pb]>", re.IGNORECASE)


def may_be_html(text: str) -> bool:
    """A quick no before the question whether tags or entities stand in a text."""
    return "<" in text or ("&" in text and _ENTITY.search(text) is not None)


def without_html(text: str) -> str:
    """The text with tags and entities blanked out, as long as it was.

    Only what HTML knows is a tag or an entity: "<Retinol>" and "&ampx" keep their words.

    >>> without_html("<b>Retinol</b><i>Aqua</i>").replace(chr(0), "").strip()
    'Retinol;Aqua'
    """
    from html import unescape
    from html.entities import html5

    def entity(match: re.Match[str]) -> str:
        named = match[0][1:].rstrip(";") + ";"
        sign = unescape(match[0]) if named.startswith("#") or named in html5 else match[0]
        return (sign if len(sign) <= len(match[0]) else " ").ljust(len(match[0]), "\x00")

    def tags(match: re.Match[str]) -> str:
        return _between(match).ljust(len(match[0]), "\x00")

    def raised(match: re.Match[str]) -> str:
        return "\x00" * len(match[0])

    plain = _RAISED.sub(raised, text) if "<su" in text or "<SU" in text else text
    plain = _TAGS.sub(tags, plain)
    if "<" in plain:
        plain = _ANGLES.sub(r";\1;", plain)
    return _BROKEN.sub(_whole, _ENTITY.sub(entity, plain)) if "&" in plain else plain


def _whole(word: re.Match[str]) -> str:
    """A heading of a list in one piece that an entity breaks ("Ingr&eacute;dients"); any other word as it is."""
    letters = word[0].replace("\x00", "")
    return letters.ljust(len(word[0])) if BARE.fullmatch(letters) else word[0]


def _between(match: re.Match[str]) -> str:
    """What stands for a run of tags: a line's end, a cell's end, or what parts the two words that it would glue."""
    if _BREAKING_TAG.search(match[0]):
        return "\n"
    if _CELL_TAG.search(match[0]):
        return "\t"
    text, start, end = match.string, match.start(), match.end()
    before, behind = text[max(start - 1, 0) : start], text[end : end + 1]
    if not (before.isalnum() and behind.isalnum()):
        return "\x00"
    return ";" if behind.isupper() and not before.isupper() else " "
