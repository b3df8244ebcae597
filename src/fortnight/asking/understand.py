"""What does somebody mean who types this? One door for the site, the terminal and the desk.

The order: what must not wait is heard first, and told with whatever else is asked. A list of ingredients is read as
one. The exact name of one of their products, or of one of the catalogue, is that product. Then the sentence is taken
apart (`grammar`): a feeling that is asked about, something to do, a medicine, a product in general. Only exact words
decide. A slip, a word with two meanings, two topics in one question are asked about, with at most four choices; and
what is not understood is said to be so.
"""

from collections.abc import Sequence
from dataclasses import replace

from fortnight.asking.danger import danger_in
from fortnight.asking.grammar import MEDICINES, PUT_ON, Beside, Parsed, TopicMention, parse
from fortnight.asking.heads import NEEDLING, asked_about
from fortnight.asking.lexicon import PhraseMeaning, classes_of
from fortnight.asking.lists import list_in
from fortnight.asking.model import MOST_CHOICES, General, QuestionTopic, Sense, Understanding
from fortnight.asking.overlooked import needles_again, phrases_beside, put_on_the_skin, turned_round
from fortnight.asking.slips import little_words_mended, topics_mended
from fortnight.asking.spellings import respelled, unstretched
from fortnight.asking.when import when
from fortnight.asking.whose import Held, held_by, held_in, in_short
from fortnight.asking.words import TypedWord, was_cut, words_of
from fortnight.guide.load import published_guide
from fortnight.healing.model import Urgency
from fortnight.labels.folding import fold
from fortnight.labels.kinds import kind_of
from fortnight.labels.model import Kind
from fortnight.wording.load import say

_FOR = frozenset({"for", "against", "para", "contra", "anti"})
_FACTOR = frozenset({"spf", "fps", "lsf"})
_HARMLESS = frozenset({"filler", "when", "people", "occasion"})
_LONGEST_NAME = 8
_LONGEST_WORDS = 120
"""So long a question is kept whole by whoever keeps what was asked about."""
_PROPOSED = MOST_CHOICES - 1
_FEW = 4
_MANY_UNKNOWN = 2
"""With so many words that we do not know, the one thing that we do may be beside what is asked about."""
_ANY_SHAPE = frozenset(
    ("powder", "powders", "tablet", "tablets", "pill", "pills", "capsules", "drops", "spray", "ointment", "balm")
)
"""Words for the shape of a thing, which any name may stand before."""
_AFTER = frozenset({"after", "following", "post", "despues", "tras"})

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
    read = unstretched(text)
    words = respelled(words_of(read))
    meant = replace(_meant(read, words, language, shelf, catalogue), text=text)
    danger = danger_in(read, words, meant)
    if meant.sense is not Sense.LABEL:
        meant = replace(meant, when=when(words))
        if was_cut(text):
            meant = replace(meant, unknown=(*meant.unknown, "…"))
    if not danger.signs:
        return replace(meant, ask=danger.ask) if danger.ask else meant
    if danger.urgency is Urgency.CLINIC and meant.sense is Sense.FEELING:
        return replace(meant, signs=danger.signs, urgency=danger.urgency)
    choices = meant.choices if not meant.unknown else ()
    return replace(meant, sense=Sense.SIGN, choices=choices, signs=danger.signs, urgency=danger.urgency)


def _meant(
    text: str, words: tuple[TypedWord, ...], language: str | None, shelf: Named, catalogue: Named
) -> Understanding:
    named = _named(text, shelf) or tuple(_product(key, name) for key, name in catalogue)
    if named:
        return _settled(text, named, ())
    if label := list_in(text):
        topic = QuestionTopic(sense=Sense.LABEL, id="label", words=text, label=label)
        return Understanding(text=text, sense=Sense.LABEL, topic=topic)
    parsed = parse(words, language)
    held = held_in(parsed)
    meant = _of(text, parsed)
    if held.places and not _is_put_on(meant):
        # "Homemade" makes another word of its neighbour for the grammar: without it the product is found.
        bare = parse(tuple(word for place, word in enumerate(words) if place not in held.places), language)
        other = _of(text, bare)
        parsed, meant = (bare, other) if _is_of_a_product(other) else (parsed, meant)
    meant = _of_theirs(text, parsed, meant, shelf, held)
    only = meant.choices[0] if meant.topic is None and len(meant.choices) == 1 else None
    if held.rules and only and only.sense in (Sense.GENERAL, Sense.MEDICINE):
        # What is held back is no yes, whatever the words beside it are: so there is nothing to ask.
        meant = replace(meant, sense=only.sense, topic=only, choices=())
    return _held(meant, held.rules)


