"""Marks of a pack between and around names: amounts, lots, dates, countries, addresses, "Voir boîte", "PAO 12M".

They are blanked out in place before a text is laid out, so that no mark is ever taken for a name that nobody knows.
Nothing vanishes: `left_out` works on the text as it was printed, and a mark that tells of something that restricts
makes the label doubtful there. What is a mark is `data/pack.toml`; here a decimal comma becomes a decimal point too,
since "25,5 g" is one number and no place to cut.
"""

import re
import unicodedata
from functools import cache

from fortnight.labels.folding import fold
from fortnight.labels.patterns import pattern
from fortnight.labels.vocabulary import vocabulary
from fortnight.sources import shipped

_DECIMAL = pattern(
    r"(?<=\d),(?=\d{1,3}\s?(?:%|g\b|mg\b|ml\b|Teile|T\.|parts|partes|parti|części|parties|w/w|[;)]|$))", re.MULTILINE
)
_ALSO = pattern(
    r"[.,;]?\s*\b(?:also contains|autres composants|contiene también|enthält auch|also|plus)"
    r"\s*(?:\([^()\n]{0,40}\))?\s*:",
    re.IGNORECASE,
)
_NONE = pattern(r"\b(?:inactive|other) ingredients?\s*:?\s*none\b", re.IGNORECASE)
_ACTIVE = pattern(r"(?:^|(?<=\n))\s*active ?ingredients?\s*:?|\bpurpose\s*:?\s*skin protectant\b", re.IGNORECASE)
_PER = pattern(r"\bper \d+ ?(?:g|ml|mg)\b(?=\s*:)", re.IGNORECASE)
_GLUED = pattern(r"(?<=[a-z\d)%])(?:Inactive|Active|Other) ?Ingredients?:?")
_UNIT = r"(?:g|Teile|Teilen|parts by weight|parts|partes|parti|części|parties)\b"
_ENDS = r"(?=\s*(?:[;,\n]|\.?$))"
_OF_100 = pattern(
    rf"(?<=[^\W\d][ )])(?P<number>\d{{1,3}})(?:[.,]\d{{1,2}}\s?(?:{_UNIT})?|\s(?:{_UNIT})){_ENDS}",
    re.IGNORECASE | re.MULTILINE,
)
"""An amount in a formula of 100 parts ("25,5 g", "7,0", "6 Teile"): as good as a percentage."""
_HINT = pattern(r"\d|\n|[.:;]\s?\S|\bmade\b|\bnone\b|\(|℮", re.IGNORECASE)
_EDGES = " \t\x00.-*"
_LONGEST = 90
_SHORT_TEXT = 24_000


