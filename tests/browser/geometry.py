"""What looks wrong on a page to whoever sees it, measured: words without room, and what cannot be pressed."""

from playwright.sync_api import Page

# Words with less room than four letters need, though they have more: they print one letter under another.
SQUEEZED = """
() => {
  const found = [];
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.data.trim();
    const one = walk.currentNode.parentElement;
    if (!/\\p{L}{5}/u.test(text) || !one.checkVisibility() || one.closest(".hidden, svg, option, .strip")) continue;
    if (getComputedStyle(one).clipPath === "inset(50%)") continue;
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    const lines = new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom)));
    const { width } = range.getBoundingClientRect();
    const letters = parseFloat(getComputedStyle(one).fontSize);
    const squeezed = lines.size > 1 && text.length / lines.size < 3 && width < 4 * letters;
    if (squeezed) found.push(`${text.slice(0, 60)} (${one.outerHTML.slice(0, 90)})`);
  }
  return found;
}
"""
# What can be pressed in the main part, as it comes: it has a size of its own, and the point in its middle is its own.
# The page is scrolled for what is not on the screen or lies below a bar; each scrolling makes the browser draw anew.
PRESSED = """
() => {
  const found = [];
  const pressed = "main :is(a[href], button, summary, input:not([type=hidden]), select, textarea)";
  const away = "[hidden], .hidden, dialog:not([open]), details:not([open]) > :not(summary)";
  const own = (one, [box] = one.getClientRects()) => {
    const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return at === one || one.contains(at) || at?.contains(one);
  };
  for (const one of document.querySelectorAll(pressed)) {
    if (one.disabled || one.closest(away)) continue;
    if (one.matches(":is(.choices, .at-once) input, .photo-input")) continue;
    const [box] = one.getClientRects();
    if (!box || box.width < 8 || box.height < 8) {
      found.push(`no room: ${one.outerHTML.slice(0, 120)}`);
      continue;
    }
    if (own(one)) continue;
    one.scrollIntoView({ block: "center", inline: "center" });
    if (!own(one)) found.push(`covered: ${one.outerHTML.slice(0, 120)}`);
  }
  return found;
}
"""


def wrong_places(page: Page) -> list[str]:
    """What is squeezed or cannot be pressed in the main part of a page as it is shown now; a line for each."""
    squeezed, pressed = page.evaluate(SQUEEZED), page.evaluate(PRESSED)
    return [*(f"letter under letter: {words}" for words in squeezed), *pressed]
