"""Who can stand before the site: everybody from a stranger to the owner, each with a browser of their own.

An installation is of one clinic, so somebody of another clinic comes with the session of another installation: here a
whole one of the staff's, with their second factor, written under another secret.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.apps import apps
from django.core.cache import cache
from django.db import transaction
from django.db.models import QuerySet
from django.http import SimpleCookie
from django.test import Client, override_settings

from fortnight.web.accounts.actions import begin, start_treatment
from fortnight.web.accounts.entrance import COOKIE
from fortnight.web.accounts.models import Person, User
from fortnight.web.accounts.queries import clinic
from tests.web.conftest import TODAY
from tests.web.staff import one_of_staff, signed_in, with_factor


def plan_of(email: str = "") -> tuple[Person, Client]:
    """Somebody with a plan of their own and their browser: a visitor, or a client who has signed in."""
    user = User.objects.create_user(email) if email else None
    person, secret = begin(clinic=clinic(), zone="UTC", language="en", country="", user=user)
    start_treatment(person, date=TODAY, setting="clinic", needle_mm=None)
    browser = signed_in(user, showed_factor=False) if user else Client()
    if secret:
        browser.cookies[COOKIE] = secret
    return person, browser


def _colleague(*, factor: bool = True, is_staff: bool = False) -> User:
    user = User.objects.create_user(f"{secrets.token_hex(4)}@example.org", role="owner", is_staff=is_staff)
    return with_factor(user) if factor else user


def nurse_of_another_clinic() -> Client:
    """A browser with a session of the staff of another installation, on a number that is the owner's here."""
    with override_settings(SECRET_KEY=secrets.token_hex(32), SECRET_KEY_FALLBACKS=[]):
        return one_of_staff("owner", "Nurse Elsewhere")[1]


OUTSIDERS: dict[str, Callable[[], Client]] = {
    "a stranger": Client,
    "another visitor": lambda: plan_of()[1],
    "another client": lambda: plan_of("otto@example.org")[1],
    "a nurse of another clinic": nurse_of_another_clinic,
    "staff without a second factor": lambda: signed_in(_colleague(is_staff=True, factor=False)),
    "staff who did not show their factor": lambda: signed_in(_colleague(is_staff=True), showed_factor=False),
    "somebody who was staff": lambda: signed_in(_colleague()),
}
"""Who may see nothing that is a person's, and nothing of the desk."""

STAFF: dict[str, Callable[[], Client]] = {
    "an advisor": lambda: one_of_staff("advisor")[1],
    "a lead": lambda: one_of_staff("lead")[1],
    "the owner": lambda: one_of_staff("owner")[1],
}
"""Who works at the desk."""

EVERYBODY: dict[str, Callable[[], Client]] = {**OUTSIDERS, **STAFF}


def count_rows(*, but: frozenset[str] = frozenset()) -> dict[str, int]:
    """How many rows of each model there are, but for those models."""
    return {model.__name__: QuerySet(model).count() for model in apps.get_models() if model.__name__ not in but}


@contextmanager
def taken_back(what: object, *browsers: Client) -> Iterator[None]:
    """Whatever is done within leaves nothing behind, neither rows nor cookies nor counts; what fails names `what`."""
    cache.clear()
    cookies = [browser.cookies.output(header="").replace("\r\n", ";") for browser in browsers]
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    except Exception as error:
        error.add_note(f"at {what}")
        raise
    finally:
        for browser, before in zip(browsers, cookies, strict=True):
            browser.cookies = SimpleCookie(before)
