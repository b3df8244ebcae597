"""People with an account: sessions as after a code by e-mail, made ten at a time, since each command takes a second."""

from collections.abc import Callable
from itertools import count

from playwright.sync_api import BrowserContext

from fortnight.web.ground.environment import cookie
from tests.browser.server import Server

_MADE = """
import time
from importlib import import_module
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from fortnight.web.accounts.models import User
for number in range({first}, {first} + {many}):
    user = User.objects.create_user(f"member{{number}}@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "fortnight.web.accounts.backend.Backend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods"] = [{{"method": "code", "at": time.time(), "email": user.email}}]
    session.create()
    print("key", session.session_key)
"""
_MANY = 10


def signing_in(site: Server) -> Callable[[BrowserContext], None]:
    """What signs a device in as somebody new, who has no plan yet."""
    waiting: list[str] = []
    numbers = count(step=_MANY)

    def sign_in(context: BrowserContext) -> None:
        if not waiting:
            printed = site.manage("shell", "--no-imports", "-c", _MADE.format(first=next(numbers), many=_MANY))
            waiting.extend(line.split()[1] for line in printed.splitlines() if line.startswith("key "))
        key = waiting.pop()
        context.add_cookies(
            [{"name": cookie("session", at=site.address), "value": key, "url": site.address, "httpOnly": True}]
        )

    return sign_in
