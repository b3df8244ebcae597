"""How much of a name stands beside it: decimal commas, the parts of a formula of 100, the slashes of a prescription.

Each is an edit of the text that keeps its length: a comma inside a number parts no names, an amount in a formula of 100
parts is as good as a percentage.
"""

import re
from collections.abc import Iterator

from fortnight.labels.patterns import pattern

Edit = tuple[int, int, str]
"""What is put in place of a span of the text."""
DECIMAL = pattern(
    r",(?<=\d,)(?=\d{1,3}\s?(?:%|g\b|mg\b|ml\b|Teile|T\.|parts|partes|parti|części|parties|w/w))"
    r"|,(?:(?<=\s\d,)|(?<=\s\d\d,)|(?<=\s\d{3},))(?=\d{1,2}\s{0,3}(?:[/;|\n]|$|Ch\.))"
)
_UNIT = r"(?:g|Teile|Teilen|parts by weight|parts|partes|parti|części|parties)\b"
_ENDS = r"(?=\s*(?:[;,\n]|\.(?:\s|$)|$)|\s+/\s|\s+(?:pao|lot|exp|mhd|m\.? ?f\.? )\b)"
_SLASH = pattern(r"(?<=\d[.,]\d)\s/(?=\s)|(?<=\d[.,]\d\d)\s/(?=\s)")
"""What parts the names of a prescription, each behind its amount: "Cetylalkohol 6,0 / Propylenglycol 10,0"."""
_OF_100 = pattern(
    rf"(?:(?<=[^\W\d][ )])|(?<=% ))(?P<number>\d{{1,3}})(?:[.,]\d{{1,2}}\s?(?:{_UNIT})?{_ENDS}|\s(?:{_UNIT}){_ENDS}|"
    rf"(?:[.,]\d{{1,2}})?\s?g\s?(?:/|per|pour|por|pro|in|su|na)\s?100\s?(?:g|ml)\b)",
    re.IGNORECASE | re.MULTILINE,
)
"""An amount in a formula of 100 parts ("25,5 g", "7,0", "6 Teile"): as good as a percentage."""
_NUMBER = pattern(r"\d(?:[.,]\d{1,3}(?![\d-])| ?g\b| (?:[Tt]eil|part|cz))")
_NUMBER_GOES_ON = pattern(r"\d{1,3}(?![\d-])")
"""What may be the half of such a number, behind the comma that parts it."""


def holds_amount(part: str) -> bool:
    """Whether an amount may stand in a part of a piece, or the half of one behind the comma that parts it."""
    return bool(_NUMBER.search(part) or _NUMBER_GOES_ON.match(part))


def amounts_in(work: str) -> Iterator[Edit]:
    """Decimal points for commas, and percentages for the parts of a formula of 100."""
    if not _NUMBER.search(work):
        return
    for comma in DECIMAL.finditer(work):
        yield comma.start(), comma.end(), "."
    for slash in _SLASH.finditer(work):
        yield slash.start(), slash.end(), ";"
    for match in _OF_100.finditer(work):
        yield match.start(), match.end(), f"{max(1, int(match['number']))}%"
