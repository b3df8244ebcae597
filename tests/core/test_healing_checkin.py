"""One check-in: what it says, what it does, and what follows when the next one does not come."""

import datetime as dt
from typing import Any

import pytest

from fortnight.course.model import DayOne, Session
from fortnight.errors import DataError, UsageError
from fortnight.healing.checkin import assess, silence
from fortnight.healing.checkin_load import checkin_rules, level_of, read_checkin
from fortnight.healing.checkin_model import CheckIn, CheckInLevel, Compared, Silence
from fortnight.healing.checkin_values import read_checkin_values
from fortnight.healing.depth import depth_of
from fortnight.healing.expected import band
from fortnight.healing.expected_model import Amount, Measure
from fortnight.healing.model import Urgency
from fortnight.person.model import Profile, SkinTone
from fortnight.sources import shipped

FILE = "healing/data/checkin.toml"
CALM: dict[str, Any] = {
    "pain": 0, "redness": Amount.NONE, "swelling": Amount.NONE, "heat": Amount.NONE, "itch": Amount.NONE,
    "flaking": Amount.NONE,
}  # fmt: skip
MEDIUM = Profile(needle_mm=1.5, skin_tone=SkinTone.TYPE_II)
DARK = Profile(needle_mm=1.5, skin_tone=SkinTone.TYPE_V)


def level(day: int, *, person: Profile = MEDIUM, earlier: tuple[CheckIn, ...] = (), **answers: Any) -> CheckInLevel:
    return assess(CheckIn(day=day, **{**CALM, **answers}), earlier, person=person).level


def test_a_calm_day_is_as_expected_and_says_for_which_day() -> None:
    assessment = assess(CheckIn(day=3, **CALM), person=MEDIUM)
    assert (assessment.level, assessment.reasons, assessment.says) == (
        CheckInLevel.AS_EXPECTED,
        (),
        "As expected for day 3.",
    )
    assert (assessment.signs, assessment.ask, assessment.urgency) == ((), (), None)


def test_what_the_band_calls_usual_is_as_expected_at_every_depth() -> None:
    for needle_mm in (0.25, 0.5, 1.5, 2.5):
        depth = depth_of(needle_mm)
        for day in range(1, 15):
            usual = {
                measure: band(measure, day, depth)[1]
                for measure in (Measure.REDNESS, Measure.SWELLING, Measure.FLAKING)
            }
            answers: dict[str, Any] = {str(measure): tuple(Amount)[most] for measure, most in usual.items()}
            person = Profile(needle_mm=needle_mm, skin_tone=SkinTone.TYPE_II)
            assert level(day, person=person, **answers) is CheckInLevel.AS_EXPECTED, (depth, day)


def test_pain_that_grows_against_an_earlier_check_in_is_for_a_doctor() -> None:
    earlier = (CheckIn(day=2, **{**CALM, "pain": 1}),)
    assert level(4, pain=1) is CheckInLevel.AS_EXPECTED
    assert level(4, pain=3, earlier=earlier) is CheckInLevel.DOCTOR_TODAY


def test_redness_that_comes_back_a_little_is_for_the_advisor_and_more_of_it_for_a_doctor() -> None:
    earlier = (CheckIn(day=4, **CALM),)
    assert level(6, redness=Amount.A_LITTLE, earlier=earlier) is CheckInLevel.TELL_ADVISOR
    assert level(6, redness=Amount.CLEAR, earlier=earlier) is CheckInLevel.DOCTOR_TODAY


def test_numbing_cream_on_the_first_day_makes_no_later_pain_a_growing_one() -> None:
    assert level(3, pain=2, earlier=(CheckIn(day=1, **CALM),)) is CheckInLevel.AS_EXPECTED


