"""About me: what a person tells, how it is checked, what it changes, what needs a clinician."""

from collections.abc import Callable
from dataclasses import fields

import pytest
from django.test import Client

from fortnight.person.model import Profile
from fortnight.web.accounts.models import Person, User
from fortnight.web.healing.models import Alarm, Question
from fortnight.web.me.about import QUESTIONS
from fortnight.web.shelf.actions import ask
from fortnight.web.shelf.models import Product
from tests.web.doors import closed

Visitor = tuple[Person, Client]
OF_THE_TREATMENT = {"setting", "needle_mm"}
ASKED_OTHERWISE = {"skin_tone", "age", "allergies"}


def told(browser: Client, **values: str) -> str:
    """Save what is told, and give the page that answers."""
    answer = browser.post("/me/about/", values)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_every_field_of_the_profile_is_asked_and_says_why(visitor: Visitor) -> None:
    page = visitor[1].get("/me/about/").content.decode()
    fields_asked = {question.field for question in QUESTIONS}
    assert fields_asked | ASKED_OTHERWISE | OF_THE_TREATMENT == {field.name for field in fields(Profile)}
    for name in fields_asked | ASKED_OTHERWISE:
        assert f'name="{name}"' in page
        assert f'id="{name}-why"' in page
    assert all(question.rule or question.why for question in QUESTIONS)


def test_what_is_told_is_kept_and_may_be_taken_back(visitor: Visitor) -> None:
    person, browser = visitor
    told(browser, rosacea="yes", eczema="no", age="30", name="Iris", country="gb", area="face")
    person.refresh_from_db()
    assert person.facts == {"rosacea": True, "eczema": False, "age": 30}
    assert (person.name, person.country, person.area) == ("Iris", "GB", "face")
    told(browser)
    person.refresh_from_db()
    assert person.facts == {}


def test_none_of_the_others_denies_what_is_not_ticked_in_its_part_alone(visitor: Visitor) -> None:
    person, browser = visitor
    told(browser, diabetes="yes", **{"none-health": "on"})
    person.refresh_from_db()
    denied = {"immunosuppressed": False, "bleeding_disorder": False, "scleroderma_or_heart": False}
    assert person.facts == {"diabetes": True, **denied}
    page = browser.get("/me/about/").content.decode()
    assert 'name="none-health" checked' in page
    assert 'name="none-skin" checked' not in page
    told(browser, diabetes="yes")
    person.refresh_from_db()
    assert person.facts == {"diabetes": True}


