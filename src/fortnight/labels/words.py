"""Mending single words of a built name: "lavendula augustifolia oil" is built of words one slip away.

Only words of the naming system are offered, only for words of six letters and more, and only when exactly one of
them is within one slip (two from nine letters).
"""

from functools import cache, lru_cache

from fortnight.labels.grammar import naming_words
from fortnight.labels.near_index import NearIndex
from fortnight.labels.nearest import camera_form, like_a_slip
from fortnight.labels.patterns import pattern
from fortnight.labels.vocabulary import vocabulary

_SHORTEST = 6
_TORN = pattern(r"[a-z][015689][a-z]|^[015689][a-z]{2}|[a-z]{2}[015689]$")
"""A word with a digit where a letter belongs: "fl0wer"."""


@cache
def _species() -> frozenset[str]:
    genera = naming_words().genera
    found: set[str] = set()
    for key in vocabulary().known:
        words = key.split()
        if len(words) > 1 and words[0] in genera:
            found.update(word for word in words[1:] if word.isalpha())
    return frozenset(found)


@cache
def _index() -> NearIndex:
    """The words of the naming system."""
    lists = naming_words()
    return NearIndex(sorted(lists.genera | lists.stems | lists.forms | lists.common | _species()), lambda _: 2)


@cache
def _seen() -> dict[str, str]:
    """The words of the naming system by what the camera may take them for."""
    lists = naming_words()
    return {
        camera_form(word): word for word in sorted(lists.genera | lists.stems | lists.forms | lists.common | _species())
    }


def mend_words(bare: str) -> str | None:
    """The name with its strange words mended, or None where a word has no clear neighbour."""
    words = bare.split(" ")
    if len(words) > 8:
        return None
    mended = []
    for word in words:
        right = _mend(word)
        if right is None:
            return None
        mended.append(right)
    return " ".join(mended)


@lru_cache(maxsize=4096)
def _mend(word: str) -> str | None:
    lists = naming_words()
    if not word.isalpha():
        return _seen().get(camera_form(word), word) if _TORN.search(word) else word
    if len(word) < _SHORTEST:
        return word
    if word in lists.genera or word in lists.stems or word in lists.forms or word in lists.common or word in _species():
        return word
    limit = 1 if len(word) < 9 else 2
    hits = sorted((distance, candidate) for candidate, distance in _index().near(word, limit))
    if not hits or (len(hits) > 1 and hits[1][0] == hits[0][0]):
        return None
    return hits[0][1] if like_a_slip(word, hits[0][1]) else None
