"""The same words in English and Spanish get the same answer: the table of pairs, walked."""

import csv

import pytest

from fortnight.asking import Sense, understand
from fortnight.asking.reply import reply
from fortnight.guide import published_guide
from fortnight.person import Profile
from fortnight.verdicts.rulebook import rulebook
from tests.repo.listing import ROOT

BOOK = rulebook(published_guide(), Profile())
PAIRS = list(csv.DictReader((ROOT / "tests/cases/word_pairs.csv").read_text("utf-8").splitlines()))


def answers(text: str, language: str) -> tuple[object, ...]:
    answer = reply(understand(text, language=language), BOOK, 1)
    assert answer.meant.sense is not Sense.UNKNOWN, text
    assert answer.verdict is not None, text
    activity = answer.meant.topic.activity if answer.meant.topic else None
    return answer.meant.sense, activity and activity.id, answer.verdict.rulings


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["english"])
def test_a_pair_of_words_has_one_answer(pair: dict[str, str]) -> None:
    assert answers(pair["english"], "en") == answers(pair["spanish"], "es")


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["english"])
def test_the_language_of_the_page_does_not_change_it(pair: dict[str, str]) -> None:
    assert answers(pair["spanish"], "en") == answers(pair["spanish"], "es")
