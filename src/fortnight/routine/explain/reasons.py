"""Why this one? For each product of a routine: what it does, what made it fit, what came next, what it costs.

The runner-up is the product that would take its place if nothing else of the routine changed: of all that could do its
step, compared on the very days and times in the order in which routines are compared. Where the runner-up would be no
worse there, the whole decided: the budget, a rule between products, or another step that the same product does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from fortnight.guide.model import Span
from fortnight.routine.choose import with_profile
from fortnight.routine.explain.runners_up import contenders
from fortnight.routine.model.values import Routine, RoutineProduct, ShopOffer, Use, Wishes
from fortnight.routine.prepare.candidates import Assignment, Candidate, Demand, StepRole, demands_of
from fortnight.routine.score.filters import offer_for
from fortnight.routine.score.scoring import PointsPart, parts
from fortnight.verdicts.rulebook import Rulebook
from fortnight.verdicts.stored import DaySets, Screen

_SWAPS = 2


class Behind(StrEnum):
    """Where a runner-up falls behind."""

    FEWER_DAYS = "fewer_days"
    NEW = "new"
    FITS_LESS = "fits_less"
    COSTS_MORE = "costs_more"
    ALIKE = "alike"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A product that could do a step too: where it falls behind, and by how much (days, points or cents)."""

    product: RoutineProduct
    offer: ShopOffer | None
    behind: Behind
    by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One product in one step of a routine.

    `uses` are its uses there, `parts` why it fits, `days` its fourteen answers, `offer` what it costs where it would be
    bought. `rivals` are the next best, the runner-up first; at most two.
    """

    step: str
    product: RoutineProduct
    uses: tuple[Use, ...]
    parts: tuple[PointsPart, ...]
    days: DaySets
    offer: ShopOffer | None
    rivals: tuple[Rival, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """How a candidate would do in the cells of a choice; the smaller the better."""

    missing: int
    new: bool
    unfit: int
    price: int
    place: tuple[str, str]

    @property
    def values(self) -> tuple[int, int, int, int, tuple[str, str]]:
        return (self.missing, int(self.new), self.unfit, self.price, self.place)


def explain(
    routine: Routine,
    shelf: Sequence[RoutineProduct],
    catalogue: Sequence[RoutineProduct],
    book: Rulebook,
    wishes: Wishes | None = None,
    step: str = "",
) -> tuple[Choice, ...]:
    """Every choice of a routine, in the order of the steps, or those of one step; with what it was chosen from.

    Pass the arguments that the routine was chosen with.
    """
    wishes = with_profile(wishes or Wishes(), book.person)
    demands = demands_of(book, routine.days, wishes)
    assignment = Assignment(book, wishes, demands)
    every = [product if product.own else replace(product, own=True) for product in shelf]
    every += contenders(assignment, catalogue, frozenset(use.key for use in routine.uses))
    cast = {
        candidate.product.key: candidate
        for product in every
        if product.key not in wishes.without and (candidate := assignment.of(product))
    }
    screen = Screen(book)
    choices: list[Choice] = []
    for demand in sorted(demands, key=lambda demand: demand.step.layer):
        if step in ("", demand.care.id):
            choices += _choices(demand, routine, cast, screen, wishes)
    return tuple(choices)


def _choices(
    demand: Demand, routine: Routine, cast: dict[str, Candidate], screen: Screen, wishes: Wishes
) -> list[Choice]:
    uses = [use for use in routine.uses if use.step == demand.care.id]
    choices = []
    for key in dict.fromkeys(use.key for use in uses):
        candidate = cast[key]
        mine = tuple(use for use in uses if use.key == key)
        choices.append(
            Choice(
                step=demand.care.id,
                product=candidate.product,
                uses=mine,
                parts=parts(demand.care, demand.step, candidate.shown, wishes),
                days=screen.days(candidate.shown, candidate.product.names),
                offer=None if candidate.own else offer_for(candidate.product, wishes),
                rivals=_rivals(demand, candidate, mine, cast, wishes),
            )
        )
    return choices


def _rivals(
    demand: Demand, chosen: Candidate, uses: tuple[Use, ...], cast: dict[str, Candidate], wishes: Wishes
) -> tuple[Rival, ...]:
    """The next best for the cells of a choice; of products that show and cost the same only the first."""
    mine = _place(chosen, demand, uses)
    placed = [
        (_place(candidate, demand, uses), candidate)
        for candidate in cast.values()
        if candidate is not chosen and _does(candidate, demand, uses)
    ]
    placed.sort(key=lambda each: each[0].values)
    rivals: list[Rival] = []
    met = {(chosen.shown.text, mine.price)} if not chosen.own else set()
    for place, candidate in placed:
        same = (candidate.shown.text, place.price)
        if same in met:
            continue
        met.add(same)
        behind, by = _behind(place, mine)
        offer = None if candidate.own else offer_for(candidate.product, wishes)
        rivals.append(Rival(product=candidate.product, offer=offer, behind=behind, by=by))
        if len(rivals) == _SWAPS:
            break
    return tuple(rivals)


def _role(candidate: Candidate, demand: Demand) -> StepRole | None:
    return next((role for role in candidate.roles if role.demand.place == demand.place), None)


def _does(candidate: Candidate, demand: Demand, uses: tuple[Use, ...]) -> bool:
    role = _role(candidate, demand)
    return role is not None and any(role.days >> use.day & 1 and use.time in role.times for use in uses)


def _place(candidate: Candidate, demand: Demand, uses: tuple[Use, ...]) -> _Place:
    role = _role(candidate, demand)
    open_uses = [use for use in uses if role and role.days >> use.day & 1 and use.time in role.times]
    return _Place(
        missing=len(uses) - len(open_uses),
        new=not candidate.own,
        unfit=-sum(candidate.points_on(role, use.day) for use in open_uses) if role else 0,
        price=candidate.price,
        place=(candidate.shown.text, candidate.product.key),
    )


def _behind(rival: _Place, mine: _Place) -> tuple[Behind, int]:
    """The first thing in which a rival differs, where that speaks against it; else the whole decided."""
    steps = (
        (Behind.FEWER_DAYS, rival.missing - mine.missing),
        (Behind.NEW, rival.new - mine.new),
        (Behind.FITS_LESS, rival.unfit - mine.unfit),
        (Behind.COSTS_MORE, rival.price - mine.price),
    )
    behind, by = next(((name, by) for name, by in steps if by), (Behind.ALIKE, 0))
    return (behind, by) if by >= 0 else (Behind.WHOLE, 0)


def spans_of(days: int) -> tuple[Span, ...]:
    """Days (bit n is day n) as spans, for a sentence."""
    spans: list[Span] = []
    for day in range(1, days.bit_length()):
        if days >> day & 1:
            if spans and spans[-1].last == day - 1:
                spans[-1] = Span(first=spans[-1].first, last=day)
            else:
                spans.append(Span(first=day, last=day))
    return tuple(spans)