def _held(meant: Understanding, rules: tuple[str, ...]) -> Understanding:
    """The same held back, with the whole question in every topic: whoever answers it later holds it back as well."""
    if not rules:
        return meant
    topic = _held_topic(meant.topic, meant, rules) if meant.topic else None
    choices = tuple(_held_topic(choice, meant, rules) for choice in meant.choices)
    return replace(meant, topic=topic, choices=choices, held=rules)


def _held_topic(topic: QuestionTopic, meant: Understanding, rules: tuple[str, ...]) -> QuestionTopic:
    text = meant.text.strip()
    if len(text) > _LONGEST_WORDS:
        text = in_short(topic.words, rules, meant.language)
    if topic.general:
        return replace(topic, words=text, general=replace(topic.general, held=rules))
    return replace(topic, typed=text) if topic.activity and topic.activity.group in PUT_ON else topic


def _of_theirs(text: str, parsed: Parsed, meant: Understanding, shelf: Named, held: Held) -> Understanding:
    """The same with the products of theirs that the words tell; one that is another's or old is asked about."""
    theirs, surely = _telling(parsed, shelf)
    if theirs and surely and not held.rules:
        return _settled(text, theirs, ())
    if theirs:
        others = (meant.topic,) if meant.topic else meant.choices
        return _settled(text, (*theirs, *others), meant.unknown, sure=False)
    return _with_what_stands_beside(parsed, _with_slips(text, parsed, meant))


def _is_put_on(meant: Understanding) -> bool:
    """Whether something to do is meant whose rule is about what is put on: "mascarilla casera"."""
    activity = meant.topic.activity if meant.topic else None
    return activity is not None and activity.group in PUT_ON


def _is_of_a_product(meant: Understanding) -> bool:
    return meant.topic is not None and meant.sense in (Sense.GENERAL, Sense.MEDICINE)


def _with_what_stands_beside(parsed: Parsed, meant: Understanding) -> Understanding:
    """The same with everything else that is named, which the reply asks about where a yes could not bear it."""
    topic = meant.topic
    if topic is None or meant.sense not in (Sense.ACTIVITY, Sense.MEDICINE, Sense.GENERAL):
        return meant
    beside = [
        _topics(parsed, replace(phrase, reach=(phrase.start, phrase.end))) for phrase in phrases_beside(parsed, topic)
    ]
    if needles_again(parsed.words):
        again = next(activity for activity in published_guide().activities if activity.id == NEEDLING)
        beside.append((QuestionTopic(sense=Sense.ACTIVITY, id=again.id, words=again.name, activity=again),))
    unknown = (*meant.unknown, *put_on_the_skin(parsed, topic), *turned_round(parsed, topic))
    return replace(meant, beside=tuple(filter(None, beside)), unknown=unknown)


def _other_by_a_slip(text: str, parsed: Parsed, meant: Understanding) -> Understanding | None:
    """Another product that is meant but for a slip beside it: "hyaluranic acid" is not judged as an acid."""
    named = frozenset(place for topic in parsed.topics if topic.of_a_product for place in range(*topic.reach))
    beside = tuple(place for place in parsed.unknown if place in named)
    if meant.sense is not Sense.GENERAL or not beside:
        return None
    readings = (_of(text, parse(words, parsed.language)) for words in topics_mended(parsed.words, beside))
    others = [reading.topic for reading in readings if reading.topic]
    if not others:
        return None
    return replace(_settled(text, others, meant.unknown, sure=False), sense=Sense.UNKNOWN, language=parsed.language)


def in_general(words: str, kind: Kind | None = None) -> General:
    """What words say about a product in general; where they say nothing that we know, it is never a yes."""
    meant = _of(words, parse(words_of(words)))
    topics = (topic for topic in (meant.topic, *meant.choices) if topic)
    general = next((topic.general for topic in topics if topic.general), None) or General(words=words, pure=False)
    general = replace(general, held=held_by(words))
    return replace(general, kinds=tuple(dict.fromkeys((*general.kinds, kind)))) if kind else general


def _named(text: str, products: Named) -> tuple[QuestionTopic, ...]:
    """The products with exactly this name."""
    name = fold(text)
    return tuple(_product(key, other) for key, other in products if other and name and fold(other) == name)[:1]


def _telling(parsed: Parsed, products: Named) -> tuple[tuple[QuestionTopic, ...], bool]:
    """The products whose names hold every telling word of the text; and whether one name holds just these."""
    typed = {word.plain for word in parsed.words}
    telling = {word for word in typed if _HARMLESS.isdisjoint(classes_of(word)) and not word.isdigit()}
    named = [(key, name, {word.plain for word in words_of(name)}) for key, name in products] if typed else []
    exact = [_product(key, name) for key, name, words in named if words <= typed and telling <= words]
    if exact:
        return tuple(exact[:1]), True
    return tuple(_product(key, name) for key, name, words in named if telling and telling <= words)[:_PROPOSED], False


