"""A course: what is usual for a purpose, when there were too many sessions, and what the data may say."""

import datetime as dt

import pytest

from fortnight.course.courses import PastSession, course_rules, read_courses, too_much, usual_course
from fortnight.errors import DataError
from fortnight.guide.load import published_guide

START = dt.date(2026, 1, 5)
FACTS = 'says = "x"\nsource = ["our-judgement"]\nplace = "x"\nreviewed = 2026-11-30\n'


def every(days: int, times: int, needle_mm: float | None, setting: str) -> list[PastSession]:
    """So many sessions, so many days apart."""
    dates = [START + dt.timedelta(days=days * time) for time in range(times)]
    return [PastSession(date=date, needle_mm=needle_mm, setting=setting) for date in dates]


@pytest.mark.parametrize(
    ("sessions", "rules"),
    [
        (every(28, 6, 1.5, "clinic"), []),
        (every(28, 7, 1.5, "clinic"), ["too-many-deep"]),
        (every(28, 7, None, ""), ["too-many-deep"]),
        (every(28, 7, 0.25, "home"), []),
        (every(14, 12, 0.25, "home"), []),
        (every(14, 13, 0.25, "home"), ["too-many-at-home"]),
        (every(14, 13, 0.5, "home"), ["too-many-deep", "too-many-at-home"]),
        (every(14, 13, 0.25, "clinic"), []),
        ([], []),
    ],
)
def test_too_many_sessions_are_noticed_by_depth_and_place(sessions: list[PastSession], rules: list[str]) -> None:
    assert [rule.id for rule in too_much(sessions)] == rules


def test_only_the_twelve_months_up_to_the_last_session_count() -> None:
    assert too_much(every(61, 12, 1.5, "clinic")) == ()
    assert [rule.id for rule in too_much(every(60, 12, 1.5, "clinic"))] == ["too-many-deep"]


def test_a_purpose_that_nobody_studied_has_no_usual_course() -> None:
    assert usual_course("other") is None
    assert usual_course("") is None


def test_a_gap_shorter_than_the_guides_is_a_clinicians() -> None:
    guide = published_guide()
    least = next(activity.from_day for activity in guide.activities if activity.id == "repeat-needling")
    assert least
    for rule in course_rules().purposes:
        assert rule.clinician or rule.days_between[0] >= least - 1, rule.id


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        ('[[purpose]]\nid = "a"\npurpose = "b"\nsessions = [3]\ndays_between = [1, 2]\n', "two whole numbers"),
        ('[[purpose]]\nid = "a"\npurpose = "b"\nsessions = [3, 2]\ndays_between = [1, 2]\n', "a least and a most"),
        ('[[too-much]]\nid = "a"\nnumber = 0\n', "no number of sessions"),
        ('[[too-much]]\nid = "a"\nnumber = 3\nsetting = "train"\n', "is unknown"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(entry: str, wrong: str) -> None:
    with pytest.raises(DataError, match=wrong):
        read_courses(entry + FACTS, "course/data/courses.toml")