@cache
def _marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is a mark between two signs, and the purposes in brackets."""
    import tomllib

    table = tomllib.loads(shipped("labels/data/pack.toml"))["marks"]
    words, codes, lines = (
        "|".join(line for line in table[key].splitlines() if line) for key in ("words", "codes", "lines")
    )
    code = (
        rf"(?:{codes})(?:\s?(?:no|nr|n|num|number|date|rs|inr))?"
        r"(?:[\s.:°º#/-]+[a-z]{0,4}|[a-z]{0,2})[ -]?\d[\w./-]*"
        r"(?: ?(?:m|months|ml|g|oz|mois|meses|mesi|monate|e)\b)?(?: ?e\b)?"
    )
    mark = rf"(?:{words})[^,.;\n|•]{{0,{_LONGEST}}}|(?:{code})|(?:{lines})"
    several = re.compile(rf"(?:(?:{mark})(?:[\s/|-]+|$))+")
    purposes = "|".join(re.escape(purpose.strip()) for purpose in table["purpose"].split(";"))
    return several, re.compile(rf"\(\s*(?:{purposes})\s*\)", re.IGNORECASE)


_PIECE = pattern(r"[^,;\n|•]+")
_TAIL = pattern(
    r"(?:\s|^|[.,;])\s*((?:pao|p\.a\.o\.|lote?|lotto|exp|mhd|batch|ndc|aust [lr])\b[\s.:]*[\w/.-]*\d[\w/.-]*)\s*$",
    re.IGNORECASE,
)
_SENTENCE = pattern(r"(?<=[^\d\W]|[)%])\.\s+(?=\S)|(?<=\d)\.\s+(?=[A-ZÀ-Ż])")


def without_marks(work: str) -> str:
    """The text with the marks of the pack blanked out, as long as it was.

    >>> without_marks("Aqua, Glycerin. Made in Italy").rstrip()
    'Aqua, Glycerin.'
    >>> without_marks("Weißes Vaselin 25,5 g")
    'Weißes Vaselin 25.5 g'
    """
    if len(work) > _SHORT_TEXT or not _HINT.search(work):
        return work
    signs = list(_DECIMAL.sub(".", work))
    _amounts(work, signs)
    _declarations(work, signs)
    plain = _plain(work)
    for piece in _PIECE.finditer(plain):
        for start, end in _in_piece(plain, piece.start(), piece.end()):
            _blank(signs, start, end)
    return "".join(signs)


def _amounts(work: str, signs: list[str]) -> None:
    for match in _OF_100.finditer(work):
        number = match["number"]
        _blank(signs, match.start(), match.end())
        signs[match.start() : match.start() + len(number) + 1] = f"{number}%"


def _declarations(work: str, signs: list[str]) -> None:
    """What a drug is declared with and that is no name: its purpose, "per 100 g", glued and empty headings."""
    gone = [match.span() for expression in (_PER, _NONE, _marks()[1]) for match in expression.finditer(work)]
    commas = [match.span() for expression in (_ALSO, _GLUED) for match in expression.finditer(work)]
    if _GLUED.search(work) or _NONE.search(work):
        gone += [match.span() for match in _ACTIVE.finditer(work)]
    for start, end in gone:
        _blank(signs, start, end)
    for start, end in commas:
        _blank(signs, start, end, first=";")


def _blank(signs: list[str], start: int, end: int, *, first: str = " ") -> None:
    for at in range(start, end):
        if signs[at] != "\n":
            signs[at] = " "
    signs[start] = first if first != " " else signs[start]


def _plain(work: str) -> str:
    """Small letters without accents, each at its own place."""
    lower = work.lower()
    if len(lower) != len(work):
        lower = work
    if lower.isascii():
        return lower
    return "".join(sign if sign.isascii() else _letter(sign) for sign in lower)


@cache
def _letter(sign: str) -> str:
    if sign in "ł℮":
        return "l" if sign == "ł" else "e"
    return unicodedata.normalize("NFKD", sign)[:1] or sign


def _is_name(piece: str) -> bool:
    """A name that we know never is a mark, however much it looks like an address."""
    return fold(piece) in vocabulary().known


def _in_piece(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """The marks of what stands between two signs: each sentence that is one, and a code at the end."""
    piece = plain[start:end]
    first, last = start + len(piece) - len(piece.lstrip(_EDGES)), start + len(piece.rstrip(_EDGES))
    if first < last and _marks()[0].fullmatch(plain, first, last) and not _is_name(plain[first:last]):
        return [(first, last)]
    spans = []
    at = start
    for stop in [*(match.start() + 1 for match in _SENTENCE.finditer(plain, start, end)), end]:
        begin = at + len(plain[at:stop]) - len(plain[at:stop].lstrip(_EDGES))
        last = at + len(plain[at:stop].rstrip(_EDGES))
        if begin < last and _marks()[0].fullmatch(plain, begin, last) and not _is_name(plain[begin:last]):
            spans.append((begin, last))
        elif begin < last and (tail := _TAIL.search(plain, begin, last)):
            spans.append((tail.start(1), last))
        at = stop
    return spans
