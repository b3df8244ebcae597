"""The clinic's guide in the tests: an owner at the desk, and versions with a change or two."""

from html.parser import HTMLParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client
from typing_extensions import override

from fortnight.guide.changes import read_changes
from fortnight.web.accounts.models import GuideVersion, User
from fortnight.web.accounts.queries import clinic
from fortnight.web.guides import actions
from fortnight.web.guides.queries import drafted
from tests.web.staff import signed_in
from tests.web.test_may import words_of

LATER = '[[window]]\nid = "retinoid-returns"\nrefuse = [1, 8]\ncareful = [9, 14]\n'
EARLIER = '[[window]]\nid = "kind-eye-cream"\nrefuse = [1, 2]\ncareful = []\n'
REASON = "Our eye cream is plain."


def owner(name: str = "Imani Osei", email: str = "imani@example.org") -> User:
    """Somebody of the staff with a second factor."""
    user = User.objects.create_user(email, name=name, is_staff=True, role="owner")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return user


def at_the_desk(user: User) -> Client:
    """Their browser."""
    return signed_in(user)


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


def text(browser: Client, path: str) -> str:
    """The words of a page."""
    return words_of(browser.get(path).content.decode())


class _Form(HTMLParser):
    """The values of the form of a page, as a browser would send them if nothing were changed."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}
        self._area = self._select = ""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        name, value = attributes.get("name") or "", attributes.get("value") or ""
        if tag == "input" and name not in self.values:
            self.values[name] = value
        elif tag == "textarea":
            self._area, self.values[name] = name, ""
        elif tag == "select":
            self._select, self.values[name] = name, ""
        elif tag == "option" and "selected" in attributes:
            self.values[self._select] = value

    @override
    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""


def form_of(browser: Client, path: str) -> dict[str, Any]:
    """What the form of a page would send if nothing were changed."""
    return values_in(browser.get(path).content.decode())


def values_in(page: str) -> dict[str, Any]:
    form = _Form()
    form.feed(page)
    return form.values


def send(browser: Client, path: str, **changed: Any) -> Any:
    return browser.post(path, {**form_of(browser, path), **changed})
