"""Before a session: dates are counted back, and what the data may say."""

import datetime as dt

import pytest

from fortnight.course.before import before_rules, read_before, stops
from fortnight.course.before_model import StopState
from fortnight.errors import DataError

SESSION = dt.date(2026, 12, 8)
HEAD = """
says = "Stop."
source = ["our-judgement"]
place = "x"
reviewed = 2026-11-30
"""


def test_a_date_is_counted_back_from_the_session() -> None:
    dates = {stop.rule.id: stop.date for stop in stops(SESSION, SESSION - dt.timedelta(days=60))}
    assert dates["before-retinol"] == dt.date(2026, 12, 3)
    assert dates["before-sun"] == dt.date(2026, 11, 24)
    assert dates["before-shaving"] == SESSION


def test_the_earliest_comes_first_and_what_the_provider_decides_last() -> None:
    lines = stops(SESSION, SESSION)
    days = [line.rule.days_before for line in lines]
    dated = [day for day in days if day is not None]
    assert days == [*sorted(dated, reverse=True), *[None] * (len(days) - len(dated))]
    assert lines[-1].state is StopState.ASK


def test_the_day_itself_counts_as_begun_and_the_day_before_does_not() -> None:
    begins = dt.date(2026, 12, 3)
    for today, state in ((begins, StopState.NOW), (begins - dt.timedelta(days=1), StopState.AHEAD)):
        states = {stop.rule.id: stop.state for stop in stops(SESSION, today)}
        assert states["before-retinol"] is state


def test_a_prescribed_retinoid_stops_no_later_than_one_that_is_bought() -> None:
    days = {rule.id: rule.days_before or 0 for rule in before_rules().stops}
    assert days["before-prescription-retinoid"] >= days["before-retinol"]


def test_without_a_date_nothing_has_one() -> None:
    lines = stops(None, SESSION)
    assert {line.date for line in lines} == {None}
    assert StopState.NOW not in {line.state for line in lines}


def test_no_prescribed_medicine_is_stopped() -> None:
    says = {rule.id: rule.says for rule in before_rules().stops}
    assert "Never stop a prescribed medicine" in says["before-painkillers"]
    assert "whoever prescribed" in says["before-prescription-retinoid"]


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        ('[[stop]]\nid = "a"\nname = "A"\ndays_before = -1\n', "lies after the session"),
        ('[[stop]]\nid = "a"\nname = "A"\nwindows = ["retinoid-return"]\n', "not a window of the guide"),
        ('[[have]]\nid = "a"\nname = "A"\ncare = "gentle-clean"\n', "not a care of the guide"),
        ('[[reason]]\nid = "a"\nname = "A"\nlevel = "never"\n', "is unknown"),
        ('[[home]]\nid = "a"\nname = "A"\ncolour = "red"\n', "unknown key"),
    ],
)
def test_an_entry_that_names_what_there_is_not_is_refused_with_its_line(entry: str, wrong: str) -> None:
    with pytest.raises(DataError, match=wrong):
        read_before(entry + HEAD, "course/data/before.toml")
