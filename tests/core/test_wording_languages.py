"""Every language says all that English says, and the same: every sentence, every part of every rule, every number."""

import re
from collections import Counter

import pytest

from fortnight.cli.reference import every_rule
from fortnight.errors import DataError
from fortnight.guide.model import Rule
from fortnight.sources import sources
from fortnight.wording.load import LANGUAGE, LANGUAGES, sentences
from fortnight.wording.rule_words import PARTS, read_rule_words, rule_words

OTHERS = [one for one in LANGUAGES if one != LANGUAGE]
FIELD = re.compile(r"\{(\w+)\}")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def parts_of(rule: Rule) -> dict[str, str]:
    found = {part: getattr(rule, part, "") for part in PARTS}
    return {part: ", ".join(text) if isinstance(text, tuple) else text for part, text in found.items() if text}


def numbers_in(text: str) -> Counter[str]:
    """The numbers of a text, however its language writes a fraction: 0.5 and 0,5."""
    return Counter(number.replace(",", ".") for number in NUMBER.findall(text))


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_there_and_none_more(language: str) -> None:
    assert set(sentences(language)) == set(sentences())


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_asks_for_no_field_that_the_english_does_not_have(language: str) -> None:
    english = sentences()
    more = {
        one: fields
        for one, (text, _) in sentences(language).items()
        if (fields := set(FIELD.findall(text)) - set(FIELD.findall(english[one][0])))
    }
    assert more == {}


@pytest.mark.parametrize("language", OTHERS)
def test_every_part_of_every_rule_is_there_and_none_more(language: str) -> None:
    wanted = {rule.id: set(parts_of(rule)) for rule in every_rule()}
    wanted |= {source.id: {"title"} for source in sources().values() if source.described}
    assert {rule_id: set(parts) for rule_id, parts in rule_words(language).items()} == wanted


@pytest.mark.parametrize("language", OTHERS)
def test_a_rule_names_the_same_numbers_in_every_language(language: str) -> None:
    words = rule_words(language)
    other = {
        f"{rule.id} {part}"
        for rule in every_rule()
        for part, text in parts_of(rule).items()
        if part != "also" and numbers_in(text) != numbers_in(words[rule.id].get(part, ""))
    }
    assert other == set()


@pytest.mark.parametrize("language", OTHERS)
def test_no_language_shouts_or_promises(language: str) -> None:
    texts = [text for text, _ in sentences(language).values()]
    texts += [text for parts in rule_words(language).values() for text in parts.values()]
    found = [text for text in texts if "!" in text or re.search(r"\bes segur[oa]\b|\bno es peligros[oa]\b", text)]
    assert found == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('[a]\nsays = "x"\nsay = "y"\n', r'xx\.toml:1: "a": no part "say"'),
        ('[a]\nsays = " "\n', r"says is empty"),
        ('a = "x"\n', r'"a" is not a rule'),
    ],
)
def test_what_is_no_part_of_a_rule_is_refused_with_the_fix(text: str, what: str) -> None:
    with pytest.raises(DataError, match=what):
        read_rule_words(text, "xx.toml")
