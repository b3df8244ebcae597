"""The clinic's guide in the tests: an owner at the desk, and versions with a change or two."""

from allauth.mfa.models import Authenticator
from django.test import Client

from fortnight.guide.changes import read_changes
from fortnight.web.accounts.models import GuideVersion, User
from fortnight.web.accounts.queries import clinic
from fortnight.web.guides import actions
from fortnight.web.guides.queries import drafted

LATER = '[[window]]\nid = "retinoid-returns"\nrefuse = [1, 8]\ncareful = [9, 14]\n'
EARLIER = '[[window]]\nid = "kind-eye-cream"\nrefuse = [1, 2]\ncareful = []\n'
REASON = "Our eye cream is plain."


def owner(name: str = "Imani Osei", email: str = "imani@example.org") -> User:
    """Somebody of the staff with a second factor."""
    user = User.objects.create_user(email, name=name, is_staff=True)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return user


def at_the_desk(user: User) -> Client:
    """Their browser."""
    browser = Client()
    browser.force_login(user, backend="fortnight.web.accounts.backend.Backend")
    return browser


def draft_with(user: User, changes: str) -> int:
    """Let the draft hold some changes; its revision."""
    house = clinic()
    actions.take_in(house, revision=drafted(house).revision, by=user, changes=read_changes(changes, "test"))
    return drafted(house).revision


def version_with(user: User, changes: str) -> GuideVersion:
    """Publish a version with some changes, signed where it has to be."""
    revision = draft_with(user, changes)
    ids = {change.id for change in drafted(clinic()).changes}
    reasons = dict.fromkeys(ids, REASON)
    return actions.publish(clinic(), revision=revision, by=user, note="Ours", name=user.name, reasons=reasons)
