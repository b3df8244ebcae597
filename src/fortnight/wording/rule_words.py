"""What a rule says in another language than its own file's: the same ids, a folder a language.

A rule stands once, in English, with its days and its sources. Its words in another language stand under its id in
`wording/rules/<language>/`, in a file for each file of rules: `says`, and what else of it people read. A new rule may
have them in its own entry until they move there, `translations.es = { says = "..." }`. Nothing that decides an answer
stands here: days are fields that the row of the rule fills (`rule_fields`). Sources that are described, and have no
title of their own, are told the same way. Something that is no part, or an id that stands twice, is a `DataError`.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from fortnight.errors import DataError, did_you_mean
from fortnight.sources import shipped
from fortnight.tables import parse
from fortnight.wording.load import LANGUAGE, LANGUAGES
from fortnight.wording.rule_fields import filled

Parts = Mapping[str, str]

FILES: Mapping[str, str] = {
    "guide": "guide/data/guide.toml",
    "windows": "guide/data/windows.toml",
    "cautious": "guide/data/cautious.toml",
    "activities": "guide/data/activities.toml",
    "before": "course/data/before.toml",
    "courses": "course/data/courses.toml",
    "modifiers": "person/data/modifiers.toml",
    "signs": "healing/data/signs.toml",
    "expected": "healing/data/expected.toml",
    "checkin": "healing/data/checkin.toml",
    "ladder": "healing/data/ladder.toml",
    "reading": "verdicts/data/reading.toml",
    "sources": "",
    "steps": "routine/data/steps.toml",
    "together": "routine/data/together.toml",
    "fit": "routine/data/fit.toml",
    "feelings": "asking/data/feelings.toml",
    "welcome": "asking/data/welcome.toml",
}
"""The files of words, each with the file of the rules that they belong to; the register of sources has its own."""
PARTS = frozenset(
    {
        *("says", "name", "also", "often", "why", "why_place", "asks", "does", "on_darker_skin", "place", "title"),
        *("closed", "helps", "advisor", "doctor"),
    }
)


def told(rule_id: str, part: str, language: str) -> str | None:
    """A part of a rule in a language, or None where the rule's own words are to be taken.

    >>> told("retinoid-returns", "says", "en") is None
    True
    """
    if language == LANGUAGE:
        return None
    return rule_words(language).get(rule_id, {}).get(part)


@cache
def asked_by(rule_id: str) -> tuple[str, ...]:
    """The words by which speakers of the other languages ask for an activity: its name there, and words like it."""
    found = (rule_words(language).get(rule_id, {}) for language in LANGUAGES if language != LANGUAGE)
    texts = (text for parts in found for text in (parts.get("name", ""), *parts.get("also", "").split(",")))
    return tuple(text.strip() for text in texts if text.strip())


@cache
def rule_words(language: str) -> Mapping[str, Parts]:
    """Every rule that has words in a language, by its id. Raises: DataError."""
    found: dict[str, Parts] = {}
    for name in FILES:
        file = f"wording/rules/{language}/{name}.toml"
        rows = rule_rows(name)
        words = {**_words_in(file)}
        for rule_id, parts in _beside(rows, language).items():
            if rule_id in words:
                raise DataError(file, 1, f'"{rule_id}" has its words in its own entry too', "Keep one of the two.")
            _refuse_strange_parts(FILES[name], 1, rule_id, parts)
            words[rule_id] = parts
        for rule_id, parts in words.items():
            if rule_id in found:
                raise DataError(file, 1, f'"{rule_id}" stands in two files', "Keep it in the file of its own rule.")
            found[rule_id] = _with_days(file, rule_id, parts, rows.get(rule_id, {}), language)
    return MappingProxyType(found)


def _words_in(file: str) -> Mapping[str, Parts]:
    try:
        return read_rule_words(shipped(file), file)
    except FileNotFoundError:
        return {}


@cache
def rule_rows(name: str) -> Mapping[str, Mapping[str, object]]:
    """The entries of the rules that a file of words belongs to, as they stand in their own file, by their ids."""
    if not FILES[name]:
        return {}
    tables = parse(shipped(FILES[name]), FILES[name]).values()
    rows = (row for table in tables if isinstance(table, list) for row in table)
    return {str(row["id"]): row for row in rows if "id" in row}


def _beside(rows: Mapping[str, Mapping[str, object]], language: str) -> Mapping[str, Parts]:
    """The words that stand with the rule itself: translations.es = { says = "..." }."""
    tables = ((rule_id, row.get("translations")) for rule_id, row in rows.items())
    return {rule_id: words[language] for rule_id, words in tables if isinstance(words, dict) and language in words}


def _with_days(file: str, rule_id: str, parts: Parts, row: Mapping[str, object], language: str) -> Parts:
    try:
        return MappingProxyType({part: filled(text, row, language) for part, text in parts.items()})
    except ValueError as error:
        raise DataError(file, 1, f'"{rule_id}": {error}', "See src/fortnight/wording/rule_fields.py.") from None


def read_rule_words(text: str, file: str) -> Mapping[str, Parts]:
    """The rules of a text, a table each. Raises: DataError with the line and the fix."""
    lines = {line.strip(): number for number, line in enumerate(text.splitlines(), 1)}
    found: dict[str, Parts] = {}
    for rule_id, parts in parse(text, file).items():
        line = lines.get(f"[{rule_id}]", 1)
        if not isinstance(parts, dict) or not parts:
            raise DataError(file, line, f'"{rule_id}" is not a rule', f'Write [{rule_id}] and under it says = "...".')
        _refuse_strange_parts(file, line, rule_id, parts)
        found[rule_id] = MappingProxyType(parts)
    return MappingProxyType(found)


def _refuse_strange_parts(file: str, line: int, rule_id: str, parts: Mapping[str, object]) -> None:
    for part, words in parts.items():
        if part not in PARTS:
            raise DataError(file, line, f'"{rule_id}": no part "{part}"', did_you_mean(part, PARTS))
        if not isinstance(words, str) or not words.strip():
            raise DataError(file, line, f'"{rule_id}": {part} is empty', f'Write {part} = "...".')
