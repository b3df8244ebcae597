"""Journey: day 14 and after: the look back, the next session into the calendar, a second one too early and in time."""

import datetime as dt
from collections.abc import Callable

import pytest
from icalendar import Calendar
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.device import begin, follow, post, sideways


def tick(context: BrowserContext, day: int, care: str) -> None:
    """Tick a step of a morning."""
    post(context, "/today/", way="../tick/", day=str(day), time="morning", care=care, done="1")


def test_on_day_fourteen_the_days_are_looked_back_at_and_the_next_session_goes_into_the_calendar(page: Page) -> None:
    begin(page.context, 14)
    for day in range(1, 9):
        tick(page.context, day, "gentle-cleanse")
    page.goto("/today/")
    page.get_by_role("link", name="Look back at the 14 days").click()
    page.wait_for_url("**/back/")
    expect(page.locator(".ribbon li")).to_have_count(14)
    expect(page.locator(".ribbon li").first).to_contain_text("1 of")
    expect(page.get_by_role("heading", name="Back to your usual routine")).to_be_visible()
    treated = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=13)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Put it in my calendar").click()
    (event,) = Calendar.from_ical(saved.value.path().read_bytes()).events
    assert event.start == treated + dt.timedelta(days=28)
    assert sideways(page) == 0


@pytest.mark.parametrize("scripts", ["with", "without"])
def test_a_second_session_too_early_is_said_and_one_in_time_begins(
    new_context: Callable[..., BrowserContext], scripts: str
) -> None:
    context = new_context(java_script_enabled=scripts == "with")
    page = context.new_page()
    begin(context, 20)
    page.goto("/today/")
    follow(page.get_by_role("link", name="I was treated again"))
    today = dt.datetime.now(dt.UTC).date()
    page.get_by_label("Date of the treatment").fill(today.isoformat())
    page.get_by_text("A different depth in some places").click()
    page.get_by_label("Cheeks").select_option("1.5")
    follow(page.get_by_role("button", name="Start this plan"))
    expect(page.get_by_role("heading", level=1)).to_have_text("That was early")
    follow(page.get_by_role("link", name="The date is wrong"))

    page.get_by_label("Date of the treatment").fill((today + dt.timedelta(days=9)).isoformat())
    page.get_by_text("A different depth in some places").click()
    page.get_by_label("Cheeks").select_option("1.5")
    follow(page.get_by_role("button", name="Start this plan"))
    expect(page.get_by_role("heading", level=1)).to_have_text("9 days to go")
    page.goto("/me/treatments/")
    expect(page.locator(".session")).to_have_count(2)
    expect(page.locator(".session").first).to_contain_text("cheeks 1.5 mm")
    expect(page.locator(".session").first).to_contain_text("28 days after the one before")
    expect(page.get_by_text("That was early")).to_have_count(0)
    assert sideways(page) == 0


def test_the_look_back_and_the_course_are_there_in_spanish(new_context: Callable[..., BrowserContext]) -> None:
    context = new_context(locale="es")
    begin(context, 16)
    page = context.new_page()
    page.goto("/back/")
    expect(page.get_by_role("heading", name="Lo que hiciste")).to_be_visible()
    page.goto("/me/treatments/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tus sesiones")
    assert sideways(page) == 0
