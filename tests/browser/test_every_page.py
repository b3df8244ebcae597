"""Every page: axe finds nothing, nothing sticks out sideways, text may be twice as large and run right to left."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from tests.browser.device import sideways
from tests.browser.every_page import NOT_PAGES, OF_OTHERS, PAGES, named, reach

SMALL, LARGE = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
# Every letter becomes one of a language that runs from right to left, and every text a third longer.
PSEUDO = """
(() => {
  document.documentElement.dir = "rtl";
  document.documentElement.lang = "ar";
  const letters = "אבגדהוזחטיכלמנסעפצקרשת";
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.data;
    if (!text.trim() || walk.currentNode.parentElement.closest("script, style")) continue;
    const turned = text.replace(/[a-z]/gi, (letter) => letters[letter.charCodeAt(0) % letters.length]);
    walk.currentNode.data = turned.trimEnd() + turned.trim().slice(0, Math.ceil(turned.trim().length / 3));
  }
})()
"""
# What stands outside of the window. A wide table scrolls within a box of its own, and that is fine.
OUTSIDE = """
[...document.querySelectorAll("main *, header *, footer *")]
  .filter((one) => one.getClientRects().length && !one.closest(".hidden, .skip, svg, .signs span, .scroll"))
  .filter((one) => { const { left, right } = one.getBoundingClientRect(); return left < -1 || right > innerWidth + 1; })
  .slice(0, 5).map((one) => one.outerHTML.slice(0, 160))
"""
Device = Callable[..., BrowserContext]


def test_every_address_is_a_page_or_said_to_be_none() -> None:
    known = {name.split()[0] for name in PAGES} | set(NOT_PAGES)
    names = {name for name in named() if name in known or not name.startswith(OF_OTHERS)}
    assert not names - known, f"add to PAGES or NOT_PAGES of tests/browser/every_page.py: {sorted(names - known)}"
    assert not known - names, f"these have no address any more: {sorted(known - names)}"


def violations(page: Page) -> list[str]:
    """What axe finds, a line for each element."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['html'][:160]} {node['failureSummary']}" for one in found for node in one["nodes"]]


@pytest.fixture(params=sorted(PAGES))
def opened(request: pytest.FixtureRequest, new_context: Device) -> Page:
    """Each page in turn, on a small phone."""
    context = new_context(viewport=SMALL)
    path = reach(context, request.param)
    page = context.new_page()
    page.goto(path)
    assert page.url.endswith(path), f"{request.param} leads to {page.url}"
    return page


def test_axe_finds_nothing_and_nothing_sticks_out(opened: Page) -> None:
    wrong = []
    for size in (SMALL, LARGE):
        opened.set_viewport_size({"width": size["width"], "height": size["height"]})
        for scheme in ("light", "dark"):
            opened.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            wrong += [f"{size['width']} px, {scheme}: {found}" for found in violations(opened)]
        if sideways(opened) > 0:
            wrong.append(f"{size['width']} px: {sideways(opened)} px sideways: {opened.evaluate(OUTSIDE)}")
    assert not wrong, "\n".join(wrong)


def test_text_twice_as_large_and_right_to_left_fit(opened: Page) -> None:
    wrong = []
    opened.evaluate("document.documentElement.style.fontSize = '212.5%'")
    if sideways(opened) > 0:
        wrong.append(f"text at 200 %: {sideways(opened)} px sideways: {opened.evaluate(OUTSIDE)}")
    opened.evaluate("document.documentElement.style.fontSize = ''")
    opened.evaluate(PSEUDO)
    overflow = opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if overflow > 0 or opened.evaluate(OUTSIDE):
        wrong.append(f"right to left: {overflow} px sideways: {opened.evaluate(OUTSIDE)}")
    brand, signs = (opened.locator(one).bounding_box() for one in (".top .brand", ".top .signs"))
    assert brand
    assert signs
    if brand["x"] < signs["x"]:
        wrong.append("right to left: the brand stands at the left")
    assert not wrong, "\n".join(wrong)
