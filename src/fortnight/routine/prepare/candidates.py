"""Who could do which step, on which days, and how well: what the choice is made from.

First the demands: each care of the guide that a product fills, with the days on which it is open for this person. Then
every product: its days by the same rules as every other answer, the steps it could do, its points in each. A product is
never a candidate on a day that its answer refuses or cannot tell. New products pass the person's wishes first.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from fortnight.guide.model import Care, Duty, Span, Time
from fortnight.labels.model import CARE_MARKS, Kind, Mark
from fortnight.labels.shown import Shown
from fortnight.routine.model.load import steps, together
from fortnight.routine.model.values import UNPRICED, RoutineProduct, RoutineStep, Together, Wishes
from fortnight.routine.score.filters import is_wanted, price_for
from fortnight.routine.score.scoring import Telling, active_marks, careful_points, equivalence_key, points, telling
from fortnight.verdicts.rulebook import Rulebook
from fortnight.verdicts.stored import DaySets, Screen
from fortnight.verdicts.timing import is_open

WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A step that is asked for: on which days (bits), at which times, and how many uses each week wants at most.

    `weeks` are (days, uses) for a step that is not done every day, else empty. `buy`: something may be bought for it.
    """

    place: int
    step: RoutineStep
    care: Care
    must: bool
    buy: bool
    days: int
    weeks: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class StepRole:
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

    product: RoutineProduct
    shown: Shown
    careful: int
    roles: tuple[StepRole, ...]
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

    def points_on(self, role: StepRole, day: int) -> int:
        """Its points in a role on a day (base 1)."""
        return role.points - (careful_points() if self.careful >> day & 1 else 0)


def demands_of(book: Rulebook, days: Span, wishes: Wishes) -> tuple[Demand, ...]:
    """What is asked for on some days, in the order of the guide.

    >>> from fortnight.guide.load import published_guide
    >>> from fortnight.person.model import Profile
    >>> from fortnight.verdicts.rulebook import rulebook
    >>> demands = demands_of(rulebook(published_guide(), Profile()), Span(first=1, last=2), Wishes())
    >>> [demand.care.id for demand in demands]
    ['gentle-cleanse', 'hydrating-serum', 'ceramide-moisturiser', 'daily-sunscreen']
    """
    demands: list[Demand] = []
    for care in book.guide.care:
        step = steps().get(care.id)
        if step is None or care.duty is Duty.AVOID or not care.kinds:
            continue
        held = [day for day in range(days.first, days.last + 1) if day in care.days and is_open(care, day, book)]
        if held:
            must = care.duty is Duty.MUST
            bits = sum(1 << day for day in held)
            demands.append(
                Demand(
                    place=len(demands), step=step, care=care, must=must, buy=must or care.id in wishes.may, days=bits,
                    weeks=_weeks(bits, step),
                )
            )  # fmt: skip
    return tuple(demands)


def _weeks(days: int, step: RoutineStep) -> tuple[tuple[int, int], ...]:
    """The weeks of the fortnight with the uses that fit into the open days of each."""
    if not step.per_week:
        return ()
    weeks = []
    for first in (1, 1 + WEEK):
        week = days & Span(first=first, last=first + WEEK - 1).mask
        if week:
            weeks.append((week, min(step.per_week, _room(week, step.apart))))
    return tuple(weeks)


def _room(days: int, apart: int) -> int:
    """How many uses so far apart fit into some days."""
    count, earliest = 0, 0
    for day in range(days.bit_length()):
        if days >> day & 1 and day >= earliest:
            count, earliest = count + 1, day + apart
    return count


