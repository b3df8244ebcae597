"""What somebody writes is searched for signs that must not wait, in both languages, rather once too often."""

import pytest

from fortnight.healing.telling import signs_told


def told(text: str) -> list[str]:
    return [sign.id.removeprefix("sign-") for sign in signs_told(text)]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("I can't breathe well since I put the serum on", "allergic-reaction"),
        ("my lips are really swollen", "allergic-reaction"),
        ("I have a fever of 39 and chills", "fever"),
        ("There is PUS coming out", "pus"),
        ("the redness is spreading down my neck", "spreading"),
        ("it won’t stop bleeding", "bleeding-will-not-stop"),
        ("My eyelid is red and swollen.", "around-the-eye"),
        ("blisters close to my mouth", "cold-sore"),
        ("I want to die", "thoughts-of-harm"),
        ("tengo fiebre desde ayer", "fever"),
        ("No puedo respirar bien", "allergic-reaction"),
        ("Me sale pus de un grano", "pus"),
        ("la rojez se extiende por el cuello", "spreading"),
        ("no para de sangrar", "bleeding-will-not-stop"),
        ("No quiero vivir así", "thoughts-of-harm"),
        ("no fever, but there is pus", "pus"),
    ],
)
def test_a_sign_is_met_in_the_words_of_people(text: str, sign: str) -> None:
    assert sign in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "May I use my retinol on day 7?",
        "No fever, no pus, all is well.",
        "I don't have a fever. When may I go to the gym?",
        "Without any fever, is a bit of redness normal on day 2?",
        "No tengo fiebre. ¿Puedo ir al gimnasio?",
        "sin fiebre",
        "My eye cream is empty, which one fits?",
        "Is my sunscreen from the campus shop fine?",
        "",
        "🙂",
    ],
)
def test_a_plain_question_is_no_sign(text: str) -> None:
    assert told(text) == []


def test_a_no_in_the_sentence_before_denies_nothing() -> None:
    assert told("No. Fever since yesterday") == ["fever"]


def test_the_most_urgent_sign_comes_first() -> None:
    assert told("fever, and I can't breathe")[0] == "allergic-reaction"


def test_what_may_wait_for_the_clinic_stops_no_message() -> None:
    assert told("I can see track lines on my forehead") == []


def test_a_very_long_text_is_read_quickly_and_never_raises() -> None:
    assert told("a" * 5_000_000) == []
    assert told("fever " * 100_000) == ["fever"]
