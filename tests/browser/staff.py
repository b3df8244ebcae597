"""An advisor at work: signed in, with a second factor, in a browser of their own."""

from playwright.sync_api import BrowserContext

from fortnight.web.ground.environment import cookie
from tests.browser.server import Server

_MADE = """
from importlib import import_module
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from fortnight.web.accounts.models import User
user = User.objects.filter(email={email!r}).first() or User.objects.create_user({email!r}, name={name!r}, is_staff=True)
User.objects.filter(pk=user.pk).update(role={role!r})
user.refresh_from_db()
Authenticator.objects.get_or_create(user=user, type="totp", defaults={{"data": {{}}}})
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = "fortnight.web.accounts.backend.Backend"
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session["account_authentication_methods"] = [{{"method": "mfa", "type": "totp"}}]
session["account_authentication_methods_user"] = str(user.pk)
session.create()
print(session.session_key)
"""


def session_of(site: Server, name: str = "Noor", role: str = "owner", email: str = "") -> str:
    """The key of a session of an advisor, as after their code and their second factor."""
    code = _MADE.format(email=email or f"{name.lower()}@example.org", name=name, role=role)
    return site.manage("shell", "--no-imports", "-c", code).strip().splitlines()[-1]


def sign_in(context: BrowserContext, site: Server, name: str = "Noor", role: str = "owner", email: str = "") -> None:
    """Sign an advisor in."""
    key = session_of(site, name, role, email)
    context.add_cookies(
        [{"name": cookie("session", at=site.address), "value": key, "url": site.address, "httpOnly": True}]
    )