@dataclass(slots=True)
class Assignment:
    """Makes candidates of products for one person; what shows the same is worked out once."""

    book: Rulebook
    wishes: Wishes
    demands: tuple[Demand, ...]
    _screen: Screen = field(init=False)
    _by_kind: dict[Kind, tuple[Demand, ...]] = field(init=False)
    _tells: dict[Kind | None, Telling] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._screen = Screen(self.book)
        self._by_kind = {
            kind: tuple(demand for demand in self.demands if kind in demand.care.kinds or kind in demand.step.near)
            for kind in Kind
        }

    def of(self, product: RoutineProduct) -> Candidate | None:
        """The candidate that a product is, or None for one that can do no step here."""
        reading = product.shown
        if reading is None or not self.is_asked(reading):
            return None
        days = self._screen.days(reading, product.names)
        if not days.open:
            return None
        price = None if product.own else price_for(product, self.wishes)
        return self.candidate(product, reading, days, price)

    def is_asked(self, reading: Shown) -> bool:
        """Whether a label can be read as care, and a step asks for something of its kind."""
        return reading.readable and reading.is_care and reading.kind is not None and bool(self._by_kind[reading.kind])

    def equivalence_key(self, reading: Shown) -> Hashable:
        """What products that are alike for this choice have in common."""
        return equivalence_key(reading, self.tells(reading.kind))

    def tells(self, kind: Kind | None) -> Telling:
        """What tells products of a kind apart."""
        criteria = self._tells.get(kind)
        if criteria is None:
            steps = [(demand.care, demand.step) for demand in (self._by_kind[kind] if kind else ())]
            criteria = self._tells[kind] = telling(steps, self.ruled(kind), self.wishes)
        return criteria

    def ruled(self, kind: Kind | None) -> frozenset[Mark]:
        """The marks that decide the days of a kind."""
        sheet = self.book.sheet(kind).by_mark
        entries_by_mark = [(mark, entries) for mark, entries in sheet.items() if mark in CARE_MARKS]
        marks = {
            mark
            for mark, entries in entries_by_mark
            if any(entry.refused or entry.untold or entry.careful for entry in entries)
        }
        for _, entries in entries_by_mark:
            marks.update(mark for entry in entries for mark in (entry.unless, entry.only_without) if mark)
        return frozenset(marks)

    def to_buy(self, kind: Kind) -> tuple[Demand, ...]:
        """The demands that something new of a kind may be bought for."""
        return tuple(demand for demand in self._by_kind[kind] if demand.buy)

    def days(self, reading: Shown) -> DaySets:
        """The days of a product by everything but the allergies."""
        return self._screen.without_allergies(reading)

    def may_be(self, product: RoutineProduct) -> bool:
        """Whether no allergy speaks against a product; of products that are alike only their names tell."""
        return not self.book.allergies or bool(product.shown and self._screen.days(product.shown, product.names).open)

    def candidate(self, product: RoutineProduct, reading: Shown, days: DaySets, price: int | None) -> Candidate | None:
        """The candidate that a product with these days makes, or None if it can do no step here."""
        marks = frozenset(mark for mark, _ in reading.marks)
        demands = self._by_kind[reading.kind] if reading.kind else ()
        possible = (self.role(each, reading, marks, days.open) for each in demands if product.own or each.buy)
        roles = tuple(role for role in possible if role)
        if not roles:
            return None
        active, one_side, other_side = bonds(marks)
        return Candidate(
            product=product, shown=reading, careful=days.careful, roles=roles,
            price=0 if product.own else UNPRICED if price is None else price,
            active=active, one=one_side, other=other_side,
        )  # fmt: skip

    def role(self, demand: Demand, reading: Shown, marks: frozenset[Mark], open_days: int) -> StepRole | None:
        """What a product that is open on some days is in a demand."""
        days = open_days & demand.days
        if not days or not can_do(demand, reading, marks):
            return None
        times = tuple(time for time in demand.care.times if _at(time, marks))
        if not times:
            return None
        return StepRole(
            demand=demand, days=days, times=times, points=points(demand.care, demand.step, reading, self.wishes)
        )


def can_do(demand: Demand, reading: Shown, marks: frozenset[Mark]) -> bool:
    """Whether a product is what a step asks for, whatever the day."""
    care, step = demand.care, demand.step
    near = reading.kind in step.near and not marks.isdisjoint(step.near_shows)
    if reading.kind not in care.kinds and not near:
        return False
    if not marks.isdisjoint(care.without) or not (step.stand_in or marks.issuperset(care.shows)):
        return False
    return care.spf_min is None or (reading.spf is not None and reading.spf >= care.spf_min)


def _at(time: Time, marks: frozenset[Mark]) -> bool:
    return all(rule.only is time or marks.isdisjoint(rule.one) for rule in _timed())


@cache
def _timed() -> tuple[Together, ...]:
    """The rules about the time of the day."""
    return tuple(rule for rule in together() if rule.only)


@cache
def _apart() -> tuple[Together, ...]:
    """The rules about what does not share a morning or an evening."""
    return tuple(rule for rule in together() if rule.other)


