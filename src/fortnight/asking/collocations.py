"""Words that mean one thing together though others stand between: "can the flaky bits be peeled, gently".

Phrases (`lexicon`) stand word by word. What people say of their hands, of children and of flakes rarely does: the verb
comes first or last, with half a sentence between. A collocation is found where one word of each of its groups stands
near the others; where a phrase holds all of these words already, the phrase decides.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from fortnight.asking.lexicon import Match, PhraseMeaning
from fortnight.asking.load import feelings
from fortnight.asking.words import TypedWord, plain, stem
from fortnight.errors import DataError
from fortnight.guide.load import published_guide
from fortnight.sources import shipped
from fortnight.tables import parse
from fortnight.wording.load import LANGUAGES

_FILE = "asking/data/collocations.toml"
_ANY_ENDING = "*"
_LONGEST_TEXT = 120
"""So many words of a text are looked at: who asks needs no more, and the time stays bounded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGroup:
    """Words of which one has to stand: whole words by their stems, and beginnings of words."""

    stems: frozenset[str]
    beginnings: tuple[str, ...]

    def holds(self, word: str) -> bool:
        """Whether a plain word is one of them."""
        return stem(word) in self.stems or word.startswith(self.beginnings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collocation:
    """What is meant in one language, the groups, and how many words may lie between the first and the last."""

    meaning: PhraseMeaning
    groups: tuple[WordGroup, ...]
    reach: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CollocationMatch:
    """A collocation in a text: the places of its words in order."""

    collocation: Collocation
    places: tuple[int, ...]


@cache
def collocations() -> tuple[Collocation, ...]:
    """Every collocation. Raises: DataError when the data is broken."""
    return tuple(read_collocations(shipped(_FILE), _FILE))


def read_collocations(text: str, file: str) -> Iterator[Collocation]:
    """The `[[collocation]]` entries of a text. Raises: DataError with the line and the fix."""
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == "[[collocation]]"]
    entries = parse(text, file).get("collocation", [])
    if not isinstance(entries, list) or len(entries) != len(lines):
        raise DataError(file, 1, "not a list of entries", "Begin each entry with a line [[collocation]].")
    for entry, line in zip(entries, lines, strict=True):
        yield from _read(entry, file, line)


def _read(entry: Mapping[str, Any], file: str, line: int) -> Iterator[Collocation]:
    unknown = entry.keys() - {"means", "reach", *LANGUAGES}
    if unknown:
        raise DataError(file, line, f'unknown key "{min(unknown)}"', f"Write means, reach, {', '.join(LANGUAGES)}.")
    for language in LANGUAGES:
        meaning = _meaning(str(entry.get("means", "")), language)
        if meaning is None:
            fix = "Name an activity or a feeling."
            raise DataError(file, line, f'means = "{entry.get("means")}" is nothing that we know', fix)
        groups = tuple(_group(words) for words in entry.get(language, ()))
        if len(groups) > 1:
            yield Collocation(meaning=meaning, groups=groups, reach=int(entry.get("reach", 0)))


def _meaning(means: str, language: str) -> PhraseMeaning | None:
    """What "activity:..." or "feeling:..." names, or nothing."""
    what, _, name = means.partition(":")
    languages = frozenset({language})
    if what == "activity":
        activities = {activity.id: activity for activity in published_guide().activities}
        return PhraseMeaning(languages=languages, activity=activities[name]) if name in activities else None
    named = {feeling.id: feeling for feeling, _ in feelings() if what == "feeling"}
    return PhraseMeaning(languages=languages, feeling=named[name]) if name in named else None


def _group(words: str) -> WordGroup:
    every = plain(words.replace("-", " ")).split()
    whole = [word for word in every if not word.endswith(_ANY_ENDING)]
    beginnings = tuple(word.rstrip(_ANY_ENDING) for word in every if word.endswith(_ANY_ENDING))
    return WordGroup(stems=frozenset(stem(word) for word in whole), beginnings=beginnings)


def collocations_in(words: tuple[TypedWord, ...]) -> tuple[CollocationMatch, ...]:
    """The collocations of a text, at most one for each meaning, by their places."""
    held: dict[int, dict[int, list[int]]] = {}
    for place, word in enumerate(words[:_LONGEST_TEXT]):
        for number, group in _groups_of(word.plain):
            held.setdefault(number, {}).setdefault(group, []).append(place)
    by_meaning: dict[str, CollocationMatch] = {}
    for number in sorted(held):
        collocation = collocations()[number]
        if len(held[number]) == len(collocation.groups) and collocation.meaning.key not in by_meaning:
            places = _places([held[number][group] for group in range(len(collocation.groups))], collocation.reach)
            if places:
                by_meaning[collocation.meaning.key] = CollocationMatch(collocation=collocation, places=places)
    return tuple(sorted(by_meaning.values(), key=lambda match: match.places))


@lru_cache(maxsize=8192)
def _groups_of(word: str) -> tuple[tuple[int, int], ...]:
    """The groups that a plain word is of: the number of the collocation, and which of its groups."""
    return tuple(
        (number, place)
        for number, collocation in enumerate(collocations())
        for place, group in enumerate(collocation.groups)
        if group.holds(word)
    )


def _places(held: list[list[int]], reach: int) -> tuple[int, ...]:
    """Where the words of a collocation stand, each group at a place of its own; empty where they do not."""
    for first in held[0]:
        chosen = [first]
        for places in held[1:]:
            near = [place for place in places if place not in chosen and abs(place - first) <= reach]
            if not near:
                break
            chosen.append(min(near, key=lambda place: abs(place - first)))
        else:
            return tuple(sorted(chosen))
    return ()


def with_collocations(
    collocation_matches: tuple[CollocationMatch, ...], matches: list[tuple[int, Match]]
) -> list[tuple[int, Match]]:
    """The matches, with each collocation at its last word in place of the matches that only hold a part of it."""
    for collocated in collocation_matches:
        held = [(start, match) for start, match in matches if _holds(start, match, collocated)]
        if any(
            _is_all_of(start, match, collocated) or _says_the_same(start, match, collocated) for start, match in held
        ):
            continue
        collocation = (collocated.places[-1], Match(length=1, meanings=(collocated.collocation.meaning,), exact=True))
        matches = [match for match in matches if match not in held] + [collocation]
    return sorted(matches, key=lambda placed: placed[0])


def _holds(start: int, match: Match, collocation_match: CollocationMatch) -> bool:
    return any(start <= place < start + match.length for place in collocation_match.places)


def _is_all_of(start: int, match: Match, collocation_match: CollocationMatch) -> bool:
    """Whether a phrase holds every word of a collocation."""
    return all(start <= place < start + match.length for place in collocation_match.places)


def _says_the_same(start: int, match: Match, collocated: CollocationMatch) -> bool:
    """Whether a phrase with two words of a collocation means what it means: then it stands where it was said."""
    words = sum(start <= place < start + match.length for place in collocated.places)
    return words > 1 and any(meaning.key == collocated.collocation.meaning.key for meaning in match.meanings)
