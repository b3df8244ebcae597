"""Where likeness alone speaks: a bad day is no crisis, a measured fever is one whatever is asked beside it."""

import pytest

from fortnight.healing.hearing import hear


@pytest.mark.parametrize(
    "text",
    [
        "when may the evening serum come back? nobody here expects a baby",
        "me despido por hoy, el lunes les mando otra foto",
        "the tube was so slow this morning i nearly lost the will to live, but i found the ceramide cream",
    ],
)
def test_a_bad_day_is_no_crisis(text: str) -> None:
    heard = hear(text)
    assert not heard.signs
    assert "sign-thoughts-of-harm" not in [sign.id for sign in heard.ask]


def test_a_farewell_for_a_good_reason_raises_no_card() -> None:
    assert not hear("last day at the office tomorrow and everybody comes to wave me off, i want to look fresh").signs


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Keep my deposit for my mum, she'll need it more than me from Sunday.", "sign-thoughts-of-harm"),
        ("He counts the minutes when I go to the pharmacy, so please don't ring", "sign-violence-at-home"),
    ],
)
def test_a_crisis_told_in_veils_is_asked_about(text: str, sign: str) -> None:
    heard = hear(text)
    assert sign in [sign_heard.id for sign_heard in (*heard.signs, *heard.ask)]


@pytest.mark.parametrize(
    ("text", "fever"),
    [
        ("temperature 39 can i take a bath", True),
        ("temperatura 38.7 ¿me puedo duchar?", True),
        ("is a bath at 39 degrees fine on day 5", False),
        ("is a water temperature 39 fine for the shower", False),
        ("is running 42 km on sunday too much", False),
    ],
)
def test_whose_temperature_it_is_stands_before_the_number(text: str, *, fever: bool) -> None:
    assert ("sign-fever" in [sign.id for sign in hear(text).signs]) is fever


def test_a_fever_that_runs_is_counted_and_no_likeness() -> None:
    heard = hear("can i mow the lawn, been running 102 since last night")
    assert [sign.id for sign in heard.signs] == ["sign-fever"]
    assert heard.because


@pytest.mark.parametrize("text", ["infection", "pus", "infección"])
def test_a_word_that_tells_by_itself_is_heard_in_the_box(text: str) -> None:
    assert hear(text).signs


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("temp 40.3, hes mumbling, lips look grey and his feet are icy, cheeks infected, day 6", "sign-collapse"),
        ("mum of 80, damp and cold, babbling, skin like wax, not herself since lunch", "sign-fever-and-very-unwell"),
        ("pain was 2 on the first day and its a 9 now", "sign-strong-pain"),
        ("el dolor era de 2 y ahora es un 8", "sign-strong-pain"),
    ],
)
def test_short_phrases_between_commas_are_no_list_and_a_pain_is_counted_without_its_ten(text: str, sign: str) -> None:
    assert sign in [heard.id for heard in hear(text).signs]
