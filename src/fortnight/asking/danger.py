"""What must not wait, heard before anything else is read: the one place where this package asks for signs.

Three things are left out, because here it is known what was asked. A list of ingredients is not heard, only what is
said around it. Words that name something to do or to use tell of no sign by themselves: "an electric razor",
"cooking". And what is heard by likeness alone is none where the text is understood as a question about something else.
A word of danger outside of what is asked about is never taken back.
"""

import re

from fortnight.asking.grammar import parse
from fortnight.asking.lexicon import classes_of
from fortnight.asking.model import Sense, Understanding
from fortnight.asking.words import Word, words_of
from fortnight.healing.hearing import Heard, hear

_SURE_BESIDE = {Sense.ACTIVITY: 0.95, Sense.MEDICINE: 0.95, Sense.GENERAL: 0.95, Sense.FEELING: 0.8}
"""How sure what is heard by likeness alone has to be where the text is understood as something else."""
_FEW = 2
_NAME = 4
_WONDERS = frozenset({"why", "normal", "usual", "supposed", "por"})
_PARTS = re.compile(r"[,;:\n•|]")
_ONESELF = frozenset({"i", "im", "ive", "my", "me", "we", "it", "she", "he", "mi", "se", "yo", "tengo", "tiene", "le"})


def danger_in(text: str, words: tuple[Word, ...], meant: Understanding) -> Heard:
    """What a text tells that must not wait: the signs, the most urgent first. Never raises for what people write."""
    heard = hear(_talk_in(text) if meant.sense is Sense.LABEL else text)
    if not heard.signs or meant.sense not in _SURE_BESIDE:
        return heard
    by_likeness = not heard.because and heard.sure < _SURE_BESIDE[meant.sense]
    if by_likeness:
        return Heard() if _asks(words) else heard
    return Heard() if meant.sense is not Sense.FEELING and _only_named(heard, words) else heard


def _asks(words: tuple[Word, ...]) -> bool:
    """Whether leave is asked for something, or only something named; who tells what happened is heard out."""
    return len(words) <= _NAME or any("ask" in classes_of(word.plain) or word.plain in _WONDERS for word in words)


def _only_named(heard: Heard, words: tuple[Word, ...]) -> bool:
    """Whether all words of danger stand in one phrase that names something to do or a product, exactly."""
    told = {word.plain for because in heard.because for word in words_of(because.words)}
    topics = (topic for topic in parse(words).topics if topic.exact and not topic.felt)
    return bool(told) and any(told <= {word.plain for word in words[topic.start : topic.end]} for topic in topics)


def _talk_in(text: str) -> str:
    """What somebody says around a list of ingredients; the names of a list tell of no sign, however they sound."""
    parts = (part for part in _PARTS.split(text) if part.strip())
    return ". ".join(part for part in parts if _is_talk(words_of(part)))


def _is_talk(words: tuple[Word, ...]) -> bool:
    little = {word.plain for word in words if "filler" in classes_of(word.plain)}
    return len(little) >= _FEW and not little.isdisjoint(_ONESELF)
