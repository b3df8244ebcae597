"""The tables of this package: everyday words, feelings, what is welcome in general, the classes of words.

Read once and strictly, as every table: a kind, a trait, a name or an activity that does not exist is a `DataError` with
its file, its line and the fix.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from fortnight.asking.model import Feeling
from fortnight.asking.words import plain
from fortnight.errors import DataError, did_you_mean
from fortnight.guide.load import published_guide, rule_facts
from fortnight.guide.model import Rule
from fortnight.healing.load import all_rules as all_signs
from fortnight.labels.folding import fold
from fortnight.labels.model import Detail, Kind, Mark, Trait
from fortnight.labels.vocabulary import vocabulary
from fortnight.sources import shipped
from fortnight.tables import Row, parse, read_tables
from fortnight.wording.load import LANGUAGE, LANGUAGES

_EVERYDAY = "asking/data/everyday.toml"
_FEELINGS = "asking/data/feelings.toml"
_WELCOME = "asking/data/welcome.toml"
_WORDS = "asking/data/words.toml"

Phrases = Mapping[str, tuple[str, ...]]
"""By language: phrases in lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Everyday:
    """An entry of `everyday.toml`: what is meant, and the phrases for it. Of the five one is not empty.

    `asks`: where the phrases are all that somebody types, they are asked which of its meanings they mean.
    """

    phrases: Phrases
    kind: Kind | None = None
    mark: Mark | None = None
    name: str = ""
    activity: str = ""
    idle: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome(Rule):
    """What a question in general may answer with a yes: canonical names and traits."""

    names: frozenset[str]
    traits: frozenset[Trait]


@cache
def everyday() -> tuple[Everyday, ...]:
    """Every entry of the everyday words. Raises: DataError when the data is broken."""
    return read_everyday(shipped(_EVERYDAY), _EVERYDAY)


def read_everyday(text: str, file: str) -> tuple[Everyday, ...]:
    """The `[[everyday]]` entries of a text. Raises: DataError with the line and the fix."""
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == "[[everyday]]"]
    entries = parse(text, file).get("everyday", [])
    if not isinstance(entries, list) or len(entries) != len(lines):
        raise DataError(file, 1, "not a list of entries", "Begin each entry with a line [[everyday]].")
    return tuple(_everyday(entry, file, line) for entry, line in zip(entries, lines, strict=True))


def _everyday(entry: Mapping[str, object], file: str, line: int) -> Everyday:
    for key in entry:
        if key not in {"means", "asks", *LANGUAGES}:
            raise DataError(file, line, f'unknown key "{key}"', did_you_mean(key, ("means", "asks", *LANGUAGES)))
    spoken = MappingProxyType({language: _phrases(str(entry.get(language, ""))) for language in LANGUAGES})
    if not any(spoken.values()):
        raise DataError(file, line, "no words", 'Write en = "one, another".')
    means = str(entry.get("means", ""))
    meaning = _meaning(*means.partition(":")[::2], spoken)
    if meaning is None:
        fix = 'Write "kind:", "trait:", "ingredient:" or "activity:" and one that exists.'
        raise DataError(file, line, f'means = "{means}" is nothing that we know', fix)
    return replace(meaning, asks=entry.get("asks") is True)


def _meaning(what: str, value: str, spoken: Phrases) -> Everyday | None:
    if (what, value) == ("nothing", "figure-of-speech"):
        return Everyday(phrases=spoken, idle=True)
    if what == "activity" and value in {activity.id for activity in published_guide().activities}:
        return Everyday(phrases=spoken, activity=value)
    return _of_a_product(what, value, spoken)


def _of_a_product(what: str, value: str, spoken: Phrases) -> Everyday | None:
    match what:
        case "kind" if value in set(Kind):
            return Everyday(phrases=spoken, kind=Kind(value))
        case "trait" if value in set(Trait):
            return Everyday(phrases=spoken, mark=Trait(value))
        case "trait" if value in set(Detail):
            return Everyday(phrases=spoken, mark=Detail(value))
        case "ingredient" if canonical := vocabulary().known.get(fold(value)):
            return Everyday(phrases=spoken, name=canonical.inci)
    return None


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.split(",") if phrase.strip())


@cache
def feelings() -> tuple[tuple[Feeling, Phrases], ...]:
    """Every feeling with the phrases by which it is told. Raises: DataError when the data is broken."""
    return read_tables(shipped(_FEELINGS), _FEELINGS, {"feeling": _feeling})["feeling"]


def _feeling(row: Row) -> tuple[Feeling, Phrases]:
    signs = row.texts("signs")
    sign_ids = {sign.id for sign in all_signs()}
    for sign in signs:
        if sign not in sign_ids:
            row.fail(f'"{sign}" is not a sign', did_you_mean(sign, sign_ids))
    spoken = MappingProxyType({language: row.words(language) for language in LANGUAGES})
    return Feeling(**rule_facts(row), signs=signs), spoken


@cache
def welcomes() -> tuple[Welcome, ...]:
    """What is welcome in general. Raises: DataError when the data is broken."""
    return read_tables(shipped(_WELCOME), _WELCOME, {"welcome": _welcome})["welcome"]


def _welcome(row: Row) -> Welcome:
    names = frozenset(_canonical(row, name) for name in row.texts("ingredients"))
    return Welcome(**rule_facts(row), names=names, traits=frozenset(row.choices("traits", Trait)))


def _canonical(row: Row, name: str) -> str:
    canonical = vocabulary().known.get(fold(name))
    if canonical is None:
        row.fail(f'"{name}" is not a name of names.csv', "Write it as it is there.")
    return canonical.inci


@cache
def word_classes() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Class -> language -> its words, as they are compared. Raises: DataError when the data is broken."""
    classes = {}
    for name, by_language in parse(shipped(_WORDS), _WORDS).items():
        if not isinstance(by_language, dict) or LANGUAGE not in by_language or set(by_language) - set(LANGUAGES):
            raise DataError(_WORDS, 1, f'"{name}" needs one line per language', f"Write {', '.join(LANGUAGES)}.")
        classes[name] = {language: frozenset(plain(by_language.get(language, "")).split()) for language in LANGUAGES}
    return MappingProxyType(classes)
