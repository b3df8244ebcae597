"""What is due on a day: its stages, its care by time, what starts and what comes back."""

import datetime as dt

import pytest

from fortnight.course import DayOne, DayPlan, Session, care_on, coming_back, day_plan, plan, stages_on
from fortnight.guide import Duty, published_guide

GUIDE = published_guide()
TREATMENT = Session(date=dt.date(2026, 11, 20), zone="Europe/London")


def on(day: int) -> DayPlan:
    return day_plan(GUIDE, TREATMENT, day)


@pytest.mark.parametrize(
    ("day", "stages"),
    [
        (0, []),
        (1, ["calm"]),
        (2, ["calm"]),
        (3, ["restart"]),
        (4, ["restart"]),
        (5, ["restart", "rebuild"]),
        (6, ["rebuild"]),
        (7, ["renew"]),
        (14, ["renew"]),
        (15, []),
    ],
)
def test_each_day_has_its_stages_and_day_five_has_both(day: int, stages: list[str]) -> None:
    assert [stage.id for stage in stages_on(GUIDE, day)] == stages
    assert [stage.id for stage in on(day).stages] == stages


def test_day_five_keeps_what_the_second_stage_began_and_adds_the_third() -> None:
    care = {entry.id for entry in care_on(GUIDE, 5)}
    assert {"antioxidant-serum", "omega-3-mask", "peptide-serum", "eye-cream"} <= care


def test_the_first_day_is_washing_moisture_and_sunscreen() -> None:
    first = on(1)
    assert [entry.id for entry in first.morning] == [
        "gentle-cleanse",
        "hydrating-serum",
        "ceramide-moisturiser",
        "daily-sunscreen",
    ]
    assert [entry.id for entry in first.evening] == ["gentle-cleanse", "hydrating-serum", "ceramide-moisturiser"]
    assert [entry.id for entry in first.avoid] == ["hands-off", "no-foam-no-acid"]


def test_sunscreen_is_due_every_morning_and_no_evening() -> None:
    for day in range(1, 15):
        assert "daily-sunscreen" in [entry.id for entry in on(day).morning]
        assert "daily-sunscreen" not in [entry.id for entry in on(day).evening]


@pytest.mark.parametrize(
    ("day", "starts"),
    [
        (2, []),
        (3, ["exfoliating-cleanser", "antioxidant-serum", "omega-3-mask", "nothing-harsh", "nothing-irritating"]),
        (5, ["peptide-serum", "eye-cream"]),
        (7, ["nourishing-cream-or-oil", "little-that-irritates", "retinol", "scrub-or-enzyme-mask"]),
        (8, []),
    ],
)
def test_what_starts_on_a_day_is_named(day: int, starts: list[str]) -> None:
    assert [entry.id for entry in on(day).starts] == starts


def test_what_is_to_be_left_alone_stands_in_neither_morning_nor_evening() -> None:
    for day in range(1, 15):
        assert not any(entry.duty is Duty.AVOID for entry in (*on(day).morning, *on(day).evening))


def test_what_comes_back_is_the_care_that_starts_later_the_soonest_first() -> None:
    later = coming_back(GUIDE, 4)
    assert [entry.id for entry in later][:2] == ["peptide-serum", "eye-cream"]
    assert [entry.days.first for entry in later] == sorted(entry.days.first for entry in later)
    assert coming_back(GUIDE, 7) == ()
    assert {entry.id for entry in coming_back(GUIDE, -10)} >= {"gentle-cleanse", "retinol"}


def test_the_plan_has_fourteen_days_with_their_dates() -> None:
    days = plan(GUIDE, TREATMENT).days
    assert [plan_of_day.day for plan_of_day in days] == list(range(1, 15))
    assert (days[0].date, days[-1].date) == (dt.date(2026, 11, 20), dt.date(2026, 12, 3))


@pytest.mark.parametrize("day", [-3, 0, 15, 40])
def test_nothing_is_due_outside_the_fortnight(day: int) -> None:
    outside = on(day)
    assert (outside.stages, outside.morning, outside.evening, outside.avoid, outside.starts) == ((),) * 5


def test_day_zero_of_a_clinic_that_counts_from_the_next_day_has_the_care_of_day_one() -> None:
    late = Session(date=dt.date(2026, 11, 20), zone="Europe/London", day_one=DayOne.NEXT_DAY)
    zero = day_plan(GUIDE, late, 0)
    assert zero.date == dt.date(2026, 11, 20)
    assert zero.evening == on(1).evening
    assert [stage.id for stage in zero.stages] == ["calm"]
