"""Geometry: two things that once looked wrong, where they did. Every page is measured in test_every_page.py."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.every_page import reach

Device = Callable[..., BrowserContext]


def test_the_legend_of_what_cannot_be_told_is_as_wide_as_its_words(
    new_context: Device, sign_in: Callable[[BrowserContext], None]
) -> None:
    context = new_context(viewport={"width": 320, "height": 640}, service_workers="block")
    page = context.new_page()
    page.goto(reach(context, "answer that cannot be told", sign_in))
    for entry in page.locator(".legend li").all():
        box, words = entry.bounding_box(), entry.inner_text()
        assert box
        assert box["height"] < 60, f"{words!r} stands letter under letter"
        assert box["width"] > 60, f"{words!r} has no room"


@pytest.mark.parametrize("width", [320, 390, 480])
def test_the_camera_and_the_barcode_stand_in_the_box_on_a_telephone(person: Page, width: int) -> None:
    person.set_viewport_size({"width": width, "height": 700})
    person.goto("/today/")
    ways = person.locator(".ask-ways a")
    boxes = [way.bounding_box() for way in ways.all()]
    assert len(boxes) == 2
    assert all(box and box["width"] >= 44 and box["height"] >= 44 and box["x"] + box["width"] <= width for box in boxes)
    person.locator(".ask input:not([type=hidden])").fill("retinol")
    assert not any(way.is_visible() for way in ways.all()), "the words that are typed have the room"
