"""What stands beside the names: letters that stand apart, notes that hang on a sign, who made the product.

Each is looked for in the whole of a text. Nearly no text bears one, and its pieces come again in other labels, so the
pieces of a text that bears none are remembered.
"""

from fortnight.labels.footnotes import without_footnotes
from fortnight.labels.imprint import may_tell_its_maker
from fortnight.labels.spaced import SPACED

_MOST = 40_000
_plain: set[str] = set()
"""What stood between two commas of a text that bears no aside."""


def bears_no_aside(text: str) -> bool:
    """Whether nothing of a text stands beside its names. What was met before is not asked again."""
    pieces = text.split(",")
    if _plain.issuperset(pieces):
        return True
    if SPACED.search(text) or may_tell_its_maker(text) or without_footnotes(text) != text:
        return False
    if len(_plain) > _MOST:
        _plain.clear()
    _plain.update(pieces)
    return True
