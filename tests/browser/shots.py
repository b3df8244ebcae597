"""Pictures of the main pages for the README and the docs: `make shots`.

Served for this alone on an empty folder with somebody on day 3; each page on a telephone and on a desk, light and dark,
as WebP files of 60 KB at the most in `docs/screenshots`, named `page-width-scheme.webp`; a few of them in Spanish too.
"""

import io
import sys
import tempfile
from itertools import product
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser import desk_shots
from tests.browser.device import ask, begin, post
from tests.browser.server import ROOT, Server, chromium

FOLDER = ROOT / "docs" / "screenshots"
LIMIT = 60 * 1024
# Width, height, and how many pixels stand for one.
SIZES = ((390, 844, 2), (1280, 860, 1))
LABELS = {
    "Barrier cream": "Aqua, Glycerin, Ceramide NP, Squalane, Cholesterol, Panthenol",
    "Night serum": "Aqua, Glycerin, Squalane, Retinol, Tocopherol, Parfum, Limonene",
    "Vitamin C": "Aqua, Ascorbic Acid, Propanediol, Ferulic Acid, Hyaluronic Acid",
    "Mineral sunscreen SPF 50": "Zinc Oxide, Aqua, Caprylic/Capric Triglyceride, Glycerin, Titanium Dioxide",
    "Toner": "Aqua, Glycolic Acid, Alcohol Denat., Niacinamide, Menthol",
}


def main() -> None:
    """Take all pictures, and say how large each is."""
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as room,
        Server(Path(room)) as server,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"]) as browser,
    ):
        first = browser.new_context(base_url=server.address)
        begin(first)
        answers = {name: ask(first, label, name=name) for name, label in LABELS.items()}
        for name, path in answers.items():
            post(first, f"/shelf/{path.strip('/').rpartition('/')[2]}/", way="put/", name=name)
        tick_some(first)
        pages = {"today": "/today/", "plan": "/plan/", "answer": answers["Night serum"], "shelf": "/shelf/"}
        stranger = browser.new_context(base_url=server.address)
        for size, scheme, (name, path) in product(SIZES, ("light", "dark"), {"front": "/", **pages}.items()):
            whose = stranger if name == "front" else first
            keep(f"{name}-{size[0]}-{scheme}", taken(browser, whose, server.address + path, size, scheme))
        post(first, "/me/", way="../language/", language="es", next="/me/")
        for name in ("today", "answer", "shelf"):
            keep(f"{name}-es-390-light", taken(browser, first, server.address + pages[name], SIZES[0], "light"))

        def take(name: str, person: BrowserContext, address: str, size: tuple[int, int, int], scheme: str) -> None:
            keep(name, taken(browser, person, address, size, scheme))

        desk_shots.take(browser, take)


def keep(name: str, picture: bytes) -> None:
    """Write a picture, and say how large it is."""
    file = FOLDER / f"{name}.webp"
    file.write_bytes(small(picture))
    sys.stdout.write(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1024:.0f} KB\n")


def tick_some(context: BrowserContext) -> None:
    """Tick the first two steps of the morning."""
    page = context.new_page()
    page.goto("/today/")
    for number in (0, 1):
        page.locator(".tick").nth(number).click()
    page.wait_for_function("document.querySelectorAll('[data-waiting]:not([hidden])').length === 0")
    page.close()


def taken(browser: Browser, person: BrowserContext, address: str, size: tuple[int, int, int], scheme: str) -> bytes:
    """The part of a page that a window shows, in a fresh window of the person."""
    width, height, scale = size
    context = browser.new_context(
        storage_state=person.storage_state(),
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        service_workers="block",
    )
    try:
        page = context.new_page()
        page.goto(address)
        return page.screenshot()
    finally:
        context.close()


def small(picture: bytes) -> bytes:
    """A picture as WebP, as good as its limit allows."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    out = io.BytesIO()
    for quality in range(88, 20, -8):
        out = io.BytesIO()
        image.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= LIMIT:
            break
    return out.getvalue()


if __name__ == "__main__":
    main()
