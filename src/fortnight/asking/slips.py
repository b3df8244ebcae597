"""Slips of the pen: which known words an unknown one is one or two letters away from.

Little words ("tomorow") are mended silently, since no answer hangs on them: so none of them may name a topic by itself
("lima" is a fruit too). A topic is only proposed, and where a word is as near to a topic as to a little word, it is
taken for a topic.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from fortnight.asking.lexicon import phrase_words, topic_words
from fortnight.asking.load import word_classes
from fortnight.asking.words import TypedWord
from fortnight.labels.vocabulary import vocabulary

_LEAST = 4
_LONG = 9
_NEAREST = 3


Words = tuple[TypedWord, ...]


def little_words_mended(words: Words, unknown: tuple[int, ...], beside: frozenset[int]) -> Words | None:
    """The text with its little words right, or None where there is no slip in one.

    Words at the places `beside` stand next to a topic, of which they might make another thing: there only a word of
    time is mended, since "table" is no slip of "able" in "coffee table".
    """
    fixed = {place: _nearest_little(words[place].plain, timely=place in beside) for place in unknown}
    if not any(fixed.values()):
        return None
    return tuple(_as(word, fixed.get(place) or "") for place, word in enumerate(words))


def topics_mended(words: Words, unknown: tuple[int, ...]) -> tuple[Words, ...]:
    """The texts that may be meant where a word of a topic has a slip, the likelier first."""
    nearest = {place: _nearest_topics(words[place].plain) for place in unknown}
    first = {place: words[0] for place, words in nearest.items() if words}
    others = [{**first, place: other} for place, words in nearest.items() for other in words[1:_NEAREST]]
    ways = [first, *others] if first else []
    return tuple(tuple(_as(word, way.get(place, "")) for place, word in enumerate(words)) for way in ways)


def _as(word: TypedWord, plain: str) -> TypedWord:
    return TypedWord(plain=plain, given=plain, ends=word.ends) if plain else word


@lru_cache(maxsize=4096)
def _nearest_little(word: str, *, timely: bool) -> str:
    far, nearest = _nearest(word, _of_classes("when") if timely else _little())
    if not nearest:
        return ""
    beside, topics = _nearest(word, _topics())
    return "" if topics and beside <= far else nearest[0]


@lru_cache(maxsize=4096)
def _nearest_topics(word: str) -> tuple[str, ...]:
    return _nearest(word, _topics())[1]


def _nearest(word: str, dictionary: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """The distance of the nearest words, and these words; no words where none is near enough."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    alike = _by_sound(dictionary).get(sound(word), ())
    if alike:
        return 0, alike
    if len(word) < _LEAST:
        return 0, ()
    cutoff = 2 if len(word) >= _LONG else 1
    near = extract(word, dictionary, scorer=OSA.distance, score_cutoff=cutoff, limit=None)
    # People rarely mistype the first letter; without this "nap" would be "cap".
    near = [match for match in near if match[0][0] == word[0]]
    if not near:
        return 0, ()
    least = int(min(score for _, score, _ in near))
    return least, tuple(other for other, score, _ in near if score == least)


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """How a word sounds in Spanish, in letters of our own: people write what they hear.

    >>> sound("serbesa") == sound("cerveza"), sound("plalla") == sound("playa")
    (True, True)
    """
    for letters, heard in _SOUNDS:
        word = letters.sub(heard, word)
    return word


_SOUNDS = tuple(
    (re.compile(letters), heard)
    for letters, heard in (
        (r"qu(?=[ei])|c(?=[aou]|[bcdfgklmnprstvz]|$)|q", "k"),
        (r"c(?=[eiy])|z|x", "s"),
        (r"(?<!c)h", ""),
        (r"v|w", "b"),
        (r"g(?=[ei])", "j"),
        (r"ll|y", "i"),
        (r"ni(?=[aeou])", "n"),
    )
)


@cache
def _by_sound(dictionary: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The words of a dictionary by their sound."""
    words: dict[str, tuple[str, ...]] = {}
    for word in dictionary:
        words[sound(word)] = (*words.get(sound(word), ()), word)
    return MappingProxyType(words)


def _little() -> tuple[str, ...]:
    return _of_classes("filler", "people", "occasion", "when", "amount", "face")


@cache
def _of_classes(*classes: str) -> tuple[str, ...]:
    words = {word for name in classes for spoken in word_classes()[name].values() for word in spoken}
    weak = frozenset().union(*word_classes()["weak"].values())
    return tuple(sorted(word for word in words - weak - topic_words() if len(word) >= _LEAST))


@cache
def _topics() -> tuple[str, ...]:
    """The words of topics, and the one-word names of ingredients that a rule speaks about."""
    named = {name for name, meaning in vocabulary().known.items() if meaning.cues and name.isalpha()}
    little = set(_little())
    return tuple(sorted(word for word in phrase_words() | named if len(word) > _LEAST and word not in little))