def test_where_redness_does_not_show_warmth_with_pain_counts() -> None:
    answers: dict[str, Any] = {"heat": Amount.A_LITTLE, "pain": 3}
    assert level(5, person=MEDIUM, **answers) is CheckInLevel.TELL_ADVISOR
    assert level(5, person=DARK, **answers) is CheckInLevel.DOCTOR_TODAY
    assert level(5, person=MEDIUM, **answers, redness=None) is CheckInLevel.DOCTOR_TODAY


def test_warm_and_hard_skin_counts_where_redness_does_not_show() -> None:
    assert level(4, person=DARK, heat=Amount.A_LITTLE, new=("new-hard-skin",)) is CheckInLevel.DOCTOR_TODAY


def test_diabetes_makes_stricter() -> None:
    diabetic = Profile(needle_mm=1.5, skin_tone=SkinTone.TYPE_II, diabetes=True)
    assert level(4, heat=Amount.A_LITTLE) is CheckInLevel.KEEP_AN_EYE
    assert level(4, heat=Amount.A_LITTLE, person=diabetic) is CheckInLevel.TELL_ADVISOR


def test_an_emergency_a_crisis_and_a_poisoning_carry_their_urgency() -> None:
    words = {"my lips are swelling": "emergency", "I want to die": "crisis", "my son swallowed the serum": "poison"}
    for text, urgency in words.items():
        assessment = assess(CheckIn(day=5, **CALM, words=text), person=MEDIUM)
        assert (assessment.level, assessment.urgency, assessment.signs[0].urgency) == (
            CheckInLevel.NOW,
            urgency,
            urgency,
        )


def test_the_strictest_reason_comes_first_and_its_sign_says_what_to_do() -> None:
    assessment = assess(CheckIn(day=5, **{**CALM, "itch": Amount.CLEAR}, new=("new-pus",)), person=MEDIUM)
    assert assessment.reasons == ("new-pus", "checkin-itch-above-usual")
    assert [sign.id for sign in assessment.signs] == ["sign-pus"]
    assert any("See a doctor today" in text for text in assessment.does)


def test_a_reaction_to_an_active_pauses() -> None:
    assert level(8, itch=Amount.CLEAR, used=("rung-retinoid",)) is CheckInLevel.PAUSE
    assert level(8, itch=Amount.CLEAR, used=("a plain cream",)) is CheckInLevel.KEEP_AN_EYE


def test_numb_skin_is_for_a_doctor_from_day_three_and_a_word_before() -> None:
    levels = [level(day, new=("new-numb",)) for day in (1, 2, 3)]
    assert levels == [CheckInLevel.TELL_ADVISOR, CheckInLevel.TELL_ADVISOR, CheckInLevel.DOCTOR_TODAY]


def test_words_that_are_unclear_ask_before_anything_is_as_expected() -> None:
    assessment = assess(CheckIn(day=5, **CALM, words="red in patches"), person=MEDIUM)
    assert assessment.level.rank >= CheckInLevel.KEEP_AN_EYE.rank or not assessment.ask


def test_a_clinic_that_counts_from_the_next_day_tolerates_no_more() -> None:
    treated = Session(date=dt.date(2026, 11, 20), zone="UTC", day_one=DayOne.NEXT_DAY)
    checkin = CheckIn(day=4, **{**CALM, "redness": Amount.A_LITTLE})
    assert assess(checkin, person=MEDIUM).level is CheckInLevel.AS_EXPECTED
    assert assess(checkin, (), treated, MEDIUM).level is CheckInLevel.KEEP_AN_EYE
    assert assess(CheckIn(day=0, **CALM), (), treated, MEDIUM).level is CheckInLevel.AS_EXPECTED


def test_no_sentence_of_a_check_in_calms_wrongly_or_names_an_illness() -> None:
    texts = [text for rule in checkin_rules().rules.values() for text in (rule.says, rule.does)]
    assert [text for text in texts if "safe" in text.casefold() or "you have an infection" in text.casefold()] == []


