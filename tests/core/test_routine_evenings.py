"""Which evening is for what, where no routine is followed: apart, one new thing at a time, never what is closed."""

from dataclasses import replace
from itertools import pairwise

import pytest

from fortnight.guide.load import published_guide, rule
from fortnight.guide.model import Care, Duty
from fortnight.healing.checkin_model import CheckInLevel
from fortnight.healing.ladder_model import History, Reaction, SkinUse, Unease
from fortnight.person.model import Profile, SkinTone
from fortnight.routine.model.evenings import Turns, evening_plan, is_sparse
from fortnight.routine.model.load import steps, together
from fortnight.verdicts.rulebook import Rulebook, rulebook
from fortnight.verdicts.timing import is_open

GUIDE = published_guide()
PEOPLE = {
    "nothing known": rulebook(GUIDE, Profile()),
    "the cautious layer": rulebook(GUIDE, Profile(), cautious=True),
    "pregnant": rulebook(GUIDE, Profile(pregnant=True)),
    "deep needles": rulebook(GUIDE, Profile(needle_mm=2.0)),
    "a dark skin": rulebook(GUIDE, Profile(skin_tone=SkinTone.TYPE_V)),
}
REACHES_ALL = ("nothing known", "a dark skin")
OPTIONAL = [care for care in GUIDE.care if is_sparse(care) and care.duty is Duty.MAY]


def turns(book: Rulebook, fixed: Turns | None = None, *owned: str) -> Turns:
    return evening_plan(book, fixed=fixed, owned=owned).turns


@pytest.fixture(params=PEOPLE)
def book(request: pytest.FixtureRequest) -> Rulebook:
    return PEOPLE[request.param]


def test_retinol_a_scrub_and_an_exfoliating_cleanser_have_evenings_of_their_own(book: Rulebook) -> None:
    evenings_of = turns(book)
    evenings = sorted(day for care in OPTIONAL for day in evenings_of[care.id])
    assert len(OPTIONAL) == 3
    assert all(later - day >= 2 for day, later in pairwise(evenings)), "no rest evening between"


def test_nothing_has_a_turn_on_a_day_on_which_it_is_closed(book: Rulebook) -> None:
    for care, days in turns(book).items():
        assert all(day in _care(care).days and is_open(_care(care), day, book) for day in days)


def test_each_is_used_as_often_and_as_far_apart_as_its_step_says(book: Rulebook) -> None:
    for care, days in turns(book).items():
        step, ordered = steps()[care], sorted(days)
        assert all(later - day >= step.apart for day, later in pairwise(ordered))
        assert all(sum(first <= day < first + 7 for day in days) <= step.per_week for first in range(1, 9))


def test_what_is_new_begins_days_after_what_was_new_before(book: Rulebook) -> None:
    apart = max(rule_between.new_apart for rule_between in together())
    evenings_of = turns(book)
    began = sorted(min(evenings_of[care.id]) for care in OPTIONAL if evenings_of[care.id])
    assert all(later - day >= apart for day, later in pairwise(began))
    assert not began or began[0] >= rule_day("antioxidant-serum") + apart


@pytest.mark.parametrize("who", REACHES_ALL)
def test_retinol_comes_on_the_first_day_on_which_the_guide_opens_it(who: str) -> None:
    evenings = turns(PEOPLE[who])
    assert min(evenings["retinol"]) == 7
    assert all(evenings[care.id] for care in OPTIONAL), "what is new has no room left"


def test_what_a_person_owns_begins_first_and_retinol_after_it() -> None:
    evenings = turns(PEOPLE["nothing known"], None, "rung-exfoliating-cleanser")
    assert (min(evenings["exfoliating-cleanser"]), min(evenings["retinol"])) == (6, 10)
    assert min(turns(PEOPLE["nothing known"], None, "rung-scrub")["scrub-or-enzyme-mask"]) == 7


def test_an_active_that_is_no_step_has_an_evening_too() -> None:
    plan = evening_plan(PEOPLE["nothing known"], owned={"rung-retinoid", "rung-acid"})
    acid = next(row.day for row in plan.ladder.rungs if row.rung.id == "rung-acid")
    assert acid == 10
    assert all(abs(turn - 10) >= 2 for care in OPTIONAL for turn in plan.turns[care.id])


def test_the_ladder_and_the_evenings_name_the_same_day(book: Rulebook) -> None:
    plan = evening_plan(book)
    for row in plan.ladder.rungs:
        days = plan.turns.get(row.rung.care, frozenset())
        if row.rung.care in {care.id for care in OPTIONAL} and row.day is not None:
            assert row.day == min(days, default=row.day)
            assert bool(days) == (row.day <= 14)


def test_a_sting_takes_the_evenings_away_until_the_person_says_that_it_is_calm() -> None:
    used, sting = SkinUse(day=7, thing="rung-retinoid", first=True), Unease(day=8, level=CheckInLevel.PAUSE)
    history = History(uses=(used,), unease=(sting,), reactions=(Reaction(day=8, thing="rung-retinoid"),))
    plans = [evening_plan(PEOPLE["nothing known"], history=history, day=day) for day in (8, 10, 12)]
    for plan in plans:
        assert not [turn for care in OPTIONAL for turn in plan.turns[care.id] if 8 <= turn < max(11, plan.day)]
        assert not plan.turns["retinol"]
    assert plans[-1].waits_for_word
    agreed = evening_plan(PEOPLE["nothing known"], history=replace(history, agreed=(12,)), day=12)
    assert not agreed.waits_for_word
    assert min(agreed.turns["exfoliating-cleanser"]) == 12


def test_a_first_use_on_another_day_moves_what_would_be_too_near() -> None:
    late = History(uses=(SkinUse(day=9, thing="rung-retinoid", first=True),))
    evenings = evening_plan(PEOPLE["nothing known"], history=late, day=10).turns
    assert (min(evenings["retinol"]), min(evenings["exfoliating-cleanser"])) == (9, 12)


def test_the_mask_of_the_plan_avoids_the_evenings_of_retinol_and_scrub() -> None:
    evenings_of = turns(PEOPLE["nothing known"])
    assert len(evenings_of["omega-3-mask"]) == 4
    assert not evenings_of["omega-3-mask"] & {day for care in OPTIONAL for day in evenings_of[care.id]}


def test_what_a_routine_has_fixed_stands_and_the_rest_is_put_around_it() -> None:
    evenings_of = turns(PEOPLE["nothing known"], {"retinol": frozenset({7, 9})})
    assert evenings_of["retinol"] == {7, 9}
    others = evenings_of["exfoliating-cleanser"] | evenings_of["scrub-or-enzyme-mask"]
    assert others
    assert all(abs(day - evening) >= 2 for day in others for evening in (7, 9))


def test_a_pause_takes_the_evenings_of_a_routine_too() -> None:
    history = History(unease=(Unease(day=8, level=CheckInLevel.PAUSE),), agreed=(11,))
    fixed = {"retinol": frozenset({7, 9, 12})}
    evenings = evening_plan(PEOPLE["nothing known"], history=history, day=11, fixed=fixed).turns
    assert evenings["retinol"] == {12}


def test_who_may_use_no_retinol_has_no_evening_for_it() -> None:
    assert not turns(PEOPLE["pregnant"])["retinol"]


def _care(care_id: str) -> Care:
    care = rule(care_id)
    assert isinstance(care, Care)
    return care


def rule_day(care_id: str) -> int:
    return _care(care_id).days.first
