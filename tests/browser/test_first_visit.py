"""Journey: from the front page to a plan in three questions, on a phone, with scripts and without."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Quiet

Device = Callable[..., BrowserContext]


def answer(page: Page, *, date: dt.date | None = None) -> None:
    page.goto("/")
    if date:
        page.get_by_role("radio", name="Another date").check()
        page.get_by_label("Date of the treatment").fill(date.isoformat())
    else:
        page.get_by_role("radio", name="Yesterday").check()
    page.get_by_role("radio", name="At home").check()
    page.get_by_role("radio", name="0.5 mm").check()
    page.get_by_role("button", name="Show my plan").click()


@pytest.mark.parametrize(("language", "button"), [("en", "Show my plan"), ("es", "Ver mi plan")])
def test_the_three_questions_and_their_button_stand_on_the_first_screen(
    new_context: Device, language: str, button: str
) -> None:
    page = new_context(locale=language).new_page()
    page.goto("/")
    expect(page.get_by_role("button", name=button)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scripts", ["with scripts", "without"])
def test_three_answers_and_the_plan_is_there(new_context: Device, scripts: str) -> None:
    page = new_context(java_script_enabled=scripts != "without").new_page()
    answer(page)
    expect(page).to_have_url("/today/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Day 2")
    page.get_by_role("link", name="Plan", exact=True).click()
    expect(page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Day "))).to_have_count(14)


@pytest.mark.parametrize("scripts", ["with scripts", "without"])
def test_a_coming_treatment_gets_what_to_prepare(new_context: Device, scripts: str) -> None:
    page = new_context(java_script_enabled=scripts != "without").new_page()
    answer(page, date=dt.datetime.now(dt.UTC).date() + dt.timedelta(days=5))
    expect(page.get_by_role("heading", level=1)).to_have_text("5 days to go")


@pytest.mark.parametrize("scripts", ["with scripts", "without"])
def test_a_treatment_of_months_ago_is_past_its_fortnight(new_context: Device, scripts: str) -> None:
    page = new_context(java_script_enabled=scripts != "without").new_page()
    answer(page, date=dt.datetime.now(dt.UTC).date() - dt.timedelta(days=90))
    expect(page).to_have_url("/today/")
    expect(page.get_by_role("heading", name="Your next session")).to_be_visible()


@pytest.mark.parametrize("scripts", ["with scripts", "without"])
def test_a_date_of_years_ago_is_asked_again_and_nothing_is_lost(
    new_context: Device, scripts: str, quiet: Quiet
) -> None:
    page = new_context(java_script_enabled=scripts != "without").new_page()
    quiet.allow("400 (Bad Request)")
    answer(page, date=dt.date(2019, 5, 1))
    expect(page.get_by_role("alert")).to_contain_text("more than a year ago")
    expect(page.get_by_label("Date of the treatment")).to_have_value("2019-05-01")
    expect(page.get_by_role("radio", name="At home")).to_be_checked()


def test_the_plan_stays_on_the_device(page: Page) -> None:
    answer(page)
    page.goto("/")
    expect(page).to_have_url("/today/")
