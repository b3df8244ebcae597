"""Journey: somebody who reads Spanish, from the first question to an answer; and the switch, both ways."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

Device = Callable[..., BrowserContext]
SPANISH = "es-MX"


def start(new_context: Device) -> Page:
    page = new_context(locale=SPANISH).new_page()
    page.goto("/")
    page.get_by_role("radio", name="Ayer").check()
    page.get_by_role("radio", name="En una clínica").check()
    page.get_by_role("button", name="Ver mi plan").click()
    expect(page).to_have_url("/today/")
    return page


def test_the_browser_s_language_decides_from_the_first_page_to_an_answer(new_context: Device) -> None:
    page = start(new_context)
    assert page.locator("html").get_attribute("lang") == "es"
    expect(page.get_by_role("heading", level=1)).to_contain_text("Día 2")
    expect(page.get_by_role("heading", name="Esta mañana")).to_be_visible()
    page.locator("[name=said]").fill("¿Puedo usar retinol hoy?")
    page.get_by_role("button", name="Preguntar").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hoy no. Desde el")
    expect(page.get_by_role("heading", level=1)).to_contain_text("día 7")
    expect(page.get_by_text("El retinol y sus derivados pueden volver a partir del día 7").first).to_be_visible()
    page.goto("/today/")
    page.locator("[name=said]").fill("gimnasio")
    page.get_by_role("button", name="Preguntar").click()
    expect(page.get_by_role("main")).to_contain_text("Ejercicio que hace sudar", ignore_case=True)


def test_the_switch_overrides_the_browser_and_is_remembered(new_context: Device) -> None:
    page = start(new_context)
    page.get_by_role("button", name="English").click()
    expect(page).to_have_url("/today/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Day 2")
    page.goto("/plan/")
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("button", name="Español").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tus catorce días")


def test_the_red_flags_are_told_in_spanish_without_a_plan(new_context: Device) -> None:
    page = new_context(locale=SPANISH).new_page()
    page.goto("/signs/?country=MX")
    now = page.get_by_role("region", name="Llama ya", exact=True)
    expect(now.get_by_role("heading", name="Llama ya", exact=True)).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Llama al 911").first).to_be_in_viewport()
