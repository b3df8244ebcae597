"""Before what opens an account is changed, it is shown again who is there; each change is told by a letter."""

import json
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    SECRET_SESSION_KEY,
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.test import Client

from fortnight.web.accounts.actions import erase
from fortnight.web.accounts.models import BrowserSession, Person, User
from fortnight.web.accounts.queries import everything
from fortnight.web.mail.models import Letter
from fortnight.web.mail.outgoing.outbox import send_due
from tests.web.account import EMAIL, account, mailed_code, options_in
from tests.web.doors import closed
from tests.web.passkey import Passkey
from tests.web.staff import METHODS, confirmed, one_of_staff, signed_in

Visitor = tuple[Person, Client]
NEW = "iris.new@example.org"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
CONFIRM, CONFIRM_BY_APP = "/accounts/reauthenticate/", "/accounts/2fa/reauthenticate/"
CHANGES = [
    ("/accounts/2fa/recovery-codes/", {}),
    ("/accounts/2fa/recovery-codes/download/", {}),
    ("/accounts/2fa/recovery-codes/generate/", {}),
    ("/accounts/2fa/totp/deactivate/", {}),
    ("/accounts/2fa/webauthn/add/", {}),
    ("/accounts/email/", {"action_remove": "1", "email": NEW}),
    ("/accounts/email/", {"action_primary": "1", "email": NEW}),
]


@pytest.fixture(autouse=True)
def _fresh(db: None) -> None:
    """Nobody has asked too often yet."""
    cache.clear()


def shown(secret: str) -> str:
    """The code that an app shows now."""
    code: str = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    return code


