"""Journeys with a routine: from the shelf alone, with a shop's products, swapped, too dear, sent by an advisor."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.device import follow, post, sideways
from tests.browser.server import Server
from tests.browser.staff import sign_in
from tests.browser.test_every_page import RULES, violations

Device = Callable[..., BrowserContext]
CREAM = {"name": "Barrier Moisturiser", "label": "Aqua, Glycerin, Ceramide NP", "kind": ""}
# Title, type, price, list of ingredients.
SOLD = (
    ("Mild Milk", "Cleanser", "12.00", "Aqua, Glycerin, Panthenol"),
    ("Calm Serum", "Hydrating serum", "16.00", "Aqua, Glycerin, Sodium Hyaluronate"),
    ("Deep Serum", "Hydrating serum", "28.00", "Aqua, Propanediol, Sodium Hyaluronate, Panthenol"),
    ("Rich Serum", "Hydrating serum", "39.00", "Aqua, Glycerin, Hyaluronic Acid, Trehalose"),
    ("Sun Fluid SPF 50", "Sunscreen", "24.00", "Zinc Oxide, Aqua, Glycerin"),
    ("C Drops", "Vitamin C serum", "26.00", "Aqua, 3-O-Ethyl Ascorbic Acid, Glycerin"),
    ("Flax Mask", "Mask", "17.50", "Aqua, Linum Usitatissimum Seed Oil, Glycerin"),
    ("Peptide Drops", "Peptide serum", "18.00", "Aqua, Palmitoyl Tripeptide-1, Glycerin"),
    ("Still Eye Cream", "Eye cream", "19.00", "Aqua, Glycerin, Palmitoyl Tripeptide-1"),
)


@pytest.fixture(scope="session")
def shop(site: Server, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A shop's products in the catalogue, by the command of the house, as the shop's site gives them away."""
    products = [
        {
            "id": 100 + at, "title": title, "handle": title.lower().replace(" ", "-"), "vendor": "Vale",
            "product_type": kind, "body_html": f"<p>For calm skin.</p><p>Ingredients: {label}</p>",
            "variants": [{"id": 4100 + at, "title": "Default Title", "price": price, "available": True}],
        }
        for at, (title, kind, price, label) in enumerate(SOLD)
    ]  # fmt: skip
    file: Path = tmp_path_factory.mktemp("shop") / "products.json"
    file.write_text(json.dumps({"products": products}))
    site.command("catalogue", "import", str(file), "--source", "Vale", "--currency", "EUR",
                 "--site", "https://vale.example")  # fmt: skip


def step(page: Page, name: str, time: str = "Morning") -> Locator:
    """The line of a step in a half of the day."""
    half = page.locator(".halves > section").filter(has=page.get_by_role("heading", name=time))
    return half.get_by_role("listitem").filter(has_text=f"· {name}").first


def test_from_the_shelf_alone_then_with_the_shop(person: Page, shop: None) -> None:
    """What is missing says what would help, and the help is one tap away."""
    post(person.context, "/shelf/add/", **CREAM)
    person.goto("/use/")
    expect(step(person, "Moisturise")).to_contain_text("Barrier Moisturiser")
    lack = person.locator(".lacks > li").filter(has_text="Hydrating serum")
    lack.get_by_role("link", name="Search the catalogue too.").click()
    expect(step(person, "Hydrating serum")).to_contain_text("Vale Calm Serum")
    expect(step(person, "Moisturise")).to_contain_text("Barrier Moisturiser")
    buys = person.locator("#buys")
    expect(buys).not_to_contain_text("Barrier Moisturiser")
    cart = buys.get_by_role("link", name="to your Vale basket")
    assert (cart.get_attribute("href") or "").startswith("https://vale.example/cart/41")
    for line in person.locator("ol.order > li").all():
        line.get_by_text("Why this?").click()
        assert line.locator(".reasons li").count() >= 3
        expect(line.locator(".reasons")).to_contain_text("You can use it on days")
    assert sideways(person) == 0
    assert not violations(person, RULES)


