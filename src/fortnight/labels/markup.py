"""HTML blanked out in place: every sign keeps its offset, and no two words are glued by what stood between them."""

import re

from fortnight.labels.patterns import pattern

_ENTITY = pattern(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});?", re.IGNORECASE)
_TAGS = pattern(r"(?:<(?:/?[a-z][^<>]{0,300}|!--.{0,500}?--)>)+", re.IGNORECASE | re.DOTALL)
_BREAKING_TAG = pattern(r"</?(?:br|p|div|li|ul|ol|tr|h\d|table|dl|dd|dt|section)\b", re.IGNORECASE)
_CELL_TAG = pattern(r"</?(?:td|th)\b", re.IGNORECASE)
_RAISED = pattern(r"<su[pb]\b[^<>]{0,100}>\s*[\d*†‡+]{1,3}\s*</su[pb]>", re.IGNORECASE)


def without_html(text: str) -> str:
    """The text with tags and entities blanked out, as long as it was.

    >>> without_html("<b>Retinol</b><i>Aqua</i>").replace(chr(0), "").strip()
    'Retinol;Aqua'
    """
    from html import unescape

    def entity(match: re.Match[str]) -> str:
        sign = unescape(match[0])
        return (sign if len(sign) <= len(match[0]) else " ").ljust(len(match[0]), "\x00")

    def tags(match: re.Match[str]) -> str:
        return _between(match).ljust(len(match[0]), "\x00")

    def raised(match: re.Match[str]) -> str:
        return "\x00" * len(match[0])

    plain = _RAISED.sub(raised, text) if "<su" in text or "<SU" in text else text
    return _ENTITY.sub(entity, _TAGS.sub(tags, plain))


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
