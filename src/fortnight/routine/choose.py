"""What shall I use? The best routine for one person on some days, from their shelf and a catalogue.

Best in this order, each only as far as the ones before allow: what was picked is used; no step that has to be done is
left out; as few steps as can be that may be done are; where an earlier routine is kept, few uses differ from it; the
shelf comes before anything new; few new products; the best fit to step, skin and concerns; the lowest price; for the
products so settled the earliest evenings. A product is never used on a day on which its answer refuses it or cannot be
told, new products together never cost more than the budget, and the rules between products hold. Nothing else is looked
at: no brand and no shop unless the person asked for one. The same call gives the same routine, in whatever order the
products come.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from fortnight.guide.model import Guide, Span
from fortnight.person.model import Profile
from fortnight.routine.model.load import step_of, steps
from fortnight.routine.model.values import UNPRICED, WHOLE, Routine, RoutineProduct, Score, Use, Wishes
from fortnight.routine.prepare.candidates import (
    Assignment,
    Candidate,
    Demand,
    components,
    demands_of,
    new_candidates,
    own_candidates,
)
from fortnight.routine.prepare.gaps import gaps_of
from fortnight.routine.prepare.prefilter import prefiltered
from fortnight.routine.prepare.product_index import indexed
from fortnight.routine.prepare.pruning import undominated
from fortnight.routine.score.filters import offer_for
from fortnight.routine.solve.options import Effort
from fortnight.routine.solve.program import Program, program_of
from fortnight.routine.solve.search import searched
from fortnight.routine.solve.solver import Solution, keeps, solve
from fortnight.routine.solve.time_left import EFFORT_A_SECOND, TimeLeft
from fortnight.verdicts.rulebook import Rulebook, rulebook

_SECONDS = 10.0
_NO_LIMIT = 1 << 60


def choose(
    shelf: Sequence[RoutineProduct],
    catalogue: Sequence[RoutineProduct],
    guide: Guide,
    person: Profile,
    days: Span = WHOLE,
    wishes: Wishes | None = None,
    *,
    cautious: bool = False,
    keep: Routine | None = None,
    seconds: float = _SECONDS,
) -> Routine:
    """The best routine for some days (base 1, at most 1 to 14), with what could not be filled and what would help.

    `keep` is a routine to stay as near to as can be. If `seconds` are not enough, the best one found comes back and
    says so. A product without a label, of an unknown kind or with an unreadable label is never used. Raises:
    ValueError for two products with one key.

    >>> from fortnight.guide.load import published_guide
    >>> routine = choose([], [], published_guide(), Profile(), Span(first=1, last=1))
    >>> [gap.step for gap in routine.gaps]
    ['gentle-cleanse', 'hydrating-serum', 'ceramide-moisturiser', 'daily-sunscreen']
    """
    book = rulebook(guide, person, cautious=cautious)
    return choose_by(shelf, catalogue, book, days, wishes, keep=keep, left=TimeLeft(seconds))


def choose_by(
    shelf: Sequence[RoutineProduct],
    catalogue: Sequence[RoutineProduct],
    book: Rulebook,
    days: Span = WHOLE,
    wishes: Wishes | None = None,
    *,
    keep: Routine | None = None,
    left: TimeLeft | None = None,
    prune: bool = True,
) -> Routine:
    """Like `choose`, with a rulebook already built, in the time that is `left`; what it takes is spent of it.

    Without `prune` the solver gets everything, for measurements.
    """
    left = left or TimeLeft(_SECONDS)
    wishes = with_profile(wishes or Wishes(), book.person)
    demands = demands_of(book, days, wishes)
    assignment = Assignment(book, wishes, demands)
    owned = own_candidates(assignment, [product if product.own else replace(product, own=True) for product in shelf])
    pinned_keys = frozenset((*wishes.picked.values(), *(keep.keys() if keep else ())))
    sold = indexed(catalogue)
    new = prefiltered(assignment, sold, pinned_keys) if prune else new_candidates(assignment, catalogue, pinned_keys)
    _refuse_repeated(owned, new)
    choices = _Choices(demands, undominated(owned, pinned_keys, budget=False) if prune else owned, new, pinned_keys)
    solved = _parted(choices, wishes, keep, left) if prune else []
    ample: Routine | None = None
    if not solved or sum(_price(program, solution) for program, solution in solved) > (
        wishes.budget if wishes.budget is not None else _NO_LIMIT
    ):
        ample = _routine(solved, days, wishes) if solved else None
        solved = [_whole(choices, wishes, keep, left, prune=prune)]
    routine = _routine(solved, days, wishes)
    return replace(routine, gaps=gaps_of(routine, demands, shelf, sold, book, wishes, ample))


@dataclass(frozen=True, slots=True)
class _Choices:
    """What there is to choose from."""

    demands: tuple[Demand, ...]
    owned: list[Candidate]
    new: list[Candidate]
    pinned_keys: frozenset[str]


def _parted(choices: _Choices, wishes: Wishes, keep: Routine | None, left: TimeLeft) -> list[tuple[Program, Solution]]:
    """The programs of the choice without a budget, with their solutions.

    Steps that no product and no rule ties together are chosen apart from each other: the score is a sum, so the best of
    each is the best of all. Where that is within the budget it is the best within the budget, too.
    """
    free = replace(wishes, budget=None)
    candidates = _placed([*choices.owned, *undominated(choices.new, choices.pinned_keys, budget=False)])
    programs = [
        program_of(steps, tied, free, keep.uses if keep else None)
        for steps, tied in components(choices.demands, candidates)
    ]
    # One more where a budget may ask for the whole program afterwards.
    after = len(programs) + (wishes.budget is not None)
    return [(program, _solved(program, left, after - at)) for at, program in enumerate(programs)]


def _solved(program: Program, left: TimeLeft, among: int = 1) -> Solution:
    """The best solution, searched for step by step; where that would take too long, by the solver.

    It takes its share of the time that is left for so many programs. A result of the search counts only if it keeps
    every row; its effort is counted, not timed, so that the same choice always goes the same way.
    """
    share = left.share(among)
    most = share.effort()
    effort = Effort(most)
    search = searched(program, effort)
    share.spend((most - max(0, effort.left)) / EFFORT_A_SECOND)
    ones = search.ones if keeps(program, search.ones) else None
    if search.proven and ones is not None:
        return Solution(ones=ones)
    return solve(program, share, ones or frozenset())


def _whole(
    choices: _Choices, wishes: Wishes, keep: Routine | None, left: TimeLeft, *, prune: bool
) -> tuple[Program, Solution]:
    """The one program of the choice, with its solution: a budget ties everything together."""
    new = undominated(choices.new, choices.pinned_keys, budget=wishes.budget is not None) if prune else choices.new
    program = program_of(choices.demands, _placed([*choices.owned, *new]), wishes, keep.uses if keep else None)
    return program, _solved(program, left) if prune else solve(program, left)


def _price(program: Program, solution: Solution) -> int:
    return sum(candidate.price for at, candidate in program.bought.items() if at in solution.ones)


def with_profile(wishes: Wishes, person: Profile) -> Wishes:
    """The wishes, with what the person's profile says counted as wishes too."""
    return replace(
        wishes,
        vegan=wishes.vegan or person.vegan is True,
        fragrance_free=wishes.fragrance_free or person.fragrance_free is True,
    )


