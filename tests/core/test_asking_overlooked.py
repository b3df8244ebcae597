"""A yes bears everything that a question names, on the day that it asks about."""

import pytest

from fortnight.asking import understand
from fortnight.asking.reply import QuestionReply, reply
from fortnight.guide import published_guide
from fortnight.person.model import Profile
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook

BOOK = rulebook(published_guide(), Profile())
OPEN = (Ruling.YES, Ruling.CAREFUL)


def asked(text: str) -> QuestionReply:
    return reply(understand(text), BOOK, 1)


@pytest.mark.parametrize(
    "text",
    [
        "face cream without perfume with retinol",
        "crema solar sin perfume con tretinoína",
        "protector labial sin perfume y con lidocaína",
        "limpiador suave y luego tretinoína",
        "moisturiser first, after that glycolic acid",
        "I bought a retinol oil, may I put it over my moisturiser?",
        "tengo ácido glicólico, ¿puedo mezclarlo con mi crema hidratante?",
        "my moisturiser because there is tretinoin in it",
        "crema hidratante mientras uso retinol",
        "sunscreen while I sunbathe",
        "panthenol, but not without benzoyl peroxide",
        "squalane with the dermaroller",
        "ácido hialurónico con el dermaroller",
    ],
)
def test_something_refused_that_is_named_beside_it_is_asked_about(text: str) -> None:
    answer = asked(text)
    assert answer.ruling not in OPEN
    assert answer.ruling is not None or answer.meant.choices


@pytest.mark.parametrize(
    "text",
    [
        "moisturiser without perfume or retinol",
        "crema hidratante sin perfume",
        "fragrance free moisturiser",
        "paracetamol after my microneedling",
    ],
)
def test_what_is_told_to_be_absent_or_over_closes_nothing(text: str) -> None:
    assert asked(text).ruling in OPEN


@pytest.mark.parametrize(
    "text",
    [
        "my sister's wedding is in ten days, can I use retinol now?",
        "retinol tonight, the party is in two weeks",
        "la boda es en 10 días, ¿puedo usar retinol hoy?",
        "can I use retinol today or in ten days",
        "exam next week, can I go to the sauna",
    ],
)
def test_a_word_of_now_or_an_event_of_its_own_keeps_the_day(text: str) -> None:
    answer = asked(text)
    assert answer.day == 1
    assert answer.ruling not in OPEN


def test_a_day_that_is_asked_about_moves_the_answer() -> None:
    assert (asked("can I use retinol on day 8").day, asked("can I swim in three days").day) == (8, 4)


@pytest.mark.parametrize(
    "text", ["coconut oil, olive oil", "castor oil castor oil", "jojoba oil or argan oil", "honey, sugar"]
)
def test_kitchen_things_with_a_comma_are_no_list_of_ingredients(text: str) -> None:
    assert asked(text).ruling not in OPEN


@pytest.mark.parametrize("text", ["ibuprofen gel on my face", "coffee on my face", "laca en la cara"])
def test_what_is_swallowed_or_for_the_hair_is_not_answered_for_the_face(text: str) -> None:
    assert asked(text).ruling not in OPEN


def test_a_sunscreen_below_thirty_is_no_plain_yes_in_general() -> None:
    assert asked("sunscreen spf 15").ruling is Ruling.CAREFUL
    assert asked("sunscreen spf 50").ruling is Ruling.YES


def test_the_end_of_a_very_long_question_is_not_lost() -> None:
    assert asked("moisturiser" + " " * 5_000 + "with retinol").ruling not in OPEN
    assert asked("moisturiser " + "please " * 900).ruling not in OPEN


@pytest.mark.parametrize(
    "text", ["warming moisturiser", "glow serum", "moisturizer for acne", "crema hidratante para el acné"]
)
def test_what_a_product_is_said_to_do_beyond_its_kind_makes_no_yes(text: str) -> None:
    assert reply(understand(text), BOOK, 1).ruling not in OPEN


@pytest.mark.parametrize("text", ["la verdad puedo usar crema hidratante", "quiero usar crema hidratante"])
def test_ordinary_words_around_a_kind_promise_nothing(text: str) -> None:
    assert reply(understand(text, language="es"), BOOK, 1).ruling is Ruling.YES


@pytest.mark.parametrize(
    "text",
    [
        "can i skip my moisturiser",
        "may i stop wearing sunscreen",
        "is it ok to go without sunscreen",
        "can i use too much moisturiser",
        "puedo dejar de ponerme protector solar",
        "puedo saltarme la hidratante hoy",
        "can i put moisturiser on a paper cut",
        "hidratante sobre un corte",
    ],
)
def test_the_opposite_of_a_care_or_a_hurt_place_is_no_yes(text: str) -> None:
    answer = reply(understand(text), BOOK, 1)
    assert answer.ruling is None
    assert answer.meant.choices


@pytest.mark.parametrize("text", ["can i use moisturiser to stop the itching", "should i avoid retinol"])
def test_what_is_to_be_stopped_by_a_product_is_not_the_product(text: str) -> None:
    assert reply(understand(text), BOOK, 1).ruling is not None


def test_blisters_on_a_face_are_told_and_ampoules_of_the_same_name_are_only_named() -> None:
    blisters = understand("tengo ampollas con liquido en la frente", language="es")
    ampoules = understand("uso ampollas de ácido hialurónico en la cara", language="es")
    assert ([sign.id for sign in blisters.signs], ampoules.signs) == (["sign-cold-sore"], ())
