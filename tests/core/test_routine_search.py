"""The search by ways against the solver, and each thing in which steps meet on a program that anybody can follow."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fortnight.guide.load import published_guide
from fortnight.guide.model import Span, Time
from fortnight.labels.shown import Shown
from fortnight.person.model import Profile
from fortnight.routine.choose import choose, choose_by
from fortnight.routine.model.load import may_steps
from fortnight.routine.model.values import WHOLE, RoutineProduct, ShopOffer, Wishes
from fortnight.routine.prepare.candidates import Assignment, demands_of, in_order, new_candidates, own_candidates
from fortnight.routine.solve.options import Effort
from fortnight.routine.solve.pareto import front
from fortnight.routine.solve.problem import task_of
from fortnight.routine.solve.program import Program, program_of
from fortnight.routine.solve.search import Searched, searched
from fortnight.routine.solve.slots import Begin, SlottedStep, StepSlot, settled
from fortnight.routine.solve.solver import keeps, solve
from fortnight.routine.solve.time_left import TimeLeft
from fortnight.verdicts.rulebook import rulebook
from tests.examples import examples

GUIDE = published_guide()
PLENTY = 1_000_000
LABELS = (
    "serum;;+9/9;vitamin_c@3", "serum;;+9/9;retinoid@4", "serum;;+9/9;peptide@2,hyaluronic@6", "serum;;+9/9;",
    "moisturiser;;+9/9;ceramide@2", "moisturiser;;+9/9;acid_active@2", "moisturiser;;+8/9;vitamin_c@7",
    "retinol_product;;+9/9;retinoid@5", "exfoliating_cleanser;;+9/9;acid_active@3", "enzyme_mask;;+9/9;enzyme@3",
    "cleanser;;+9/9;", "sunscreen;50;+9/9;uv_mineral@2", "mask;;+9/9;omega3_oil@2", "eye_cream;;+9/9;retinoid@6",
)  # fmt: skip
labels = st.lists(st.tuples(st.sampled_from(LABELS), st.integers(1, 4)), max_size=7)


def thing(key: str, reading: str, price: int | None = None) -> RoutineProduct:
    offers = () if price is None else (ShopOffer(shop="Corner", price=price, currency="EUR"),)
    return RoutineProduct(key=key, name=key, shown=Shown.from_text(reading), own=price is None, offers=offers)


def program(
    shelf: list[RoutineProduct],
    catalogue: list[RoutineProduct],
    wished: Wishes,
    days: Span = WHOLE,
    person: Profile | None = None,
) -> Program:
    book = rulebook(GUIDE, person or Profile())
    demands = demands_of(book, days, wished)
    assignment = Assignment(book, wished, demands)
    candidates = in_order([*own_candidates(assignment, shelf), *new_candidates(assignment, catalogue)])
    return program_of(demands, candidates, wished, None)


def scored(choice: Program, ones: frozenset[int]) -> list[int]:
    return [level.base + sum(n for at, n in level.terms.items() if at in ones) for level in choice.levels]


@given(labels, labels, st.sampled_from(((), may_steps())), st.sampled_from((None, 250, 600)))
@examples(30)
def test_the_search_finds_what_the_solver_finds(
    own: list[tuple[str, int]], new: list[tuple[str, int]], may: tuple[str, ...], budget: int | None
) -> None:
    choice = program(
        [thing(f"own-{at}", label) for at, (label, _) in enumerate(own)],
        [thing(f"new-{at}", label, price * 100) for at, (label, price) in enumerate(new)],
        Wishes(may=may, budget=budget, currency="EUR"),
    )
    ones = searched(choice, Effort(PLENTY)).ones
    assert ones is not None
    # The solver settles what is bought before it looks at the days waited.
    solved = scored(choice, solve(choice, TimeLeft(60)).ones)
    assert scored(choice, ones)[:-1] <= solved[:-1]
    if keeps(choice, ones):
        assert scored(choice, ones)[:-1] == solved[:-1]
        assert scored(choice, ones)[-1] <= solved[-1]


def test_too_little_effort_proves_nothing() -> None:
    choice = program([thing(str(at), label) for at, label in enumerate(LABELS)], [], Wishes(may=may_steps()))
    assert searched(choice, Effort(10)) == Searched(frozenset(), proven=False)
    assert searched(choice, Effort(PLENTY)).proven


def test_where_the_effort_ends_early_the_best_so_far_keeps_every_rule() -> None:
    choice = program([thing(str(at), label) for at, label in enumerate(LABELS)], [], Wishes(may=may_steps()))
    effort = Effort(PLENTY)
    best, took = scored(choice, searched(choice, effort).ones), PLENTY - effort.left
    early = [searched(choice, Effort(took * tenths // 10)) for tenths in range(1, 10)]
    unproven = [search.ones for search in early if not search.proven and search.ones]
    assert unproven
    for ones in unproven:
        assert keeps(choice, ones)
        assert best <= scored(choice, ones) < scored(choice, frozenset())


def test_the_program_of_nothing_has_an_empty_solution() -> None:
    assert searched(program([], [], Wishes()), Effort(0)) == Searched(frozenset(), proven=True)


def test_what_several_steps_use_is_paid_once() -> None:
    both = thing("both", "serum;;+9/9;peptide@2,hyaluronic@6", 300)
    hydrating = thing("one", "hydrating_serum;;+9/9;hyaluronic@2", 200)
    peptide = thing("other", "peptide_serum;;+9/9;peptide@2", 200)
    wished = Wishes(may=("peptide-serum",), budget=350, currency="EUR")
    choice = program([], [hydrating, peptide, both], wished, Span(first=5, last=6))
    ones = searched(choice, Effort(PLENTY)).ones
    assert ones is not None
    assert [choice.bought[at].product.key for at in ones if at in choice.bought] == ["both"]


def test_a_retinoid_and_an_acid_go_to_different_evenings() -> None:
    shelf = [
        thing("night", "retinol_product;;+9/9;retinoid@5"),
        thing("acid", "exfoliating_cleanser;;+9/9;acid_active@4"),
    ]
    routine = choose(shelf, [], GUIDE, Profile(), Span(first=3, last=14))
    evenings = {key: {use.day for use in routine.uses if use.key == key} for key in ("night", "acid")}
    assert len(evenings["night"]) == 3
    assert len(evenings["acid"]) == 4
    assert not evenings["night"] & evenings["acid"]
    assert all(use.time is Time.EVENING for use in routine.uses)


def test_an_active_has_begun_only_where_it_is_used() -> None:
    choice = program([thing("night", "retinol_product;;+9/9;retinoid@5")], [], Wishes())
    first = next(at for at, (_, day) in choice.begun.items() if day == min(day for _, day in choice.begun.values()))
    later = {at for at, (_, day) in choice.begun.items()}
    assert not keeps(choice, frozenset({first, *later}))
    assert keeps(choice, frozenset())


def test_the_same_call_gives_the_same_ways_whatever_the_seconds() -> None:
    shelf = [thing(str(at), label) for at, label in enumerate(LABELS)]
    book = rulebook(GUIDE, Profile())
    assert choose_by(shelf, [], book, left=TimeLeft(1.0)) == choose_by(shelf, [], book, left=TimeLeft(10.0))


def test_costs_hold_all_levels_at_once() -> None:
    choice = program([thing("wash", "cleanser;;+9/9;")], [thing("cream", "moisturiser;;+9/9;", 100)], Wishes())
    task = task_of(choice)
    uses = {unknown: cost for part in task.parts for slot in part.slots for unknown, cost in slot.uses.values()}
    better = max(cost for at, cost in uses.items() if choice.fillings[at].candidate.own)
    assert better < 0
    assert {means.key for part in task.parts for means in part.means} == {
        (False, choice.bought[at].place) for at in choice.bought
    }


@pytest.mark.parametrize(("price", "least"), [(0, 9), (4, 9), (5, 3), (99, 3)])
def test_a_staircase_holds_the_least_for_each_price(price: int, least: int) -> None:
    stairs = front([(5, 3), (0, 9), (7, 3), (6, 4)])
    assert stairs.least(price) == least
    assert stairs.least(-1) is None
    assert stairs.beside(front([(0, 0), (2, -5)]), 6).prices == [0, 2, 5]


def test_an_active_begins_early_with_a_use_that_is_not_its_best() -> None:
    """A serum of an earlier routine makes room for another active by one use where the cream would fit better."""
    begin = Begin((1,), (0, -5, -9, -9))
    part = SlottedStep(
        place=0, slots=[StepSlot(day) for day in (6, 7, 9, 10)], means=[], free=[], weeks=(), apart=1
    )  # fmt: skip
    assert settled(part, (-8, -8, -9, -9), [begin]) == (-31, (0, 1, 2, 3), (1,))
    weekly = replace(part, weeks=((0b11000000, 1), (0b11000000000, 1)), apart=2)
    assert settled(weekly, (-8, -8, -9, -9), [begin]) == (-14, (1, 2), (1,))
    assert settled(weekly, (-8, -8, -9, -9), [begin, Begin((0,), (-8, 0, 0, 0))]) is None
