"""How actives come back, what an uneasy day may come from, and what reacted once."""

import pytest

from fortnight.errors import DataError
from fortnight.guide.load import published_guide
from fortnight.healing.checkin_model import CheckIn, CheckInLevel
from fortnight.healing.ladder import ladder
from fortnight.healing.ladder_load import read_ladder, rungs
from fortnight.healing.ladder_model import History, Ladder, Reaction, RungState, SkinUse, Unease
from fortnight.healing.pauses import is_paused
from fortnight.healing.rung_days import new_apart
from fortnight.healing.suspects import Likelihood, caution_about, suspects
from fortnight.person.model import Profile, SkinTone
from fortnight.routine.model.load import together
from fortnight.sources import shipped

FILE = "healing/data/ladder.toml"
OWNED = ("rung-vitamin-c", "rung-retinoid", "rung-acid")
TRIED = SkinUse(day=7, thing="rung-retinoid", first=True)


def plan(day: int, history: History | None = None, person: Profile | None = None) -> Ladder:
    return ladder(published_guide(), person or Profile(), history or History(), day, OWNED)


def days(ladder: Ladder) -> dict[str, int | None]:
    return {step.rung.id: step.day for step in ladder.rungs}


def test_actives_come_back_one_at_a_time_with_two_days_between() -> None:
    assert days(plan(1)) == {"rung-vitamin-c": 3, "rung-retinoid": 7, "rung-acid": 10}


def test_what_nobody_told_of_counts_as_begun_on_its_day() -> None:
    assert days(plan(9)) == days(plan(1))
    assert {entry.rung.id: entry.soonest for entry in plan(9).rungs}["rung-acid"] == 10


def test_a_first_use_on_another_day_moves_what_is_too_near() -> None:
    late = SkinUse(day=9, thing="rung-retinoid", first=True)
    assert days(plan(9, History(uses=(late,)))) == {"rung-vitamin-c": 3, "rung-retinoid": 9, "rung-acid": 12}


def test_rungs_of_one_step_share_its_day_and_what_is_gentle_waits_for_nothing() -> None:
    every = days(ladder(published_guide(), Profile(), History(), 1))
    assert every["rung-scrub"] == every["rung-enzyme"]
    assert (every["rung-peptide"], every["rung-oil"]) == (5, 7)


def test_what_is_gentle_is_no_active_of_the_rule_between_products() -> None:
    (rule,) = (limit for limit in together() if limit.new_apart)
    traits = {window.id: window.shows for window in published_guide().windows}
    gentle = {traits[window] for rung in rungs() if rung.gentle for window in rung.windows}
    assert not gentle & set(rule.one)
    assert rule.new_apart == new_apart()


def test_who_prefers_another_may_start_it_in_place_of_the_first() -> None:
    soonest = {step.rung.id: step.soonest for step in plan(8).rungs}
    assert soonest["rung-retinoid"] == 8
    instead = plan(8, History(uses=(SkinUse(day=8, thing="rung-retinoid", first=True),)))
    assert days(instead) == {"rung-vitamin-c": 3, "rung-retinoid": 8, "rung-acid": 11}


def test_a_persons_depth_and_tone_only_move_days_later() -> None:
    deep = Profile(needle_mm=2.0, skin_tone=SkinTone.TYPE_V)
    usual, later = days(plan(1)), days(plan(1, person=deep))
    assert all((later[rung] or 0) >= (at or 0) for rung, at in usual.items())
    assert days(plan(1, person=deep))["rung-retinoid"] == 10


def test_pregnancy_closes_retinoids_and_nothing_else() -> None:
    ladder = plan(1, person=Profile(pregnant=True))
    closed = [step.rung.id for step in ladder.rungs if step.state is RungState.CLOSED]
    assert closed == ["rung-retinoid"]
    assert days(ladder)["rung-retinoid"] is None


def test_a_first_use_is_asked_about_the_next_day() -> None:
    used = History(uses=(TRIED,))
    assert [rung.id for rung in plan(8, used).asks_about] == ["rung-retinoid"]
    assert plan(9, used).asks_about == ()


def test_an_uneasy_check_in_pauses_and_the_person_has_to_say_that_it_is_calm() -> None:
    uneasy = History(uses=(TRIED,), unease=(Unease(day=8, level=CheckInLevel.PAUSE),))
    assert (plan(8, uneasy).paused_until, plan(8, uneasy).asks_to_go_on) == (11, False)
    assert plan(11, uneasy).asks_to_go_on
    assert {step.state for step in plan(12, uneasy).rungs} == {RungState.PAUSED, RungState.USED}
    agreed = History(uses=uneasy.uses, unease=uneasy.unease, agreed=(12,))
    assert plan(12, agreed).paused_until is None
    assert days(plan(12, agreed)) == {"rung-vitamin-c": 3, "rung-retinoid": 7, "rung-acid": 12}


