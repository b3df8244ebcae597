"""The messages that a clinician reviews lead to their card, and the figures on messages nobody learnt from hold."""

import json
import tomllib
from pathlib import Path

import pytest

from fortnight.cli.hearing_score import scored
from fortnight.healing.hearing import hear
from fortnight.healing.hearing.corpus import NONE, Example, shipped_seeds
from fortnight.healing.hearing.likeness import FILE, shipped_weights
from fortnight.healing.hearing.training import corpus, mark
from fortnight.healing.load import all_rules
from fortnight.healing.model import Urgency
from fortnight.wording.load import LANGUAGES, sentences
from tests.each import each

CASES = Path(__file__).parents[1] / "cases"
REVIEWED = tomllib.loads((CASES / "messages.toml").read_text(encoding="utf-8"))["message"]
HELD_OUT = [json.loads(line) for line in (CASES / "held-out-messages.jsonl").read_text(encoding="utf-8").splitlines()]
LARGEST = 5_000_000


@each("case", REVIEWED, ids=lambda case: case["text"][:50])
def test_a_message_leads_to_its_card(case: dict[str, str]) -> None:
    heard = [sign.id for sign in hear(case["text"]).signs]
    assert (case["sign"] in heard) if case["sign"] != NONE else not heard, heard


def test_the_figures_hold_on_messages_that_nobody_learnt_from() -> None:
    counts = {what: (heard, of) for what, heard, of in scored(HELD_OUT).counts()}
    for what in ("emergency, crisis and poison", "all danger", "danger on brown and black skin"):
        heard, of = counts[what]
        assert heard >= 0.97 * of, what
    for what, most in (("harmless, shown a card", 0.08), ("harmless, asked a question", 0.15)):
        heard, of = counts.get(what, (0, 1))
        assert heard <= most * of, what


def test_the_weights_are_those_of_the_corpus() -> None:
    assert shipped_weights().mark == mark(), "learn again: make signs"


@pytest.fixture(scope="module")
def messages() -> tuple[Example, ...]:
    """The corpus, which takes seconds to make."""
    return corpus()


def test_the_corpus_is_large_more_than_half_harmless_and_written_by_hand(messages: tuple[Example, ...]) -> None:
    assert len(messages) >= 6_000
    assert 0.45 <= sum(message.sign == NONE for message in messages) / len(messages) <= 0.7
    assert len({seed.text for seed in shipped_seeds()}) >= 700
    assert {message.language for message in messages} == set(LANGUAGES)


def test_nothing_of_what_is_measured_is_learnt(messages: tuple[Example, ...]) -> None:
    learnt = {message.text.casefold() for message in messages}
    assert not [row["text"] for row in HELD_OUT if row["text"].casefold() in learnt]


def test_the_weights_are_small() -> None:
    root = Path(__file__).parents[2] / "src" / "fortnight"
    assert (root / FILE).stat().st_size <= LARGEST


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_line_of_the_plan_sends_nobody_with_swollen_lips_to_wait_for_a_doctor(language: str) -> None:
    first, *rest = sentences(language)["plan-closing"][0].split(". ")
    assert hear(first).urgency is Urgency.EMERGENCY
    assert "sign-allergic-reaction" not in [sign.id for sentence in rest for sign in hear(sentence).signs]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("cold sore", Urgency.TODAY),
        ("cold sore at my eye", Urgency.EMERGENCY),
        ("eyes swollen shut", Urgency.EMERGENCY),
        ("my dark skin hides it but my cheek is hot and hard", Urgency.TODAY),
        ("I can see track lines", Urgency.CLINIC),
    ],
)
def test_the_urgency_is_that_of_the_sign(text: str, level: Urgency) -> None:
    assert hear(text).urgency is level


def test_a_denied_wish_to_die_is_asked_about_and_not_passed_over() -> None:
    heard = hear("I used to want to die, years ago")
    assert [sign.id for sign in (*heard.signs, *heard.ask)] == ["sign-thoughts-of-harm"]


def test_the_words_that_tell_are_named_with_their_places() -> None:
    text = "Hola. No puedo  respirar."
    heard = hear(text)
    assert [text[because.start : because.end] for because in heard.because] == [
        because.words for because in heard.because
    ]
    assert "No puedo  respirar" in [because.words for because in heard.because]


