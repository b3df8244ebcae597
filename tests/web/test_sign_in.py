"""Signing in: the plan moves along whole, signing out leaves nothing, nobody learns who has an account."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    SECRET_SESSION_KEY,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from django.utils import timezone

from fortnight.web.accounts.actions import NotForStaffError, add_device, keep
from fortnight.web.accounts.client import client_address
from fortnight.web.accounts.entrance import COOKIE
from fortnight.web.accounts.models import BrowserSession, Person, User
from fortnight.web.accounts.staff import for_staff
from fortnight.web.ground.environment import cookie
from fortnight.web.journal.models import TickEvent
from fortnight.web.project.urls import handler403, handler404
from fortnight.web.project.urls import urlpatterns as ours
from fortnight.web.shelf.actions import ask
from tests.web.account import EMAIL, account, mailed_code, options_in
from tests.web.addresses import all_routes
from tests.web.doors import closed
from tests.web.passkey import Passkey
from tests.web.staff import confirmed, one_of_staff, signed_in, with_factor

SESSION = cookie("session")
Visitor = tuple[Person, Client]


@pytest.fixture(autouse=True)
def _fresh(db: None) -> None:
    """Nobody has asked too often yet."""
    cache.clear()


def something(visitor: Visitor) -> None:
    """A fact, a tick and a product for a visitor."""
    person, browser = visitor
    browser.post("/me/about/", {"rosacea": "yes"})
    browser.post("/tick/", {"day": 3, "time": "morning", "care": "gentle-cleanse", "done": "1"})
    ask(person, name="Night serum", label="Aqua, Retinol")


def everything_moved(person: Person) -> None:
    """All of it is the account's now, and the visitor's secret opens nothing any more."""
    person_now = Person.objects.get(user__email=EMAIL)
    assert person_now.pk == person.pk
    assert person_now.facts == {"rosacea": True}
    assert person_now.products.count() == 1
    assert TickEvent.objects.filter(treatment=person_now.current).count() == 1
    assert not person_now.devices.exists()


def say_yes(browser: Client, answer: Any) -> None:
    """Answer the question whether the plan of this browser is theirs, to which a sign-in leads."""
    at = answer.headers["Location"]
    assert at.startswith("/me/join/?next=")
    question = browser.get(at).content.decode()
    assert EMAIL in question
    assert "Treated on" in question
    answered = browser.post(at, {"mine": "1"})
    assert answered.status_code == 302


def test_a_visitors_plan_moves_into_a_new_account_whole(visitor: Visitor) -> None:
    person, browser = visitor
    something(visitor)
    signup = browser.post("/accounts/signup/", {"email": EMAIL})
    assert signup.headers["Location"] == "/accounts/confirm-email/"
    answer = browser.post("/accounts/confirm-email/", {"code": mailed_code()})
    say_yes(browser, answer)
    everything_moved(person)
    assert browser.cookies[COOKIE].value == ""
    assert "Iris" not in browser.get("/today/").content.decode()
    assert EMAIL in browser.get("/me/").content.decode()


def test_a_visitors_plan_moves_into_an_account_without_one(visitor: Visitor) -> None:
    something(visitor)
    account()
    visitor[1].post("/accounts/login/", {"login": EMAIL})
    say_yes(visitor[1], visitor[1].post("/accounts/login/code/confirm/", {"code": mailed_code()}))
    everything_moved(visitor[0])


def test_a_plan_that_is_not_theirs_stays_where_it_is(visitor: Visitor) -> None:
    """A client's plan on a tablet is not taken over by whoever signs in there next."""
    person, browser = visitor
    account()
    browser.post("/accounts/login/", {"login": EMAIL})
    browser.post("/accounts/login/code/confirm/", {"code": mailed_code()})
    assert browser.get("/today/").headers["Location"] == "/me/join/", "nothing is shown before the answer"
    browser.post("/me/join/", {"mine": "0"})
    assert browser.get("/today/").headers["Location"] == closed("/today/")
    assert Person.objects.get(pk=person.pk).user is None
    browser.post("/accounts/logout/")
    browser.cookies[COOKIE] = add_device(person)
    assert browser.get("/today/").status_code == 200


def test_staff_never_take_a_plan_over(visitor: Visitor) -> None:
    person, browser = visitor
    account(staff=True)
    browser.post("/accounts/login/", {"login": EMAIL})
    answer = browser.post("/accounts/login/code/confirm/", {"code": mailed_code()})
    assert "/me/join/" not in answer.headers["Location"]
    browser.post("/me/join/", {"mine": "1"})
    assert Person.objects.get(pk=person.pk).user is None
    assert person.devices.count() == 1


