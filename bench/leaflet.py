"""What a leaflet costs once the process is warm: CPU time, and how many times that of an empty page of the same kind.

The least of several runs counts. On a busy machine only the ratio tells something.
"""

import datetime as dt
import time
from collections.abc import Callable

import typst

from fortnight.course.model import Session
from fortnight.exports.leaflet import Leaflet
from fortnight.exports.outline import Outline
from fortnight.exports.products import OwnProduct
from fortnight.guide.load import published_guide
from fortnight.person.model import Profile
from fortnight.verdicts.rulebook import rulebook

MOST_MS = 60
FONTS = typst.Fonts(include_system_fonts=False)
ROUNDS = 15
MADE = dt.datetime(2026, 11, 21, 9, tzinfo=dt.UTC)
PRODUCTS = tuple(OwnProduct(name=f"Cream number {number}", marks="xxxxxxcccccccc") for number in range(8))


def leaflet(language: str, round_: int) -> bytes:
    """A leaflet for somebody new, so that nothing of it is remembered but the code of the site's one address."""
    book = rulebook(published_guide(), Profile(needle_mm=1.5, sensitive=True))
    outline = Outline(treatment=Session(date=dt.date(2026, 11, 20), zone="UTC"), book=book, language=language)
    whose = {"country": "GB", "house": "Linden House", "address": "https://linden.example/today/"}
    return Leaflet(outline=outline, printed=MADE, name=f"Iris {round_}", products=PRODUCTS, **whose).pdf()


def empty(round_: int) -> bytes:
    """A page of the same kind with nothing but a title on it, set by the same library."""
    page = f'#set document(title: "Empty {round_}")\n= Empty {round_}'.encode()
    return typst.compile(page, font_paths=FONTS, ignore_system_fonts=True, pdf_standards=["ua-1"], timestamp=MADE)


def least(make: Callable[[int], bytes]) -> float:
    """The least CPU time in milliseconds of some runs, the first one left out."""
    make(0)
    took = []
    for round_ in range(1, ROUNDS + 1):
        begun = time.process_time()
        make(round_)
        took.append(time.process_time() - begun)
    return min(took) * 1000


def main() -> None:
    """Print the figures."""
    floor = least(empty)
    print(f"Leaflet: an empty page {floor:.1f} ms")
    for language in ("en", "es"):
        took = least(lambda round_, language=language: leaflet(language, round_))
        print(
            f"Leaflet ({language}): {took:.0f} ms of CPU, {took / floor:.1f} times an empty page (at most {MOST_MS} ms)"
        )


if __name__ == "__main__":
    main()
