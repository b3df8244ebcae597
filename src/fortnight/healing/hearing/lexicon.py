"""The concepts of `data/hearing/concepts.toml`, and where a message says them.

A concept is a set of words and phrases in every language. They are compared word by word: the same word, the beginning
of a word (`swell*`), or any two words in between (`~`). A word that no phrase knows is also tried with one slip mended
(slips.py). Time is linear in the message: each word meets only those phrases that can begin with it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from types import MappingProxyType

from fortnight.errors import DataError, did_you_mean
from fortnight.healing.hearing.folding import Word, words_of
from fortnight.sources import shipped
from fortnight.tables import parse
from fortnight.wording.load import LANGUAGES

FILE = "healing/data/hearing/concepts.toml"
_GAP = "~"
_WIDEST_GAP = 2
_NOT_SKIPPED = frozenset(("no", "not", "never", "without", "isnt", "arent", "sin", "ni", "nunca", "but", "pero"))
_KEYS = frozenset({*LANGUAGES, "place", "cue", "hides"})


@dataclass(frozen=True, slots=True)
class Concept:
    """A set of words. `place`: it cannot be denied. `cue`: what its words do to the concepts around them.

    `hides`: concepts that are not meant by words inside one of its own phrases.
    """

    id: str
    place: bool
    cue: str
    phrases: tuple[tuple[str, ...], ...]
    hides: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept said at words `first` to `last` (base 0, both included). `mended`: by one word with its slip mended."""

    concept: str
    first: int
    last: int
    mended: bool = False


@dataclass(slots=True)
class _Node:
    words: dict[str, "_Node"] = field(default_factory=dict)
    stems: dict[str, "_Node"] = field(default_factory=dict)
    gap: "_Node | None" = None
    ends: list[str] = field(default_factory=list)


@cache
def concepts() -> Mapping[str, Concept]:
    """Every concept by its id. Raises: DataError when the data is broken."""
    return read_concepts(shipped(FILE), FILE)


def read_concepts(text: str, file: str) -> Mapping[str, Concept]:
    """The concepts of a text. Raises: DataError with the line and the fix."""
    lines = {line.strip(): number for number, line in enumerate(text.splitlines(), 1)}
    entries: dict[str, Concept] = {}
    for name, values in parse(text, file).items():
        line = lines.get(f"[{name}]", 1)
        if not isinstance(values, dict):
            raise DataError(file, line, f'"{name}" is not a concept', f'Write [{name}] and under it en = "...".')
        for key in values.keys() - _KEYS:
            raise DataError(file, line, f'"{name}": unknown key "{key}"', did_you_mean(key, _KEYS))
        phrases = [phrase for language in LANGUAGES for phrase in str(values.get(language, "")).split(",")]
        cut = tuple(dict.fromkeys(_phrase(text) for text in phrases))
        if not all(phrase and phrase[0] != _GAP for phrase in cut):
            raise DataError(file, line, f'"{name}" has a phrase without words', "Take the comma or the ~ out.")
        entries[name] = Concept(
            name,
            values.get("place") is True,
            str(values.get("cue", "")),
            cut,
            frozenset(str(values.get("hides", "")).split()),
        )
    return MappingProxyType(entries)


def _phrase(text: str) -> tuple[str, ...]:
    parts: list[str] = []
    for piece in text.split():
        if piece == _GAP:
            parts.append(_GAP)
            continue
        inner = [word.text for word in words_of(piece)]
        if inner and piece.endswith("*"):
            inner[-1] += "*"
        parts += inner
    while parts and parts[-1] == _GAP:
        parts.pop()
    return tuple(parts)


@cache
def _trie() -> _Node:
    root = _Node()
    for concept in concepts().values():
        for phrase in concept.phrases:
            node = root
            for part in phrase:
                node = _grown(node, part)
            node.ends.append(concept.id)
    return root


def _grown(node: _Node, part: str) -> _Node:
    if part == _GAP:
        node.gap = node.gap or _Node()
        return node.gap
    if part.endswith("*"):
        return node.stems.setdefault(part[:-1], _Node())
    return node.words.setdefault(part, _Node())


@cache
def known_words() -> frozenset[str]:
    """Every whole word of every phrase."""
    parts = {part for concept in concepts().values() for phrase in concept.phrases for part in phrase}
    return frozenset(part for part in parts if part != _GAP and not part.endswith("*"))


@cache
def known_stems() -> frozenset[str]:
    """Every beginning of a word that stands for its endings."""
    parts = {part for concept in concepts().values() for phrase in concept.phrases for part in phrase}
    return frozenset(part[:-1] for part in parts if part.endswith("*"))


@lru_cache(maxsize=20_000)
def knows(word: str) -> bool:
    """Whether some phrase holds this word or a beginning of it."""
    return word in known_words() or any(word[:size] in known_stems() for size in range(3, len(word) + 1))


def mentions_in(words: Sequence[Word], spellings: Sequence[tuple[str, ...]]) -> tuple[Mention, ...]:
    """Every mention in a message, in the order of their first word. `spellings`: the words that each may stand for."""
    mentions: dict[Mention, None] = {}
    root = _trie()
    for first in range(len(words)):
        for concept, last in _matches(root, words, spellings, first, first):
            mentions.setdefault(Mention(concept, first, last))
    return tuple(_marked(mention, words, spellings) for mention in mentions)


def _marked(mention: Mention, words: Sequence[Word], spellings: Sequence[tuple[str, ...]]) -> Mention:
    """The mention, marked where it is a single word that only a mended slip makes one of the concept's."""
    if mention.first != mention.last or len(spellings[mention.first]) == 1 or knows(words[mention.first].text):
        return mention
    return replace(mention, mended=True)


def _matches(
    node: _Node, words: Sequence[Word], spellings: Sequence[tuple[str, ...]], first: int, at: int
) -> Iterator[tuple[str, int]]:
    """The concepts whose phrases end at or behind `at`, which is in the sentence of `first`."""
    for concept in node.ends:
        yield concept, at - 1
    if node.gap is not None:
        for ahead in range(_WIDEST_GAP + 1):
            if ahead and (at + ahead > len(words) or words[at + ahead - 1].text in _NOT_SKIPPED):
                break
            yield from _matches(node.gap, words, spellings, first, at + ahead)
    if at >= len(words) or words[at].sentence != words[first].sentence:
        return
    for spelling in spellings[at]:
        for following in _following(node, spelling):
            yield from _matches(following, words, spellings, first, at + 1)


def _following(node: _Node, spelling: str) -> Iterator[_Node]:
    exact = node.words.get(spelling)
    if exact is not None:
        yield exact
    if node.stems:
        for size in range(2, len(spelling) + 1):
            stem = node.stems.get(spelling[:size])
            if stem is not None:
                yield stem