def _product(key: str, name: str) -> QuestionTopic:
    return QuestionTopic(sense=Sense.PRODUCT, id=str(key), words=name)


def _of(text: str, parsed: Parsed) -> Understanding:
    """What a parsed sentence is about."""
    heads = asked_about(parsed)
    unknown = tuple(parsed.words[place].given for place in parsed.unknown)
    if not heads:
        if product := _product_in_general(parsed):
            return replace(_settled(text, (product,), ()), language=parsed.language)
        turned = tuple(choice for topic in parsed.topics if topic.turned for choice in _topics(parsed, topic))
        return Understanding(
            text=text, sense=Sense.UNKNOWN, choices=turned[:MOST_CHOICES], unknown=unknown, language=parsed.language
        )
    topics = tuple(choice for topic in heads for choice in _topics(parsed, topic))
    sure = len(heads) == 1 and _sure(heads[0]) and not _only_before_it(parsed, heads[0])
    sure = sure and len(unknown) < _MANY_UNKNOWN and not _may_be_a_name(parsed, heads[0])
    meant = _settled(text, topics, unknown, sure=sure)
    if not sure and meant.sense is not Sense.UNKNOWN and len(heads) == 1:
        meant = replace(meant, sense=Sense.UNKNOWN)
    return replace(meant, language=parsed.language)


def _may_be_a_name(parsed: Parsed, topic: TopicMention) -> bool:
    """Whether somebody stands right before a word for any powder or tablet: "grandpa powder" is what a pack says."""
    if topic.end - topic.start != 1 or topic.start == 0 or parsed.words[topic.start].ends:
        return False
    before, word = parsed.words[topic.start - 1].plain, parsed.words[topic.start].plain
    return word in _ANY_SHAPE and "people" in classes_of(before)


def _only_before_it(parsed: Parsed, topic: TopicMention) -> bool:
    """Whether the topic only came before something unknown that is asked: "what do I put on after the sauna"."""
    if not topic.aside:
        return False
    words = [word.plain for word in parsed.words]
    after = next((place for place in range(topic.start - 1, -1, -1) if words[place] in _AFTER), None)
    return after is not None and any("ask" in classes_of(word) for word in words[:after]) and after > _FEW - 2


def _product_in_general(parsed: Parsed) -> QuestionTopic | None:
    """A brand, or words among which one names a kind of product: only the product's list would tell more."""
    if parsed.topics:
        return None
    classes = [classes_of(word.plain).keys() for word in parsed.words]
    telling = [place for place, names in enumerate(classes) if _HARMLESS.isdisjoint(names)]
    if any("body" in names for names in classes) or (telling and telling[-1] - telling[0] > _LONGEST_NAME):
        return None
    branded = any("brand" in names for names in classes)
    kind = (
        kind_of(_said(parsed.words, min(telling), max(telling) + 1))
        if telling and len(telling) <= _LONGEST_NAME
        else None
    )
    if not telling or not (branded or kind):
        return None
    words = _said(parsed.words, min(telling), max(telling) + 1)
    general = General(words=words, kinds=(kind,) if kind else (), pure=False)
    return QuestionTopic(sense=Sense.GENERAL, id=words, words=words, general=general)


def _sure(topic: TopicMention) -> bool:
    """Whether what stands beside a topic leaves it what it is: a brand does, and an unknown word does to a product."""
    to_do = any(meaning.activity for part in topic.parts for meaning in part)
    if topic.of_a_product and not (to_do and len(topic.parts) == 1):
        return topic.beside in (Beside.NOTHING, Beside.BRAND, Beside.UNKNOWN)
    return topic.beside in (Beside.NOTHING, Beside.BRAND)


def _topics(parsed: Parsed, topic: TopicMention) -> tuple[QuestionTopic, ...]:
    """What one topic can mean: an activity, a feeling, or one thing in general made of all its parts."""
    if len(topic.parts) > 1:
        every = [meaning for part in topic.parts for meaning in part]
        parts = [meaning for meaning in every if topic.whole or meaning.of_a_product or _of_the_skin(meaning)]
        return (_general(parsed, topic, parts),)
    others = [_single(parsed, topic, meaning) for meaning in topic.parts[0] if not meaning.of_a_product]
    general = [meaning for meaning in topic.parts[0] if meaning.of_a_product and (meaning.languages or not others)]
    if len(general) > 1 and all(meaning.asks for meaning in general) and len(parsed.phrases) == 1:
        return (*others, *(_which(parsed, topic, meaning) for meaning in general))
    return (*others, _general(parsed, topic, general)) if general else tuple(others)