def test_calm_that_was_said_on_the_day_of_an_uneasy_check_in_ends_no_pause() -> None:
    uneasy = History(uses=(TRIED,), unease=(Unease(day=8, level=CheckInLevel.PAUSE),), agreed=(8,))
    assert plan(12, uneasy).asks_to_go_on
    assert plan(12, uneasy).paused_until == 12


def test_the_evening_of_the_day_on_which_calm_is_said_is_in_no_pause() -> None:
    agreed = History(unease=(Unease(day=8, level=CheckInLevel.PAUSE),), agreed=(11,))
    assert [day for day in range(7, 13) if is_paused(agreed, day, 11)] == [8, 9, 10]


def test_two_that_reacted_come_back_apart_from_each_other() -> None:
    reactions = (Reaction(day=8, thing="rung-retinoid"), Reaction(day=8, thing="rung-acid"))
    back = days(plan(8, History(reactions=reactions)))
    first, second = sorted(back[name] or 0 for name in ("rung-retinoid", "rung-acid"))
    assert first >= 15
    assert second >= first + new_apart()


def test_what_was_used_after_a_check_in_is_not_behind_it() -> None:
    later = SkinUse(day=9, thing="rung-acid", first=True)
    assert [suspect.thing for suspect in suspects(CheckIn(day=8), [TRIED, later]).ranked] == ["rung-retinoid"]


def test_keeping_an_eye_pauses_nothing() -> None:
    assert plan(8, History(unease=(Unease(day=8, level=CheckInLevel.KEEP_AN_EYE),))).paused_until is None


def test_what_reacted_comes_back_last_and_a_week_later_at_the_soonest() -> None:
    reacted = History(uses=(TRIED,), reactions=(Reaction(day=8, thing="rung-retinoid"),))
    last = plan(8, reacted).rungs[-1]
    assert (last.rung.id, last.state) == ("rung-retinoid", RungState.REACTED)
    assert last.day is not None
    assert last.day >= 15


def test_the_only_new_thing_in_three_days_fits_well_and_an_old_one_less() -> None:
    suspected = suspects(
        CheckIn(day=8), [TRIED, SkinUse(day=8, thing="my cream"), SkinUse(day=2, thing="rung-acid", first=True)]
    )
    assert [(suspect.thing, suspect.likelihood) for suspect in suspected.ranked] == [
        ("rung-retinoid", Likelihood.FITS_WELL),
        ("my cream", Likelihood.LESS_LIKELY),
    ]
    assert all("proof" in suspect.says or "likely" in suspect.says for suspect in suspected.ranked)


def test_two_new_things_cannot_be_told_apart_and_heat_and_sun_count() -> None:
    suspected = suspects(CheckIn(day=8), [TRIED, SkinUse(day=6, thing="direct-sun")])
    assert {suspect.likelihood for suspect in suspected.ranked} == {Likelihood.MAY_BE}


def test_what_reacted_in_an_earlier_treatment_fits_well_again_and_is_cautioned() -> None:
    before = [Reaction(day=9, thing="my serum", treatments_ago=2)]
    ranked = suspects(CheckIn(day=8), [SkinUse(day=8, thing="my serum"), TRIED], before).ranked
    assert ranked[0].thing == "my serum"
    warning = caution_about({"My serum"}, before)
    assert warning is not None
    assert "small spot" in warning.says
    assert caution_about({"my cream"}, before) is None


def test_where_nothing_is_new_it_says_so() -> None:
    suspected = suspects(CheckIn(day=8), [])
    assert (suspected.ranked, suspected.reason) == ((), "suspect-none")
    assert "Nada de lo que nos contaste" in suspects(CheckIn(day=8), [], language="es").says


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('"acid-leave-on"', '"acid-leave-in"', '"acid-leave-in" is not a window of the guide'),
        ('windows = ["acid-leave-on"]', "windows = []", "it names no window"),
        ("priority = 3\n", "", "it is either gentle or has a priority"),
        ('care = "retinol"', 'care = "retinal"', '"retinal" is not a care of the guide'),
        ("number = 2", "number = 0", "number = 0 is no number of days"),
        ('id = "rung-acid"', 'id = "rung-retinoid"', "this id is already used"),
    ],
)
def test_a_slip_in_the_ladder_is_refused_with_its_line(old: str, new: str, what: str) -> None:
    with pytest.raises(DataError, match=what):
        read_ladder(shipped(FILE).replace(old, new, 1), FILE)
