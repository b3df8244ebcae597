"""Places give way to what is done there, and what only the clinic knows is not answered by a rule about skin."""

import pytest

from fortnight.asking import understand
from fortnight.asking.reply import reply
from fortnight.guide import published_guide
from fortnight.person.model import Profile
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook


def meant(text: str) -> str:
    topic = understand(text).topic
    assert topic is not None, text
    return topic.id


@pytest.mark.parametrize("text", ["limpieza facial en el spa", "a facial at the spa", "un facial en el gimnasio"])
def test_a_place_gives_way_to_what_is_done_to_somebody_there(text: str) -> None:
    assert meant(text) == "facial"


@pytest.mark.parametrize("text", ["yoga at the spa", "a day at the spa"])
def test_the_heat_of_a_place_still_counts_for_whatever_else_is_done_there(text: str) -> None:
    assert meant(text) == "sauna"


@pytest.mark.parametrize("text", ["mañana viajo en avión a lima", "vuelo a chile", "my flight to lima"])
def test_a_city_is_no_fruit_to_whoever_travels_there(text: str) -> None:
    assert meant(text) == "flying"


@pytest.mark.parametrize(
    "text",
    [
        "where do I send my photos",
        "¿dónde mando las fotos?",
        "how much is the second session",
        "¿cuánto cuesta la segunda sesión?",
        "cambiar mi cita del jueves",
        "where can I buy sunscreen",
        "where are you based",
    ],
)
def test_what_only_the_clinic_knows_is_a_question_to_the_clinic(text: str) -> None:
    answer = reply(understand(text), rulebook(published_guide(), Profile()), 1)
    assert meant(text) == "asking-your-clinic"
    assert answer.ruling is Ruling.CANNOT_TELL


def test_photos_are_only_the_occasion_of_something_else() -> None:
    assert meant("can I wear makeup for my before and after photos") == "make-up"


@pytest.mark.parametrize("text", ["nurofen plus", "couldina", "ibuprofen and codeine"])
def test_a_brand_of_two_medicines_is_asked_about(text: str) -> None:
    understanding = understand(text)
    assert understanding.topic is None
    assert len(understanding.choices) > 1


def test_an_accent_makes_a_person_of_a_potato() -> None:
    assert meant("le ayudo a mi papá a soldar") == "work-with-chemicals"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("wiping my face with my greasy hands", "touching"),
        ("me limpio el sudor con las manos sucias", "touching"),
        ("painting the nursery walls", "dusty-work"),
        ("pinto las paredes el sábado", "dusty-work"),
        ("asleep on my arms at the desk", "sleeping-on-face"),
    ],
)
def test_words_that_stand_apart_mean_one_thing(text: str, topic: str) -> None:
    assert meant(text) == topic


@pytest.mark.parametrize(
    "text",
    [
        "do I need a cream for infection",
        "pomada para la infección",
        "tengo la boca chueca",
        "want to jump off the pier",
        "aciclovir for my cold sore",
        "me vino caliente la mejilla y duele",
    ],
)
def test_a_name_for_a_remedy_or_a_sport_hides_no_danger(text: str) -> None:
    understanding = understand(text)
    assert understanding.signs or understanding.ask
