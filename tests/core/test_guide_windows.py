"""The windows of the guide and of the cautious layer: the laws that all of them keep, row by row.

Their days, and what each speaks about, are held by the products that a clinician reviews: tests/cases/answers*.toml.
"""

from collections import defaultdict

import pytest

from fortnight.guide import Window, published_guide
from fortnight.guide.model import LAST_DAY
from fortnight.labels.model import Kind, Trait
from tests.each import each

GUIDE = published_guide()
BOTH = (*GUIDE.windows, *GUIDE.cautious)


def test_every_trait_and_every_kind_has_a_window() -> None:
    marks = {entry.shows for entry in GUIDE.windows} | {entry.shows for entry in GUIDE.activities}
    assert marks >= set(Trait)
    assert {kind for entry in GUIDE.windows for kind in entry.kinds} == set(Kind)


def test_what_is_an_active_in_one_window_is_one_in_all() -> None:
    flags_by_thing: defaultdict[str, set[bool]] = defaultdict(set)
    for window in BOTH:
        for named in (window.shows,) if window.shows else window.kinds:
            flags_by_thing[named].add(window.active)
    assert [named for named, flags in flags_by_thing.items() if len(flags) > 1] == []


@pytest.mark.parametrize("window", GUIDE.cautious, ids=lambda window: window.id)
def test_the_cautious_layer_refuses_from_the_first_day_on(window: Window) -> None:
    assert window.refuse is not None
    assert window.refuse.first == 1
    assert window.refuse.last < LAST_DAY


def test_no_window_of_the_guide_holds_outside_the_fortnight() -> None:
    assert not any(window.always for window in BOTH)


@each("window", GUIDE.windows, ids=lambda window: window.id)
def test_a_reason_says_the_day_on_which_it_comes_back(window: Window) -> None:
    if window.refuse and window.refuse.last < LAST_DAY:
        assert f"day {window.refuse.last + 1}" in window.says
