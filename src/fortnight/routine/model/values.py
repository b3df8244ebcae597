"""What a routine is chosen from and what comes out: offers, products, wishes, uses, gaps, the routine.

Days are base 1. Prices are whole numbers of the smallest unit of a currency (cents), and `None` is not known.
Everything here is a value; what decides is in `candidates` and `choose`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from fortnight.guide.model import LAST_DAY, Rule, Span, Time
from fortnight.labels.model import Kind, Mark
from fortnight.labels.shown import Shown


class Skin(StrEnum):
    """What somebody's skin is like on most days."""

    DRY = "dry"
    OILY = "oily"
    COMBINATION = "combination"
    NORMAL = "normal"
    SENSITIVE = "sensitive"


class Concern(StrEnum):
    """What somebody would like to improve."""

    DRYNESS = "dryness"
    REDNESS = "redness"
    DARK_MARKS = "dark_marks"
    FINE_LINES = "fine_lines"
    BREAKOUTS = "breakouts"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopOffer:
    """Where a product is sold. `stock` None is not known; no `countries` means that it is sold everywhere."""

    shop: str
    price: int | None
    currency: str
    stock: bool | None = None
    countries: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineProduct:
    """A product on the shelf (`own`) or in the catalogue. `shown` None: no label of it is on file.

    `key` is whatever its owner knows it by, and unique in one call; no choice depends on it but between two products
    that are alike in everything else. `names` is `labels.shown.searchable`, asked for by allergies and the vegan wish.
    `vegan` is what its maker says.
    """

    key: str
    name: str
    shown: Shown | None
    own: bool = False
    brand: str = ""
    names: str = ""
    offers: tuple[ShopOffer, ...] = ()
    vegan: bool | None = None

    @property
    def called(self) -> str:
        """Brand and name as people say them."""
        named = self.name.casefold().startswith(self.brand.casefold())
        return self.name if named else f"{self.brand} {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What somebody asks for. Asking for nothing changes nothing.

    `may` are ids of steps that the guide leaves to them and that they want, so that something may be bought for them;
    from the shelf the others are filled as well. `vegan`, `fragrance_free`, `mineral`, `brands`, `shops` and `country`
    hold for what is new; `budget` is for all new products together, in the smallest unit of `currency`. `picked` names
    the product that a step shall have (step id to key) wherever that is open, `without` the keys that are not wanted.
    """

    may: tuple[str, ...] = ()
    skin: Skin | None = None
    concerns: tuple[Concern, ...] = ()
    vegan: bool = False
    fragrance_free: bool = False
    mineral: bool = False
    brands: tuple[str, ...] = ()
    shops: tuple[str, ...] = ()
    country: str = ""
    budget: int | None = None
    currency: str = ""
    picked: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    without: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Raises: ValueError for a budget without a currency, or below zero."""
        if self.budget is not None and (self.budget < 0 or not self.currency):
            raise ValueError("a budget is a whole number of cents, zero or more, in a currency: currency='EUR'")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineStep(Rule):
    """How a care of the guide is turned into a step of a routine.

    `care` is its id. `layer` is its place among the others, small first. Uses are `per_week` (0: every day that the
    guide has it), with `apart` days from one to the next. A product of a `near` kind does as well where it shows one of
    `near_shows`. Without `stand_in` a product has to show what the care asks for. `replaces` is the care whose place it
    takes on its evenings; `welcome` is what makes a product fit better.
    """

    care: str
    layer: int
    per_week: int
    apart: int
    near: tuple[Kind, ...]
    near_shows: tuple[Mark, ...]
    stand_in: bool
    replaces: str
    welcome: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Together(Rule):
    """A rule between products: `one` and `other` not at one time of a day, or `one` only at `only`, or new ones apart.

    With `new_apart` what shows `one` begins at least so many days after another that does.
    """

    one: tuple[Mark, ...]
    other: tuple[Mark, ...]
    only: Time | None
    new_apart: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit(Rule):
    """What makes a product fit somebody better: `points` for showing one of `shows`, for a skin or a concern."""

    skin: tuple[Skin, ...]
    concerns: tuple[Concern, ...]
    shows: tuple[Mark, ...]
    points: int


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Use:
    """One product in one step of one morning or evening; `day` base 1, `step` the id of a care.

    `replaced`: another step takes its place this time, as the exfoliating cleanser does that of the gentle one.
    """

    day: int
    time: Time
    step: str
    key: str
    replaced: bool = False


class Help(StrEnum):
    """What would let an unfilled step be filled."""

    BUDGET = "budget"
    VEGAN = "vegan"
    FRAGRANCE_FREE = "fragrance_free"
    MINERAL = "mineral"
    BRANDS = "brands"
    SHOPS = "shops"
    COUNTRY = "country"
    TELL_SPF = "tell_spf"
    TELL_KIND = "tell_kind"
    PHOTOGRAPH = "photograph"
    CATALOGUE = "catalogue"
    ADVISOR = "advisor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A step that has to be done and cannot be filled: on which days (a set of bits), and what would help, best first.

    `amount` goes with the help `budget`: what all new products would cost together.
    """

    step: str
    days: int
    helps: tuple[Help, ...]
    amount: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How good a routine is, in the order in which it is compared; each of them the smaller the better.

    `unpicked`: uses that a picked product could have had; `uncovered` and `unfilled`: uses of steps that have to and of
    steps that may be done with no product; `changed`: uses that differ from the routine before; `bought`: uses by new
    products; `new`: how many new products; `unfit`: points by which all uses miss the best possible; `price` in cents,
    `UNPRICED` for one that nobody knows; `waiting`: days waited for what has no fixed day.
    """

    unpicked: int
    uncovered: int
    unfilled: int
    changed: int
    bought: int
    new: int
    unfit: int
    price: int
    waiting: int

    @property
    def values(self) -> tuple[int, ...]:
        """The score as numbers in the order of comparison."""
        return (
            self.unpicked, self.uncovered, self.unfilled, self.changed, self.bought, self.new, self.unfit, self.price,
            self.waiting,
        )  # fmt: skip


UNPRICED = 10_000_000
"""What a product without a price counts for where prices are compared: more than any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """What to use on some days. `new` are the keys of what is to be bought, `price` what that costs together.

    `price` is None where one of the prices is not known. `proven` says that nothing better exists; else the best found
    lacks at most `within` per cent of a better one in what `open_level` names. `days` are the days asked for.
    """

    days: Span
    uses: tuple[Use, ...]
    new: tuple[str, ...]
    price: int | None
    currency: str
    gaps: tuple[Gap, ...]
    score: Score
    proven: bool = True
    within: float = 0.0
    open_level: str = ""

    def on(self, day: int, time: Time) -> tuple[Use, ...]:
        """The uses of one morning or evening, in the order of the steps, without what another step replaces."""
        return tuple(use for use in self.uses if use.day == day and use.time is time and not use.replaced)

    def keys(self) -> tuple[str, ...]:
        """The products in use, each once, in the order of their first use."""
        return tuple(dict.fromkeys(use.key for use in self.uses))


WHOLE = Span(first=1, last=LAST_DAY)
