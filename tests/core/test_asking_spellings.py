"""Forms of words that we know are read as the words: held-down letters, diminutives, the first person."""

import pytest

from fortnight.asking import Sense, understand
from fortnight.asking.spellings import respelled, unstretched
from fortnight.asking.words import words_of


def meant(text: str) -> str:
    topic = understand(text).topic
    assert topic is not None, text
    return topic.id


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("its sooooo itchy", "its so itchy"),
        ("gooood, pleeease", "good, please"),
        ("www.aaa.example", "www.aaa.example"),
    ],
)
def test_letters_that_were_held_down_stand_as_often_as_the_word_has_them(text: str, plain: str) -> None:
    assert unstretched(text) == plain


def test_a_text_is_kept_as_it_was_typed() -> None:
    assert understand("can i goooo to the gym").text == "can i goooo to the gym"


def test_danger_is_heard_in_held_down_letters() -> None:
    assert understand("i cant breeeeathe").signs


@pytest.mark.parametrize(
    ("diminutive", "topic"),
    [
        ("puedo tomarme un mezcalito", "alcohol-drink"),
        ("un aguardientico", "alcohol-drink"),
        ("nado en la alberquita", "swimming-pool"),
        ("cremita anestésica", "numbing-cream"),
        ("una cremita de cortisona", "hydrocortisone"),
    ],
)
def test_a_diminutive_means_what_its_word_means(diminutive: str, topic: str) -> None:
    assert meant(diminutive) == topic


@pytest.mark.parametrize(
    ("verb", "topic"),
    [
        ("me afeito antes del partido?", "shaving"),
        ("me depilo el bozo mañana", "waxing"),
        ("me pinto los labios", "make-up"),
        ("maquillándome hoy", "make-up"),
    ],
)
def test_a_verb_in_the_first_person_means_what_its_infinitive_means(verb: str, topic: str) -> None:
    assert meant(verb) == topic


@pytest.mark.parametrize("text", ["burrito", "mosquito net", "zorbito", "señorita", "bonito", "the granito island"])
def test_no_word_becomes_a_topic_by_its_ending_alone(text: str) -> None:
    words = words_of(text)
    assert [word.plain for word in respelled(words)] == [word.plain for word in words]


@pytest.mark.parametrize("text", ["granny powder", "zorbex powder", "fizzler tablets"])
def test_a_name_before_a_word_for_any_powder_is_asked_about(text: str) -> None:
    assert understand(text).sense is Sense.UNKNOWN


@pytest.mark.parametrize("text", ["se me está pelando la piel, ¿es normal?", "se me está pelando la cara"])
def test_a_form_inside_a_phrase_stays_what_the_phrase_says(text: str) -> None:
    topic = understand(text).topic
    assert topic
    assert topic.id == "feels-peeling-skin"
