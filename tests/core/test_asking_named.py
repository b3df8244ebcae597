"""Things named by their form and by what is in them: a cream, a face wash, an exfoliant, an oil for tanning."""

import pytest

from fortnight.asking import Sense, Understanding, understand
from fortnight.asking.general import weigh_general
from fortnight.guide.load import published_guide
from fortnight.person.model import Profile
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook

BOOK = rulebook(published_guide(), Profile())


def rulings_for(meant: Understanding) -> tuple[Ruling, ...]:
    assert meant.topic is not None
    assert meant.topic.general is not None
    return weigh_general(meant.topic.general, BOOK).rulings


@pytest.mark.parametrize(
    "words", ["peptide cream", "peptide lotion", "cream with peptides", "crema de péptidos", "crema con péptidos"]
)
def test_a_cream_named_by_its_ingredient_is_answered_as_that(words: str) -> None:
    rulings = rulings_for(understand(words))
    assert rulings[0] is Ruling.NOT_YET
    assert rulings[7] is Ruling.YES


@pytest.mark.parametrize(
    "words",
    [
        "coffee cream",
        "cream with coffee",
        "yoga cream",
        "beer lotion",
        "crema de café",
        "crema con café",
        "crema de yoga",
    ],
)
def test_a_cream_named_by_something_to_do_or_to_drink_is_never_that(words: str) -> None:
    meant = understand(words)
    assert meant.sense is Sense.UNKNOWN
    assert meant.topic is None


def test_coffee_with_cream_stays_coffee() -> None:
    for words in ("coffee with cream", "café con crema"):
        topic = understand(words).topic
        assert topic is not None
        assert topic.id == "caffeine"


@pytest.mark.parametrize(
    "words",
    [
        "face wash with salicylic",
        "face wash with salicylic acid",
        "salicylic acid cleanser",
        "glycolic acid cleanser",
        "cleanser with glycolic acid",
        "lactic acid face wash",
        "limpiador con ácido salicílico",
    ],
)
def test_a_cleanser_with_an_acid_opens_on_the_day_of_such_cleansers(words: str) -> None:
    rulings = rulings_for(understand(words))
    assert set(rulings[:2]) == {Ruling.NOT_YET}
    assert Ruling.CANNOT_TELL not in rulings
    assert rulings[7] is Ruling.YES


def test_what_else_a_cleanser_is_said_to_hold_keeps_its_own_days() -> None:
    assert rulings_for(understand("cleanser with retinol"))[2] is Ruling.NOT_YET
    assert set(rulings_for(understand("face wash with benzoyl peroxide"))) == {Ruling.NOT_THIS_TIME}


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        ("exfoliante", ["exfoliante con gránulos", "ácidos exfoliantes"]),
        ("can I use an exfoliant", ["scrub", "exfoliating acids"]),
        ("aceite bronceador", ["direct-sun", "self-tan"]),
        ("tanning oil", ["direct-sun", "self-tan"]),
        ("arnica tablets for bruises", ["arnica", "supplements"]),
        ("pastillas de árnica", ["arnica", "supplements"]),
    ],
)
def test_a_word_for_two_things_is_asked_about(words: str, choices: list[str]) -> None:
    meant = understand(words)
    assert meant.topic is None
    assert sorted(choice.id for choice in meant.choices) == sorted(choices)


def test_each_choice_is_understood_when_it_is_typed() -> None:
    for words in ("exfoliante", "exfoliant"):
        for choice in understand(words).choices:
            assert understand(choice.words).topic is not None


def test_an_exfoliant_with_more_to_it_is_no_question_back() -> None:
    assert understand("exfoliating cleanser").topic is not None
    assert understand("exfoliante de azúcar").topic is not None


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("pick up the kids", "children"),
        ("picking my daughter up from nursery", "children"),
        ("recoger a los niños del fútbol", "children"),
        ("watching my son play rugby", "resting"),
        ("ver el partido", "resting"),
        ("trapear el piso con cloro", "household-chemicals"),
        ("lavarme la cara con agua con cloro", "household-chemicals"),
        ("nadar en piscina con cloro", "swimming-pool"),
        ("play football with my son", "vigorous-exercise"),
        ("picking my scabs", "picking"),
    ],
)
def test_a_verb_and_what_it_is_done_to_mean_one_thing_together(words: str, topic: str) -> None:
    meant = understand(words).topic
    assert meant is not None
    assert meant.id == topic


def test_a_spanish_noun_is_no_form_of_an_english_word() -> None:
    topic = understand("crema nivea de la lata azul").topic
    assert topic is not None
    assert "lata" in topic.words


def test_who_is_only_peeling_asks_about_what_they_feel() -> None:
    for words in ("it's only peeling a bit", "it's just peeling"):
        assert understand(words).sense is Sense.FEELING
