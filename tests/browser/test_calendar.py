"""The calendar is subscribed to by a program without cookies, in front of the real server; the papers open."""

import re

import httpx
from icalendar import Calendar
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.device import begin, ready

HEADS = {"User-Agent": "CalendarAgent/1.0", "Accept": "text/calendar"}


def fetched(address: str, method: str = "GET", **headers: str) -> httpx.Response:
    """What a calendar program gets, which keeps no cookies."""
    return httpx.request(method, address, headers={**HEADS, **headers}, timeout=60)


def test_a_calendar_is_subscribed_to_changed_and_ended(page: Page, context: BrowserContext) -> None:
    begin(context)
    page.goto("/me/")
    # A page that is on its way while the worker takes over stays without it.
    ready(page)
    page.get_by_role("link", name="Calendar").click()
    page.get_by_role("button", name="Make my private address").click()
    address = page.get_by_label("Or copy it into a calendar program").input_value()
    webcal = page.get_by_role("link", name="Add to my calendar").get_attribute("href")
    assert webcal == re.sub(r"^https?", "webcal", address)
    first = fetched(address)
    assert first.status_code == 200
    assert first.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Set-Cookie" not in first.headers
    events = Calendar.from_ical(first.content).events
    assert (len(events), str(events[2]["SUMMARY"])) == (15, "Day 3: something new")
    headers = {"If-None-Match": first.headers["ETag"]}
    assert fetched(address, **headers).status_code == 304
    head = fetched(address, "HEAD")
    assert (head.status_code, head.content) == (200, b"")

    page.get_by_label("Morning and evening").check()
    page.get_by_label("Remind me at these times").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_text("A calendar last came for it")).to_be_visible()
    again = fetched(address, **headers)
    changed = Calendar.from_ical(again.content).events
    assert (again.status_code, len(changed)) == (200, 29)
    assert {event.sequence for event in changed} == {1}

    page.get_by_role("button", name="End it").click()
    expect(page.get_by_text("no longer works")).to_be_visible()
    assert fetched(address).status_code == 404


def test_the_leaflet_and_the_summary_open_and_the_file_is_saved(page: Page, context: BrowserContext) -> None:
    begin(context)
    page.goto("/me/")
    page.get_by_role("link", name="To print").click()
    for name in ("Open the leaflet", "Open the summary"):
        path = page.get_by_role("link", name=name).get_attribute("href")
        assert path
        answer = context.request.get(path)
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.body().startswith(b"%PDF-")
    page.goto("/me/calendar/")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Download the file").click()
    assert saved.value.suggested_filename == "fortnight.ics"
    assert len(Calendar.from_ical(saved.value.path().read_bytes()).events) == 15
