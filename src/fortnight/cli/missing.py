"""What a rule or a language still lacks: all of it at once, each line with the file and what to write there.

Asked of the words: every sentence and every part of every rule in a language, and what a rule closes in a word or two.
Asked of the source tree, where there is one: a case for each window, and the pages that are generated.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import fortnight
from fortnight.cli.cases import page_of_cases
from fortnight.cli.reference import every_rule, page
from fortnight.guide.load import published_guide
from fortnight.guide.model import Rule, Window
from fortnight.labels.model import Kind
from fortnight.person.model import Profile
from fortnight.sources import shipped, sources
from fortnight.tables import parse
from fortnight.verdicts.rulebook import rulebook
from fortnight.verdicts.timing import returns
from fortnight.wording.load import LANGUAGE, LANGUAGES, sentences
from fortnight.wording.rule_words import FILES, PARTS, rule_rows

_ROOT = Path(fortnight.__file__).parents[2]
_PACKAGE = "src/fortnight"


def missing() -> list[str]:
    """Everything that is missing anywhere; empty where nothing is."""
    words = [line for language in LANGUAGES if language != LANGUAGE for line in missing_in(language)]
    return [*words, *_without_closed_words(), *_without_case(), *_stale_pages()]


def missing_in(language: str) -> list[str]:
    """The words of the core that a language lacks, also one that has no file yet."""
    return [
        *_not_offered(language), *_without_sentence(language), *_without_words(language), *_without_spoken(language),
        *_without_pages(language), *_without_allergy_words(language),
    ]  # fmt: skip


def _not_offered(language: str) -> Iterator[str]:
    if language not in LANGUAGES:
        yield f"{_PACKAGE}/wording/languages.txt: add a line with {language} and what the language calls itself"


def _without_spoken(language: str) -> Iterator[str]:
    """The small words by which a question is taken apart."""
    for file in ("asking/data/words.toml", "asking/data/whose.toml"):
        for name, words in _parsed(file).items():
            if isinstance(words, Mapping) and language not in words:
                yield f'{_PACKAGE}/{file}: add {language} = "..." under [{name}]'


def _without_pages(language: str) -> Iterator[str]:
    file = f"web/locale/{language}/LC_MESSAGES/django.po"
    try:
        shipped(file)
    except FileNotFoundError:
        yield f"{_PACKAGE}/{file}: the texts of the pages; make texts begins it"


def _without_allergy_words(language: str) -> Iterator[str]:
    """What people call a thing they are allergic to, entry by entry."""
    file = "labels/data/allergies.toml"
    entries = _parsed(file).get("allergy", [])
    for entry in entries if isinstance(entries, list) else ():
        if not entry.get(language):
            yield f'{_PACKAGE}/{file}: add {language} = "..." under id = "{entry["id"]}"'


def parts_of(rule: Rule) -> tuple[str, ...]:
    """The parts of a rule that people read, of which each language needs its own."""
    return tuple(part for part in sorted(PARTS) if getattr(rule, part, ""))


def _without_sentence(language: str) -> Iterator[str]:
    file = f"wording/{language}.toml"
    there = _parsed(file)
    for name, (text, _) in sentences().items():
        if name not in there:
            yield f'{_PACKAGE}/{file}: add {name} = "..." for "{text}"'


def _without_words(language: str) -> Iterator[str]:
    required = {rule.id: (f"{_PACKAGE}/{rule.at.text}", parts_of(rule)) for rule in every_rule()}
    required |= {
        source.id: (f"{_PACKAGE}/sources.toml", ("title",)) for source in sources().values() if source.described
    }
    for name in FILES:
        file = f"wording/rules/{language}/{name}.toml"
        there = {**_parsed(file), **_in_entries(name, language)}
        ids = rule_rows(name) or (source.id for source in sources().values() if source.described)
        for rule_id in ids:
            at, parts = required.get(rule_id, ("", ()))
            have = there.get(rule_id, {})
            lacking = [part for part in parts if part not in (have if isinstance(have, Mapping) else {})]
            if lacking:
                lines = " and ".join(f'{part} = "..."' for part in lacking)
                yield f"{_PACKAGE}/{file}: add {lines} under [{rule_id}], the rule at {at}"
        for rule_id in there.keys() - required.keys():
            yield f"{_PACKAGE}/{file}: take [{rule_id}] away, there is no such rule"


def _in_entries(name: str, language: str) -> dict[str, object]:
    """The words that stand in the entries of the rules themselves."""
    tables = ((rule_id, row.get("translations")) for rule_id, row in rule_rows(name).items())
    return {rule_id: words[language] for rule_id, words in tables if isinstance(words, dict) and language in words}


def _parsed(file: str) -> dict[str, object]:
    """A TOML file of the package, or nothing where there is none yet."""
    try:
        return parse(shipped(file), file)
    except FileNotFoundError:
        return {}


def _without_closed_words() -> Iterator[str]:
    """What comes back is called by its name: its rule says it, or the wording files do."""
    guide, sentence_ids = published_guide(), sentences()
    books = [rulebook(guide, Profile(), cautious=cautious) for cautious in (False, True)]
    for thing in dict.fromkeys(each for book in books for things in returns(book).values() for each in things):
        name = thing if isinstance(thing, Kind) else thing.id
        if f"closed-{name}" not in sentence_ids and not (isinstance(thing, Window) and thing.closed):
            at = f"{_PACKAGE}/{thing.at.text}" if isinstance(thing, Window) else f"{_PACKAGE}/wording/en.toml"
            yield f'{at}: add closed = "..." to {name}, what it closes in a word or two, such as "Face oils"'


def _without_case() -> Iterator[str]:
    folder = _ROOT / "tests" / "cases"
    if not folder.is_dir():
        return
    files = sorted(folder.glob("answers*.toml"))
    have = {case["rule"] for file in files for case in _cases(file)}
    for window in (*published_guide().windows, *published_guide().cautious):
        if window.id not in have:
            name = "answers-cautious.toml" if window in published_guide().cautious else "answers.toml"
            yield f'tests/cases/{name}: add a [[case]] with rule = "{window.id}" and its fourteen answers'


def _cases(file: Path) -> list[dict[str, object]]:
    cases = parse(file.read_text("utf-8"), file.name).get("case", [])
    return cases if isinstance(cases, list) else []


def _stale_pages() -> Iterator[str]:
    pages = {"rules.md": page}
    if (cases := _ROOT / "tests" / "cases").is_dir():
        pages["cases.md"] = lambda: page_of_cases(cases)
    for name, render in pages.items():
        file = _ROOT / "docs" / "reference" / name
        if file.is_file() and file.read_text("utf-8") != render():
            yield f"docs/reference/{name}: not what the data says; make docs writes it"
