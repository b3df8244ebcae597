"""A text as it was printed where a camera wrote digits and bars for letters, or a line ended inside a name.

"Squa1ane", "0il", "Jug|ans Regia", "lngredients", "Ceteareth-2O", "Leaf" and on the next line "Extract". A letter takes
the place of a sign, so every place in the text stays the same. Whoever reads such a text only takes it where it shows
all that the text shows as it stands, and leaves less that nobody knows.
"""

import re
from functools import cache

from fortnight.labels.headings import BARE
from fortnight.labels.patterns import by_letter, pattern

_MISREAD = pattern(
    r"\|(?:(?=[^\W\d_|1])|(?!\|?\s*\n))(?<=[^\W\d_].)"
    r"|1(?:(?<=[^\W\d_].)(?=[^\W\d_|1])|(?<=[a-z].)(?=\s?[a-z]|\W|$)|(?<![\w|].)(?=[a-z]{3}))"
    r"|0(?:(?<=[^\W\d_].)(?=[^\W\d_])|(?<![\w.,-].)(?=[A-Z]?[a-z]{2}|[A-Z]{2})|(?<=[A-Za-z]{4}.)(?!\w))"
    r"|5(?=[a-z]{2})(?<=[a-z].)"
    r"|l(?=[bcdfghjkmnpqrstvwxz]\w)(?<![\w'’.-].)"
    r"|O(?:(?<=\d.)(?!\w)|(?<=-.)(?=\d))"
)
"""Each way begins with its sign and then looks back, so that a text is only asked where such a sign stands."""
_NUMBER = pattern(
    r"(?<=[A-Za-z]-)(?=[IlO\d]*[IlO])[IlO\d]{1,3}(?!\w)|(?<![\w.,-])(?=[IlO]*\d)(?=\d*[IlO])[IlO\d]{1,5}(?=\W|$)"
    r"|(?<=\bC)(?=[\dIlO-]*[IlO])[\dIlO]{1,2}-[\dIlO]{2}(?=\s)"
)
"""A number in which a camera saw letters: "PEG-IOO", "Poloxamer l84", "C1O-3O"."""
_DIGITS = str.maketrans("IlO", "110")
_ALIKE = str.maketrans({**dict.fromkeys("l1|!tfj", "i"), "0": "o", "q": "o", "5": "s", "c": "e", "8": "b"})
"""Small letters that a camera takes for each other, as one of them."""
_HEADS = (
    "drug facts active inactive ingredient ingredients purpose uses warnings directions other information questions "
    "medicinal contains water resistant minutes composition ingredientes ingredienti inhaltsstoffe bestandteile "
    "ingrédients skladniki składniki ingrediënten distributed manufactured"
)
"""Words of headings and of what stands around them on packs."""
_LETTERS = {"|": "l", "0": "o", "5": "s", "l": "I", "O": "0"}
_TORN = pattern(r"(?<=[^\W\d_)])[ \t]*\n[ \t]*(?=[^\W\d_(])")


def may_be_misread(text: str, places: list[tuple[int, int]]) -> bool:
    """Whether a sign stands in a text where a letter is likelier, or a letter where a digit is.

    Misread numbers and headings are only looked for at `places`, the stretches that nobody knows.
    """
    if _MISREAD.search(text) is not None:
        return True
    strange = "\n".join(text[start:end] for start, end in places)
    return _NUMBER.search(strange) is not None or _with_heads(strange) != strange


def with_letters(text: str) -> str:
    """The text with letters for the signs that a camera took them for, as long as it was.

    >>> with_letters("Squa1ane, Jug|ans Regia 0il, Ceteareth-2O, PEG-100, lnulin")
    'Squalane, Juglans Regia Oil, Ceteareth-20, PEG-100, Inulin'
    >>> with_letters("Actlve lngredlents, PEG-IOO Stearate, Poloxamer l84, Polysorbate 2O")
    'Active ingredients, PEG-100 Stearate, Poloxamer 184, Polysorbate 20'
    """
    numbered = _NUMBER.sub(lambda number: number[0].translate(_DIGITS), _with_heads(text))
    return _MISREAD.sub(_letter, numbered)


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, str]]:
    """What reads as a word of a heading, and these words, by their letters where alike ones are the same."""
    alike = {word.translate(_ALIKE): word for word in _HEADS.split()}
    of_one: dict[str, str] = {}
    for code, letter in _ALIKE.items():
        of_one[letter] = of_one.get(letter, letter) + chr(code)
    words = ("".join(f"[{of_one[sign]}]" if sign in of_one else sign for sign in word) for word in alike)
    return re.compile(rf"(?<![^\W_])(?:{by_letter(sorted(words))})(?![^\W_])", re.IGNORECASE), alike


def _with_heads(text: str) -> str:
    """The text with the words of headings that a camera misread: "Actlve lngredlents"."""
    return _heads()[0].sub(_head, text)


def _head(word: re.Match[str]) -> str:
    lower = word[0].lower()
    head = _heads()[1].get(lower.translate(_ALIKE)) if len(lower) == len(word[0]) else None
    if head is None or head == lower:
        return word[0]
    return head.upper() if word[0][-2:].isupper() else head.title() if not word[0][0].islower() else head


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
