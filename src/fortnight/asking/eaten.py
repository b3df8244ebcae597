"""Food that is eaten or drunk, and not put on the face: "yoghurt and fruit for breakfast" is no remedy.

Kitchen things are remedies unless the words speak of eating. One word of putting on makes them remedies again, since a
wrong yes costs more than a question.
"""

from dataclasses import replace
from functools import cache

from fortnight.asking.grammar import Beside, Parsed, TopicMention
from fortnight.asking.lexicon import PhraseMeaning
from fortnight.asking.load import word_classes
from fortnight.guide.load import published_guide

_REMEDY = "remedy"
_FOOD = "food"
_PUT = frozenset(
    ("put", "putting", "apply", "rub", "dab", "slather", "smear", "ponerme", "poner", "untar", "untarme", "aplicarme")
)
_COFFEE = frozenset(["coffee", "cafe", "te", "tea"])
_MILK = frozenset(["milk", "leche", "oat", "avena", "soy", "soya", "soja", "almond", "almendra", "coconut"])
_NEAR = 4
_AS_FOOD = 2
"""How weak a topic is that only says what is eaten: it gives way to any other."""


def as_food(parsed: Parsed, topics: list[TopicMention]) -> list[TopicMention]:
    """The topics, with each kitchen thing that is eaten or drunk as food."""
    words = {word.plain for word in parsed.words}
    if _words_of("put-on-skin") & words:
        also_put_on = bool(_PUT & words)
        return [replace(topic, beside=Beside.CHANGE) if also_put_on and _is_food(topic) else topic for topic in topics]
    drinks = [topic for topic in topics if _group(topic) == _FOOD]
    return [_as_food(parsed, topic, drinks) for topic in topics]


def _is_food(topic: TopicMention) -> bool:
    """Whether it is eaten or drunk without care: beside "put on" that is no answer."""
    return any(meaning.key in ("eating", "drinks-without-alcohol") for part in topic.parts for meaning in part)


@cache
def _words_of(name: str) -> frozenset[str]:
    return frozenset().union(*word_classes()[name].values())


def _group(topic: TopicMention) -> str | None:
    groups = {meaning.activity.group for part in topic.parts for meaning in part if meaning.activity}
    return groups.pop() if len(groups) == 1 else None


def _as_food(parsed: Parsed, topic: TopicMention, drinks: list[TopicMention]) -> TopicMention:
    if _group(topic) != _REMEDY:
        return topic
    words = {word.plain for word in parsed.words}
    near = {word.plain for word in parsed.words[max(topic.start - _NEAR, 0) : topic.start]}
    put_on = bool(_words_of("put-on") & words)
    meal = bool(_words_of("meal") & (words - {word.plain for word in parsed.words[topic.start : topic.end]}))
    if put_on and not meal:
        return topic
    if near & _words_of("drunk"):
        return _instead(topic, "drinks-without-alcohol")
    if meal or near & _words_of("eaten") or any(_in_a_drink(parsed, topic, drink) for drink in drinks):
        return _instead(topic, "eating")
    return topic


def _in_a_drink(parsed: Parsed, topic: TopicMention, drink: TopicMention) -> bool:
    """Whether it is what a drink is made with, as in "oat flat white"; beside coffee only milk is, not a scrub."""
    between = [word.plain for word in parsed.words[topic.end : drink.start]]
    if between and between[0] in ("in", "en") and len(between) <= _NEAR:
        return True
    if not (topic.end == drink.start or 0 < topic.start - drink.end <= 2):
        return False
    named = {word.plain for word in parsed.words[drink.start : drink.end]}
    typed = {word.plain for word in parsed.words[topic.start : topic.end]}
    return named.isdisjoint(_COFFEE) or not typed.isdisjoint(_MILK)


def _instead(topic: TopicMention, activity_id: str) -> TopicMention:
    activity = next((entry for entry in published_guide().activities if entry.id == activity_id), None)
    meaning = PhraseMeaning(languages=topic.parts[0][0].languages, activity=activity)
    return replace(topic, parts=((meaning,),), weak=_AS_FOOD) if activity else topic
