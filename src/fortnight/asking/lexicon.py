"""What phrases can mean: trees over the stems of words, from everything that we have a rule or an answer for.

The longest phrase wins. A phrase that is typed as it stands comes before one that only shares its stems. Inside a
phrase the little words ("of", "my", "de la") may be there or not; at its end they may not, so that "vitamin a" is
never "vitamin". Names of ingredients come from the vocabulary of labels and are looked up there, as they stand. The
tree of a first word is grown when the word is first met, since a question meets few of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from fortnight.asking.load import everyday, feelings, word_classes
from fortnight.asking.model import Feeling
from fortnight.asking.words import TypedWord, plain, plain_words, stem, words_of
from fortnight.guide.load import published_guide
from fortnight.guide.model import Activity
from fortnight.labels.model import Kind, Mark
from fortnight.labels.vocabulary import vocabulary
from fortnight.wording.load import LANGUAGE
from fortnight.wording.rule_words import asked_by

OF_TOPICS = frozenset(
    {
        "body",
        "brand",
        "change",
        "drunk",
        "eaten",
        "meal",
        "promise",
        "put-on",
        "put-on-skin",
        "settings",
        "swallowed",
        "weak",
    }
)
"""Classes that say something of a topic beside them. A form of such a word is as unknown as any other word."""
_MOST_LITTLE = 12
"""So many little words may stand inside a phrase: a run of nothing else is not followed to the end of the text."""
_LONGEST_NAME = 6
_SHORT_NAME = 3
_ACCENTED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseMeaning:
    """What a phrase means: one of the five is not empty. `languages` are those in which the phrase is said.

    `idle`: nothing, as "a walk in the park"; no topic is looked for in such a phrase. `asks`: typed alone, it is asked
    which of its meanings is meant.
    """

    languages: frozenset[str] = frozenset()
    activity: Activity | None = None
    feeling: Feeling | None = None
    kind: Kind | None = None
    mark: Mark | None = None
    name: str = ""
    idle: bool = False
    asks: bool = False

    @property
    def of_a_product(self) -> bool:
        """Whether it is about what is in a bottle."""
        return self.activity is None and self.feeling is None and not self.idle

    @property
    def key(self) -> str:
        """What two meanings share that are the same."""
        if self.activity:
            return self.activity.id
        return self.feeling.id if self.feeling else str(self.kind or self.mark or self.name)


@dataclass(slots=True)
class _PhraseNode:
    onward: dict[str, "_PhraseNode"] = field(default_factory=dict)
    ends: list[tuple[tuple[str, ...], str, PhraseMeaning]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A phrase that stands at a place: how many words it takes, what it means, whether it stands as it is."""

    length: int
    meanings: tuple[PhraseMeaning, ...]
    exact: bool

    @property
    def idle(self) -> bool:
        """Whether it is a figure of speech, and no topic."""
        return any(meaning.idle for meaning in self.meanings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The phrases by the stems of their first words, and the trees that were grown of them."""

    starts: Mapping[str, Sequence[tuple[str, PhraseMeaning]]]
    trees: dict[str, _PhraseNode] = field(default_factory=dict)

    def at(self, words: tuple[TypedWord, ...], start: int) -> Match | None:
        """The longest phrase that begins with the word at `start`, or None."""
        first = self._tree(stem(words[start].plain)) if start < len(words) else None
        if first is None:
            return None
        best = (start, first) if first.ends else None
        open_ways = [(start + 1, first, 0)]
        while open_ways:
            place, node, passed = open_ways.pop()
            if place >= len(words) or words[place].ends:
                continue
            word = words[place].plain
            if word in little() and passed < _MOST_LITTLE:
                open_ways.append((place + 1, node, passed + 1))
            onward = node.onward.get(stem(word))
            if onward:
                open_ways.append((place + 1, onward, passed))
                if onward.ends and (best is None or place >= best[0]):
                    best = place, onward
        return _match(words, start, *best) if best else None

    def _tree(self, first: str) -> _PhraseNode | None:
        """The tree of all phrases that begin with a stem, built at its first use; None where there is none."""
        tree = self.trees.get(first)
        if tree is None and first in self.starts:
            tree = self.trees[first] = _grown(first, self.starts[first])
        return tree


def _grown(first: str, phrases: Iterable[tuple[str, PhraseMeaning]]) -> _PhraseNode:
    root = _PhraseNode()
    for phrase, meaning in phrases:
        spoken = words_of(phrase)
        raw = tuple(word.plain for word in spoken)
        accented = " ".join(word.given for word in spoken)
        for way in {raw, _bare(raw)}:
            if stem(way[0]) != first:
                continue
            node = root
            for word in way[1:]:
                node = node.onward.setdefault(stem(word), _PhraseNode())
            _merge(node, _bare(raw), accented, meaning)
    return root


@cache
def little() -> frozenset[str]:
    """The words that may stand inside a phrase or not: "of", "my", "de la"."""
    return frozenset().union(*word_classes()["little"].values())


def _match(words: tuple[TypedWord, ...], start: int, last: int, node: _PhraseNode) -> Match | None:
    span = words[start : last + 1]
    if len(span) == 1 and _is_accented_person(span[0], node):
        return None
    typed = _bare(tuple(word.plain for word in span))
    alone = len(words) == len(span)
    ends = [
        (raw, meaning)
        for raw, accented_form, meaning in node.ends
        if len(accented_form) > _ACCENTED or alone or " ".join(word.given for word in span) == accented_form
    ]
    as_typed = " ".join(word.given for word in span)
    accented = (
        [meaning for _, accented_form, meaning in node.ends if accented_form == as_typed]
        if as_typed != plain(as_typed)
        else []
    )
    exact = accented or [meaning for raw, meaning in ends if raw == typed]
    meanings = exact or [meaning for _, meaning in ends]
    unique: dict[str, PhraseMeaning] = {}
    for meaning in meanings:
        same = unique.get(meaning.key)
        unique[meaning.key] = replace(meaning, languages=meaning.languages | same.languages) if same else meaning
    return Match(length=len(span), meanings=tuple(unique.values()), exact=bool(exact)) if unique else None


def _is_accented_person(word: TypedWord, node: _PhraseNode) -> bool:
    """Whether an accent makes a person of the word for a thing: "papá" is no potato."""
    accented = word.given != word.plain and "people" in classes_of(word.plain)
    return accented and not any(given == word.given for _, given, _ in node.ends)


def _bare(phrase: tuple[str, ...]) -> tuple[str, ...]:
    """A phrase without the little words in front of it and inside of it; what ends it stays."""
    *front, last = phrase
    return (*(word for word in front if word not in little()), last)


@cache
def lexicon() -> Lexicon:
    """The lexicon, made once. Raises: DataError when a table is broken."""
    starts: dict[str, list[tuple[str, PhraseMeaning]]] = {}
    for phrase, meaning in _phrases():
        for first in _first_stems(phrase):
            starts.setdefault(first, []).append((phrase, meaning))
    return Lexicon(starts=starts)


def _first_stems(phrase: str) -> set[str]:
    """The stems that a phrase may begin with: of its first word, and of its first one that is no little word."""
    head = phrase.partition(" ")[0]
    if head.isascii() and head.isalpha() and head.islower() and head not in little():
        return {stem(head)}
    raw = plain_words(phrase)
    bare = next((word for word in raw[:-1] if word not in little()), raw[-1]) if raw else ""
    return {stem(raw[0]), stem(bare)} if raw else set()


@cache
def phrase_words() -> frozenset[str]:
    """The single words of all phrases."""
    phrases = [phrase for phrase, _ in _phrases()]
    in_ascii = "\n".join(phrase for phrase in phrases if phrase.isascii())
    accented = "\n".join(phrase for phrase in phrases if not phrase.isascii())
    return frozenset((*plain_words(in_ascii), *plain_words(accented)))


@cache
def topic_words() -> frozenset[str]:
    """The single words that are a phrase by themselves."""
    single = (phrase for phrase, _ in _phrases() if " " not in phrase)
    return frozenset(words[0] for phrase in single if len(words := plain_words(phrase)) == 1)


def _merge(node: _PhraseNode, raw: tuple[str, ...], accented_form: str, meaning: PhraseMeaning) -> None:
    """Add a phrase at its last node; one that is the same in both languages is one entry with both."""
    for place, (other, accented, same) in enumerate(node.ends):
        if other == raw and same.key == meaning.key and len(accented) == len(accented_form):
            joined = replace(same, languages=same.languages | meaning.languages)
            node.ends[place] = (raw, accented, joined)
            return
    node.ends.append((raw, accented_form, meaning))


def _phrases() -> Iterator[tuple[str, PhraseMeaning]]:
    for activity in published_guide().activities:
        meaning = PhraseMeaning(languages=frozenset({LANGUAGE}), activity=activity)
        yield from ((phrase, meaning) for phrase in (activity.id, activity.name, *activity.also))
        meaning = PhraseMeaning(languages=frozenset({"es"}), activity=activity)
        yield from ((phrase, meaning) for phrase in asked_by(activity.id))
    activities = {activity.id: activity for activity in published_guide().activities}
    for entry in everyday():
        for language, phrases in entry.phrases.items():
            meaning = PhraseMeaning(
                languages=frozenset({language}),
                activity=activities.get(entry.activity),
                kind=entry.kind,
                mark=entry.mark,
                name=entry.name,
                idle=entry.idle,
                asks=entry.asks,
            )
            yield from ((phrase, meaning) for phrase in phrases)
    for feeling, spoken in feelings():
        for language, phrases in spoken.items():
            meaning = PhraseMeaning(languages=frozenset({language}), feeling=feeling)
            yield from ((phrase, meaning) for phrase in phrases)


def name_at(words: tuple[TypedWord, ...], start: int) -> Match | None:
    """The longest name of an ingredient that begins with the word at `start`, exactly as labels spell it, or None."""
    canonical_names = vocabulary().known
    last = min(start + _LONGEST_NAME, len(words))
    limit = next((at for at in range(start + 1, last) if words[at].ends), last)
    for end in range(limit, start, -1):
        spelt = [word.plain for word in words[start:end]]
        for joint in (" ", "-") if end - start > 1 else (" ",):
            name = canonical_names.get(joint.join(spelt))
            if name and (end - start > 1 or len(spelt[0]) > _SHORT_NAME):
                return Match(length=end - start, meanings=(PhraseMeaning(name=name.inci),), exact=True)
    return None


@lru_cache(maxsize=8192)
def classes_of(word: str) -> dict[str, frozenset[str]]:
    """The classes of words that a word is in, each with the languages in which it is."""
    classes = {}
    for name, by_language in word_classes().items():
        languages = frozenset(language for language, words in by_language.items() if word in words)
        if languages:
            classes[name] = languages
    return classes


@cache
def class_stems() -> frozenset[str]:
    """The stems of all words of the classes but those that change a topic."""
    named = ((name, words) for name, spoken in word_classes().items() for words in spoken.values())
    return frozenset(stem(word) for name, words in named if name not in OF_TOPICS for word in words)


@cache
def settings() -> frozenset[str]:
    """The ids of topics that are mostly where or why something else is asked about: eating, going to work."""
    return frozenset().union(*word_classes()["settings"].values())
