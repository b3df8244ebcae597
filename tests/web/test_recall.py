"""Recall: after an update of rules or names, whose answer has changed is told until they have seen it."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from fortnight.guide.load import published_guide
from fortnight.guide.model import Guide, Span
from fortnight.web.accounts import convert as persons
from fortnight.web.accounts.models import Person, User
from fortnight.web.answers import edition as editions
from fortnight.web.answers.edition import edition, fingerprint
from fortnight.web.shelf import convert, queries
from fortnight.web.shelf.actions import add, ask, change
from fortnight.web.shelf.models import Recall
from tests.web.test_may import MILD, OIL, words_of

Visitor = tuple[Person, Client]
Update = Callable[[int], None]


@pytest.fixture
def update(monkeypatch: pytest.MonkeyPatch) -> Iterator[Update]:
    """An update after which retinol comes back on another day (base 1)."""

    def to(day: int) -> None:
        guide = _retinol_from(published_guide(), day)
        monkeypatch.setattr(persons, "published_guide", lambda: guide)
        for module in (editions, queries):
            monkeypatch.setattr(module, "edition", lambda: f"another+{day}")
        _forget()

    yield to
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    """The rulebooks that were remembered under other rules, and what was worked out by them."""
    persons.forget_rules()


def _retinol_from(guide: Guide, day: int) -> Guide:
    windows = tuple(
        replace(window, refuse=Span(first=1, last=day - 1), careful=Span(first=day, last=14))
        if window.id == "retinoid-returns"
        else window
        for window in guide.windows
    )
    return replace(guide, windows=windows)


def _run() -> str:
    out = io.StringIO()
    call_command("recall", stdout=out)
    return out.getvalue()


def test_a_changed_rule_is_told_on_today_and_on_the_shelf_until_it_was_seen(visitor: Visitor, update: Update) -> None:
    person, browser = visitor
    product = add(person, name="Night Oil", label=OIL, kind="retinol_product")
    add(person, name="Cream", label=MILD, kind="")
    update(11)
    assert "2 answers worked out again, 1 have changed" in _run()
    for address in ("/today/", "/shelf/", f"/may/{product.key}/"):
        page = words_of(browser.get(address).content.decode())
        assert "The answer for Night Oil has changed" in page, address
        assert "Days 7 to 14: with care." in page
        assert "Days 11 to 14: with care." in page
        assert "Because: You can use retinol and other retinoids" in page
        assert "The answer for Cream has changed" not in page
    browser.post(f"/may/{product.key}/seen/", {"back": "today"})
    for address in ("/today/", "/shelf/"):
        assert "has changed" not in browser.get(address).content.decode()


def test_the_second_run_has_nothing_to_do(visitor: Visitor, update: Update) -> None:
    add(visitor[0], name="Night Oil", label=OIL, kind="retinol_product")
    update(11)
    _run()
    assert "0 answers worked out again, 0 have changed" in _run()
    assert Recall.objects.count() == 1


def test_without_the_command_the_first_page_finds_out(visitor: Visitor, update: Update) -> None:
    person, browser = visitor
    add(person, name="Night Oil", label=OIL, kind="retinol_product")
    update(11)
    assert "The answer for Night Oil has changed" in words_of(browser.get("/today/").content.decode())


def test_what_was_only_asked_about_is_told_too(visitor: Visitor, update: Update) -> None:
    person, browser = visitor
    ask(person, name="Night Oil", label=OIL, kind="retinol_product")
    update(11)
    _run()
    assert "The answer for Night Oil has changed" in words_of(browser.get("/today/").content.decode())


@pytest.mark.parametrize("day", [-2, 20])
def test_before_and_after_the_fortnight_it_is_told_too(
    visitor_on: Callable[..., Visitor], update: Update, day: int
) -> None:
    person, browser = visitor_on(day)
    add(person, name="Night Oil", label=OIL, kind="retinol_product")
    update(11)
    assert "The answer for Night Oil has changed" in words_of(browser.get("/today/").content.decode())


def test_an_update_that_moves_no_day_is_no_news(visitor: Visitor, update: Update) -> None:
    add(visitor[0], name="Cream", label=MILD, kind="")
    update(11)
    assert "1 answers worked out again, 0 have changed" in _run()


def test_two_updates_are_one_change_and_back_again_is_none(visitor: Visitor, update: Update) -> None:
    person, browser = visitor
    add(person, name="Night Oil", label=OIL, kind="retinol_product")
    update(11)
    _run()
    update(13)
    _run()
    recall = Recall.objects.get()
    assert (recall.before.count("x"), recall.after.count("x")) == (6, 12)
    update(7)
    _run()
    assert not Recall.objects.exists()
    assert "has changed" not in browser.get("/today/").content.decode()


def test_a_milder_answer_says_that_nothing_speaks_against_it_any_more(visitor: Visitor, update: Update) -> None:
    person, browser = visitor
    add(person, name="Cream", label=f"{MILD}, Retinol", kind="")
    update(2)
    _run()
    assert "Because" in words_of(browser.get("/today/").content.decode())


def test_an_answer_that_is_again_what_it_was_is_no_news(visitor: Visitor) -> None:
    person, browser = visitor
    product = add(person, name="Cream", label=MILD, kind="")
    Recall.objects.create(product=product, before=product.marks, after="x" * 14, version="another")
    assert "has changed" not in browser.get("/shelf/").content.decode()


def test_a_corrected_product_has_no_old_news(visitor: Visitor, update: Update) -> None:
    person, _ = visitor
    product = add(person, name="Night Oil", label=OIL, kind="retinol_product")
    update(11)
    _run()
    product.refresh_from_db()
    change(person, product, name="Night Oil", label=MILD, kind="")
    assert not Recall.objects.exists()


def test_somebody_elses_news_is_not_theirs_to_acknowledge(visitor: Visitor, stranger: Visitor, update: Update) -> None:
    product = add(stranger[0], name="Night Oil", label=OIL, kind="retinol_product")
    update(11)
    _run()
    assert visitor[1].post(f"/may/{product.key}/seen/").status_code == 404
    assert Recall.objects.filter(seen=None).count() == 1
    assert "has changed" not in visitor[1].get("/today/").content.decode()


def test_seeing_needs_a_plan(db: None, client: Client, visitor: Visitor) -> None:
    product = add(visitor[0], name="Night Oil", label=OIL, kind="")
    assert client.post(f"/may/{product.key}/seen/").headers["Location"] == "/"


def test_today_with_thirty_products_and_news_takes_five_queries(
    visitor_on: Callable[..., Visitor], django_assert_max_num_queries: DjangoAssertNumQueries, update: Update
) -> None:
    person, browser = visitor_on(3, user=User.objects.create_user("iris@example.org"))
    for number in range(30):
        add(person, name=f"Night Oil {number}", label=OIL, kind="retinol_product")
    update(11)
    _run()
    # The first look in a session notes its browser.
    browser.get("/signs/")
    with django_assert_max_num_queries(5):
        page = browser.get("/today/").content.decode()
    assert "The answers for 30 products have changed" in page
    assert browser.get("/shelf/").content.decode().count("I have seen it") == 30


def test_the_edition_is_the_content_of_the_data() -> None:
    assert edition() == edition()
    assert len(edition()) <= 40
    assert fingerprint([("windows.toml", b"day 7")]) != fingerprint([("windows.toml", b"day 8")])


def test_a_stored_kind_that_is_no_longer_known_is_not_told(visitor: Visitor) -> None:
    assert convert.kind_from("sandwich") is None
