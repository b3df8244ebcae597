"""Journeys of two: somebody asks from their phone, an advisor answers at the desk, live, and after both were away."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.conftest import Quiet
from tests.browser.device import OFFLINE, ask, follow
from tests.browser.server import Server
from tests.browser.staff import sign_in

Device = Callable[..., BrowserContext]
QUESTION = "May I use this very serum on day 7?"
LIVE = 60_000


@pytest.fixture
def desk(new_context: Device, site: Server) -> Page:
    """The desk of an advisor."""
    context = new_context(viewport={"width": 1280, "height": 900})
    sign_in(context, site)
    return context.new_page()


def said(page: Page, words: str) -> Locator:
    return page.get_by_role("log").locator(".body").get_by_text(words, exact=True)


def say(page: Page, words: str) -> None:
    page.locator("#body").fill(words)
    page.get_by_role("button", name="Send", exact=True).click()


def open_last(desk: Page, words: str) -> None:
    """Open the conversation whose last message says this; it has arrived, with its script, when this returns."""
    desk.goto("/desk/?box=due")
    follow(desk.get_by_role("listitem").filter(has_text=words).first.get_by_role("link"))
    expect(said(desk, words)).to_be_visible()


def test_a_question_and_its_answer_arrive_live(person: Page, desk: Page) -> None:
    answer = ask(person.context, "Aqua, Glycerin, Retinol", name="Night serum")
    person.goto(answer)
    person.get_by_role("link", name="Ask the advisor about this").click()
    expect(person.get_by_text("Attached:")).to_be_visible()
    say(person, QUESTION)
    expect(said(person, QUESTION)).to_be_visible()
    expect(person.get_by_text("You’ll get an answer by")).to_be_visible()
    own = person.get_by_role("log").get_by_role("listitem").first
    expect(own.locator("[data-state]")).to_have_text("sent")

    open_last(desk, QUESTION)
    expect(said(desk, QUESTION)).to_be_visible()
    expect(desk.get_by_role("log")).to_contain_text("Not today. From")
    expect(own.locator("[data-state]")).to_have_text("seen", timeout=LIVE)
    say(desk, "From day 7, in the evening.")
    expect(said(person, "From day 7, in the evening.")).to_be_visible(timeout=LIVE)
    expect(person.get_by_text(re.compile("^You’ll get an answer by"))).to_be_hidden()
    say(person, "Thank you")
    expect(said(desk, "Thank you")).to_be_visible(timeout=LIVE)


def test_both_offline_and_back_lose_nothing_and_double_nothing(person: Page, desk: Page, quiet: Quiet) -> None:
    """chatwoot#5182, chatwoot#6411: what was written during a cut came only when the page was loaded anew."""
    quiet.allow(*OFFLINE, "ERR_FAILED")
    person.goto("/advisor/")
    say(person, "Before both networks went")
    expect(said(person, "Before both networks went")).to_be_visible()
    open_last(desk, "Before both networks went")
    for page in (person, desk):
        page.context.set_offline(True)
    say(person, "Second, without a network")
    expect(person.get_by_text("waiting to be sent")).to_be_visible()
    say(desk, "An answer, without a network")
    expect(desk.get_by_text("waiting to be sent")).to_be_visible()
    desk.context.set_offline(False)
    expect(said(desk, "An answer, without a network")).to_be_visible(timeout=LIVE)
    person.context.set_offline(False)
    for page in (person, desk):
        expect(said(page, "Second, without a network")).to_be_visible(timeout=LIVE)
        expect(said(page, "An answer, without a network")).to_be_visible(timeout=LIVE)
        expect(page.get_by_role("log").get_by_role("listitem")).to_have_count(3)


