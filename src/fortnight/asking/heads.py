"""Which of the topics of a question are asked about, and which only say how, where, why or when.

First goes what is told, turned round or named by the way. Then grammar decides among those that are left: what stands
behind "in", "at", "for" is the circumstance of what stands without it ("peas in a tea towel"), but what is put on the
skin and is stricter decides ("a bath with vinegar"). Two that mean one thing between them are that thing; of
alternatives the strictest is answered. Whatever is left after that is asked back.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from fortnight.asking.eaten import as_food
from fortnight.asking.grammar import MEDICINES, PUT_ON, Parsed, TopicMention
from fortnight.asking.lexicon import PhraseMeaning, classes_of
from fortnight.asking.senses import by_its_verb
from fortnight.asking.words import TypedWord
from fortnight.guide.model import LAST_DAY, Activity

NEEDLING = "repeat-needling"
_AGAIN = frozenset(
    (
        "again",
        "next",
        "second",
        "third",
        "another",
        "repeat",
        "repeated",
        "otra",
        "vez",
        "repetir",
        "repita",
        "repite",
        "segunda",
        "tercera",
        "siguiente",
        "proxima",
        "often",
        "cada",
    )
)
_TOLD = frozenset(
    (
        "had",
        "got",
        "did",
        "done",
        "after",
        "post",
        "since",
        "following",
        "hice",
        "hicieron",
        "hecho",
        "despues",
        "tras",
        "hizo",
        "tuve",
        "my",
        "mi",
    )
)
_INTO = frozenset(["with", "w", "in", "using", "inside", "into", "con", "en", "usando", "dentro"])
"""Behind these words stands what something is done with, or in."""
_BY_THE_WAY = frozenset(
    (
        "for",
        "at",
        "from",
        "by",
        "near",
        "during",
        "to",
        "on",
        "about",
        "to",
        "because",
        "para",
        "por",
        "a",
        "al",
        "durante",
        "desde",
        "sobre",
        "segun",
    )
)
_OFFERS = frozenset(
    (
        "offers",
        "offer",
        "does",
        "has",
        "says",
        "said",
        "told",
        "gave",
        "sells",
        "recommends",
        "ofrece",
        "ofrecen",
        "tiene",
        "dice",
        "dijo",
    )
)
_OR = frozenset(["or", "and", "y", "o", "e", "u"])
_OVER = frozenset({"little", "amount", "plain", "when", "people", "occasion", "face"})
_ARTICLES = frozenset({"a", "an"})
_WITH = frozenset({"with", "w", "con"})
_PLACES = frozenset({"in", "on", "at", "by", "en", "a", "al"})
_WEATHER = "weather"
_GOING_OUT = frozenset(
    ["go", "going", "be", "being", "outside", "outdoors", "out", "salir", "ir", "a", "la", "calle", "fuera", "afuera"]
)
_SHADE = frozenset({"shade", "shady", "sombra", "sombrita"})
_EXPOSES = frozenset({"sun", "water", "heat"})
_GRADED = frozenset({"water", "heat", "food", "hair", "treatment", "sun"})
_ANYWHERE = frozenset({"movement", "daily", "travel", "friction", "night"})
_COMPRESS, _CLOTH = "cool-compress", "wipes-and-cloths"
_COVERING = "face-covering"
_CLINIC = "asking-your-clinic"
_VENUES = frozenset({"spa", "gym", "gimnasio", "salon", "barberia", "peluqueria", "balneario", "club", "hotel"})
_CITIES = frozenset({"lima", "chile", "granada", "turkey", "cologne"})
_TOWARDS = frozenset({"a", "to", "from", "de", "desde", "en", "in", "para"})
_AT = frozenset({"at", "in", "en", "del"})
_DONE_TO_ONE = frozenset({"treatment", "hair", "skin", "body", "medicine", "remedy"})
_FEW = 4


def asked_about(parsed: Parsed) -> tuple[TopicMention, ...]:
    """The topics that are asked about: one where grammar decides, several where it does not."""
    topics = [by_its_verb(parsed, topic) for topic in parsed.topics if not topic.turned]
    topics = as_food(parsed, topics)
    topics = _without_the_city(parsed, _for_the_clinic(topics))
    topics = _without_the_venue(parsed, topics)
    topics = _without_the_treatment(parsed, topics)
    topics = _without_the_shade(parsed, topics)
    topics = _without_going_out(topics, parsed)
    topics = _without_the_weak(parsed, topics)
    topics = _feelings_or_others(parsed, topics)
    topics = [topic for topic in topics if not topic.aside] or topics
    ask = next((at for at, word in enumerate(parsed.words) if "ask" in classes_of(word.plain)), None)
    if ask is not None:
        topics = [topic for topic in topics if topic.start > ask] or topics
    steps: tuple[Callable[[Parsed, list[TopicMention]], list[TopicMention]], ...] = (
        _without_who_offers,
        _shared,
        _head,
        _strictest,
    )
    for step in steps:
        topics = step(parsed, _unique(topics))
    return tuple(_unique(topics))


def _unique(topics: Sequence[TopicMention]) -> list[TopicMention]:
    return list({tuple(sorted(m.key for part in topic.parts for m in part)): topic for topic in topics}.values())


def _for_the_clinic(topics: list[TopicMention]) -> list[TopicMention]:
    """Only what the clinic is asked, where that comes first: "how much does the sunscreen cost"."""
    first = min(topics, key=lambda topic: topic.start, default=None)
    to_clinic = first is not None and all(meaning.key == _CLINIC for meaning in first.parts[0])
    return [first] if first is not None and to_clinic else topics


def _without_the_city(parsed: Parsed, topics: list[TopicMention]) -> list[TopicMention]:
    """Without the place they travel to that has the name of a fruit: "vuelo a Lima"."""
    if not any(activity.group == "travel" for topic in topics if (activity := activity_of(topic))):
        return topics
    words = [word.plain for word in parsed.words]
    return [topic for topic in topics if not (words[topic.start] in _CITIES and _TOWARDS & {words[topic.start - 1]})]


def _without_the_venue(parsed: Parsed, topics: list[TopicMention]) -> list[TopicMention]:
    """Without the place where something is done to somebody: "limpieza facial en el spa", "a facial at the spa"."""
    done = [topic for topic in topics if (activity := activity_of(topic)) and activity.group in _DONE_TO_ONE]
    venues = [topic for topic in topics if topic not in done and _is_venue(parsed, topic)]
    return [topic for topic in topics if topic not in venues] if done else topics


def _is_venue(parsed: Parsed, topic: TopicMention) -> bool:
    named = {word.plain for word in parsed.words[topic.start : topic.end]}
    before = parsed.words[max(topic.start - 2, 0) : topic.start]
    return not named.isdisjoint(_VENUES) and any(word.plain in _AT for word in before)


def _without_the_treatment(parsed: Parsed, topics: list[TopicMention]) -> list[TopicMention]:
    """Somebody who says that they had needling, or mentions it in passing, does not ask whether to have it."""
    needling = [topic for topic in topics if any(meaning.key == NEEDLING for meaning in topic.parts[0])]
    others = [topic for topic in topics if topic not in needling]
    again = any(word.plain in _AGAIN for word in parsed.words)
    questioned = [topic for topic in needling if not _is_told(parsed, topic) and (again or not others)]
    return sorted((*others, *questioned), key=lambda topic: topic.start)


def _is_told(parsed: Parsed, topic: TopicMention) -> bool:
    """Whether "I had", "after my", "me hice" stands before a topic."""
    return any(word.plain in _TOLD for word in parsed.words[max(topic.start - _FEW, 0) : topic.start])


def _feelings_or_others(parsed: Parsed, topics: list[TopicMention]) -> list[TopicMention]:
    """What they feel, unless leave is asked for something else."""
    felt = [any(meaning.feeling for meaning in topic.parts[0]) for topic in topics]
    if all(felt) or not any(felt):
        return topics
    normal = any(word.plain in ("normal", "why", "porque") for word in parsed.words)
    return [topic for topic, is_felt in zip(topics, felt, strict=True) if is_felt is normal]


def _without_the_weak(parsed: Parsed, topics: list[TopicMention]) -> list[TopicMention]:
    """Without words that are hardly a topic beside another, such as "drink" in "drink coffee"; not so in "ice bath"."""
    # What is mentioned in passing does not outweigh what is asked: "can I wash my face after the gym".
    main = [topic for topic in topics if not topic.aside] or topics
    strong = min((topic.weak for topic in main), default=0)
    topics = [topic for topic in topics if topic.weak >= strong]
    ends = {topic.end for topic in topics if topic.weak == strong}
    joined = {topic.start for topic in topics if topic.start and parsed.words[topic.start - 1].plain in _OR}
    joined |= {topic.start for topic in topics if _in_the_sun(parsed, topic)}
    return [
        topic
        for topic in topics
        if topic.weak == strong or (topic.weak == 1 and (topic.start in ends or topic.start in joined))
    ]


def _without_the_shade(parsed: Parsed, topics: list[TopicMention]) -> list[TopicMention]:
    """Without the shade in which something else is done: "a stroll in the shade"."""
    sunny = [topic for topic in topics if _SHADE.isdisjoint(w.plain for w in parsed.words[topic.start : topic.end])]
    return sunny or topics


def _without_going_out(topics: list[TopicMention], parsed: Parsed) -> list[TopicMention]:
    """Without merely going out, where it is the weather that they go out into: "minus ten and windy, may I go out"."""
    if not any(meaning.key == _WEATHER for topic in topics for meaning in topic.parts[0]):
        return topics
    going = [topic for topic in topics if _GOING_OUT.issuperset(w.plain for w in parsed.words[topic.start : topic.end])]
    return [topic for topic in topics if topic not in going]


def _in_the_sun(parsed: Parsed, topic: TopicMention) -> bool:
    """Whether a topic is where they will be: "in the sun", "al sol"."""
    activity = activity_of(topic)
    return activity is not None and activity.group == "sun" and _link(parsed, topic.start) in _PLACES


def _without_who_offers(parsed: Parsed, topics: list[TopicMention]) -> list[TopicMention]:
    """Without the place that offers what the question is about: "the spa does lash lifts"."""
    words = parsed.words
    others = [topic for topic in topics if not (topic.end < len(words) and words[topic.end].plain in _OFFERS)]
    others = [topic for topic in others if not _is_replaced(parsed, topic)] or others
    return others or topics


def _is_replaced(parsed: Parsed, topic: TopicMention) -> bool:
    """Whether "instead of", "en vez de" stands before a topic: something else is asked about."""
    before = " ".join(word.plain for word in parsed.words[max(topic.start - _FEW, 0) : topic.start])
    return any(f"{words} " in f"{before} " for words in ("instead of", "rather than", "en vez de", "en lugar de"))


def _shared(_: Parsed, topics: list[TopicMention]) -> list[TopicMention]:
    """What several words mean between them: "depilarme" with "cera", of which each alone means more."""
    if len(topics) < 2 or any(len(topic.parts) > 1 for topic in topics):
        return topics
    keys = set.intersection(*({meaning.key for meaning in topic.parts[0]} for topic in topics))
    if len(keys) != 1:
        return topics
    meaning = next(meaning for meaning in topics[0].parts[0] if meaning.key in keys)
    first, last = topics[0], topics[-1]
    return [replace(first, end=last.end, reach=(first.start, last.end), parts=((meaning,),), beside=last.beside)]


def activity_of(topic: TopicMention) -> Activity | None:
    """The one thing to do that a topic means, or None."""
    return topic.parts[0][0].activity if len(topic.parts) == 1 == len(topic.parts[0]) else None


def strictness(activity: Activity) -> tuple[int, bool, int]:
    """How strict the guide is about something, to be compared: how long it is refused, unknown, with care."""
    refused, careful = activity.refuse, activity.careful
    return (refused.last if refused else 0, activity.unknown, careful.last if careful else 0)


def _head(parsed: Parsed, topics: list[TopicMention]) -> list[TopicMention]:
    """The one topic that stands without "in", "with", "for"; or what is put on with it, where that is stricter."""
    if len(topics) < 2 or any(topic.felt for topic in topics):
        return topics
    links = {topic.start: _link(parsed, topic.start) for topic in topics}
    heads = [topic for topic in topics if not links[topic.start]]
    if not heads and all(activity_of(topic) for topic in topics):
        return [max(topics, key=_strictness)]
    if len(heads) != 1 or _of_two_minds(heads[0]):
        return topics
    activity = activity_of(heads[0])
    beside = [topic for topic in topics if topic is not heads[0] and _bears(activity, topic, links[topic.start])]
    always = activity is not None and activity.refuse is not None and activity.refuse.last >= LAST_DAY
    return heads if always or not beside else _together(heads[0], beside)


def _together(head: TopicMention, beside: list[TopicMention]) -> list[TopicMention]:
    """The head with what counts beside it: the stricter of things to do, or all as one thing in general."""
    if any(_of_two_minds(topic) for topic in beside):
        return [head, *beside]
    together = [head, *beside]
    return [max(together, key=_strictness)] if all(activity_of(topic) for topic in together) else [_whole(together)]


def _of_two_minds(topic: TopicMention) -> bool:
    return not topic.of_a_product and activity_of(topic) is None


def _strictness(topic: TopicMention) -> tuple[int, bool, int]:
    activity = activity_of(topic)
    return strictness(activity) if activity else (0, False, 0)


def _bears(head: Activity | None, other: TopicMention, link: str) -> bool:
    """Whether what is named beside the head counts: what comes onto the skin, or where sun, heat or water are."""
    activity = activity_of(other)
    if activity is None:
        return link in _INTO
    if head and head.id == _COMPRESS and activity.id == _CLOTH:
        return False
    graded = activity.group in PUT_ON or (head is not None and head.group == activity.group in _GRADED)
    worn = activity.id == _COVERING
    with_it = (link in _WITH and (worn or activity.group not in _ANYWHERE)) or (link in _INTO and graded)
    exposed = activity.group in _EXPOSES and link in _PLACES and (head is None or head.group in _ANYWHERE)
    return with_it or exposed


def _whole(topics: list[TopicMention]) -> TopicMention:
    """Several topics as one thing in general, whose strictest part decides."""
    start, end = min(topic.start for topic in topics), max(topic.end for topic in topics)
    parts: list[tuple[PhraseMeaning, ...]] = [part for topic in topics for part in topic.parts]
    exact = all(topic.exact for topic in topics)
    beside = max((topic.beside for topic in topics), key=lambda side: side != "nothing")
    return replace(
        topics[0],
        start=start,
        end=end,
        parts=tuple(parts),
        exact=exact,
        beside=beside,
        reach=(start, end),
        whole=True,
    )


def _link(parsed: Parsed, start: int) -> str:
    """The word that makes a circumstance of a topic: "in", "with", "for", over little words; "" where there is none."""
    words = parsed.words
    for place in range(start, -1, -1):
        word = words[place].plain
        if _is_link(parsed, place, start):
            return word
        classes = classes_of(word)
        over = words[place].number or word in _ARTICLES or not classes or not _OVER.isdisjoint(classes)
        if words[place].ends or (place < start and not over):
            return ""
    return ""


def _is_link(parsed: Parsed, place: int, start: int) -> bool:
    """Whether a word makes a circumstance; not the English "a", and no "to" before a verb."""
    word = parsed.words[place].plain
    if (word == "a" and parsed.language == "en") or (word == "to" and place + 1 == start):
        return False
    return word in _INTO or word in _BY_THE_WAY


def _strictest(parsed: Parsed, topics: list[TopicMention]) -> list[TopicMention]:
    """Of alternatives joined by "or" or "and", the one that waits longest; for medicines we ask which is meant."""
    if len(topics) < 2:
        return topics
    activities = [activity for topic in topics if (activity := activity_of(topic))]
    joined = all(topic.weak > 1 for topic in topics) or all(
        _joined(parsed.words, left.end, right.start) for left, right in pairwise(topics)
    )
    if len(activities) != len(topics) or not joined or any(activity.group in MEDICINES for activity in activities):
        return topics
    return [max(topics, key=_strictness)]


def _joined(words: Sequence[TypedWord], end: int, start: int) -> bool:
    between = words[end:start]
    return bool(between) and len(between) <= 2 * _FEW and any(word.plain in _OR for word in between)
