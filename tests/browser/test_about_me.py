"""Journey: what a person tells about themself changes an answer, says so, and is taken back again."""

from playwright.sync_api import Page, expect

from tests.browser.device import ask, follow, post


def test_an_allergy_changes_an_answer_and_taking_it_back_changes_it_again(person: Page) -> None:
    answer = ask(person.context, "Aqua, Glycerin, Panthenol, Squalane", name="Barrier cream", kind="moisturiser")
    key = answer.strip("/").rpartition("/")[2]
    post(person.context, f"/shelf/{key}/", way="put/", name="Barrier cream")
    person.goto(answer)
    expect(person.get_by_role("heading", level=1)).to_contain_text("Yes, today")

    person.goto("/me/about/?open=allergies")
    person.get_by_label("What do you react to in products?").fill("provitamin B5")
    person.get_by_role("button", name="Save").click()
    expect(person.get_by_role("heading", level=1)).to_have_text("Saved. This is what changed.")
    expect(person.get_by_role("main")).to_contain_text("Barrier cream")
    expect(person.get_by_role("main")).to_contain_text("provitamin B5: we look for Panthenol")
    person.goto(answer)
    expect(person.get_by_role("heading", level=1)).to_contain_text("Not in these 14 days")
    expect(person.locator(".label mark")).to_have_text("Panthenol")

    person.goto("/me/about/?open=allergies")
    person.get_by_label("What do you react to in products?").fill("")
    follow(person.get_by_role("button", name="Save"))
    person.goto(answer)
    expect(person.get_by_role("heading", level=1)).to_contain_text("Yes, today")


def test_what_needs_a_clinician_stands_on_every_page_until_it_was_read(person: Page) -> None:
    person.goto("/me/about/")
    person.get_by_role("heading", name="Pregnancy").click()
    person.get_by_label("Pregnant", exact=True).check()
    person.get_by_role("button", name="Save").click()
    region = person.get_by_role("region", name="Ask a doctor or nurse first")
    for path in ("/today/", "/plan/", "/shelf/"):
        person.goto(path)
        expect(region).to_be_visible()
    region.get_by_role("button", name="I have read this").click()
    expect(person).to_have_url("/shelf/")
    expect(region).to_have_count(0)
    person.goto("/me/")
    expect(person.get_by_role("main")).to_contain_text("on any day while you are pregnant")
