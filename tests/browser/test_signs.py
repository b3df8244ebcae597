"""Journey: the page of signs when it matters: no network, a small telephone, paper, somebody who looks over."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from tests.browser.conftest import Quiet
from tests.browser.device import OFFLINE, post, ready, sideways

SMALL: ViewportSize = {"width": 320, "height": 568}
LANGUAGES = ("en", "es")
ELSEWHERE = "https://www.wikipedia.org/"
PLAIN = "<!doctype html><title>Elsewhere</title><h1>Elsewhere</h1>"


def bottom_of_the_number(page: Page) -> float:
    """How far down the first number ends, in pixels."""
    return float(page.evaluate("document.querySelector('.call').getBoundingClientRect().bottom"))


def first_screen(page: Page) -> float:
    """How much of the window is not covered by the bar at its foot."""
    return float(page.evaluate("document.querySelector('.ways')?.getBoundingClientRect().top ?? innerHeight"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_is_in_the_first_screen_of_the_smallest_telephone(person: Page, language: str) -> None:
    post(person.context, "/me/about/", pregnant="yes")
    post(person.context, "/me/", way="../language/", language=language, next="/me/")
    person.set_viewport_size(SMALL)
    for country in ("GB", "ES", "TD"):
        person.goto(f"/signs/?country={country}")
        expect(person.locator("[aria-labelledby=flags]"), country).to_be_visible()
        assert bottom_of_the_number(person) < first_screen(person), country
        assert sideways(person) == 0, country


def test_without_a_network_the_number_is_first_and_the_levels_can_be_jumped_to(person: Page, quiet: Quiet) -> None:
    quiet.allow(*OFFLINE)
    person.set_viewport_size(SMALL)
    person.goto("/today/")
    ready(person)
    person.context.set_offline(True)
    person.goto("/signs/")
    expect(person.locator("#offline")).to_contain_text("You are offline")
    assert bottom_of_the_number(person) < first_screen(person)
    for level in ("Doctor today", "Your clinic", "Call now"):
        person.get_by_role("navigation", name="How soon").get_by_role("link", name=level).click()
        heading = person.locator(person.url[person.url.index("#") :])
        expect(heading).to_be_in_viewport()
    person.get_by_text("You are thinking about harming yourself.").click()
    expect(person.get_by_text("ask someone to stay with you")).to_be_visible()
    person.context.set_offline(False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_signs_fit_on_one_sheet_without_what_others_must_not_read(person: Page, language: str) -> None:
    post(person.context, "/me/", way="../language/", language=language, next="/me/")
    for country in ("GB", "FR", "TD"):
        person.emulate_media(media="null")
        person.goto(f"/signs/?country={country}")
        paper = person.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 1, country
        person.emulate_media(media="print")
        expect(person.locator(".private"), country).to_be_hidden()
        expect(person.locator(".call").first, country).to_be_visible()
        assert person.locator(".level.emergency .then:visible").count() == 12, country


def test_a_page_about_violence_is_replaced_and_back_does_not_return(person: Page, quiet: Quiet) -> None:
    quiet.allow(ELSEWHERE)
    person.route(f"{ELSEWHERE}**", lambda route: route.fulfill(body=PLAIN, content_type="text/html"))
    person.goto("/today/")
    person.goto("/signs/?country=ES")
    person.get_by_text("Someone at home hurts or threatens you.").click()
    expect(person.get_by_role("link", name="016")).to_be_visible()
    person.get_by_role("link", name="Leave this page now").click()
    expect(person.get_by_role("heading", name="Elsewhere")).to_be_visible()
    person.go_back()
    expect(person).to_have_url(re.compile("/today/$"))


def test_it_is_left_without_a_script_too(new_context: Callable[..., BrowserContext], quiet: Quiet) -> None:
    quiet.allow(ELSEWHERE)
    page = new_context(java_script_enabled=False).new_page()
    page.route(f"{ELSEWHERE}**", lambda route: route.fulfill(body=PLAIN, content_type="text/html"))
    page.goto("/signs/?country=ES")
    page.get_by_text("Someone at home hurts or threatens you.").click()
    page.get_by_role("link", name="Leave this page now").click()
    expect(page.get_by_role("heading", name="Elsewhere")).to_be_visible()


def test_the_box_gives_the_lines_of_the_country_that_is_chosen(person: Page) -> None:
    person.goto("/may/")
    person.locator("#said").fill("my toddler swallowed my toner")
    person.get_by_role("button", name="Ask", exact=True).click()
    expect(person.get_by_text("Choose your country to see its poison centre.")).to_be_visible()
    person.get_by_label("Your country").select_option("US")
    person.get_by_role("button", name="Show the number").click()
    expect(person.get_by_role("link", name="Call 911")).to_be_visible()
    expect(person.get_by_role("link", name="1-800-222-1222")).to_be_visible()
