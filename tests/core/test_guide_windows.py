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
    shown = {one.shows for one in GUIDE.windows} | {one.shows for one in GUIDE.activities}
    assert shown >= set(Trait)
    assert {kind for one in GUIDE.windows for kind in one.kinds} == set(Kind)


def test_what_is_an_active_in_one_window_is_one_in_all() -> None:
    said: defaultdict[str, set[bool]] = defaultdict(set)
    for one in BOTH:
        for named in (one.shows,) if one.shows else one.kinds:
            said[named].add(one.active)
    assert [named for named, flags in said.items() if len(flags) > 1] == []


@pytest.mark.parametrize("one", GUIDE.cautious, ids=lambda one: one.id)
def test_the_cautious_layer_refuses_from_the_first_day_on(one: Window) -> None:
    assert one.refuse is not None
    assert one.refuse.first == 1
    assert one.refuse.last < LAST_DAY


def test_no_window_of_the_guide_holds_outside_the_fortnight() -> None:
    assert not any(one.always for one in BOTH)


@each("one", GUIDE.windows, ids=lambda one: one.id)
def test_a_reason_says_the_day_on_which_it_comes_back(one: Window) -> None:
    if one.refuse and one.refuse.last < LAST_DAY:
        assert f"day {one.refuse.last + 1}" in one.says
