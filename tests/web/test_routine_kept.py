"""A routine that is kept: the steps of the days name it, a changed shelf changes it as little as can be."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from fortnight.web.accounts.actions import change_person, start_treatment
from fortnight.web.accounts.models import Person
from fortnight.web.catalogue.actions import put as put_into_catalogue
from fortnight.web.catalogue.models import CatalogueItem, Offer
from fortnight.web.routine.models import Kept
from fortnight.web.shelf.actions import add, change, put_on_shelf, remove
from fortnight.web.shelf.models import Product
from tests.web.conftest import TODAY

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


@pytest.fixture
def sun() -> CatalogueItem:
    """A sunscreen in the catalogue, with an offer in a shop whose cart takes links."""
    item = put_into_catalogue(
        number="4006381333931",
        name="Sun Fluid SPF 50",
        brand="Vale",
        label="Zinc Oxide, Aqua, Glycerin",
        kind="sunscreen",
    )
    Offer.objects.create(
        product=item, source="shop", shop="Vale", price=2400, currency="EUR", cart="https://vale.example/cart/41:1"
    )
    return item


def own(person: Person, name: str) -> Product:
    return Product.objects.get(person=person, name=name)


def follow(browser: Client, wishes: str = "") -> None:
    answer = browser.post("/use/keep/", {"asked": wishes})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/use/"


def page_of(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_steps_of_the_days_name_what_to_use(
    owner: Visitor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser = owner[1]
    assert "Barrier Moisturiser" not in page_of(browser, "/today/")
    follow(browser)
    with django_assert_max_num_queries(4):
        today = page_of(browser, "/today/")
    # In the morning and in the evening: beside the name of the step, and below its words as a link to the answer.
    assert today.count('<span class="mine">Barrier Moisturiser</span>') == 2
    assert today.count("Barrier Moisturiser</a>") == 2
    assert "Nothing on your shelf for this yet" in today
    assert "Plain Moisturiser" not in today
    assert "Barrier Moisturiser" in page_of(browser, "/day/9/")
    assert "You are following this routine" in page_of(browser, "/use/")


def test_it_is_followed_no_more(owner: Visitor) -> None:
    follow(owner[1])
    assert owner[1].post("/use/forget/").status_code == 302
    assert not Kept.objects.exists()
    assert "Barrier Moisturiser" not in page_of(owner[1], "/today/")


def test_what_is_taken_off_the_shelf_is_replaced_and_nothing_else(owner: Visitor) -> None:
    person, browser = owner
    follow(browser)
    before = Kept.objects.get().lines
    remove(own(person, "Barrier Moisturiser"))
    today = page_of(browser, "/today/")
    assert "Barrier Moisturiser" not in today
    assert "Plain Moisturiser" in today
    row = Kept.objects.get()
    gone = {line["key"] for line in before} - {line["key"] for line in row.lines}
    assert [line for line in before if line["key"] not in gone] == [
        line for line in row.lines if line["step"] not in row.changed
    ]
    assert "Your routine has changed" in page_of(browser, "/use/")
    browser.post("/use/seen/")
    assert "Your routine has changed" not in page_of(browser, "/use/")


def test_a_label_that_is_corrected_to_something_refused_is_used_no_more(owner: Visitor) -> None:
    """A wrong yes on day 3 hurts: the steps never name what its own answer refuses."""
    person, browser = owner
    follow(browser)
    serum = own(person, "Hydrating Serum")
    change(person, serum, name="Hydrating Serum", label="Aqua, Glycolic Acid, Sodium Hyaluronate", kind="")
    assert "Hydrating Serum</a>" not in page_of(browser, "/today/")


def test_what_is_told_later_is_looked_at_before_the_steps_name_anything(owner: Visitor) -> None:
    person, browser = owner
    follow(browser)
    change_person(person, facts={**person.facts, "allergies": ["panthenol"]})
    today = page_of(browser, "/today/")
    assert "Plain Gel Cleanser" not in today
    assert "Barrier Moisturiser" in today


def test_what_was_missing_is_bought_and_put_on_the_shelf(owner: Visitor, sun: CatalogueItem) -> None:
    person, browser = owner
    follow(browser, "catalogue=on&country=DE")
    assert "to buy" in page_of(browser, "/today/")
    page = page_of(browser, "/use/")
    assert "https://vale.example/cart/41:1" in page
    assert "€24.00" in page
    assert browser.post("/use/have/", {"key": str(sun.pk)}).headers["Location"] == "/use/#buys"
    mine = own(person, "Vale Sun Fluid SPF 50")
    assert mine.on_shelf
    row = Kept.objects.get()
    assert str(mine.key) in row.names
    assert "You need" not in page_of(browser, "/use/")
    assert not Kept.objects.get().changed
    assert "to buy" not in page_of(browser, "/today/")


def test_what_the_catalogue_no_longer_has_is_said(owner: Visitor) -> None:
    answer = owner[1].post("/use/have/", {"key": "99999"}, follow=True)
    assert "no longer in the catalogue" in answer.content.decode()
    assert owner[1].post("/use/have/", {"key": "-1"}).status_code == 302


def test_swaps_are_kept_and_the_rest_stays(owner: Visitor) -> None:
    person, browser = owner
    plain = own(person, "Plain Moisturiser").key
    follow(browser, f"pick=ceramide-moisturiser:{plain}&skin=dry")
    assert Kept.objects.get().asked == f"skin=dry&pick=ceramide-moisturiser%3A{plain}"
    assert "Plain Moisturiser" in page_of(browser, "/today/")
    put_on_shelf(person, own(person, "Barrier Moisturiser"))
    assert "Plain Moisturiser" in page_of(browser, "/today/")


def test_more_wishes_than_anybody_has_are_not_kept_and_said(owner: Visitor) -> None:
    many = "&".join(f"without={'x' * 90}{at}" for at in range(50))
    answer = owner[1].post("/use/keep/", {"asked": many}, follow=True)
    assert "too many choices to save" in answer.content.decode()
    assert not Kept.objects.exists()


def test_a_wish_that_is_none_is_said_and_not_kept(owner: Visitor) -> None:
    answer = owner[1].post("/use/keep/", {"asked": "budget=-4&skin=blue"})
    assert "budget=-4" in answer.headers["Location"]
    assert owner[1].get(answer.headers["Location"]).status_code == 400
    assert not Kept.objects.exists()


def test_a_new_course_begins_without_the_old_routine(owner: Visitor, visitor_on: Callable[..., Visitor]) -> None:
    follow(owner[1])
    stranger = visitor_on(3)
    assert "You are following this routine" not in page_of(stranger[1], "/use/")


def test_a_new_course_begins_with_the_wishes_of_the_one_before(owner: Visitor) -> None:
    person, browser = owner
    follow(browser, "skin=dry")
    start_treatment(person, date=TODAY, setting="clinic", needle_mm=None)
    page = page_of(browser, "/use/")
    assert "You are following this routine" not in page
    assert '<option value="dry" selected>' in page
    assert '<option value="dry" selected>' not in page_of(browser, "/use/?new=1")


def test_days_that_are_over_stay_as_they_were(owner: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    person, browser = owner
    follow(browser)
    assert "Barrier Moisturiser" in page_of(browser, "/day/3/")
    later = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
    monkeypatch.setattr("fortnight.web.accounts.entrance.timezone.now", lambda: later)
    remove(own(person, "Barrier Moisturiser"))
    assert "Plain Moisturiser" in page_of(browser, "/day/6/")
    assert "Barrier Moisturiser" not in page_of(browser, "/day/6/")
    assert "Barrier Moisturiser" in page_of(browser, "/day/5/")


def test_nothing_is_bought_for_days_that_are_over(owner: Visitor) -> None:
    """On day 3 a cleanser that is open from day 3 will do, though it was refused on days 1 and 2."""
    person, browser = owner
    remove(own(person, "Plain Gel Cleanser"))
    milk = add(person, name="Milk Cleanser", label="Aqua, Glycerin, Coco-Glucoside", kind="cleanser")
    assert milk.marks.startswith("xxo")
    put_into_catalogue(number="4006381333931", name="Balm", brand="Vale", label="Aqua, Squalane", kind="cleanser")
    page = page_of(browser, "/use/?catalogue=on")
    assert "Milk Cleanser" in page
    assert "Balm" not in page.partition("Shopping list")[2]
    assert "catalogue=on&amp;day=2" not in page
    assert "catalogue=on&amp;day=4" in page
