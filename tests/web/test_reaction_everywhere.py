"""What the skin reacted to and what rests in a pause is a yes nowhere: in no routine, card, paper, nor at the desk."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.chat import cards
from fortnight.web.chat.actions import conversation_with
from fortnight.web.checkins.models import RungTrial, SkinCheckIn
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
CALM = {"pain": "0", "redness": "none", "swelling": "none", "heat": "none", "itch": "none", "flaking": "none"}
REACTED = "Not for now: your skin reacted to it."
RESTS = "Not this evening: what is optional rests until your skin is calm."
PAUSED = "Not for now: nothing new before your skin is calm."
OWNED = {
    "Night Retinol": "Aqua, Glycerin, Retinol",
    "Barrier Cream": "Aqua, Glycerin, Ceramide NP",
    "Bead Scrub": "Aqua, Glycerin, Prunus Armeniaca Seed Powder",
}


def current(person: Person) -> Treatment:
    assert person.current
    return person.current


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon for the check-ins as it is for every entrance."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def owner(visitor_on: VisitorOn) -> Visitor:
    """Somebody on day 7, the first evening of retinol, who owns it and two other things."""
    person, browser = visitor_on(7)
    for name, label in OWNED.items():
        add(person, name=name, label=label, kind="")
    return person, browser


def stung(visitor: Visitor, **changed: Any) -> Person:
    """Tell that something stung, and read the person anew."""
    answers = {**CALM, "new": ["new-stinging"], **changed}
    assert visitor[1].post("/checkin/", answers, follow=True).status_code == 200
    return Person.objects.select_related("current", "clinic").get(pk=visitor[0].pk)


def words(answer: Any) -> str:
    """A page as text, with its blanks as one."""
    return " ".join(answer.content.decode().split())


def line_of(page: str, name: str) -> str:
    """What a routine says of a product on its day."""
    return page.partition("Evening")[2].partition(name)[2].partition("</li> <li")[0]


def test_a_routine_says_that_a_product_rests(owner: Visitor) -> None:
    assert REACTED not in words(owner[1].get("/use/?day=7"))
    stung(owner, used=["rung-retinoid"])
    page = words(owner[1].get("/use/?day=7"))
    assert REACTED in line_of(page, "Night Retinol")
    assert REACTED not in line_of(page, "Barrier Cream")


def test_a_routine_of_the_desk_says_it_to_the_advisor(owner: Visitor) -> None:
    person = stung(owner, used=["rung-retinoid"])
    _, browser = one_of_staff("advisor", name="Noor")
    page = words(browser.get(f"/desk/{conversation_with(person).key}/routine/?new=1&day=7"))
    assert REACTED in line_of(page, "Night Retinol")


def test_what_was_used_long_before_without_trouble_rests_in_a_pause_too(visitor_on: VisitorOn) -> None:
    person, browser = visitor_on(12)
    add(person, name="Night Retinol", label=OWNED["Night Retinol"], kind="")
    RungTrial.objects.create(treatment=current(person), rung="rung-retinoid", day=7, outcome=RungTrial.CALM)
    stung((person, browser), new=[], swelling="strong")
    assert SkinCheckIn.objects.get().level.is_uneasy
    page = words(browser.get(f"/may/{Product.objects.get().key}/"))
    assert RESTS in page.partition("</h1>")[0]


@pytest.mark.parametrize(("name", "stop"), [("Night Retinol", REACTED), ("Bead Scrub", PAUSED)])
def test_a_card_in_a_conversation_says_it_first(name: str, stop: str, owner: Visitor) -> None:
    kept = {"kind": "answer", "key": str(Product.objects.get(name=name).key)}
    before = cards.shown(owner[0], kept)
    person = stung(owner, used=["rung-retinoid"])
    card = cards.shown(person, kept)
    assert before
    assert card
    assert before.says.startswith("Yes, today")
    assert card.says.startswith(f"{stop} By its rules alone: Yes, today")


@pytest.mark.parametrize(
    ("name", "label", "rung"),
    [
        ("Peptide Serum", "Aqua, Glycerin, Palmitoyl Tripeptide-1", "rung-peptide"),
        ("Acid Toner", "Aqua, Glycolic Acid", "rung-acid"),
    ],
)
def test_what_reacted_is_no_yes_also_where_the_plan_has_no_evening_for_it(
    name: str, label: str, rung: str, visitor_on: VisitorOn
) -> None:
    person, browser = visitor_on(12)
    add(person, name=name, label=label, kind="")
    page = f"/may/{Product.objects.get().key}/"
    assert "Yes, today" in words(browser.get(page)).partition("</h1>")[0]
    stung((person, browser), used=[rung])
    assert REACTED in words(browser.get(page)).partition("</h1>")[0]


def test_an_acid_that_nobody_tried_does_not_begin_in_a_pause(owner: Visitor) -> None:
    stung(owner, used=["rung-retinoid"])
    page = words(owner[1].post("/may/", {"said": "Aqua, Glycolic Acid", "sense": "label"}, follow=True))
    assert PAUSED in page.partition("</h1>")[0]


def test_a_perfumed_sunscreen_is_not_stopped_by_a_pause(owner: Visitor) -> None:
    add(owner[0], name="Sun Fluid SPF 50", label="Zinc Oxide, Aqua, Parfum", kind="sunscreen")
    stung(owner, used=["rung-retinoid"])
    page = words(owner[1].get(f"/may/{Product.objects.get(name='Sun Fluid SPF 50').key}/"))
    assert "Not for now" not in page
    assert "Not this evening" not in page


def test_the_card_of_the_shelf_and_today_do_not_count_what_rests(owner: Visitor) -> None:
    assert "3 of 3 can be used today." in words(owner[1].get("/today/"))
    person = stung(owner, used=["rung-retinoid"])
    card = cards.shown(person, {"kind": "shelf"})
    assert card
    assert card.says == "1 of 3 can be used today."
    assert "1 of 3 can be used today." in words(owner[1].get("/today/"))


def test_what_an_advisor_looks_up_says_it(owner: Visitor) -> None:
    person = stung(owner, used=["rung-retinoid"])
    (hit,) = finding.find(person, "Aqua, Glycerin, Retinol, Squalane")
    assert hit.stop == REACTED
    along = finding.along(person, hit.spec)
    assert along
    assert along.says.startswith(REACTED)


def test_the_desk_marks_what_rests_beside_a_conversation(owner: Visitor) -> None:
    person = stung(owner, used=["rung-retinoid"])
    _, browser = one_of_staff("advisor", name="Noor")
    page = words(browser.get(f"/desk/{conversation_with(person).key}/")).partition("The shelf</h2>")[2]
    assert REACTED in page.partition("Night Retinol")[2].partition("</li>")[0]
    assert "Not for now" not in page.partition("Barrier Cream")[2].partition("</li>")[0]


def test_a_routine_that_was_sent_says_it_in_its_card(owner: Visitor) -> None:
    advisor, _ = one_of_staff("advisor", name="Noor")
    sent = recommend(chosen(owner[0], asked_of("")), by=advisor)
    card = cards.shown(stung(owner, used=["rung-retinoid"]), {"kind": "routine", "key": str(sent.key)})
    assert card
    assert f"Retinol: Night Retinol ({REACTED})" in card.lines


def test_the_papers_say_it(owner: Visitor) -> None:
    person = stung(owner, used=["rung-retinoid"])
    stops = {product.name: product.stop for product in products_of(person)}
    assert stops == {"Barrier Cream": "", "Bead Scrub": PAUSED, "Night Retinol": REACTED}


def test_what_was_just_put_on_the_shelf_is_no_yes(owner: Visitor) -> None:
    stung(owner, used=["rung-retinoid"])
    page = words(
        owner[1].post("/shelf/add/", {"name": "Second Retinol", "label": "Aqua, Retinol", "kind": ""}, follow=True)
    )
    assert f"<strong>{REACTED}</strong>" in page
