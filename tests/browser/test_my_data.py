"""Journey: a person takes everything with them, and then has everything deleted, at once and for real."""

import json
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Quiet
from tests.browser.device import ask, cookies, follow, post, ready, until

Device = Callable[..., BrowserContext]


def test_everything_in_one_file(person: Page) -> None:
    key = ask(person.context, "Aqua, Glycerin, Retinol", name="Night serum").strip("/").rpartition("/")[2]
    post(person.context, f"/shelf/{key}/", way="put/", name="Night serum")
    person.goto("/today/")
    with person.expect_response("**/tick/"):
        person.locator(".step").first.get_by_role("button").click()
    person.goto("/me/data/")
    with person.expect_download() as waited:
        person.get_by_role("link", name="Download (JSON)").click()
    assert waited.value.suggested_filename.endswith(".json")
    data = json.loads(waited.value.path().read_text("utf-8"))
    text = json.dumps(data)
    assert "Night serum" in text
    assert "Aqua, Glycerin, Retinol" in text
    assert "gentle-cleanse" in text


def test_a_slip_deletes_nothing(person: Page, quiet: Quiet) -> None:
    quiet.allow("400 (Bad Request)")
    person.goto("/me/data/")
    person.get_by_label("Type the word").fill("delte")
    person.get_by_role("button", name="Delete everything").click()
    expect(person.get_by_role("alert")).to_contain_text("delete")
    person.goto("/today/")
    expect(person.get_by_role("heading", level=1)).to_contain_text("Day 3")


def test_everything_is_deleted_here_and_on_the_server(member: Page, new_context: Device) -> None:
    answer = ask(member.context, "Aqua, Glycerin, Retinol", name="Night serum")
    member.goto("/device/")
    ready(member)
    follow(member.get_by_role("button", name="Save on this device"))
    member.goto("/today/")
    until(member, "caches.keys().then((names) => names.length > 1)")
    before = cookies(member.context)

    member.goto("/me/data/")
    member.get_by_label("Type the word").fill("delete")
    member.get_by_role("button", name="Delete everything").click()
    expect(member.get_by_role("heading", level=1)).to_have_text("Everything is deleted")
    until(member, "caches.keys().then((names) => names.every((name) => name.includes('ground')))")
    # The token against forged forms is everybody's and tells nothing.
    left = [
        cookie for cookie in member.context.cookies() if "fortnight" in cookie["name"] and "csrf" not in cookie["name"]
    ]
    assert not [cookie for cookie in left if cookie["value"]]

    elsewhere = new_context()
    elsewhere.add_cookies(before)
    page = elsewhere.new_page()
    page.goto("/today/")
    expect(page).to_have_url("/?next=%2Ftoday%2F")
    shut = elsewhere.request.get(answer, max_redirects=0)
    assert shut.status == 404 or shut.headers["location"].startswith("/?next=")
