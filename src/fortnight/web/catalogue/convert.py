"""From a product's row to the core: its label is read, what it shows is stored, and the answers come from that."""

from functools import lru_cache

from fortnight.labels.model import Kind, ProblemKind
from fortnight.labels.read import read_label
from fortnight.labels.shown import Shown, searchable, shown_of
from fortnight.person.model import Profile
from fortnight.verdicts.model import rulings_of
from fortnight.verdicts.rulebook import rulebook
from fortnight.verdicts.stored import DaySets, Screen
from fortnight.web.accounts.convert import guide_with
from fortnight.web.accounts.queries import clinic, current_guide
from fortnight.web.answers.edition import edition
from fortnight.web.catalogue.models import CatalogueItem
from fortnight.web.shelf.convert import kind_from
from fortnight.web.words.strip import marks_of

READ = ("guessed", "shown", "names", "edition")


def read_into(product: CatalogueItem) -> tuple[Shown, bool]:
    """Read a product's label and put what it shows into its row (not saved yet); and whether it is of several."""
    kind = kind_from(product.kind)
    label = read_label(product.label, name=product.full_name, kind=kind, category=product.category)
    reading = shown_of(label)
    product.guessed = reading.kind.value if reading.kind and not kind else ""
    product.shown, product.names, product.edition = reading.text, searchable(label), edition()
    return reading, any(problem.kind is ProblemKind.SEVERAL_PRODUCTS for problem in label.problems)


def shown_in(product: CatalogueItem) -> Shown:
    """What a product shows, as it is stored; a row that was never read shows what one without a label does."""
    if product.shown:
        return Shown.from_text(product.shown)
    kind: Kind | None = kind_from(product.kind or product.guessed)
    return Shown(kind=kind, spf=None, readable=False, read=0, of=0, unread_early=False, marks=())


def days_for_nobody(reading: Shown) -> DaySets:
    """The days of a product under the published guide for nobody in particular."""
    return published_screen().days(reading)


def marks_for_nobody(product: CatalogueItem, screen: Screen | None = None) -> str:
    """The fourteen answers of a product for nobody in particular, as letters for the strip.

    By the published guide, or by the rules of a `screen` (see `screen_in_force`).
    """
    days = (screen or published_screen()).days(shown_in(product))
    return marks_of(rulings_of(days.refused, days.untold, days.careful))


def published_screen() -> Screen:
    """The published guide for nobody in particular."""
    return _screen("", "", edition())


def screen_in_force() -> tuple[Screen, int]:
    """The guide that holds for whoever begins now, for nobody in particular, and its number; 0 is the published one."""
    house = clinic()
    version = current_guide(house)
    key, number = (version.key, version.number) if version else ("", 0)
    return _screen(key, house.name if key else "", edition(), cautious=house.cautious), number


@lru_cache(maxsize=8)
def _screen(key: str, house: str, _edition: str, *, cautious: bool = False) -> Screen:
    return Screen(rulebook(guide_with(key, house), Profile(), cautious=cautious))
