"""Somebody of the staff for a test: with their role, a second factor, and a browser that is signed in."""

import time

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.test import Client

from fortnight.web.accounts.models import User

BACKEND = "fortnight.web.accounts.backend.Backend"
METHODS = "account_authentication_methods"


def one_of_staff(role: str, name: str = "") -> tuple[User, Client]:
    """Somebody in a role, and their browser."""
    name = name or f"{role.capitalize()} Kim"
    email = f"{name.lower().replace(' ', '.')}@example.org"
    user = User.objects.create_user(email, name=name, is_staff=True, role=role)
    with_factor(user)
    return user, signed_in(user)


def with_factor(user: User) -> User:
    """The user, with an authenticator app."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return user


def signed_in(user: User, *, showed_factor: bool = True) -> Client:
    """A browser in which somebody has signed in, with their second factor or only with a code by e-mail."""
    browser = Client()
    browser.force_login(user, backend=BACKEND)
    if showed_factor:
        session = browser.session
        session[METHODS] = [{"method": "mfa", "type": "totp"}]
        session[f"{METHODS}_user"] = str(user.pk)
        session.save()
    return browser


def confirmed(browser: Client, method: str = "code") -> Client:
    """The browser, in whose session it was shown just now who is there."""
    session = browser.session
    session[METHODS] = [*session.get(METHODS, []), {"method": method, "at": time.time()}]
    session[f"{METHODS}_user"] = session[SESSION_KEY]
    session.save()
    return browser
