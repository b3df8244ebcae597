"""Whom to call, wherever a sign is shown: the number first, the lines of the country, nothing that gives away."""

import datetime as dt
import importlib.resources
import re
import uuid
from collections.abc import Callable
from html import unescape

import pytest
from django.core import mail
from django.test import Client

from fortnight.healing.lines import FINDERS, every_line
from fortnight.healing.load import all_rules, emergency_numbers, unconfirmed_countries
from fortnight.healing.model import Purpose
from fortnight.web.accounts.models import Clinic, Person
from fortnight.web.chat.actions import conversation_with, send
from fortnight.web.chat.models import Message
from fortnight.web.healing.card import LEAVE, lines_shown
from fortnight.web.mail.models import Letter
from fortnight.web.mail.outgoing.outbox import automatic
from fortnight.web.mail.outgoing.writing import note_mail
from fortnight.web.words.countries import countries

Visitor = tuple[Person, Client]
Ask = Callable[..., str]
CRISIS, POISON, VIOLENCE = "I want to die", "my toddler swallowed my toner", "my husband hits me"
SAID = {"crisis": CRISIS, "poison": POISON, "violence": VIOLENCE}


def words_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def living_in(visitor: Visitor, country: str) -> Client:
    Person.objects.filter(pk=visitor[0].pk).update(country=country)
    return visitor[1]


def box(browser: Client, words: str, **more: str) -> str:
    return browser.post("/may/", {"said": words, **more}).content.decode()


def chat(browser: Client, words: str) -> str:
    browser.post("/advisor/", {"uid": uuid.uuid4(), "body": words})
    return browser.get("/advisor/").content.decode()


@pytest.mark.parametrize("ask", [box, chat])
@pytest.mark.parametrize(
    ("country", "words", "lines"),
    [
        ("GB", CRISIS, ["tel:999", "tel:116123", "sms:85258"]),
        ("ES", CRISIS, ["tel:112", "tel:024", "tel:717003717"]),
        ("US", POISON, ["tel:911", "tel:18002221222"]),
        ("AU", VIOLENCE, ["tel:000", "tel:1800737732", "sms:0458737732"]),
        ("CL", CRISIS, ["tel:131", "tel:*4141"]),
    ],
)
def test_the_lines_of_the_country_stand_under_its_number(
    visitor: Visitor, ask: Ask, country: str, words: str, lines: list[str]
) -> None:
    page = ask(living_in(visitor, country), words)
    at = [page.index(f'href="{line}"') for line in lines]
    assert at == sorted(at)


@pytest.mark.parametrize("ask", [box, chat])
@pytest.mark.parametrize("words", SAID.values())
def test_nobody_s_line_is_borrowed_where_the_country_is_unknown(visitor: Visitor, ask: Ask, words: str) -> None:
    Clinic.objects.update(country="")
    page = ask(visitor[1], words)
    numbers = {line.number for line in every_line()}
    assert not numbers & set(re.findall(r'href="(?:tel|sms):([^"]+)"', page))
    assert "Choose your country" in page


@pytest.mark.parametrize("words", SAID.values())
def test_an_unknown_country_is_asked_for_with_one_list(visitor: Visitor, words: str) -> None:
    Clinic.objects.update(country="")
    page = box(visitor[1], words)
    assert "We do not know which country you are in." in page
    assert page.count('<select id="country" name="country">') == 1
    assert 'href="tel:116123"' in box(visitor[1], CRISIS, country="GB")


@pytest.mark.parametrize("ask", [box, chat])
def test_the_language_of_a_person_says_nothing_about_their_country(visitor: Visitor, ask: Ask) -> None:
    Person.objects.filter(pk=visitor[0].pk).update(language="es")
    visitor[1].post("/language/", {"language": "es", "next": "/"})
    page = ask(visitor[1], "quiero morirme")
    assert 'href="tel:024"' not in page
    assert "findahelpline.com" in page


def test_a_feeling_that_may_turn_into_a_crisis_names_the_lines_too(visitor: Visitor) -> None:
    page = living_in(visitor, "IE").get("/may/feelings/feels-worry-about-looks/").content.decode()
    assert page.index('href="tel:999"') < page.index('href="tel:116123"') < page.index('href="sms:50808"')


