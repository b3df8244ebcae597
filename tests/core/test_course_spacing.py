"""The next session: at least four weeks where the needles went deep, or where nobody knows."""

import datetime as dt

import pytest

from fortnight.course import DayOne, Session, earliest_next, too_soon
from fortnight.errors import UsageError
from fortnight.guide import published_guide

GUIDE = published_guide()
TREATMENT = Session(date=dt.date(2026, 11, 20), zone="Europe/London")


@pytest.mark.parametrize("needle_mm", [0.5, 1.0, 2.5])
def test_half_a_millimetre_and_deeper_waits_four_weeks(needle_mm: float) -> None:
    following = earliest_next(TREATMENT, needle_mm, GUIDE)
    assert (following.date, following.days_between) == (dt.date(2026, 12, 18), 28)
    assert "Friday 18 December 2026" in following.says
    assert following.rule == "repeat-needling"
    assert "our-judgement" in following.sources


def test_a_depth_that_nobody_knows_counts_as_deep() -> None:
    following = earliest_next(TREATMENT, None, GUIDE)
    assert following.days_between == 28
    assert "do not know" in following.says


def test_shallower_needles_wait_for_the_end_of_the_fortnight() -> None:
    following = earliest_next(TREATMENT, 0.25, GUIDE)
    assert (following.date, following.days_between) == (dt.date(2026, 12, 4), 14)


def test_counting_from_the_next_day_never_brings_the_session_forward() -> None:
    late = Session(date=TREATMENT.date, zone="Europe/London", day_one=DayOne.NEXT_DAY)
    for needle_mm in (None, 0.25, 1.5):
        assert earliest_next(late, needle_mm, GUIDE).date >= earliest_next(TREATMENT, needle_mm, GUIDE).date


@pytest.mark.parametrize("needle_mm", [0, -1.0, float("nan"), float("inf")])
def test_a_length_that_is_none_is_refused(needle_mm: float) -> None:
    with pytest.raises(UsageError, match="mm is not a valid needle length"):
        earliest_next(TREATMENT, needle_mm, GUIDE)


def test_a_session_is_too_soon_up_to_the_day_before_it_may_be() -> None:
    early = too_soon(dt.date(2026, 12, 17), [(TREATMENT, 1.0)], GUIDE)
    assert early is not None
    assert (early.last, early.following.date) == (TREATMENT.date, dt.date(2026, 12, 18))
    assert too_soon(dt.date(2026, 12, 18), [(TREATMENT, 1.0)], GUIDE) is None


def test_the_last_session_before_it_decides_and_a_later_one_does_not() -> None:
    first = Session(date=dt.date(2026, 9, 1), zone="Europe/London")
    later = Session(date=dt.date(2027, 1, 30), zone="Europe/London")
    early = too_soon(dt.date(2026, 11, 30), [(later, 1.0), (TREATMENT, None), (first, 1.0)], GUIDE)
    assert early is not None
    assert early.last == TREATMENT.date
    assert too_soon(dt.date(2026, 8, 1), [(first, 1.0), (later, 1.0)], GUIDE) is None


def test_a_session_on_the_same_date_is_said_to_be_one() -> None:
    early = too_soon(TREATMENT.date, [(TREATMENT, 0.25)], GUIDE)
    assert early is not None
    assert early.same_day
