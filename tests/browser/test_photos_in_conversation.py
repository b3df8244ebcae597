"""Journey: a photo for the advisor, taken on a phone without a network, arrives once, and is seen at the desk."""

import io
from collections.abc import Callable

from PIL import Image
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from tests.browser.conftest import Quiet
from tests.browser.device import OFFLINE, until
from tests.browser.server import Server
from tests.browser.staff import sign_in as sign_in_staff

Device = Callable[..., BrowserContext]
LOADED = """
[...document.querySelectorAll(".message img")].map((one) => one.naturalWidth).every(Boolean)
"""


def photo(width: int = 3000, height: int = 2000) -> FilePayload:
    """A telephone's photo, several megabytes large."""
    out = io.BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(out, "JPEG", quality=92)
    return {"name": "cheek.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def test_a_photo_without_a_network_waits_and_arrives_once(
    person: Page, new_context: Device, site: Server, quiet: Quiet
) -> None:
    quiet.allow(*OFFLINE)
    person.goto("/advisor/")
    person.context.set_offline(True)
    person.get_by_label("Add photos").set_input_files(photo())
    expect(person.locator("[data-thumbs] img")).to_be_visible()
    person.get_by_label("Your message").fill("Is this redness normal on day 3?")
    person.get_by_role("button", name="Send", exact=True).click()
    expect(person.get_by_text("waiting to be sent")).to_be_visible()
    expect(person.locator("[data-thumbs] img")).to_have_count(0)
    person.context.set_offline(False)
    expect(person.locator(".message img")).to_have_count(1)
    until(person, LOADED)

    context = new_context(viewport={"width": 1280, "height": 900})
    sign_in_staff(context, site)
    desk = context.new_page()
    desk.goto("/desk/")
    desk.get_by_role("listitem").filter(has_text="Is this redness").first.get_by_role("link").click()
    expect(desk.locator(".message img")).to_have_count(1)
    until(desk, LOADED)
    desk.get_by_label("Add photos").set_input_files(photo(800, 600))
    expect(desk.locator("[data-thumbs] img")).to_be_visible()
    desk.get_by_label("Your answer").fill("It is. This is how it looks on day 3.")
    desk.get_by_role("button", name="Send", exact=True).click()
    expect(person.locator(".message img")).to_have_count(2)
    until(person, LOADED)
    person.reload()
    expect(person.locator(".message img")).to_have_count(2)


def test_what_is_no_photo_is_said_and_the_words_stay(person: Page, quiet: Quiet) -> None:
    quiet.allow("400 (Bad Request)")
    person.goto("/advisor/")
    person.get_by_label("Your message").fill("Look at this.")
    file: FilePayload = {"name": "letter.jpg", "mimeType": "image/jpeg", "buffer": b"no picture at all"}
    person.get_by_label("Add photos").set_input_files(file)
    expect(person.get_by_role("alert")).to_contain_text("not a photo")
    expect(person.locator("[data-thumbs] img")).to_have_count(0)
    expect(person.get_by_label("Your message")).to_have_value("Look at this.")


def test_a_photo_can_be_taken_out_again(person: Page) -> None:
    person.goto("/advisor/")
    person.get_by_label("Add photos").set_input_files([photo(900, 600), photo(700, 700)])
    expect(person.locator("[data-thumbs] img")).to_have_count(2)
    person.get_by_role("button", name="Remove this photo").first.click()
    person.get_by_role("button", name="Send", exact=True).click()
    expect(person.locator(".message img")).to_have_count(1)
