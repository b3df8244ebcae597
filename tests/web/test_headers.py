"""What every answer carries against those who would look over a shoulder: on every page, for everybody."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from fortnight.web.accounts.entrance import COOKIE, OLD_COOKIE
from fortnight.web.accounts.models import Person
from fortnight.web.ground.environment import cookie
from tests.web.addresses import addresses
from tests.web.commands import begun, environment
from tests.web.visitors import taken_back

Visitor = tuple[Person, Client]
INLINE = re.compile(
    r"<script(?![^>]*\ssrc=)(?![^>]*application/)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)
SIGN_IN = ("/accounts/login/", "/accounts/signup/", "/accounts/login/code/confirm/", "/accounts/password/reset/")
BEHIND_TLS = """
import json
from fortnight.web.project.serve import install
install()
from django.test import Client
browser = Client(SERVER_NAME="fortnight.example.org", headers={"X-Forwarded-Proto": "https"})
browser.get("/")
answer = browser.post("/", {"when": "today", "setting": "clinic", "needle_mm": ""})
cookies = [(name, one["secure"], one["httponly"], one["samesite"]) for name, one in browser.cookies.items()]
print(json.dumps([answer.status_code, answer.headers.get("Strict-Transport-Security", ""), cookies]))
"""


def _check(answer: Any) -> None:
    policy = dict(part.strip().partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split(";"))
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'")
    assert {policy[name] for name in ("object-src", "base-uri", "frame-ancestors")} == {"'none'"}
    assert (policy["frame-ancestors"], policy["base-uri"], policy["form-action"]) == ("'none'", "'none'", "'self'")
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "http" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Permissions-Policy"] == "camera=(self), geolocation=(), microphone=()"
    if answer.headers["Content-Type"].startswith("text/html"):
        assert INLINE.search(answer.content.decode()) is None


def test_every_page_carries_them(visitor: Visitor) -> None:
    person, browser = visitor
    for address in addresses():
        with taken_back(address.name, browser):
            answer = browser.get(address.at(person))
            _check(answer)
            if address.guarded and answer.status_code == 200:
                assert answer.headers["Cache-Control"].startswith(("private", "no-store"))


@pytest.mark.parametrize("at", SIGN_IN)
def test_the_pages_for_signing_in_carry_them(at: str, db: None, client: Client) -> None:
    _check(client.get(at, follow=True))


def test_pages_of_refusal_carry_them(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = visitor[1]
    _check(browser.get("/nothing/here/"))
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    refused = strict.post("/may/", {"said": "Aqua"})
    assert refused.status_code == 403
    _check(refused)
    monkeypatch.setattr("fortnight.web.pages.views.asking", None)
    browser.raise_request_exception = False
    broken = browser.get("/")
    assert broken.status_code == 500
    _check(broken)


def test_behind_tls_browsers_are_told_to_come_back_by_it_and_cookies_travel_by_nothing_else(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = begun(tmp_path / "data", tmp_path_factory)
    variables = environment(folder, FORTNIGHT_ADDRESS="https://fortnight.example.org")
    result = subprocess.run(
        [sys.executable, "-c", BEHIND_TLS], env=variables, capture_output=True, text=True, check=True
    )
    status, transport, cookies = json.loads(result.stdout)
    assert status == 302
    assert transport == "max-age=31536000"
    assert {name for name, *_ in cookies} >= {"__Host-fortnight", "__Host-fortnight-csrf"}
    assert {tuple(rest) for _, *rest in cookies} == {(True, True, "Lax")}


def test_two_installations_on_one_host_leave_each_other_s_cookies_alone() -> None:
    names = [cookie(kind, at=f"http://localhost:{port}") for port in (8000, 8001) for kind in ("", "session")]
    assert names == ["fortnight-8000", "fortnight-session-8000", "fortnight-8001", "fortnight-session-8001"]
    assert cookie(at="https://a.example:8443") == "__Host-fortnight-8443"


def test_a_plan_under_the_name_of_before_is_found_and_renamed(visitor: Visitor) -> None:
    secret = visitor[1].cookies[COOKIE].value
    earlier = Client()
    earlier.cookies[OLD_COOKIE] = secret
    assert earlier.get("/today/").status_code == 200
    assert earlier.cookies[COOKIE].value == secret
    assert earlier.cookies[OLD_COOKIE].value == ""


def test_a_plan_of_another_installation_is_not_touched(db: None) -> None:
    browser = Client()
    browser.cookies[OLD_COOKIE] = "of-another-site"
    answer = browser.get("/")
    assert OLD_COOKIE not in answer.cookies
    assert COOKIE not in answer.cookies
