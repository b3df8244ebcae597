"""Every clause of the guide is read by the person on its days: on the plan, on the page of the day, on Today."""

import html
import re
from collections.abc import Callable

import pytest
from django.test import Client

from fortnight.guide import Care, published_guide, rule
from fortnight.guide.model import Duty
from fortnight.web.accounts.models import Person
from fortnight.wording.rule_words import rule_words

Visitor = tuple[Person, Client]
GUIDE = published_guide()
AVOIDED = [care for care in GUIDE.care if care.duty is Duty.AVOID]


def read(browser: Client, path: str) -> str:
    return words_of(browser.get(path).content.decode())


def words_of(page: str) -> str:
    page = re.sub(r"<(?:script|style).*?</(?:script|style)>", "", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def spanish(browser: Client, path: str) -> str:
    browser.post("/language/", {"language": "es", "next": "/"})
    return read(browser, path)


@pytest.mark.parametrize("day", range(1, 15))
def test_what_to_avoid_is_a_sentence_on_the_page_of_each_of_its_days_and_on_no_other(
    visitor: Visitor, day: int
) -> None:
    page = read(visitor[1], f"/day/{day}/")
    for care in AVOIDED:
        assert (care.says in page) is (day in care.days), care.id


@pytest.mark.parametrize("day", [1, 3, 4, 5, 8, 14])
def test_today_says_what_to_avoid_today(visitor_on: Callable[..., Visitor], day: int) -> None:
    page = read(visitor_on(day)[1], "/today/")
    for care in AVOIDED:
        assert (care.says in page) is (day in care.days), care.id


def test_the_plan_says_every_thing_to_do_and_every_thing_to_avoid(visitor: Visitor) -> None:
    page = read(visitor[1], "/plan/")
    for care in GUIDE.care:
        assert care.says in page, care.id


@pytest.mark.parametrize("day", [3, 4])
def test_on_days_three_and_four_nothing_harsh_and_nothing_irritating_is_used(visitor: Visitor, day: int) -> None:
    page = read(visitor[1], f"/day/{day}/")
    assert "Do not use harsh products" in page
    assert "Do not use products that irritate" in page


@pytest.mark.parametrize("day", [1, 2])
def test_the_cleansing_step_of_the_first_days_says_that_nothing_harsh_or_acidic_is_used(
    visitor: Visitor, day: int
) -> None:
    page = read(visitor[1], f"/day/{day}/")
    step = page[page.index("Wash with a gentle cleanser") :]
    assert step.index("is acidic or is harsh, as a cleanser or otherwise") < step.index("Hydrating serum")


def test_a_forbidden_day_is_not_the_day_of_until(visitor: Visitor) -> None:
    assert not re.search(r"(?<!wait )until day", read(visitor[1], "/day/1/"), re.IGNORECASE)


@pytest.mark.parametrize("path", ["/plan/", "/today/"])
def test_what_the_guide_promises_is_on_the_plan_and_on_today(visitor: Visitor, path: str) -> None:
    page = read(visitor[1], path)
    for promise in GUIDE.promises:
        assert promise.says in page, promise.id


@pytest.mark.parametrize("path", ["/plan/", "/today/", "/day/1/"])
def test_the_clauses_are_there_in_spanish(visitor_on: Callable[..., Visitor], path: str) -> None:
    page, words = spanish(visitor_on(1)[1], path), rule_words("es")
    clauses = [care.id for care in AVOIDED if 1 in care.days]
    clauses += [] if path == "/day/1/" else [promise.id for promise in GUIDE.promises]
    for clause in clauses:
        assert words[clause]["says"] in page, clause


@pytest.mark.parametrize("day", range(7, 15))
def test_one_moisturiser_is_a_duty_of_a_late_morning_and_not_two(visitor: Visitor, day: int) -> None:
    page = visitor[1].get(f"/day/{day}/").content.decode()
    assert page.count('data-care="nourishing-cream-or-oil"') == 2
    assert 'data-care="ceramide-moisturiser"' not in page


def test_before_day_seven_the_moisturiser_has_ceramides(visitor: Visitor) -> None:
    page = visitor[1].get("/day/6/").content.decode()
    assert page.count('data-care="ceramide-moisturiser"') == 2
    assert 'data-care="nourishing-cream-or-oil"' not in page


@pytest.mark.parametrize("day", range(1, 15))
def test_sunscreen_is_the_last_step_of_every_morning(visitor: Visitor, day: int) -> None:
    morning = visitor[1].get(f"/day/{day}/").content.decode().partition('id="evening"')[0]
    assert re.findall(r'data-care="([a-z0-9-]+)"', morning)[-1] == "daily-sunscreen"


def test_from_day_seven_the_page_says_what_stays_out_and_what_wants_care(visitor: Visitor) -> None:
    page = read(visitor[1], "/day/8/")
    assert "Do not use harsh products in these 14 days" in page
    assert "from day 7, be careful" in page


def test_what_one_may_do_is_marked_as_such(visitor: Visitor) -> None:
    page = read(visitor[1], "/day/9/")
    assert "If you like: retinol" in page
    assert "If you like, you can start retinol now" in page


def test_a_reason_is_shown_with_its_own_source(visitor: Visitor) -> None:
    care = rule("no-foam-no-acid")
    assert isinstance(care, Care)
    page = read(visitor[1], "/day/1/")
    origin = page[page.index("Where this comes from") :]
    sentence, why = origin.index(care.says), origin.index(care.why)
    assert "Microneedling aftercare: the first 14 days, days 1-2" in origin[sentence:why]
    assert origin[why:].startswith(f"{care.why} Our judgement: where no source gives a day")


def test_an_answer_shows_the_sources_of_its_reason_apart(visitor: Visitor) -> None:
    answer = visitor[1].post("/may/", {"said": "Aqua, Glycerin, Copper Tripeptide-1"}, follow=True)
    page, window = words_of(answer.content.decode()), rule("copper-peptide")
    assert "the guide itself" in page[page.index(window.says) : page.index(window.why)]
    assert "a report of one case" in page[page.index(window.why) :]
    assert "the guide itself" not in page[page.index(window.why) :]


def test_where_the_layers_part_the_guide_has_copper_peptides_with_its_peptide_serum(visitor: Visitor) -> None:
    row = read(visitor[1], "/plan/")
    row = row[row.index("Copper peptides") :]
    assert row.startswith("Copper peptides Guide: day 5 · Cautious: day 8")


def test_a_title_that_nobody_published_is_said_to_be_ours_and_an_animal_study_is_called_one(visitor: Visitor) -> None:
    page = read(visitor[1], "/activities/petroleum-jelly/")
    title = page.index("in hairless rats")
    assert "(a laboratory or animal study, 2011; our description of it)" in page[title : title + 120]
