"""A question taken apart: its topics with what stands around each, and the words that nobody knows.

From left to right the longest phrase or name is taken; what is left are words of known classes, numbers, and words that
we do not know. A topic is then looked at with its neighbours: a part of the body or an unknown word beside it makes
another thing of it ("leg wax", "cat nap"), "without" turns it round, "after" puts it beside the question. Topics that
are about a bottle and stand together are one: "lactic acid serum" is an acid and a serum.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from fortnight.asking.collocations import collocations_in, with_collocations
from fortnight.asking.denials import is_turned
from fortnight.asking.lexicon import (
    OF_TOPICS,
    Match,
    PhraseMeaning,
    class_stems,
    classes_of,
    lexicon,
    name_at,
    settings,
)
from fortnight.asking.neighbours import is_in_a_cream, left_of, right_of
from fortnight.asking.words import TypedWord, stem

_BESIDE_REACH = 4
MEDICINES = frozenset({"medicine", "medicines"})
PUT_ON = MEDICINES | {"skin", "remedy", "household"}
"""Groups of activities about what is put on the skin."""


class Beside(StrEnum):
    """What makes another thing of a topic."""

    NOTHING = "nothing"
    BODY = "body"
    UNKNOWN = "unknown"
    BRAND = "brand"
    CHANGE = "change"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicMention:
    """A topic of a text: words `start` up to `end`, what each of its phrases means, and what stands around it.

    `weak`: 1 for a word that is hardly a topic beside another, 2 for where or why something else is asked about.
    `whole`: all that its parts mean is one thing in general, also what is to do.
    """

    start: int
    end: int
    parts: tuple[tuple[PhraseMeaning, ...], ...]
    exact: bool
    beside: Beside = Beside.NOTHING
    turned: bool = False
    aside: bool = False
    weak: int = 0
    whole: bool = False
    reach: tuple[int, int] = (0, 0)

    @property
    def felt(self) -> bool:
        """Whether it can be something that they feel."""
        return any(meaning.feeling for part in self.parts for meaning in part)

    @property
    def of_a_product(self) -> bool:
        """Whether every phrase of it can be about what is in a bottle."""
        return all(any(meaning.of_a_product for meaning in part) for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A text taken apart: its topics in order, and the places of words that are in no class and no topic.

    `phrases` are the phrases one by one, before those about one bottle are joined to topics.
    """

    words: tuple[TypedWord, ...]
    topics: tuple[TopicMention, ...]
    unknown: tuple[int, ...]
    language: str
    phrases: tuple[TopicMention, ...] = ()

    @property
    def beside(self) -> frozenset[int]:
        """The places right before and right behind a topic."""
        return frozenset(place for topic in self.topics for place in (topic.start - 1, topic.end))


def parse(words: tuple[TypedWord, ...], language: str | None = None) -> Parsed:
    """Parse the words of a text. `language` is that of the reader, where the words do not show theirs."""
    spoken = language_of(words, language)
    whole = whole_phrase(words)
    phrases = () if whole else collocations_in(words)
    matches = [(0, whole)] if whole else with_collocations(phrases, _matches(words, spoken))
    inside = {place for start, match in matches for place in range(start, start + match.length)}
    inside |= {place for phrase in phrases for place in phrase.places}
    unknown = tuple(
        place
        for place, word in enumerate(words)
        if place not in inside and not is_known(word.plain) and not word.number
    )
    plain = [_mention(words, start, match) for start, match in matches if not match.idle]
    topics = _joined(words, plain)
    taken = {place for topic in topics if not topic.felt for place in range(topic.start, topic.end)}
    strange = frozenset(unknown)
    named = strange | {place for place, word in enumerate(words) if "brand" in classes_of(word.plain)}
    looked = tuple(_around(words, topic, taken, strange, named) for topic in topics)
    return Parsed(words=words, topics=looked, unknown=unknown, language=spoken, phrases=tuple(plain))


def spans_of_names(words: tuple[TypedWord, ...]) -> tuple[tuple[int, int, bool], ...]:
    """The places, from and up to, of what exactly names something to do, a product, or is a figure of speech.

    The third says whether it is something of the kitchen.
    """
    exact = [(start, match) for start, match in _matches(words, language_of(words, None)) if match.exact]
    named = [(start, match) for start, match in exact if not any(meaning.feeling for meaning in match.meanings)]
    return tuple((start, start + match.length, _of_the_kitchen(match)) for start, match in named)


def _of_the_kitchen(match: Match) -> bool:
    groups = {meaning.activity.group for meaning in match.meanings if meaning.activity}
    return bool(groups) and groups <= {"remedy", "food"}


