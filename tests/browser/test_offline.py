"""Journey: pages are read without a network, those of a person only after they saved them on this device."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Quiet
from tests.browser.device import OFFLINE, begin, cookies, follow, ready, until
from tests.browser.server import Server

HELD = """
(async () => {
  const held = {};
  for (const name of await caches.keys())
    for (const one of await (await caches.open(name)).keys()) {
      const found = await (await caches.open(name)).match(one, { ignoreVary: true });
      const html = (found.headers.get("Content-Type") || "").startsWith("text/html");
      (held[name] ||= []).push([new URL(one.url).pathname, html ? await found.text() : ""]);
    }
  return held;
})()
"""

TOMORROW = """
{
  const Real = Date;
  self.Date = class extends Real {
    constructor(...of) { of.length ? super(...of) : super(Real.now() + 864e5); }
    static now() { return Real.now() + 864e5; }
  };
}
0;
"""


def held(page: Page) -> dict[str, dict[str, str]]:
    """What lies in each cache of the device: the paths, and the text of those that are pages."""
    found: dict[str, Any] = page.evaluate(HELD)
    return {name: dict(pairs) for name, pairs in found.items()}


def own(page: Page) -> dict[str, str]:
    """What lies in the cache of a person, empty without one."""
    return next((pairs for name, pairs in held(page).items() if name.startswith("own-")), {})


def forgotten(page: Page) -> None:
    """Wait until no person has a cache on the device."""
    until(page, "caches.keys().then(all => !all.some(name => name.startsWith('own-')))")


def save(page: Page) -> None:
    """Switch saving on, and wait until the day pages are there."""
    page.goto("/today/")
    ready(page)
    page.get_by_role("link", name="Save this page to read offline").click()
    page.get_by_role("button", name="Save on this device").click()
    expect(page.get_by_role("heading", name="Your pages are saved on this device")).to_be_visible()
    until(page, "caches.match('/day/14/', { ignoreVary: true }).then(Boolean)")


@pytest.fixture
def saved(member: Page, quiet: Quiet) -> Iterator[Page]:
    """Somebody on day 3 with an account, their pages on this device, and the line cut."""
    quiet.allow(*OFFLINE)
    save(member)
    member.context.set_offline(True)
    yield member
    member.context.set_offline(False)


def test_saved_pages_open_without_a_network_and_say_so(saved: Page) -> None:
    for path in ("/today/", "/plan/", "/day/5/", "/shelf/", "/signs/"):
        saved.goto(path)
        bar = saved.locator("#offline")
        expect(bar, path).to_contain_text("You are offline")
        expect(bar, path).to_contain_text("This is what was saved on this device")
        expect(bar.locator("time"), path).to_contain_text(f"{dt.datetime.now(dt.UTC):%A}")
        expect(saved.locator("[data-person]"), path).to_have_count(1)
        width = saved.evaluate("getComputedStyle(document.body).maxWidth")
        assert width != "none", f"{path} came without its styles"


def test_a_page_that_was_not_saved_is_the_offline_page(saved: Page) -> None:
    saved.goto("/may/")
    expect(saved.get_by_role("heading", level=1)).to_have_text("You are offline")
    saved.goto("/")
    expect(saved).to_have_url("/today/")


def test_an_answer_can_be_read_again_once_it_was_seen(member: Page, quiet: Quiet) -> None:
    quiet.allow(*OFFLINE)
    save(member)
    member.goto("/today/")
    member.locator("#ask").fill("Aqua, Glycerin, Retinol, Parfum")
    member.get_by_role("button", name="Ask", exact=True).click()
    expect(member.locator(".verdict")).to_be_visible()
    address = member.url
    until(member, "caches.match(location.pathname, { ignoreVary: true }).then(Boolean)")
    member.context.set_offline(True)
    member.goto("/today/")
    member.goto(address)
    expect(member.locator("#offline")).to_contain_text("saved on this device")
    expect(member.locator(".verdict")).to_be_visible()


def test_a_saved_page_takes_ticks_that_arrive_later(saved: Page) -> None:
    saved.goto("/today/")
    button = saved.locator(".step").first.get_by_role("button")
    button.click()
    expect(saved.get_by_text("waiting to be sent").first).to_be_visible()
    saved.goto("/signs/")
    saved.goto("/today/")
    expect(button).to_have_attribute("aria-pressed", "true")
    saved.context.set_offline(False)
    expect(saved.get_by_text("waiting to be sent").first).to_be_hidden()
    saved.goto("/today/")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(saved.locator("#offline")).to_be_hidden()


def test_tomorrow_without_a_network_it_is_tomorrow(saved: Page) -> None:
    saved.context.service_workers[0].evaluate(TOMORROW)
    saved.add_init_script(TOMORROW)
    saved.goto("/today/")
    expect(saved).to_have_url("/day/4/")
    expect(saved.locator(".tick").first).to_be_enabled()


def test_nothing_personal_is_kept_without_being_asked_for(person: Page) -> None:
    for path in ("/today/", "/plan/", "/day/3/", "/shelf/", "/signs/", "/me/", "/device/", "/today/"):
        person.goto(path)
        ready(person)
    caches = held(person)
    assert len(caches) == 1
    pages = {path: html for path, html in next(iter(caches.values())).items() if html}
    assert set(pages) == {"/offline/", "/signs/"}
    assert not [path for path, html in pages.items() if "data-person" in html]


def test_what_belongs_to_nobody_holds_nothing_personal_when_pages_are_saved(member: Page) -> None:
    save(member)
    ground = next(pairs for name, pairs in held(member).items() if name.startswith("ground-"))
    assert not [path for path, html in ground.items() if "data-person" in html]
    assert {"/today/", "/plan/", "/shelf/", "/day/1/", "/day/14/"} <= set(own(member))
    assert not {"/me/", "/device/"} & set(own(member))


def test_a_visitor_is_shown_how_to_keep_the_plan_and_comes_back_to_the_switch(person: Page) -> None:
    person.goto("/today/")
    ready(person)
    person.get_by_role("link", name="Save this page to read offline").click()
    expect(person.get_by_role("heading", name="Sign in to save your pages")).to_be_visible()
    expect(person.get_by_role("button", name="Save on this device")).to_have_count(0)
    follow(person.get_by_role("link", name="Keep my plan with an email code"))
    assert "next=/device/" in person.url
    assert not own(person)


def test_switching_off_forgets_at_once(member: Page) -> None:
    save(member)
    member.get_by_role("button", name="Stop saving").click()
    expect(member.get_by_role("heading", name="None of your pages are saved")).to_be_visible()
    forgotten(member)


@pytest.mark.parametrize("who", ["nobody", "somebody else"])
def test_what_was_saved_is_forgotten_when_somebody_else_or_nobody_is_there(member: Page, who: str) -> None:
    save(member)
    member.context.clear_cookies()
    if who == "somebody else":
        begin(member.context)
    member.goto("/signs/")
    forgotten(member)


def test_another_device_of_the_same_person_saves_nothing_by_itself(
    member: Page, new_context: Callable[..., BrowserContext]
) -> None:
    save(member)
    other = new_context()
    other.add_cookies([one for one in cookies(member.context) if "-session-" in one["name"]])
    page = other.new_page()
    for path in ("/today/", "/plan/", "/device/"):
        page.goto(path)
        ready(page)
    expect(page.get_by_role("heading", name="Your pages are saved on another")).to_be_visible()
    assert not own(page)


def test_the_red_flag_card_is_there_without_a_network_for_everybody(page: Page, quiet: Quiet) -> None:
    quiet.allow(*OFFLINE)
    page.goto("/")
    ready(page)
    page.context.set_offline(True)
    page.goto("/signs/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("#offline")).to_contain_text("saved on this device")
    page.goto("/plan/")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are offline")


def test_a_server_that_is_away_is_no_network_either(member: Page, site: Server, quiet: Quiet) -> None:
    quiet.allow("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET")
    save(member)
    site.stop()
    try:
        member.goto("/today/")
        expect(member.locator("#offline")).to_contain_text("saved on this device")
        expect(member.get_by_text("You are offline")).to_be_hidden()
    finally:
        site.start()


def test_the_worker_is_asked_for_anew_and_rules_the_whole_site(page: Page) -> None:
    answer = page.context.request.get("/sw.js")
    assert answer.headers["service-worker-allowed"] == "/"
    assert answer.headers["cache-control"] == "no-cache"
    assert "/static/shell/base." in answer.text()
    assert not re.search(r"data-person|csrf", answer.text())
