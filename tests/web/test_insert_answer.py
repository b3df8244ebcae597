"""Insert an answer: looked up in this person's engine, shown to the advisor first, put into the message, and kept."""

import html
import re
import uuid

import pytest
from django.conf import settings
from django.test import Client

from fortnight.web.accounts.models import Person, User
from fortnight.web.catalogue.actions import put
from fortnight.web.chat.models import Message
from fortnight.web.shelf.actions import add, ask
from fortnight.web.shelf.models import Product
from tests.web.desk import JSON, advisor_called, answer, done, write

Visitor = tuple[Person, Client]
LABEL = "Aqua, Glycerin, Retinol"
NUMBER = "4006381333931"


@pytest.fixture
def noor(db: None) -> tuple[User, Client]:
    """An advisor and their browser."""
    return advisor_called("Noor")


def look(browser: Client, path: str, words: str) -> str:
    """What a look-up shows, as the script gets it."""
    return str(browser.post(path, {"way": "look", "look": words}, headers=JSON).json()["html"])


def specs(page: str) -> list[str]:
    """How a form names what was found."""
    return [html.unescape(spec) for spec in re.findall(r'value="put:([^"]+)"', page)]


def send(browser: Client, path: str, card: str, **more: str) -> int:
    sent = {"body": "Here it is.", "card": card, "uid": str(uuid.uuid4()), **more}
    return browser.post(path, sent, headers=JSON).status_code


def test_a_label_is_judged_for_this_person_before_it_is_anybody_s(visitor: Visitor, noor: tuple[User, Client]) -> None:
    path = f"/desk/{write(visitor[0]).key}/"
    page = look(noor[1], path, LABEL)
    assert "Not today. From Friday 27 November, day 7" in page
    assert "3 of 3 names recognised" in page
    assert not Product.objects.exists()
    (spec,) = specs(page)
    assert send(noor[1], path, spec) == 201
    product = Product.objects.get()
    assert (product.person, product.label, product.source) == (visitor[0], LABEL, "clinic")
    assert product.on_shelf is None
    assert ("looked_up", "products") in done(visitor[0])
    assert Message.objects.get(number=2).card == {"kind": "answer", "key": str(product.key)}
    talk = visitor[1].get("/advisor/").content.decode()
    assert "Not today. From Friday 27 November" in talk
    assert "looked up for you by the clinic" in visitor[1].get(f"/may/{product.key}/").content.decode()


def test_sent_twice_it_is_one_answer_and_one_message(visitor: Visitor, noor: tuple[User, Client]) -> None:
    path = f"/desk/{write(visitor[0]).key}/"
    (spec,) = specs(look(noor[1], path, LABEL))
    uid = str(uuid.uuid4())
    assert {send(noor[1], path, spec, uid=uid) for _ in range(2)} == {201}
    assert (Product.objects.count(), Message.objects.count()) == (1, 2)
    assert done(visitor[0]).count(("looked_up", "products")) == 1


def test_an_answer_that_is_held_back_leaves_nothing_behind(visitor: Visitor, noor: tuple[User, Client]) -> None:
    path = f"/desk/{write(visitor[0]).key}/"
    (spec,) = specs(look(noor[1], path, LABEL))
    answer(visitor[0], advisor_called("Sam")[0])
    assert send(noor[1], path, spec, seen="1") == 409
    assert not Product.objects.exists()
    assert "looked_up" not in [action for action, _ in done(visitor[0])]


def test_what_is_on_the_shelf_or_was_asked_about_is_found_by_its_name(
    visitor: Visitor, stranger: Visitor, noor: tuple[User, Client]
) -> None:
    owned = add(visitor[0], name="Night Serum", label=LABEL, kind="")
    product = ask(visitor[0], name="Quiet Milk", label="Aqua, Glycerin")
    ask(stranger[0], name="Loud Milk", label="Aqua")
    path = f"/desk/{write(visitor[0]).key}/"
    assert specs(look(noor[1], path, "night serum")) == [f"answer:{owned.key}"]
    assert "On the shelf" in look(noor[1], path, "night serum")
    page = look(noor[1], path, "milk")
    assert f"answer:{product.key}" in specs(page)
    assert "Loud Milk" not in page


def test_a_barcode_and_a_name_find_what_the_catalogue_of_the_house_holds(
    visitor: Visitor, noor: tuple[User, Client]
) -> None:
    put(number=NUMBER, name="Zephyr Balm", brand="Linden House", label=LABEL)
    path = f"/desk/{write(visitor[0]).key}/"
    for words in (NUMBER, "4 006381 333931", "zephyr balm"):
        page = look(noor[1], path, words)
        assert "Linden House Zephyr Balm" in page, words
        assert "From the catalogue" in page
    assert send(noor[1], path, specs(look(noor[1], path, NUMBER))[0]) == 201
    assert Product.objects.get().barcode == NUMBER
    assert "We could not find that" in look(noor[1], path, "4006381333948")


