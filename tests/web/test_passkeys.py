"""A passkey that is added later signs in by itself, as one that was made with the account does."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from fortnight.web.accounts.models import User
from tests.web.account import account, options_in
from tests.web.passkey import Passkey
from tests.web.staff import confirmed, signed_in

ADD, LOGIN = "/accounts/2fa/webauthn/add/", "/accounts/2fa/webauthn/login/"
ORIGIN = "http://testserver"
ANDROID = "Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 Chrome/141.0.0.0 Mobile Safari/537.36"


@pytest.fixture(autouse=True)
def _fresh(db: None) -> None:
    """Nobody has asked too often yet."""
    cache.clear()


def added(browser: Client) -> Passkey:
    """A passkey that was added on the page for it."""
    passkey = Passkey()
    options = options_in(browser.get(ADD))
    answer = browser.post(ADD, {"name": "Telephone", "credential": passkey.registration(options, ORIGIN)})
    assert answer.status_code == 302, answer.content.decode()
    return passkey


def sign_in_with(passkey: Passkey) -> Client:
    """A fresh browser in which somebody has signed in with nothing but a passkey."""
    browser = Client()
    options = browser.get(LOGIN, headers={"Accept": "application/json"}).json()["request_options"]
    browser.post(LOGIN, {"credential": passkey.assertion(options, ORIGIN)})
    return browser


def test_a_passkey_that_is_added_later_signs_in() -> None:
    user = account()
    passkey = added(confirmed(signed_in(user, showed_factor=False)))
    there = sign_in_with(passkey)
    assert there.session["_auth_user_id"] == str(user.pk)
    assert Authenticator.objects.get(type="webauthn").wrap().is_passwordless


def test_a_passkey_that_staff_add_later_opens_the_desk() -> None:
    user = account(staff=True)
    passkey = added(confirmed(signed_in(user, showed_factor=False)))
    assert sign_in_with(passkey).get("/desk/").status_code == 200


@pytest.mark.parametrize("has_codes", [True, False])
def test_staff_without_recovery_codes_are_told_to_make_some_when_they_sign_in(*, has_codes: bool) -> None:
    """Who signs up with nothing but a passkey and loses it is locked out."""
    passkey = added(confirmed(signed_in(account(staff=True), showed_factor=False)))
    if not has_codes:
        Authenticator.objects.filter(type="recovery_codes").delete()
    page = sign_in_with(passkey).get("/desk/").content.decode()
    assert ("You have no recovery codes" in page) is not has_codes


def test_the_page_says_in_our_words_what_happens_and_ticks_no_box() -> None:
    browser = confirmed(signed_in(account(), showed_factor=False))
    page = browser.get(ADD, headers={"User-Agent": ANDROID}).content.decode()
    assert "checkbox" not in page
    assert "your fingerprint, face or screen lock" in page
    assert 'value="Android"' in page, "it bears the name of the device"
    assert "Security Key" not in page


def test_a_passkey_without_a_finger_or_a_lock_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.web.passkey._PRESENT_VERIFIED_ATTESTED", 0x41)
    browser = confirmed(signed_in(account(), showed_factor=False))
    sent = {"name": "Key", "credential": Passkey().registration(options_in(browser.get(ADD)), ORIGIN)}
    answer = browser.post(ADD, sent)
    assert answer.status_code == 400
    assert "Try again." in answer.content.decode() or "That code is not right" in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_a_passkey_that_did_not_arrive_is_said_so() -> None:
    browser = confirmed(signed_in(account(), showed_factor=False))
    answer = browser.post(ADD, {"name": "Telephone", "credential": ""})
    assert answer.status_code == 400
    assert "We did not receive the passkey. Try again." in answer.content.decode()
    assert User.objects.get().factors == ()
