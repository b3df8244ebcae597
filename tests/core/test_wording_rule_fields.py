"""A day stands once: the sentences of a rule name fields, and its own row fills them in every language."""

import re

import pytest

from fortnight.errors import DataError
from fortnight.guide.load import read_windows
from fortnight.guide.model import Layer
from fortnight.sources import shipped
from fortnight.wording.load import LANGUAGE, LANGUAGES
from fortnight.wording.rule_fields import filled, rule_fields
from fortnight.wording.rule_words import FILES, read_rule_words, rule_rows

WINDOW = """[[window]]
id = "one-window"
shows = "retinoid"
refuse = [1, 6]
careful = [7, 9]
says = "{says}"
source = ["our-judgement"]
place = "here"
reviewed = 2026-11-29
"""
WITH_DAYS = ("guide", "windows", "cautious", "activities", "modifiers", "reading")
A_DAY = re.compile(r"\b(?:days?|d[ií]as?) (\d+)(?: (?:and|to|y|a) (\d+))?", re.IGNORECASE)


def says_of(says: str) -> str:
    (window,) = read_windows(WINDOW.replace("{says}", says), "guide/data/windows.toml", Layer.GUIDE)
    return window.says


def test_a_sentence_takes_its_days_from_its_row() -> None:
    assert says_of("Not on days {days}, from day {from_day}.") == "Not on days 1 to 6, from day 7."
    assert says_of("Gently on days {careful_days}; freely from day {careful_after}.") == (
        "Gently on days 7 to 9; freely from day 10."
    )


def test_days_are_said_as_the_language_says_them() -> None:
    assert filled("los días {days}", {"refuse": [1, 2]}, "es") == "los días 1 y 2"
    assert filled("los días {days}", {"careful": [3, 6]}, "es") == "los días 3 a 6"
    assert filled("days {days}", {"untold": [1, 2]}) == "days 1 and 2"


def test_deep_needles_and_a_late_day_have_their_fields() -> None:
    assert filled("{from_day}, {from_day_deep}", {"refuse": [1, 3], "deep_days": 2}) == "4, 6"
    assert filled("{from_day}", {"refuse": [1, 14], "from_day": 22}) == "22"


def test_a_row_without_days_fills_nothing() -> None:
    assert rule_fields({"refuse": ["acid_active", "scrub"]}) == {}


def test_a_field_that_no_day_fills_does_not_load() -> None:
    with pytest.raises(DataError, match=r'windows.toml:2: "one-window": says: no day .*"\{frm_day\}".*from_day'):
        says_of("From day {frm_day}.")


@pytest.mark.parametrize("name", WITH_DAYS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_repeats_a_day_that_its_row_has(name: str, language: str) -> None:
    """But the first day of all, which no rule moves, and where a sentence means another rule's day."""
    rows = rule_rows(name)
    file = f"wording/rules/{language}/{name}.toml"
    words = rows if language == LANGUAGE else read_rule_words(shipped(file), file)
    repeated = {}
    for rule_id, row in rows.items():
        if rule_id not in words:
            continue
        text = str(words[rule_id]["says"])
        own = {value for key, value in rule_fields(row).items() if key != "days"} - {1}
        days = {int(day) for found in A_DAY.findall(text) for day in found if day}
        if own & days:
            repeated[rule_id] = text
    assert repeated == {}, "name the field instead: see src/fortnight/wording/rule_fields.py"


def test_every_file_of_words_has_its_file_of_rules() -> None:
    assert all(rule_rows(name) for name in FILES if name != "sources")
