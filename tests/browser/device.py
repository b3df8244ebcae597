"""What a journey does with a device besides clicking: a plan without its pages, waiting for the worker, measuring."""

import datetime as dt
import re
import time
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import APIResponse, BrowserContext, FilePayload, Locator, Page

FORBIDDEN = 403
# What a console says of a network that was taken away; the worker may be fetching its own script just then.
OFFLINE = ("ERR_INTERNET_DISCONNECTED", "error occurred when fetching the script")


def module(path: str) -> str:
    """JavaScript: the module of this name (`journal/queue`) that the page has loaded, as a promise."""
    return (
        f"import(performance.getEntriesByType('resource').map(one => one.name).find(name => name.includes('/{path}.')))"
    )


def zone_where(hour: int) -> tuple[str, dt.date]:
    """A zone in which it is about that hour now, and the date there, to look at what a page shows by the hour."""
    now = dt.datetime.now(dt.UTC)
    ahead = (hour - now.hour + 12) % 24 - 12
    # The names of these zones count westward.
    return f"Etc/GMT{-ahead:+d}", (now + dt.timedelta(hours=ahead)).date()


def begin(context: BrowserContext, day: int = 3, hour: int | None = None) -> None:
    """Answer the three questions for a device without its pages, so that its plan is on a day (base 1).

    With an hour the person is where it is about that hour now, else in UTC.
    """
    zone, today = ("UTC", dt.datetime.now(dt.UTC).date()) if hour is None else zone_where(hour)
    date = today - dt.timedelta(days=day - 1)
    given = {"when": "date", "date": date.isoformat(), "setting": "clinic", "needle_mm": "1.0", "zone": zone}
    answer = post(context, "/", **given)
    if answer.status == FORBIDDEN:
        # A page that is still open may have been given another token meanwhile.
        answer = post(context, "/", **given)
    assert answer.url.endswith("/today/"), f"the plan did not begin: {answer.status} {answer.url}"


def post(context: BrowserContext, path: str, *, way: str = "", **values: str | FilePayload) -> APIResponse:
    """Send the form of a page without opening it, a file with it or not: to its own address, or to one from there."""
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', context.request.get(path).text())
    assert token, f"{path} has no form"
    sent: dict[str, Any] = {"csrfmiddlewaretoken": token[1], **values}
    if all(isinstance(value, str) for value in values.values()):
        return context.request.post(path + way, form=sent)
    return context.request.post(path + way, multipart=sent)


def ask(context: BrowserContext, said: str, **more: str) -> str:
    """Ask about something as somebody with a plan; the path of the answer."""
    answer = post(context, "/may/", said=said, **more)
    assert answer.ok, f"the question was not answered: {answer.status}"
    return urlsplit(answer.url).path


def cookies(context: BrowserContext) -> list[Any]:
    """The cookies of a device, as another device takes them."""
    url = "http://127.0.0.1"
    return [{"name": one["name"], "value": one["value"], "url": url, "httpOnly": True} for one in context.cookies()]


def ready(page: Page) -> None:
    """Wait until the service worker has the pages of this device in its hands."""
    page.wait_for_function("() => navigator.serviceWorker && navigator.serviceWorker.controller")


def sideways(page: Page) -> int:
    """How many pixels a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def follow(target: Locator) -> None:
    """Click what leads to another page, or to the same one anew, and wait until that page has arrived.

    A click alone returns before its page is there: the next `goto` would cut the form off on its way.
    """
    with target.page.expect_navigation():
        target.click()


def until(page: Page, expression: str, patience: float = 60.0) -> None:
    """Wait until an expression is true; a promise counts as what it becomes."""
    end = time.monotonic() + patience
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"it never became true: {expression}"
        page.wait_for_timeout(50)
