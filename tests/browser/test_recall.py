"""Journey: after an update of the rules an answer from before is another, and the person is told until they saw it."""

import sqlite3
from contextlib import closing

from playwright.sync_api import Page, expect

from tests.browser.device import ask, post
from tests.browser.server import Server


def answered_by_an_earlier_version(site: Server, key: str, marks: str) -> None:
    """Let the stored answer be the one that an earlier version of the rules has given."""
    with closing(sqlite3.connect(site.database, timeout=600)) as database, database:
        changed = database.execute(
            "UPDATE shelf_product SET marks = ?, version = 'earlier' WHERE key = ?", (marks, key.replace("-", ""))
        ).rowcount
    assert changed == 1


def test_a_changed_answer_is_told_on_today_and_on_the_shelf_until_it_was_seen(person: Page, site: Server) -> None:
    key = ask(person.context, "Aqua, Glycerin, Retinol", name="Night serum").strip("/").rpartition("/")[2]
    post(person.context, f"/shelf/{key}/", way="put/", name="Night serum")
    person.goto("/today/")
    heading = person.get_by_role("heading", name="The answer for Night serum has changed")
    expect(heading).to_have_count(0)

    answered_by_an_earlier_version(site, key, "o" * 14)
    assert "1 have changed" in site.manage("recall")
    assert " 0 have changed" in site.manage("recall"), "a second run has nothing to do"

    person.goto("/today/")
    line = person.locator(".waits summary")
    expect(line).to_have_text("The answer for Night serum has changed")
    line.click()
    expect(heading).to_be_visible()
    news = person.locator(".news")
    expect(news).to_contain_text("Because: You can use retinol and other retinoids again from day 7")
    expect(news.get_by_role("img").first).to_have_accessible_name("Days 1 to 14: use it.")
    person.goto("/shelf/")
    expect(heading).to_be_visible()
    person.get_by_role("button", name="I have seen it").click()
    expect(heading).to_have_count(0)
    person.goto("/today/")
    expect(heading).to_have_count(0)