def bonds(marks: frozenset[Mark]) -> tuple[bool, frozenset[int], frozenset[int]]:
    """How rules between products bind one of them: whether it begins apart, and the places of the rules, by side."""
    one_side, other_side = (
        _touched(marks, [rule.one for rule in _apart()]),
        _touched(marks, [rule.other for rule in _apart()]),
    )
    return not marks.isdisjoint(active_marks()), one_side, other_side


def _touched(marks: frozenset[Mark], sides: Iterable[tuple[Mark, ...]]) -> frozenset[int]:
    return frozenset(place for place, side in enumerate(sides) if not marks.isdisjoint(side))


def own_candidates(assignment: Assignment, shelf: Sequence[RoutineProduct]) -> list[Candidate]:
    """What of the shelf can do a step."""
    wished = (assignment.of(product) for product in shelf if product.key not in assignment.wishes.without)
    return in_order([candidate for candidate in wished if candidate])


def new_candidates(
    assignment: Assignment, catalogue: Sequence[RoutineProduct], pinned_keys: frozenset[str] = frozenset()
) -> list[Candidate]:
    """What of the catalogue can do a step and meets the wishes.

    Of products that are alike for the choice only the cheapest stays, and those in `pinned_keys`.
    """
    wishes = assignment.wishes
    best: dict[Hashable, tuple[int, RoutineProduct]] = {}
    also: list[RoutineProduct] = []
    for product in catalogue:
        if product.shown is None or product.key in wishes.without:
            continue
        price = price_for(product, wishes)
        worth = UNPRICED if price is None else price
        like = assignment.equivalence_key(product.shown)
        before = best.get(like)
        if before and not _goes_before(worth, product, before) and product.key not in pinned_keys:
            continue
        if not is_wanted(product, wishes) or not assignment.may_be(product):
            continue
        if product.key in pinned_keys:
            also.append(product)
        if before is None or _goes_before(worth, product, before):
            best[like] = (worth, product)
    chosen = {product.key: product for product in (*also, *(product for _, product in best.values()))}
    candidates = [candidate for candidate in map(assignment.of, chosen.values()) if candidate]
    return in_order(
        [candidate for candidate in candidates if wishes.budget is None or candidate.price <= wishes.budget]
    )


def _goes_before(worth: int, product: RoutineProduct, before: tuple[int, RoutineProduct]) -> bool:
    """Whether a product is the one to keep of two that are alike for the choice: the cheaper, then by its label."""
    if worth != before[0]:
        return worth < before[0]
    other = before[1]
    return sign(product) < sign(other)


def sign(product: RoutineProduct) -> tuple[str, str]:
    """What settles which of two products goes first that nothing else tells apart: the label, then the key."""
    return (product.shown.text if product.shown else "", product.key)


def in_order(candidates: list[Candidate]) -> list[Candidate]:
    """In an order that depends on what products show and cost, and on their keys only where they are alike."""
    candidates.sort(key=lambda candidate: (candidate.shown.text, candidate.price, candidate.product.key))
    for place, candidate in enumerate(candidates):
        candidate.place = place
    return candidates


def components(
    demands: Sequence[Demand], candidates: Sequence[Candidate]
) -> list[tuple[tuple[Demand, ...], tuple[Candidate, ...]]]:
    """The demands in groups that nothing ties together, each with its candidates.

    A product that would be bought ties the steps it could do, since it is bought once; everything that a rule between
    products touches is tied.
    """
    ties = [[role.demand.place for role in candidate.roles] for candidate in candidates if not candidate.own]
    ties.append([role.demand.place for candidate in candidates if candidate.bound for role in candidate.roles])
    group = {demand.place: demand.place for demand in demands}
    for places in ties:
        low = min((group[place] for place in places), default=0)
        joined = {group[place] for place in places}
        group = {place: low if of in joined else of for place, of in group.items()}
    grouped: dict[int, list[Demand]] = {}
    for demand in demands:
        grouped.setdefault(group[demand.place], []).append(demand)
    return [(tuple(steps), _cut(candidates, {step.place for step in steps})) for steps in grouped.values()]


def _cut(candidates: Sequence[Candidate], places: set[int]) -> tuple[Candidate, ...]:
    """The candidates of some demands, with their roles in these only."""
    cut = (
        (candidate, tuple(role for role in candidate.roles if role.demand.place in places)) for candidate in candidates
    )
    return tuple(
        candidate if len(roles) == len(candidate.roles) else replace(candidate, roles=roles)
        for candidate, roles in cut
        if roles
    )
