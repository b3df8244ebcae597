"""What must not wait, heard before anything else is read: the one place where this package asks for signs.

Two things are taken back, because here it is known what was asked. Words that name something to do tell of no sign by
themselves: "an electric razor", "cooking". And what is heard by likeness alone is none where the whole text is
understood as a question about something else. A word of danger outside of what is asked about is never taken back.
"""

from fortnight.asking.grammar import parse
from fortnight.asking.model import Sense, Understanding
from fortnight.asking.words import Word, words_of
from fortnight.healing.hearing import Heard, hear

_ASKED = (Sense.ACTIVITY, Sense.MEDICINE, Sense.GENERAL)
_SURE = 0.95


def danger_in(text: str, words: tuple[Word, ...], meant: Understanding) -> Heard:
    """What a text tells that must not wait: the signs, the most urgent first. Never raises for what people write."""
    heard = hear(text)
    if not heard.signs or meant.sense not in _ASKED:
        return heard
    by_likeness = not heard.because and heard.sure < _SURE and not meant.unknown
    named = _named(words)
    explained = heard.because and all(word.plain in named for told in heard.because for word in words_of(told.words))
    return Heard() if by_likeness or explained else heard


def _named(words: tuple[Word, ...]) -> frozenset[str]:
    """The words of the text that name something to do, exactly."""
    topics = (topic for topic in parse(words).topics if topic.exact and not topic.felt and not topic.of_a_product)
    return frozenset(word.plain for topic in topics for word in words[topic.start : topic.end])
