"""Journey: everything with the keyboard alone, and where the focus is can always be seen."""

from playwright.sync_api import Page, expect

from tests.browser.device import module, until

FOCUS = """
(() => {
  const one = document.activeElement;
  const shown = one.closest("label") && one.type === "radio" ? one.closest("label") : one.closest(".ask") || one;
  const style = getComputedStyle(shown);
  const { width, height, top, bottom } = shown.getBoundingClientRect();
  return {
    words: (one.labels?.[0]?.textContent || one.textContent || one.value || "").trim(),
    name: one.name || "",
    seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && width > 0 && height > 0,
    inside: bottom > 0 && top < innerHeight,
  };
})()
"""


def tab_to(page: Page, words: str, *, back: bool = False, name: str = "") -> None:
    """Press the tab key until the focus is where it should be; each stop on the way can be seen."""
    for _ in range(80):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        focus = page.evaluate(FOCUS)
        if page.evaluate("document.activeElement !== document.body"):
            assert focus["seen"], f"nobody sees that the focus is on {focus['words']!r}"
            assert focus["inside"], f"the focus is outside of the window on {focus['words']!r}"
        if words in focus["words"] and name in focus["name"]:
            return
    raise AssertionError(f"the tab key never came to {words!r}")


def test_the_first_visit_the_ticks_and_a_question_with_the_keyboard_alone(page: Page) -> None:
    keys = page.keyboard
    page.goto("/")
    tab_to(page, "Skip to the content")
    keys.press("Enter")
    expect(page.locator("main")).to_be_focused()
    tab_to(page, "Today", name="when")
    keys.press("ArrowRight")
    tab_to(page, "In a clinic", name="setting")
    keys.press("ArrowRight")
    tab_to(page, "Not sure", name="needle_mm")
    keys.press("ArrowLeft")
    tab_to(page, "Show my plan")
    keys.press("Enter")
    expect(page).to_have_url("/today/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Day 2")

    tab_to(page, "Done: ")
    keys.press("Space")
    tick = page.locator(".tick").first
    expect(tick).to_have_attribute("aria-pressed", "true")
    expect(tick).to_be_focused()
    until(page, f"{module('journal/queue')}.then(({{ ticks }}) => ticks.waiting()).then(all => all.length === 0)")
    keys.press("Space")
    expect(tick).to_have_attribute("aria-pressed", "false")

    tab_to(page, "A product, its list of ingredients", back=True)
    keys.type("Aqua, Glycerin, Retinol")
    keys.press("Enter")
    expect(page.locator(".verdict")).to_be_visible()
    tab_to(page, "When not to wait")
    keys.press("Enter")
    expect(page).to_have_url("/signs/")


def test_a_day_is_reached_on_the_strip_with_the_keyboard(person: Page) -> None:
    person.goto("/plan/")
    tab_to(person, "Day 5")
    person.keyboard.press("Enter")
    expect(person).to_have_url("/day/5/")
