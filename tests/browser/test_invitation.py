"""Journey: an invitation made on the desk is read off the screen by a telephone, opened by a tap, and the plan runs."""

import datetime as dt
import io
import re
from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.device import follow, sideways
from tests.browser.server import Server
from tests.browser.staff import sign_in as sign_in_staff
from tests.browser.test_every_page import RULES, SMALL, violations

Device = Callable[..., BrowserContext]


@pytest.fixture
def desk(new_context: Device, site: Server) -> Page:
    """An advisor's browser."""
    context = new_context(viewport={"width": 1280, "height": 900})
    sign_in_staff(context, site)
    return context.new_page()


def read(seen: Locator) -> str:
    """What a camera reads off the screen."""
    (square,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(seen.screenshot())))
    return str(square.text)


def looked_at(desk: Page) -> list[str]:
    """What axe finds on a page of the desk on a large and a small screen, and what sticks out."""
    wrong = violations(desk, RULES)
    desk.set_viewport_size(SMALL)
    wrong += violations(desk, RULES)
    wrong += [f"{sideways(desk)} px sideways"] if sideways(desk) > 0 else []
    desk.set_viewport_size({"width": 1280, "height": 900})
    return wrong


def test_from_the_square_on_the_desk_to_a_running_plan(desk: Page, page: Page, site: Server) -> None:
    desk.goto("/desk/clients/")
    assert not looked_at(desk)
    follow(desk.get_by_role("link", name="Invite a client"))
    assert not looked_at(desk)
    desk.get_by_label("Name").fill("Mara Square")
    desk.get_by_label("Date of the treatment").fill(dt.datetime.now(dt.UTC).date().isoformat())
    desk.get_by_text("1.5 mm").click()
    desk.get_by_role("button", name="Make the plan").click()
    expect(desk.get_by_role("heading", name="Show this screen to Mara Square")).to_be_visible()
    assert not looked_at(desk)
    address = read(desk.locator("figure svg"))
    assert address.startswith(f"{site.address}/welcome/")

    page.goto(address)
    expect(page.get_by_role("heading", name="Welcome, Mara Square")).to_be_visible()
    page.reload()
    desk.goto("/desk/clients/?show=never")
    expect(desk.get_by_role("listitem").filter(has_text="Mara Square")).to_contain_text("never opened")
    page.get_by_role("button", name="Yes, open my plan").click()
    expect(page).to_have_url(re.compile("/today/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Day 1")

    desk.goto("/desk/clients/")
    line = desk.get_by_role("listitem").filter(has_text="Mara Square")
    expect(line).to_contain_text("last seen")
    line.get_by_role("link").click()
    expect(desk.locator(".browsers > li")).to_have_count(1)
    assert not looked_at(desk)


def test_a_table_is_looked_at_imported_and_printed(desk: Page, page: Page) -> None:
    today = dt.datetime.now(dt.UTC).date().isoformat()
    table = f"Name;E-mail;Datum;Nadel\nUte Sheet;;{today};0,5\nSam Sheet;;{today};\nNobody;;soon;\n"
    desk.goto("/desk/clients/import/")
    desk.get_by_label("The file").set_input_files(
        {"name": "clients.csv", "mimeType": "text/csv", "buffer": table.encode("cp1252")}
    )
    desk.get_by_role("button", name="Preview").click()
    expect(desk.get_by_role("heading", name="1 row is left out")).to_be_visible()
    expect(desk.get_by_text("we cannot read the date “soon”")).to_be_visible()
    assert not looked_at(desk)
    desk.get_by_role("button", name="Import 2 clients").click()
    expect(desk.get_by_role("heading", name="2 clients are invited")).to_be_visible()
    desk.get_by_role("button", name="Cards to print").click()
    cards = desk.locator(".invitation")
    expect(cards).to_have_count(2)
    page.goto(read(cards.nth(1).locator("svg")))
    expect(page.get_by_role("heading", name="Welcome, Sam Sheet")).to_be_visible()
