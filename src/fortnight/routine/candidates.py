"""Who could do which step, on which days, and how well: what the choice is made from.

First the demands: each care of the guide that a product fills, with the days on which it is open for this person. Then
every product: its days by the same rules as every other answer, the steps it could do, its points in each. A product is
never a candidate on a day that its answer refuses or cannot tell. New products pass the person's wishes first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from fortnight.guide.model import Care, Duty, Span, Time
from fortnight.labels.model import Mark
from fortnight.labels.shown import Shown
from fortnight.routine.fitting import careful_points, points
from fortnight.routine.load import steps, together
from fortnight.routine.model import UNPRICED, Product, Step, Together, Wishes
from fortnight.routine.wanted import is_wanted, price_for
from fortnight.verdicts.rulebook import Rulebook
from fortnight.verdicts.stored import Days, Screen
from fortnight.verdicts.timing import is_open

WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A step that is asked for: on which days (bits), at which times, and how many uses each week wants at most.

    `weeks` are (days, uses) for a step that is not done every day, else empty. `buy`: something may be bought for it.
    """

    place: int
    step: Step
    care: Care
    must: bool
    buy: bool
    days: int
    weeks: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Role:
    """What a product is in one demand: the days (bits) it is open, the times, the points on a yes day."""

    demand: Demand
    days: int
    times: tuple[Time, ...]
    points: int


@dataclass(slots=True)
class Candidate:
    """A product with everything that the choice asks of it. `groups` are the places of the rules that touch it.

    `active` counts it among what begins apart. `place` is its place in the order that settles what nothing else does.
    """

    product: Product
    shown: Shown
    careful: int
    roles: tuple[Role, ...]
    price: int
    active: bool
    one: frozenset[int]
    other: frozenset[int]
    place: int = 0

    @property
    def own(self) -> bool:
        """Whether it is on the shelf already."""
        return self.product.own

    @property
    def bound(self) -> bool:
        """Whether a rule between products touches it."""
        return bool(self.active or self.one or self.other)

    def points_on(self, role: Role, day: int) -> int:
        """Its points in a role on a day (base 1)."""
        return role.points - (careful_points() if self.careful >> day & 1 else 0)


def demands(book: Rulebook, days: Span, wishes: Wishes) -> tuple[Demand, ...]:
    """What is asked for on some days, in the order of the guide.

    >>> from fortnight.guide.load import published_guide
    >>> from fortnight.person.model import Profile
    >>> from fortnight.verdicts.rulebook import rulebook
    >>> found = demands(rulebook(published_guide(), Profile()), Span(first=1, last=2), Wishes())
    >>> [demand.care.id for demand in found]
    ['gentle-cleanse', 'hydrating-serum', 'ceramide-moisturiser', 'daily-sunscreen']
    """
    found: list[Demand] = []
    for care in book.guide.care:
        step = steps().get(care.id)
        if step is None or care.duty is Duty.AVOID or not care.kinds:
            continue
        held = [day for day in range(days.first, days.last + 1) if day in care.days and is_open(care, day, book)]
        if held:
            must = care.duty is Duty.MUST
            bits = sum(1 << day for day in held)
            found.append(
                Demand(
                    place=len(found), step=step, care=care, must=must, buy=must or care.id in wishes.may, days=bits,
                    weeks=_weeks(bits, step),
                )
            )  # fmt: skip
    return tuple(found)


def _weeks(days: int, step: Step) -> tuple[tuple[int, int], ...]:
    """The weeks of the fortnight with the uses that fit into the open days of each."""
    if not step.per_week:
        return ()
    found = []
    for first in (1, 1 + WEEK):
        week = days & Span(first=first, last=first + WEEK - 1).mask
        if week:
            found.append((week, min(step.per_week, _room(week, step.apart))))
    return tuple(found)


def _room(days: int, apart: int) -> int:
    """How many uses so far apart fit into some days."""
    count, earliest = 0, 0
    for day in range(days.bit_length()):
        if days >> day & 1 and day >= earliest:
            count, earliest = count + 1, day + apart
    return count


