"""Whatever is sent to an address that takes forms, by whoever may send it, never ends in an error of ours.

First every name of a field that there is, all with the same hostile value, at every address; then the forms as they
stand on the pages: each with one field left out, and with one field spoilt. What is sent is taken back each time.
PostgreSQL gets the values that it may take in another way, and of the spoilt forms another part than SQLite.
"""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from typing_extensions import override

import fortnight.web
from fortnight.web.accounts.bodies import FORM_BYTES
from fortnight.web.accounts.models import Person
from tests.web.addresses import addresses
from tests.web.test_forged_forms import every_path
from tests.web.visitors import STAFF, taken_back

Visitor = tuple[Person, Client]
Fields = dict[str, str]
WEB = Path(fortnight.web.__file__).parent
IN_TEMPLATES = re.compile(r'\sname="([a-z_]+)"')
IN_CODE = re.compile(
    r'(?:POST|FILES)(?:\.get(?:list)?\(|\[)"([a-z_]+)"|^    ([a-z_]+) = (?:forms|fields)\.', re.MULTILINE
)
HOSTILE: dict[str, Any] = {
    "nothing": "",
    "blanks": " \t\u00a0\u3000" * 20,
    "long": "Aqua, Retinol " * 2_000,
    "NUL": "a\x00b",
    "control characters": "\x01\x08\x0b\x1b[31m\x7f\u0085\u2028\u202e\ufeff",
    "marks that are no letters": "\ufffd\ufffe\U0001f600\u0300",
    "a number too large": "9" * 400,
    "no number": "NaN",
    "below nothing": "-1",
    "another digit": "²",
    "no date": "2026-02-30",
    "the last date": "9999-12-31",
    "markup": "<script>alert(1)</script>{{ 7*7 }}{% x %}%s%(a)s",
    "a statement": "' OR 1=1; DROP TABLE x; --",
    "a path": "../../../../etc/passwd\\..\\x",
    "many of one": ["1", "x", ""] * 20,
    "JSON": '{"a": [1, {"b": null}]}',
    "a key": "00000000-0000-0000-0000-000000000000",
}
# Each of another kind; the rest goes into the fields of whole forms, in turn.
EVERYWHERE = (
    *("nothing", "long", "NUL", "control characters", "a number too large", "another digit", "the last date"),
    *("a path", "many of one", "a key"),
)
IN_TURN = [value for value in HOSTILE.values() if isinstance(value, str)]
# In all fields together less than the door takes of a form: what is too large is refused before anybody reads a field.
LONGEST_OF_ALL = 700


def names_of_fields() -> list[str]:
    """Every name that a field has on a page of ours, or that a view reads."""
    texts = [path.read_text("utf-8") for path in WEB.rglob("*.html")]
    code = [path.read_text("utf-8") for path in WEB.rglob("*.py")]
    names = {name for text in texts for name in IN_TEMPLATES.findall(text)}
    names |= {name for text in code for pair in IN_CODE.findall(text) for name in pair if name}
    return sorted(names - {"csrfmiddlewaretoken", "viewport"})


class Forms(HTMLParser):
    """The forms of a page that are sent by POST: where to, and each field with what stands in it."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, Fields]] = []
        self._path, self._select = path, ""
        self._open = False

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a form, or take a field of the one that is open."""
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = values.get("method", "").lower() == "post"
            if self._open:
                self.forms.append((values.get("action") or self._path, {}))
        elif self._open and tag in ("input", "textarea", "select", "button") and values.get("name"):
            self._select = values["name"] if tag == "select" else ""
            self.forms[-1][1].setdefault(values["name"], values.get("value") or "1")
        elif self._open and tag == "option" and self._select and values.get("value"):
            self.forms[-1][1][self._select] = values["value"]

    @override
    def handle_endtag(self, tag: str) -> None:
        """End a form."""
        self._open = self._open and tag != "form"


def _send(browser: Client, path: str, form: dict[str, Any] | str) -> int:
    """The status of what is answered to a form, of which nothing stays. One that is text is sent as it is."""
    kind = "application/x-www-form-urlencoded" if isinstance(form, str) else MULTIPART_CONTENT
    with taken_back(path, browser):
        return browser.post(path, form, content_type=kind).status_code


def _sides(visitor: Visitor) -> dict[str, Client]:
    return {"visitor": visitor[1], "owner": STAFF["the owner"]()}


def _side(path: str) -> str:
    return "owner" if path.startswith("/desk/") else "visitor"


@pytest.mark.parametrize("what", EVERYWHERE)
def test_no_value_in_any_field_is_an_error_of_ours(what: str, visitor: Visitor) -> None:
    sides, fields = _sides(visitor), dict.fromkeys(names_of_fields(), HOSTILE[what][:LONGEST_OF_ALL])
    if what == "many of one":
        fields = dict(list(fields.items())[:6])
    form: dict[str, Any] | str = urlencode(fields, doseq=True)
    assert len(form) < FORM_BYTES
    if what == "a path":
        form = fields | {"photo": SimpleUploadedFile("a.jpg", b"\xff\xd8no picture")}
    broken = [path for path in every_path(visitor[0]) if _send(sides[_side(path)], path, form) >= 500]
    assert broken == []


def _forms(side: str, person: Person, browser: Client) -> Iterator[tuple[str, Fields]]:
    """The forms on all pages of one side, each once."""
    met: set[tuple[str, ...]] = set()
    for address in addresses():
        path = address.at(person)
        if _side(path) != side:
            continue
        answer = browser.get(path)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        page = Forms(path)
        page.feed(answer.content.decode())
        for action, fields in page.forms:
            key = (re.sub(r"[0-9a-f-]{36}|\d+", "#", action), *sorted(fields))
            if key not in met and not action.startswith("http"):
                met.add(key)
                yield action, {name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"}


def _without(fields: Fields, _turn: int) -> Iterator[Fields]:
    yield from ({other: value for other, value in fields.items() if other != name} for name in fields)


def _spoilt(fields: Fields, turn: int) -> Iterator[Fields]:
    for place, name in enumerate(fields):
        # A field meets three values in all: two on one database, one on the other.
        for step in (11,) if connection.vendor == "postgresql" else (0, 5):
            yield fields | {name: IN_TURN[(turn + place + step) % len(IN_TURN)]}


@pytest.mark.parametrize("change", [_without, _spoilt], ids=["half", "spoilt"])
@pytest.mark.parametrize("side", ["visitor", "owner"])
def test_a_form_of_a_page_that_is_half_or_spoilt_is_no_error_of_ours(
    side: str, change: Callable[[Fields, int], Iterator[Fields]], visitor: Visitor
) -> None:
    browser = _sides(visitor)[side]
    forms = list(_forms(side, visitor[0], browser))
    assert len(forms) > 20, "the pages have lost their forms, and this test judges nothing"
    sent = [(action, fields) for turn, (action, whole) in enumerate(forms) for fields in change(whole, turn)]
    assert [(action, fields) for action, fields in sent if _send(browser, action, fields) >= 500] == []


def test_the_names_of_fields_are_those_of_the_pages_and_of_the_views() -> None:
    names = names_of_fields()
    assert {"said", "needle_mm", "label", "allergies", "email", "body"} <= set(names)
    assert 100 < len(names) < 400, "Django takes 400 fields of a form"
