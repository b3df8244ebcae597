"""Words that mean something together though others stand between are understood; phrases still come first."""

import pytest

from fortnight.asking import understand
from fortnight.asking.collocations import collocations_in, read_collocations
from fortnight.asking.words import words_of
from fortnight.errors import DataError


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("there are crispy bits by my nose, could i gently tweeze the loosest scab", "picking"),
        ("unas escamitas junto a la boca, ¿me las puedo ir despegando con agua?", "picking"),
        ("catch myself at work with my jaw in my hand the whole afternoon leaning on it", "touching"),
        ("my nephew is two and he will not stop patting my cheeks", "children"),
        ("mi nieta se la pasa agarrandome los cachetes", "children"),
        ("when may the roller go over my forehead a second time", "repeat-needling"),
        ("i only ever drink litres and litres of tap water", "drinks-without-alcohol"),
        ("they want to glue my bridge back in on friday", "dentist"),
        ("me van a poner la corona el jueves", "dentist"),
        ("my cheeks have turned the very hue of a boiled lobster", "feels-redness"),
        ("¿es normal que mi cara parezca un jitomate?", "feels-redness"),
        ("is it mineral or tap water that i ought to rinse with", "washing-your-face"),
    ],
)
def test_words_apart_are_understood_together(text: str, meant: str) -> None:
    understanding = understand(text)
    topics = (understanding.topic,) if understanding.topic else understanding.choices
    assert [topic.id for topic in topics] == [meant]


def test_words_too_far_apart_mean_nothing_together() -> None:
    far = "peel " + "and then we talked of many other things of the house and garden and flaky pastry"
    assert not [match for match in collocations_in(words_of(far)) if match.collocation.meaning.key == "picking"]


def test_an_unknown_key_of_a_collocation_names_its_line() -> None:
    with pytest.raises(DataError, match="reich"):
        list(read_collocations('[[collocation]]\nmeans = "activity:picking"\nreich = 3\n', "collocations.toml"))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("una ducha tibia", "washing-your-face"),
        ("cool shower after work", "washing-your-face"),
        ("hot shower after work", "hot-shower"),
        ("a stroll with my sister in the shade", "walking"),
        ("un paseo por la sombra", "walking"),
    ],
)
def test_lukewarm_water_and_shade_are_not_hot_water_and_sun(text: str, meant: str) -> None:
    understanding = understand(text)
    assert understanding.topic is not None
    assert understanding.topic.id == meant


def test_a_meaning_that_is_nothing_names_its_line() -> None:
    with pytest.raises(DataError, match="feels-nothing"):
        list(read_collocations('[[collocation]]\nmeans = "feeling:feels-nothing"\nen = ["a", "b"]\n', "x.toml"))