def test_a_country_without_a_line_has_a_directory_that_lists_them(visitor: Visitor) -> None:
    page = box(living_in(visitor, "NL"), POISON)
    assert f'href="{FINDERS[Purpose.POISON]}"' in page
    assert "no confirmed poison centre for this country" in words_of(page)


@pytest.mark.parametrize("purpose", Purpose)
def test_a_line_that_nobody_checked_for_a_year_is_not_shown(purpose: Purpose) -> None:
    assert lines_shown("ES", purpose, dt.date(2026, 12, 1)).lines
    late = lines_shown("ES", purpose, dt.date(2027, 11, 30))
    assert (late.lines, bool(late.none)) == ((), True)


@pytest.mark.parametrize("ask", [box, chat])
def test_a_page_about_violence_is_left_in_one_tap_also_without_a_script(visitor: Visitor, ask: Ask) -> None:
    page = ask(living_in(visitor, "ES"), VIOLENCE)
    link = f'<a class="btn ghost" href="{LEAVE}" rel="noopener noreferrer" data-leave>'
    assert page.index(link) < page.index('href="tel:112"')
    assert "Your browser still remembers this one" in words_of(page)
    assert "data-leave" not in box(visitor[1], POISON)


def test_who_cannot_speak_reads_how_to_call_where_it_is_known(visitor: Visitor) -> None:
    assert "press 55 when you are asked" in box(living_in(visitor, "GB"), VIOLENCE)
    assert "press 55" not in box(living_in(visitor, "ES"), VIOLENCE)


def test_a_private_sign_is_marked_so_that_paper_leaves_it_out(visitor: Visitor) -> None:
    for ask in (box, chat):
        assert ask(visitor[1], VIOLENCE).count(' private"') == 1
    assert ' private"' not in box(visitor[1], CRISIS)


def test_what_was_told_of_violence_stands_on_no_page_that_is_opened_for_something_else(visitor: Visitor) -> None:
    browser = living_in(visitor, "ES")
    box(browser, VIOLENCE)
    chat(browser, VIOLENCE)
    for path in ("/today/", "/plan/", "/shelf/", "/me/"):
        page = words_of(browser.get(path).content.decode())
        assert not re.search(r"hits me|hurts or threatens|016", page), path
    box(browser, CRISIS)
    assert "I want to die" in browser.get("/today/").content.decode()


def test_the_page_of_signs_begins_with_the_number_and_jumps_to_three_levels(visitor: Visitor) -> None:
    page = living_in(visitor, "GB").get("/signs/").content.decode()
    jumps = re.findall(r'<a href="#([\w-]+)"', page)
    assert jumps == ["call-now", "doctor-today", "ask-clinic"]
    assert all(page.count(f'<h2 id="{level}">') == 1 for level in jumps)
    main = page[page.index('<main id="main"') :]
    assert main.index('href="tel:999"') < min(main.index(words) for words in ("<nav", "<section", "<form", "<li"))
    assert page.count("tel:116123") == 1


def test_the_page_says_when_the_lines_were_checked_and_who_prints_them(visitor: Visitor) -> None:
    page = words_of(living_in(visitor, "DK").get("/signs/").content.decode())
    assert "Numbers checked on Sunday 29 November 2026" in page
    assert "Giftlinjen , 82 12 12 12: glazecalc, poison centres with their official pages, 2026; dosegrid" in page


def test_what_to_do_while_waiting_stands_with_each_sign_that_calls(visitor: Visitor) -> None:
    page = visitor[1].get("/signs/").content.decode()
    assert page.count("What to do while you wait:") == sum(sign.urgency.calls_now for sign in all_rules())


def test_a_flag_about_the_person_never_pushes_the_number_down(visitor: Visitor) -> None:
    Person.objects.filter(pk=visitor[0].pk).update(facts={"pregnant": True})
    page = visitor[1].get("/signs/").content.decode()
    assert page.index('class="calls"') < page.index('aria-labelledby="flags"')
    for ask in (box, chat):
        page = ask(visitor[1], CRISIS)
        assert 'aria-labelledby="flags"' not in page[: page.index('class="calls"')]


