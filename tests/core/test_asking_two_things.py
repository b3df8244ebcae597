"""Two things in one question: the answer is about what is asked; where that is open, both are choices."""

import pytest

from fortnight.asking import understand
from fortnight.asking.reply import reply
from fortnight.guide.load import published_guide
from fortnight.person.model import Profile
from fortnight.verdicts.rulebook import rulebook

BOOK = rulebook(published_guide(), Profile())


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("may i wash my face after yoga", "washing-your-face"),
        ("how long after the sauna can i wash my face", "washing-your-face"),
        ("can i drink some water after my swim", "drinks-without-alcohol"),
        ("is it ok to eat after pilates", "eating"),
        ("can i clean my face after a workout", "washing-your-face"),
        ("puedo lavarme la cara después de nadar", "washing-your-face"),
        ("can i go to the sauna after moisturiser", "sauna"),
        ("puedo correr y después ir a la sauna", "sauna"),
    ],
)
def test_what_came_before_is_not_what_is_asked(text: str, topic: str) -> None:
    meant = understand(text)
    assert meant.topic is not None
    assert meant.topic.id == topic


@pytest.mark.parametrize(
    "text",
    [
        "can i moisturise after a shower",
        "can i moisturize after the gym",
        "puedo hidratarme la cara después de la ducha",
    ],
)
def test_moisturising_after_something_is_about_the_moisturiser(text: str) -> None:
    meant = understand(text)
    assert meant.topic is not None
    assert meant.topic.general is not None


@pytest.mark.parametrize(
    "text", ["moisturiser then foundation", "sunscreen before make-up", "hidratante y luego base de maquillaje"]
)
def test_two_that_are_asked_are_both_choices(text: str) -> None:
    answer = reply(understand(text), BOOK, 1)
    assert answer.ruling is None
    assert len(answer.meant.choices) == 2


def test_something_unknown_after_something_known_is_asked_back() -> None:
    meant = understand("what should i dab on after the sauna")
    assert meant.topic is None
    assert [choice.id for choice in meant.choices] == ["sauna"]


@pytest.mark.parametrize("text", ["rose water", "rosewater", "agua de rosas", "rose water spray", "gulab jal"])
def test_rose_water_is_what_its_label_says_and_no_toner(text: str) -> None:
    ruling = reply(understand(text), BOOK, 1).ruling
    assert ruling == "cannot_tell"


def test_why_a_remedy_is_taken_makes_nothing_else_of_it() -> None:
    meant = understand("lime juice for blemishes")
    assert meant.topic is not None
    assert meant.topic.id == "kitchen-acids"
