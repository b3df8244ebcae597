"""A journey of three: two advisors and a client at once. They see each other write; the inbox lives; keys do it all."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Quiet
from tests.browser.device import begin, sideways
from tests.browser.server import Server
from tests.browser.staff import sign_in
from tests.browser.test_desk import said, say
from tests.browser.test_every_page import LARGE, RULES, SMALL, violations

Device = Callable[..., BrowserContext]
LIVE = 60_000
GONE = 90_000


@pytest.fixture
def advisor(new_context: Device, site: Server) -> Callable[[str], Page]:
    """Make the browser of an advisor."""

    def make(name: str) -> Page:
        context = new_context(viewport=LARGE)
        sign_in(context, site, name)
        return context.new_page()

    return make


def line(desk: Page, words: str) -> Locator:
    """The line of the inbox that shows some words."""
    return desk.locator("[data-line]").filter(has_text=words)


def ask_as_client(person: Page, words: str) -> None:
    person.goto("/advisor/")
    say(person, words)
    expect(said(person, words)).to_be_visible()


def open_line(desk: Page, words: str) -> None:
    desk.goto("/desk/?box=due")
    line(desk, words).locator("[data-open]").click()
    expect(said(desk, words)).to_be_visible()


def test_three_see_each_other_write_and_the_hints_go_by_themselves(
    person: Page, advisor: Callable[[str], Page]
) -> None:
    ask_as_client(person, "Who is there today?")
    noor, sam = advisor("Noor"), advisor("Sam")
    for page in (noor, sam):
        open_line(page, "Who is there today?")
    expect(noor.locator("[data-hinted]")).to_contain_text("Sam is looking at this", timeout=GONE)
    sam.locator("#body").press_sequentially("I am")
    expect(noor.locator("[data-hinted]")).to_contain_text("Sam is writing an answer", timeout=LIVE)
    expect(person.locator("[data-hinted]")).to_have_text("Sam is writing", timeout=LIVE)
    person.locator("#body").press_sequentially("Hello")
    for page in (noor, sam):
        expect(page.locator("[data-hinted]")).to_contain_text("The client is writing", timeout=LIVE)
    sam.keyboard.press("Escape")
    sam.keyboard.press("n")
    sam.locator("#note").press_sequentially("Between us")
    expect(noor.locator("[data-hinted]")).to_contain_text("Sam is writing a note", timeout=LIVE)
    expect(person.locator("[data-hinted]")).to_have_text("", timeout=GONE)
    sam.get_by_role("button", name="Save note").click()
    expect(noor.locator(".message.note")).to_contain_text("Between us", timeout=LIVE)
    sam.close()
    expect(noor.locator("[data-hinted]")).not_to_contain_text("Sam", timeout=GONE)
    expect(person.locator("body")).not_to_contain_text("Between us")
    person.reload()
    expect(person.locator("body")).not_to_contain_text("Between us")


def test_the_inbox_lives_and_leaves_the_focus_where_it_is(
    person: Page, advisor: Callable[[str], Page], new_context: Device
) -> None:
    ask_as_client(person, "First of two questions")
    desk = advisor("Noor")
    desk.goto("/desk/?box=free")
    link = line(desk, "First of two questions").locator("[data-open]")
    link.focus()
    key = link.get_attribute("href")
    other = new_context().new_page()
    begin(other.context)
    ask_as_client(other, "Second of two questions")
    expect(line(desk, "Second of two questions")).to_be_visible(timeout=LIVE)
    assert desk.evaluate("document.activeElement.getAttribute('href')") == key
    say(person, "And a third thing")
    expect(line(desk, "And a third thing")).to_be_visible(timeout=LIVE)
    assert desk.evaluate("document.activeElement.getAttribute('href')") == key


def test_keys_alone_lead_from_the_search_to_a_closed_conversation(
    person: Page, advisor: Callable[[str], Page], quiet: Quiet
) -> None:
    quiet.allow("409 (Conflict)")
    ask_as_client(person, "Is quillwort all right on day three?")
    desk = advisor("Noor")
    keys = desk.keyboard
    desk.goto("/desk/")
    keys.press("?")
    expect(desk.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    keys.press("j")
    keys.press("Escape")
    expect(desk.get_by_role("dialog", name="Keyboard shortcuts")).to_be_hidden()
    keys.press("/")
    expect(desk.get_by_role("searchbox")).to_be_focused()
    keys.type("quillwort jar")
    expect(desk.get_by_role("searchbox")).to_have_value("quillwort jar")
    for _ in range(4):
        keys.press("Backspace")
    keys.press("Enter")
    expect(desk.locator(".snippet mark")).to_have_text("quillwort")
    # The words are there before the script that hears the keys.
    desk.wait_for_load_state()
    keys.press("j")
    keys.press("k")
    expect(line(desk, "quillwort").locator("[data-open]")).to_be_focused()
    keys.press("a")
    expect(line(desk, "quillwort").locator(".when")).to_contain_text("mine", timeout=LIVE)
    keys.press("e")
    expect(desk.get_by_role("dialog")).to_be_visible()
    keys.press("Enter")
    expect(desk.get_by_role("dialog").get_by_role("alert")).to_contain_text("There is a question waiting")
    keys.press("Escape")
    expect(line(desk, "quillwort").locator("[data-open]")).to_be_focused()
    keys.press("Enter")
    expect(said(desk, "Is quillwort all right on day three?")).to_be_visible()
    desk.wait_for_load_state()
    keys.press("r")
    expect(desk.locator("#body")).to_be_focused()
    keys.type("Rather not: e, s and r are letters here.")
    keys.press("Control+Enter")
    expect(said(person, "Rather not: e, s and r are letters here.")).to_be_visible(timeout=LIVE)
    keys.press("Escape")
    keys.press("e")
    keys.press("Enter")
    expect(desk).to_have_url("/desk/")
    expect(person.locator("[data-closed]")).to_be_visible(timeout=LIVE)
    say(person, "One more thing")
    expect(line(desk, "One more thing")).to_contain_text("opened again", timeout=LIVE)


def test_single_keys_can_be_switched_off(person: Page, advisor: Callable[[str], Page]) -> None:
    ask_as_client(person, "Where do I park on Friday?")
    desk = advisor("Noor")
    desk.goto("/desk/")
    desk.get_by_role("button", name="Keyboard shortcuts").click()
    desk.get_by_label("Use single-key shortcuts on this device").uncheck()
    desk.get_by_role("button", name="Close", exact=True).click()
    desk.keyboard.press("/")
    expect(desk.get_by_role("searchbox")).not_to_be_focused()


def test_an_answer_and_a_snippet_are_put_in_without_leaving_the_page(
    person: Page, advisor: Callable[[str], Page]
) -> None:
    ask_as_client(person, "And the jar from the market?")
    desk = advisor("Noor")
    desk.goto("/desk/snippets/")
    if not desk.get_by_text("/tight").count():
        desk.get_by_label("Title").fill("Tight skin")
        desk.get_by_label("Short name").fill("tight")
        desk.get_by_label("Text").fill("On day {day} that is what most people feel.")
        desk.get_by_role("button", name="Save").click()
    open_line(desk, "And the jar from the market?")
    desk.locator("#body").press_sequentially("Dear you. /tight ")
    expect(desk.locator("#body")).to_have_value("Dear you. On day 3 that is what most people feel.")
    desk.keyboard.press("Escape")
    desk.keyboard.press("i")
    desk.keyboard.type("Aqua, Glycerin, Retinol")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("group", name="What was found")).to_contain_text("Not today. From")
    desk.get_by_role("button", name="Add to the message").click()
    expect(desk.locator("[data-along]")).to_contain_text("Attached:")
    desk.get_by_role("button", name="Send", exact=True).click()
    expect(person.get_by_role("log")).to_contain_text("Not today. From", timeout=LIVE)
    expect(desk.locator("[data-along]")).to_have_count(0)
    expect(said(person, "Dear you. On day 3 that is what most people feel.")).to_be_visible()


@pytest.mark.usefixtures("no_worker")
def test_a_refused_answer_keeps_its_words_and_shows_the_news_above(
    person: Page, advisor: Callable[[str], Page], quiet: Quiet
) -> None:
    quiet.allow("409 (Conflict)", "ERR_FAILED")
    ask_as_client(person, "Who answers me?")
    noor, sam = advisor("Noor"), advisor("Sam")
    for page in (noor, sam):
        open_line(page, "Who answers me?")
    # The page of the one hears nothing for a moment, while the other answers.
    noor.route("**/since/**", lambda route: route.abort())
    say(sam, "I do.")
    expect(said(sam, "I do.")).to_be_visible()
    noor.locator("#body").fill("Me!")
    noor.unroute("**/since/**")
    noor.evaluate("document.querySelector('[data-messages]').dataset.same = 'page'")
    noor.get_by_role("button", name="Send", exact=True).click()
    expect(noor.get_by_text("There is a new message.")).to_be_visible()
    expect(noor.locator("#body")).to_have_value("Me!")
    expect(noor.locator("#body")).to_be_focused()
    expect(said(noor, "I do.")).to_be_visible()
    expect(noor.locator("[data-messages]")).to_have_attribute("data-same", "page")
    noor.keyboard.press("Control+Enter")
    expect(said(person, "Me!")).to_be_visible(timeout=LIVE)
    expect(noor.get_by_text("There is a new message.")).to_be_hidden()


def test_the_desk_is_for_everybody_at_every_size(person: Page, advisor: Callable[[str], Page]) -> None:
    ask_as_client(person, "A question for everybody")
    desk = advisor("Noor")
    open_line(desk, "A question for everybody")
    wrong = []
    for path in (desk.url, "/desk/", "/desk/?q=question", "/desk/snippets/"):
        desk.goto(path)
        for scheme, size in (("light", SMALL), ("dark", LARGE)):
            desk.set_viewport_size(size)
            desk.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            for part in desk.locator("main details").all():
                part.evaluate("one => { one.open = true }")
            wrong += [f"{path} {scheme}: {violation}" for violation in violations(desk, RULES)]
            if sideways(desk) > 0:
                wrong.append(f"{path} {size}: {sideways(desk)} px sideways")
    assert not wrong, "\n".join(wrong)


def test_without_a_script_everything_is_done_by_forms(person: Page, new_context: Device, site: Server) -> None:
    ask_as_client(person, "Without any script")
    context = new_context(java_script_enabled=False, viewport=LARGE)
    sign_in(context, site, "Noor")
    desk = context.new_page()
    desk.goto("/desk/?q=script")
    desk.get_by_role("link", name="Client without a name").first.click()
    desk.locator("#body").fill("By hand")
    desk.get_by_text("Insert an answer", exact=True).click()
    desk.locator("#look").fill("sauna")
    desk.get_by_role("button", name="Look it up").click()
    expect(desk.locator("#body")).to_have_value("By hand")
    desk.get_by_role("button", name="Add to the message").click()
    desk.get_by_role("button", name="Send", exact=True).click()
    expect(said(desk, "By hand")).to_be_visible()
    expect(desk.get_by_role("log")).to_contain_text("Sauna")
    desk.get_by_text("Note for colleagues", exact=True).click()
    desk.locator("#note").fill("A note by hand")
    desk.get_by_role("button", name="Save note").click()
    expect(desk.locator(".message.note")).to_contain_text("A note by hand")
    desk.locator("[data-tool=close] summary").click()
    desk.get_by_role("button", name="Close it").click()
    expect(desk).to_have_url("/desk/")
