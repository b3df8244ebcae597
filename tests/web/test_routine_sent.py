"""A routine that an advisor chooses for a client: sent as a card, followed by the client, put on the shelf."""

import uuid

import pytest
from django.test import Client

from fortnight.web.accounts.models import Person, User
from fortnight.web.catalogue.actions import put as put_into_catalogue
from fortnight.web.catalogue.models import CatalogueItem
from fortnight.web.chat.actions import conversation_with
from fortnight.web.chat.models import Message
from fortnight.web.routine.models import Kept, Recommendation
from fortnight.web.shelf.actions import add, remove
from fortnight.web.shelf.models import Product
from tests.web.staff import one_of_staff

Visitor = tuple[Person, Client]


@pytest.fixture
def client_with_cream(visitor: Visitor) -> Visitor:
    """A client on day 3 who owns one thing."""
    add(visitor[0], name="Barrier Moisturiser", label="Aqua, Glycerin, Ceramide NP", kind="")
    return visitor


@pytest.fixture
def desk(db: None) -> tuple[User, Client]:
    """An advisor and their browser."""
    return one_of_staff("advisor", name="Noor Haddad")


@pytest.fixture
def serum() -> CatalogueItem:
    """Something that the client lacks."""
    return put_into_catalogue(
        number="4006381333931",
        name="Calm Serum",
        brand="Vale",
        label="Aqua, Sodium Hyaluronate",
        kind="hydrating_serum",
    )


def at_the_desk(person: Person) -> str:
    return f"/desk/{conversation_with(person).key}/routine/"


def sent_by(browser: Client, person: Person, **values: str) -> Recommendation:
    form = {"asked": "catalogue=on", "uid": str(uuid.uuid4()), "seen": "0", **values}
    assert browser.post(at_the_desk(person), form).status_code == 302
    return Recommendation.objects.get(person=person)


def test_an_advisor_chooses_changes_and_sends(
    client_with_cream: Visitor, desk: tuple[User, Client], serum: CatalogueItem
) -> None:
    person, browser = client_with_cream
    page = desk[1].get(at_the_desk(person)).content.decode()
    assert "Barrier Moisturiser" in page
    assert "Vale Calm Serum" in page
    page = desk[1].get(f"{at_the_desk(person)}?catalogue=on&without={serum.pk}").content.decode()
    assert "Vale Calm Serum" not in page.partition("Left out")[0]
    sent = sent_by(desk[1], person, body="Try this one.")
    card = browser.get("/advisor/").content.decode()
    assert "Try this one." in card
    assert "Hydrating serum: Vale Calm Serum" in card
    assert f"/use/sent/{sent.key}/" in card
    assert not Kept.objects.exists()
    assert not Product.objects.filter(name="Vale Calm Serum").exists()
    actions = [line.action for line in person.audit.all()]
    assert "recommended" in actions
    assert "looked" in actions


def test_the_client_sees_why_follows_it_and_has_what_they_bought_on_the_shelf(
    client_with_cream: Visitor, desk: tuple[User, Client], serum: CatalogueItem
) -> None:
    person, browser = client_with_cream
    path = f"/use/sent/{sent_by(desk[1], person).key}/"
    page = browser.get(path).content.decode()
    assert "Noor Haddad recommends" in page
    assert "It contains what this step needs: hyaluronic acid." in page
    assert "instead" not in page.partition("<main")[2]
    assert browser.post(path, {"owned": [str(serum.pk), "999"]}).headers["Location"] == "/use/"
    mine = Product.objects.get(person=person, name="Vale Calm Serum")
    assert mine.on_shelf
    today = browser.get("/today/").content.decode()
    assert "Vale Calm Serum" in today
    assert "to buy" not in today
    assert "You started following this on" in browser.get(path).content.decode()
    assert "This routine is in use." in browser.get("/advisor/").content.decode()


def test_without_anything_bought_the_new_stays_on_the_list(
    client_with_cream: Visitor, desk: tuple[User, Client], serum: CatalogueItem
) -> None:
    person, browser = client_with_cream
    browser.post(f"/use/sent/{sent_by(desk[1], person).key}/")
    assert not Product.objects.filter(name=f"Vale {serum.name}").exists()
    assert "to buy" in browser.get("/today/").content.decode()
    assert "Vale Calm Serum" in browser.get("/use/").content.decode().partition("Shopping list")[2]


def test_what_has_changed_since_it_was_sent_is_chosen_anew_and_said(
    client_with_cream: Visitor, desk: tuple[User, Client], serum: CatalogueItem
) -> None:
    person, browser = client_with_cream
    sent = sent_by(desk[1], person)
    remove(Product.objects.get(person=person, name="Barrier Moisturiser"))
    page = browser.get(f"/use/sent/{sent.key}/").content.decode()
    assert "Something has changed since this was sent" in page
    assert "Barrier Moisturiser" not in page
    assert f"Vale {serum.name}" in page


def test_the_same_form_sent_twice_is_one_card(client_with_cream: Visitor, desk: tuple[User, Client]) -> None:
    person = client_with_cream[0]
    form = {"asked": "catalogue=on", "uid": str(uuid.uuid4())}
    for _ in range(2):
        assert desk[1].post(at_the_desk(person), form).status_code == 302
    assert Recommendation.objects.count() == 1
    assert Message.objects.filter(conversation__person=person).count() == 1


def test_a_client_who_wrote_meanwhile_is_read_first(client_with_cream: Visitor, desk: tuple[User, Client]) -> None:
    person, browser = client_with_cream
    browser.post("/advisor/", {"body": "I have bought a serum already."})
    form = {"asked": "catalogue=on", "uid": str(uuid.uuid4()), "seen": "0"}
    answer = desk[1].post(at_the_desk(person), form, follow=True)
    assert "There is a new message." in answer.content.decode()
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize("form", [{"uid": "x"}, {"body": "y" * 8001, "uid": str(uuid.uuid4())}, {}])
def test_a_form_that_cannot_be_sent_is_shown_again_with_its_words(
    client_with_cream: Visitor, desk: tuple[User, Client], form: dict[str, str]
) -> None:
    answer = desk[1].post(at_the_desk(client_with_cream[0]), form)
    assert answer.status_code == 400
    assert form.get("body", "") in answer.content.decode()
    assert not Recommendation.objects.exists()


def test_what_was_sent_to_somebody_else_is_not_found(
    client_with_cream: Visitor, stranger: Visitor, desk: tuple[User, Client]
) -> None:
    sent = sent_by(desk[1], client_with_cream[0])
    for way in (stranger[1].get, stranger[1].post):
        assert way(f"/use/sent/{sent.key}/").status_code == 404


def test_a_client_without_a_treatment_gets_none(desk: tuple[User, Client], visitor: Visitor) -> None:
    person = visitor[0]
    person.current = None
    person.save()
    answer = desk[1].get(at_the_desk(person), follow=True)
    assert "There is no treatment date yet" in answer.content.decode()
