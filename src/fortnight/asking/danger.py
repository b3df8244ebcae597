"""What must not wait, heard before anything else is read: the one place where this package asks for signs.

Three things are left out, because here it is known what was asked. A list of ingredients is not heard, only what is
said around it. Words that name something to do or to use, and figures of speech, tell of no sign by themselves: "an
electric razor", "raw honey", "I am going mad waiting". And what is heard by likeness alone, without one word of danger,
is none where the text is understood as something else, or is short. A word of danger outside of what is asked about is
never taken back.
"""

import re

from fortnight.asking.grammar import spans_of_names
from fortnight.asking.lexicon import classes_of
from fortnight.asking.model import Sense, Understanding
from fortnight.asking.words import TypedWord, words_of
from fortnight.healing.hearing import Heard, hear

_SURE_ASKED = 0.8
"""How sure what is heard by likeness alone has to be where leave is asked for something else."""
_SURE_TOLD = 0.6
"""The same where it is only named or told."""
_SURE_FELT = 0.8
"""The same where somebody tells what they feel."""
_SURE_PLAIN = 0.97
"""The same where no word of the text speaks of harm, and it is understood as something else."""
_SURE_SHORT = 0.85
"""The same where no word speaks of harm, and nothing else is understood."""
_FEW = 2
_NAME = 4
_WONDERS = frozenset({"why", "normal", "usual", "supposed", "por"})
_CAME_UP = frozenset({"salieron", "salio", "salen", "sale", "salido"})
"""These always tell of skin: no product comes up on anybody."""
_HAS = _CAME_UP | {"have", "has", "got", "tengo", "tiene", "tienen", "hay"}
"""With a part of the face, these tell of skin and not of a product: "ampollas" are blisters, or ampoules."""
_PARTS = re.compile(r"[,;:\n•|]")
_ONESELF = frozenset({"i", "im", "ive", "my", "me", "we", "it", "she", "he", "mi", "se", "yo", "tengo", "tiene", "le"})


def danger_in(text: str, words: tuple[TypedWord, ...], meant: Understanding) -> Heard:
    """What a text tells that must not wait: the signs, the most urgent first. Never raises for what people write."""
    heard = hear(_talk_in(text) if meant.sense is Sense.LABEL else text)
    if meant.sense is Sense.LABEL:
        return heard
    if not heard.signs:
        return Heard() if _asks_nothing(heard, words, meant) else heard
    if heard.because:
        return Heard() if _only_named(heard, words) else heard
    return heard if heard.sure >= _sure_enough(words, meant) else Heard()


def _asks_nothing(heard: Heard, words: tuple[TypedWord, ...], meant: Understanding) -> bool:
    """Whether to skip the question about signs: an activity or a product is understood, and no word speaks of harm."""
    about_harm = meant.sense in (Sense.UNKNOWN, Sense.FEELING) or any(
        "harm" in classes_of(word.plain) for word in words
    )
    return bool(heard.ask) and not about_harm


def _sure_enough(words: tuple[TypedWord, ...], meant: Understanding) -> float:
    """How sure what is heard by likeness alone has to be in such a text."""
    understood = meant.topic is not None or bool(meant.choices)
    if not any("harm" in classes_of(word.plain) for word in words):
        return _SURE_PLAIN if understood else _SURE_SHORT
    if not understood:
        return 0
    if meant.sense is Sense.FEELING:
        return _SURE_FELT
    return _SURE_ASKED if _asks(words) else _SURE_TOLD


def _asks(words: tuple[TypedWord, ...]) -> bool:
    """Whether leave is asked for something, or only something named; who tells what happened is heard out."""
    return len(words) <= _NAME or any("ask" in classes_of(word.plain) or word.plain in _WONDERS for word in words)


def _only_named(heard: Heard, words: tuple[TypedWord, ...]) -> bool:
    """Whether all words of danger are in one phrase that names an activity, a product or food."""
    if _tells_of_skin(words):
        return False
    danger_words = {word.plain for because in heard.because for word in words_of(because.words)}
    named = [({word.plain for word in words[start:end]}, of_food) for start, end, of_food in spans_of_names(words)]
    food = {word for names, of_food in named if of_food for word in names}
    return bool(danger_words) and (danger_words <= food or any(danger_words <= names for names, _ in named))


def _tells_of_skin(words: tuple[TypedWord, ...]) -> bool:
    """Whether somebody says what they have on their face, or what came up on them, and asks no leave."""
    has = any(word.plain in _HAS for word in words)
    if any("ask" in classes_of(word.plain) for word in words) or not has:
        return False
    if len(words) <= _NAME or any(word.plain in _CAME_UP for word in words):
        return True
    return not _asks(words) and any(not {"face", "body"}.isdisjoint(classes_of(word.plain)) for word in words)


def _talk_in(text: str) -> str:
    """What somebody says around a list of ingredients; the names of a list tell of no sign, however they sound."""
    parts = (part for part in _PARTS.split(text) if part.strip())
    return ". ".join(part for part in parts if _is_talk(words_of(part)))


def _is_talk(words: tuple[TypedWord, ...]) -> bool:
    little = {word.plain for word in words if "filler" in classes_of(word.plain)}
    return len(little) >= _FEW and not little.isdisjoint(_ONESELF)
