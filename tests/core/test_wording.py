"""The sentences: each is found, filled, and fit to be read by a person with sore skin."""

import pytest

from fortnight.errors import DataError
from fortnight.wording.load import read_sentences, say, sentences
from tests.each import each


def test_a_sentence_is_filled_with_its_fields() -> None:
    assert say("day-of-the-fortnight", day=5) == "Day 5 of 14"


def test_a_field_that_a_sentence_does_not_use_is_left_aside() -> None:
    assert say("day-of-the-fortnight", day=5, name="you") == "Day 5 of 14"


def test_braces_in_a_field_stay_as_they_are() -> None:
    assert say("day-of-the-fortnight", day="{x}") == "Day {x} of 14"


def test_a_missing_sentence_is_an_error_with_the_nearest_id() -> None:
    with pytest.raises(DataError, match=r'Did you mean "day-of-the-fortnight"'):
        say("day-of-the-fortnigth")


def test_a_missing_field_is_an_error_with_the_line_of_the_sentence() -> None:
    with pytest.raises(DataError, match=r'the field "day" was not given. Give day=') as caught:
        say("day-of-the-fortnight")
    assert caught.value.line == sentences()["day-of-the-fortnight"][1] > 1


def test_a_misspelt_field_is_pointed_out() -> None:
    with pytest.raises(DataError, match=r'Did you mean "dya"'):
        say("day-of-the-fortnight", dya=5)


@pytest.mark.parametrize("template", ["{}", "{0}", "{a.b}", "{a", "a}", "{a[0]}"])
def test_a_template_with_anything_but_plain_fields_is_refused(template: str) -> None:
    with pytest.raises(DataError, match=r"wording/xx.toml:2"):
        read_sentences(f'fine = "x"\nbroken = "{template}"\n', "wording/xx.toml")


def test_an_empty_sentence_and_a_table_are_refused() -> None:
    for text in ('a = " "\n', "[a]\n", "a = 1\n"):
        with pytest.raises(DataError, match=r'"a" is not a sentence'):
            read_sentences(text, "wording/xx.toml")


@each("sentence_id", sorted(sentences()))
def test_no_sentence_shouts_or_promises_safety(sentence_id: str) -> None:
    text = sentences()[sentence_id][0]
    assert "!" not in text
    assert "safe" not in text.casefold()
