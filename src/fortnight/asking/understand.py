"""What does somebody mean who types this? One door for the site, the terminal and the desk.

The order: what must not wait is heard first, and told with whatever else is asked. A list of ingredients is read as
one. The exact name of one of their products, or of one of the catalogue, is that product. Then the sentence is taken
apart (`grammar`): a feeling that is asked about, something to do, a medicine, a product in general. Only exact words
decide. A slip, a word with two meanings, two topics in one question are asked about, with at most four choices; and
what is not understood is said to be so.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from fortnight.asking.danger import danger_in
from fortnight.asking.grammar import Beside, Mention, Parsed, parse, whole_phrase
from fortnight.asking.lexicon import Meaning, classes_of
from fortnight.asking.load import word_classes
from fortnight.asking.model import MOST_CHOICES, General, Sense, Topic, Understanding
from fortnight.asking.slips import little_words_mended, topics_mended
from fortnight.asking.when import when
from fortnight.asking.words import Word, words_of
from fortnight.guide.load import published_guide
from fortnight.guide.model import Activity
from fortnight.healing.model import Urgency
from fortnight.labels.folding import fold
from fortnight.labels.kinds import kind_of
from fortnight.labels.model import Kind
from fortnight.labels.read import read_label

_PARTED = re.compile(r"[,;\n•·|]|\s[-–]\s")
_HEADING = re.compile(r"\s*(?:active |inactive )?(?:ingredients?|ingredientes|inci)\s*:", re.IGNORECASE)
_AGAIN = frozenset(
    [
        "again",
        "next",
        "second",
        "another",
        "repeat",
        "otra",
        "vez",
        "repetir",
        "repita",
        "segunda",
        "siguiente",
        "proxima",
    ]
)
_TOLD = frozenset(
    [
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
    ]
)
_REMEDY = "remedy"
_NEEDLING = "repeat-needling"
_MEDICINES = frozenset({"medicine", "medicines"})
_PUT_ON = _MEDICINES | {"skin", "remedy", "household"}
_LABEL_SHARE = 0.5
_HARMLESS = frozenset({"filler", "when", "people", "occasion"})
_LONGEST_NAME = 8
_PROPOSED = MOST_CHOICES - 1
_FEW = 4
_SEVERAL = 2

Named = Sequence[tuple[str, str]]
"""Keys and names of products."""


def understand(text: str, *, language: str | None = None, shelf: Named = (), catalogue: Named = ()) -> Understanding:
    """What is meant. Never raises for what people write; a text that says nothing is `unknown`.

    `language` is the reader's, for words that mean one thing in one language and another in the other. `shelf` are
    the keys and names of the person's products, `catalogue` those of the clinic's products that
    are called exactly this, looked up by who has the catalogue.

    >>> understand("can i go to the gym tomorow").topic.id, understand("saunna").choices[0].id
    ('vigorous-exercise', 'sauna')
    """
    words = words_of(text)
    meant = _meant(text, words, language, shelf, catalogue)
    danger = danger_in(text, words, meant)
    if meant.sense is not Sense.LABEL:
        meant = replace(meant, when=when(words))
    if not danger.signs:
        return meant
    if danger.urgency is Urgency.CLINIC and meant.sense is Sense.FEELING:
        return replace(meant, signs=danger.signs, urgency=danger.urgency)
    choices = meant.choices if not meant.unknown else ()
    return replace(meant, sense=Sense.SIGN, choices=choices, signs=danger.signs, urgency=danger.urgency)


def _meant(text: str, words: tuple[Word, ...], language: str | None, shelf: Named, catalogue: Named) -> Understanding:
    named = _named(text, shelf) or tuple(_product(key, name) for key, name in catalogue)
    if named:
        return _settled(text, named, ())
    if is_list(text):
        topic = Topic(sense=Sense.LABEL, id="label", words=text)
        return Understanding(text=text, sense=Sense.LABEL, topic=topic)
    parsed = parse(words, language)
    meant = _of(text, parsed)
    theirs, surely = _telling(parsed, shelf)
    if theirs and surely:
        return _settled(text, theirs, ())
    if theirs:
        others = (meant.topic,) if meant.topic else meant.choices
        return _settled(text, (*theirs, *others), meant.unknown, sure=False)
    if meant.topic or not parsed.unknown:
        return meant
    return _with_slips(text, parsed, meant)


def in_general(words: str, kind: Kind | None = None) -> General:
    """What words say about a product in general; where they say nothing that we know, it is never a yes."""
    meant = _of(words, parse(words_of(words)))
    topics = (topic for topic in (meant.topic, *meant.choices) if topic)
    general = next((topic.general for topic in topics if topic.general), None) or General(words=words, pure=False)
    return replace(general, kinds=tuple(dict.fromkeys((*general.kinds, kind)))) if kind else general


def is_list(text: str) -> bool:
    """Whether a text reads as a list of names: several, parted, most of them known; or nothing but known names."""
    parted, headed = bool(_PARTED.search(text)), bool(_HEADING.match(text))
    if (not (parted or headed) and len(text.split()) > _FEW * 3) or whole_phrase(words_of(text)):
        return False
    label = read_label(text)
    if label.of < _SEVERAL:
        return False
    parts = [part for part in _PARTED.split(text) if part.strip()]
    if len(parts) <= _FEW and not headed and any(_only_to_do(part) for part in (text, *parts)):
        return False
    if headed:
        return label.read >= _SEVERAL
    if _sentence(text):
        return parted and label.of >= _FEW and label.read >= label.of * _LABEL_SHARE
    return label.read == label.of or (parted and (label.of >= _FEW or label.read >= _SEVERAL))


def _sentence(text: str) -> bool:
    """Whether the words that hold a sentence together are many: one in four and more."""
    words = words_of(text)
    little = sum("filler" in classes_of(word.plain) for word in words)
    return little * _FEW >= len(words)


def _only_to_do(part: str) -> bool:
    """Whether a part of a text names something to do, and nothing that stands on labels."""
    topics = parse(words_of(part)).topics
    return any(meaning.activity for topic in topics for meaning in topic.parts[0]) and not read_label(part).read


def _named(text: str, products: Named) -> tuple[Topic, ...]:
    """The products with exactly this name."""
    name = fold(text)
    return tuple(_product(key, other) for key, other in products if other and name and fold(other) == name)[:1]


def _telling(parsed: Parsed, products: Named) -> tuple[tuple[Topic, ...], bool]:
    """The products whose names hold every telling word of the text; and whether one name holds just these."""
    typed = {word.plain for word in parsed.words}
    telling = {word for word in typed if _HARMLESS.isdisjoint(classes_of(word)) and not word.isdigit()}
    named = [(key, name, {word.plain for word in words_of(name)}) for key, name in products] if typed else []
    exact = [_product(key, name) for key, name, words in named if words <= typed and telling <= words]
    if exact:
        return tuple(exact[:1]), True
    return tuple(_product(key, name) for key, name, words in named if telling and telling <= words)[:_PROPOSED], False


def _product(key: str, name: str) -> Topic:
    return Topic(sense=Sense.PRODUCT, id=str(key), words=name)


def _of(text: str, parsed: Parsed) -> Understanding:
    """What a sentence that was taken apart is about."""
    unknown = tuple(parsed.words[place].given for place in parsed.unknown)
    asked = _asked(parsed)
    if not asked:
        if product := _product_in_general(parsed):
            return replace(_settled(text, (product,), ()), language=parsed.language)
        turned = tuple(one for topic in parsed.topics if topic.turned for one in _topics(parsed, topic))
        return Understanding(
            text=text, sense=Sense.UNKNOWN, choices=turned[:MOST_CHOICES], unknown=unknown, language=parsed.language
        )
    topics = tuple(one for topic in asked for one in _topics(parsed, topic))
    sure = len(asked) == 1 and _sure(asked[0])
    meant = _settled(text, topics, unknown, sure=sure)
    if not sure and meant.sense is not Sense.UNKNOWN and len(asked) == 1:
        meant = replace(meant, sense=Sense.UNKNOWN)
    return replace(meant, language=parsed.language)


def _product_in_general(parsed: Parsed) -> Topic | None:
    """A brand, or words that name a kind of product among others: a product of which only its list tells more."""
    if parsed.topics:
        return None
    classes = [classes_of(word.plain).keys() for word in parsed.words]
    told = [place for place, names in enumerate(classes) if _HARMLESS.isdisjoint(names)]
    if any("body" in names for names in classes) or (told and told[-1] - told[0] > _LONGEST_NAME):
        return None
    branded = any("brand" in names for names in classes)
    kind = kind_of(_said(parsed.words, min(told), max(told) + 1)) if told and len(told) <= _LONGEST_NAME else None
    if not told or not (branded or kind):
        return None
    words = _said(parsed.words, min(told), max(told) + 1)
    general = General(words=words, kinds=(kind,) if kind else (), pure=False)
    return Topic(sense=Sense.GENERAL, id=words, words=words, general=general)


def _sure(topic: Mention) -> bool:
    """Whether what stands beside a topic leaves it what it is: a brand does, and an unknown word does to a product."""
    to_do = any(meaning.activity for part in topic.parts for meaning in part)
    if topic.of_a_product and not (to_do and len(topic.parts) == 1):
        return topic.beside in (Beside.NOTHING, Beside.BRAND, Beside.UNKNOWN)
    return topic.beside in (Beside.NOTHING, Beside.BRAND)


def _asked(parsed: Parsed) -> tuple[Mention, ...]:
    """The topics that are asked about: not those that are only told, turned round or named by the way."""
    topics = [topic for topic in parsed.topics if not topic.turned]
    topics = _without_the_treatment(parsed, topics)
    topics = _without_the_weak(topics)
    topics = _feelings_or_others(parsed, topics)
    topics = [topic for topic in topics if not topic.aside] or topics
    ask = next((at for at, word in enumerate(parsed.words) if "ask" in classes_of(word.plain)), None)
    if ask is not None:
        topics = [topic for topic in topics if topic.start > ask] or topics
    return tuple({tuple(sorted(m.key for part in topic.parts for m in part)): topic for topic in topics}.values())


def _without_the_treatment(parsed: Parsed, topics: list[Mention]) -> list[Mention]:
    """Whoever says that they had needling, or names it by the way, does not ask whether to have it."""
    needling = [topic for topic in topics if any(meaning.key == _NEEDLING for meaning in topic.parts[0])]
    others = [topic for topic in topics if topic not in needling]
    again = any(word.plain in _AGAIN for word in parsed.words)
    asked = [topic for topic in needling if not _is_told(parsed, topic) and (again or not others)]
    return sorted((*others, *asked), key=lambda topic: topic.start)


def _is_told(parsed: Parsed, topic: Mention) -> bool:
    """Whether "I had", "after my", "me hice" stands before a topic."""
    return any(word.plain in _TOLD for word in parsed.words[max(topic.start - _FEW, 0) : topic.start])


def _feelings_or_others(parsed: Parsed, topics: list[Mention]) -> list[Mention]:
    """What they feel, unless leave is asked for something else."""
    feelings = [topic for topic in topics if any(meaning.feeling for meaning in topic.parts[0])]
    others = [topic for topic in topics if topic not in feelings]
    if not feelings or not others:
        return topics
    normal = any(word.plain in ("normal", "why", "porque") for word in parsed.words)
    return feelings if normal else others


def _without_the_weak(topics: list[Mention]) -> list[Mention]:
    """Without the words that are hardly a topic beside another, as "drink" in "drink coffee"; not so in "ice bath"."""
    strong = min((topic.weak for topic in topics), default=0)
    ends = {topic.end for topic in topics if topic.weak == strong}
    return [topic for topic in topics if topic.weak == strong or (topic.weak == 1 and topic.start in ends)]


def _topics(parsed: Parsed, topic: Mention) -> tuple[Topic, ...]:
    """What one topic can mean: something to do, something felt, or one thing in general made of all its parts."""
    if len(topic.parts) > 1:
        parts = [meaning for part in topic.parts for meaning in part if meaning.of_a_product or _of_the_skin(meaning)]
        return (_general(parsed, topic, parts),)
    others = [_single(parsed, topic, meaning) for meaning in topic.parts[0] if not meaning.of_a_product]
    general = [meaning for meaning in topic.parts[0] if meaning.of_a_product and (meaning.languages or not others)]
    return (*others, _general(parsed, topic, general)) if general else tuple(others)


def _of_the_skin(meaning: Meaning) -> bool:
    """Whether the rule for something to do is about what is put on as well: a numbing cream, and no drink."""
    return meaning.activity is not None and meaning.activity.group in _PUT_ON


def _single(parsed: Parsed, topic: Mention, meaning: Meaning) -> Topic:
    words = _said(parsed.words, topic.start, topic.end)
    first, last = topic.reach
    typed = _said(parsed.words, min(first, topic.start), max(last, topic.end))
    if meaning.feeling:
        return Topic(sense=Sense.FEELING, id=meaning.feeling.id, words=words, feeling=meaning.feeling)
    activity = _swallowed_instead(parsed, topic, meaning.activity)
    if activity is None:
        return _general(parsed, topic, [meaning])
    sense = Sense.MEDICINE if activity.group in _MEDICINES else Sense.ACTIVITY
    return Topic(sense=sense, id=activity.id, words=activity.name, activity=activity, typed=typed)


def _swallowed_instead(parsed: Parsed, topic: Mention, activity: Activity | None) -> Activity | None:
    """Food that is eaten or drunk, and not put on the face as a remedy: "can I eat pineapple"."""
    words = {word.plain for word in parsed.words}
    before = {word.plain for word in parsed.words[max(topic.start - _FEW, 0) : topic.end]}
    classes = word_classes()
    put_on, drunk, eaten = (frozenset().union(*classes[name].values()) for name in ("put-on", "drunk", "eaten"))
    if activity is None or activity.group != _REMEDY or words & put_on:
        return activity
    instead = "drinks-without-alcohol" if before & drunk else "eating" if before & eaten else ""
    return next((other for other in published_guide().activities if other.id == instead), activity)


def _general(parsed: Parsed, topic: Mention, meanings: list[Meaning]) -> Topic:
    start, end = topic.reach
    words = _said(parsed.words, start, end)
    general = General(
        words=words,
        kinds=tuple(dict.fromkeys(one.kind for one in meanings if one.kind)),
        names=tuple(dict.fromkeys(one.name for one in meanings if one.name)),
        marks=tuple(dict.fromkeys(one.mark for one in meanings if one.mark)),
        activities=tuple(dict.fromkeys(one.activity.id for one in meanings if one.activity)),
        pure=topic.beside is Beside.NOTHING and topic.exact and not _doubtful(parsed.words[start:end]),
    )
    return Topic(sense=Sense.GENERAL, id=words, words=words, general=general)


def _doubtful(words: tuple[Word, ...]) -> bool:
    """Whether a brand stands among the words, or a promise behind which a list may hold anything."""
    return any(not {"brand", "promise"}.isdisjoint(classes_of(word.plain)) for word in words)


def _said(words: tuple[Word, ...], start: int, end: int) -> str:
    return " ".join(word.given for word in words[start:end])


def _settled(text: str, topics: Sequence[Topic], unknown: tuple[str, ...], *, sure: bool = True) -> Understanding:
    """One topic is what is meant; several are to be asked about."""
    unique = tuple({(topic.sense, topic.id): topic for topic in topics}.values())
    if not unique:
        return Understanding(text=text, sense=Sense.UNKNOWN, unknown=unknown)
    if len(unique) == 1 and sure:
        return Understanding(text=text, sense=unique[0].sense, topic=unique[0], unknown=unknown)
    return Understanding(text=text, sense=unique[0].sense, choices=unique[:MOST_CHOICES], unknown=unknown)


def _with_slips(text: str, parsed: Parsed, meant: Understanding) -> Understanding:
    """Words that are nobody's are mended by one or two letters: the little ones silently, a topic to be confirmed."""
    little = little_words_mended(parsed.words, parsed.unknown, parsed.beside)
    if little:
        parsed = parse(little, parsed.language)
        meant = _of(text, parsed)
    if meant.topic or meant.choices or not parsed.unknown:
        return meant
    readings = [_of(text, parse(words, parsed.language)) for words in topics_mended(parsed.words, parsed.unknown)]
    proposals = [topic for reading in readings for topic in ((reading.topic,) if reading.topic else reading.choices)]
    if not proposals:
        return meant
    guess = _settled(text, (*meant.choices, *proposals), meant.unknown, sure=False)
    return replace(guess, sense=Sense.UNKNOWN, language=parsed.language)
