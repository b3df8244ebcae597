"""What others think, what was seen elsewhere and what is only a figure of speech, beside what is told of oneself."""

import pytest

from fortnight.healing.hearing import hear
from fortnight.healing.model import Urgency


def signs(text: str) -> set[str]:
    return {sign.id for sign in hear(text).signs}


@pytest.mark.parametrize(
    "text",
    [
        "my mum keeps asking if it's infected. It isn't, it's only peeling a bit",
        "my husband says it's infected, it's not, it's just flaky",
        "mi madre anda con que se me infectó, pero no, nomás me estoy despellejando",
        "mi hermana dice que es pus. No lo es, es crema",
    ],
)
def test_what_others_think_and_a_flat_no_denies_is_no_danger(text: str) -> None:
    assert signs(text) == set()


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("My sister keeps asking if it's infected. It isn't getting better and there's yellow stuff", "sign-pus"),
        ("my husband says it's infected", "sign-pus"),
        ("mi mamá dice que está infectado y no sé qué hacer", "sign-pus"),
        ("my mum says it's herpes, it's not, but there are little blisters by my lip and it burns", "sign-cold-sore"),
        ("my husband thinks it's burnt and it is, it's blistering", "sign-burn"),
    ],
)
def test_what_others_think_and_nobody_denies_is_heard(text: str, sign: str) -> None:
    assert sign in signs(text)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (
            "me puse limon y bicarbonato lo vi en tiktok y se me quemo la cara tengo bolsas de agua y la carne viva",
            "sign-burn",
        ),
        ("i saw it on tiktok and put lemon on my face and now its burned and there are bags of water", "sign-burn"),
        ("me quemó la chica con el vapor y tengo globitos de agua", "sign-burn"),
        ("me quemaron", "sign-burn"),
        ("me salieron vejigas", "sign-cold-sore"),
        ("me salieron burbujitas", "sign-cold-sore"),
        ("me han quedado agujeritos", "sign-burn-or-dent"),
        ("me desvanezco", "sign-allergic-reaction"),
        ("my vision went dark for a minute", "sign-eye"),
        ("se me apagó la vista de un ojo como un minuto y volvió", "sign-eye"),
    ],
)
def test_a_danger_in_everyday_words_is_heard_by_its_words(text: str, sign: str) -> None:
    heard = hear(text)
    assert sign in {sign.id for sign in heard.signs}
    assert heard.because, "plain words tell it, and no likeness"


@pytest.mark.parametrize(
    "text",
    [
        "un chico en tiktok se quemó la cara con limón, qué horror",
        "my skin feels dead dry",
        "dead chuffed with my skin",
        "killing it with the routine lol",
        "My boss will kill me if I turn up with a red face",
        "mi jefa me mata si no llego con maquillaje, ¿puedo?",
        "what does the word pus mean on the card? my english is not good. I don't have any sign, only want to learn",
        "qué quiere decir supurar? no tengo nada, es para traducirlo",
        "me da miedo que se me infecte, todo bien",
    ],
)
def test_a_figure_of_speech_a_fear_and_a_question_about_a_word_are_no_danger(text: str) -> None:
    assert signs(text) == set()


@pytest.mark.parametrize("text", ["I feel no pain", "no siento dolor", "I have no pain now"])
def test_who_says_that_nothing_hurts_is_asked_nothing(text: str) -> None:
    heard = hear(text)
    assert (heard.signs, heard.ask) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "my husband will kill me if he finds out",
        "my boss said he will kill me if i tell anyone",
        "he says he'll kill me when he sees my face like this and i'm scared to go home",
        "mi marido me va a matar si se entera",
    ],
)
def test_a_threat_is_heard(text: str) -> None:
    assert hear(text).urgency in (Urgency.EMERGENCY, Urgency.CRISIS)
    assert "sign-violence-at-home" in signs(text)
