"""The same words get the same answer, typed into the box or read from a label, and for whoever reacts to them."""

import pytest

from fortnight.asking import understand
from fortnight.asking.reply import reply
from fortnight.guide.load import published_guide
from fortnight.labels.read import read_label
from fortnight.person.model import Profile
from fortnight.verdicts.judge import answer_on, weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook

BOOK = rulebook(published_guide(), Profile())
TO_FRAGRANCE = rulebook(published_guide(), Profile(allergies=("perfume",)))
OPEN = {Ruling.YES, Ruling.CAREFUL}


@pytest.mark.parametrize("day", [1, 2])
@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("hypochlorous acid spray", "Water, Sodium Chloride, Hypochlorous Acid"),
        ("rosewater", "Rosa Damascena Flower Water"),
        ("hair dye", "Aqua, p-Phenylenediamine, Resorcinol"),
        ("agua de azahar", "Citrus Aurantium Amara Flower Water"),
    ],
)
def test_what_is_typed_is_open_where_its_label_is(typed: str, label: str, day: int) -> None:
    by_words = reply(understand(typed), BOOK, day).ruling
    read = answer_on(weigh(read_label(label), BOOK), day).ruling
    assert (by_words in OPEN) is (read in OPEN)


@pytest.mark.parametrize(
    "label", ["Aqua, Lavandula Angustifolia Flower Extract", "Aqua, Glycerin, Rosa Damascena Flower Water"]
)
def test_who_reacts_to_fragrance_reacts_to_what_smells(label: str) -> None:
    assert answer_on(weigh(read_label(label), TO_FRAGRANCE), 9).ruling is Ruling.NOT_THIS_TIME
    assert answer_on(weigh(read_label(label), BOOK), 9).ruling in OPEN
    assert answer_on(weigh(read_label("Aqua, Glycerin, Panthenol"), TO_FRAGRANCE), 9).ruling is Ruling.YES
