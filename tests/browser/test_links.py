"""Journey: a private link, read from the screen by the telephone of a friend, shows them the plan and nothing else."""

import io
from collections.abc import Callable

import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.device import follow

Device = Callable[..., BrowserContext]


def test_a_friend_reads_the_square_and_sees_the_steps_until_the_link_is_closed(
    person: Page, new_context: Device
) -> None:
    person.goto("/me/links/")
    person.get_by_label("For whom?").fill("Sam")
    person.get_by_role("button", name="Make a link").first.click()
    seen = Image.open(io.BytesIO(person.get_by_role("img", name="QR code for the link").screenshot()))
    (square,) = zxingcpp.read_barcodes(seen)
    assert square.text == person.get_by_label("Address").input_value()

    friend = new_context().new_page()
    friend.goto(square.text)
    expect(friend.get_by_role("main")).to_contain_text("Today is day 3.")
    expect(friend.get_by_role("button", name="Done")).to_have_count(0)
    person.goto("/me/links/")
    follow(person.get_by_role("button", name="Close Sam"))
    assert friend.request.get(square.text).status == 404
