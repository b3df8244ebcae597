"""Whether what stands between two commas behind a list is a firm, a town or a region: where a product was made.

Imprints begin with a maker's words or with the form of a firm (`imprint`). Packs as often print no more than "Tarn
Labs, London" or "Tarn CDMO, Dallas TX". A piece counts here only as a whole: a town or a region of `data/places.toml`
alone, with its letters or its postcode; a few words that end or begin as the names of firms do. No name of a list is
a town.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from fortnight.labels.accents import without_accents
from fortnight.labels.patterns import by_letter, pattern
from fortnight.sources import shipped

_EDGES = " \t\r\n\x00.*-–—()[]®™©|:'\""
_CODE = (
    r"\b(?:\d{4,6}(?:-\d{3,4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d{1,2}[A-Z]?)"
    r"(?!\w)(?! \d)"
)
"""A postcode of digits, of the United Kingdom (whole, or of a district alone) or of Canada."""
_MISREAD_CODE = r"[A-Z]{1,2}(?=\S*\d|\S* \S*\d)[\dIOl][A-Z\dIOl]? [\dIOl][A-Z]{2}"
"""The same of the United Kingdom as a camera wrote it: "KTI3 OXP"."""
_REACHED = pattern(r"\s*(?:https?://|www\.)\S+|\s*[^\s@]{1,64}@\S+")
_AMOUNT = pattern(r"[\s,]+[\dOIl]+(?:[.,]\d+)?\s?(?:m[lI1]|g|fl\.? ?oz|oz)\b\.?\s*[e℮]?\s*$")
_BY = pattern(r"^(?:by|from|von|de|di|da|par|por)\s+")
_SIGNS = ",;\n|•"
_TITLE = r"(?:[A-ZÀ-Þ0-9][\w'’&.+-]*|&|and|und|et|e|y|de|la|of|the)"
_LONGEST = 80
_LONGEST_PIECE = 400
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """The words of `places.toml`, compiled: those of a piece in lower case, those of a piece as it is printed."""

    place: re.Pattern[str]
    coded: re.Pattern[str]
    coded_letters: re.Pattern[str]
    letters: re.Pattern[str]
    firm: re.Pattern[str]


@cache
def _places() -> _Places:
    import tomllib

    tables = tomllib.loads(shipped("labels/data/places.toml"))
    names = [
        name
        for key in ("towns", "regions", "countries")
        for line in tables[key].splitlines()
        for name in line.split(";")
    ]
    place = f"(?:{by_letter(re.escape(name) for name in sorted(filter(None, names), key=len, reverse=True))})"
    letters = "|".join(tables["letters"]["alone"].split())
    trades, fronts = (f"(?i:{'|'.join(tables['firms'][key].split())})" for key in ("trades", "fronts"))
    words = rf"{_TITLE}(?:\s+{_TITLE}){{0,3}}"
    return _Places(
        place=re.compile(rf"(?:{place}|(?:in|at|near) {place})(?:[\s,/–-]+{place})*"),
        coded=re.compile(rf"(?:{_CODE}|{_MISREAD_CODE})"),
        coded_letters=re.compile(rf"(?:{words}\s+)?(?:{letters})\s+(?:{_CODE})"),
        letters=re.compile(rf"(?:{words}\s+)?(?:{letters})"),
        firm=re.compile(rf"{words}\s+{trades}(?:\s+{words})?|{fronts}\.?\s+{words}"),
    )


@lru_cache(maxsize=4096)
def is_place(piece: str) -> bool:
    """Whether a piece is nothing but a town or a region, with what belongs to it.

    >>> is_place("Surrey GU1 4AF 50 ml"), is_place("Dallas TX"), is_place("Tarnville MN")
    (True, True, False)
    """
    words = _bare(piece)
    if not 1 < len(words) <= _LONGEST:
        return False
    places = _places()
    if places.coded_letters.fullmatch(words):
        return True
    code = places.coded.search(words)
    left = f"{words[: code.start()]} {words[code.end() :]}" if code else words
    if not code and places.letters.fullmatch(words):
        left = words.rsplit(" ", 1)[0]
    return places.place.fullmatch(without_accents(" ".join(left.split()).strip(_EDGES))) is not None


@lru_cache(maxsize=4096)
def is_firm(piece: str) -> bool:
    """Whether a piece is the name of a firm by the words that it ends or begins with.

    >>> is_firm("Tarn Labs"), is_firm("Maison Tarn"), is_firm("Tarn Complex")
    (True, True, False)
    """
    words = _bare(piece)
    return len(words) <= _LONGEST and _places().firm.fullmatch(words) is not None


def _bare(piece: str) -> str:
    """A piece without its edges, an amount and an address of the web behind it; a long one is no address at all."""
    if len(piece) > _LONGEST_PIECE:
        return piece
    return _AMOUNT.sub("", _REACHED.sub("", piece)).strip(_EDGES)


def without_places(words: str) -> str:
    """Words with the pieces that are places blanked out, and the towns with the letters of their state beside them.

    >>> without_places("Tarn Labs, Abilene TX 79601, London").split()
    ['Tarn', 'Labs,', ',']
    """
    edges = [at for at, sign in enumerate(words) if sign in _SIGNS]
    for begin, end in pairwise([-1, *edges, len(words)]):
        piece = words[begin + 1 : end]
        if is_place(piece) or goes_on_from_an_address(piece):
            words = words[: begin + 1] + " " * len(piece) + words[end:]
    return words


def goes_on_from_an_address(piece: str) -> bool:
    """Whether a piece beside a firm or a town is a town with the letters of its state: "Tarnville MN".

    >>> goes_on_from_an_address("Tarnville MN"), goes_on_from_an_address("Tarnville")
    (True, False)
    """
    return _places().letters.fullmatch(piece.strip(_EDGES)) is not None


def ends_in_a_place(piece: str) -> bool:
    """Whether up to three capitalised words and a town or region stand there: "Tarn Hamburg", "by Tarn Paris".

    >>> ends_in_a_place("Tarn Hamburg"), ends_in_a_place("Tarn Complex"), ends_in_a_place("Hamburg")
    (True, False, True)
    """
    words = _BY.sub("", piece.strip(_EDGES)).split()
    if not 0 < len(words) <= _MOST_WORDS or not all(word[0].isupper() or word[0].isdigit() for word in words):
        return False
    return any(is_place(" ".join(words[first:])) for first in range(len(words)))