def language_of(words: Iterable[TypedWord], language: str | None) -> str:
    """The language of most of the function words, else the given one, else English."""
    count = {"en": 0, "es": 0}
    for word in words:
        spoken = classes_of(word.plain).get("filler") or frozenset()
        if len(spoken) == 1:
            count[next(iter(spoken))] += 1
    if count["en"] == count["es"]:
        return language if language in count else "en"
    return max(count, key=lambda name: count[name])


def is_known(word: str) -> bool:
    """Whether a word is in one of the classes, and so no topic and no unknown."""
    return not classes_of(word).keys() <= _NO_CLASS or stem(word) in class_stems()


_NO_CLASS = (OF_TOPICS - {"body", "brand", "change"}) | {"turns-before", "turns-after"}
"""Classes that say something of a topic only: a word in no other is as unknown as one in none."""


def whole_phrase(words: tuple[TypedWord, ...]) -> Match | None:
    """The phrase that the whole text is, also over commas: the name of something as a page prints it."""
    match = lexicon().at(tuple(replace(word, ends=False) for word in words), 0)
    return match if match and match.exact and match.length == len(words) else None


def _matches(words: tuple[TypedWord, ...], language: str) -> list[tuple[int, Match]]:
    matches = []
    place = 0
    while place < len(words):
        match = _best(words, place, language)
        later = _reaching_further(words, place, match, language) if match else 0
        cut = _put_on_inside(words, place, match, language) if match and not later else 0
        if match and not later:
            matches.append((place, replace(match, length=cut - place) if cut else match))
        later = later or cut
        place = later or place + (match.length if match else 1)
    return matches


def _reaching_further(words: tuple[TypedWord, ...], start: int, match: Match, language: str) -> int:
    """Where a phrase begins that reaches beyond this one, if only little words stand before it: "can I drink water"."""
    for place in range(start + 1, start + match.length):
        if "filler" not in classes_of(words[place - 1].plain):
            return 0
        other = _best(words, place, language)
        if other and place + other.length > start + match.length:
            return place
    return 0


def _put_on_inside(words: tuple[TypedWord, ...], start: int, match: Match, language: str) -> int:
    """Where something that is put on begins inside a phrase and reaches beyond it: "lavarme con agua (de arroz)"."""
    for place in range(start + 1, start + match.length):
        other = _best(words, place, language)
        if other and other.exact and place + other.length > start + match.length and _is_put_on(other):
            return place
    return 0


def _is_put_on(match: Match) -> bool:
    groups = {meaning.activity.group if meaning.activity else "product" for meaning in match.meanings}
    return groups <= {"remedy", "household", "product"}


def _best(words: tuple[TypedWord, ...], place: int, language: str) -> Match | None:
    match = lexicon().at(words, place)
    if match and match.length == 1:
        match = _against_classes(words[place].plain, match, language)
    name = name_at(words, place)
    if name and name.length == 1 and is_known(words[place].plain):
        name = None
    if not match or not name:
        return match or name
    if name.length != match.length:
        return max(name, match, key=lambda candidate: candidate.length)
    # A word for both an activity and an ingredient ("alcohol"): a bottle beside it decides which.
    of_a_bottle = any(meaning.of_a_product for meaning in match.meanings)
    return match if of_a_bottle else replace(match, meanings=(*match.meanings, *name.meanings))


def _against_classes(word: str, match: Match, language: str) -> Match | None:
    """A single word that is also one of the little ones: the topic where it stands as it is and in its language."""
    classes = {
        name: spoken for name, spoken in classes_of(word).items() if name not in ("weak", "ask", "body", "plain")
    }
    if not classes:
        return match
    if not match.exact:
        return None
    little = frozenset().union(*classes.values())
    meanings = tuple(meaning for meaning in match.meanings if language in meaning.languages or language not in little)
    return replace(match, meanings=meanings) if meanings else None


def _mention(words: tuple[TypedWord, ...], start: int, match: Match) -> TopicMention:
    classes = [classes_of(word.plain).keys() for word in words[start : start + match.length]]
    weak = any("weak" in names for names in classes) and all("weak" in names or "filler" in names for names in classes)
    setting = all(meaning.key in settings() for meaning in match.meanings)
    return TopicMention(
        start=start,
        end=start + match.length,
        parts=(match.meanings,),
        exact=match.exact,
        weak=2 if setting else int(weak),
    )


def _joined(words: tuple[TypedWord, ...], topics: list[TopicMention]) -> tuple[TopicMention, ...]:
    """Topics about a bottle that stand together, or are joined by a little word, as one."""
    groups: list[list[TopicMention]] = []
    for topic in topics:
        last = groups[-1][-1] if groups else None
        if last and topic.of_a_product and last.of_a_product and _together(words, last.end, topic.start):
            groups[-1].append(topic)
        else:
            groups.append([topic])
    return tuple(_as_one(group) for group in groups)


