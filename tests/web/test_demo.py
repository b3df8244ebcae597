"""`fortnight demo`: a person on day 3 with a shelf, the same however often, and nobody else's rows touched."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from fortnight.errors import UsageError
from fortnight.labels.model import Kind
from fortnight.web.accounts.models import Clinic, Person, Treatment
from fortnight.web.journal.models import TickEvent
from fortnight.web.project.demo import fill
from fortnight.web.shelf.models import Product

MARKS = {
    "Linden House Barrier Cream": "o",
    "Linden House Quiet Milk Cleanser": "o",
    "Linden House Night Retinol Oil": "x",
    "Harbour & Vale Clear Peel Pads": "x",
    "Market Stall Night Balm": "u",
}


def _rows() -> list[Any]:
    products = Product.objects.order_by("id").values_list("name", "kind", "marks", "of", "read")
    return [list(products), sorted(TickEvent.objects.values_list("day", "time", "care", "done"))]


def test_the_demo_is_a_clinic_and_somebody_on_day_three(db: None) -> None:
    filled = fill(zone="Europe/London")
    browser = Client()
    question = browser.get(f"/link/{filled.token}/").content.decode()
    assert "Open the plan of Iris here?" in question
    assert browser.post(f"/link/{filled.token}/").headers["Location"] == "/today/"
    page = browser.get("/today/").content.decode()
    assert "Day 3" in page
    assert Clinic.objects.get().name == "Linden House"
    assert (Person.objects.count(), Treatment.objects.count(), filled.person.products.count()) == (8, 8, 11)
    assert TickEvent.objects.filter(day=3).count() == 2
    assert TickEvent.objects.filter(day=1).count() > 4
    talk = browser.get("/advisor/").content.decode()
    assert "Noor" in talk
    assert "Is that all right on day 3?" in talk


def test_the_shelf_holds_products_of_every_answer(db: None) -> None:
    fill(zone="UTC")
    marks = dict(Product.objects.values_list("name", "marks"))
    assert {name: marks[name][2] for name in MARKS} == MARKS
    assert set("".join(marks.values())) == set("ocxu")
    assert all(kind in {"", *Kind} for kind in Product.objects.values_list("kind", flat=True))


def test_filling_again_doubles_nothing(db: None) -> None:
    first, before = fill(zone="UTC"), _rows()
    second = fill(zone="UTC")
    assert (second.person.pk, second.new, _rows()) == (first.person.pk, False, before)
    assert fill(zone="UTC", again=True).new
    assert (Person.objects.count(), _rows()) == (8, before)


def test_on_another_day_it_is_day_three_again(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(zone="UTC")
    later = dt.datetime(2026, 12, 24, 12, tzinfo=dt.UTC)
    monkeypatch.setattr("fortnight.web.accounts.entrance.timezone.now", lambda: later)
    filled = fill(zone="UTC")
    assert filled.person.current is not None
    assert filled.person.current.date == dt.date(2026, 12, 22)


def test_a_folder_with_plans_of_others_is_refused_unless_forced(visitor: tuple[Person, Client]) -> None:
    with pytest.raises(UsageError, match="real people's plans"):
        fill(zone="UTC")
    fill(zone="UTC", force=True)
    person = Person.objects.get(pk=visitor[0].pk)
    assert person.current is not None
    assert Person.objects.count() == 9


def test_a_link_opens_one_browser_and_is_used_up(db: None) -> None:
    token = fill(zone="UTC").token
    assert Client().post(f"/link/{token}/").status_code == 302
    assert Client().get(f"/link/{token}/").status_code == 404
    assert Client().post(f"/link/{token}/").status_code == 404


def test_a_browser_with_another_plan_is_told_before_it_is_hidden(visitor: tuple[Person, Client]) -> None:
    token = fill(zone="UTC", force=True).token
    assert "already a plan in this browser" in visitor[1].get(f"/link/{token}/").content.decode()