@pytest.mark.usefixtures("no_worker")
def test_what_was_written_on_a_bad_line_arrives_once_and_in_order(person: Page, desk: Page, quiet: Quiet) -> None:
    """zulip-mobile#3259: a later message overtook one that had failed. zulip-mobile#3120: one was sent again."""
    quiet.allow("ERR_FAILED")
    tries: list[str] = []

    def bad(route: Route) -> None:
        if route.request.method != "POST":
            route.fallback()
            return
        tries.append(route.request.post_data or "")
        if len(tries) == 2:
            # Stored, and the answer is lost on its way back.
            route.fetch()
        if len(tries) <= 2:
            route.abort()
        else:
            route.fallback()

    person.goto("/advisor/")
    person.context.route("**/advisor/", bad)
    say(person, "Ahead on a bad line")
    expect(person.get_by_text("waiting to be sent")).to_be_visible()
    say(person, "Behind on a bad line")
    person.evaluate("dispatchEvent(new Event('online'))")
    expect(said(person, "Behind on a bad line")).to_be_visible(timeout=LIVE)
    expect(person.get_by_role("log").get_by_role("listitem")).to_have_count(2)
    expect(person.get_by_role("log").locator(".body")).to_have_text(["Ahead on a bad line", "Behind on a bad line"])
    assert ["Ahead" in body for body in tries] == [True, True, True, False]
    open_last(desk, "Behind on a bad line")
    expect(desk.get_by_role("log").get_by_role("listitem")).to_have_count(2)


@pytest.mark.usefixtures("no_worker")
def test_where_nothing_can_be_pushed_the_answer_comes_all_the_same(person: Page, desk: Page, quiet: Quiet) -> None:
    """A line that only sends, a page looked at again, a phone that was locked.

    rocketchat#36023, rocketchat#36076, chatwoot#4335, amazon-connect-chatjs#254.
    """
    quiet.allow("stream", "ERR_")
    person.context.route("**/advisor/stream/", lambda route: route.abort())
    person.clock.install()
    person.goto("/advisor/")
    say(person, "One way only")
    expect(said(person, "One way only")).to_be_visible()
    open_last(desk, "One way only")
    say(desk, "I hear you.")
    expect(said(desk, "I hear you.")).to_be_visible()
    person.evaluate("dispatchEvent(new Event('focus'))")
    expect(said(person, "I hear you.")).to_be_visible(timeout=LIVE)
    say(desk, "And two minutes later, too.")
    expect(said(desk, "And two minutes later, too.")).to_be_visible()
    person.clock.fast_forward("02:00")
    expect(said(person, "And two minutes later, too.")).to_be_visible(timeout=LIVE)


def test_a_message_that_speaks_of_a_sign_is_sent_and_the_doctor_s_way_stands_above_it(person: Page, desk: Page) -> None:
    person.goto("/advisor/")
    say(person, "I have a fever of 39")
    expect(person.get_by_role("heading", name="This cannot wait for us")).to_be_focused()
    expect(said(person, "I have a fever of 39")).to_be_visible()
    desk.goto("/desk/")
    expect(desk.get_by_role("listitem").filter(has_text="I have a fever of 39").first).to_contain_text("Urgent")


@pytest.mark.usefixtures("no_worker")
def test_a_colleague_s_answer_holds_mine_back(
    person: Page, desk: Page, new_context: Device, site: Server, quiet: Quiet
) -> None:
    quiet.allow("409 (Conflict)")
    person.goto("/advisor/")
    say(person, "Who answers?")
    expect(said(person, "Who answers?")).to_be_visible()
    open_last(desk, "Who answers?")
    # The page of the one hears nothing while the other answers.
    desk.route("**/since/**", lambda route: route.abort())
    quiet.allow("ERR_FAILED")
    colleague = new_context()
    sign_in(colleague, site, "Remy")
    other = colleague.new_page()
    open_last(other, "Who answers?")
    say(other, "I do.")
    expect(said(other, "I do.")).to_be_visible()
    say(desk, "Me!")
    expect(desk.get_by_text("There is a new message.")).to_be_visible()
    expect(desk.locator("#body")).to_have_value("Me!")
    expect(said(desk, "I do.")).to_be_visible()
