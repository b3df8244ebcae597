"""Journey: from a pasted label to the shelf, and from the shelf to the day on which each product comes back."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.device import ask, post, sideways

MILD = "Aqua, Glycerin, Ceramide NP, Squalane, Panthenol"
STRONG = "Aqua, Glycerin, Retinol, Tocopherol"
BARRED = "Aqua, Glycolic Acid, Alcohol Denat., Menthol"


def group(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)


def own(page: Page, name: str, label: str) -> None:
    """Put a product on the shelf without its pages."""
    key = ask(page.context, label, name=name).strip("/").rpartition("/")[2]
    post(page.context, f"/shelf/{key}/", way="put/", name=name)


def test_a_pasted_label_goes_onto_the_shelf_and_into_its_place(person: Page) -> None:
    person.goto("/today/")
    box = person.locator("[name=said]")
    box.fill(STRONG)
    person.get_by_role("button", name="Ask", exact=True).click()
    expect(person.get_by_role("heading", level=1)).to_contain_text("Not today")
    expect(person.get_by_role("heading", level=1)).to_contain_text("day 7")
    person.get_by_label("Its name").fill("Night serum")
    person.get_by_role("button", name="Put on my shelf").click()
    own(person, "Barrier cream", MILD)
    own(person, "Toner", BARRED)

    person.goto("/shelf/")
    expect(group(person, "For today").get_by_role("link", name="Barrier cream", exact=True)).to_be_visible()
    coming = group(person, "Next to come back").get_by_role("listitem")
    expect(coming).to_have_count(1)
    expect(coming).to_contain_text("Night serum")
    expect(coming).to_contain_text("day 7")
    expect(group(person, "Not in these 14 days")).to_contain_text("Toner")


def test_a_label_that_is_corrected_is_answered_anew(person: Page) -> None:
    own(person, "Cream", STRONG)
    person.goto("/shelf/")
    person.get_by_role("link", name="Edit Cream").click()
    person.get_by_label("List of ingredients").fill(MILD)
    person.get_by_label("Type of product").select_option("moisturiser")
    person.get_by_role("button", name="Keep it and answer again").click()
    expect(person.get_by_role("heading", level=1)).to_contain_text("Yes, today")


def test_what_was_removed_comes_back_with_one_touch(person: Page) -> None:
    own(person, "Cream", MILD)
    person.goto("/shelf/")
    person.get_by_role("button", name="Remove Cream").click()
    expect(person.get_by_role("status")).to_contain_text("Cream was removed")
    expect(person.get_by_role("link", name="Cream", exact=True)).to_have_count(0)
    person.get_by_role("button", name="Undo").click()
    expect(person.get_by_role("link", name="Cream", exact=True)).to_be_visible()


def test_many_in_a_row(person: Page) -> None:
    person.goto("/shelf/add/")
    for name in ("One", "Two", "Three"):
        person.get_by_label("Name", exact=True).fill(name)
        person.get_by_label("List of ingredients").fill(MILD)
        person.get_by_role("button", name="Put on my shelf").click()
        expect(person.get_by_role("status").first).to_contain_text(f"{name} is on your shelf.")
        expect(person.get_by_label("List of ingredients")).to_have_value("")
    person.get_by_role("link", name="Done, show the shelf").click()
    expect(group(person, "For today").get_by_role("listitem")).to_have_count(3)


def test_the_shelf_fits_on_paper(person: Page) -> None:
    for number in range(12):
        own(person, f"Cream {number}", MILD)
    person.goto("/shelf/")
    person.emulate_media(media="print")
    # A sheet of A4 at 96 dots to the inch, with a margin of a centimetre.
    person.set_viewport_size({"width": 718, "height": 1047})
    assert sideways(person) <= 0
    assert person.evaluate("document.body.scrollHeight") <= 1047
    expect(person.get_by_role("button", name="Remove Cream 3")).to_be_hidden()
