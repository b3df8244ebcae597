"""The signs: complete, ordered, sourced, and never playing down."""

import pytest

from fortnight.errors import DataError
from fortnight.healing.load import read_signs, signs
from fortnight.healing.model import Urgency
from fortnight.sources import sources


def test_the_most_urgent_signs_come_first() -> None:
    order = [list(Urgency).index(sign.urgency) for sign in signs()]
    assert order == sorted(order)
    assert {sign.urgency for sign in signs()} == set(Urgency)


def test_every_sign_names_a_source_of_the_register() -> None:
    assert all(source in sources() for sign in signs() for source in sign.sources)


def test_no_sign_makes_a_diagnosis() -> None:
    said = " ".join(f"{sign.says} {sign.on_darker_skin}" for sign in signs()).lower()
    assert not any(word in said for word in ("you have an infection", "not infected", "not an infection", "safe"))


@pytest.mark.parametrize(
    "sign", ["sign-allergic-shock", "sign-eye", "sign-spreading-blisters", "sign-fever-unwell", "sign-numbing-cream"]
)
def test_what_threatens_life_or_sight_is_an_emergency(sign: str) -> None:
    assert next(one for one in signs() if one.id == sign).urgency is Urgency.EMERGENCY


def test_a_sign_without_an_urgency_is_refused_with_its_line() -> None:
    with pytest.raises(DataError, match=r"signs\.toml:2"):
        read_signs('[[sign]]\nid = "x"\nsays = "y"\nplace = "z"\nreviewed = 2026-11-23\n', "signs.toml")