@pytest.mark.parametrize(
    ("last", "days", "follows"),
    [
        (CheckInLevel.KEEP_AN_EYE, 0, None),
        (CheckInLevel.KEEP_AN_EYE, 1, Silence.KIND_QUESTION),
        (CheckInLevel.DOCTOR_TODAY, 1, Silence.KIND_QUESTION),
        (CheckInLevel.NOW, 2, Silence.DESK),
        (CheckInLevel.PAUSE, 9, Silence.DESK),
        (CheckInLevel.AS_EXPECTED, 9, None),
        (None, 9, None),
    ],
)
def test_silence_after_unease_asks_kindly_and_then_goes_to_the_desk(
    last: CheckInLevel | None, days: int, follows: Silence | None
) -> None:
    assert silence(last, days) is follows


def test_every_sign_that_can_be_ticked_has_the_level_of_the_card() -> None:
    for thing in checkin_rules().new.values():
        if thing.sign is not None:
            assert level(9, new=(thing.id,)).rank >= level_of(thing.sign.urgency).rank
    assert [level_of(urgency).rank for urgency in Urgency] == [5, 5, 5, 4, 3]


def test_spreading_is_for_a_doctor_on_every_day() -> None:
    assert {level(day, compared=Compared.SPREADING) for day in range(1, 15)} == {CheckInLevel.DOCTOR_TODAY}


@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({}, "no day"),
        ({"day": 3, "pain": 11}, "pain = 11 is not a number"),
        ({"day": 3, "pain": True}, "pain = True is not a number"),
        ({"day": 3, "redness": "red"}, "redness = 'red' is unknown"),
        ({"day": 3, "rednes": "none"}, 'unknown key "rednes". Did you mean "redness"'),
        ({"day": 3, "new": "new-pus"}, "new is not a list of ids"),
        ({"day": 3, "words": 3}, "words is not a string"),
        ({"day": 3, "photo": "yes"}, "photo is not true or false"),
    ],
)
def test_values_that_are_none_are_refused_with_the_key(values: dict[str, object], what: str) -> None:
    with pytest.raises(UsageError, match=what.replace("[", r"\[")):
        read_checkin_values(values)


def test_something_new_that_is_not_on_the_list_is_refused() -> None:
    with pytest.raises(UsageError, match=r'"new-pos" is nothing new .*Did you mean "new-pus"'):
        assess(CheckIn(day=3, new=("new-pos",)))


def test_a_pain_beyond_ten_is_refused() -> None:
    with pytest.raises(ValueError, match="pain 11 is not between 0 and 10"):
        CheckIn(day=3, pain=11)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('level = "doctor_today"\ncompared', 'level = "pause"\ncompared', "pause is milder than sign-spreading"),
        ("at_least = { pain = 7 }", "at_least = { pane = 7 }", 'at_least: "pane" is no measure'),
        ("at_least = { pain = 7 }", "at_least = { pain = 70 }", "pain = 70 is not a number"),
        ('at_least = { heat = "strong" }', 'at_least = { heat = "none" }', "heat = 'none' is no amount"),
        ("grown = { pain = 1 }", 'grown = { pain = "1" }', "is no number of steps"),
        ('flags = ["rf_needling"]', 'flags = ["rf_needle"]', '"rf_needle" is no field of a profile'),
        ('new = ["new-patchy"]', 'new = ["new-patch"]', '"new-patch" is not a \\[\\[new\\]\\]'),
        ("days = [12, 14]", "days = [12, 13]", "days end before day 14"),
        ('compared = ["spreading"]\n', "", "it has no condition"),
        ('sign = "sign-pus"', 'sign = "sign-puss"', '"sign-puss" is not a sign'),
    ],
)
def test_a_slip_in_the_rules_is_refused_with_its_line(old: str, new: str, what: str) -> None:
    text = shipped(FILE)
    assert old in text
    with pytest.raises(DataError, match=what):
        read_checkin(text.replace(old, new, 1), FILE)