def test_other_browsers_stay_in_until_they_are_closed(visitor: Visitor) -> None:
    person, browser = visitor
    other = Client()
    other.cookies[COOKIE] = add_device(person)
    account()
    browser.post("/accounts/login/", {"login": EMAIL})
    say_yes(browser, browser.post("/accounts/login/code/confirm/", {"code": mailed_code()}))
    assert other.get("/today/").status_code == 200
    assert "Your plan is open in 2 browsers" in browser.get("/me/").content.decode()
    browser.post("/me/devices/close/")
    assert other.get("/today/").headers["Location"] == closed("/today/")
    assert browser.get("/today/").status_code == 200


def test_a_plan_goes_into_no_account_of_staff_by_any_way(visitor: Visitor) -> None:
    person = visitor[0]
    with pytest.raises(NotForStaffError):
        keep(person, user=account(staff=True), secret="")
    assert Person.objects.get(pk=person.pk).user is None


def test_a_visitors_plan_moves_along_with_a_passkey(visitor: Visitor) -> None:
    person, browser = visitor
    something(visitor)
    browser.post("/accounts/signup/passkey/", {"email": EMAIL})
    answer = browser.post("/accounts/confirm-email/", {"code": mailed_code()})
    options = options_in(browser.get(answer.headers["Location"]))
    sent = {"name": "Telephone", "credential": Passkey().registration(options, "http://testserver")}
    answer = browser.post(answer.headers["Location"], sent)
    assert answer.status_code == 302, answer.content.decode()
    say_yes(browser, answer)
    everything_moved(person)
    assert Authenticator.objects.get().type == Authenticator.Type.WEBAUTHN


def test_an_account_with_a_plan_keeps_it_and_the_visitors_stays(
    visitor: Visitor, visitor_on: Callable[..., Visitor]
) -> None:
    owner, _ = visitor_on(5, user=account())
    browser = visitor[1]
    browser.post("/accounts/login/", {"login": EMAIL})
    browser.post("/accounts/login/code/confirm/", {"code": mailed_code()})
    assert "Day 5" in browser.get("/today/").content.decode()
    assert visitor[0].devices.exists()
    assert browser.cookies[COOKIE].value
    assert Person.objects.get(user__email=EMAIL) == owner


def test_signing_out_leaves_nothing_in_the_browser(visitor_on: Callable[..., Visitor]) -> None:
    _, browser = visitor_on(3, user=account())
    browser.get("/today/")
    answer = browser.post("/accounts/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not browser.cookies[SESSION].value
    assert browser.get("/today/").headers["Location"] == closed("/today/")


def test_who_breaks_off_a_sign_in_keeps_the_visitors_plan(visitor: Visitor) -> None:
    browser = visitor[1]
    browser.post("/accounts/signup/", {"email": EMAIL})
    answer = browser.post("/accounts/logout/")
    assert "Clear-Site-Data" not in answer.headers
    assert browser.get("/today/").status_code == 200


@pytest.mark.parametrize(("where", "field"), [("login", "login"), ("signup", "email"), ("login/code", "email")])
def test_nobody_learns_who_has_an_account(db: None, where: str, field: str) -> None:
    account()
    registered = Client().post(f"/accounts/{where}/", {field: EMAIL})
    unregistered = Client().post(f"/accounts/{where}/", {field: "nobody@example.org"})
    assert (registered.status_code, registered.headers["Location"]) == (
        unregistered.status_code,
        unregistered.headers["Location"],
    )
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("name", ["login", "signup", "signup/passkey", "login/code"])
def test_the_sign_in_pages_stand_in_our_frame_without_inline_script(db: None, client: Client, name: str) -> None:
    answer = client.get(f"/accounts/{name}/")
    page = answer.content.decode()
    assert 'class="brand"' in page
    assert page.count("<html") == 1
    assert page.count("<h1") == 1
    assert re.findall(r'<script(?![^>]*(?:src=|type="application/json"))', page) == []
    assert 'style="' not in page
    assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]


def test_too_many_sign_ins_are_met_with_a_pause(db: None) -> None:
    answers = [Client().post("/accounts/login/", {"login": f"p{number}@example.org"}) for number in range(25)]
    assert answers[-1].status_code == 429
    assert "A short pause" in answers[-1].content.decode()


def test_too_many_links_are_met_with_a_pause(visitor: Visitor) -> None:
    answers = [visitor[1].post("/me/links/", {"purpose": "friend", "days": "2"}) for _ in range(21)]
    assert [answer.status_code for answer in answers] == [200] * 20 + [429]
    assert "A short pause" in answers[-1].content.decode()


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "9.9.9.9", "10.0.0.1"),
        (1, "9.9.9.9", "9.9.9.9"),
        (1, "6.6.6.6, 9.9.9.9", "9.9.9.9"),
        (2, "6.6.6.6, 9.9.9.9, 10.0.0.2", "9.9.9.9"),
        (1, "nonsense", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (2, "9.9.9.9", "9.9.9.9"),
    ],
)
def test_the_address_is_the_one_our_own_proxies_saw(
    monkeypatch: pytest.MonkeyPatch, proxies: int, forwarded: str, address: str
) -> None:
    monkeypatch.setattr(settings, "PROXIES", proxies)
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": forwarded})
    assert client_address(request) == address


