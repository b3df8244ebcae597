"""Water in Indonesian and Malay is "air", which is something else on every other label.

It is water where the heading of the list or another name of it is Indonesian or Malay; anywhere else it stays a name
that nobody knows.
"""

import re

from fortnight.labels.patterns import pattern

_AIR = pattern(r"(^|[,;:\n]\s{0,3})air(?=\s{0,3}(?:[,;.(/\n]|$))", re.IGNORECASE)
_MALAY = pattern(
    r"(?<![^\W\d_])(?:komposisi|kandungan|bahan|bahan-bahan|ramuan|gliserin|minyak|ekstrak|asam|asid|setil|setearil"
    r"|dimetikon|fenoksietanol|pewangi|pantenol|niasinamida|alkohol setil|natrium hialuronat)(?![^\W\d_])"
)


def may_be_malay_water(piece: str) -> bool:
    """A quick no before the question whether a piece between two commas is water in Malay."""
    return piece[-3:].lower() == "air"


def with_malay_water(work: str) -> str:
    """The text with "Air" as "Eau", which every list knows, where the list is Indonesian or Malay; as long as it was.

    >>> with_malay_water("Komposisi: Air, Gliserin"), with_malay_water("Air, Glycerin")
    ('Komposisi: Eau, Gliserin', 'Air, Glycerin')
    """
    return _AIR.sub(r"\1Eau", work) if _MALAY.search(work.lower()) else work
