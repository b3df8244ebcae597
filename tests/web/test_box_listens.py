"""The box, the names of a shelf and a pasted label listen as the conversation does: the number, then the answer."""

from collections.abc import Callable

import pytest
from django.test import Client

from fortnight.web.accounts.models import Person
from fortnight.web.chat.models import Message
from fortnight.web.healing.models import Alarm, Question
from fortnight.web.photos.models import Photo
from fortnight.web.shelf.actions import ask
from fortnight.web.shelf.models import Product
from tests.unclear import UNCLEAR

Visitor = tuple[Person, Client]
PLEA = "I want to die"
SWELLING = "My lips are swelling and I cannot breathe well, may I go to the gym"
LABEL = "Aqua, Glycerin, Panthenol, Squalane, Tocopherol"


def test_a_told_sign_in_the_box_has_the_number_first_and_then_what_was_asked(visitor: Visitor) -> None:
    Person.objects.filter(pk=visitor[0].pk).update(country="GB")
    page = visitor[1].post("/may/", {"said": SWELLING}).content.decode()
    number, topics = page.index('href="tel:999"'), page.index("You also asked about")
    assert page.index("Call now") < number < topics < page.index('href="/activities/vigorous-exercise/')


@pytest.mark.parametrize("words", [PLEA, "my toddler swallowed my serum", "My face is hot and pus comes out"])
def test_a_sign_told_to_the_box_stands_on_today_and_the_clinic_does_not_know_it(visitor: Visitor, words: str) -> None:
    for _ in range(2):
        visitor[1].post("/may/", {"said": words})
    assert Alarm.objects.get().message is None, "typed again it stands once"
    page = visitor[1].get("/today/").content.decode()
    assert words in page
    assert "The clinic does not know about this" in page
    assert not Message.objects.exists()


def test_the_clinic_is_told_of_it_when_its_person_wants(visitor: Visitor) -> None:
    visitor[1].post("/may/", {"said": PLEA})
    path = f"/advisor/tell/{Alarm.objects.get().key}/"
    visitor[1].post(path)
    page = visitor[1].post(path, follow=True).content.decode()
    message = Message.objects.get(author=Message.PERSON)
    assert message.body == PLEA
    assert Alarm.objects.filter(message=message).count() == 1
    assert page.count('id="cannot-wait') == 1, "one line for the same sign"
    assert "The clinic does not know about this" not in page


def test_what_wants_no_doctor_stands_nowhere(visitor: Visitor) -> None:
    for words in ("retinol", "gym", "Redness is still there on day 10"):
        visitor[1].post("/may/", {"said": words})
    assert not Alarm.objects.exists()


def test_a_pasted_label_that_is_a_plea_is_heard_and_answered(visitor: Visitor) -> None:
    for more in ({"sense": "label"}, {"name": "Cream"}):
        page = visitor[1].post("/may/", {"said": PLEA, **more}, follow=True).content.decode()
        assert "Call now: you are not alone with this" in page
        product = Product.objects.get(name=more.get("name", ""), label=PLEA)
        assert page.index('href="tel:') < page.index(f'href="/may/{product.key}/"'), "then what was asked"


def test_words_around_a_list_of_ingredients_are_heard_and_the_list_is_not(visitor: Visitor) -> None:
    browser = visitor[1]
    assert browser.post("/may/", {"said": LABEL, "sense": "label"})["Location"].startswith("/may/")
    assert not Alarm.objects.exists()
    browser.post("/may/", {"said": f"{LABEL}\nI cannot breathe and my lips are swelling", "sense": "label"})
    assert Alarm.objects.get().signs == ["sign-allergic-reaction"]


@pytest.mark.parametrize("name", ["I cannot breathe", "no quiero vivir", "my face is full of pus"])
def test_the_name_of_a_product_that_is_a_plea_is_heard_wherever_it_is_typed(visitor: Visitor, name: str) -> None:
    person, browser = visitor
    product = ask(person, name="", label=LABEL)
    ways: dict[str, Callable[[], str]] = {
        "add": lambda: browser.post("/shelf/add/", {"name": name, "label": LABEL, "kind": ""})["Location"],
        "edit": lambda: browser.post(f"/shelf/{product.key}/", {"name": name, "label": LABEL, "kind": ""})["Location"],
        "put": lambda: browser.post(f"/shelf/{product.key}/put/", {"name": name})["Location"],
        "may": lambda: browser.post("/may/", {"said": LABEL, "name": name})["Location"],
    }
    for way, post in ways.items():
        assert post().startswith("/may/sign/"), way
    assert Alarm.objects.get().words == name
    assert Product.objects.filter(name=name).exists(), "what was typed is kept"


def test_names_of_products_are_no_signs(visitor: Visitor) -> None:
    for name in ("Cicaplast Baume B5", "Redness relief serum", "After-burn gel", "Pimple patch"):
        where = visitor[1].post("/shelf/add/", {"name": name, "label": LABEL, "kind": ""})["Location"]
        assert where.startswith("/shelf/add/?added="), name


def test_the_text_of_a_photo_that_somebody_corrects_is_heard(visitor: Visitor) -> None:
    photo = Photo.objects.create(person=visitor[0], state=Photo.READ, text="Aqua", file="photos/none")
    fields = {"said": "I cannot breathe", "name": ""}
    assert visitor[1].post(f"/may/photo/{photo.key}/", fields)["Location"].startswith("/may/sign/")


def test_where_it_is_unclear_the_same_question_stands_above_the_answer(visitor: Visitor) -> None:
    page = visitor[1].post("/may/", {"said": UNCLEAR}, follow=True).content.decode()
    question = Question.objects.get()
    assert page.index("Is any of this happening right now?") < page.index("<h1")
    none = visitor[1].post(f"/may/asked/{question.key}/", {"answer": "none", "back": "/may/feelings/"})
    assert none["Location"] == "/may/feelings/"
    again = visitor[1].post("/may/", {"said": UNCLEAR}, follow=True).content.decode()
    assert "Is any of this happening right now?" not in again, "who has just answered is not asked again"


def test_what_is_so_right_now_leads_to_the_doctor_s_way(visitor: Visitor, stranger: Visitor) -> None:
    visitor[1].post("/may/", {"said": UNCLEAR})
    question = Question.objects.get()
    assert stranger[1].post(f"/may/asked/{question.key}/", {"answer": "none"}).status_code == 404
    where = visitor[1].post(f"/may/asked/{question.key}/", {"answer": question.signs[0]})["Location"]
    alarm = Alarm.objects.get()
    assert where == f"/may/sign/{alarm.key}/"
    assert "See a doctor today" in visitor[1].get(where).content.decode()
    assert stranger[1].get(where).status_code == 404


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_the_answer_leads_to_no_other_site(visitor: Visitor, back: str) -> None:
    visitor[1].post("/may/", {"said": UNCLEAR})
    path = f"/may/asked/{Question.objects.get().key}/"
    assert "example.org" not in visitor[1].post(path, {"answer": "none", "back": back}).headers.get("Location", "")
