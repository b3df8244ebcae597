"""A journey of who keeps the catalogue: a shop's file is looked at, taken in, seen day by day, undone."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.device import sideways
from tests.browser.server import Server
from tests.browser.staff import sign_in
from tests.browser.test_every_page import RULES, violations

Device = Callable[..., BrowserContext]
FEED = """Artikelnummer;Hersteller;Artikelname;Füllmenge;Preis inkl. MwSt.;Inhaltsstoffe;Lagerbestand
1001;Moos;Sanftes Reinigungsgel;200 ml;12,90 €;Aqua, Glycerin, Panthenol, Xanthan Gum;12
1002;Moos;Hyaluronserum;30 ml;24,50 €;Aqua, Glycerin, Sodium Hyaluronate, Panthenol;0
1003;Moos;Sonnenfluid LSF 50;50 ml;29,00 €;Aqua, Zinc Oxide, Titanium Dioxide, Glycerin;5
1004;Moos;Retinol Nachtcreme;50 ml;auf Anfrage;Aqua, Glycerin, Retinol, Squalane;3
1005;Moos;;;15 €;;3
"""


def number(page: Page, name: str) -> str:
    """A figure of the report, by its name."""
    return page.locator(".numbers-now > div").filter(has=page.get_by_text(name, exact=True)).locator("dd").inner_text()


def looked_over(page: Page) -> None:
    """On a telephone, too, nothing stands outside, and everybody can read it."""
    assert not violations(page, RULES)
    page.set_viewport_size({"width": 390, "height": 844})
    assert sideways(page) == 0
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_shops_file_is_looked_at_taken_in_seen_and_undone(new_context: Device, site: Server, tmp_path: Path) -> None:
    file = tmp_path / "moos.csv"
    file.write_bytes(FEED.encode("cp1252"))
    context = new_context(viewport={"width": 1280, "height": 900})
    sign_in(context, site)
    page = context.new_page()
    page.goto("/desk/catalogue/")
    page.get_by_role("link", name="Import products").click()
    page.get_by_label("Whose products are these?").fill("Moos")
    page.get_by_label("Currency for prices").fill("EUR")
    page.get_by_label("The file", exact=True).set_input_files(file)
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("Nothing has been imported yet. This is what would happen.")).to_be_visible()
    assert (number(page, "new"), number(page, "left out")) == ("4", "1")
    expect(page.get_by_text("“auf Anfrage” is not a price.")).to_be_visible()
    expect(page.get_by_text("Line 6")).to_be_visible()
    looked_over(page)
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_role("button", name="Undo this import")).to_be_visible()
    imported = page.url

    page.goto("/desk/catalogue/?q=Moos")
    expect(page.get_by_role("link", name="Moos Hyaluronserum")).to_be_visible()
    page.get_by_role("link", name="Moos Retinol Nachtcreme").click()
    expect(page.get_by_text("price not known")).to_be_visible()

    page.goto("/desk/catalogue/screen/?brand=Moos")
    expect(page.get_by_role("heading", name="4 products")).to_be_visible()
    row = page.get_by_role("row").filter(has_text="Moos Retinol Nachtcreme")
    assert row.locator("i.mark-closed").count() == 6
    looked_over(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="For a spreadsheet (CSV)").click()
    assert "Sonnenfluid LSF 50" in Path(download.value.path()).read_text("utf-8-sig")

    page.goto(imported)
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text("This import is undone.")).to_be_visible()
    page.goto("/desk/catalogue/?q=Moos")
    expect(page.get_by_role("link", name="Moos Hyaluronserum")).to_have_count(0)
