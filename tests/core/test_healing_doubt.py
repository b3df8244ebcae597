"""Where likeness alone speaks: a crisis needs a word of it, a measured fever is one whatever is asked beside it."""

import pytest

from fortnight.healing.hearing import hear


@pytest.mark.parametrize(
    "text",
    [
        "last day at the office tomorrow and everybody comes to wave me off, i want to look fresh",
        "when may the evening serum come back? nobody here expects a baby",
        "me despido por hoy, el lunes les mando otra foto",
        "the tube was so slow this morning i nearly lost the will to live, but i found the ceramide cream",
    ],
)
def test_a_bad_day_is_no_crisis(text: str) -> None:
    heard = hear(text)
    assert not heard.signs
    assert "sign-thoughts-of-harm" not in [sign.id for sign in heard.ask]


@pytest.mark.parametrize(
    ("text", "fever"),
    [
        ("temperature 39 can i take a bath", True),
        ("temperatura 38.7 ¿me puedo duchar?", True),
        ("is a bath at 39 degrees fine on day 5", False),
        ("is a water temperature 39 fine for the shower", False),
    ],
)
def test_whose_temperature_it_is_stands_before_the_number(text: str, *, fever: bool) -> None:
    assert ("sign-fever" in [sign.id for sign in hear(text).signs]) is fever


@pytest.mark.parametrize("text", ["infection", "pus", "infección"])
def test_a_word_that_tells_by_itself_is_heard_in_the_box(text: str) -> None:
    assert hear(text).signs
