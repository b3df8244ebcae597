"""A text as it was printed where a camera wrote digits and bars for letters, or a line ended inside a name.

"Squa1ane", "0il", "Jug|ans Regia", "lngredients", "Ceteareth-2O", "Leaf" and on the next line "Extract". A letter takes
the place of a sign, so every place in the text stays the same. Whoever reads such a text only takes it where it shows
all that the text shows as it stands, and leaves less that nobody knows.
"""

import re

from fortnight.labels.headings import BARE
from fortnight.labels.patterns import pattern

_MISREAD = pattern(
    r"(?<=[^\W\d_])[|1](?=[^\W\d_|1])|(?<=[^\W\d_])\|(?!\|?\s*\n)|(?<=[a-z])1(?=\s?[a-z]|\W|$)"
    r"|(?<![\w|])1(?=[a-z]{3})|(?<=[^\W\d_])0(?=[^\W\d_])|(?<![\w.,-])0(?=[A-Z]?[a-z]{2}|[A-Z]{2})|(?<=[A-Za-z]{4})0(?!\w)"
    r"|(?<=[a-z])5(?=[a-z]{2})|(?<![\w'’.-])l(?=[bcdfghjkmnpqrstvwxz]\w)|(?<=\d)O(?!\w)|(?<=-)O(?=\d)"
)
_LETTERS = {"|": "l", "0": "o", "5": "s", "l": "I", "O": "0"}
_TORN = pattern(r"(?<=[^\W\d_)])[ \t]*\n[ \t]*(?=[^\W\d_(])")


def may_be_misread(text: str) -> bool:
    """Whether a sign stands in a text where a letter is likelier, or a letter where a digit is."""
    return _MISREAD.search(text) is not None


def with_letters(text: str) -> str:
    """The text with letters for the signs that a camera took them for, as long as it was.

    >>> with_letters("Squa1ane, Jug|ans Regia 0il, Ceteareth-2O, PEG-100, lnulin")
    'Squalane, Juglans Regia Oil, Ceteareth-20, PEG-100, Inulin'
    """
    return _MISREAD.sub(_letter, text)


def _letter(sign: re.Match[str]) -> str:
    work, at = sign.string, sign.start()
    upper = work[at - 1 : at].isupper() if at and work[at - 1].isalpha() else work[at + 1 : at + 2].isupper()
    if sign[0] == "1":
        return "I" if upper else "l"
    if sign[0] == "0":
        return "O" if upper or not (at and work[at - 1].isalpha()) else "o"
    return _LETTERS[sign[0]]


def with_lines_joined(text: str, places: list[tuple[int, int]]) -> str:
    r"""The text with blanks for the ends of lines that touch a place and stand between words, as long as it was.

    A line that begins as the heading of a list does stays a line.

    >>> with_lines_joined("Rosemary Leaf\nExtract, BHT", [(0, 13)])
    'Rosemary Leaf Extract, BHT'
    """

    def joined(line: re.Match[str]) -> str:
        near = any(start <= line.end() and end >= line.start() for start, end in places)
        return line[0] if not near or BARE.match(line.string, line.end()) else line[0].replace("\n", " ")

    return _TORN.sub(joined, text) if "\n" in text else text