def test_swapped_followed_bought_and_named_by_the_steps(person: Page, shop: None) -> None:
    post(person.context, "/shelf/add/", **CREAM)
    person.goto("/use/?catalogue=on")
    line = step(person, "Hydrating serum")
    line.get_by_text("Why this?").click()
    follow(line.get_by_role("link", name="Use Vale Deep Serum instead"))
    expect(step(person, "Hydrating serum")).to_contain_text("Vale Deep Serum")
    expect(step(person, "Sunscreen")).to_contain_text("Vale Sun Fluid SPF 50")
    person.get_by_role("button", name="Follow this routine").click()
    expect(person.get_by_text("You are following this routine")).to_be_visible()
    person.locator("#buys li").filter(has_text="Vale Deep Serum").get_by_role("button", name="I have it").click()
    expect(person.get_by_text("It is on your shelf now.")).to_be_visible()
    expect(person.locator("#buys")).not_to_contain_text("Deep Serum")
    person.goto("/today/")
    expect(person.locator("[data-care=hydrating-serum] .mine").first).to_have_text("Vale Deep Serum")
    person.locator("[data-care=hydrating-serum] summary").first.click()
    serum = person.locator("[data-care=hydrating-serum] .chosen").first
    expect(serum).to_have_text("Vale Deep Serum")
    expect(person.locator("[data-care=daily-sunscreen] .chosen")).to_contain_text("to buy")
    serum.get_by_role("link").click()
    expect(person.get_by_role("heading", level=1)).to_contain_text("Yes")


def test_one_is_left_out_and_allowed_again(person: Page, shop: None) -> None:
    person.goto("/use/?catalogue=on")
    line = step(person, "Hydrating serum")
    line.get_by_text("Why this?").click()
    line.get_by_role("link", name="Leave this one out").click()
    expect(step(person, "Hydrating serum")).to_contain_text("Vale Deep Serum")
    person.get_by_role("listitem").filter(has_text="Vale Calm Serum").get_by_role("link", name="Allow it again").click()
    expect(step(person, "Hydrating serum")).to_contain_text("Vale Calm Serum")


def test_too_dear_says_which_step_and_a_larger_budget_fills_it(person: Page, shop: None) -> None:
    person.goto("/use/?catalogue=on&new=1")
    person.locator(".wishes > summary").click()
    person.get_by_label("Maximum to spend on new products").fill("15")
    person.get_by_role("button", name="Choose").click()
    lack = person.locator(".lacks > li").filter(has_text="Sunscreen")
    expect(lack).to_contain_text("Ask the skin advisor.")
    lack.get_by_role("link").first.click()
    expect(person.locator(".lacks > li").filter(has_text="Sunscreen")).to_have_count(0)
    expect(step(person, "Sunscreen")).to_contain_text("Vale Sun Fluid SPF 50")


def test_an_advisor_sends_a_routine_and_the_client_takes_it_over(
    person: Page, new_context: Device, site: Server, shop: None
) -> None:
    post(person.context, "/shelf/add/", **CREAM)
    person.goto("/advisor/")
    person.locator("#body").fill("Which serum should I get?")
    person.get_by_role("button", name="Send", exact=True).click()
    expect(person.get_by_role("log")).to_contain_text("Which serum should I get?")
    context = new_context(viewport={"width": 1280, "height": 900})
    sign_in(context, site)
    desk = context.new_page()
    desk.goto("/desk/?box=due")
    desk.get_by_role("listitem").filter(has_text="Which serum should I get?").first.get_by_role("link").click()
    desk.get_by_role("link", name="Recommend a routine").click()
    line = step(desk, "Hydrating serum")
    line.get_by_text("Why this?").click()
    line.get_by_role("link", name="Use Vale Deep Serum instead").click()
    assert not violations(desk, RULES)
    desk.get_by_label("Add a message").fill("The deep one suits you.")
    desk.get_by_role("button", name="Send", exact=True).click()
    expect(desk.get_by_role("log")).to_contain_text("Hydrating serum: Vale Deep Serum")
    card = person.get_by_role("log").get_by_role("listitem").filter(has_text="The deep one suits you.").first
    expect(card).to_contain_text("Hydrating serum: Vale Deep Serum")
    card.get_by_role("link", name="Show").click()
    expect(person.get_by_text("Noor recommends")).to_be_visible()
    assert sideways(person) == 0
    assert not violations(person, RULES)
    person.get_by_label("Vale Deep Serum").check()
    follow(person.get_by_role("button", name="Follow this routine"))
    person.goto("/shelf/")
    expect(person.get_by_role("link", name="Vale Deep Serum").first).to_be_visible()
    person.goto("/today/")
    expect(person.locator("[data-care=hydrating-serum] .chosen").first).to_have_text("Vale Deep Serum")
