"""What the journeys run on: the real site, one Chromium for all of them, a fresh context for each.

Whatever a page says on the console as an error, each script error and each request to another host fails the test at
its end. A test that provokes an error on purpose says so with `quiet.allow(...)`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

from tests.browser.account import signing_in
from tests.browser.device import begin
from tests.browser.server import Server, chromium, headless
from tests.browser.site import Site, shared
from tests.mail_server import MailServer
from tests.product_service import ProductService

FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
)
_NO_NIGHT = (
    "from fortnight.web.accounts.queries import clinic; from fortnight.web.accounts.models import Clinic\n"
    "Clinic.objects.filter(pk=clinic().pk).update(away_on=False)"
)
# How long a page may take before it counts as broken, in milliseconds: a busy machine is no fault of the page.
PAGE_TIMEOUT = 60_000
expect.set_options(timeout=PAGE_TIMEOUT)
PHONE = {"width": 390, "height": 844}


@dataclass
class Quiet:
    """What went wrong in the pages of a test, and what was expected to."""

    host: str
    wrong: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def allow(self, *parts: str) -> None:
        """Expect messages that hold one of these parts."""
        self.allowed += parts

    def console(self, message: ConsoleMessage) -> None:
        """Note an error on a console."""
        if message.type == "error":
            self.wrong.append(f"console: {message.text} ({message.location.get('url')})")

    def request(self, request: Request) -> None:
        """Note a request that leaves the house."""
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self.host:
            self.wrong.append(f"a request to another host: {request.url}")

    def listen(self, context: BrowserContext) -> None:
        """Hear everything that happens in a context."""
        context.on("console", self.console)
        context.on("weberror", lambda error: self.wrong.append(f"script: {error.error}"))
        context.on("request", self.request)

    def left(self) -> list[str]:
        """What nobody expected."""
        return [wrong for wrong in self.wrong if not any(part in wrong for part in self.allowed)]

    def taken(self) -> list[str]:
        """What nobody expected, once: it is forgotten, for who is listened to by several tests."""
        left = self.left()
        self.wrong.clear()
        return left


@pytest.fixture(scope="session")
def post_office() -> Iterator[MailServer]:
    """The mail server that the site hands its e-mail to."""
    with MailServer() as server:
        yield server


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, post_office: MailServer) -> Iterator[Server]:
    """The site, one for each process of the tests, with a service to ask for barcodes and a mail server."""
    folder = tmp_path_factory.mktemp("site")
    mail = {"FORTNIGHT_SMTP": post_office.address, "FORTNIGHT_MAIL_REPLY": "reply@clinic.example"}
    run = shared(tmp_path_factory)
    with ProductService() as service, Site(folder, run, FORTNIGHT_PRODUCT_SERVICE=service.address, **mail) as server:
        # The tests run at every hour: what is told to who writes at night has its own.
        server.manage("shell", "--no-imports", "-c", _NO_NIGHT)
        yield server


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What starts browsers."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for the session."""
    browser = playwright.chromium.launch(executable_path=headless(), args=list(FLAGS))
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def windows(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium that has windows, for what its shell lacks: notifications, and sending when no page is open."""
    browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
    yield browser
    browser.close()


@pytest.fixture
def quiet(site: Server) -> Iterator[Quiet]:
    """What is heard in a test; unexpected words fail it."""
    heard = Quiet(urlsplit(site.address).netloc)
    yield heard
    assert not heard.left(), "a page went wrong:\n" + "\n".join(heard.left())


@pytest.fixture
def device_options(site: Server) -> dict[str, Any]:
    """What each device of a test is made with."""
    phone = {"base_url": site.address, "viewport": PHONE, "locale": "en-GB", "timezone_id": "UTC"}
    return phone | {"reduced_motion": "reduce"}


@pytest.fixture
def no_worker(device_options: dict[str, Any]) -> None:
    """No service worker on any device of a test: it may carry a request past a `route` that was to hold it up."""
    device_options["service_workers"] = "block"


@pytest.fixture
def new_context(
    browser: Browser, quiet: Quiet, device_options: dict[str, Any]
) -> Iterator[Callable[..., BrowserContext]]:
    """Make a fresh device: a context of a phone, with what else is asked for."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**device_options | options)
        context.set_default_timeout(PAGE_TIMEOUT)
        quiet.listen(context)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A phone."""
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page on a phone."""
    return context.new_page()


@pytest.fixture
def person(page: Page) -> Page:
    """A page of somebody on day 3."""
    begin(page.context)
    return page


@pytest.fixture(scope="session")
def sign_in(site: Server) -> Callable[[BrowserContext], None]:
    """What signs a device in as somebody new."""
    return signing_in(site)


@pytest.fixture
def member(page: Page, sign_in: Callable[[BrowserContext], None]) -> Page:
    """A page of somebody on day 3 with an account."""
    sign_in(page.context)
    begin(page.context)
    return page
