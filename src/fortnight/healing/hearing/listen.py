"""One door for the words of people: `hear(text)`.

It reads the concepts of a message with how each is meant, asks every way to tell of a sign, and then a small
recogniser by likeness (likeness.py) for what the concepts miss. The strictest wins: what plain words tell stands,
whatever the recogniser thinks; it only adds. Where neither is sure there is something to ask. It judges nobody's skin,
never raises for what people write, and takes time in proportion to the text.
"""

from collections.abc import Iterable, Mapping, Sequence

from fortnight.healing.hearing.folding import Word, words_of
from fortnight.healing.hearing.lexicon import Mention, concepts, mentions_in
from fortnight.healing.hearing.model import ALWAYS_SURE, Because, Heard
from fortnight.healing.hearing.numbers import numbers_in
from fortnight.healing.hearing.slips import spellings
from fortnight.healing.hearing.standing import Standing, standings
from fortnight.healing.hearing.ways import Said, signs_by_concepts
from fortnight.healing.load import all_rules
from fortnight.healing.model import Sign

# Of these even a no, or a time that is over, is worth one question: "I do not want to die but".
_ASKED_WHEN_DENIED = {"wish-to-die": "sign-thoughts-of-harm", "self-harm": "sign-thoughts-of-harm"}


def hear(text: str) -> Heard:
    """What a message tells of, in English or Spanish; of a very long one the beginning and the end are read.

    >>> heard = hear("No fever, but my lips are swelling and I can't breathe")
    >>> heard.urgency, heard.signs[0].id, hear("No fever. May I use retinol?").signs
    (<Urgency.EMERGENCY: 'emergency'>, 'sign-allergic-reaction', ())
    """
    words = words_of(text)
    meant = meanings(words)
    told, asked = signs_by_concepts(Said((one for one, how in meant.items() if how is Standing.SO), words))
    for mention, how in meant.items():
        if how is not Standing.SO and mention.concept in _ASKED_WHEN_DENIED:
            asked = {**asked, _ASKED_WHEN_DENIED[mention.concept]: (mention,)}
    signs = _ordered(told)
    if signs:
        return Heard(signs=signs, because=_because(text, words, told, signs), sure=ALWAYS_SURE)
    return Heard(ask=_ordered(asked), sure=0.0)


def meanings(words: Sequence[Word]) -> Mapping[Mention, Standing]:
    """Every mention in a message with how it is meant."""
    spelt = [spellings(word.text) for word in words]
    mentions = (*mentions_in(words, spelt), *numbers_in(words))
    return standings(words, mentions, concepts())


def _ordered(signs: Iterable[str]) -> tuple[Sign, ...]:
    names = set(signs)
    return tuple(sign for sign in all_rules() if sign.id in names)


def _because(
    text: str, words: Sequence[Word], told: Mapping[str, Sequence[Mention]], signs: Sequence[Sign]
) -> tuple[Because, ...]:
    spans = {(words[one.first].start, words[one.last].end) for sign in signs for one in told[sign.id]}
    return tuple(Because(start=start, end=end, words=text[start:end]) for start, end in sorted(spans))
