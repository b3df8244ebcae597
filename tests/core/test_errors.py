"""What an error says: where it is, what is wrong, what to do."""

import pytest

from fortnight.errors import DataError, FortnightError, UsageError, did_you_mean


def test_a_data_error_names_the_file_the_line_and_the_fix() -> None:
    error = DataError("guide/data/windows.toml", 41, '"retinoid-returns": unknown key "refused"', "Mend it.")
    assert str(error) == 'guide/data/windows.toml:41: "retinoid-returns": unknown key "refused". Mend it.'
    assert (error.file, error.line, error.fix) == ("guide/data/windows.toml", 41, "Mend it.")


def test_a_usage_error_says_what_is_wrong_and_what_to_do() -> None:
    error = UsageError('"tomorrow" is not a valid date', "Write 2026-11-20.")
    assert str(error) == '"tomorrow" is not a valid date. Write 2026-11-20.'
    assert error.where == ""


def test_a_question_needs_no_full_stop_after_it() -> None:
    assert str(UsageError("Is this a day?")) == "Is this a day?"


@pytest.mark.parametrize("error", [DataError("a", 1, "b", "c"), UsageError("b")])
def test_every_error_is_a_fortnight_error(error: Exception) -> None:
    assert isinstance(error, FortnightError)


def test_a_near_word_is_offered() -> None:
    assert did_you_mean("carefull", ["refuse", "careful"]) == 'Did you mean "careful"?'


def test_without_a_near_word_the_choices_are_listed() -> None:
    assert did_you_mean("zzz", ["b", "a"]) == "One of: a, b."


def test_a_long_list_of_choices_is_cut() -> None:
    assert did_you_mean("zzz", [f"choice-{n}" for n in range(50)]).endswith(", ...")


def test_no_choices_are_said_to_be_none() -> None:
    assert did_you_mean("zzz", []) == "There is none to choose from."
