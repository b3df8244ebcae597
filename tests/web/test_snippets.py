"""Snippets: kept by the staff, with fields that are checked at saving and filled for the person."""

import pytest
from django.test import Client

from fortnight.web.accounts.models import Person, User
from fortnight.web.desk.actions import save_snippet
from fortnight.web.desk.models import Snippet
from tests.web.desk import advisor_called, answer, write

Visitor = tuple[Person, Client]
FIELDS = "{name}, day {day} ({stage}). {advisor} of {clinic}, by {until}."


@pytest.fixture
def noor(db: None) -> tuple[User, Client]:
    """An advisor and their browser."""
    return advisor_called("Noor")


def kept(body: str = FIELDS) -> Snippet:
    return save_snippet(snippet=None, title="Hello", shortcut="hello", body=body)


def put_in(browser: Client, person: Person, snippet: Snippet, body: str = "") -> str:
    """What stands in the composer after a snippet was put in without a script."""
    sent = {"way": "snippet", "snippet": str(snippet.pk), "body": body, "seen": "1"}
    page = browser.post(f"/desk/{write(person).key}/", sent).content.decode()
    return page.partition('<textarea id="body"')[2].partition(">")[2].partition("</textarea>")[0]


def test_a_snippet_is_made_changed_and_deleted(noor: tuple[User, Client]) -> None:
    browser = noor[1]
    sent = {"title": "Tight skin", "shortcut": "tight", "body": "Hello {name}."}
    assert "Snippet saved." in browser.post("/desk/snippets/", sent, follow=True).content.decode()
    snippet = Snippet.objects.get()
    assert "Hello {name}." in browser.get(f"/desk/snippets/{snippet.pk}/").content.decode()
    browser.post(f"/desk/snippets/{snippet.pk}/", sent | {"title": "Tightness"})
    assert Snippet.objects.get().title == "Tightness"
    browser.post(f"/desk/snippets/{snippet.pk}/", {"way": "delete"})
    assert not Snippet.objects.exists()
    assert browser.get(f"/desk/snippets/{snippet.pk}/").status_code == 404
    assert browser.get("/desk/snippets/99999999999999999999/").status_code == 404


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"body": "Day {dya}"}, "There is no field called {dya}. You can use: {name}, {day}, {stage}"),
        ({"body": "Day {}"}, "There is no field called {}"),
        ({"body": "{name!r}"}, "There is no field called {name!r}"),
        ({"body": "{name:>9999999999}"}, "There is no field called {name:&gt;9999999999}"),
        ({"body": "{name.__class__}"}, "There is no field called {name.__class__}"),
        ({"body": "a { alone"}, "There is an unmatched { or }"),
        ({"body": "a } alone"}, "There is an unmatched { or }"),
        ({"body": ""}, "This field is required"),
        ({"shortcut": "Two words"}, "Use only lower-case letters, numbers and hyphens."),
        ({"shortcut": "hello"}, "The snippet “Hello” already uses this short name."),
    ],
)
def test_what_cannot_be_filled_is_refused_with_words_and_nothing_is_lost(
    noor: tuple[User, Client], sent: dict[str, str], words: str
) -> None:
    kept()
    values = {"title": "Mine, with “care”", "shortcut": "mine", "body": "Hello"} | sent
    page = noor[1].post("/desk/snippets/", values)
    assert page.status_code == 400
    assert words in page.content.decode()
    assert "Mine, with “care”" in page.content.decode()
    assert Snippet.objects.count() == 1


def test_its_fields_are_filled_for_this_person(visitor: Visitor, noor: tuple[User, Client]) -> None:
    visitor[0].name = "Iris"
    visitor[0].save()
    text = "Iris, day 3 (Restart). Noor of Fortnight, by 16:00."
    assert put_in(noor[1], visitor[0], kept()) == text
    page = noor[1].get(f"/desk/{write(visitor[0]).key}/").content.decode()
    assert f'data-short="hello" data-words="{text}"' in page


def test_what_is_not_known_is_shown_as_a_gap(visitor: Visitor, noor: tuple[User, Client]) -> None:
    visitor[0].current = None
    visitor[0].save()
    visitor[0].clinic.hours = {}
    visitor[0].clinic.save()
    assert put_in(noor[1], visitor[0], kept()) == "…, day … (…). Noor of Fortnight, by …."


def test_words_that_were_there_stay_and_braces_in_a_name_are_no_fields(
    visitor: Visitor, noor: tuple[User, Client]
) -> None:
    visitor[0].name = "{advisor} <b>"
    visitor[0].save()
    text = put_in(noor[1], visitor[0], kept("Hello {name} {{x}}"), "Dear you,")
    assert text == "Dear you,\n\nHello {advisor} &lt;b&gt; {x}"


def test_a_snippet_that_is_gone_puts_nothing_in(visitor: Visitor, noor: tuple[User, Client]) -> None:
    snippet = kept()
    path = f"/desk/{answer(visitor[0], noor[0]).key}/"
    for number in (str(snippet.pk + 1), "x", ""):
        page = noor[1].post(path, {"way": "snippet", "snippet": number, "body": "Words"})
        assert page.status_code == 200
        assert ">Words</textarea>" in page.content.decode()


def test_snippets_are_for_staff(visitor: Visitor) -> None:
    assert visitor[1].get("/desk/snippets/").status_code == 302
    assert visitor[1].post("/desk/snippets/", {"title": "x", "shortcut": "x", "body": "x"}).status_code == 302
    assert not Snippet.objects.exists()
