"""The shelf: its order, adding, correcting, removing and undoing; two hundred products."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from fortnight.labels.model import Label
from fortnight.labels.read import read_label
from fortnight.web.accounts.actions import change_person, change_treatment
from fortnight.web.accounts.models import Person, User
from fortnight.web.catalogue.actions import put
from fortnight.web.shelf import actions
from fortnight.web.shelf.actions import add, ask, fresh_rows
from fortnight.web.shelf.models import Product
from fortnight.web.shelf.order import ShelfGroup, in_order
from fortnight.web.shelf.queries import ShelfRow, rows
from tests.web.doors import closed
from tests.web.test_may import MILD, OIL, words_of
from tests.web.visitors import plan_of

Visitor = tuple[Person, Client]


def row(marks: str, name: str = "") -> ShelfRow:
    return ShelfRow(
        key=uuid.uuid4(), name=name, begins="", kind="", marks=marks, readable=True, unread=0, on_shelf=True,
        stale=False, news=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("marks", "group"),
    [
        ("xxo" + "o" * 11, ShelfGroup.TODAY),
        ("xxc" + "o" * 11, ShelfGroup.TODAY),
        ("xxxx" + "c" * 10, ShelfGroup.COMING),
        ("x" * 14, ShelfGroup.LEAVE),
        ("oo" + "x" * 12, ShelfGroup.LEAVE),
        ("u" * 14, ShelfGroup.UNTOLD),
        ("uuu" + "o" * 11, ShelfGroup.UNTOLD),
        ("xxxx" + "u" * 10, ShelfGroup.UNTOLD),
    ],
)
def test_each_product_has_its_place_on_day_three(marks: str, group: ShelfGroup) -> None:
    assert [shelf_group for shelf_group, rows in in_order([row(marks)], 3).items() if rows] == [group]


def test_today_begins_with_a_plain_yes_and_what_comes_back_is_in_the_order_of_days() -> None:
    mixed = [
        row("x" * 6 + "c" * 8, "a"), row("c" * 14, "b"), row("x" * 4 + "o" * 10, "d"), row("o" * 14, "c"),
        row("x" * 6 + "o" * 8, "e"),
    ]  # fmt: skip
    groups = in_order(mixed, 3)
    assert [placed.row.name for placed in groups[ShelfGroup.TODAY]] == ["c", "b"]
    assert [placed.row.name for placed in groups[ShelfGroup.COMING]] == ["d", "e", "a"]


def test_the_shelf_shows_groups_with_dates(visitor: Visitor) -> None:
    person, browser = visitor
    add(person, name="Night Oil", label=OIL, kind="")
    add(person, name="Barrier Cream", label=MILD, kind="")
    add(person, name="Nobody Knows", label="", kind="")
    page = words_of(browser.get("/shelf/").content.decode())
    assert page.index("Barrier Cream") < page.index("Night Oil") < page.index("Nobody Knows")
    assert "From Fri 27 Nov, day 7, with care" in page
    assert "Cannot tell: no list of ingredients" in page


def test_an_empty_shelf_says_what_it_is_for(visitor: Visitor) -> None:
    assert "Add the products you own" in visitor[1].get("/shelf/").content.decode()


def test_what_was_asked_goes_on_the_shelf_with_a_name(visitor: Visitor) -> None:
    person, browser = visitor
    product = ask(person, name="", label=MILD)
    browser.post(f"/shelf/{product.key}/put/", {"name": "My cream"})
    assert [shelf_row.name for shelf_row in rows(person)] == ["My cream"]
    assert "on your shelf" in browser.get(f"/may/{product.key}/").content.decode()


def test_after_adding_one_there_is_room_for_the_next(visitor: Visitor) -> None:
    person, browser = visitor
    answer = browser.post("/shelf/add/", {"name": "Night Oil", "label": OIL}, follow=True)
    page = words_of(answer.content.decode())
    assert answer.wsgi_request.path == "/shelf/add/"
    assert "Night Oil is on your shelf. Not today." in page
    browser.post("/shelf/add/", {"name": "Cream", "label": MILD})
    assert len(rows(person)) == 2


def test_a_product_that_the_clinic_knows_comes_with_its_label(visitor: Visitor) -> None:
    put(number="4006381333931", name="Zephyr Toner", brand="Linden", label="Aqua, Glycolic Acid", kind="toner")
    visitor[1].post("/shelf/add/", {"name": "zephyr toner"})
    product = Product.objects.get()
    assert (product.label, product.kind, product.on_shelf is not None) == ("Aqua, Glycolic Acid", "toner", True)


def test_a_product_needs_a_name_or_a_list(visitor: Visitor) -> None:
    answer = visitor[1].post("/shelf/add/", {"kind": "serum"})
    assert answer.status_code == 400
    assert "Enter a name" in answer.content.decode()
    assert '<option value="serum" selected' in answer.content.decode()


def test_a_name_that_is_too_long_loses_nothing(visitor: Visitor) -> None:
    answer = visitor[1].post("/shelf/add/", {"name": "n" * 121, "label": MILD})
    assert answer.status_code == 400
    assert MILD in answer.content.decode()


def test_correcting_a_product_answers_again(visitor: Visitor) -> None:
    person, browser = visitor
    product = add(person, name="Cream", label=MILD, kind="")
    before = product.marks
    assert MILD in browser.get(f"/shelf/{product.key}/").content.decode()
    browser.post(f"/shelf/{product.key}/", {"name": "Cream", "label": OIL, "kind": "face_oil"})
    product.refresh_from_db()
    assert product.marks != before
    assert product.kind == "face_oil"


def test_a_wrong_correction_changes_nothing(visitor: Visitor) -> None:
    person, browser = visitor
    product = add(person, name="Cream", label=MILD, kind="")
    assert browser.post(f"/shelf/{product.key}/", {"name": "", "label": ""}).status_code == 400
    product.refresh_from_db()
    assert product.name == "Cream"


def test_what_is_removed_can_be_put_back(visitor: Visitor) -> None:
    person, browser = visitor
    product = add(person, name="Night Oil", label=OIL, kind="")
    page = browser.post(f"/shelf/{product.key}/remove/", follow=True)
    assert "Night Oil was removed." in words_of(page.content.decode())
    assert not rows(person)
    browser.post(f"/shelf/{product.key}/put/", {"back": "shelf"})
    assert [shelf_row.name for shelf_row in rows(person)] == ["Night Oil"]


@pytest.mark.parametrize("way", ["", "put/", "remove/"])
def test_somebody_elses_product_is_not_there(visitor: Visitor, stranger: Visitor, way: str) -> None:
    product = add(stranger[0], name="Night Oil", label=OIL, kind="")
    assert visitor[1].post(f"/shelf/{product.key}/{way}", {"name": "Mine", "label": MILD}).status_code == 404
    product.refresh_from_db()
    assert (product.name, product.removed) == ("Night Oil", None)


def test_somebody_elses_removed_product_is_not_named(visitor: Visitor, stranger: Visitor) -> None:
    product = add(stranger[0], name="Night Oil", label=OIL, kind="")
    actions.remove(product)
    for key in (str(product.key), "nonsense"):
        assert "was removed" not in visitor[1].get("/shelf/", {"removed": key}).content.decode()


@pytest.mark.parametrize("address", ["/shelf/", "/shelf/add/", f"/shelf/{uuid.UUID(int=7)}/"])
def test_the_shelf_needs_a_plan(db: None, client: Client, address: str) -> None:
    assert client.get(address).headers["Location"] == closed(address)


@pytest.mark.parametrize("way", ["put/", "remove/"])
def test_what_changes_the_shelf_is_posted(visitor: Visitor, way: str) -> None:
    product = add(visitor[0], name="Night Oil", label=OIL, kind="")
    assert visitor[1].get(f"/shelf/{product.key}/{way}").status_code == 405


def test_two_hundred_products_are_read_in_one_query_without_judging(
    visitor_on: Callable[..., Visitor],
    django_assert_max_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person, browser = visitor_on(3, user=User.objects.create_user("iris@example.org"))
    first = add(person, name="Night Oil 0", label=OIL, kind="")
    Product.objects.bulk_create(
        Product(
            person=person, name=f"Night Oil {number}", label=OIL, marks=first.marks, version=first.version,
            facts=first.facts, on_shelf=first.on_shelf,
        )
        for number in range(1, 200)
    )  # fmt: skip
    monkeypatch.setattr(actions, "verdict_for", None)
    browser.get("/me/")  # A session's first look notes its browser.
    with django_assert_max_num_queries(4):
        page = browser.get("/shelf/").content.decode()
    assert page.count('class="item"') == 200


def test_a_change_of_facts_refreshes_the_answers_without_being_news(visitor: Visitor) -> None:
    person, browser = visitor
    product = add(person, name="Night Oil", label=OIL, kind="")
    assert "c" in product.marks
    change_person(person, facts={"pregnant": True})
    assert [shelf_row.marks for shelf_row in fresh_rows(person)] == ["x" * 14]
    assert "has changed" not in browser.get("/shelf/").content.decode()


def test_deeper_needles_and_the_cautious_layer_refresh_too(visitor: Visitor) -> None:
    person, _ = visitor
    add(person, name="Night Oil", label=OIL, kind="")
    before = fresh_rows(person)[0].marks
    change_person(person, cautious=True)
    careful = fresh_rows(person)[0].marks
    assert careful.count("x") > before.count("x")
    change_person(person, cautious=False)
    treatment = person.current
    assert treatment
    change_treatment(person, treatment, date=treatment.date, setting="clinic", needle_mm=None)
    assert not any(shelf_row.stale for shelf_row in fresh_rows(person))


def test_today_counts_with_fresh_answers(visitor: Visitor) -> None:
    person, browser = visitor
    add(person, name="Cream", label=MILD, kind="")
    assert "1 of 1 can be used today" in browser.get("/today/").content.decode()
    change_person(person, facts={"allergies": ["glycerin"]})
    assert "0 of 1 can be used today" in browser.get("/today/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_labels_are_read_while_nobody_waits_for_the_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    inside: list[bool] = []

    def watched(text: str, **about: Any) -> Label:
        inside.append(connection.in_atomic_block)
        return read_label(text, **about)

    monkeypatch.setattr("fortnight.web.shelf.convert.read_label", watched)
    person, browser = plan_of()
    browser.post("/shelf/add/", {"name": "Night Oil", "label": OIL})
    product = Product.objects.get(person=person)
    browser.post("/may/", {"said": MILD, "name": "Cream"})
    browser.post(f"/shelf/{product.key}/", {"name": "Night Oil", "label": MILD})
    Product.objects.update(version="earlier")
    browser.get("/shelf/")
    assert len(inside) >= 4
    assert not any(inside)
    assert not Product.objects.filter(version="earlier").exists()