def _refuse_repeated(owned: list[Candidate], new: list[Candidate]) -> None:
    keys: set[str] = set()
    for candidate in (*owned, *new):
        if candidate.product.key in keys:
            raise ValueError(f"two products have the key {candidate.product.key}: give each its own")
        keys.add(candidate.product.key)


def _placed(candidates: list[Candidate]) -> list[Candidate]:
    """Copies of the candidates, numbered in order. The originals keep their places: they may be chosen from again."""
    return [replace(candidate, place=place) for place, candidate in enumerate(candidates)]


def _routine(solved: Sequence[tuple[Program, Solution]], days: Span, wishes: Wishes) -> Routine:
    """The routine that the solutions describe."""
    uses = [
        Use(day=day, time=time, step=filling.role.demand.care.id, key=filling.candidate.product.key)
        for program, solution in solved
        for at, filling in enumerate(program.fillings)
        if at in solution.ones
        for day, time in filling.cells
    ]
    new = [candidate for program, solution in solved for at, candidate in program.bought.items() if at in solution.ones]
    unproven = [solution for _, solution in solved if not solution.proven]
    priced = all(candidate.price != UNPRICED for candidate in new)
    return Routine(
        days=days,
        uses=tuple(sorted(_replaced(uses), key=_order)),
        new=tuple(
            candidate.product.key
            for candidate in sorted(new, key=lambda candidate: min(role.demand.step.layer for role in candidate.roles))
        ),
        price=sum(candidate.price for candidate in new) if priced else None,
        currency=_currency(new, wishes),
        gaps=(),
        score=_score(solved),
        proven=not unproven,
        within=max((solution.within for solution in unproven), default=0.0),
        open_level=unproven[0].level if unproven else "",
    )


def _replaced(uses: list[Use]) -> list[Use]:
    """The uses, marked where another step takes their place."""
    taken = {(use.day, use.time, steps()[use.step].replaces) for use in uses}
    return [replace(use, replaced=(use.day, use.time, use.step) in taken) for use in uses]


def _order(use: Use) -> tuple[int, bool, int]:
    return (use.day, use.time != "morning", step_of(use.step).layer)


def _currency(new: list[Candidate], wishes: Wishes) -> str:
    offers = (offer_for(candidate.product, wishes) for candidate in new)
    return wishes.currency or next((offer.currency for offer in offers if offer and offer.price is not None), "")


def _score(solved: Sequence[tuple[Program, Solution]]) -> Score:
    values = dict.fromkeys((field.name for field in fields(Score)), 0)
    for program, solution in solved:
        for level in program.levels:
            values[level.name] += level.base + sum(n for at, n in level.terms.items() if at in solution.ones)
    return Score(**values)