def _as_one(group: list[TopicMention]) -> TopicMention:
    """Topics that stand together as one; a topic alone as it is."""
    if len(group) == 1:
        return group[0]
    return replace(
        group[0],
        end=group[-1].end,
        parts=tuple(part for topic in group for part in topic.parts),
        exact=all(topic.exact for topic in group),
        weak=min(topic.weak for topic in group),
    )


_JOINING = frozenset({"little", "joins", "unit", "plain", "amount", "bottle"})


def _together(words: tuple[TypedWord, ...], end: int, start: int) -> bool:
    between = words[end:start]
    if words[start].ends or any(word.ends for word in between):
        return False
    return all(word.number or not _JOINING.isdisjoint(classes_of(word.plain)) for word in between)


def _is_bottled(topic: TopicMention) -> bool:
    """Whether a topic is put on the skin, in whatever form: what is in a bottle, a medicine, a remedy."""
    groups = {meaning.activity.group for part in topic.parts for meaning in part if meaning.activity}
    return not any(meaning.feeling for part in topic.parts for meaning in part) and groups <= PUT_ON


def _around(
    words: tuple[TypedWord, ...], topic: TopicMention, taken: set[int], unknown: frozenset[int], named: frozenset[int]
) -> TopicMention:
    """A topic with what its neighbours make of it; `taken` are the places of all topics that nobody feels."""
    bottled = _is_bottled(topic)
    before, after = (
        left_of(words, topic.start, bottled=bottled),
        right_of(words, topic.end, "little", _MADE_FOR, bottled=bottled),
    )
    if _is_remedy(topic) and topic.end < len(words) and words[topic.end].plain in _MADE_FOR:
        # "Lemon juice for marks": why a remedy is taken makes no other thing of it.
        after = None
    put_on = right_of(words, topic.end, "links", frozenset(), bottled=bottled)
    beside = _beside(words, [place for place in (before, after) if place not in taken], unknown, topic.end)
    if beside is Beside.NOTHING and put_on is not None and put_on not in taken and put_on > topic.end:
        beside = Beside.BODY if "body" in classes_of(words[put_on].plain) else beside
    if (topic.of_a_product and _swallowed(words, topic)) or (not bottled and is_in_a_cream(words, before)):
        beside = Beside.CHANGE
    start = before if before is not None and before in named else topic.start
    end = after + 1 if after is not None and after in named else topic.end
    return replace(
        topic,
        beside=beside,
        turned=is_turned(words, topic.start, topic.end),
        aside=_aside(words, topic, taken),
        reach=(start, end),
    )


def _is_remedy(topic: TopicMention) -> bool:
    groups = {meaning.activity.group if meaning.activity else "" for part in topic.parts for meaning in part}
    return "remedy" in groups and groups <= {"remedy", ""}


def _swallowed(words: tuple[TypedWord, ...], topic: TopicMention) -> bool:
    """Whether it is something to swallow or to inject: "hyaluronic acid tablets" are no serum."""
    near = (*words[max(topic.start - 1, 0) : topic.start], *words[topic.end : topic.end + 2])
    return any("swallowed" in classes_of(word.plain) for word in near)


def _beside(words: tuple[TypedWord, ...], neighbours: list[int | None], unknown: frozenset[int], end: int) -> Beside:
    for place in neighbours:
        if place is None:
            continue
        classes = classes_of(words[place].plain)
        if place in unknown or ("things" in classes and "filler" not in classes):
            return Beside.UNKNOWN
        if "brand" in classes:
            return Beside.BRAND
        if "body" in classes and not ("filler" in classes and place == end):
            return Beside.BODY
        if "bottle" in classes or ("change" in classes and "filler" not in classes):
            return Beside.CHANGE
    return Beside.NOTHING


_MADE_FOR = frozenset({"for", "para"})


def _aside(words: tuple[TypedWord, ...], topic: TopicMention, taken: set[int]) -> bool:
    """Whether "after", "because", "while" stands before a topic, with nothing but little words between."""
    place = topic.start - 1
    for place in range(topic.start - 1, max(topic.start - 1 - _BESIDE_REACH, -1), -1):
        if words[place + 1].ends:
            return False
        # Also where the phrase before it ends with it: "wash my face after (the gym)".
        if "beside" in classes_of(words[place].plain) and not _comes_next(words, place):
            return True
        if place in taken:
            return False
    return False


_THEN = frozenset({"despues", "luego", "antes", "after"})
_FOLLOWS = frozenset({"de", "del", "que"})


def _comes_next(words: tuple[TypedWord, ...], place: int) -> bool:
    """Whether "después", "and after" only put one thing behind another: both are asked about."""
    word = words[place].plain
    if word not in _THEN:
        return False
    if word == "after":
        return place > 0 and words[place - 1].plain in ("and", "then")
    return place + 1 < len(words) and words[place + 1].plain not in _FOLLOWS
