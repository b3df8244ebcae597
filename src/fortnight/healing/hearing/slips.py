"""How a word may be meant: itself, without a letter too many, as it is spelt in chats, with one slip mended.

A slip is one letter too many, too few, wrong, or two that changed places; the first letter is taken as right, and only
words of five letters and more are mended, when neither the concepts nor ordinary language (data/hearing/ordinary.txt)
know them: "swolln" is swollen, "never" stays what it is.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from fortnight.healing.hearing.lexicon import known_stems, known_words, knows
from fortnight.healing.hearing.numbers import word_tables
from fortnight.sources import shipped

_ORDINARY = "healing/data/hearing/ordinary.txt"
_SHORTEST = 5
_SHORTEST_STEM = 6


@lru_cache(maxsize=20_000)
def spellings(word: str) -> tuple[str, ...]:
    """The ways to read a folded word, itself first.

    >>> spellings("blistrs"), spellings("never")
    (('blistrs', 'blisters', 'blister'), ('never',))
    """
    readings = {word: None}
    chat = word_tables()["chat"].get(word)
    if chat:
        readings[chat] = None
    single = _single(word)
    if single != word and knows(single):
        readings[single] = None
    if len(readings) == 1 and _may_be_a_slip(word):
        readings.update(dict.fromkeys(_corrected(word)))
    return tuple(readings)


def _single(word: str) -> str:
    """The word with every doubled letter at its end, or drawn out, written once: "painn", "feverr"."""
    return "".join(letter for at, letter in enumerate(word) if at == 0 or letter != word[at - 1])


def _may_be_a_slip(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha() and not knows(word) and word not in ordinary()


@cache
def ordinary() -> frozenset[str]:
    """Words of everyday language that are no slip of a word of danger."""
    return frozenset(shipped(_ORDINARY).split())


def _corrected(word: str) -> tuple[str, ...]:
    near = _near(word, _shortened_words())
    for size in range(_SHORTEST_STEM, min(len(word), 10) + 1):
        near += [candidate for candidate in _near(word[:size], _shortened_stems()) if candidate not in near]
    return tuple(near[:3])


def _near(word: str, shortened: Mapping[str, tuple[str, ...]]) -> list[str]:
    keys = (word, *_deletions(word))
    candidates = dict.fromkeys(candidate for key in keys for candidate in shortened.get(key, ()))
    return [candidate for candidate in candidates if candidate[0] == word[0] and _one_slip(candidate, word)]


def _one_slip(word: str, other: str) -> bool:
    """Whether two words differ by one letter added, left out or changed, or by two neighbours that were swapped."""
    short, long = sorted((word, other), key=len)
    at = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    if len(short) < len(long):
        return len(long) - len(short) == 1 and short[at:] == long[at + 1 :]
    swapped = short[:at] + short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long


def _deletions(word: str) -> tuple[str, ...]:
    return tuple(word[:at] + word[at + 1 :] for at in range(1, len(word)))


@cache
def _shortened_words() -> Mapping[str, tuple[str, ...]]:
    return _shortened(known_words(), _SHORTEST)


@cache
def _shortened_stems() -> Mapping[str, tuple[str, ...]]:
    return _shortened(known_stems(), _SHORTEST_STEM)


def _shortened(words: frozenset[str], shortest: int) -> Mapping[str, tuple[str, ...]]:
    shortened: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) >= shortest and word.isalpha():
            for key in (word, *_deletions(word)):
                shortened.setdefault(key, []).append(word)
    return MappingProxyType({key: tuple(values) for key, values in shortened.items()})
