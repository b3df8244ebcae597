"""No sentence can be read as its opposite: the words that were read so are in none of them, in either language."""

import re
from collections.abc import Iterator

import pytest

from fortnight.cli.reference import every_rule
from fortnight.guide.load import published_guide, rule
from fortnight.guide.model import Activity, Window
from fortnight.verdicts.marks import MARKS
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.own import days_told, verdict_alone
from fortnight.verdicts.sentence import days_in_words
from fortnight.wording.load import LANGUAGES, sentences
from fortnight.wording.rule_words import PARTS, rule_words
from fortnight.wording.states import said_state

MISLEADING = {
    "en": (
        r"\bleave (?:it|them|this|this one)\b",  # leave it on the skin
        r"\bleave alone\b|\bleft alone\b",
        r"\bleave [\w ]+ (?:on|in|off|until|for the)\b",
        r"(?<!wait )(?<!waits )(?<!does, )\b(?:until|up to|till) day \d",  # is the day itself among them
        r"\btake (?:a|another) (?:milder )?(?:cleanser|serum|cream|moisturiser)\b",  # swallow it
        r": for |: whether |: what to ",  # half a sentence
    ),
    "es": (
        r"\bdéja(?:l|te)",
        r"\bhasta el día\b",
        r"\bpodemos decírte",
        r"\btoma[rs]? (?:un|una|otro|otra) (?:limpiador|sérum|crema)",
        r"\best[áé]n? (?:abiert|cerrad)[oa]s? para ti",
        r"\bse ve peor\b",
    ),
}
# What is meant to stay on the skin, and what is done on a later day.
MEANT = {("cool-compress", "says", "es"): "déjala solo unos minutos"}


def texts(language: str) -> Iterator[tuple[str, str, str]]:
    """Every sentence of the core in a language: whose it is, which part, the words."""
    for sentence_id, (text, _) in sentences(language).items():
        yield sentence_id, "", text
    for entry in every_rule():
        for part in PARTS - {"also"}:
            words = getattr(entry, part, "") if language == "en" else rule_words(language)[entry.id].get(part, "")
            if words and isinstance(words, str):
                yield entry.id, part, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_can_be_read_as_its_opposite(language: str) -> None:
    misleading = [
        (whose, part, words)
        for whose, part, words in texts(language)
        for pattern in MISLEADING[language]
        if re.search(pattern, words.replace(MEANT.get((whose, part, language), "\0"), ""), re.IGNORECASE)
    ]
    assert misleading == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_state_of_a_day_has_one_phrase_and_no_two_have_the_same(language: str) -> None:
    for doing in (False, True):
        phrases = [said_state(mark, language, doing=doing) for mark in "ocxu"]
        assert len(set(phrases)) == 4


def test_a_product_is_not_to_be_used_and_a_doing_is_to_be_avoided() -> None:
    assert [said_state(mark) for mark in "ocxu"] == ["use it", "with care", "do not use", "we cannot tell"]
    assert [said_state(mark, "es") for mark in "ocxu"] == ["úsalo", "con cuidado", "no lo uses", "no lo sabemos"]
    assert [said_state(mark, doing=True) for mark in "ox"] == ["fine", "avoid"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_days_in_a_sentence_are_said_in_the_phrases_of_the_strip(language: str) -> None:
    for entry in (*published_guide().windows, *published_guide().activities):
        assert isinstance(entry, Window | Activity)
        doing = isinstance(entry, Activity)
        words = days_told(entry, language)
        for ruling in set(verdict_alone(entry).rulings):
            assert said_state(MARKS[ruling], language, doing=doing) in words


def test_a_whole_fortnight_in_words_tells_what_to_do_and_from_when() -> None:
    returns = rule("retinoid-returns")
    assert isinstance(returns, Window)
    assert days_in_words(verdict_alone(returns)) == "Do not use on days 1 to 6; with care on days 7 to 14."
    assert days_in_words(verdict_alone(returns), "es") == "No lo uses los días 1 a 6; con cuidado los días 7 a 14."
    assert MARKS[Ruling.NOT_YET] == MARKS[Ruling.NOT_THIS_TIME] == "x"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_to_ask_a_doctor_or_nurse_is_a_sentence_of_its_own(language: str) -> None:
    asks = [words for _, part, words in texts(language) if part == "asks"]
    assert asks
    assert [words for words in asks if not (words[0].isupper() and words.endswith("."))] == []
