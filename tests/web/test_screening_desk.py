"""The screening at the desk: who may see it, its filters, its pages, its files, and what is not understood."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from fortnight.web.accounts.models import Person
from fortnight.web.catalogue.models import CatalogueItem
from fortnight.web.screening.actions import renew
from fortnight.web.screening.models import Outcome, Screening
from fortnight.web.screening.queries import PAGE
from tests.web.catalogue_rows import product, shelf
from tests.web.guides import LATER, owner, version_with
from tests.web.staff import one_of_staff

SCREEN = "/desk/catalogue/screen/"
FLIPS = "/desk/catalogue/screen/flips/"
FILES = ("/desk/catalogue/screen/all.csv", "/desk/catalogue/screen/flips.csv")
VERSION = "/desk/catalogue/screen/version/"
Visitor = tuple[Person, Client]


@pytest.fixture
def desk(db: None) -> Client:
    """An advisor's browser, before a catalogue that was screened."""
    shelf()
    renew()
    return one_of_staff("advisor")[1]


def page(browser: Client, path: str = SCREEN, **query: Any) -> str:
    answer = browser.get(path, query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def lines(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))


@pytest.mark.parametrize("path", [SCREEN, FLIPS, *FILES])
def test_it_is_for_the_staff(path: str, visitor: Visitor, db: None) -> None:
    assert visitor[1].get(path).status_code in {302, 404}
    assert Client().get(path).status_code == 302


def test_every_product_is_a_row_with_a_word_for_each_day(desk: Client) -> None:
    html = page(desk)
    for name in ("Night Oil", "Soft Gel Cleanser", "Named Serum"):
        assert name in html
    assert html.count('<th scope="col">') == 15
    row = html.split("Night Oil")[1].split("</tr>")[0]
    assert row.count("do not use") == 6
    assert row.count("with care") == 8
    assert "label not on file" in html.split("Named Serum")[1].split("</tr>")[0]


def test_the_counts_say_how_many_are_open_on_each_day(desk: Client) -> None:
    totals = page(desk).split('class="totals"')[1].split("</tr>")[0]
    marks = list(Outcome.objects.filter(screening__profile="anyone").values_list("marks", flat=True))
    for day in (1, 7):
        many = sum(letters[day - 1] in "oc" for letters in marks)
        assert f'title="{many}"' in totals.split("<td>")[day]


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ({"kind": "cleanser"}, "Soft Gel Cleanser", "Night Oil"),
        ({"kind": "none"}, "Named Serum", "Night Oil"),
        ({"day": 1, "state": "closed"}, "Night Oil", "Plain Moisturiser"),
        ({"day": 7, "state": "open"}, "Night Oil", "Named Serum"),
        ({"brand": "harley"}, "Named Serum", "Night Oil"),
        ({"q": "NIGHT oil"}, "Night Oil", "Perfume Cream"),
        ({"stock": "1"}, "Named Serum", "Night Oil"),
    ],
)
def test_a_filter_shows_what_is_wanted_alone(desk: Client, query: dict[str, Any], there: str, gone: str) -> None:
    html = page(desk, **query)
    assert there in html
    assert gone not in html


def test_filters_hold_together_with_the_counts(desk: Client) -> None:
    html = page(desk, q="night", day=1, state="open")
    assert "0 products" in html
    assert "No products match." in html


def test_another_profile_has_its_own_letters(desk: Client) -> None:
    row = page(desk, profile="deep").split("Night Oil")[1].split("</tr>")[0]
    assert row.count("do not use") > 6


@pytest.mark.parametrize("query", [{"day": "15"}, {"kind": "brick"}, {"profile": "me"}, {"since": "soon"}])
def test_what_is_not_understood_is_told_and_the_rest_is_shown(desk: Client, query: dict[str, str]) -> None:
    answer = desk.get(SCREEN, {**query, "q": "night"})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "Ignored, because we did not understand it" in html
    assert 'value="night"' in html
    assert "Night Oil" in html


def test_a_page_that_is_no_number_is_the_first(desk: Client) -> None:
    assert "Night Oil" in page(desk, page="-3")
    assert "Night Oil" in page(desk, page="9" * 40)


def test_there_are_pages(desk: Client) -> None:
    for number in range(PAGE):
        product(f"Zinc Cream {number:02}", "Aqua, Glycerin")
    renew()
    assert "page=1" in page(desk)
    second = page(desk, page=1)
    assert "page=0" in second
    assert f"Zinc Cream {PAGE - 1}" in second


def test_opening_asks_five_questions(desk: Client, django_assert_max_num_queries: Any) -> None:
    for query in ("", "?kind=serum", "?day=3&state=open&page=2"):
        desk.get(SCREEN)
        with django_assert_max_num_queries(5):
            desk.get(SCREEN + query)


def test_the_file_holds_all_that_is_wanted_and_runs_no_formula(desk: Client) -> None:
    product("=cmd()", "Aqua, Glycerin", brand="")
    renew()
    head, *rows = lines(desk.get(FILES[0]))
    assert head[:5] == ["brand", "name", "kind", "barcode", "day 1"]
    assert "'=cmd()" in [row[1] for row in rows]
    oil = next(row for row in rows if row[1] == "Night Oil")
    assert "".join(oil[4:]) == "xxxxxxcccccccc"
    assert {row[1] for row in lines(desk.get(FILES[0] + "?day=1&state=closed"))[1:]} >= {"Night Oil"}
    assert "Plain Moisturiser" not in {row[1] for row in lines(desk.get(FILES[0] + "?day=1&state=closed"))[1:]}


def test_what_flipped_is_shown_with_its_rule_and_as_a_file(desk: Client) -> None:
    version_with(owner(), LATER)
    renew()
    html = page(desk, FLIPS)
    assert "Night Oil" in html
    assert "Retinol and other retinoids" in html
    assert "Soft Gel Cleanser" not in html
    (row,) = lines(desk.get(FILES[1]))[1:]
    assert row[1:] == ["Linden", "Night Oil", "xxxxxxcccccccc", "xxxxxxxxcccccc", "retinoid-returns"]
    assert "Night Oil" in page(desk, since="2020-01-01")
    assert "Soft Gel" not in page(desk, since="2020-01-01")
    assert "No answers changed" in page(desk, FLIPS, since="2999-01-01")


def test_another_version_is_screened_when_it_is_asked_for(
    desk: Client, django_capture_on_commit_callbacks: Any
) -> None:
    version_with(owner(), LATER)
    renew()
    assert "not been checked against this yet" in page(desk, guide="published")
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post(VERSION, {"guide": "published"}).status_code == 302
    assert (
        Outcome.objects.get(
            screening__version="published", screening__profile="anyone", product__name="Night Oil"
        ).marks
        == "xxxxxxcccccccc"
    )
    assert "Night Oil" in page(desk, guide="published")
    assert "The published guide" in page(desk)


@pytest.mark.parametrize("version", ["99", "x", "", "9" * 30])
def test_a_version_that_there_is_not_is_not_found(desk: Client, version: str) -> None:
    assert desk.post(VERSION, {"guide": version}).status_code == 404
    if version not in {"", "9" * 30}:
        assert desk.get(SCREEN, {"guide": version}).status_code == 404


def test_before_the_first_screening_the_page_says_so(db: None) -> None:
    browser = one_of_staff("advisor")[1]
    assert "not been checked against this yet" in page(browser)
    renew()
    assert "No products match." in page(browser)
    assert Screening.objects.count() == 3
    assert not CatalogueItem.objects.exists()
