"""What shall I use: the answer first, why each of it, another one instead; from what is on the shelf."""

from collections.abc import Callable

import pytest
from django.test import Client

from fortnight.web.accounts.models import Person
from fortnight.web.catalogue.actions import put as put_into_catalogue
from fortnight.web.shelf.actions import add
from tests.web.doors import closed

Visitor = tuple[Person, Client]
OWNED = {
    "Plain Gel Cleanser": "Aqua, Glycerin, Panthenol",
    "Hydrating Serum": "Aqua, Glycerin, Sodium Hyaluronate",
    "Barrier Moisturiser": "Aqua, Glycerin, Ceramide NP",
    "Plain Moisturiser": "Aqua, Glycerin, Squalane",
}


@pytest.fixture
def owner(visitor: Visitor) -> Visitor:
    """Somebody on day 3 with a few things."""
    for name, label in OWNED.items():
        add(visitor[0], name=name, label=label, kind="")
    return visitor


def page_of(browser: Client, more: str = "") -> str:
    answer = browser.get(f"/use/?{more}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_answer_comes_first_then_the_day_in_layers(owner: Visitor) -> None:
    page = page_of(owner[1])
    assert "steps yet." in page
    assert page.index("1 · Cleanse") < page.index("Plain Gel Cleanser</a>") < page.index("2 · Hydrating serum")
    assert page.index("Hydrating Serum</a>") < page.index("Barrier Moisturiser</a>")
    assert "It contains what this step needs: ceramides." in page
    assert "Sunscreen, SPF 30 or higher" in page


def test_another_one_instead_and_one_left_out(owner: Visitor) -> None:
    page = page_of(owner[1])
    assert "Use Plain Moisturiser instead" in page
    key = page.partition("without=")[2][:36]
    assert "Plain Gel Cleanser" in page_of(owner[1], f"without={key}").partition("Left out")[2]
    pick = page.partition("pick=ceramide-moisturiser%3A")[2][:36]
    assert "Use Barrier Moisturiser instead" in page_of(owner[1], f"pick=ceramide-moisturiser:{pick}")


def test_only_what_is_missing_is_bought_and_only_where_it_is_asked_for(owner: Visitor) -> None:
    put_into_catalogue(
        number="4006381333931",
        name="Sun Fluid SPF 50",
        brand="Vale",
        label="Zinc Oxide, Aqua, Glycerin",
        kind="sunscreen",
    )
    assert "Sun Fluid" not in page_of(owner[1])
    page = page_of(owner[1], "catalogue=on")
    assert "You need 1 more product." in page
    assert "Sun Fluid SPF 50" in page.partition("Shopping list")[2]


@pytest.mark.parametrize("more", ["day=99", "day=x", "pick=nonsense", "pick=eye-cream:nothing", "without=x&without=y"])
def test_an_odd_address_is_answered_all_the_same(owner: Visitor, more: str) -> None:
    page_of(owner[1], more)


@pytest.mark.parametrize("more", ["budget=-1", "budget=many", "skin=green", "currency=euros&budget=5"])
def test_a_wish_that_is_none_is_said_beside_its_field(owner: Visitor, more: str) -> None:
    answer = owner[1].get(f"/use/?{more}")
    assert answer.status_code == 400
    assert 'class="wrong"' in answer.content.decode()


def test_nobody_s_routine_holds_another_s_shelf(owner: Visitor, stranger: Visitor) -> None:
    assert "Plain Gel Cleanser" not in page_of(stranger[1])
    assert "Nothing is on your shelf yet." in page_of(stranger[1])


def test_who_has_no_plan_is_led_to_the_front_page(db: None) -> None:
    assert Client().get("/use/")["Location"] == closed("/use/")


def test_it_is_said_in_the_reader_s_language(owner: Visitor, visitor_on: Callable[..., Visitor]) -> None:
    page = owner[1].get("/use/", headers={"Accept-Language": "es"}).content.decode()
    assert "En su etiqueta está lo que pide este paso" in page or "It contains what this step needs" in page
