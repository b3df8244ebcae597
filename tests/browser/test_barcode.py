"""Journey: a photo of a barcode, the number confirmed, the product found, its list confirmed, an answer."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Quiet
from tests.product_service import LABEL, NUMBER_OF
from tests.web.label_pictures import barcode, saved

READING = 300_000


def test_a_barcode_on_a_photo_to_an_answer(person: Page) -> None:
    number = NUMBER_OF["known"]
    person.goto("/may/barcode/")
    person.get_by_role("link", name="Read it from a photo").click()
    person.get_by_label("Choose one from this device").set_input_files(
        {"name": "bars.jpg", "mimeType": "image/jpeg", "buffer": saved(barcode(number), quality=90)}
    )
    field = person.get_by_label("Number under the barcode")
    expect(person.get_by_role("heading", level=1)).to_have_text(
        "Is this the number under the barcode?", timeout=READING
    )
    assert field.input_value().replace(" ", "") == number

    person.get_by_role("button", name="Yes, look it up").click()
    expect(person.get_by_role("heading", level=1)).to_have_text("Is this your product?")
    expect(person.get_by_label("Name of the product")).to_have_value("House of Dew Night Cream")
    expect(person.get_by_label("Its list of ingredients")).to_have_value(LABEL)
    person.get_by_role("button", name="Yes. Can I use it?").click()
    expect(person.get_by_role("heading", level=1)).to_contain_text("Not today")


def test_a_number_that_nobody_knows_leads_to_a_photo_of_the_list(person: Page) -> None:
    person.goto("/may/barcode/")
    person.get_by_label("Number under the barcode").fill(NUMBER_OF["unknown"])
    person.get_by_role("button", name="Look it up").click()
    expect(person.get_by_role("heading", level=1)).to_have_text("Not found: photograph the list")
    expect(person.get_by_label("Take a photo")).to_be_attached()


def test_a_number_with_a_slip_is_refused_and_stays(person: Page, quiet: Quiet) -> None:
    quiet.allow("400 (Bad Request)")
    person.goto("/may/barcode/")
    person.get_by_label("Number under the barcode").fill("4006381333932")
    person.get_by_role("button", name="Look it up").click()
    expect(person.get_by_text("A barcode has 8, 12 or 13 digits")).to_be_visible()
    expect(person.get_by_label("Number under the barcode")).to_have_value("4006381333932")