def anything(request: HttpRequest) -> HttpResponse:
    """A page for staff."""
    return HttpResponse("the desk")


@for_staff
def marked(request: HttpRequest) -> HttpResponse:
    """A page for staff that stands elsewhere."""
    return anything(request)


urlpatterns = [path("desk/", anything), path("elsewhere/", marked), *ours]
__all__ = ["handler403", "handler404"]


@pytest.mark.parametrize("where", ["/desk/", "/elsewhere/"])
@override_settings(ROOT_URLCONF="tests.web.test_sign_in")
def test_staff_need_a_second_factor_before_anything_of_others(visitor_on: Callable[..., Visitor], where: str) -> None:
    assert Client().get(where).headers["Location"].startswith("/accounts/login/")
    _, browser = visitor_on(3, user=account())
    assert browser.get(where).status_code == 404
    User.objects.update(is_staff=True)
    user = User.objects.get()
    weak = signed_in(user, showed_factor=False)
    assert weak.get(where).headers["Location"] == "/accounts/2fa/"
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert weak.get(where).status_code == 302
    with_factor(user)
    assert signed_in(User.objects.get()).get(where).content == b"the desk"


def test_the_second_factor_belongs_to_the_session(db: None) -> None:
    """A session that was open before, or that a code by e-mail alone has opened, sees nothing of others."""
    user = one_of_staff("lead")[0]
    Authenticator.objects.all().delete()
    before = signed_in(User.objects.get(), showed_factor=False)
    with_factor(user)
    by_mail = signed_in(User.objects.get(), showed_factor=False)
    for browser in (before, by_mail):
        for _ in range(2):
            assert browser.get("/desk/").headers["Location"].startswith("/accounts/login/")
    assert signed_in(User.objects.get()).get("/desk/").status_code == 200


@pytest.mark.parametrize(("name", "hours"), [("seen", 13), ("began", 24 * 7 + 1)])
def test_a_session_of_staff_ends_by_itself_everywhere(db: None, name: str, hours: int) -> None:
    browser = one_of_staff("lead")[1]
    assert browser.get("/desk/").status_code == 200
    BrowserSession.objects.update(**{name: timezone.now() - dt.timedelta(hours=hours)})
    assert browser.get("/me/devices/").headers["Location"] == closed("/me/devices/"), "also where it is not the desk"
    assert browser.get("/desk/").headers["Location"].startswith("/accounts/login/")
    assert not BrowserSession.objects.filter(user__isnull=False).exists()


def test_a_session_of_staff_that_is_used_goes_on(db: None) -> None:
    browser = one_of_staff("lead")[1]
    for _ in range(4):
        BrowserSession.objects.update(seen=timezone.now() - dt.timedelta(hours=11), began=timezone.now())
        assert browser.get("/desk/").status_code == 200


def test_a_session_of_a_client_lives_on(visitor_on: Callable[..., Visitor]) -> None:
    browser = visitor_on(3, user=account())[1]
    then = timezone.now() - dt.timedelta(days=40)
    BrowserSession.objects.update(seen=then, began=then)
    assert browser.get("/today/").status_code == 200


def test_no_address_speaks_of_a_password(visitor_on: Callable[..., Visitor]) -> None:
    """Of all addresses, the sign-in library's too, none sets, changes, resets or asks for one."""
    routes = {f"{route} {name}" for route, name in all_routes()}
    assert any("2fa/recovery-codes/generate/" in route for route in routes), "the library's addresses are among them"
    assert [route for route in routes if "password" in route] == []
    browser = visitor_on(3, user=account())[1]
    for name in ("set", "change", "reset"):
        assert browser.get(f"/accounts/password/{name}/").status_code == 404
    assert 'type="password"' not in browser.get("/accounts/reauthenticate/").content.decode()


def test_who_signs_up_a_second_time_is_told_to_sign_in_by_a_code(db: None) -> None:
    account()
    Client().post("/accounts/signup/", {"email": EMAIL})
    assert "password" not in str(mail.outbox[-1].body)
    assert "/accounts/login/" in str(mail.outbox[-1].body)


@pytest.mark.django_db(transaction=True)
def test_the_session_that_sets_a_factor_up_goes_on_and_every_other_ends() -> None:
    one_of_staff("lead")
    Authenticator.objects.all().delete()
    here, elsewhere = (signed_in(User.objects.get(), showed_factor=False) for _ in range(2))
    confirmed(here)
    here.get("/accounts/2fa/totp/activate/")
    secret = here.session[SECRET_SESSION_KEY]
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert here.post("/accounts/2fa/totp/activate/", {"code": code}).status_code == 302
    assert here.get("/desk/").status_code == 200
    assert elsewhere.get("/desk/").headers["Location"].startswith("/accounts/login/")
