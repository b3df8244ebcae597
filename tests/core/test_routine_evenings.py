"""Which evening is for what, where no routine is followed: apart, one new thing at a time, never what is closed."""

from itertools import pairwise

import pytest

from fortnight.guide.load import published_guide, rule
from fortnight.guide.model import Care, Duty
from fortnight.person.model import Profile, SkinTone
from fortnight.routine.model.evenings import is_sparse, turns
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
OPTIONAL = [care for care in GUIDE.care if is_sparse(care) and care.duty is Duty.MAY]


@pytest.fixture(params=PEOPLE)
def book(request: pytest.FixtureRequest) -> Rulebook:
    return PEOPLE[request.param]


def test_retinol_a_scrub_and_an_exfoliating_cleanser_have_evenings_of_their_own(book: Rulebook) -> None:
    found = turns(book)
    evenings = sorted(day for care in OPTIONAL for day in found[care.id])
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
    apart = max(one.new_apart for one in together())
    found = turns(book)
    began = sorted(min(found[care.id]) for care in OPTIONAL if found[care.id])
    assert all(later - day >= apart for day, later in pairwise(began))
    assert not began or began[0] >= rule_day("antioxidant-serum") + apart


def test_the_mask_of_the_plan_avoids_the_evenings_of_retinol_and_scrub() -> None:
    found = turns(PEOPLE["nothing known"])
    assert len(found["omega-3-mask"]) == 4
    assert not found["omega-3-mask"] & {day for care in OPTIONAL for day in found[care.id]}


def test_what_a_routine_has_fixed_stands_and_the_rest_is_put_around_it() -> None:
    found = turns(PEOPLE["nothing known"], {"retinol": frozenset({7, 9})})
    assert found["retinol"] == {7, 9}
    others = found["exfoliating-cleanser"] | found["scrub-or-enzyme-mask"]
    assert others
    assert all(abs(day - evening) >= 2 for day in others for evening in (7, 9))


def test_who_may_use_no_retinol_has_no_evening_for_it() -> None:
    assert not turns(PEOPLE["pregnant"])["retinol"]


def _care(care_id: str) -> Care:
    found = rule(care_id)
    assert isinstance(found, Care)
    return found


def rule_day(care_id: str) -> int:
    return _care(care_id).days.first
