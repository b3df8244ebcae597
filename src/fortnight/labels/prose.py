"""Whether a stretch of a label is a sentence for people and no name: marketing, advice, small print.

The words are `data/pack.toml`, in eight languages. A stretch is prose by the words that only sentences have, or where
nearly all of its words are words of the small print ("Uso externo", "Best before 24 months"). A column of a table that
tells what a name does in the product ("Solvent") is told apart from names here too.
"""

import re
from functools import cache, lru_cache

from fortnight.labels.folding import fold
from fortnight.labels.patterns import pattern
from fortnight.labels.scripts import has_other_letters, is_prose_abroad
from fortnight.sources import shipped

_SENTENCE = frozenset(
    {"the", "that", "may", "with", "your", "you", "is", "are", "be", "to", "for", "this", "our", "we", "it", "from"}
    | {"which", "when", "not", "than", "have", "has", "please", "while", "without", "does", "help", "helps", "skin"}
)
"""Words of which a sentence in English has many."""
_PROSE = pattern(rf"\b(?:{'|'.join(sorted(_SENTENCE))})\b", re.IGNORECASE)
_ASCII_WORD = pattern(r"\w+")
_WORD = pattern(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ADDRESS = pattern(r"\bwww\.|https?:|@\w|(?<=\w)\.(?:com|net|org|es|fr|de|it|pl|in|co\.uk)\b", re.IGNORECASE)
_TELEPHONE = pattern(r"[ -](?<=\b\d{3}[ -])\d{3}[ -]\d{4}\b")
_NEUTRAL = frozenset(
    [
        "de",
        "la",
        "y",
        "e",
        "et",
        "a",
        "à",
        "di",
        "i",
        "l",
        "d",
        "ml",
        "g",
        "cl",
        "oz",
        "kg",
        "mg",
        "and",
        "und",
        "w",
        "v",
    ]
)
_BRACKET = pattern(r"\s*\([^()]*\)?")
_FEW = 4
_MANY = 3
_ENOUGH = 0.6
_LONGEST_CELL = 160
_LONGEST_REMEMBERED = 400
_LONGEST_PRAISE = 1200
_FEWEST_OF_PRAISE = 12
_WORDS_TO_A_COMMA = 6
_MOST_TO_A_JOINT = 5


@cache
def _words() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """By language: the words that only sentences have, and those of the small print."""
    import tomllib

    tables = tomllib.loads(shipped("labels/data/pack.toml"))
    return tuple(
        (frozenset(joining.split()), frozenset(tables["telling"][language].split()))
        for language, joining in tables["joining"].items()
    )


def small_print_words() -> frozenset[str]:
    """All words of sentences and of the small print, in every language."""
    return frozenset(word for joining, telling in _words() for word in joining | telling)


IN_NAMES_TOO = frozenset(
    {"del", "della", "delle", "dei", "degli", "der", "die", "das", "una", "uno", "per", "par", "con", "com", "por"}
    | {"los", "las", "les", "und", "pour", "som", "det", "den"}
)
"""Words that join sentences and the words of long names as well: "extrait de fleur de la passion"."""


@cache
def joining_words() -> frozenset[str]:
    """The words of three letters and more that only sentences have, folded, in any language."""
    joining = {fold(word) for words, _ in _words() for word in words}
    return frozenset(word for word in joining if len(word) >= _MANY) - IN_NAMES_TOO


@cache
def _languages_of() -> dict[str, tuple[int, int]]:
    """By word: the languages, as bits, where only sentences have it, and those where it is of the small print."""
    words: dict[str, tuple[int, int]] = {}
    for place, (joining, telling) in enumerate(_words()):
        for word in joining | telling:
            joins, tells = words.get(word, (0, 0))
            bit = 1 << place
            words[word] = (joins | bit, tells) if word in joining else (joins, tells | bit)
    return words


@cache
def column_names() -> frozenset[str]:
    """What tables print beside a name, folded: what it does, the heads of columns."""
    import tomllib

    names = tomllib.loads(shipped("labels/data/pack.toml"))["columns"]["names"]
    return frozenset(fold(name) for name in names.split(";"))


def is_column(cell: str) -> bool:
    """Whether a cell of a table tells what a name does there, or is the head of a column.

    >>> is_column("Skin conditioning agent"), is_column("Glycerin")
    (True, False)
    """
    if len(cell) > _LONGEST_CELL and cell.isascii() and len("".join(cell.replace("\0", " ").split())) > _LONGEST_CELL:
        return False
    folded = _BRACKET.sub("", fold(cell.strip(" *.()"))).strip()
    return folded in column_names() or (
        len(folded) < 80 and all(part.strip() in column_names() for part in re.split(r"[,/;&]", folded))
    )


def looks_like_prose(stretch: str) -> bool:
    """Whether a stretch reads like a sentence and not like a name.

    >>> looks_like_prose("Please be aware that ingredient lists may change from time to time")
    True
    >>> looks_like_prose("Uso externo"), looks_like_prose("Camellia Sinensis Leaf Extract")
    (True, False)
    """
    return _is_prose(stretch) if len(stretch) <= _LONGEST_REMEMBERED else _is_prose.__wrapped__(stretch)


@lru_cache(maxsize=4096)
def _is_prose(stretch: str) -> bool:
    """The same; a line is asked several times, and packs repeat their small print."""
    if not stretch.isascii() and has_other_letters(stretch):
        return is_prose_abroad(stretch)
    words = len(stretch.split())
    if words >= 5 and _count_of_a_sentence(stretch) >= max(2, words // 6):
        return True
    return _is_small_print(stretch) or _tells_an_address(stretch)


def _tells_an_address(stretch: str) -> bool:
    """Whether an address of the web or of mail stands in a stretch, or a telephone number."""
    if ("." in stretch or ":" in stretch or "@" in stretch) and _ADDRESS.search(stretch):
        return True
    return _TELEPHONE.search(stretch) is not None


def praises(text: str) -> bool:
    """Whether a text is sentences about a product and no list: many words, few commas, many that join sentences.

    >>> praises("A serum that is made for your skin and that helps it to glow from the first day on, with retinol")
    True
    >>> praises("Aqua, Glycerin, Retinol")
    False
    """
    words = [fold(word) for word in _WORD.findall(text[:_LONGEST_PRAISE])]
    if len(words) < _FEWEST_OF_PRAISE or text.count(",") * _WORDS_TO_A_COMMA > len(words):
        return False
    joining = sum(word in joining_words() or word in IN_NAMES_TOO for word in words)
    return joining * _MOST_TO_A_JOINT >= len(words)


def _count_of_a_sentence(stretch: str) -> int:
    """How many words of a stretch are such as sentences have; plain letters are counted without the slow pattern."""
    if not stretch.isascii():
        return len(_PROSE.findall(stretch))
    return sum(map(_SENTENCE.__contains__, _ASCII_WORD.findall(stretch.lower())))


def _is_small_print(stretch: str) -> bool:
    """Whether the words of a stretch are those of the small print in one language."""
    words = [word for found in _WORD.findall(stretch[:600]) if (word := found.lower()) not in _NEUTRAL]
    flags = [bits for bits in map(_languages_of().get, words) if bits]
    count = len(words)
    enough, joining = _ENOUGH * count, max(3, count // 4)
    if not flags or len(flags) < (count if count <= _FEW else min(enough, joining)):
        return False
    for bit in (1 << place for place in range(len(_words()))):
        joined = sum(1 for joins, _ in flags if joins & bit)
        told = sum(1 for _, tells in flags if tells & bit)
        if count <= _FEW:
            if told and joined + told == count:
                return True
        elif (told and (joined or told >= _MANY) and joined + told >= enough) or joined >= joining:
            return True
    return False
