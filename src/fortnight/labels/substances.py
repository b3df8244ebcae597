"""What is not for open skin, by name: medicines, caustics, bleaches, dyes, poisons ... (`data/not_for_this.toml`).

A substance is known wherever its words stand in a printed name, also in one that no vocabulary holds; some only as
the whole name, and some only where they are a main thing of the product. The groups are cues of `labels/cues.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from fortnight.errors import DataError
from fortnight.labels.patterns import pattern
from fortnight.labels.thresholds import first_names
from fortnight.sources import shipped

_FILE = "labels/data/not_for_this.toml"
_WORDS = pattern(r"[ ()/,;+]+")
_KEYS = frozenset({"source", "reviewed", "endings", "never", "anywhere", "whole", "if_main", "first", "percent"})
_PERCENT = 1.0
_SHORTEST_ENDING = 2
"""An ending has to have at least so many letters before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Substance:
    """A substance with its group, its name and its other names, folded; `if_main`: only where it is a main thing."""

    group: str
    names: tuple[str, ...]
    if_main: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstanceGroup:
    """From which place and which percentage on a substance of the group is a main thing."""

    first: int
    percent: float


@dataclass(slots=True)
class Substances:
    """The tables, ready to be asked: whole names, runs of words by their first word, endings of words."""

    every: list[Substance] = field(default_factory=list)
    groups: dict[str, SubstanceGroup] = field(default_factory=dict)
    whole: dict[str, tuple[str, bool]] = field(default_factory=dict)
    runs: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    endings: list[tuple[tuple[str, ...], frozenset[str], str]] = field(default_factory=list)


@cache
def substances() -> Substances:
    """The substances, read once. Raises: DataError for a key that is none, or a name in two groups."""
    import tomllib

    found = Substances()
    for group, table in tomllib.loads(shipped(_FILE)).items():
        strange = set(table) - _KEYS
        if strange:
            raise DataError(
                _FILE, 1, f"[{group}] has {sorted(strange)}", "See the head of the file for what it may have."
            )
        found.groups[group] = SubstanceGroup(
            first=table.get("first", first_names()), percent=table.get("percent", _PERCENT)
        )
        endings = tuple(table.get("endings", "").split())
        if endings:
            found.endings.append((endings, frozenset(table.get("never", "").split()), group))
        for key in ("anywhere", "whole", "if_main"):
            for names in _lines(table.get(key, "")):
                _take(found, Substance(group=group, names=names, if_main=key == "if_main"), anywhere=key == "anywhere")
    return found


def _lines(text: str) -> Iterator[tuple[str, ...]]:
    for line in text.strip().splitlines():
        name, _, others = line.partition(": ")
        yield (name.strip(), *(other.strip() for other in others.split(", ") if other.strip()))


def _take(found: Substances, substance: Substance, *, anywhere: bool) -> None:
    found.every.append(substance)
    for name in substance.names:
        other = found.whole.setdefault(name, (substance.group, substance.if_main))
        if other[0] != substance.group:
            raise DataError(
                _FILE, 1, f'"{name}" is in {other[0]} and in {substance.group}', "Keep it in one of the two."
            )
        if anywhere:
            words = tuple(_WORDS.split(name))
            found.runs.setdefault(words[0], []).append((words, substance.group))


def groups_in(folded: str) -> tuple[tuple[str, bool], ...]:
    """The groups of the substances that a folded name holds, each with whether it counts only as a main thing.

    >>> groups_in("lidocaine hcl 4%"), groups_in("sodium hydroxide"), groups_in("cetyl alcohol")
    ((('anaesthetic', False),), (('caustic', True),), ())
    """
    tables = substances()
    whole = tables.whole.get(folded)
    words = tuple(word for word in _WORDS.split(folded) if word)
    found = [whole] if whole else []
    if not any(map(_may_tell, words)):
        return tuple(found)
    for place, word in enumerate(words):
        for run, group in tables.runs.get(word, ()):
            if words[place : place + len(run)] == run:
                found.append((group, False))
        ending = _by_ending(word)
        if ending:
            found.append((ending, False))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def _may_tell(word: str) -> bool:
    """Whether a word tells a group by its ending or begins the name of a substance; words repeat, names do not."""
    return word in substances().runs or _by_ending(word) is not None


@lru_cache(maxsize=2048)
def _by_ending(word: str) -> str | None:
    """The group that the ending of a word tells."""
    for endings, never, group in substances().endings:
        if word.endswith(endings) and word not in never:
            return (
                group
                if len(word) > _SHORTEST_ENDING + max(map(len, (e for e in endings if word.endswith(e))))
                else None
            )
    return None


_PERCENT_BEHIND = re.compile(r"\s*[(\[]?\s*(\d+(?:[.,]\d+)?)\s*%")
_PERCENT_BEFORE = re.compile(r"(\d+(?:[.,]\d+)?)\s*%\s*[(\[]?$")


def percentage(text: str, start: int, end: int) -> float | None:
    """The percentage printed right behind a name, or right before it, or None."""
    if "%" not in text:
        return None
    found = _PERCENT_BEHIND.match(text, end) or _PERCENT_BEFORE.search(text, max(0, start - 12), start)
    return float(found[1].replace(",", ".")) if found else None


def is_main(group: str, rank: int, percent: float | None) -> bool:
    """Whether a substance of a group is a main thing at this place (0 first) with this percentage."""
    bounds = substances().groups[group]
    return rank < bounds.first if percent is None else percent >= bounds.percent
