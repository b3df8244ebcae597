"""Words whose sense the words beside them decide: "my nose is peeling", "I want to peel it off", "a peel"."""

from dataclasses import replace
from functools import cache

from fortnight.asking.grammar import Mention, Parsed
from fortnight.asking.lexicon import Meaning
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
    )
)
_WILLED = frozenset(["i", "to", "can", "just", "me", "should", "could", "lets", "wanna", "tempted", "gonna"])


def by_its_verb(parsed: Parsed, topic: Mention) -> Mention:
    """The topic in the sense that its neighbours give it."""
    words = [word.plain for word in parsed.words]
    keys = {meaning.key for part in topic.parts for meaning in part}
    if keys == _HAIR and not _OF_THE_FACE.isdisjoint(words):
        return replace(topic, parts=(tuple(one for one in topic.parts[0] if one.key == "waxing"),))
    if topic.end - topic.start != 1 or words[topic.start] not in _SINGLE:
        return topic
    if _PEEL not in {meaning.key for meaning in topic.parts[0]}:
        return topic
    before = words[topic.start - 1] if topic.start else ""
    after = words[topic.end : topic.end + 2]
    if before in _WILLED and not _PULLED.isdisjoint(after):
        return replace(topic, parts=((_picking(),),))
    if before in _OF_THE_SKIN or "normal" in words:
        return replace(topic, parts=((_peeling(),),))
    return topic


@cache
def _picking() -> Meaning:
    return Meaning(activity=next(one for one in published_guide().activities if one.id == "picking"))


@cache
def _peeling() -> Meaning:
    return Meaning(feeling=next(feeling for feeling, _ in feelings() if feeling.id == "feels-peeling-skin"))