@dataclass(slots=True)
class Casting:
    """Makes candidates of products for one person; what shows the same is worked out once."""

    book: Rulebook
    wishes: Wishes
    asked: tuple[Demand, ...]
    _screen: Screen = field(init=False)
    _roles: dict[tuple[Shown, bool], tuple[Role, ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._screen = Screen(self.book)

    def of(self, product: Product) -> Candidate | None:
        """The candidate that a product is, or None for one that can do no step here."""
        shown = product.shown
        if shown is None or shown.kind is None or not shown.readable:
            return None
        days = self._screen.days(shown, product.names)
        if not days.open:
            return None
        price = None if product.own else price_for(product, self.wishes)
        return self.made(product, shown, days, price)

    def made(self, product: Product, shown: Shown, days: Days, price: int | None) -> Candidate | None:
        """The candidate that a product with these days is."""
        roles = self._roles_of(shown, days, own=product.own)
        if not roles:
            return None
        marks = frozenset(mark for mark, _ in shown.marks)
        return Candidate(
            product=product, shown=shown, careful=days.careful, roles=roles,
            price=0 if product.own else UNPRICED if price is None else price,
            active=any(rule.new_apart and marks & set(rule.one) for rule in together()),
            one=_touched(marks, (rule.one for rule in _apart())),
            other=_touched(marks, (rule.other for rule in _apart())),
        )  # fmt: skip

    def _roles_of(self, shown: Shown, days: Days, *, own: bool) -> tuple[Role, ...]:
        key = (shown, own)
        found = self._roles.get(key)
        if found is None:
            marks = frozenset(mark for mark, _ in shown.marks)
            made = (self._role(one, shown, marks, days.open) for one in self.asked if own or one.buy)
            found = self._roles[key] = tuple(role for role in made if role)
        return found

    def _role(self, demand: Demand, shown: Shown, marks: frozenset[Mark], open_days: int) -> Role | None:
        days = open_days & demand.days
        if not days or not can_do(demand, shown, marks):
            return None
        times = tuple(time for time in demand.care.times if _at(time, marks))
        if not times:
            return None
        return Role(demand=demand, days=days, times=times, points=points(demand.care, demand.step, shown, self.wishes))


def can_do(demand: Demand, shown: Shown, marks: frozenset[Mark]) -> bool:
    """Whether a product is what a step asks for, whatever the day."""
    care, step = demand.care, demand.step
    near = shown.kind in step.near and bool(marks & set(step.near_shows))
    if shown.kind not in care.kinds and not near:
        return False
    if marks & set(care.without) or (not step.stand_in and not marks >= set(care.shows)):
        return False
    return care.spf_min is None or (shown.spf is not None and shown.spf >= care.spf_min)


def _at(time: Time, marks: frozenset[Mark]) -> bool:
    return all(rule.only in (None, time) or not marks & set(rule.one) for rule in together())


def _apart() -> tuple[Together, ...]:
    """The rules about what does not share a morning or an evening."""
    return tuple(rule for rule in together() if rule.other)


def _touched(marks: frozenset[Mark], sides: Iterable[tuple[Mark, ...]]) -> frozenset[int]:
    return frozenset(place for place, side in enumerate(sides) if marks & set(side))


def own_candidates(casting: Casting, shelf: Sequence[Product]) -> list[Candidate]:
    """What of the shelf can do a step."""
    wished = (casting.of(one) for one in shelf if one.key not in casting.wishes.without)
    return _in_order([one for one in wished if one])


def new_candidates(
    casting: Casting, catalogue: Sequence[Product], kept: frozenset[str] = frozenset()
) -> list[Candidate]:
    """What of the catalogue can do a step and meets the wishes.

    Of products that show the same only the cheapest is left, and those whose keys are `kept`.
    """
    wishes = casting.wishes
    best: dict[Shown, tuple[int, str, Product]] = {}
    picked: list[Product] = []
    screen = Screen(casting.book)
    allergic = bool(casting.book.allergies)
    for product in catalogue:
        shown = product.shown
        if shown is None or product.key in wishes.without:
            continue
        price = price_for(product, wishes)
        if price is None and wishes.budget is not None:
            continue
        worth = UNPRICED if price is None else price
        before = best.get(shown)
        if before and (worth, product.key) >= before[:2] and product.key not in kept:
            continue
        if not is_wanted(product, wishes) or (allergic and not screen.days(shown, product.names).open):
            continue
        if product.key in kept:
            picked.append(product)
        if before is None or (worth, product.key) < before[:2]:
            best[shown] = (worth, product.key, product)
    chosen = {product.key: product for _, _, product in best.values()} | {one.key: one for one in picked}
    made = (casting.of(product) for product in chosen.values())
    return _in_order([one for one in made if one and (wishes.budget is None or one.price <= wishes.budget)])


def _in_order(found: list[Candidate]) -> list[Candidate]:
    """In an order that depends on what products show and cost, and on their keys only where they are alike."""
    found.sort(key=lambda one: (one.shown.text, one.price, one.product.key))
    for place, one in enumerate(found):
        one.place = place
    return found


def components(
    asked: Sequence[Demand], found: Sequence[Candidate]
) -> list[tuple[tuple[Demand, ...], tuple[Candidate, ...]]]:
    """The demands in groups that nothing ties together, each with its candidates.

    A product that would be bought ties the steps it could do, since it is bought once; everything that a rule between
    products touches is tied.
    """
    ties = [[role.demand.place for role in one.roles] for one in found if not one.own]
    ties.append([role.demand.place for one in found if one.bound for role in one.roles])
    group = {demand.place: demand.place for demand in asked}
    for places in ties:
        low = min((group[place] for place in places), default=0)
        joined = {group[place] for place in places}
        group = {place: low if of in joined else of for place, of in group.items()}
    grouped: dict[int, list[Demand]] = {}
    for demand in asked:
        grouped.setdefault(group[demand.place], []).append(demand)
    return [(tuple(steps), _cut(found, {step.place for step in steps})) for steps in grouped.values()]


def _cut(found: Sequence[Candidate], places: set[int]) -> tuple[Candidate, ...]:
    """The candidates of some demands, with their roles in these only."""
    cut = ((one, tuple(role for role in one.roles if role.demand.place in places)) for one in found)
    return tuple(one if len(roles) == len(one.roles) else replace(one, roles=roles) for one, roles in cut if roles)
