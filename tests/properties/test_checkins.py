"""Laws of the check-in and the ladder: what is worse, more or later is never milder, and dates only move later."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fortnight.guide.load import published_guide
from fortnight.healing.checkin import assess
from fortnight.healing.checkin_load import checkin_rules
from fortnight.healing.checkin_model import MOST_PAIN, CheckIn, CheckInLevel, Compared, Sleep
from fortnight.healing.checkin_values import checkin_values, read_checkin_values
from fortnight.healing.expected_model import Amount, Measure
from fortnight.healing.ladder import ladder
from fortnight.healing.ladder_load import rungs
from fortnight.healing.ladder_model import History, Reaction, SkinUse, Unease
from fortnight.person.model import Profile, SkinTone
from tests.examples import examples

NEW = sorted(checkin_rules().new)
RUNGS = tuple(rung.id for rung in rungs())
FLAGS = ("diabetes", "immunosuppressed", "eczema", "cold_sores", "rf_needling", "pregnant")
AMOUNTS = st.none() | st.sampled_from(Amount)
CHECKINS = st.builds(
    CheckIn,
    day=st.integers(1, 16),
    pain=st.none() | st.integers(0, MOST_PAIN),
    redness=AMOUNTS,
    swelling=AMOUNTS,
    heat=AMOUNTS,
    itch=AMOUNTS,
    flaking=AMOUNTS,
    compared=st.none() | st.sampled_from(Compared),
    sleep=st.none() | st.sampled_from(Sleep),
    new=st.lists(st.sampled_from(NEW), max_size=2, unique=True).map(tuple),
    used=st.lists(st.sampled_from((*RUNGS, "vigorous-exercise", "my cream")), max_size=2).map(tuple),
)
PEOPLE = st.builds(
    Profile,
    needle_mm=st.sampled_from([None, 0.25, 0.5, 1.5, 2.5]),
    skin_tone=st.none() | st.sampled_from(SkinTone),
    diabetes=st.sampled_from([None, False, True]),
    eczema=st.sampled_from([None, False, True]),
)
EARLIER = st.lists(CHECKINS, max_size=3)
STEPS = st.lists(st.sampled_from(["nothing", "use", "use", "unease", "agree", "reaction"]), min_size=14, max_size=14)


def rank(checkin: CheckIn, earlier: list[CheckIn], person: Profile) -> int:
    return assess(checkin, earlier, person=person).level.rank


def worse(checkin: CheckIn, measure: Measure) -> CheckIn:
    """The same with one step more of something; what was not answered stays so."""
    value = checkin.value(measure)
    if value is None:
        return checkin
    if measure is Measure.PAIN:
        return replace(checkin, pain=min(value + 1, MOST_PAIN))
    more: dict[str, Any] = {measure: tuple(Amount)[min(value + 1, 3)]}
    return replace(checkin, **more)


@given(checkin=CHECKINS, earlier=EARLIER, person=PEOPLE, measure=st.sampled_from(Measure))
@examples(80)
def test_a_worse_answer_never_lowers_the_level(
    checkin: CheckIn, earlier: list[CheckIn], person: Profile, measure: Measure
) -> None:
    assert rank(worse(checkin, measure), earlier, person) >= rank(checkin, earlier, person)


@given(checkin=CHECKINS, earlier=EARLIER, person=PEOPLE)
@examples(80)
def test_getting_worse_since_yesterday_never_lowers_the_level(
    checkin: CheckIn, earlier: list[CheckIn], person: Profile
) -> None:
    ranks = [rank(replace(checkin, compared=how), earlier, person) for how in Compared]
    nights = [rank(replace(checkin, sleep=night), earlier, person) for night in Sleep]
    assert ranks == sorted(ranks)
    assert nights == sorted(nights)


@given(checkin=CHECKINS, earlier=EARLIER, person=PEOPLE, thing=st.sampled_from(NEW), flag=st.sampled_from(FLAGS))
@examples(80)
def test_something_new_or_a_flag_never_lowers_the_level(
    checkin: CheckIn, earlier: list[CheckIn], person: Profile, thing: str, flag: str
) -> None:
    before = rank(checkin, earlier, person)
    assert rank(replace(checkin, new=(*checkin.new, thing)), earlier, person) >= before
    flagged: dict[str, Any] = {flag: True}
    assert rank(checkin, earlier, replace(person, **flagged)) >= before


@given(checkin=CHECKINS, person=PEOPLE)
@examples(80)
def test_a_later_day_tolerates_no_more(checkin: CheckIn, person: Profile) -> None:
    ranks = [rank(replace(checkin, day=day), [], person) for day in range(1, 17)]
    assert ranks == sorted(ranks)


@given(checkin=CHECKINS, person=PEOPLE, words=st.sampled_from(["tight and flaky", "my cheek is numb", "still pink"]))
@examples(24)
def test_the_same_words_on_a_later_day_are_heard_no_milder(checkin: CheckIn, person: Profile, words: str) -> None:
    ranks = [rank(replace(checkin, day=day, words=words), [], person) for day in (1, 2, 3, 4, 8, 9, 14)]
    assert ranks == sorted(ranks)


@given(checkin=CHECKINS, person=PEOPLE)
@examples(60)
def test_words_of_danger_are_never_outweighed_by_calm_answers(checkin: CheckIn, person: Profile) -> None:
    told = assess(replace(checkin, words="All fine. But I can't breathe properly."), person=person)
    assert told.level is CheckInLevel.NOW
    assert told.signs[0].urgency.calls_now


@given(checkin=CHECKINS, earlier=EARLIER, more=CHECKINS, person=PEOPLE)
@examples(80)
def test_a_photo_changes_nothing_and_an_earlier_check_in_lowers_nothing(
    checkin: CheckIn, earlier: list[CheckIn], more: CheckIn, person: Profile
) -> None:
    before = assess(checkin, earlier, person=person)
    assert assess(replace(checkin, photo=True), earlier, person=person) == before
    assert rank(checkin, [*earlier, more], person) >= before.level.rank


@given(checkin=CHECKINS, person=PEOPLE)
@examples(80)
def test_what_was_not_answered_is_never_as_expected(checkin: CheckIn, person: Profile) -> None:
    for field in ("pain", "swelling", "heat"):
        missing: dict[str, Any] = {field: None}
        assert rank(replace(checkin, **missing), [], person) > CheckInLevel.AS_EXPECTED.rank


@given(checkin=CHECKINS, earlier=EARLIER, person=PEOPLE)
@examples(24)
def test_a_language_changes_the_words_and_nothing_else(
    checkin: CheckIn, earlier: list[CheckIn], person: Profile
) -> None:
    english, spanish = (assess(checkin, earlier, person=person, language=one) for one in ("en", "es"))
    assert (english.level, english.reasons, english.signs) == (spanish.level, spanish.reasons, spanish.signs)
    assert english.says != spanish.says
    assert len(english.because) == len(spanish.because)


@given(checkin=CHECKINS)
@examples(100)
def test_a_check_in_survives_being_stored(checkin: CheckIn) -> None:
    assert read_checkin_values(checkin_values(checkin)) == checkin


@given(steps=STEPS, person=PEOPLE, wanted=st.lists(st.sampled_from(RUNGS), unique=True, min_size=1))
@examples(80)
def test_the_dates_of_the_ladder_only_move_later(steps: list[str], person: Profile, wanted: list[str]) -> None:
    history, dates = History(), dict.fromkeys(wanted, 0)
    for day, step in enumerate(steps, 1):
        for now in (history, history := happened(history, step, day, person, wanted)):
            plan = ladder(published_guide(), person, now, day, wanted)
            later = {one.rung.id: one.day for one in plan.rungs if one.day is not None and one.state != "used"}
            assert {rung: at for rung, at in later.items() if at < dates[rung]} == {}
            dates |= later


def happened(history: History, step: str, day: int, person: Profile, wanted: list[str]) -> History:
    """The history with what happened on a day; only what is open is used."""
    plan = ladder(published_guide(), person, history, day, wanted)
    ready = [one for one in plan.rungs if one.state in ("open", "waiting") and (one.soonest or 99) <= day]
    due = [one.rung.id for one in (reversed(ready) if day % 2 else ready)]
    used = [use.thing for use in history.uses if use.thing in wanted]
    match step:
        case "use" if due:
            return replace(history, uses=(*history.uses, SkinUse(day=day, thing=due[0], first=True)))
        case "unease":
            return replace(history, unease=(*history.unease, Unease(day=day, level=CheckInLevel.PAUSE)))
        case "agree":
            return replace(history, agreed=(*history.agreed, day))
        case "reaction" if used:
            return replace(history, reactions=(*history.reactions, Reaction(day=day, thing=used[-1])))
        case _:
            return history


@given(day=st.integers(1, 30), person=PEOPLE)
@examples(60)
def test_two_new_actives_never_start_within_two_days(day: int, person: Profile) -> None:
    actives = [
        active
        for active in ladder(published_guide(), person, History(), day).rungs
        if active.day and not active.rung.gentle
    ]
    steps: dict[str, list[int]] = {}
    for active in actives:
        steps.setdefault(active.rung.care or active.rung.id, []).append(active.day or 0)
    days = sorted(min(days) for days in steps.values())
    assert all(later - first > 2 for first, later in pairwise(days))
