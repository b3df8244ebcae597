"""The log: a line a request with the route, and nothing that a person typed or was given to keep."""

import json
import logging
from collections.abc import Iterator

import pytest
from django.test import Client
from typing_extensions import override

from fortnight.web.accounts.models import Person
from fortnight.web.chat.actions import conversation_with
from fortnight.web.ground.log import JsonFormatter
from fortnight.web.project.due import DUE, run
from fortnight.web.project.settings import VISITOR_COOKIE_NAME
from tests.web.staff import one_of_staff
from tests.web.test_my_data import fill

Visitor = tuple[Person, Client]
TYPED = "Aqua, Secretol Rosacea Extract"


class Kept(logging.Handler):
    """The lines as they would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonFormatter())
        self.lines: list[str] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def log() -> Iterator[Kept]:
    """Everything that is logged, whatever its level and whoever says it."""
    handler, root = Kept(), logging.getLogger()
    before = {name: logging.getLogger(name).level for name in ("", "django", "django.request", "fortnight")}
    for name in before:
        logging.getLogger(name).setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


def test_a_request_is_one_line_with_its_route(visitor: Visitor, log: Kept) -> None:
    visitor[1].get("/day/3/?said=secretol")
    line = json.loads(log.lines[-1])
    assert (line["from"], line["route"], line["method"], line["status"]) == ("fortnight.request", "day", "GET", 200)
    assert line["ms"] > 0
    assert "secretol" not in "".join(log.lines)


def test_nothing_that_a_person_typed_is_logged(visitor: Visitor, log: Kept) -> None:
    person, browser = visitor
    browser.post("/may/", {"said": TYPED, "name": "Secretol Cream"})
    browser.post("/may/", {"said": ""})
    browser.post("/tick/", {"day": "secretol"})
    browser.get("/secretol/")
    browser.get("/link/secretol/")
    browser.get("/shelf/", headers={"Host": "secretol.example"})
    Client(enforce_csrf_checks=True).post("/may/", {"said": TYPED}, headers={"Referer": "https://secretol.example"})
    written = "".join(log.lines).lower()
    assert len(log.lines) >= 7
    for word in ("secretol", "rosacea", str(person.key), browser.cookies[VISITOR_COOKIE_NAME].value.lower()):
        assert word not in written


def test_an_error_shows_a_number_that_stands_in_the_log_and_not_its_words(
    visitor: Visitor, log: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise ValueError(TYPED)

    monkeypatch.setattr("fortnight.web.shelf.queries.rows", breaks)
    visitor[1].raise_request_exception = False
    answer = visitor[1].get("/shelf/")
    lines = [json.loads(line) for line in log.lines]
    failed = next(line for line in lines if line.get("error"))
    assert answer.status_code == 500
    assert failed["error"] == "ValueError"
    assert failed["number"] in answer.content.decode()
    assert {line["number"] for line in lines if line["from"] == "fortnight.request"} == {failed["number"]}
    assert TYPED not in "".join(log.lines) + answer.content.decode()


def test_the_page_for_errors_asks_nothing_of_the_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise ValueError

    monkeypatch.setattr("fortnight.web.pages.views.asking", breaks)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "Something went wrong here" in answer.content.decode()


def test_the_old_address_of_the_sign_leads_to_it(client: Client) -> None:
    assert client.get("/favicon.ico").headers["Location"].endswith("icon-192.png")


def test_health_is_told_in_two_words(db: None, client: Client) -> None:
    assert client.get("/healthz").json() == {"database": "ok", "disk": "ok"}


PRIVATE = ("Iris", "iris", "lanolin", "swim", "serum", "Retinol", "Called twice", "example.org", "breathe", "stranger")


def test_a_whole_journey_leaves_nothing_of_a_person_in_the_log(
    visitor: Visitor, log: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, browser = visitor
    browser.raise_request_exception = False
    fill(person, browser)
    desk = one_of_staff("owner")[1]
    desk.raise_request_exception = False
    for path in ("/desk/?q=swim", "/desk/clients/?q=iris", f"/desk/clients/{person.key}/", "/desk/mail/"):
        desk.get(path)
    desk.get(f"/desk/{conversation_with(person).key}/")
    desk.get(f"/desk/clients/{person.key}/data/download/")
    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", _fails)
    browser.post("/accounts/login/code/", {"email": "iris@example.org"})
    browser.post("/accounts/signup/", {"email": "iris@example.org"})
    monkeypatch.setattr("fortnight.web.chat.models.Message.save", _fails)
    browser.post("/advisor/", {"body": "May I swim, says Iris?"})
    browser.get("/may/?said=Retinol", headers={"Host": "iris.example.org"})
    browser.get("/no/such/iris@example.org/")
    for job in DUE:
        run(job)
    browser.post("/me/data/delete/", {"word": "delete"})
    assert len(log.lines) > 30, "nothing was written at all"
    assert [(word, line) for word in PRIVATE for line in log.lines if word in line] == []


def _fails(*_: object, **__: object) -> None:
    raise OSError("550 5.1.1 <iris@example.org>: no Iris here, who may not swim")
