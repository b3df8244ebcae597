"""One door for the words of people: `hear(text)`.

It reads the concepts of a message with how each is meant, asks every way to tell of a sign, and then a small
recogniser by likeness (likeness.py) for what the concepts miss. The strictest wins: what plain words tell stands,
whatever the recogniser thinks; it only adds. Where neither is sure there is something to ask. It judges nobody's skin,
never raises for what people write, and takes time in proportion to the text.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from fortnight.healing.hearing.folding import Word, words_of
from fortnight.healing.hearing.lexicon import Mention, concepts, mentions_in
from fortnight.healing.hearing.likeness import Likeness, likeness, shipped_weights
from fortnight.healing.hearing.model import ALWAYS_SURE, Because, Heard
from fortnight.healing.hearing.numbers import numbers_in, words_around
from fortnight.healing.hearing.slips import spellings
from fortnight.healing.hearing.standing import Standing, standings
from fortnight.healing.hearing.ways import FROM_NUMBERS, Said, signs_by_concepts
from fortnight.healing.load import all_rules
from fortnight.healing.model import Sign, Urgency

_Signs = Mapping[str, Sequence[Mention]]
_ASKED_WHEN_DENIED = {"wish-to-die": "sign-thoughts-of-harm", "self-harm": "sign-thoughts-of-harm"}


HEARD: Mapping[Urgency, float] = {
    Urgency.EMERGENCY: 0.36,
    Urgency.POISON: 0.36,
    # Words of despair are near to those of any bad day, and the question comes below this.
    Urgency.CRISIS: 0.55,
    Urgency.TODAY: 0.42,
    Urgency.CLINIC: 0.5,
}
"""How probable signs have to be for the likeliest to be raised by likeness alone; see docs/explanation."""

HEARD_SHORT = 0.6
"""The same for one to three words, as they are typed into the box: there the recogniser has little to go by."""

ASKED_SHORT = 0.55
"""How probable signs have to be for a question about one to three words: "And this?" is asked nothing."""

HEARD_DENIED = 0.6
"""The same where all that is named is denied, over or feared."""

ASKED = 0.2
"""How probable signs have to be for a question before the message goes."""

ASKED_CRISIS = 0.23
"""The same where the likeliest sign is a crisis."""

DOUBTED = 0.12
"""How improbable signs have to be for one in plain words to be asked about first, where it can wait a day."""

DOUBTED_NOW = 0.18
"""The same for what has to be called for at once, whose words are those of many idioms ("a lift in cardiac arrest")."""

_URGENT_SHARE = 0.4
_FEW_WORDS = 4
_FEW_TO_DENY = 6
_SHORTEST_LIST = 8
_FEWEST_COMMAS = 3
_SMALL_WORDS = 0.06
_FELT_WORDS = 0.25


def hear(text: str) -> Heard:
    """The signs that a message tells of, in English or Spanish; of a very long one the beginning and end are read.

    >>> heard = hear("No fever, but my lips are swelling and I can't breathe")
    >>> heard.urgency, heard.signs[0].id, hear("No fever. May I use retinol?").signs
    (<Urgency.EMERGENCY: 'emergency'>, 'sign-allergic-reaction', ())
    """
    words = _told_by_people(words_of(text))
    meant = meanings(words)
    alike = likeness(words, meant, shipped_weights())
    only_asks = any(mention.concept == "just-asking" and how is Standing.SO for mention, how in meant.items())
    # One to three words, as typed into the box, are no sentence that could mean something else.
    unlikely = alike.any_sign if len(words) >= _FEW_WORDS else 1.0
    stated, to_ask = _weighed(
        *signs_by_concepts(Said(meant, words)),
        doubted=(only_asks or unlikely < DOUBTED) and not _has_a_fever(words, meant),
        very_doubted=unlikely < DOUBTED_NOW,
    )
    raised = _raised(alike, stated, words, meant)
    signs = _ordered({*stated, *(raised & _calls_now() if only_asks else raised)})
    if signs:
        return Heard(
            signs=signs, because=_because(text, words, stated, signs), sure=ALWAYS_SURE if stated else alike.any_sign
        )
    return Heard(ask=_ordered(_to_ask_about(alike, {*to_ask, *_denied_harm(meant)}, words, meant)), sure=alike.any_sign)


def _weighed(stated: _Signs, to_ask: _Signs, *, doubted: bool, very_doubted: bool) -> tuple[_Signs, _Signs]:
    """The signs told and those to ask about: a sign that can wait a day is asked about where little speaks for it.

    The same holds where somebody asks in general. What was measured is never lowered, and an emergency only where a
    single word speaks for it: "Suicide Squad", "a sight for sore eyes".
    """
    measured = any(mention.concept in FROM_NUMBERS for mentions in stated.values() for mention in mentions)
    lowered = very_doubted if _calls_now() & stated.keys() else doubted
    if measured or not lowered:
        return stated, to_ask
    return {}, {**to_ask, **stated}


def _has_a_fever(words: Sequence[Word], meant: Mapping[Mention, Standing]) -> bool:
    """Whether somebody says that they have a fever, whatever they ask: "tengo fiebre, puedo ir al gimnasio"."""
    fevers = [mention.first for mention, how in meant.items() if mention.concept == "fever" and how is Standing.SO]
    return any(word.text in words_around("has") for first in fevers for word in words[max(0, first - 2) : first])


def _raised(
    alike: Likeness, stated: Iterable[str], words: Sequence[Word], meant: Mapping[Mention, Standing]
) -> set[str]:
    """What the recogniser by likeness adds: its likeliest sign, where it is sure and no sign is told in plain words."""
    if stated or not alike.by_sign or _only_denies_pain(words, meant):
        return set()
    sign = _likeliest(alike)
    least = HEARD[_urgencies()[sign]]
    if len(words) < _FEW_WORDS:
        least = max(least, HEARD_SHORT)
    if sign not in _calls_now() and _is_denied(meant):
        least = max(least, HEARD_DENIED)
    return {sign} if alike.any_sign >= least else set()


def _is_denied(meant: Mapping[Mention, Standing]) -> bool:
    """Whether everything named, except places, is denied, over or feared: "No fever. May I go to the gym?"."""
    named = [
        how for mention, how in meant.items() if mention.concept in concepts() and not concepts()[mention.concept].place
    ]
    return bool(named) and all(how is not Standing.SO for how in named)


def _only_denies_pain(words: Sequence[Word], meant: Mapping[Mention, Standing]) -> bool:
    """Whether a short text says that nothing hurts, and nothing else: "I feel no pain"."""
    texts = {word.text for word in words}
    if len(words) > _FEW_TO_DENY or Standing.SO in meant.values():
        return False
    return bool(texts & words_around("denies")) and bool(texts & {"pain", "pains", "dolor", "dolores"})


def _likeliest(alike: Likeness) -> str:
    """The likeliest sign; an emergency where a third of the probability of any sign is that of emergencies."""
    urgent = {sign: probability for sign, probability in alike.by_sign.items() if sign in _calls_now()}
    chosen = urgent if sum(urgent.values()) >= alike.any_sign * _URGENT_SHARE else alike.by_sign
    return max(chosen, key=lambda sign: chosen[sign])


def _to_ask_about(
    alike: Likeness, to_ask: set[str], words: Sequence[Word], meant: Mapping[Mention, Standing]
) -> set[str]:
    """The signs to ask about: those that plain words leave open, and the likeliest one."""
    if not alike.by_sign or _only_denies_pain(words, meant):
        return to_ask
    sign = _likeliest(alike)
    least = ASKED_CRISIS if _urgencies()[sign] is Urgency.CRISIS else ASKED
    if len(words) < _FEW_WORDS:
        least = ASKED_SHORT
    return to_ask | {sign} if alike.any_sign >= least else to_ask


@cache
def _urgencies() -> Mapping[str, Urgency]:
    return {sign.id: sign.urgency for sign in all_rules()}


@cache
def _calls_now() -> frozenset[str]:
    return frozenset(sign.id for sign in all_rules() if sign.urgency.calls_now)


def _denied_harm(meant: Mapping[Mention, Standing]) -> set[str]:
    """Harm to oneself is worth one question even where it is denied or over: "I do not want to die but"."""
    denied = (mention.concept for mention, how in meant.items() if how is not Standing.SO)
    return {_ASKED_WHEN_DENIED[concept] for concept in denied if concept in _ASKED_WHEN_DENIED}


def _told_by_people(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words without those of lists of ingredients: long, full of commas, without the small words of a sentence.

    A list of what is felt ("fever, chills, pus, hot cheek ...") has many concepts among its words, and stays.
    """
    sentences: dict[int, list[Word]] = {}
    for word in words:
        sentences.setdefault(word.sentence, []).append(word)
    lists = {number for number, sentence in sentences.items() if _is_a_list(sentence)}
    return tuple(word for word in words if word.sentence not in lists) if lists else words


