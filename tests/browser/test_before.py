"""Journey: a treatment still to come, from the front page to a list with dates, ticked with and without a script."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Quiet
from tests.browser.device import OFFLINE, begin, follow, sideways

IN_DAYS = 4


def test_a_treatment_to_come_has_dates_reasons_and_a_list_to_tick(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="My treatment is still to come").click()
    expect(page.get_by_text("5 days before").first).to_be_visible()
    soon = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=IN_DAYS)
    page.get_by_label("Date of the treatment").fill(soon.isoformat())
    page.get_by_text("At home", exact=True).click()
    page.get_by_role("button", name="Show my dates").click()
    page.wait_for_url("**/before/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("days to go")
    expect(page.locator("#before-retinol .at")).to_have_text("now")
    expect(page.get_by_text("Never share needles").first).to_be_visible()

    page.get_by_role("button", name="Done: Retinol and its relatives").click()
    expect(page.locator("#before-retinol")).to_have_class("ticked")
    expect(page.locator("[data-count]")).to_contain_text("1 of")
    page.reload()
    expect(page.locator("#before-retinol")).to_have_class("ticked")

    page.get_by_text("Tick what is true today").click()
    page.get_by_label("An infection, a wart or a cold sore on the skin now").check()
    follow(page.get_by_role("button", name="Tell me what to do"))
    expect(page.locator("#reasons")).to_contain_text("Do not have it done before this is settled.")

    page.get_by_label("Something to remember").fill("Ask about parking")
    follow(page.get_by_role("button", name="Add", exact=True))
    expect(page.locator("#own")).to_contain_text("Ask about parking")
    assert sideways(page) == 0
    page.goto("/today/")
    expect(page.get_by_role("link", name="Everything to do before")).to_be_visible()


def test_in_spanish_from_the_front_page_to_the_ticked_list(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(locale="es-MX").new_page()
    page.goto("/")
    page.get_by_role("link", name="Mi tratamiento está por llegar").click()
    soon = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=IN_DAYS)
    page.get_by_label("Fecha del tratamiento").fill(soon.isoformat())
    page.get_by_text("En casa", exact=True).click()
    page.get_by_role("button", name="Ver mis fechas").click()
    page.wait_for_url("**/before/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Faltan 4 días")
    expect(page.locator("#before-retinol .at")).to_have_text("ahora")
    expect(page.get_by_text("No compartas nunca las agujas").first).to_be_visible()
    page.locator("#before-retinol").get_by_role("button").click()
    expect(page.locator("#before-retinol")).to_have_class("ticked")
    expect(page.locator("[data-count]")).to_contain_text("1 de")
    page.get_by_text("Marca lo que hoy es cierto").click()
    page.locator("[name=active_infection]").check()
    follow(page.get_by_role("button", name="Dime qué hacer"))
    expect(page.locator("#reasons")).to_have_class("card stack red")
    assert sideways(page) == 0
    page.goto("/today/")
    expect(page.get_by_role("link", name="Todo lo que hay que hacer antes")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "There is no connection, so the tick was not stored."), ("es", "No hay conexión, así que la marca no se")],
)
def test_without_a_network_the_list_stays_and_says_that_a_tick_was_not_stored(
    new_context: Callable[..., BrowserContext], quiet: Quiet, language: str, says: str
) -> None:
    quiet.allow(*OFFLINE)
    context = new_context(locale=language)
    begin(context, 1 - IN_DAYS)
    page = context.new_page()
    page.goto("/before/")
    line = page.locator("#before-acids")
    context.set_offline(True)
    line.get_by_role("button").click()
    expect(page.get_by_role("alert").filter(has_text=says)).to_be_in_viewport()
    expect(line).not_to_have_class("ticked")
    context.set_offline(False)
    line.get_by_role("button").click()
    expect(line).to_have_class("ticked")
    expect(page.get_by_role("alert").filter(has_text=says)).to_be_hidden()


@pytest.mark.parametrize("language", ["en", "es"])
def test_without_a_script_the_list_is_ticked_as_well(new_context: Callable[..., BrowserContext], language: str) -> None:
    context = new_context(java_script_enabled=False, locale=language)
    page = context.new_page()
    begin(context, 1 - IN_DAYS)
    page.goto("/before/")
    line = page.locator("#before-acids")
    follow(line.get_by_role("button"))
    expect(page.locator("#before-acids")).to_have_class("ticked")
    assert page.url.endswith("/before/#before-acids")
    expect(page.locator("html")).to_have_attribute("lang", language)
