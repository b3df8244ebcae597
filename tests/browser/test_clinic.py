"""A clinic of its own: its owner sets it, its client sees it, a missed promise is told, who has looked is read.

This site is not the one of the other journeys: its name, its colours and its hours change under whoever is on it.
"""

import time
from collections.abc import Callable, Iterator
from email.message import Message as Mail
from typing import Any, Literal

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Takes
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from typing_extensions import override

from tests.browser.conftest import PAGE_TIMEOUT, PHONE, Quiet
from tests.browser.device import begin, sideways
from tests.browser.server import PATIENCE, Server, free_port
from tests.browser.site import Site
from tests.browser.staff import sign_in
from tests.browser.test_every_page import RULES, violations
from tests.installed import shared

# One process for them all: the site is started once.
pytestmark = pytest.mark.xdist_group("clinic")
QUESTION = "May I use my retinol on day 7?"
PAGES = ("", "house/", "look/", "hours/", "plans/", "team/", "figures/?days=28", "access/", "changes/")
SIZES: tuple[tuple[Literal["light", "dark"], int], ...] = (("light", 320), ("dark", 1280))
# The question was asked four days ago, and its promise ended three days ago. Then the clock of the house comes by.
_TIME_GOES_BY = """
import datetime as dt
from django.utils import timezone
from fortnight.web.chat.models import Conversation
from fortnight.web.clinic import unattended
now = timezone.now()
Conversation.objects.update(asked=now - dt.timedelta(days=4), due=now - dt.timedelta(days=3))
print(unattended.tell())
"""


class Post(Takes):
    """A mail server that keeps what comes."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[Mail] = []

    @override
    def handle_message(self, message: Mail) -> None:
        """Keep a letter."""
        self.kept.append(message)


@pytest.fixture(scope="module")
def post() -> Iterator[tuple[Post, int]]:
    """A real mail server, and its port."""
    box = Post()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    yield box, server.port
    server.stop()


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory, post: tuple[Post, int]) -> Iterator[Server]:
    """The site of one clinic, which sends its e-mail."""
    folder = tmp_path_factory.mktemp("clinic")
    with Site(folder, shared(tmp_path_factory), FORTNIGHT_SMTP=f"smtp://127.0.0.1:{post[1]}") as server:
        yield server


@pytest.fixture
def on(clinic: Server, browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make a device that looks at this clinic; what goes wrong on its pages fails the test."""
    heard, contexts = Quiet(clinic.address.removeprefix("http://")), []

    def make(**options: Any) -> BrowserContext:
        settings = {"base_url": clinic.address, "viewport": PHONE, "locale": "en-GB"}
        context = browser.new_context(**settings | {"reduced_motion": "reduce"} | options)
        heard.listen(context)
        context.set_default_timeout(PAGE_TIMEOUT)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert not heard.left(), "\n".join(heard.left())


def said(page: Page) -> Locator:
    """The question as it stands in the conversation."""
    return page.get_by_role("log").locator(".body").get_by_text(QUESTION, exact=True)


def sent(letters: list[Mail], words: str) -> list[Mail]:
    """The letters whose subject holds these words."""
    return [letter for letter in letters if words in str(letter["Subject"])]


def ground_of(page: Page) -> str:
    """The colour of the first filled button."""
    colour: str = page.locator("main .btn:not(.ghost)").first.evaluate("one => getComputedStyle(one).backgroundColor")
    return colour


