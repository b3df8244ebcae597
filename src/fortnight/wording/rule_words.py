"""What a rule says in another language than its own file's: the same ids, a folder a language.

A rule stands once, in English, with its days and its sources. Its words in another language stand under its id in
`wording/rules/<language>/`, in a file for each file of rules: `says`, and what else of it people read. Nothing that
decides an answer stands there. Sources that are described, and have no title of their own, are told the same way.
Something that is no part, or an id that stands twice, is a `DataError`.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from fortnight.errors import DataError, did_you_mean
from fortnight.sources import shipped
from fortnight.tables import parse
from fortnight.wording.load import LANGUAGE, LANGUAGES

Parts = Mapping[str, str]

FILES = (
    "guide",
    "windows",
    "cautious",
    "activities",
    "modifiers",
    "signs",
    "reading",
    "sources",
    "steps",
    "together",
    "fit",
    "feelings",
    "welcome",
)
PARTS = frozenset(
    {"says", "name", "also", "often", "why", "why_place", "asks", "does", "on_darker_skin", "place", "title"}
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
        for rule_id, parts in read_rule_words(shipped(file), file).items():
            if rule_id in found:
                raise DataError(file, 1, f'"{rule_id}" stands in two files', "Keep it in the file of its own rule.")
            found[rule_id] = parts
    return MappingProxyType(found)


def read_rule_words(text: str, file: str) -> Mapping[str, Parts]:
    """The rules of a text, a table each. Raises: DataError with the line and the fix."""
    lines = {line.strip(): number for number, line in enumerate(text.splitlines(), 1)}
    found: dict[str, Parts] = {}
    for rule_id, parts in parse(text, file).items():
        line = lines.get(f"[{rule_id}]", 1)
        if not isinstance(parts, dict) or not parts:
            raise DataError(file, line, f'"{rule_id}" is not a rule', f'Write [{rule_id}] and under it says = "...".')
        for part, words in parts.items():
            if part not in PARTS:
                raise DataError(file, line, f'"{rule_id}": no part "{part}"', did_you_mean(part, PARTS))
            if not isinstance(words, str) or not words.strip():
                raise DataError(file, line, f'"{rule_id}": {part} is empty', f'Write {part} = "...".')
        found[rule_id] = MappingProxyType(parts)
    return MappingProxyType(found)
