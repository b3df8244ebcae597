"""Activities: each first day is that of the evidence, whose day 0 is our day 1."""

import pytest

from fortnight.guide import Activity, Span, Window, published_guide, rule

ACTIVITIES = published_guide().activities

FIRST_DAYS: tuple[tuple[str, int], ...] = (
    ("make-up", 2),
    ("direct-sun", 5),
    ("sunbed", 32),
    ("vigorous-exercise", 4),
    ("hot-shower", 3),
    ("sauna", 6),
    ("swimming-pool", 6),
    ("open-water", 8),
    ("alcohol-drink", 3),
    ("shaving", 5),
    ("waxing", 15),
    ("facial", 15),
    ("chemical-peel", 29),
    ("laser", 29),
    ("injectables", 15),
    ("self-tan", 15),
    ("repeat-needling", 29),
)


def activity(activity_id: str) -> Activity:
    entry = rule(activity_id)
    assert isinstance(entry, Activity)
    return entry


@pytest.mark.parametrize(("activity_id", "first_day"), FIRST_DAYS)
def test_an_activity_comes_back_on_its_day(activity_id: str, first_day: int) -> None:
    entry = activity(activity_id)
    assert entry.refuse is not None
    assert (entry.from_day or entry.refuse.last + 1) == first_day


@pytest.mark.parametrize("activity_id", ["touching", "picking", "numbing-cream", "hydrocortisone", "arnica"])
def test_some_things_do_not_come_back_in_the_fortnight_and_name_no_day(activity_id: str) -> None:
    entry = activity(activity_id)
    assert entry.refuse == Span(first=1, last=14)
    assert entry.from_day is None


@pytest.mark.parametrize(
    ("activity_id", "last_day"),
    [
        ("smoking", 14),
        ("spicy-food", 2),
        ("caffeine", 2),
        ("ibuprofen", 8),
        ("aspirin", 8),
        ("cool-compress", 3),
        ("sleeping-on-face", 4),
        ("face-covering", 3),
        ("dusty-work", 3),
        ("pets", 3),
        ("walking", 3),
    ],
)
def test_some_things_only_want_care(activity_id: str, last_day: int) -> None:
    entry = activity(activity_id)
    assert (entry.refuse, entry.careful) == (None, Span(first=1, last=last_day))


@pytest.mark.parametrize("activity_id", ["paracetamol", "clean-pillowcase"])
def test_some_things_are_fine_on_every_day(activity_id: str) -> None:
    entry = activity(activity_id)
    assert (entry.refuse, entry.careful, entry.unknown) == (None, None, False)


@pytest.mark.parametrize("activity_id", ["flying", "contact-lenses", "vitamin-e-capsules", "period"])
def test_what_nobody_knows_is_said_to_be_unknown(activity_id: str) -> None:
    entry = activity(activity_id)
    assert entry.unknown
    assert "cannot tell" in entry.says
    assert (entry.refuse, entry.careful, entry.from_day) == (None, None, None)


@pytest.mark.parametrize("activity_id", ["ibuprofen", "aspirin"])
def test_nobody_is_told_to_stop_a_prescribed_medicine(activity_id: str) -> None:
    entry = activity(activity_id)
    assert entry.refuse is None
    assert "keep taking it" in entry.says


@pytest.mark.parametrize(
    ("activity_id", "deep_days", "tone_days"),
    [("vigorous-exercise", 2, 0), ("hot-shower", 2, 3), ("sauna", 2, 3), ("direct-sun", 0, 3)],
)
def test_heat_sweat_and_sun_wait_longer_for_some(activity_id: str, deep_days: int, tone_days: int) -> None:
    entry = activity(activity_id)
    assert (entry.deep_days, entry.tone_days) == (deep_days, tone_days)


@pytest.mark.parametrize(
    ("word", "activity_id"),
    [
        ("gym", "vigorous-exercise"),
        ("running", "vigorous-exercise"),
        ("hot yoga", "sauna"),
        ("makeup", "make-up"),
        ("foundation", "make-up"),
        ("mascara", "make-up"),
        ("swimming", "swimming-pool"),
        ("beer", "alcohol-drink"),
        ("botox", "injectables"),
        ("threading", "waxing"),
        ("vaseline", "petroleum-jelly"),
        ("tylenol", "paracetamol"),
    ],
)
def test_everyday_words_lead_to_the_activity(word: str, activity_id: str) -> None:
    assert [entry.id for entry in ACTIVITIES if word in entry.also] == [activity_id]


def test_every_activity_has_everyday_words() -> None:
    assert all(len(entry.also) >= 3 for entry in ACTIVITIES)


def test_the_make_up_activity_and_the_make_up_window_agree() -> None:
    window = rule("kind-makeup")
    assert isinstance(window, Window)
    assert (window.refuse, window.careful) == (activity("make-up").refuse, activity("make-up").careful)