@pytest.mark.parametrize(
    "text",
    [
        "my thr\u043eat is cl\u043esing",
        "MY LIPS ARE SWOLLEN!!!",
        "sw\u200bollen lips",
        "li\u00adps are swollen",
        "labios hinchadisimooos",
    ],
)
def test_a_disguise_of_the_letters_hides_nothing(text: str) -> None:
    assert hear(text).urgency is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "the parking machine swallowed my card",
        "jump rope for ten minutes",
        "the dog sleeps on my head",
        "nearly had a heart attack when I saw the bill",
        "tatuaje nuevo en la espalda",
        "depilación láser el viernes",
        "mi jefe me va a matar si llego tarde",
        "se me quemó el arroz otra vez",
        "Odd toner, and an odd question",
        "me reventé un granito, ¿puedo reventar el otro?",
        "esta crema es tan buena que casi me desmayo de gusto",
        "killing it with the routine, skin is glowing on day 10",
        "qwzx vrtk plomf dreng",
    ],
)
def test_everyday_words_and_unknown_ones_raise_no_card(text: str) -> None:
    assert not hear(text).signs


@pytest.mark.parametrize("text", ["I od'd on paracetamol", "she OD'd last night"])
def test_an_overdose_in_two_letters_is_heard(text: str) -> None:
    assert hear(text).urgency is Urgency.POISON


@pytest.mark.parametrize(
    "text",
    ["the deadline is killing me and I want to die", "mi jefe me va a matar, ya me pegó ayer, tengo miedo de él"],
)
def test_a_figure_of_speech_hides_nothing_that_is_told_beside_it(text: str) -> None:
    assert hear(text).urgency is Urgency.CRISIS


def test_a_weak_word_alone_is_asked_about_and_what_was_measured_is_not_doubted() -> None:
    assert hear("39 degrees on day 4").urgency is Urgency.TODAY
    doubted = hear("amanezco con ojeras hinchadas de toda la vida")
    assert not doubted.signs


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("pain 9/10 even with ibuprofen", "sign-strong-pain"),
        ("me duele 8 de 10 y el paracetamol no me hace nada", "sign-strong-pain"),
    ],
)
def test_pain_out_of_ten_is_no_number_of_tablets(text: str, sign: str) -> None:
    assert [heard.id for heard in hear(text).signs] == [sign]


@pytest.mark.parametrize("text", ["labos hinchados", "cehst pain"])
def test_a_slip_in_a_word_of_five_letters_is_mended_or_asked_about(text: str) -> None:
    heard = hear(text)
    assert heard.signs or heard.ask


def test_words_inside_a_longer_phrase_mean_what_the_phrase_means() -> None:
    assert "sign-fever" not in [sign.id for sign in hear("me salió una calentura en el labio").signs]
    assert "sign-fever" in [sign.id for sign in hear("me subió la calentura").signs]


def test_each_sign_has_families_of_messages_in_both_languages_to_learn_from() -> None:
    learnt = {(seed.sign, seed.language) for seed in shipped_seeds()}
    assert not [
        (sign.id, language) for sign in all_rules() for language in LANGUAGES if (sign.id, language) not in learnt
    ]


def test_each_sign_is_told_by_a_message_of_each_language_that_nobody_learnt_from() -> None:
    covered = {(row.get("sign"), row["lang"]) for row in HELD_OUT}
    rare = {"sign-white-bumps"}
    assert not [
        (sign.id, language)
        for sign in all_rules()
        for language in LANGUAGES
        if (sign.id, language) not in covered and sign.id not in rare
    ]


@pytest.mark.parametrize(
    "text", ["is pus a bad thing to see? general question", "¿la pus es siempre mala? pregunta general"]
)
def test_somebody_who_only_asks_is_asked_and_sees_no_card(text: str) -> None:
    heard = hear(text)
    assert (heard.signs, [sign.id for sign in heard.ask]) == ((), ["sign-pus"])


def test_somebody_who_only_asks_and_cannot_breathe_sees_the_number_to_call() -> None:
    assert hear("just curious, is it normal that I can't breathe").urgency is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "the fitting room was full",
        "trail run on Saturday",
        "steak night",
        "niebla en la carretera",
        "un hueco en la agenda",
    ],
)
def test_a_vivid_word_without_a_place_raises_no_card(text: str) -> None:
    assert not hear(text).signs