def _is_a_list(sentence: Sequence[Word]) -> bool:
    if len(sentence) < _SHORTEST_LIST or sum(word.after_pause for word in sentence) < _FEWEST_COMMAS:
        return False
    meant = meanings(sentence)
    small = sum(word.text in words_around("small") for word in sentence)
    felt = {
        mention.first for mention in meant if mention.concept in concepts() and not concepts()[mention.concept].place
    }
    return small < len(sentence) * _SMALL_WORDS and len(felt) < len(sentence) * _FELT_WORDS


def meanings(words: Sequence[Word]) -> Mapping[Mention, Standing]:
    """Every mention in a message with how it is meant."""
    spelt = [spellings(word.text) for word in words]
    mentions = (*mentions_in(words, spelt), *numbers_in(words))
    return standings(words, mentions, concepts())


def _ordered(signs: Iterable[str]) -> tuple[Sign, ...]:
    names = set(signs)
    return tuple(sign for sign in all_rules() if sign.id in names)


def _because(
    text: str, words: Sequence[Word], stated: Mapping[str, Sequence[Mention]], signs: Sequence[Sign]
) -> tuple[Because, ...]:
    spans = {
        (words[mention.first].start, words[mention.last].end) for sign in signs for mention in stated.get(sign.id, ())
    }
    return tuple(Because(start=start, end=end, words=text[start:end]) for start, end in sorted(spans))
