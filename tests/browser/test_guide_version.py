"""Journey: an owner changes the clinic's guide, sees whose answers would change, publishes; who begins goes by it.

The site is one of its own: a version that is published holds for whoever begins there afterwards.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Quiet
from tests.browser.device import ask, begin, post, sideways
from tests.browser.server import Server
from tests.browser.site import Site
from tests.browser.staff import sign_in
from tests.browser.test_every_page import RULES, violations
from tests.installed import shared

# One process for them all: the site is started once.
pytestmark = pytest.mark.xdist_group("guide")
Device = Callable[..., BrowserContext]
OIL = "Aqua, Glycerin, Retinol"
REASON = "Ours is plain and without perfume."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A clinic of its own."""
    with Site(tmp_path_factory.mktemp("clinic"), shared(tmp_path_factory)) as server:
        yield server


@pytest.fixture
def desk(new_context: Device, site: Server) -> Page:
    """The desk of the owner."""
    context = new_context(viewport={"width": 1280, "height": 900})
    sign_in(context, site)
    return context.new_page()


def shelf_with(page: Page, label: str, name: str, kind: str = "") -> str:
    """Put a product on somebody's shelf; the path of its answer."""
    answer = ask(page.context, label, name=name, kind=kind)
    post(page.context, answer.replace("/may/", "/shelf/"), way="put/", name=name)
    return answer


def change(desk: Page, rule: str, **days: str) -> None:
    desk.goto(f"/desk/guide/rule/{rule}/")
    for name, day in days.items():
        desk.locator(f"[name={name}]").select_option(day)
    desk.get_by_role("button", name="Save in the draft").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("The clinic’s guide")


def test_a_window_is_changed_published_and_moved_to_and_a_milder_one_is_signed(
    person: Page, desk: Page, new_context: Device, quiet: Quiet
) -> None:
    old = shelf_with(person, OIL, "Night oil")
    post(person.context, "/me/about/", name="Iris")

    change(desk, "retinoid-returns", refuse_last="8", careful_first="9")
    expect(desk.locator("#retinoid-returns")).to_contain_text("stricter")
    desk.get_by_role("link", name="See the difference").click()
    expect(desk.locator("#retinoid-returns")).to_contain_text("Do not use on days 1 to 8; with care on days 9 to 14")
    desk.get_by_role("link", name="Whose answers would change?").click()
    expect(desk.get_by_text("Product answers that would change: 1, for 1 person.")).to_be_visible()
    desk.get_by_text("Iris", exact=False).first.click()
    expect(desk.get_by_role("img", name="Days 1 to 8: do not use. Days 9 to 14: with care.")).to_be_visible()
    desk.get_by_role("link", name="Publish", exact=True).last.click()
    desk.get_by_label("What is new").fill("Retinol from day 9")
    desk.get_by_role("button", name="Publish version 1").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Version 1")

    newcomer = new_context().new_page()
    begin(newcomer.context)
    newcomer.goto(ask(newcomer.context, OIL, name="Night oil"))
    expect(newcomer.get_by_role("heading", level=1)).to_contain_text("day 9")
    expect(newcomer.get_by_text("Fortnight protocol, version 1").first).to_be_visible()
    person.goto(old)
    expect(person.get_by_role("heading", level=1)).to_contain_text("day 7")

    desk.get_by_role("link", name="Move people to this version").click()
    expect(desk.get_by_text("1 answer would change")).to_be_visible()
    desk.get_by_role("button", name="Move this person").click()
    expect(desk.get_by_text("1 person is now on version 1 and has been told.")).to_be_visible()
    person.goto("/today/")
    person.get_by_text("2 things have changed").click()
    for line in person.locator("details.waits details.waits > summary").all():
        line.click()
    expect(person.get_by_role("heading", name="Your clinic has changed its guide")).to_be_visible()
    expect(person.get_by_role("heading", name="The answer for Night oil has changed")).to_be_visible()
    person.goto(old)
    expect(person.get_by_role("heading", level=1)).to_contain_text("day 9")

    quiet.allow("400 (Bad Request)")
    change(desk, "kind-eye-cream", refuse_last="2")
    expect(desk.locator("#kind-eye-cream")).to_contain_text("milder: needs a signature")
    desk.goto("/desk/guide/publish/")
    desk.get_by_label("What is new").fill("Eye cream earlier")
    desk.get_by_role("button", name="Publish version 2").click()
    expect(desk.get_by_text("Enter your full name: this version is milder than the published guide.")).to_be_visible()
    expect(desk.get_by_label("What is new")).to_have_value("Eye cream earlier")
    desk.get_by_label("Why your clinic allows it").fill(REASON)
    desk.get_by_label("Your full name, as you sign").fill("Noor")
    desk.get_by_role("button", name="Publish version 2").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Version 2")

    third = new_context().new_page()
    begin(third.context)
    third.goto(ask(third.context, "Aqua, Glycerin", name="House eye cream", kind="eye_cream"))
    expect(third.get_by_role("heading", level=1)).to_contain_text("Yes, today.")
    signed = f"Your clinic allows this from day 3 (signed by Noor). The published guide says day 5. Reason: {REASON}"
    expect(third.get_by_text(signed)).to_be_visible()
    third.goto("/plan/#layers")
    expect(third.get_by_text(signed)).to_be_visible()


def test_the_pages_of_the_guide_are_for_everybody_at_every_size(desk: Page) -> None:
    wrong = []
    rule = "/desk/guide/rule/retinoid-returns/"
    for path in ("", "own/", "difference/", "whose/", "publish/", "versions/", "upload/"):
        desk.goto(f"/desk/guide/{path}")
        wrong += _wrong(desk)
    desk.goto(rule)
    wrong += _wrong(desk)
    assert not wrong, "\n".join(wrong)


def _wrong(desk: Page) -> list[str]:
    wrong = []
    for width in (320, 1280):
        desk.set_viewport_size({"width": width, "height": 900})
        wrong += [f"{desk.url} {width}: {violation}" for violation in violations(desk, RULES)]
        if sideways(desk) > 0:
            wrong.append(f"{desk.url} {width}: {sideways(desk)} px sideways")
    return wrong
