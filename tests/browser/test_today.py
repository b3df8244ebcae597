"""Journey: today on one screen, whatever the day and the hour; what waits, what is left to the person, the tabs."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.device import begin, post, zone_where

Device = Callable[..., BrowserContext]
MORNING, EVENING = 9, 20
# One for each step of the plan and for each of what is left to the person.
SHELF = (
    ("Quiet Cleansing Milk for Dry Skin", "cleanser", "Aqua, Glycerin, Panthenol"),
    ("Water Serum", "hydrating_serum", "Aqua, Glycerin, Sodium Hyaluronate"),
    ("Barrier Cream with Ceramides", "moisturiser", "Aqua, Glycerin, Ceramide NP, Squalane, Cholesterol"),
    ("Sun Fluid SPF 50", "sunscreen", "Zinc Oxide, Aqua, Glycerin"),
    ("C Drops", "vitamin_c_serum", "Aqua, 3-O-Ethyl Ascorbic Acid, Glycerin"),
    ("Flax Mask", "mask", "Aqua, Linum Usitatissimum Seed Oil, Glycerin"),
    ("Silk Drops", "peptide_serum", "Aqua, Palmitoyl Tripeptide-1, Glycerin"),
    ("Still Eye Cream", "eye_cream", "Aqua, Glycerin, Palmitoyl Tripeptide-1"),
    ("Night Retinol", "retinol_product", "Aqua, Glycerin, Squalane, Retinol, Tocopherol"),
)
# A page, and the tab under which it stands.
TABS = {
    "/today/": "Today",
    "/day/5/": "Plan",
    "/activities/": "Can I?",
    "/may/photo/": "Can I?",
    "/use/": "Shelf",
    "/advisor/": "Advisor",
    "/me/links/": "Me",
}
# The room of how skin may be today, two lines and two buttons, where the page does not say it; and of what waits.
SKIN, WAITS = 112, 52
BOTTOM = """
() => {
  const bottom = (what) => document.querySelector(what).getBoundingClientRect().bottom;
  const lowest = Math.max(...["[data-half=morning]", "[data-half=evening]"].map(bottom));
  const room = (document.querySelector(".skin") ? 0 : SKIN) + (document.querySelector(".waits") ? 0 : WAITS);
  return { lowest: lowest + room, bar: document.querySelector(".ways").getBoundingClientRect().top };
}
""".replace("SKIN", str(SKIN)).replace("WAITS", str(WAITS))


def treatment(context: BrowserContext) -> str:
    """The path of the page of a person's treatment."""
    link = re.search(r'href="(/me/treatments/\d+/)"', context.request.get("/me/treatments/").text())
    assert link
    return link[1]


def move_to(context: BrowserContext, path: str, day: int, hour: int) -> None:
    """Let the plan be on a day (base 1): another date for its treatment, so that nothing is begun anew."""
    _, today = zone_where(hour)
    date = (today - dt.timedelta(days=day - 1)).isoformat()
    post(context, path, when="date", date=date, setting="clinic", needle_mm="1.0")


def follow_a_routine(context: BrowserContext) -> None:
    """Own a product for every step, and follow the routine of them."""
    for name, kind, label in SHELF:
        post(context, "/shelf/add/", name=name, kind=kind, label=label)
    post(context, "/use/", way="keep/", asked="")


@pytest.mark.parametrize("follows", [False, True], ids=["no routine", "a routine"])
@pytest.mark.parametrize("hour", [MORNING, EVENING])
def test_all_that_matters_today_stands_on_one_screen_on_each_of_the_fourteen_days(
    page: Page, hour: int, follows: bool
) -> None:
    begin(page.context, 3, hour)
    if follows:
        follow_a_routine(page.context)
    low = []
    path = treatment(page.context)
    for day in range(1, 15):
        move_to(page.context, path, day, hour)
        page.goto("/today/")
        assert page.locator(".day h1").inner_text().endswith("morning" if hour == MORNING else "evening")
        for part in (".brand", ".signs", ".me", ".day", "nav.strip", ".ask-ways", ".step"):
            expect(page.locator(part).first).to_be_visible()
        place = page.evaluate(BOTTOM)
        if place["lowest"] > place["bar"]:
            low.append((day, place))
    assert not low


def test_in_the_evening_the_evening_stands_open_and_the_morning_is_a_line_with_its_count(page: Page) -> None:
    begin(page.context, 3, EVENING)
    page.goto("/today/")
    halves = page.locator(".half:not(.optional)")
    expect(halves.first).to_contain_text("This evening")
    expect(halves.first.locator(".step").first).to_be_visible()
    expect(halves.last).to_contain_text("This morning")
    expect(halves.last.locator(".count")).to_have_text("0 of 5")
    expect(halves.last.locator(".step").first).to_be_hidden()
    halves.last.locator("summary").first.click()
    expect(halves.last.locator(".step").first).to_be_visible()


def test_a_step_is_one_line_with_the_own_product_and_the_rest_behind_its_name(page: Page) -> None:
    begin(page.context, 3, MORNING)
    follow_a_routine(page.context)
    page.goto("/today/")
    step = page.locator(".step").first
    box = step.bounding_box()
    assert box
    assert box["height"] <= 48
    expect(step.locator(".mine")).to_have_text("Quiet Cleansing Milk for Dry Skin")
    expect(step.get_by_text("Wash with a gentle cleanser")).to_be_hidden()
    step.locator("summary").click()
    expect(step.get_by_text("Wash with a gentle cleanser")).to_be_visible()
    expect(step.get_by_role("link", name="Quiet Cleansing Milk for Dry Skin")).to_be_visible()


def test_what_is_left_to_the_person_is_apart_can_be_ticked_and_is_not_counted(page: Page) -> None:
    begin(page.context, 9, EVENING)
    page.goto("/today/")
    optional = page.locator(".optional")
    expect(optional.locator("summary").first).to_contain_text("If you like, this evening: retinol")
    expect(page.locator("[data-count=evening]")).to_have_text("0 of 5")
    optional.locator("summary").first.click()
    optional.get_by_role("button", name="Done: Retinol").click()
    expect(optional.locator(".step")).to_have_class(re.compile("done"))
    expect(page.locator("[data-count=evening]")).to_have_text("0 of 5")
    page.wait_for_function("document.querySelectorAll('[data-waiting]:not([hidden])').length === 0")
    page.reload()
    expect(page.locator(".optional .step.done")).to_have_count(1)


def test_the_evening_after_is_for_rest(page: Page) -> None:
    begin(page.context, 10, EVENING)
    page.goto("/today/")
    expect(page.locator(".optional summary").first).to_have_text("A rest evening, nothing extra")


def test_the_tab_under_which_a_page_stands_is_marked(person: Page) -> None:
    for path, tab in TABS.items():
        person.goto(path)
        marked = person.locator("header [aria-current]")
        expect(marked, path).to_have_count(1)
        expect(marked, path).to_contain_text(tab)
