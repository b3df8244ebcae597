"""Every page: at most 100 KB, axe finds nothing, nothing sticks out, text twice as large or from right to left fits."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.browser.conftest import PAGE_TIMEOUT, Quiet
from tests.browser.device import begin, sideways, until
from tests.browser.every_page import NOT_PAGES, OF_OTHERS, PAGES, is_plain, named, reach
from tests.browser.geometry import wrong_places
from tests.browser.line import Line
from tests.browser.server import Server

SMALL: ViewportSize = {"width": 320, "height": 640}
PHONE: ViewportSize = {"width": 390, "height": 844}
LARGE: ViewportSize = {"width": 1280, "height": 900}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# What is well is not described: it is most of a page, and nobody reads it.
AXE = "options => axe.run({ ...options, resultTypes: ['violations'] }).then(({ violations }) => violations)"
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
    listed = {name.split()[0] for name in PAGES} | set(NOT_PAGES)
    names = {name for name in named() if name in listed or not name.startswith(OF_OTHERS)}
    assert not names - listed, f"add to PAGES or NOT_PAGES of tests/browser/every_page.py: {sorted(names - listed)}"
    assert not listed - names, f"these have no address any more: {sorted(listed - names)}"


def violations(page: Page, rules: dict[str, Any]) -> list[str]:
    """What axe finds, a line for each element."""
    if not page.evaluate("'axe' in self"):
        page.evaluate(AXE_SCRIPT)
    violations = page.evaluate(AXE, rules)
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]


def _grouped(name: str) -> Any:
    """A page by its name; those that read a photo go to one process, where what reads them is started once."""
    return pytest.param(name, marks=pytest.mark.xdist_group("photos")) if PAGES[name].shown is not None else name


@pytest.fixture(scope="module")
def visitor(site: Server, browser: Browser) -> Iterator[tuple[Page, Quiet]]:
    """Somebody on day 3 who has nothing and does nothing but look, and what goes wrong on their page."""
    context = browser.new_context(base_url=site.address, locale="en-GB", timezone_id="UTC", reduced_motion="reduce",
                                  service_workers="block")  # fmt: skip
    context.set_default_timeout(PAGE_TIMEOUT)
    heard = Quiet(site.address.removeprefix("http://"))
    heard.listen(context)
    begin(context)
    yield context.new_page(), heard
    context.close()


@pytest.mark.parametrize("name", [_grouped(name) for name in sorted(PAGES)])
def test_a_page_is_light_and_for_everybody_at_every_size(
    new_context: Device, sign_in: Callable[[BrowserContext], None], visitor: tuple[Page, Quiet], name: str
) -> None:
    # One visit for all: coming to some of these pages takes seconds, and a window of its own takes one.
    opened, heard = visitor
    if is_plain(name):
        path = PAGES[name].path
    else:
        context = new_context(service_workers="block")
        path = reach(context, name, sign_in)
        opened = context.new_page()
    opened.set_viewport_size(SMALL)
    opened.emulate_media(color_scheme="light")
    with Line().listening(opened) as line:
        opened.goto(path, wait_until="load")
        until(opened, "document.readyState === 'complete'")
    assert opened.url.endswith(path), f"{name} leads to {opened.url}"
    wrong = line.wrong() + _wrong_at_two_sizes(opened) + _wrong_places_at_three_sizes(opened)
    opened.set_viewport_size(SMALL)
    opened.emulate_media(color_scheme="light")
    wrong += _wrong_when_large_or_turned(opened) + heard.taken()
    assert not wrong, "\n".join(wrong)


def _wrong_at_two_sizes(opened: Page) -> list[str]:
    wrong = []
    for size in (SMALL, LARGE):
        opened.set_viewport_size(size)
        opened.emulate_media(color_scheme="light")
        wrong += [f"{size['width']} px, light: {wrong_line}" for wrong_line in violations(opened, RULES)]
        # In the dark nothing is different but the colours.
        opened.emulate_media(color_scheme="dark")
        wrong += [f"{size['width']} px, dark: {wrong_line}" for wrong_line in violations(opened, COLOURS)]
        if sideways(opened) > 0:
            wrong.append(f"{size['width']} px: {sideways(opened)} px sideways: {opened.evaluate(OUTSIDE)}")
    return wrong


def _wrong_places_at_three_sizes(opened: Page) -> list[str]:
    wrong = []
    for size in (SMALL, PHONE, LARGE):
        opened.set_viewport_size(size)
        wrong += [f"{size['width']} px: {wrong_line}" for wrong_line in wrong_places(opened)]
    return wrong


def _wrong_when_large_or_turned(opened: Page) -> list[str]:
    wrong = []
    opened.evaluate("document.documentElement.style.fontSize = '212.5%'")
    if sideways(opened) > 0:
        wrong.append(f"text at 200 %: {sideways(opened)} px sideways: {opened.evaluate(OUTSIDE)}")
    opened.evaluate("document.documentElement.style.fontSize = ''")
    opened.evaluate(PSEUDO)
    overflow = opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if overflow > 0 or opened.evaluate(OUTSIDE):
        wrong.append(f"right to left: {overflow} px sideways: {opened.evaluate(OUTSIDE)}")
    brand, signs = (opened.locator(selector).bounding_box() for selector in (".top .brand", ".top .signs"))
    assert brand
    assert signs
    if brand["x"] < signs["x"]:
        wrong.append("right to left: the brand stands at the left")
    return wrong
