"""The box for everything and the answer card."""

import re
import time
import uuid
from collections.abc import Callable
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client

from fortnight.labels.runs import shortened
from fortnight.web.accounts.models import Person
from fortnight.web.catalogue.actions import put
from fortnight.web.shelf import views
from fortnight.web.shelf.actions import add, ask
from fortnight.web.shelf.models import Product
from fortnight.web.shelf.ready import warm_up
from tests.web.doors import closed

Visitor = tuple[Person, Client]
OIL = (
    "Caprylic/Capric Triglyceride, Squalane, Retinol, Tocopherol, Glycerin, Bakuchiol, BHT, Panthenol, Allantoin,"
    " Luminol Complex 4"
)
MILD = "Aqua, Glycerin, Ceramide NP, Squalane"


def words_of(page: str) -> str:
    """A page's words without its signs, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", page)).split())


def test_a_pasted_list_leads_to_its_answer(visitor: Visitor) -> None:
    answer = visitor[1].post("/may/", {"said": OIL, "name": "Luminous Night Oil"}, follow=True)
    page = words_of(answer.content.decode())
    assert "Not today. From Friday 27 November, day 7" in page
    assert "9 of 10 names recognised" in page


@pytest.mark.parametrize("sense", ["", "label"])
def test_a_list_that_is_typed_into_the_box_is_read_once(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, sense: str
) -> None:
    texts = list[str]()

    def noting(text: str) -> str:
        texts.append(text)
        return shortened(text)

    monkeypatch.setattr("fortnight.labels.read.shortened", noting)
    answer = visitor[1].post("/may/", {"said": OIL, "sense": sense})
    assert answer.headers["Location"].startswith("/may/")
    assert texts == [OIL]


def test_the_date_of_the_answer_stands_out(visitor: Visitor) -> None:
    page = visitor[1].post("/may/", {"said": OIL}, follow=True).content.decode()
    assert "Not today. From <em>Friday 27 November, day\xa07</em>" in page


def test_the_label_is_shown_as_printed_with_what_decides_marked(visitor: Visitor) -> None:
    page = visitor[1].post("/may/", {"said": OIL}, follow=True).content.decode()
    label = re.search(r'<p class="label"[^>]*>(.*?)</p>', page, re.DOTALL)
    assert label
    assert "<mark>Retinol</mark>" in label[1]
    assert "<u>Squalane</u>" in label[1]
    assert "<i>Luminol Complex 4</i>" in label[1]
    assert unescape(re.sub(r"<[^>]+>", "", label[1])) == OIL


def test_a_name_nobody_knows_stays_outlined_where_it_decides(visitor: Visitor) -> None:
    page = visitor[1].post("/may/", {"said": "Zarnoxin, Quuxin, Herbaplex 9, Aqua, Glycerin"}, follow=True)
    assert "<mark><i>Zarnoxin</i></mark>" in page.content.decode()


def test_reasons_come_with_days_effect_sources_and_rule(visitor: Visitor) -> None:
    page = words_of(visitor[1].post("/may/", {"said": OIL}, follow=True).content.decode())
    assert "Days 1 to 6: do not use" in page
    assert "Microneedling aftercare: the first 14 days" in page
    assert "(the guide itself)" in page
    assert "Rule retinoid-returns" in page
    assert "On other days" in page
    assert "What would change this answer" in page


def test_markup_in_a_label_stays_text(visitor: Visitor) -> None:
    page = visitor[1].post("/may/", {"said": "Aqua, <script>alert(1)</script>, Retinol"}, follow=True)
    assert b"<script>alert" not in page.content


def test_a_guessed_kind_says_so_and_can_be_corrected(visitor: Visitor) -> None:
    person, browser = visitor
    product = ask(person, name="Luminous Night Oil", label=MILD)
    assert "Face oil, going by its name" in words_of(browser.get(f"/may/{product.key}/").content.decode())
    browser.post(f"/shelf/{product.key}/", {"name": product.name, "label": product.label, "kind": "moisturiser"})
    product.refresh_from_db()
    assert (product.kind, product.guessed) == ("moisturiser", "")


def test_a_kind_in_general_is_answered_and_says_that_it_is_general(visitor: Visitor) -> None:
    page = words_of(visitor[1].post("/may/", {"said": "retinol"}, follow=True).content.decode())
    assert "In general: retinol" in page
    assert "Not today. From Friday 27 November, day 7" in page
    assert "Put on my shelf" not in page


def test_words_that_name_no_ingredient_are_not_held_against_a_kind_in_general(visitor: Visitor) -> None:
    page = words_of(visitor[1].post("/may/", {"said": "sunscreen"}, follow=True).content.decode())
    assert "Yes, today" in page


def test_a_question_in_general_does_not_stand_for_a_product_of_the_same_name(visitor: Visitor) -> None:
    person, browser = visitor
    browser.post("/may/", {"said": "moisturiser"})
    product = add(person, name="moisturiser", label="", kind="")
    assert sorted(Product.objects.values_list("source", flat=True)) == ["general", "paste"]
    assert set(product.marks) <= {"u", "x"}


def test_what_is_not_understood_is_asked_back_with_three_ways_on(visitor: Visitor) -> None:
    answer = visitor[1].post("/may/", {"said": "Zarnox Velvet"})
    page = words_of(answer.content.decode())
    assert answer.status_code == 200
    assert "We have not understood “Zarnox Velvet”" in page
    assert "Is it a product, something you want to do, or something you feel?" in page
    assert "Paste" not in page
    assert 'href="/activities/"' in answer.content.decode()
    assert 'href="/may/feelings/"' in answer.content.decode()
    assert not Product.objects.exists()


def test_a_name_of_a_product_leads_to_its_list_and_is_not_lost(visitor: Visitor) -> None:
    page = visitor[1].post("/may/", {"said": "Zarnox Velvet", "sense": "product"}).content.decode()
    assert 'value="Zarnox Velvet"' in page
    assert "Paste the list of ingredients" in page


def test_a_sign_comes_first_with_the_number_to_tap_and_what_was_asked_behind_it(visitor: Visitor) -> None:
    answer = visitor[1].post("/may/", {"said": "I cannot breathe well, may I go to the gym?"})
    page = answer.content.decode()
    assert page.index("tel:") < page.index("You also asked about") < page.index("/activities/vigorous-exercise/")
    assert not Product.objects.exists()


@pytest.mark.parametrize("words", ["fever", "I have a cold sore", "tengo fiebre, ¿puedo ducharme?"])
def test_no_sign_gets_an_answer_about_anything_else(visitor: Visitor, words: str) -> None:
    answer = visitor[1].post("/may/", {"said": words})
    assert answer.status_code == 200
    assert "This must not wait" in answer.content.decode()


@pytest.mark.parametrize("words", ["I want to kill myself", "my baby swallowed my serum", "my lips are swelling up"])
def test_whoever_has_to_call_now_has_the_number_to_tap(visitor: Visitor, words: str) -> None:
    page = visitor[1].post("/may/", {"said": words}).content.decode()
    assert "Call now" in page
    assert 'href="tel:' in page


def test_a_long_plea_is_no_label(visitor: Visitor) -> None:
    plea = "I was needled last night and since this morning my cheek burns so much that I cried, " * 3
    page = visitor[1].post("/may/", {"said": plea}, follow=True).content.decode()
    assert "names recognised" not in page
    assert not Product.objects.exists()


def test_a_feeling_is_told_what_is_usual_and_when_it_is_a_sign(visitor: Visitor) -> None:
    answer = visitor[1].post("/may/", {"said": "is it normal that my skin is red"})
    assert answer.headers["Location"].startswith("/normal/redness/")
    page = words_of(visitor[1].get(answer.headers["Location"]).content.decode())
    assert "Usual on day 3." in page
    assert "When it is a warning sign" in page
    assert visitor[1].post("/may/", {"said": "what is normal today"}).headers["Location"].startswith("/normal/")
    assert "Is this usual?" in words_of(visitor[1].get("/may/feelings/").content.decode())
    assert visitor[1].get("/may/feelings/").status_code == 200
    assert visitor[1].get("/may/feelings/no-such-feeling/").status_code == 404


def test_tomorrow_in_the_question_moves_the_day_that_is_answered(visitor: Visitor) -> None:
    answer = visitor[1].post("/may/", {"said": "can I go to the gym tomorrow?"})
    assert answer.headers["Location"] == "/activities/vigorous-exercise/?day=4"
    assert "day 4" in words_of(visitor[1].get(answer.headers["Location"]).content.decode())


@pytest.mark.parametrize("other", ["0", "61", "x", "-1", "٣", "9" * 30])
def test_a_day_that_is_none_is_today(visitor: Visitor, other: str) -> None:
    page = visitor[1].get("/activities/vigorous-exercise/", {"day": other}).content.decode()
    assert page == visitor[1].get("/activities/vigorous-exercise/").content.decode() or "Not today" in page


def test_a_slip_is_asked_about_and_never_answered(visitor: Visitor) -> None:
    answer = visitor[1].post("/may/", {"said": "saunna"})
    assert answer.status_code == 200
    assert 'href="/activities/sauna/"' in answer.content.decode()


def test_a_product_of_the_catalogue_is_answered_by_its_label(visitor: Visitor) -> None:
    label = "Aqua, Glycolic Acid, Glycerin"
    put(number="4006381333931", name="Zephyr Toner", brand="Linden", label=label, kind="toner")
    page = words_of(visitor[1].post("/may/", {"said": "zephyr toner"}, follow=True).content.decode())
    assert "3 of 3 names recognised" in page
    assert "In general" not in page


def test_no_label_is_spoken_of_where_there_is_none(visitor: Visitor) -> None:
    for words in ("moisturiser", "glycerin", "sunscreen"):
        page = words_of(visitor[1].post("/may/", {"said": words}, follow=True).content.decode())
        assert "on the label" not in page
        assert "names recognised" not in page


def test_a_product_of_theirs_is_found_by_its_name(visitor: Visitor) -> None:
    person, browser = visitor
    product = add(person, name="Luminous Night Oil", label=OIL, kind="")
    assert browser.post("/may/", {"said": "luminous night oil"}).headers["Location"] == f"/may/{product.key}/"


def test_somebody_elses_product_is_not_found_by_its_name(visitor: Visitor, stranger: Visitor) -> None:
    product = add(stranger[0], name="Luminous Night Oil", label=OIL, kind="")
    answer = visitor[1].post("/may/", {"said": "luminous night oil"}, follow=True)
    assert str(product.key) not in answer.content.decode() + str(answer.redirect_chain)


def test_an_activity_leads_to_its_answer(visitor: Visitor) -> None:
    assert visitor[1].post("/may/", {"said": "gym"}).headers["Location"] == "/activities/vigorous-exercise/"


def test_choices_are_offered_where_it_is_unclear(visitor: Visitor) -> None:
    page = words_of(visitor[1].post("/may/", {"said": "gym, sauna"}).content.decode())
    assert "What do you mean by “gym, sauna”?" in page
    assert "something to do" in page
    assert "None of these?" in page


def test_a_choice_is_taken_at_its_word(visitor: Visitor) -> None:
    page = visitor[1].post("/may/", {"said": "retinol, gym", "sense": "label"}, follow=True)
    assert "1 of 2 names recognised" in words_of(page.content.decode())
    page = visitor[1].post("/may/", {"said": "make-up", "sense": "product"})
    assert "Show us its list of ingredients" in words_of(page.content.decode())


def test_name_and_kind_may_come_with_a_list(visitor: Visitor) -> None:
    visitor[1].post("/may/", {"said": "Glycerin", "name": "My glycerin", "kind": "serum"})
    product = Product.objects.get()
    assert (product.name, product.kind, product.label) == ("My glycerin", "serum", "Glycerin")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"said": ""}, "Enter a product"),
        ({"said": "Aqua, " * 5000}, "too long. Paste only the list"),
        ({"said": MILD, "name": "n" * 121}, "name is too long"),
        ({"said": MILD, "kind": "sandwich"}, "valid choice"),
    ],
)
def test_what_cannot_be_asked_is_said_and_nothing_is_lost(visitor: Visitor, sent: dict[str, str], words: str) -> None:
    answer = visitor[1].post("/may/", sent)
    assert answer.status_code == 400
    assert words in words_of(answer.content.decode())
    assert sent["said"].strip() in unescape(answer.content.decode())


def test_before_the_treatment_the_first_day_is_answered(visitor_on: Callable[..., Visitor]) -> None:
    page = words_of(visitor_on(-2)[1].post("/may/", {"said": OIL}, follow=True).content.decode())
    assert "Not on day 1. From Wednesday 2 December, day 7" in page


def test_after_the_fortnight_the_card_says_that_it_is_over(visitor_on: Callable[..., Visitor]) -> None:
    page = words_of(visitor_on(20)[1].post("/may/", {"said": OIL}, follow=True).content.decode())
    assert "Your 14 days are over" in page


def test_a_card_belongs_to_one_person(visitor: Visitor, stranger: Visitor) -> None:
    product = ask(visitor[0], name="", label=OIL)
    assert visitor[1].get(f"/may/{product.key}/").status_code == 200
    assert stranger[1].get(f"/may/{product.key}/").status_code == 404


@pytest.mark.parametrize("address", ["/may/", f"/may/{uuid.UUID(int=7)}/"])
def test_asking_needs_a_plan(db: None, client: Client, address: str) -> None:
    assert client.get(address).headers["Location"] == closed(address)


def test_what_was_asked_lately_is_at_hand(visitor: Visitor) -> None:
    ask(visitor[0], name="Rose Cream", label=MILD)
    assert "Rose Cream" in visitor[1].get("/may/").content.decode()


def test_a_pasted_label_is_answered_in_a_fraction_of_a_second_of_the_processor(visitor: Visitor) -> None:
    """Question and card together, in a server that has started; the quickest of three, whatever runs beside it."""
    warm_up()
    visitor[1].post("/may/", {"said": MILD}, follow=True)
    taken = []
    for number in range(3):
        began = time.process_time()
        visitor[1].post("/may/", {"said": OIL, "name": f"Night Oil {number}"}, follow=True)
        taken.append(time.process_time() - began)
    assert min(taken) < 0.25


def test_too_many_questions_are_met_with_a_pause(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "CHECKS", "2/h")
    cache.clear()
    answers = [visitor[1].post("/may/", {"said": OIL}) for _ in range(3)]
    assert [reply.status_code for reply in answers] == [302, 302, 429]
    assert "A short pause" in answers[-1].content.decode()
    assert visitor[1].get("/may/").status_code == 200, "looking is not counted"
    cache.clear()


def test_what_is_left_out_of_a_label_is_struck_and_counted(visitor: Visitor) -> None:
    label_text = f"{MILD}, Panthenol, Betaine. For external use only. Keep out of reach of children."
    page = visitor[1].post("/may/", {"said": label_text, "name": "Linden Cream"}, follow=True).content.decode()
    label = re.search(r'<p class="label"[^>]*>(.*?)</p>', page, re.DOTALL)
    assert label
    assert "<s>For external use only. Keep out of reach of children.</s>" in label[1]
    assert "6 of 6 names recognised. 1 stretch of text left out." in words_of(page)


LONG = """hello i had my face done this morning and everything went well so far and i am so happy with it all, now
can my daughter who is only little use the moisturiser as well"""


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("can i use my sister's moisturiser", "This is not yours"),
        ("homemade moisturiser", "It was made without a label"),
        ("paracetamol for my baby", "Our answers are for you"),
        ("my old vaseline", "It is old, past its date or long open"),
        (LONG, "Our answers are for you"),
    ],
)
def test_what_is_not_ones_own_is_no_yes_and_the_page_says_why(visitor: Visitor, words: str, why: str) -> None:
    page = words_of(visitor[1].post("/may/", {"said": words}, follow=True).content.decode())
    assert why in page
    assert "Yes, today" not in page