def test_an_activity_goes_along_and_both_sides_see_it_in_their_language(
    visitor: Visitor, noor: tuple[User, Client]
) -> None:
    path = f"/desk/{write(visitor[0]).key}/"
    (spec,) = specs(look(noor[1], path, "sauna"))
    assert spec == "activity:sauna"
    assert send(noor[1], path, spec) == 201
    assert Message.objects.get(number=2).card == {"kind": "activity", "id": "sauna"}
    assert "Sauna" in noor[1].get(path).content.decode()
    visitor[1].cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    talk = visitor[1].get("/advisor/").content.decode()
    assert "Hoy no" in talk
    assert 'href="/activities/sauna/"' in talk
    assert not Product.objects.exists()


def test_a_person_can_ask_about_an_activity(visitor: Visitor) -> None:
    assert 'href="/advisor/?card=activity:sauna"' in visitor[1].get("/activities/sauna/").content.decode()
    assert "Attached:" in visitor[1].get("/advisor/?card=activity:sauna").content.decode()
    visitor[1].post("/advisor/", {"body": "?", "card": "activity:nothing"})
    assert Message.objects.get().card == {}


def test_something_in_general_is_answered_in_general(visitor: Visitor, noor: tuple[User, Client]) -> None:
    path = f"/desk/{write(visitor[0]).key}/"
    page = look(noor[1], path, "retinol")
    assert "In general" in page
    assert send(noor[1], path, specs(page)[0]) == 201
    assert Product.objects.get().source == Product.GENERAL


def test_a_product_of_the_catalogue_stands_first_and_alone(visitor: Visitor, noor: tuple[User, Client]) -> None:
    """Its name also means something in general, and a milder guess stood above its own label."""
    label = "Aqua, Glycolic Acid, Salicylic Acid, Glycerin"
    put(number=NUMBER, name="AHA/BHA Exfoliating Wash", brand="Linden", label=label, kind="exfoliating_cleanser")
    path = f"/desk/{write(visitor[0]).key}/"
    for words in ("AHA/BHA Exfoliating Wash", "linden aha/bha exfoliating wash"):
        page = look(noor[1], path, words)
        assert len(specs(page)) == 1, words
        assert "From the catalogue" in page
        assert "In general" not in page


def test_without_a_script_the_words_stay_while_an_answer_is_put_in(visitor: Visitor, noor: tuple[User, Client]) -> None:
    path = f"/desk/{write(visitor[0]).key}/"
    looked = noor[1].post(path, {"way": "look", "look": LABEL, "body": "Dear Iris"}).content.decode()
    assert ">Dear Iris</textarea>" in looked
    (spec,) = [name for name in specs(looked) if name.startswith("look:")]
    chosen = noor[1].post(path, {"way": f"put:{spec}", "body": "Dear Iris"}).content.decode()
    assert ">Dear Iris</textarea>" in chosen
    assert "Attached:" in chosen
    assert f'name="card" value="{spec}"' in chosen
    out = noor[1].post(path, {"way": "put:", "body": "Dear Iris", "card": spec}).content.decode()
    assert "Attached:" not in out
    assert not Message.objects.filter(author=Message.ADVISOR).exists()


@pytest.mark.parametrize("card", ["activity:", "answer:x", "day:99", "x" * 100])
def test_a_card_that_is_none_sends_the_words_alone(visitor: Visitor, noor: tuple[User, Client], card: str) -> None:
    path = f"/desk/{write(visitor[0]).key}/"
    assert send(noor[1], path, card) == 201
    assert Message.objects.get(number=2).card == {}
    assert not Product.objects.exists()


@pytest.mark.parametrize("card", ["look:forged", "look:"])
def test_what_was_looked_up_and_came_back_changed_is_not_dropped_in_silence(
    visitor: Visitor, noor: tuple[User, Client], card: str
) -> None:
    path = f"/desk/{write(visitor[0]).key}/"
    page = noor[1].post(path, {"body": "Dear Iris", "card": card})
    assert page.status_code == 400
    assert "Look it up again." in page.content.decode()
    assert ">Dear Iris</textarea>" in page.content.decode()


@pytest.mark.parametrize("words", ["", "   ", "\x00", "zzqx", "," * 50, "x" * 30_000, "%", "<script>"])
def test_odd_words_are_met_calmly(visitor: Visitor, noor: tuple[User, Client], words: str) -> None:
    path = f"/desk/{write(visitor[0]).key}/"
    answered = noor[1].post(path, {"way": "look", "look": words}, headers=JSON)
    assert answered.status_code == 200
    assert "<script>" not in answered.json()["html"]


def test_for_somebody_without_a_plan_nothing_is_found(visitor: Visitor, noor: tuple[User, Client]) -> None:
    row = write(visitor[0])
    visitor[0].current = None
    visitor[0].save()
    assert "We could not find that" in look(noor[1], f"/desk/{row.key}/", LABEL)
    assert send(noor[1], f"/desk/{row.key}/", "shelf") == 201
    assert noor[1].get(f"/desk/{row.key}/").status_code == 200
