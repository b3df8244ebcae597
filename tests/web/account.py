"""Accounts for tests: one with a confirmed address, and the codes that go there."""

import json
import re
from typing import Any

from allauth.account.models import EmailAddress
from django.core import mail

from fortnight.web.accounts.models import User

EMAIL = "iris@example.org"
_CODE = re.compile(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4}|\d{6})\s*$", re.MULTILINE)


def account(*, staff: bool = False, email: str = EMAIL) -> User:
    """An account whose address is confirmed."""
    user = User.objects.create_user(email, is_staff=staff)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def mailed_code() -> str:
    """The code in the last e-mail."""
    match = _CODE.search(str(mail.outbox[-1].body))
    assert match, mail.outbox[-1].body
    return match[1]


def options_in(answer: Any, name: str = "creation_options") -> Any:
    """What a page with a passkey on it asks the browser for."""
    match = re.search(
        r'<script id="js_data" type="application/json">(.*?)</script>', answer.content.decode(), re.DOTALL
    )
    assert match, answer.content.decode()
    return json.loads(match[1])[name]
