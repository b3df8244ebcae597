"""Who asks in the tests: a visitor on day 3 with their browser, and somebody else with theirs."""

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import translation

from fortnight.web.accounts.actions import begin, start_treatment
from fortnight.web.accounts.entrance import COOKIE
from fortnight.web.accounts.models import Person, User
from fortnight.web.accounts.queries import clinic
from fortnight.web.catalogue import choosing
from fortnight.web.shell import look
from tests.installed import of_this_run
from tests.web.tables import made_once

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The tables are made once for all workers of a run."""
    with made_once(of_this_run(tmp_path_factory)):
        yield


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon on 23 November 2026, in UTC, for every entrance."""
    moment = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
    monkeypatch.setattr("fortnight.web.accounts.entrance.timezone.now", lambda: moment)


@pytest.fixture(autouse=True)
def _no_memory_of_another_clinic() -> None:
    """How the clinic looks, and what it sells, is remembered in the process; each test has a clinic of its own."""
    look.forget()
    choosing.forget()


@pytest.fixture(autouse=True)
def _nothing_counted_of_another_test(request: pytest.FixtureRequest) -> None:
    """What was sent before counts against nobody; on PostgreSQL counts are rows, of tests that use the database."""
    if connection.vendor == "sqlite":
        cache.clear()
    elif not {"db", "transactional_db"}.isdisjoint(request.fixturenames):
        request.getfixturevalue("transactional_db" if "transactional_db" in request.fixturenames else "db")
        cache.clear()


@pytest.fixture(autouse=True)
def _no_language_of_another_request() -> None:
    """A request leaves its language in the thread; each test begins with the site's own."""
    translation.deactivate()


@pytest.fixture
def visitor_on(db: None) -> Callable[..., tuple[Person, Client]]:
    """Make a visitor on a day of their fortnight (base 1), and the browser that holds their secret."""

    def make(day: int = 3, *, needle_mm: str | None = "1.0", user: User | None = None) -> tuple[Person, Client]:
        person, secret = begin(clinic=clinic(), zone="UTC", language="en", country="", user=user)
        date = TODAY - dt.timedelta(days=day - 1)
        start_treatment(person, date=date, setting="clinic", needle_mm=Decimal(needle_mm) if needle_mm else None)
        browser = Client()
        if secret:
            browser.cookies[COOKIE] = secret
        if user:
            browser.force_login(user, backend="fortnight.web.accounts.backend.Backend")
        return person, browser

    return make


@pytest.fixture
def visitor(visitor_on: Callable[..., tuple[Person, Client]]) -> tuple[Person, Client]:
    """A visitor on day 3, and their browser."""
    return visitor_on(3)


@pytest.fixture
def stranger(visitor_on: Callable[..., tuple[Person, Client]]) -> tuple[Person, Client]:
    """Somebody else with a plan of their own."""
    return visitor_on(3)