def _which(parsed: Parsed, topic: TopicMention, meaning: PhraseMeaning) -> QuestionTopic:
    """One of the things that a word for several products can mean, called by what sets it apart."""
    called = f"kind-{meaning.kind}" if meaning.kind else f"mark-{meaning.mark}"
    language = parsed.language if parsed.language in meaning.languages else min(meaning.languages)
    words = say(called, language)
    return replace(_general(parsed, topic, [meaning]), id=words, words=words)


def _of_the_skin(meaning: PhraseMeaning) -> bool:
    """Whether the rule for something to do is about what is put on as well: a numbing cream, and no drink."""
    return meaning.activity is not None and meaning.activity.group in PUT_ON


def _single(parsed: Parsed, topic: TopicMention, meaning: PhraseMeaning) -> QuestionTopic:
    words = _said(parsed.words, topic.start, topic.end)
    first, last = topic.reach
    typed = _said(parsed.words, min(first, topic.start), max(last, topic.end))
    if meaning.feeling:
        return QuestionTopic(sense=Sense.FEELING, id=meaning.feeling.id, words=words, feeling=meaning.feeling)
    activity = meaning.activity
    if activity is None:
        return _general(parsed, topic, [meaning])
    sense = Sense.MEDICINE if activity.group in MEDICINES else Sense.ACTIVITY
    return QuestionTopic(sense=sense, id=activity.id, words=activity.name, activity=activity, typed=typed)


def _general(parsed: Parsed, topic: TopicMention, meanings: list[PhraseMeaning]) -> QuestionTopic:
    start, end = _with_its_promise(parsed.words, *topic.reach)
    words = _said(parsed.words, *_with_its_factor(parsed.words, start, end))
    general = General(
        words=words,
        kinds=tuple(dict.fromkeys(meaning.kind for meaning in meanings if meaning.kind)),
        names=tuple(dict.fromkeys(meaning.name for meaning in meanings if meaning.name)),
        marks=tuple(dict.fromkeys(meaning.mark for meaning in meanings if meaning.mark)),
        activities=tuple(dict.fromkeys(meaning.activity.id for meaning in meanings if meaning.activity)),
        pure=topic.beside is Beside.NOTHING and topic.exact and not _doubtful(parsed.words[start:end]),
    )
    return QuestionTopic(sense=Sense.GENERAL, id=words, words=words, general=general)


def _with_its_factor(words: tuple[TypedWord, ...], start: int, end: int) -> tuple[int, int]:
    """The words of a topic with the number of its sun protection: "spf 15", "15 spf"."""
    if not any(word.plain in _FACTOR for word in words[start:end]):
        return start, end
    while end < len(words) and words[end].number:
        end += 1
    while start > 0 and words[start - 1].number:
        start -= 1
    return start, end


def _with_its_promise(words: tuple[TypedWord, ...], start: int, end: int) -> tuple[int, int]:
    """The words of a topic with what it is said to do: "warming balm", "moisturiser for acne"."""
    if start > 0 and _doubtful(words[start - 1 : start]):
        start -= 1
    if end < len(words) and words[end].plain in _FOR:
        promise = next((at for at in range(end + 1, min(end + 3, len(words))) if _doubtful(words[at : at + 1])), None)
        end = end if promise is None else promise + 1
    return start, end


def _doubtful(words: tuple[TypedWord, ...]) -> bool:
    """Whether a brand stands among the words, or a promise behind which a list may hold anything."""
    return any(not {"brand", "promise"}.isdisjoint(classes_of(word.plain)) for word in words)


def _said(words: tuple[TypedWord, ...], start: int, end: int) -> str:
    return " ".join(word.given for word in words[start:end])


def _settled(
    text: str, topics: Sequence[QuestionTopic], unknown: tuple[str, ...], *, sure: bool = True
) -> Understanding:
    """One topic is what is meant; several are to be asked about."""
    unique = tuple({(topic.sense, topic.id): topic for topic in topics}.values())
    if not unique:
        return Understanding(text=text, sense=Sense.UNKNOWN, unknown=unknown)
    if len(unique) == 1 and sure:
        return Understanding(text=text, sense=unique[0].sense, topic=unique[0], unknown=unknown)
    return Understanding(text=text, sense=unique[0].sense, choices=unique[:MOST_CHOICES], unknown=unknown)


def _with_slips(text: str, parsed: Parsed, meant: Understanding) -> Understanding:
    """Words that are nobody's are mended by one or two letters: the little ones silently, a topic to be confirmed."""
    if meant.topic or not parsed.unknown:
        return _other_by_a_slip(text, parsed, meant) or meant
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
