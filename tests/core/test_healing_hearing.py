"""Danger is heard: what is felt, where, how it goes on, who; and whether it is denied, past or only feared."""

import time

import pytest

from fortnight.errors import DataError
from fortnight.healing.hearing import hear
from fortnight.healing.hearing.lexicon import read_concepts
from fortnight.healing.hearing.ways import read_ways, ways
from fortnight.healing.load import all_rules
from fortnight.healing.model import Sign
from fortnight.wording.load import LANGUAGES
from fortnight.wording.rule_words import told
from tests.each import each


def heard(text: str) -> list[str]:
    return [sign.id.removeprefix("sign-") for sign in hear(text).signs]


@pytest.mark.parametrize("sign", all_rules(), ids=lambda sign: sign.id)
def test_every_sign_can_be_told(sign: Sign) -> None:
    assert any(way.sign == sign.id for way in ways())


@each("language", LANGUAGES)
@each("sign", all_rules(), ids=lambda sign: sign.id)
def test_the_words_of_the_card_are_heard_as_their_own_sign(sign: Sign, language: str) -> None:
    assert sign.id in [heard.id for heard in hear(told(sign.id, "says", language) or sign.says).signs]


def test_a_no_reaches_over_a_list_and_ends_where_something_new_begins() -> None:
    assert heard("No fever, pus or swelling") == []
    assert heard("no fever, my cheek is hot and hard") == ["hot-painful-patch"]
    assert heard("sin fiebre pero me sale pus") == ["pus"]


@pytest.mark.parametrize(
    "unit", ["fever ", "no ", "me ", "swollen hot lips ", "a b c d ", "🤒", "cant even ", "fever. ", "38.5 "]
)
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    def took(times: int) -> float:
        text = (unit * times)[: times * 5]
        began = time.process_time()
        hear(text)
        return time.process_time() - began

    hear(unit)
    short, long = min(took(250) for _ in range(3)), min(took(1_000) for _ in range(3))
    assert long < 10 * short + 0.01


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[hot]\nen = 'hot,,warm'\nes = 'calor'\n", "without words"),
        ("[hot]\nen = 'hot'\nes = 'calor'\nplase = true\n", 'unknown key "plase"'),
        ("hot = 1\n", "is not a concept"),
    ],
)
def test_a_slip_in_the_concepts_is_refused(text: str, what: str) -> None:
    with pytest.raises(DataError, match=what):
        read_concepts(text, "concepts.toml")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('[sign-fevers]\nways = ["fever"]\n', "is not a sign"),
        ('[sign-fever]\nways = ["feverr"]\n', '"feverr" is not a concept'),
        ('[sign-fever]\nasks = ["fever"]\n', "has no ways"),
    ],
)
def test_a_slip_in_the_ways_is_refused(text: str, what: str) -> None:
    with pytest.raises(DataError, match=what):
        read_ways(text, "ways.toml")
