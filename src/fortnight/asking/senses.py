"""Words whose sense the words beside them decide: "my nose is peeling", "I want to peel it off", "a peel"."""

from dataclasses import replace
from functools import cache

from fortnight.asking.grammar import Beside, Parsed, TopicMention
from fortnight.asking.lexicon import PhraseMeaning
from fortnight.asking.load import feelings
from fortnight.guide.load import published_guide

_PEEL = "chemical-peel"
_HAIR = frozenset({"waxing", "body-hair-removal"})
_OF_THE_FACE = frozenset(
    (
        "lip",
        "chin",
        "face",
        "brow",
        "brows",
        "eyebrows",
        "moustache",
        "tache",
        "cara",
        "bigote",
        "bozo",
        "barbilla",
        "cejas",
        "menton",
        "patillas",
        "labio",
    )
)
_AWAY = frozenset(
    (
        "body-hair-removal",
        "body-massage",
        "brushing-teeth",
        "deodorant",
        "hair-styling",
        "manicure",
        "perfume",
        "washing-hair",
        "insect-repellent",
        "tattoo-and-piercing",
    )
)
"""What is done away from the treated skin: the answer does not hold where the words speak of the face."""
_ON_THE_FACE = frozenset(
    [
        "face",
        "cheek",
        "cheeks",
        "chin",
        "forehead",
        "cara",
        "rostro",
        "mejilla",
        "mejillas",
        "barbilla",
        "frente",
        "bigote",
        "bozo",
        "moustache",
        "lip",
    ]
)
_AWAY_FROM = frozenset(["off", "away", "without", "avoiding", "near", "sin", "lejos", "evitando", "cerca"])
_HOT_WATER, _WASHING = "hot-shower", "washing-your-face"
_NEITHER_HOT_NOR_COLD = frozenset(
    [
        "lukewarm",
        "tepid",
        "cool",
        "coolish",
        "tibia",
        "tibio",
        "tibiecita",
        "templada",
        "templado",
        "fresca",
        "fresquita",
    ]
)
_SINGLE = frozenset({"peel", "peels", "peeling", "pele", "pela"})
_PULLED = frozenset(["off", "it", "them", "flakes", "flaky", "bits", "bit", "skin", "scabs", "this", "that"])
_OF_THE_SKIN = frozenset(
    (
        "is",
        "it",
        "its",
        "im",
        "am",
        "are",
        "skin",
        "face",
        "nose",
        "chin",
        "forehead",
        "cheek",
        "cheeks",
        "still",
        "keeps",
        "started",
        "starts",
        "stop",
        "stops",
        "will",
        "wont",
        "be",
        "not",
        "normal",
        "se",
        "me",
        "that",
        "why",
        "only",
        "just",
        "slightly",
    )
)
_WILLED = frozenset(["i", "to", "can", "just", "me", "should", "could", "lets", "wanna", "tempted", "gonna"])


def by_its_verb(parsed: Parsed, topic: TopicMention) -> TopicMention:
    """The topic in the sense that its neighbours give it."""
    words = [word.plain for word in parsed.words]
    keys = {meaning.key for part in topic.parts for meaning in part}
    if keys == _HAIR and not _OF_THE_FACE.isdisjoint(words):
        return replace(topic, parts=(tuple(meaning for meaning in topic.parts[0] if meaning.key == "waxing"),))
    if not keys.isdisjoint(_AWAY) and not _ON_THE_FACE.isdisjoint(words) and _AWAY_FROM.isdisjoint(words):
        return replace(topic, beside=Beside.CHANGE)
    if keys == {_HOT_WATER} and not _NEITHER_HOT_NOR_COLD.isdisjoint(words[max(topic.start - 2, 0) : topic.end + 4]):
        return replace(topic, parts=((_washing(),),))
    single = topic.end - topic.start == 1 and words[topic.start] in _SINGLE
    meaning = _of_peeling(words, topic) if single and _PEEL in keys else None
    return replace(topic, parts=((meaning,),)) if meaning else topic


def _of_peeling(words: list[str], topic: TopicMention) -> PhraseMeaning | None:
    """What "peel" is beside these words, unless it is a treatment."""
    before = words[topic.start - 1] if topic.start else ""
    if before in _WILLED and not _PULLED.isdisjoint(words[topic.end : topic.end + 2]):
        return _picking()
    return _peeling() if before in _OF_THE_SKIN or "normal" in words else None


@cache
def _washing() -> PhraseMeaning:
    return PhraseMeaning(
        activity=next(activity for activity in published_guide().activities if activity.id == _WASHING)
    )


@cache
def _picking() -> PhraseMeaning:
    return PhraseMeaning(
        activity=next(activity for activity in published_guide().activities if activity.id == "picking")
    )


@cache
def _peeling() -> PhraseMeaning:
    return PhraseMeaning(feeling=next(feeling for feeling, _ in feelings() if feeling.id == "feels-peeling-skin"))
