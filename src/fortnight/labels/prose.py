"""Whether a stretch of a label is a sentence for people and no name: marketing, advice, small print.

The words are `data/pack.toml`, in eight languages. A stretch is prose by the words that only sentences have, or where
nearly all of its words are words of the small print ("Uso externo", "Best before 24 months"). A column of a table that
tells what a name does in the product ("Solvent") is told apart from names here too.
"""

import re
from functools import cache

from fortnight.labels.folding import fold
from fortnight.labels.patterns import pattern
from fortnight.labels.scripts import has_other_letters, is_prose_abroad
from fortnight.sources import shipped

_PROSE = pattern(
    r"\b(the|that|may|with|your|you|is|are|be|to|for|this|our|we|it|from|which|when|not|than|have|"
    r"has|please|while|without|does|helps?|skin)\b",
    re.IGNORECASE,
)
_WORD = pattern(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ADDRESS = pattern(
    r"\bwww\.|https?:|@\w|\b\w+\.(?:com|net|org|es|fr|de|it|pl|in|co\.uk)\b|\b\d{3}[ -]\d{3}[ -]\d{4}\b", re.IGNORECASE
)
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
_FEW = 4
_MANY = 3
_ENOUGH = 0.6


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
    folded = fold(cell.strip(" *()"))
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
    if not stretch.isascii() and has_other_letters(stretch):
        return is_prose_abroad(stretch)
    words = len(stretch.split())
    if words >= 5 and len(_PROSE.findall(stretch)) >= max(2, words // 6):
        return True
    return _is_small_print(stretch) or bool(_ADDRESS.search(stretch))


def _is_small_print(stretch: str) -> bool:
    words = [word for found in _WORD.findall(stretch[:600]) if (word := found.lower()) not in _NEUTRAL]
    if not words:
        return False
    for joining, telling in _words():
        joined = told = 0
        for word in words:
            if word in joining:
                joined += 1
            told += word in telling and word not in joining
        if len(words) <= _FEW:
            if told and joined + told == len(words):
                return True
        elif (told and (joined or told >= _MANY) and joined + told >= _ENOUGH * len(words)) or joined >= max(
            3, len(words) // 4
        ):
            return True
    return False
