"""The drawings of what is felt: each sensation on light and on brown skin, and beside the words of a check-in."""

import re
from typing import Any, cast

import pytest
from django.template.loader import get_template
from django.test import Client

from fortnight.healing.expected_model import Amount
from fortnight.web.accounts.models import Person
from fortnight.web.healing.sensations import sensations

Visitor = tuple[Person, Client]
DRAWING = re.compile(r'<svg class="drawn.*?</svg>', re.DOTALL)
DRAWN_BY_AMOUNT = ("redness", "swelling", "heat", "itch", "flaking")


def drawing(name: str, amount: int = 2) -> str:
    """A drawing as it stands in a page."""
    macros = cast("Any", get_template("checkins/drawings.html")).template.module
    return str(macros.drawn(name, amount))


@pytest.mark.parametrize("name", sensations())
def test_each_sensation_is_drawn_on_light_and_on_brown_skin(name: str) -> None:
    picture = drawing(name)
    assert picture.startswith('<svg class="drawn')
    assert 'aria-hidden="true"' in picture
    assert (picture.count('class="light"'), picture.count('class="brown"')) == (1, 1)
    if name == "dry-eyes":  # lies across both halves
        assert "on-light" not in picture
    else:
        light, brown = picture.partition('<g class="on-light">')[2].split(
            '</g><g class="on-brown" transform="translate(32 0)">'
        )
        assert light
        assert brown.removesuffix("</g></svg>") == light
    assert len(drawing(name)) < 2000


def test_no_two_sensations_look_the_same() -> None:
    pictures = [drawing(name) for name in sensations()]
    assert len(set(pictures)) == len(pictures)


@pytest.mark.parametrize("name", DRAWN_BY_AMOUNT)
def test_each_amount_of_a_check_in_looks_different_and_none_is_bare_skin(name: str) -> None:
    pictures = [drawing(name, amount) for amount in range(len(Amount))]
    assert len(set(pictures)) == len(Amount)
    assert "on-light" not in pictures[0]


def test_the_page_of_what_is_normal_has_each_drawing_beside_its_name(visitor: Visitor) -> None:
    page = visitor[1].get("/normal/").content.decode()
    assert len(DRAWING.findall(page)) == len(sensations())
    assert "The left half of each drawing is light skin, the right half brown skin." in page
    for sensation in sensations().values():
        assert f"</svg><span>{sensation.name}</span>" in page


def test_the_page_of_a_sensation_has_its_drawing(visitor: Visitor) -> None:
    page = visitor[1].get("/normal/flaking/").content.decode()
    assert DRAWING.findall(page) == [drawing("flaking").replace('class="drawn "', 'class="drawn large"')]


def test_the_words_of_a_check_in_stand_below_their_drawings(visitor: Visitor) -> None:
    page = visitor[1].get("/checkin/").content.decode()
    for name in DRAWN_BY_AMOUNT:
        row = page.partition(f'name="{name}" value="none"')[2].partition("</fieldset>")[0]
        assert len(DRAWING.findall(row)) == len(Amount)
        assert re.search(r"</svg>\s*<span>Strong</span>", row)