def test_the_owner_sets_the_clinic_and_a_missed_promise_is_told(
    clinic: Server, post: tuple[Post, int], on: Callable[..., BrowserContext]
) -> None:
    owner = on(viewport={"width": 1280, "height": 900})
    sign_in(owner, clinic, "Ada", "owner")
    desk = owner.new_page()
    desk.goto("/desk/clinic/house/")
    desk.get_by_label("Name", exact=True).fill("Linden House")
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("Saved. You can undo this")).to_be_visible()

    desk.goto("/desk/clinic/look/")
    desk.get_by_label("On light paper").fill("#ffe000")
    expect(desk.get_by_text("It is too close to the background")).to_be_visible()
    desk.get_by_label("On light paper").fill("#2f5d8a")
    expect(desk.get_by_text("This colour is easy to read.")).to_have_count(2)
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("Saved. You can undo this")).to_be_visible()

    desk.goto("/desk/clinic/hours/")
    desk.get_by_label("Monday").fill("nine to five")
    expect(desk.get_by_text("is not a time range")).to_be_visible()
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        desk.get_by_label(day).fill("00:00-24:00")
    expect(desk.get_by_text("is not a time range")).to_be_hidden()
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("Saved. You can undo this")).to_be_visible()

    client = on()
    begin(client)
    phone = client.new_page()
    phone.goto("/today/")
    expect(phone.locator(".brand")).to_contain_text("Linden House")
    assert ground_of(phone) == "rgb(47, 93, 138)"
    phone.goto("/advisor/")
    phone.locator("[name=body]").last.fill(QUESTION)
    phone.get_by_role("button", name="Send", exact=True).click()
    expect(said(phone)).to_be_visible()
    expect(phone.get_by_text("You’ll get an answer by")).to_be_visible()

    clinic.manage("shell", "--no-imports", "-c", _TIME_GOES_BY)
    letters = sent(post[0].kept, "longer than promised")
    assert [letter["To"] for letter in letters] == ["ada@example.org"]
    content = letters[0].get_payload(decode=True)
    assert isinstance(content, bytes)
    assert QUESTION.encode() not in content
    path = content.decode().split(clinic.address)[1].split()[0]
    desk.goto(path)
    expect(said(desk)).to_be_visible()

    phone.goto("/me/")
    phone.get_by_role("link", name="Who has opened your data").click()
    expect(phone.get_by_text("Ada at Linden House opened your conversation")).to_be_visible()


def test_the_pages_of_the_clinic_are_for_everybody_at_every_size(
    clinic: Server, on: Callable[..., BrowserContext]
) -> None:
    owner = on()
    sign_in(owner, clinic, "Ada", "owner")
    page = owner.new_page()
    wrong = []
    for path in PAGES:
        page.goto(f"/desk/clinic/{path}")
        for scheme, width in SIZES:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            wrong += [f"{path} {scheme}: {violation}" for violation in violations(page, RULES)]
            if sideways(page) > 0:
                wrong.append(f"{path} {width}: {sideways(page)} px sideways")
    assert not wrong, "\n".join(wrong)


def test_a_new_colleague_is_invited_and_shut_out_again(
    clinic: Server, post: tuple[Post, int], on: Callable[..., BrowserContext]
) -> None:
    owner = on()
    sign_in(owner, clinic, "Ada", "owner")
    page = owner.new_page()
    page.goto("/desk/clinic/team/")
    page.get_by_label("Email address").fill("remy@example.org")
    page.get_by_label("The name clients see").fill("Remy")
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_text("remy@example.org has been added to the team")).to_be_visible()
    expect(page.get_by_text("The only owner. To change this")).to_be_visible()
    colleague = on()
    sign_in(colleague, clinic, "Remy", "advisor")
    other = colleague.new_page()
    other.goto("/desk/")
    expect(other.get_by_role("heading", name="Desk", exact=True)).to_be_visible()
    page.get_by_role("button", name="Remove from the team").click()
    expect(page.get_by_text("has been removed from the team")).to_be_visible()
    other.goto("/desk/")
    expect(other).to_have_url(f"{clinic.address}/accounts/login/?next=/desk/")
    until = time.monotonic() + PATIENCE
    while not sent(post[0].kept, "on the team") and time.monotonic() < until:
        page.wait_for_timeout(20)
    assert [letter["To"] for letter in sent(post[0].kept, "on the team")] == ["remy@example.org"]
