"""Journey: a photo of a label becomes text, the person corrects it beside the photo, and only then it is judged."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.device import follow
from tests.browser.every_page import drawn

# One process for all that read photos: what reads them is started once.
pytestmark = pytest.mark.xdist_group("photos")
READING = 300_000


def photo(text: str) -> FilePayload:
    """A photo with this text on it, as a telephone sends one."""
    return {"name": "label.jpg", "mimeType": "image/jpeg", "buffer": drawn(text)}


def test_a_photo_of_a_label_to_an_answer(person: Page) -> None:
    person.goto("/may/")
    person.get_by_role("link", name="Photo of a label").click()
    person.get_by_label("Choose one from this device").set_input_files(
        photo("INGREDIENTS: AQUA, GLYCERIN,\nNIACINAMIDE, RETINOL,\nSQUALANE, ZZYZXOL")
    )
    text = person.get_by_label("The text on the label")
    expect(text).to_be_visible(timeout=READING)
    assert "NIACINAMIDE" in text.input_value()
    picture = person.get_by_alt_text("Your photo of the label")
    assert picture.evaluate("async (picture) => { await picture.decode(); return picture.naturalWidth; }") > 0

    text.fill(text.input_value().replace("ZZYZXOL", "PANTHENOL"))
    person.get_by_label("Name of the product").fill("Rose Night Cream")
    person.get_by_role("button", name="Can I use it?").click()
    expect(person.get_by_role("heading", level=1)).to_contain_text("Not today")
    expect(person.get_by_text("6 of 6 names recognised")).to_be_visible()
    expect(person.locator(".label mark")).to_have_text(re.compile("retinol", re.IGNORECASE))

    follow(person.get_by_role("button", name="Put on my shelf"))
    person.goto("/shelf/")
    expect(person.get_by_role("link", name="Rose Night Cream", exact=True)).to_be_visible()


def test_the_photo_is_gone_after_the_answer_unless_it_is_kept(person: Page) -> None:
    person.goto("/may/photo/")
    person.get_by_label("Choose one from this device").set_input_files(photo("INGREDIENTS: AQUA,\nGLYCERIN, SQUALANE"))
    picture = person.get_by_alt_text("Your photo of the label")
    expect(picture).to_be_visible(timeout=READING)
    address = picture.get_attribute("src")
    assert address
    assert person.request.get(address).ok
    person.get_by_role("button", name="Can I use it?").click()
    expect(person.get_by_role("heading", level=1)).to_contain_text("Yes, today")
    assert person.request.get(address).status == 404
