"""What no letter is raises nothing and takes no time."""

import pytest

from fortnight.healing.hearing import hear


@pytest.mark.parametrize("text", ["\uff9f", "\uff9e hello", "\u0301", "\ufdfa"])
def test_a_mark_that_stands_alone_is_no_word(text: str) -> None:
    assert hear(text).signs == ()


def test_a_danger_behind_a_mark_that_stands_alone_is_heard() -> None:
    assert hear("\uff9f I can't breathe and my lips are swelling").signs


def test_one_long_word_costs_no_more_than_its_beginning() -> None:
    # Unfolded it would be 360,000 letters, and a look at every beginning of them.
    assert hear("\ufdfa" * 20_000).signs == ()
