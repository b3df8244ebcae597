"""Somebody of the staff for a test: with their role, a second factor, and a browser that is signed in."""

from allauth.mfa.models import Authenticator
from django.test import Client

from fortnight.web.accounts.models import User

BACKEND = "fortnight.web.accounts.backend.Backend"


def one_of_staff(role: str, name: str = "") -> tuple[User, Client]:
    """Somebody in a role, and their browser."""
    name = name or f"{role.capitalize()} Kim"
    email = f"{name.lower().replace(' ', '.')}@example.org"
    user = User.objects.create_user(email, name=name, is_staff=True, role=role)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    browser = Client()
    browser.force_login(user, backend=BACKEND)
    return user, browser