def test_the_way_to_the_signs_bears_a_word_on_the_narrowest_page(visitor: Visitor) -> None:
    page = visitor[1].get("/today/").content.decode()
    assert "Not right?" in page[: page.index("</header>")]


def test_every_country_that_can_be_chosen_has_its_number_or_is_known_to_have_none_confirmed(db: None) -> None:
    assert set(countries()) == set(emergency_numbers()) | unconfirmed_countries()


def test_every_time_zone_lies_in_a_country_that_can_be_chosen() -> None:
    rows = importlib.resources.files("tzdata").joinpath("zoneinfo/zone.tab").read_text("utf-8").splitlines()
    zones = {row.split("\t")[0] for row in rows if row and not row.startswith("#")}
    assert zones <= set(countries())


def note_about(visitor: Visitor, signs: list[str]) -> str:
    person = visitor[0]
    conversation = conversation_with(person)
    send(conversation, author=Message.PERSON, uid=uuid.uuid4(), body="words", signs=signs)
    note = note_mail(Letter(conversation=conversation, kind="signs", to="iris@example.org"))
    assert note.subject in ("Read this first", "Lee esto primero")
    html = str(note.alternatives[0][0])
    return words_of(f"{note.subject} {note.body} {html}")


@pytest.mark.parametrize(
    ("sign", "words", "lacks"),
    [
        ("sign-allergic-reaction", ["Call 999 / 112 now."], ["doctor today"]),
        ("sign-thoughts-of-harm", ["Samaritans: 116 123", "stay with you"], ["doctor today"]),
        ("sign-swallowed", ["NHS 111: 111", "do not make anyone vomit"], ["doctor today"]),
        ("sign-pus", ["See a doctor today", "hard to breathe or swallow"], ["Samaritans", "NHS 111"]),
    ],
)
def test_the_automatic_mail_says_the_words_of_the_sign_s_urgency(
    visitor: Visitor, sign: str, words: list[str], lacks: list[str]
) -> None:
    living_in(visitor, "GB")
    visitor[0].refresh_from_db()
    note = note_about(visitor, [sign])
    assert [phrase for phrase in words if phrase not in note] == []
    assert [phrase for phrase in lacks if phrase in note] == []


def test_the_strictest_of_several_signs_is_the_one_that_is_mailed(visitor: Visitor) -> None:
    assert "now." in note_about(visitor, ["sign-pus", "sign-collapse"])


def test_a_sign_that_is_worse_than_the_one_of_the_morning_is_answered_as_well(visitor: Visitor) -> None:
    conversation = conversation_with(visitor[0])
    send(conversation, author=Message.PERSON, uid=uuid.uuid4(), body="I have a fever of 39")
    assert automatic("signs", conversation=conversation, to="iris@example.org")
    assert not automatic("signs", conversation=conversation, to="iris@example.org")
    send(conversation, author=Message.PERSON, uid=uuid.uuid4(), body="I cannot breathe well")
    assert automatic("signs", conversation=conversation, to="iris@example.org")
    assert not automatic("signs", conversation=conversation, to="iris@example.org")
    morning, later = map(note_mail, Letter.objects.order_by("pk"))
    assert "Call 112 / 911 now." in later.body
    assert later.subject == morning.subject == "Read this first"


def test_no_mail_names_violence_or_its_lines(visitor: Visitor) -> None:
    living_in(visitor, "GB")
    visitor[0].refresh_from_db()
    note = note_about(visitor, ["sign-violence-at-home"])
    assert "Call 999 / 112 now." in note
    assert not re.search(r"violen|home|hurts|0808|helpline|partner", note, re.IGNORECASE)


def test_a_note_to_a_stranger_takes_the_strictest_words(db: None) -> None:
    note = note_mail(Letter(kind="signs", to="sam@example.org"))
    assert "112 / 911 now." in note.body
    assert mail.outbox == []
