"""A form that no page of ours gave to this browser changes nothing, at any address, whoever's browser sends it."""

from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse

from fortnight.web.accounts.entrance import COOKIE
from fortnight.web.accounts.models import Person
from tests.web.addresses import addresses, all_routes
from tests.web.visitors import EVERYBODY, count_rows

Visitor = tuple[Person, Client]
FORGED = 418
OWN, FOREIGN = "a" * 32, "b" * 32
HERE, ELSEWHERE = "http://testserver", "https://elsewhere.example"
# Each with the token it sends, the headers that a browser adds, and whether the connection is TLS.
# What stands in the addresses of signing in.
LIBRARY: dict[str, Any] = {"pk": 1, "token": "none"}
# A mail program sends it without a page of ours (RFC 8058); the secret in the address is what says who may.
ONE_CLICK = "/reminders/stop/"
FORGERIES: dict[str, tuple[str, dict[str, str], bool]] = {
    "no token": ("", {"Origin": HERE}, False),
    "the token of another browser": (FOREIGN, {"Origin": HERE}, False),
    "a token that is none": ("<script>", {"Origin": HERE}, False),
    "from another site": (OWN, {"Origin": ELSEWHERE}, False),
    "from nowhere": (OWN, {"Origin": "null"}, False),
    "from another port": (OWN, {"Origin": f"{HERE}:8443"}, False),
    "from a page that names this one": (OWN, {"Origin": "http://testserver.elsewhere.example"}, False),
    "by TLS from a page of another site": (OWN, {"Referer": f"{ELSEWHERE}/testserver/"}, True),
    "by TLS from a page that is not named": (OWN, {}, True),
}


def every_path(person: Person) -> list[str]:
    """The path of every address, with something of the person's in it; those of the sign-in library too."""
    library = [name for route, name in all_routes() if route.startswith("accounts/")]
    parts = {name: {part: LIBRARY[part] for part in LIBRARY if f":{part}>" in route} for route, name in all_routes()}
    return [address.at(person) for address in addresses()] + [reverse(name, kwargs=parts[name]) for name in library]


def _strict(browser: Client) -> Client:
    """The same browser before a site that asks for tokens, as the real one does."""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    strict.cookies[settings.CSRF_COOKIE_NAME] = OWN
    return strict


def _send(browser: Client, path: str, how: tuple[str, dict[str, str], bool]) -> Any:
    token, headers, secure = how
    return browser.post(path, {"csrfmiddlewaretoken": token, "said": "Aqua"}, headers=headers, secure=secure)


def refusal(_request: HttpRequest, reason: str = "") -> HttpResponse:
    """What is answered here to a forged form: nothing but that, so that no other refusal is taken for it."""
    return HttpResponse(reason, status=FORGED)


@pytest.fixture(autouse=True)
def _plain_refusals(settings: Any) -> None:
    settings.CSRF_FAILURE_VIEW = f"{__name__}.refusal"


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_forged_form_is_refused_at_every_address_and_writes_nothing(who: str, visitor: Visitor) -> None:
    paths, browser = every_path(visitor[0]), _strict(EVERYBODY[who]())
    paths = [path for path in paths if not path.startswith(ONE_CLICK)]
    before, turn = count_rows(), list(EVERYBODY).index(who)
    # Each browser sends one forgery to each address, the next browser the next one: over all browsers each address
    # meets each forgery.
    sent = [(path, list(FORGERIES)[(number + turn) % len(FORGERIES)]) for number, path in enumerate(paths)]
    taken = [(path, name) for path, name in sent if _send(browser, path, FORGERIES[name]).status_code != FORGED]
    assert taken == []
    assert count_rows() == before


def test_there_are_browsers_enough_for_every_forgery() -> None:
    assert len(EVERYBODY) >= len(FORGERIES)


def test_the_same_form_from_a_page_of_ours_is_taken(visitor: Visitor) -> None:
    browser = _strict(visitor[1])
    for how in ((OWN, {"Origin": HERE}, False), (OWN, {"Referer": "https://testserver/may/"}, True)):
        assert _send(browser, "/may/", how).status_code < 400


def test_the_cookie_of_a_visitor_does_not_come_along_from_other_sites(db: None) -> None:
    answer = Client().post("/", {"when": "today", "setting": "clinic", "needle_mm": ""})
    assert answer.cookies[COOKIE]["samesite"] == "Lax"
    assert answer.cookies[COOKIE]["httponly"]
