"""An allergy that we do not know is said in every answer: on the card, on the shelf, in the routine, to an advisor."""

import html

import pytest
from django.test import Client
from django.urls import reverse

from fortnight.web.accounts.actions import change_person
from fortnight.web.accounts.models import Person
from fortnight.web.shelf.actions import add
from fortnight.web.shelf.models import Product
from tests.web.test_may import MILD

Visitor = tuple[Person, Client]
SAID = {"en": "We could not look for: zumbolin", "es": "No pudimos buscar: zumbolin"}


def addresses(product: Product) -> dict[str, str]:
    return {
        "card": reverse("answer", args=[product.key]),
        "activity": reverse("activity", args=["vigorous-exercise"]),
        "activities": reverse("activities"),
        "shelf": reverse("shelf"),
        "routine": reverse("use"),
    }


@pytest.mark.parametrize("page", ["card", "activity", "activities", "shelf", "routine"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_page_with_answers_says_what_could_not_be_looked_for(visitor: Visitor, page: str, language: str) -> None:
    person, browser = visitor
    product = add(person, name="Cream", label=MILD, kind="")
    change_person(person, language=language, facts={"allergies": ["nuts and zumbolin"]})
    html_page = browser.get(addresses(product)[page], headers={"Accept-Language": language}).content.decode()
    assert SAID[language] in html.unescape(html_page)


@pytest.mark.parametrize("page", ["card", "activity", "activities", "shelf", "routine"])
def test_a_page_says_nothing_of_it_where_everything_is_known(visitor: Visitor, page: str) -> None:
    person, browser = visitor
    product = add(person, name="Cream", label=MILD, kind="")
    change_person(person, facts={"allergies": ["nuts and cats"]})
    assert "could not look for" not in browser.get(addresses(product)[page]).content.decode()


def test_a_sentence_is_shown_back_part_by_part(visitor: Visitor) -> None:
    answer = visitor[1].post("/me/about/", {"allergies": "I react to lanolin and perfume, cats; zumbolin, níquel"})
    page = html.unescape(answer.content.decode())
    for part in ("lanolin", "perfume", "cats", "zumbolin"):
        assert f"<strong>{part}</strong>" in page
    assert "and everything in the same family: perfume" in page
    assert page.count("We do not know this name") == 1
    assert page.count("this is not an ingredient of skin products") == 1
    assert "we look for nickel" in page.casefold()