def test_what_was_denied_by_itself_stays_denied_until_it_is_ticked(visitor: Visitor) -> None:
    person, browser = visitor
    told(browser, eczema="no")
    page = browser.get("/me/about/").content.decode()
    assert '<input type="hidden" name="eczema" value="no">' in page
    answer = browser.post("/me/about/", "eczema=no&eczema=yes", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    person.refresh_from_db()
    assert person.facts == {"eczema": True}


def test_each_part_says_in_a_line_what_was_told_in_it(visitor: Visitor) -> None:
    told(visitor[1], eczema="yes", rosacea="yes", allergies="lanolin", **{"none-pregnancy": "on"})
    page = " ".join(visitor[1].get("/me/about/?open=allergies").content.decode().split())
    assert ">Eczema · Rosacea<" in page
    assert ">lanolin<" in page
    assert ">none of these<" in page
    assert 'id="allergies-part" open' in page
    assert 'id="skin-part" open' not in page


def test_a_part_with_a_mistake_in_it_is_open(visitor: Visitor) -> None:
    answer = visitor[1].post("/me/about/", {"age": "old"})
    assert 'id="you-part" open' in answer.content.decode()


def test_what_changed_is_told_with_the_rule(visitor: Visitor) -> None:
    page = told(visitor[1], rosacea="yes")
    assert "now from day 9" in page
    assert page.count('<h2 class="told">If you have rosacea, active ingredients start 2 days later for you') == 1
    assert "Earlier again" in told(visitor[1])


def test_a_fact_without_a_rule_changes_nothing(visitor: Visitor) -> None:
    assert "Your plan stays as it was" in told(visitor[1], vegan="yes")


def test_the_answers_on_the_shelf_follow(visitor: Visitor) -> None:
    person, browser = visitor
    product = ask(person, name="Night serum", label="Aqua, Retinol, Glycerin")
    Product.objects.filter(pk=product.pk).update(on_shelf=product.asked)
    page = told(browser, pregnant="yes")
    assert "Night serum" in page
    product.refresh_from_db()
    assert product.marks == "x" * 14


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"age": "300"}, "age in years, from 0 to 120"),
        ({"age": "old"}, "age in years, from 0 to 120"),
        ({"country": "XX"}, "Choose a country"),
        ({"pregnant": "perhaps"}, "perhaps is not one of"),
        ({"weight": "60"}, "We do not know “weight”"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(visitor: Visitor, sent: dict[str, str], words: str) -> None:
    person, browser = visitor
    answer = browser.post("/me/about/", {"name": "Iris", "allergies": "lanolin", **sent})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page
    assert 'value="Iris"' in page
    assert "lanolin</textarea>" in page
    person.refresh_from_db()
    assert (person.facts, person.name) == ({}, "")


def test_allergies_are_shown_back_with_the_names_they_stand_for(visitor: Visitor) -> None:
    page = told(visitor[1], allergies="lanolin, almonds\nxyzzy")
    assert "Lanolin Oil" in page
    assert "Prunus Amygdalus" in page
    assert "We do not know this name" in page
    visitor[0].refresh_from_db()
    assert visitor[0].facts["allergies"] == ["lanolin", "almonds", "xyzzy"]


def test_an_allergy_told_by_what_it_does_is_asked_whether_it_is_so_right_now(visitor: Visitor) -> None:
    page = told(visitor[1], allergies="penicillin, I can't breathe and my lips are swelling")
    assert "Is any of this happening right now?" in page
    assert not Alarm.objects.exists()
    question = Question.objects.get()
    answer = visitor[1].post(f"/may/asked/{question.key}/", {"answer": "sign-allergic-reaction"})
    assert answer.headers["Location"].startswith("/may/sign/")
    assert Alarm.objects.get().signs == ["sign-allergic-reaction"]
    assert "Is any of this happening right now?" not in told(visitor[1], allergies="wasp stings, latex")


def test_what_needs_a_clinician_stays_on_every_page_until_it_was_read(visitor: Visitor) -> None:
    browser = visitor[1]
    assert "Ask a doctor or nurse first" in told(browser, pregnant="yes")
    for path in ("/today/", "/plan/", "/me/"):
        assert "Ask a doctor or nurse first" in browser.get(path).content.decode()
    answer = browser.post("/me/flags/", {"flag": ["pregnant"], "next": "/plan/"})
    assert answer.headers["Location"] == "/plan/"
    assert "Ask a doctor or nurse first" not in browser.get("/plan/").content.decode()
    assert "while you are pregnant" in browser.get("/me/").content.decode()


def test_a_flag_that_comes_back_is_shown_again(visitor: Visitor) -> None:
    browser = visitor[1]
    told(browser, pregnant="yes")
    browser.post("/me/flags/", {"flag": ["pregnant"]})
    told(browser)
    assert "Ask a doctor or nurse first" in told(browser, pregnant="yes")


def test_reading_flags_leads_nowhere_else(visitor: Visitor) -> None:
    answer = visitor[1].post("/me/flags/", {"next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/me/"


@pytest.mark.parametrize(
    "path",
    ["/me/", "/me/about/", "/me/treatments/", "/me/treatments/new/", "/me/links/", "/me/data/", "/me/data/download/"],
)
def test_who_has_no_plan_is_sent_to_the_three_questions(db: None, client: Client, path: str) -> None:
    assert client.get(path).headers["Location"] == closed(path)


def test_the_cautious_layer_is_switched_and_the_shelf_follows(visitor: Visitor) -> None:
    person, browser = visitor
    product = ask(person, name="", label="Aqua, Retinol")
    before = product.marks
    browser.post("/me/switch/", {"on": "1"})
    person.refresh_from_db()
    product.refresh_from_db()
    assert person.cautious
    assert product.marks != before


def test_the_language_is_kept_with_the_person(visitor_on: Callable[..., Visitor]) -> None:
    person, browser = visitor_on(3, user=User.objects.create_user("iris@example.org"))
    browser.post("/language/", {"language": "es", "next": "/me/"})
    person.refresh_from_db()
    assert person.language == "es"
