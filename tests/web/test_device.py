"""Saving on a device: who may, what each page says of itself, and what leaving takes away."""

import json
import re
from collections.abc import Callable

import pytest
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from fortnight.web.accounts.entrance import COOKIE
from fortnight.web.accounts.models import Person, User
from fortnight.web.ground.environment import cookie
from fortnight.web.shell import saved
from fortnight.web.shell.middleware import nothing_stays

SESSION = cookie("session")
Visitor = tuple[Person, Client]


@pytest.fixture
def member(visitor_on: Callable[..., Visitor]) -> Visitor:
    """Somebody on day 3 who is signed in, and their browser."""
    return visitor_on(3, user=User.objects.create_user("iris@example.org"))


def as_member(person: Person) -> Client:
    """Another browser in which somebody is signed in."""
    other = Client()
    assert person.user
    other.force_login(person.user, backend="fortnight.web.accounts.backend.Backend")
    return other


def save(browser: Client, value: str = "1") -> None:
    assert browser.post("/device/", {"save": value}).status_code == 302


def test_a_page_says_whose_it_is_and_is_not_to_be_saved(visitor: Visitor) -> None:
    answer = visitor[1].get("/today/")
    assert answer.headers[saved.WHO] == saved.tag(visitor[0])
    assert saved.SAVES not in answer.headers


def test_once_asked_for_only_reading_pages_may_be_saved(member: Visitor) -> None:
    save(member[1])
    headers = {path: member[1].get(path).headers[saved.SAVES] for path in ("/today/", "/plan/", "/day/3/", "/me/")}
    assert headers == {"/today/": "this", "/plan/": "this", "/day/3/": "this", "/me/": "others"}


def test_another_device_of_the_same_person_is_not_asked(member: Visitor) -> None:
    save(member[1])
    other = as_member(member[0])
    assert saved.SAVES not in other.get("/today/").headers
    assert "Your pages are saved on another" in other.get("/device/").content.decode()


def test_switching_off_holds_for_every_device(member: Visitor) -> None:
    person, browser = member
    save(browser)
    other = as_member(person)
    save(other, "0")
    person.refresh_from_db()
    assert not person.keep_offline
    assert saved.SAVES not in browser.get("/today/").headers


def test_the_mark_of_somebody_else_saves_nothing(member: Visitor, visitor_on: Callable[..., Visitor]) -> None:
    other, browser = visitor_on(3, user=User.objects.create_user("sam@example.org"))
    save(member[1])
    save(browser)
    assert browser.get("/today/").headers[saved.SAVES] == "this"
    browser.cookies[saved.COOKIE] = saved.tag(member[0])
    assert saved.SAVES not in browser.get("/today/").headers
    assert saved.tag(other) != saved.tag(member[0])


def test_a_visitor_saves_nothing_and_is_shown_how_to_keep_the_plan(visitor: Visitor) -> None:
    person, browser = visitor
    answer = browser.post("/device/", {"save": "1"})
    assert answer.status_code == 403
    assert "/accounts/signup/?next=/device/" in answer.content.decode()
    person.refresh_from_db()
    assert not person.keep_offline
    person.keep_offline = True
    person.save(update_fields=["keep_offline"])
    browser.cookies[saved.COOKIE] = saved.tag(person)
    assert saved.SAVES not in browser.get("/today/").headers


def test_without_a_plan_there_is_nothing_to_save(db: None, client: Client) -> None:
    answer = client.post("/device/", {"save": "1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert saved.COOKIE not in answer.cookies


def test_the_offline_page_says_nothing_of_anybody(visitor: Visitor) -> None:
    answer = visitor[1].get("/offline/")
    assert saved.WHO not in answer.headers
    assert "data-person" not in answer.content.decode()


def test_the_worker_keeps_what_belongs_to_nobody(db: None, client: Client) -> None:
    answer = client.get("/sw.js")
    cached = json.loads(re.findall(r"const KEPT = (.*);\n", answer.content.decode())[0])
    assert cached["pages"] == ["/offline/", "/signs/"]
    assert "/today/" in cached["own"]
    assert any("journal/ticks" in asset for asset in cached["assets"])
    assert answer.headers["Service-Worker-Allowed"] == "/"


def test_the_worker_of_another_language_is_another_worker(db: None, client: Client) -> None:
    english, spanish = (
        client.get("/sw.js", headers={"Accept-Language": language}).content for language in ("en", "es")
    )
    assert english != spanish


def left(browser: Client, taken: str, *, method: str = "POST", accept: str = "text/html", status: int = 302) -> bool:
    """Whether a response that takes a cookie away tells the browser to forget everything."""

    def view(request: HttpRequest) -> HttpResponse:
        logout(request)
        response = HttpResponse(status=status)
        response.delete_cookie(taken)
        return response

    request = RequestFactory().generic(method, "/leave/", headers={"Accept": accept})
    request.session = browser.session
    request.user = User()
    return nothing_stays(view)(request).headers.get("Clear-Site-Data") == '"cache", "storage"'


@pytest.mark.parametrize("taken", [SESSION, COOKIE])
def test_leaving_takes_everything_from_the_device(visitor: Visitor, taken: str) -> None:
    assert left(visitor[1], taken)


def test_a_session_that_runs_out_leaves_the_ticks_that_wait(visitor: Visitor) -> None:
    assert not left(visitor[1], SESSION, method="GET")
    assert not left(visitor[1], SESSION, accept="application/json")
    assert not left(visitor[1], SESSION, status=403)


def test_signing_out_takes_everything_from_the_device(member: Visitor) -> None:
    browser = member[1]
    save(browser)
    answer = browser.post("/accounts/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.cookies[saved.COOKIE]["max-age"] == 0


def test_a_language_that_runs_from_right_to_left_turns_the_page(db: None, client: Client, settings: Settings) -> None:
    settings.LANGUAGES = [("en", "English"), ("ar", "العربية")]
    page = client.get("/", headers={"Accept-Language": "ar"}).content.decode()
    assert '<html lang="ar" dir="rtl">' in page
