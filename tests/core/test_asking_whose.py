"""Somebody else's, for somebody else, old, without a label: never a plain yes, and said why, in both languages."""

import pytest

from fortnight.asking import Sense, understand
from fortnight.asking.reply import reply
from fortnight.asking.whose import AGED, ANOTHERS, FOR_ANOTHER, MADE
from fortnight.guide.load import published_guide
from fortnight.person.model import Profile
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook

BOOK = rulebook(published_guide(), Profile())

HELD = [
    ("acetaminophen for my newborn", FOR_ANOTHER),
    ("could my 9 year old put on a ceramide moisturiser", FOR_ANOTHER),
    ("is hyaluronic acid serum ok for my gran", FOR_ANOTHER),
    ("my niece is 8 can she use sunscreen", FOR_ANOTHER),
    ("may i give paracetamol to my nephew", FOR_ANOTHER),
    ("can my flatmate try my moisturiser", FOR_ANOTHER),
    ("sunscreen for the cat", FOR_ANOTHER),
    ("puede mi sobrina usar crema hidratante", FOR_ANOTHER),
    ("paracetamol para mi nieto", FOR_ANOTHER),
    ("ponerle protector solar a mi guagua", FOR_ANOTHER),
    ("can i use my cousin's moisturiser", ANOTHERS),
    ("my wifes hyaluronic acid serum", ANOTHERS),
    ("somebody else's cleanser", ANOTHERS),
    ("a moisturiser my neighbour lent me", ANOTHERS),
    ("la hidratante de mi cuñada", ANOTHERS),
    ("limpiadora prestada", ANOTHERS),
    ("protector solar de una compañera de piso", ANOTHERS),
    ("ancient moisturiser", AGED),
    ("a cleanser that i opened two years ago", AGED),
    ("sunscreen past its use by", AGED),
    ("last summer's sunscreen", AGED),
    ("moisturiser three years old", AGED),
    ("my moisturiser smells rancid", AGED),
    ("hidratante vencida", AGED),
    ("protector solar del verano pasado", AGED),
    ("crema hidratante muy vieja", AGED),
    ("diy cleanser", MADE),
    ("home-made hyaluronic acid serum", MADE),
    ("a moisturiser my auntie made", MADE),
    ("unlabelled sunscreen", MADE),
    ("a cleanser our neighbour makes", MADE),
    ("paracetamol in toddlers", FOR_ANOTHER),
    ("antihistamine left over from my dad", ANOTHERS),
    ("cleanser from my aunts cabinet", ANOTHERS),
    ("paracetamol from 2022", AGED),
    ("hidratante que compré hace tres años", AGED),
    ("limpiadora casera", MADE),
    ("hidratante hecha en casa", MADE),
]

OWN = [
    "my moisturiser",
    "the moisturiser that my sister recommended",
    "my husband bought me a hyaluronic acid serum",
    "moisturizer from my dermatologist",
    "same old moisturiser as always",
    "i am 44 years old can i use hyaluronic acid serum",
    "sunscreen that i opened yesterday",
    "moisturiser for my brothers wedding",
    "can i wear sunscreen when i pick up my kids",
    "my friend swears by hyaluronic acid serum, can i use it",
    "baby sunscreen",
    "moisturiser from my husband",
    "sunscreen in winter",
    "i made an appointment, can i wear sunscreen",
    "hidratante para la boda de mi prima",
    "crema hidratante de otra marca",
    "mi madre me regaló una hidratante",
    "tengo 52 años, puedo usar ácido hialurónico",
    "protector solar para niños",
]


@pytest.mark.parametrize(("text", "rule"), HELD)
def test_what_is_not_ones_own_is_never_a_yes_and_says_why(text: str, rule: str) -> None:
    meant = understand(text)
    answer = reply(meant, BOOK, 1)
    assert rule in meant.held
    assert answer.ruling is Ruling.CANNOT_TELL
    assert answer.answer is not None
    assert rule in {reason.rule.id for reason in answer.answer.reasons}


@pytest.mark.parametrize("text", OWN)
def test_ones_own_product_is_answered_as_before(text: str) -> None:
    meant = understand(text)
    assert meant.held == ()
    assert reply(meant, BOOK, 1).ruling is Ruling.YES


def test_a_refusal_stays_one_whoever_has_it() -> None:
    assert reply(understand("my partner's tretinoin"), BOOK, 1).ruling is Ruling.NOT_THIS_TIME
    assert reply(understand("expired retinol"), BOOK, 2).ruling is Ruling.NOT_YET


def test_what_is_to_do_is_not_held_by_the_people_in_it() -> None:
    for text in ("can i cuddle my baby", "can i go for a walk with my old mum", "puedo abrazar a mi hijo"):
        assert reply(understand(text), BOOK, 3).ruling in (Ruling.YES, Ruling.CAREFUL)


def test_a_product_of_the_same_name_that_is_another_s_is_asked_about() -> None:
    meant = understand("my sister's halo cream", shelf=(("7", "Halo Cream"),))
    assert meant.topic is None
    assert meant.choices[0].id == "7"
    assert understand("my halo cream", shelf=(("7", "Halo Cream"),)).sense is Sense.PRODUCT
