"""Signing in while the mail server is down: said in words, with a way for staff."""

import re
from unittest.mock import patch

import pytest
from django.test import Client
from pytest_django import Settings

from fortnight.cli.advisor import advisor as command
from fortnight.errors import UsageError
from fortnight.web.accounts.models import User
from fortnight.web.sign_in import mail_down
from fortnight.web.sign_in.terminal import link_for
from tests.web.account import EMAIL, account
from tests.web.commands import free_port
from tests.web.staff import with_factor

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


@pytest.fixture
def down(db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mail server where nobody listens."""
    monkeypatch.setattr(mail_down, "_failed", {})
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()


@pytest.mark.parametrize(("path", "times"), [("login/code", 2), ("signup", 1)])
def test_a_code_that_does_not_leave_is_said_in_words_and_tells_nobody_who_has_an_account(
    down: None, path: str, times: int
) -> None:
    account()
    for _ in range(times):
        answers = [Client().post(f"/accounts/{path}/", {"email": email}) for email in (EMAIL, "nobody@example.org")]
        assert [answer.status_code for answer in answers] == [503, 503]
        assert "We have not sent you a code" in answers[0].content.decode()
        first, second = (_TOKEN.sub("", answer.content.decode()) for answer in answers)
        assert first == second


def opened(link: str) -> tuple[Client, str]:
    """A browser in which the link was opened and said yes to; and the path."""
    path = "/accounts" + link.partition("/accounts")[2]
    browser = Client()
    assert "Sign in as Noor?" in browser.get(path).content.decode()
    browser.post(path)
    return browser, path


def noor() -> User:
    user = account(staff=True, email="noor@example.org")
    user.name = "Noor"
    user.save()
    return user


def test_staff_sign_in_by_a_link_from_the_terminal_once(down: None, capsys: pytest.CaptureFixture[str]) -> None:
    noor()
    with patch("fortnight.web.project.serve.prepare"):
        assert command("noor@example.org", sign_in=True) == 0
    browser, path = opened(capsys.readouterr().out.split()[-1])
    assert browser.get("/desk/")["Location"] == "/accounts/2fa/", "a second factor is asked for as ever"
    assert browser.get("/accounts/2fa/webauthn/add/").status_code == 200, "and can be set up without e-mail"
    assert Client().post(path).status_code == 404


def test_the_link_stands_in_for_the_code_and_not_for_the_second_factor(down: None) -> None:
    with_factor(noor())
    browser, _ = opened(link_for("noor@example.org"))
    assert browser.get("/desk/")["Location"].startswith("/accounts/login/")
    assert "_auth_user_id" not in browser.session


def test_the_link_is_for_staff_and_ends(down: None, monkeypatch: pytest.MonkeyPatch) -> None:
    account()
    with pytest.raises(UsageError, match="not on the staff"):
        link_for(EMAIL)
    noor()
    path = "/accounts" + link_for("noor@example.org").partition("/accounts")[2]
    assert Client().get(path[:-3] + "xx/").status_code == 404
    monkeypatch.setattr("fortnight.web.sign_in.terminal._SECONDS", -1)
    assert Client().get(path).status_code == 404