def with_app(user: User) -> str:
    """Set up an app with codes and recovery codes for a user; the app's secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def letters() -> list[tuple[str, str]]:
    """To whom something was told of their account, and what."""
    return [(letter.to, letter.about["change"]) for letter in Letter.objects.filter(kind=Letter.ACCOUNT).order_by("pk")]


@pytest.mark.parametrize(("at", "form"), CHANGES)
def test_a_session_alone_changes_nothing_of_how_an_account_is_opened(at: str, form: dict[str, str]) -> None:
    """A stolen session of staff sees no recovery codes, adds and removes nothing, and takes the address nowhere."""
    user, browser = one_of_staff("owner")
    Authenticator.objects.all().delete()
    with_app(user)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    EmailAddress.objects.create(user=user, email=NEW, verified=True)
    thief = signed_in(User.objects.get(pk=user.pk))
    answer = thief.post(at, form) if form else thief.get(at)
    assert answer.headers["Location"].startswith(CONFIRM_BY_APP)
    assert EmailAddress.objects.filter(user=user).count() == 2
    assert EmailAddress.objects.get(user=user, primary=True).email == user.email
    assert letters() == []
    del browser


@pytest.mark.parametrize(
    ("at", "form"),
    [
        ("/accounts/2fa/webauthn/add/", {}),
        ("/accounts/2fa/totp/activate/", {}),
        ("/accounts/email/", {"action_add": "1", "email": NEW}),
    ],
)
def test_who_has_neither_passkey_nor_app_shows_a_code_from_the_mailbox(at: str, form: dict[str, str]) -> None:
    browser = signed_in(account(), showed_factor=False)
    answer = browser.post(at, form) if form else browser.get(at)
    assert answer.headers["Location"].startswith(CONFIRM)
    assert not EmailAddress.objects.filter(email=NEW).exists()


def by_mail(browser: Client, onward: str) -> Client:
    """Show by a code from the mailbox who is there."""
    at = f"{CONFIRM}?next={onward}"
    assert "Confirm it is you" in browser.get(at).content.decode()
    assert not mail.outbox, "looking at the page sends nothing"
    browser.post(at, {"action": "send", "next": onward})
    assert mail.outbox[-1].to == [EMAIL]
    answer = browser.post(at, {"code": mailed_code(), "next": onward})
    assert answer.status_code in (200, 302), answer.content.decode()
    return browser


def test_after_the_code_the_change_can_be_made() -> None:
    browser = by_mail(signed_in(account(), showed_factor=False), "/accounts/2fa/webauthn/add/")
    assert browser.get("/accounts/2fa/webauthn/add/").status_code == 200


def test_what_was_sent_before_the_code_is_not_lost() -> None:
    browser = signed_in(account(), showed_factor=False)
    answer = browser.post("/accounts/email/", {"action_add": "1", "email": NEW})
    at = answer.headers["Location"]
    browser.post(at, {"action": "send", "next": "/accounts/email/"})
    answer = browser.post(at, {"code": mailed_code(), "next": "/accounts/email/"})
    assert answer.headers["Location"] == "/accounts/confirm-email/"
    assert mail.outbox[-1].to == [NEW]


def test_a_wrong_code_helps_nobody_and_the_third_ends_it() -> None:
    browser = signed_in(account(), showed_factor=False)
    browser.post(CONFIRM, {"action": "send"})
    right = mailed_code()
    answers = [browser.post(CONFIRM, {"code": "WRONG1"}) for _ in range(3)]
    assert [reply.status_code for reply in answers] == [400, 400, 302]
    browser.post(CONFIRM, {"code": right})
    assert browser.get("/accounts/2fa/webauthn/add/").headers["Location"].startswith(CONFIRM)


def test_a_code_of_another_session_helps_nobody() -> None:
    user = account()
    rightful, thief = (signed_in(user, showed_factor=False) for _ in range(2))
    rightful.post(CONFIRM, {"action": "send"})
    right = mailed_code()
    thief.post(CONFIRM, {"code": right})
    assert thief.get("/accounts/2fa/webauthn/add/").headers["Location"].startswith(CONFIRM)


def test_too_many_codes_are_met_with_a_pause() -> None:
    browser = signed_in(account(), showed_factor=False)
    answers = [browser.post(CONFIRM, {"action": "send"}).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]
    assert len(mail.outbox) == 3


def test_a_code_from_the_mailbox_stands_in_for_no_second_factor() -> None:
    user = account()
    browser = confirmed(signed_in(user, showed_factor=False))
    with_app(user)
    assert browser.get("/accounts/2fa/webauthn/add/").headers["Location"].startswith(CONFIRM_BY_APP)
    assert browser.get(CONFIRM).headers["Location"].startswith(CONFIRM_BY_APP)
    browser.post(CONFIRM, {"action": "send"})
    assert mail.outbox == []


def test_what_was_shown_holds_ten_minutes() -> None:
    browser = confirmed(signed_in(account(), showed_factor=False))
    assert browser.get("/accounts/2fa/webauthn/add/").status_code == 200
    session = browser.session
    session[METHODS] = [{**record, "at": record["at"] - 601} for record in session[METHODS]]
    session.save()
    assert browser.get("/accounts/2fa/webauthn/add/").headers["Location"].startswith(CONFIRM)


def test_an_app_shows_who_is_there() -> None:
    user = account()
    secret = with_app(user)
    browser = signed_in(user)
    assert browser.post(CONFIRM_BY_APP, {"code": "000000"}).status_code == 200
    browser.post(CONFIRM_BY_APP, {"code": shown(secret)})
    assert browser.get("/accounts/2fa/recovery-codes/").status_code == 200


def test_a_passkey_shows_who_is_there() -> None:
    user, passkey = account(), Passkey()
    browser = confirmed(signed_in(user, showed_factor=False))
    options = options_in(browser.get("/accounts/2fa/webauthn/add/"))
    sent = {"name": "Telephone", "credential": passkey.registration(options, "http://testserver")}
    browser.post("/accounts/2fa/webauthn/add/", sent)
    later = signed_in(User.objects.get())
    way = later.get("/accounts/2fa/recovery-codes/").headers["Location"]
    assert way.startswith("/accounts/2fa/webauthn/reauthenticate/")
    options = options_in(later.get(way), "request_options")
    later.post(way, {"credential": passkey.assertion(options, "http://testserver")})
    assert later.get("/accounts/2fa/recovery-codes/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_each_change_of_a_factor_is_told_by_a_letter() -> None:
    account()
    browser = confirmed(signed_in(User.objects.get(), showed_factor=False))
    browser.get("/accounts/2fa/totp/activate/")
    secret = browser.session[SECRET_SESSION_KEY]
    browser.post("/accounts/2fa/totp/activate/", {"code": shown(secret)}, headers={"User-Agent": FIREFOX})
    options = options_in(browser.get("/accounts/2fa/webauthn/add/"))
    sent = {"name": "Telephone", "credential": Passkey().registration(options, "http://testserver")}
    browser.post("/accounts/2fa/webauthn/add/", sent)
    browser.post("/accounts/2fa/recovery-codes/generate/")
    number = Authenticator.objects.get(type="webauthn").pk
    browser.post(f"/accounts/2fa/webauthn/keys/{number}/remove/")
    browser.post("/accounts/2fa/totp/deactivate/")
    changes = [what for _, what in letters()]
    assert changes == ["app added", "passkey added", "codes made", "passkey removed", "app removed"]
    assert send_due() == 5
    assert "An authenticator app was set up for your account." in str(mail.outbox[0].body)
    assert "Firefox on Windows" in str(mail.outbox[0].body)
    assert mail.outbox[0].to == [EMAIL]


def test_another_address_is_told_to_the_old_one_too(visitor_on: Callable[..., Visitor]) -> None:
    user = account()
    person, browser = visitor_on(3, user=user)
    elsewhere = signed_in(user, showed_factor=False)
    confirmed(browser)
    browser.post("/accounts/email/", {"action_add": "1", "email": NEW})
    browser.post("/accounts/confirm-email/", {"code": mailed_code()})
    assert set(letters()) == {(EMAIL, "email added"), (NEW, "email added")}
    browser.post("/accounts/email/", {"action_primary": "1", "email": NEW})
    assert elsewhere.get("/today/").headers["Location"] == closed("/today/"), "every other session has ended"
    browser.post("/accounts/email/", {"action_remove": "1", "email": EMAIL})
    assert (EMAIL, "email changed") in letters()
    assert (EMAIL, "email removed") in letters()
    assert (NEW, "email removed") in letters()
    send_due()
    last = next(message for message in mail.outbox if message.to == [EMAIL] and "was removed" in str(message.body))
    assert EMAIL in str(last.body)
    assert "If this was not you" in str(last.body)
    assert browser.get("/today/").status_code == 200
    data = json.dumps(everything(person), default=str)
    assert '"kind": "account"' in data
    erase(Person.objects.get())
    assert letters() == []


def test_a_letter_is_in_the_language_of_who_made_the_change() -> None:
    user = account()
    browser = confirmed(signed_in(user, showed_factor=False))
    options = options_in(browser.get("/accounts/2fa/webauthn/add/"))
    sent = {"name": "Telephone", "credential": Passkey().registration(options, "http://testserver")}
    browser.post("/accounts/2fa/webauthn/add/", sent, headers={"Accept-Language": "es"})
    send_due()
    assert "Se añadió" in str(mail.outbox[-1].body)


def test_a_new_account_is_told_nothing_of_its_first_address(client: Client) -> None:
    client.post("/accounts/signup/", {"email": EMAIL})
    client.post("/accounts/confirm-email/", {"code": mailed_code()})
    assert User.objects.filter(email=EMAIL).exists()
    assert letters() == []


def test_a_new_passkey_of_a_client_ends_every_other_session(visitor_on: Callable[..., Visitor]) -> None:
    user = account()
    browser = confirmed(visitor_on(3, user=user)[1])
    elsewhere = signed_in(user, showed_factor=False)
    options = options_in(browser.get("/accounts/2fa/webauthn/add/"))
    sent = {"name": "Telephone", "credential": Passkey().registration(options, "http://testserver")}
    browser.post("/accounts/2fa/webauthn/add/", sent)
    assert elsewhere.get("/today/").headers["Location"] == closed("/today/")
    assert browser.get("/today/").status_code == 200
    assert BrowserSession.objects.filter(user=user).count() == 1
