"""What is usual: by day, depth and tone; the tables hold together, and a broken one is refused with its line."""

import datetime as dt

import pytest

from fortnight.asking.load import feelings
from fortnight.course.model import DayOne, Session
from fortnight.errors import DataError, UsageError
from fortnight.healing.depth import KNOWN_DEPTHS, Area, DepthBand, depth_of, healing_day
from fortnight.healing.expected import band, expected, tier, watch_limit
from fortnight.healing.expected_load import expected_rules, read_expected
from fortnight.healing.expected_model import Measure, Sensation, Tier
from fortnight.person.model import SkinTone
from fortnight.sources import Evidence, shipped

FILE = "healing/data/expected.toml"
DAYS = range(1, 15)


def sensation(name: str) -> Sensation:
    return next(rule for rule in expected_rules().sensations if rule.name == name)


def test_flaking_on_day_four_is_usual_and_on_day_ten_is_not() -> None:
    assert tier(sensation("Flaking"), 4, DepthBand.MEDIUM) is Tier.USUAL
    assert tier(sensation("Flaking"), 10, DepthBand.MEDIUM) is not Tier.USUAL


def test_redness_lasts_longer_after_deeper_needles_and_is_not_usual_after_day_eight_at_any_depth() -> None:
    tiers = sensation("Redness").tiers
    assert [tiers[depth].count(Tier.USUAL) for depth in KNOWN_DEPTHS] == [2, 3, 4, 8]
    assert all(tier(sensation("Redness"), day, depth) is Tier.NOT_USUAL for day in range(9, 15) for depth in DepthBand)


def test_a_depth_that_nobody_knows_neither_calms_nor_frightens() -> None:
    for sensation in expected_rules().sensations:
        for day in DAYS:
            unknown = tier(sensation, day, DepthBand.UNKNOWN)
            if unknown is Tier.USUAL:
                assert tier(sensation, day, DepthBand.SHALLOW) is Tier.USUAL
            if unknown is Tier.NOT_USUAL:
                assert all(tier(sensation, day, depth) is Tier.NOT_USUAL for depth in KNOWN_DEPTHS)


def test_deeper_needles_never_tolerate_less_and_later_days_never_more() -> None:
    for measure in Measure:
        for day in DAYS:
            usual = [band(measure, day, depth)[1] for depth in KNOWN_DEPTHS]
            watched = [watch_limit(measure, day, depth) for depth in KNOWN_DEPTHS]
            assert usual == sorted(usual), (measure, day)
            assert watched == sorted(watched), (measure, day)
        for depth in DepthBand:
            limits = [watch_limit(measure, day, depth) for day in (*DAYS, 15, 40)]
            assert limits == sorted(limits, reverse=True)


def test_brown_and_black_skin_has_a_sentence_of_its_own_on_every_day() -> None:
    for depth in DepthBand:
        for day in DAYS:
            light, dark = (expected(day, depth, tone).sentence for tone in (SkinTone.TYPE_II, SkinTone.TYPE_V))
            assert light != dark
            assert "pink" not in dark.casefold()
            assert expected(day, depth).sentence == light
    assert all(sensation.on_darker_skin for sensation in expected_rules().sensations)


def test_every_answer_names_its_sources_and_their_kinds() -> None:
    answer = expected(3, DepthBand.MEDIUM, area=Area.EYES)
    assert answer.sources == ("chu-2021", "our-judgement")
    assert answer.evidence == (Evidence.REVIEW, Evidence.OUR_JUDGEMENT)
    assert [note.area for note in answer.notes] == [Area.EYES]


def test_every_day_holds_every_sensation_once() -> None:
    for depth in DepthBand:
        for day in DAYS:
            answer = expected(day, depth)
            sensations = [*answer.usual, *answer.less_usual, *answer.not_usual]
            assert sorted(item.id for item in sensations) == sorted(item.id for item in expected_rules().sensations)


def test_a_sensation_names_a_feeling_of_the_box_and_every_felt_thing_has_its_page() -> None:
    boxes = {feeling.id for feeling, _ in feelings()}
    named = {rule.feeling for rule in expected_rules().sensations} - {""}
    assert named <= boxes
    assert {"feels-redness", "feels-itching", "feels-breakout", "feels-milia", "feels-small-dots"} <= named


def test_a_day_before_the_treatment_is_refused_and_one_after_the_fortnight_is_the_last() -> None:
    with pytest.raises(UsageError, match="day 0 is before the treatment"):
        expected(0)
    assert expected(30, DepthBand.DEEP).headline.id == "days-12-to-14"


@pytest.mark.parametrize(
    ("needle_mm", "depth"),
    [(0.2, "home"), (0.3, "home"), (0.5, "shallow"), (0.9, "shallow"), (1.0, "medium"), (1.9, "medium"), (2.0, "deep")],
)
def test_a_length_between_two_bands_counts_as_the_shallower(needle_mm: float, depth: str) -> None:
    assert depth_of(needle_mm) == depth


@pytest.mark.parametrize("needle_mm", [0.0, -1.0, float("nan"), float("inf")])
def test_a_length_that_is_none_is_refused(needle_mm: float) -> None:
    with pytest.raises(UsageError, match="not a needle length"):
        depth_of(needle_mm)


def test_a_clinic_that_counts_from_the_next_day_is_a_day_further() -> None:
    treated = Session(date=dt.date(2026, 11, 20), zone="UTC")
    assert healing_day(treated, 3) == 3
    assert healing_day(Session(date=treated.date, zone="UTC", day_one=DayOne.NEXT_DAY), 3) == 4


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('most_home = "2 1 0', 'most_home = "1 2 0', "most_home rises from day to day"),
        ('most_home = "2 1 0', 'most_home = "2 1', "most_home is not 14 numbers"),
        ('least_home = "0 0', 'least_home = "9 0', "least, most and watch of home cross"),
        ('measure = "redness"\nleast', 'measure = "pain"\nleast', "pain has its band already"),
        ('depths = ["medium"]', 'depths = ["deep"]', "headlines at the depth"),
        ('signs = ["sign-raw-skin"]', 'signs = ["sign-raw-skim"]', '"sign-raw-skim" is not a sign'),
        ('never = ["home"]', 'never = ["deep"]', "deep is among never and has days"),
        ('area = "eyes"', 'area = "nose"', 'area = "nose" is unknown'),
        ('name = "Redness"', 'naem = "Redness"', 'missing key "name"'),
    ],
)
def test_a_slip_in_the_tables_is_refused_with_its_line(old: str, new: str, what: str) -> None:
    text = shipped(FILE)
    assert old in text
    with pytest.raises(DataError, match=what) as refused:
        read_expected(text.replace(old, new) if "never" in old else text.replace(old, new, 1), FILE)
    assert refused.value.line >= 1
