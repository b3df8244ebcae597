"""Journeys of danger: the box and the conversation, with a script and without, behind a proxy that refuses photos."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import Quiet
from tests.browser.device import OFFLINE, begin, sideways
from tests.browser.server import Server
from tests.browser.test_desk import desk, open_last, said, say
from tests.browser.test_every_page import RULES, violations
from tests.browser.test_photos_in_conversation import photo
from tests.unclear import UNCLEAR

__all__ = ["desk"]
Device = Callable[..., BrowserContext]
SWELLING = "my lips are swelling and i can't breathe well, can i go to the gym"
FEVER = "I have a fever of 39"
ASKED = "Is any of this happening right now?"


@pytest.mark.parametrize("width", [320, 1280])
def test_the_box_shows_the_number_first_and_it_stands_on_today_until_it_is_said_how_it_went(
    person: Page, width: int
) -> None:
    person.set_viewport_size({"width": width, "height": 640})
    person.goto("/may/")
    person.locator("#said").fill(SWELLING)
    person.get_by_role("button", name="Ask", exact=True).click()
    call = person.get_by_role("link", name=re.compile("^Call "))
    expect(call).to_be_in_viewport()
    expect(call).to_have_attribute("href", re.compile("^tel:"))
    expect(person.get_by_role("heading", name="You also asked about")).to_be_visible()
    assert sideways(person) <= 0
    assert violations(person, RULES) == []
    person.goto("/today/")
    expect(person.get_by_role("heading", name="This cannot wait")).to_be_in_viewport()
    expect(person.get_by_role("link", name=re.compile("^Call "))).to_be_in_viewport()
    assert sideways(person) <= 0
    assert violations(person, RULES) == []
    person.get_by_text("It stays here until you tell us how it went").click()
    person.get_by_role("button", name="I have been seen by a doctor").click()
    expect(person.get_by_text("Thank you for telling us.")).to_be_visible()
    expect(person.get_by_role("heading", name="This cannot wait")).to_have_count(0)


def test_where_it_is_unclear_two_taps_answer_and_words_under_way_stay(person: Page, desk: Page) -> None:
    person.goto("/advisor/")
    say(person, UNCLEAR)
    expect(said(person, UNCLEAR)).to_be_visible()
    expect(person.get_by_text(ASKED)).to_be_in_viewport()
    assert violations(person, RULES) == []
    person.locator("#body").fill("And I wanted to")
    person.get_by_role("button", name="None of these").click()
    expect(person.locator("[data-question]")).to_have_count(0)
    expect(person.get_by_text("None of these")).to_be_visible()
    expect(person.locator("#body")).to_have_value("And I wanted to")
    say(person, f"{UNCLEAR} again")
    person.locator("[data-question] .choice").first.click()
    expect(person.get_by_role("heading", name="This cannot wait for us")).to_be_focused()
    expect(person.get_by_role("heading", name="This cannot wait for us")).to_be_in_viewport()
    open_last(desk, f"{UNCLEAR} again")
    expect(desk.get_by_role("heading", name="See a doctor today")).to_be_in_viewport()
    expect(desk.get_by_text("said yes")).to_be_in_viewport()


def test_an_advisor_answers_for_it_by_name_and_the_client_reads_it_live(person: Page, desk: Page) -> None:
    # The server is the journeys' of all: in words of its own the message is found again.
    words = f"{FEVER} since we came back from the lake"
    person.goto("/advisor/")
    say(person, words)
    expect(said(person, words)).to_be_visible()
    open_last(desk, words)
    expect(desk.locator("mark").first).to_have_text(re.compile("fever"))
    assert violations(desk, RULES) == []
    desk.get_by_label("What is being done?").fill("We are calling you now.")
    person.evaluate("dispatchEvent(new Event('focus'))")
    expect(person.get_by_text("Someone at the clinic opened your message")).to_be_visible()
    # What is new comes meanwhile, and what the advisor has begun to type stays.
    say(person, "Hello?")
    expect(said(desk, "Hello?")).to_be_visible()
    expect(desk.get_by_label("What is being done?")).to_have_value("We are calling you now.")
    desk.get_by_role("button", name="Acknowledge it").click()
    person.evaluate("dispatchEvent(new Event('focus'))")
    expect(person.get_by_text("Noor at the clinic")).to_contain_text("We are calling you now.")


def test_without_a_script_the_card_the_question_and_the_outcome_work(new_context: Device, site: Server) -> None:
    context = new_context(java_script_enabled=False)
    begin(context)
    page = context.new_page()
    page.goto("/advisor/")
    say(page, UNCLEAR)
    expect(page.get_by_text(ASKED)).to_be_visible()
    page.get_by_role("button", name="None of these").click()
    expect(page.get_by_text("None of these")).to_be_visible()
    say(page, FEVER)
    expect(page).to_have_url(f"{site.address}/advisor/#cannot-wait")
    expect(page.get_by_role("heading", name="This cannot wait for us")).to_be_in_viewport()
    expect(said(page, FEVER)).to_be_visible()
    page.get_by_text("It stays here until you tell us how it went").click()
    page.get_by_role("button", name="It is over").click()
    expect(page.get_by_role("heading", name="This cannot wait for us")).to_have_count(0)


def test_words_that_waited_for_a_network_are_sent_and_the_card_comes_then(person: Page, quiet: Quiet) -> None:
    quiet.allow(*OFFLINE)
    person.goto("/advisor/")
    person.context.set_offline(True)
    say(person, FEVER)
    expect(person.get_by_text("waiting to be sent")).to_be_visible()
    person.context.set_offline(False)
    expect(person.get_by_role("heading", name="This cannot wait for us")).to_be_visible()
    expect(said(person, FEVER)).to_have_count(1)


@pytest.mark.usefixtures("no_worker")
@pytest.mark.parametrize("status", [413, 502])
def test_words_never_wait_behind_a_photo_that_a_proxy_refuses(person: Page, quiet: Quiet, status: int) -> None:
    """A stock nginx answers 413 to what is larger than 1 MB: the words waited for ever behind the photo."""
    quiet.allow(f"{status} (")
    person.route("**/advisor/files/", lambda route: route.fulfill(status=status, body="<html>refused</html>"))
    person.goto("/advisor/")
    person.get_by_label("Add photos").set_input_files(photo(1400, 900))
    expect(person.locator("[data-thumbs] img")).to_be_visible()
    say(person, FEVER)
    expect(said(person, FEVER)).to_be_visible()
    expect(person.get_by_role("heading", name="This cannot wait for us")).to_be_visible()
    if status == 413:
        expect(person.get_by_text("This photo could not be sent.")).to_be_visible()
        expect(person.get_by_text("waiting to be sent")).to_have_count(0)
        return
    # What may get through later follows as a message of its own.
    expect(person.get_by_text("waiting to be sent")).to_be_visible()
    person.unroute("**/advisor/files/")
    person.evaluate("dispatchEvent(new Event('online'))")
    expect(person.locator(".message img")).to_have_count(1)
    expect(said(person, FEVER)).to_have_count(1)


@pytest.mark.usefixtures("no_worker")
def test_a_photo_that_is_too_large_for_a_proxy_is_made_smaller_once(person: Page, quiet: Quiet) -> None:
    quiet.allow("413 (")
    sizes: list[int] = []

    def proxy(route: Route) -> None:
        sizes.append(len(route.request.post_data_buffer or b""))
        if sizes[-1] > 1_000_000:
            route.fulfill(status=413, body="too large")
        else:
            route.continue_()

    person.route("**/advisor/files/", proxy)
    person.goto("/advisor/")
    person.get_by_label("Add photos").set_input_files(photo(2200, 1500))
    expect(person.locator("[data-thumbs] img")).to_be_visible()
    say(person, "Is this usual?")
    expect(person.locator(".message img")).to_have_count(1)
    assert sizes[-1] < sizes[0]
