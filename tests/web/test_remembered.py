"""What the skin reacted to after an earlier treatment is said, with its date, with every later answer about it."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fortnight.web.accounts.actions import start_treatment
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.chat import cards
from fortnight.web.chat.actions import conversation_with
from fortnight.web.checkins.actions import keep
from fortnight.web.checkins.models import RungTrial
from fortnight.web.desk import finding
from fortnight.web.exports.queries import products_of
from fortnight.web.routine.actions import recommend
from fortnight.web.routine.asked import asked_of
from fortnight.web.routine.choosing import chosen
from fortnight.web.shelf.actions import add
from fortnight.web.shelf.models import Product
from tests.web.staff import one_of_staff

Visitor = tuple[Person, Client]
VisitorOn = Callable[..., Visitor]
NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
SAYS = "Your skin was uneasy after this on day 8, after your treatment on Thursday 15 October 2026."
IN_SPANISH = "Tu piel estuvo inquieta después de esto el día 8, tras tu tratamiento del jueves 15 de octubre de 2026."
DOES = "If you use it again, ask your advisor first and try it on a small spot."
OWNED = {"Night Retinol": "Aqua, Glycerin, Retinol", "Barrier Cream": "Aqua, Glycerin, Ceramide NP"}


def now_of(person: Person) -> Person:
    """The person as they are stored."""
    return Person.objects.select_related("current", "clinic").get(pk=person.pk)


def current(person: Person) -> Treatment:
    row = now_of(person).current
    assert row
    return row


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon for the check-ins as it is for every entrance."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def owner(visitor_on: VisitorOn) -> Visitor:
    """Somebody who owns retinol and a cream, 40 days after a treatment."""
    person, browser = visitor_on(40)
    for name, label in OWNED.items():
        add(person, name=name, label=label, kind="")
    return person, browser


@pytest.fixture
def again(owner: Visitor) -> Visitor:
    """The same on day 10 after the next treatment; retinol reacted after the one before."""
    reacted(owner[0])
    return treated(owner[0], days_ago=9), owner[1]


def reacted(person: Person) -> None:
    RungTrial.objects.create(
        treatment=current(person), rung="rung-retinoid", day=7, outcome=RungTrial.REACTED, outcome_day=8
    )
    Treatment.objects.filter(pk=current(person).pk).update(checked_in=True)


def treated(person: Person, days_ago: int) -> Person:
    start_treatment(person, date=NOON.date() - dt.timedelta(days=days_ago), setting="clinic", needle_mm=None)
    return now_of(person)


def words(answer: Any) -> str:
    """A page as text, with its blanks as one."""
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def key(name: str) -> uuid.UUID:
    return Product.objects.get(name=name).key


def about(page: str, name: str) -> str:
    """What a list says of a product, up to the next."""
    return page.partition(f">{name}<")[2].partition("</li>")[0]


@pytest.mark.parametrize("path", ["/shelf/", "/use/?day=12"])
def test_a_list_says_it_beside_the_product_and_no_other(path: str, again: Visitor) -> None:
    page = words(again[1].get(path))
    assert f"{SAYS} {DOES}" in page
    assert page.count(SAYS) == 1
    assert SAYS in page.partition("Night Retinol")[2].partition("Barrier Cream")[0] or SAYS in about(
        page, "Night Retinol"
    )


def test_an_answer_says_it_and_stays_as_strict_as_it_was(again: Visitor) -> None:
    path = f"/may/{key('Night Retinol')}/"
    page = words(again[1].get(path))
    assert f"{SAYS} {DOES}" in page
    RungTrial.objects.all().delete()
    without = words(again[1].get(path))
    assert SAYS not in without
    assert page.partition("</h1>")[0] == without.partition("</h1>")[0]


def test_an_answer_about_the_ingredient_alone_says_it(again: Visitor) -> None:
    page = words(again[1].post("/may/", {"said": "retinol", "sense": "general"}, follow=True))
    assert SAYS in page


def test_a_pasted_label_says_it(again: Visitor) -> None:
    page = words(again[1].post("/may/", {"said": "Aqua, Retinal, Squalane", "sense": "label"}, follow=True))
    assert SAYS in page


def test_what_was_just_put_on_the_shelf_says_it(again: Visitor) -> None:
    sent = {"name": "Second Retinol", "label": "Aqua, Retinol", "kind": ""}
    page = words(again[1].post("/shelf/add/", sent, follow=True))
    assert SAYS in page.partition('<p class="note" role="status">')[2].partition("</p>")[0]


def test_the_ladder_says_it_of_the_active(again: Visitor) -> None:
    page = words(again[1].get("/ladder/"))
    assert SAYS in page.partition('id="rung-retinoid"')[2].partition("</li>")[0]
    assert page.count(SAYS) == 1


def test_cards_say_it_to_both_sides(again: Visitor) -> None:
    card = cards.shown(again[0], {"kind": "answer", "key": str(key("Night Retinol"))})
    assert card
    assert card.lines[0] == f"{SAYS} {DOES}"
    advisor, _ = one_of_staff("advisor", name="Noor")
    sent = recommend(chosen(again[0], asked_of("")), by=advisor)
    card = cards.shown(again[0], {"kind": "routine", "key": str(sent.key)})
    assert card
    assert f"Retinol: Night Retinol ({SAYS} {DOES})" in card.lines


def test_the_desk_sees_it_in_what_it_looks_up_and_beside_a_conversation(again: Visitor) -> None:
    (hit,) = finding.find(again[0], "Aqua, Glycerin, Retinol, Squalane")
    assert hit.caution == f"{SAYS} {DOES}"
    along = finding.along(again[0], hit.spec)
    assert along
    assert along.lines == (f"{SAYS} {DOES}",)
    _, browser = one_of_staff("advisor", name="Noor")
    path = f"/desk/{conversation_with(again[0]).key}/"
    shelf = words(browser.get(path)).partition("The shelf</h2>")[2]
    assert SAYS in about(shelf, "Night Retinol")
    assert SAYS not in about(shelf, "Barrier Cream")
    assert SAYS in words(browser.get(f"{path}routine/?new=1&day=12"))


def test_the_papers_say_it(again: Visitor) -> None:
    cautions = {product.name: product.caution for product in products_of(again[0])}
    assert cautions == {"Barrier Cream": "", "Night Retinol": f"{SAYS} {DOES}"}


def test_it_is_said_in_spanish(again: Visitor) -> None:
    again[1].post("/language/", {"language": "es", "next": "/"})
    assert IN_SPANISH in words(again[1].get(f"/may/{key('Night Retinol')}/"))


def test_it_stays_said_when_the_fourteen_days_are_over(owner: Visitor) -> None:
    reacted(owner[0])
    page = f"/may/{key('Night Retinol')}/"
    assert SAYS in words(owner[1].get(page))
    treated(owner[0], days_ago=20)
    assert SAYS in words(owner[1].get(page))


def test_it_is_said_before_the_next_treatment(owner: Visitor) -> None:
    reacted(owner[0])
    treated(owner[0], days_ago=-3)
    assert SAYS in words(owner[1].get(f"/may/{key('Night Retinol')}/"))


def test_within_its_own_fourteen_days_the_plan_says_that_it_rests(owner: Visitor) -> None:
    person = treated(owner[0], days_ago=9)
    RungTrial.objects.create(
        treatment=current(person), rung="rung-retinoid", day=8, outcome=RungTrial.REACTED, outcome_day=9
    )
    Treatment.objects.filter(pk=current(person).pk).update(checked_in=True)
    page = words(owner[1].get(f"/may/{key('Night Retinol')}/"))
    assert "Not for now: your skin reacted to it." in page
    assert "Your skin was uneasy after this" not in page


def test_of_several_treatments_the_last_that_it_reacted_after_is_named(again: Visitor) -> None:
    before = start_treatment(again[0], date=dt.date(2026, 9, 3), setting="clinic", needle_mm=None)
    RungTrial.objects.create(treatment=before, rung="rung-retinoid", day=9, outcome=RungTrial.REACTED, outcome_day=9)
    Treatment.objects.filter(pk=before.pk).update(checked_in=True)
    assert SAYS in words(again[1].get(f"/may/{key('Night Retinol')}/"))


def test_a_product_without_actives_is_known_again_also_by_another_name(owner: Visitor) -> None:
    person, browser = owner
    cream = key("Barrier Cream")
    there = dt.datetime(2026, 10, 22, 9, tzinfo=dt.UTC)
    answers = {"pain": 0, "new": ["new-stinging"], "used": ["Barrier Cream"]}
    ticked = {str(cream): "Barrier Cream"}
    judged = keep(person, current(person), key=uuid.uuid4(), at=there, answers=answers, ticked=ticked)
    assert judged
    assert judged.row.day == 8
    treated(person, days_ago=9)
    assert SAYS in words(browser.get(f"/may/{cream}/"))
    Product.objects.filter(key=cream).update(name="Barrier Cream, new tube")
    assert SAYS in words(browser.get(f"/may/{cream}/"))
    assert SAYS not in words(browser.get(f"/may/{key('Night Retinol')}/"))
