"""The best routine by trying everything: for a handful of cells and products, without any cleverness.

It shares with the product what a step asks for, which days are open and how points are made, and nothing of how the
choice is reached: no program, no leaving out, no parting into groups.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from itertools import product as every
from math import prod

from fortnight.guide.model import Span, Time
from fortnight.routine.model.load import together
from fortnight.routine.model.values import RoutineProduct, Wishes
from fortnight.routine.prepare.candidates import Assignment, Candidate, Demand, demands_of
from fortnight.routine.score.filters import is_wanted
from fortnight.routine.score.scoring import BEST
from fortnight.verdicts.rulebook import Rulebook

Cell = tuple[Demand, int, Time]


@dataclass(frozen=True)
class Trial:
    """A way to fill the cells and its score, without the days waited."""

    score: tuple[int, ...]
    waiting: int
    new: frozenset[str]


def best(
    shelf: Sequence[RoutineProduct], catalogue: Sequence[RoutineProduct], book: Rulebook, days: Span, wishes: Wishes
) -> tuple[tuple[int, ...], dict[frozenset[str], int]]:
    """The best score, and for each set of new products that has it the fewest days waited."""
    demands, cells, able = _trials(shelf, catalogue, book, days, wishes)
    trials = list(_tried(demands, cells, able, wishes))
    top = min(trial.score for trial in trials)
    soonest: dict[frozenset[str], int] = {}
    for trial in trials:
        if trial.score == top:
            soonest[trial.new] = min(trial.waiting, soonest.get(trial.new, trial.waiting))
    return top, soonest


def how_many(
    shelf: Sequence[RoutineProduct], catalogue: Sequence[RoutineProduct], book: Rulebook, days: Span, wishes: Wishes
) -> int:
    """How many ways there are to try: a hundred thousand take some seconds."""
    return prod(len(here) for here in _trials(shelf, catalogue, book, days, wishes)[2])


def _trials(
    shelf: Sequence[RoutineProduct], catalogue: Sequence[RoutineProduct], book: Rulebook, days: Span, wishes: Wishes
) -> tuple[Sequence[Demand], list[Cell], list[list[Candidate | None]]]:
    """What is asked, its cells, and what may be in each."""
    demands = demands_of(book, days, wishes)
    assignment = Assignment(book, wishes, demands)
    products = [*shelf, *(candidate for candidate in catalogue if is_wanted(candidate, wishes))]
    cast = [
        candidate
        for candidate in map(assignment.of, products)
        if candidate and candidate.product.key not in wishes.without
    ]
    if wishes.budget is not None:
        # What nobody could buy alone is not there, not even where it was picked.
        cast = [candidate for candidate in cast if candidate.own or candidate.price <= wishes.budget]
    cells = [
        (demand, day, time)
        for demand in demands
        for day in range(1, 15)
        if demand.days >> day & 1
        for time in demand.care.times
    ]
    return demands, cells, [[None, *(candidate for candidate in cast if _open(candidate, cell))] for cell in cells]


def _tried(
    demands: Sequence[Demand], cells: list[Cell], able: list[list[Candidate | None]], wishes: Wishes
) -> Iterator[Trial]:
    for chosen in every(*able):
        filled = [(cell, candidate) for cell, candidate in zip(cells, chosen, strict=True) if candidate]
        if _allowed(demands, filled, wishes):
            yield _scored(demands, filled, able, cells, wishes)


def _open(candidate: Candidate, cell: Cell) -> bool:
    demand, day, time = cell
    return any(role.demand is demand and role.days >> day & 1 and time in role.times for role in candidate.roles)


def _allowed(demands: Sequence[Demand], filled: list[tuple[Cell, Candidate]], wishes: Wishes) -> bool:
    for demand in demands:
        if demand.weeks and not _in_time(demand, [day for (of, day, _), _ in filled if of is demand]):
            return False
    if not _begun_apart(filled):
        return False
    for (a_cell, a), (b_cell, b) in every(filled, filled):
        if a_cell[1:] == b_cell[1:] and a_cell[0] is not b_cell[0] and a.one & b.other:
            return False
    bought = {candidate.product.key: candidate.price for _, candidate in filled if not candidate.own}
    return wishes.budget is None or sum(bought.values()) <= wishes.budget


def _in_time(demand: Demand, days: list[int]) -> bool:
    if any(sum(week >> day & 1 for day in days) > most for week, most in demand.weeks):
        return False
    return all(later - earlier >= demand.step.apart for earlier, later in pairwise(sorted(days)))


def _begun_apart(filled: list[tuple[Cell, Candidate]]) -> bool:
    first: dict[str, int] = {}
    for (_, day, _), candidate in filled:
        if candidate.active:
            first[candidate.product.key] = min(day, first.get(candidate.product.key, day))
    parted = max(rule.new_apart for rule in together())
    starts = sorted(first.values())
    return all(later - earlier >= parted for earlier, later in pairwise(starts))


def _scored(
    demands: Sequence[Demand],
    filled: list[tuple[Cell, Candidate]],
    able: list[list[Candidate | None]],
    cells: list[Cell],
    wishes: Wishes,
) -> Trial:
    picked = sum(
        1
        for cell, here in zip(cells, able, strict=True)
        if any(candidate and _picked(cell, candidate, wishes) for candidate in here)
    )
    unpicked = picked - sum(1 for cell, candidate in filled if _picked(cell, candidate, wishes))
    want = {True: 0, False: 0}
    for demand in demands:
        uses = sum(most for _, most in demand.weeks) or demand.days.bit_count() * len(demand.care.times)
        want[demand.must] += uses
    done = {must: sum(1 for (demand, _, _), _ in filled if demand.must is must) for must in (True, False)}
    new = {candidate.product.key: candidate.price for _, candidate in filled if not candidate.own}
    unfit = 0
    for (demand, day, _), candidate in filled:
        role = next(role for role in candidate.roles if role.demand is demand)
        unfit += BEST - candidate.points_on(role, day)
    score = (
        unpicked, want[True] - done[True], want[False] - done[False], 0,
        sum(1 for _, candidate in filled if not candidate.own), len(new), unfit, sum(new.values()),
    )  # fmt: skip
    waiting = sum(day - 1 for (demand, day, _), _ in filled if demand.weeks)
    return Trial(score, waiting, frozenset(new))


def _picked(cell: Cell, candidate: Candidate, wishes: Wishes) -> bool:
    return wishes.picked.get(cell[0].care.id) == candidate.product.key
