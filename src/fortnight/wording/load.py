"""Finding a sentence by its id and filling its named fields.

A file a language, flat: `id = "sentence with {field}"`. A missing id, a field that nobody gave and a
broken template are `DataError`s: a page never shows a hole. Fields that a sentence does not use are
left aside, so that a language may do without one. What a language lacks is said in English, and
`fortnight rules --language xx` lists it.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from fortnight.errors import DataError, did_you_mean
from fortnight.sources import shipped
from fortnight.tables import parse

LANGUAGE_NAMES: Mapping[str, str] = MappingProxyType(
    dict(line.split(" ", 1) for line in shipped("wording/languages.txt").splitlines())
)
"""What each language that is offered calls itself, by its code: the lines of `languages.txt`, English first."""
LANGUAGES = tuple(LANGUAGE_NAMES)
LANGUAGE = "en"
"""The language of the rules' own files, and of whoever reads one that there is no file for."""


def known_language(language: str) -> str:
    """The language that somebody is answered in: their own, such as `es` or `es-MX`, where there is a file of it.

    >>> known_language("es-MX"), known_language("tlh")
    ('es', 'en')
    """
    first = language.partition("-")[0].casefold()
    return first if first in LANGUAGES else LANGUAGE


def say(sentence_id: str, /, language: str = LANGUAGE, **fields: object) -> str:
    """The sentence with that id in a language of `LANGUAGES`, its `{named}` fields filled in.

    Raises: DataError when there is no such sentence, or a field of it is missing.

    >>> say("day-of-the-fortnight", day=3)
    'Day 3 of 14'
    """
    known = sentences(language)
    file = _file(language)
    if sentence_id not in known and language != LANGUAGE:
        known, file = sentences(), _file(LANGUAGE)
    if sentence_id not in known:
        raise DataError(file, 1, f'no sentence "{sentence_id}"', did_you_mean(sentence_id, known))
    template, line = known[sentence_id]
    for name in fields_in(template):
        if name not in fields:
            what = f'"{sentence_id}": the field "{name}" was not given'
            raise DataError(file, line, what, did_you_mean(name, fields) if fields else f"Give {name}=...")
    return template.format(**fields)


@cache
def sentences(language: str = LANGUAGE) -> Mapping[str, tuple[str, int]]:
    """Every sentence of a language by its id, with its line; none where it has no file yet. Raises: DataError."""
    file = _file(language)
    try:
        return read_sentences(shipped(file), file)
    except FileNotFoundError:
        return MappingProxyType({})


def read_sentences(text: str, file: str) -> Mapping[str, tuple[str, int]]:
    """The sentences that a text holds, each with its line. Raises: DataError with the line and the fix."""
    lines = _lines(text)
    found: dict[str, tuple[str, int]] = {}
    for name, value in parse(text, file).items():
        line = lines.get(name, 1)
        if not isinstance(value, str) or not value.strip():
            raise DataError(file, line, f'"{name}" is not a sentence', f'Write {name} = "..." at the top level.')
        try:
            fields_in(value)
        except ValueError as error:
            raise DataError(file, line, f'"{name}": {error}', "Name each field: {day}.") from None
        found[name] = (value, line)
    return MappingProxyType(found)


@cache
def fields_in(template: str) -> tuple[str, ...]:
    """The fields of a template in their order. Raises: ValueError for a brace or a field out of place."""
    import string

    names = tuple(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)
    for name in names:
        if not name.isidentifier():
            raise ValueError(f'the field "{{{name}}}" is not a plain name')
    return names


def _lines(text: str) -> dict[str, int]:
    """The line of each key that begins a line (base 1)."""
    return {
        line.partition("=")[0].strip().strip('"'): number
        for number, line in enumerate(text.splitlines(), 1)
        if "=" in line and not line.startswith("#")
    }


def _file(language: str) -> str:
    return f"wording/{language}.toml"
