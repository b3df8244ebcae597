"""Screening: fourteen letters a product, what a change of the rules turns, and why."""

import datetime as dt
import json

import pytest

from fortnight.guide import Guide, published_guide
from fortnight.guide.changes import read_changes
from fortnight.guide.model import Protocol
from fortnight.labels.shown import Shown
from fortnight.person import Profile
from fortnight.verdicts.marks import changed_days, marks_in, marks_of, rulings_in
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.own import own_guide
from fortnight.verdicts.rulebook import rulebook
from fortnight.verdicts.screening import (
    STANDARD,
    Clause,
    ClauseDifference,
    StoredReading,
    clauses,
    difference,
    flips,
    open_by_day,
    screened,
)

GUIDE = published_guide()
RETINOID_LATER = '[[window]]\nid = "retinoid-returns"\nrefuse = [1, 8]\ncareful = [9, 14]'
SHELF = [
    StoredReading("oil", Shown.from_text("face_oil;;+3/3;retinoid@3")),
    StoredReading("gel", Shown.from_text("cleanser;;+4/4;")),
    StoredReading("sun", Shown.from_text("sunscreen;50;+9/9;uv_mineral@2")),
    StoredReading("odd", Shown.from_text(";;-0/0;")),
]


def ours(changes: str) -> Guide:
    house = Protocol(house="Harley Rooms", number=2, date=dt.date(2026, 11, 23))
    return own_guide(GUIDE, read_changes(changes, "ours.toml"), house)


def test_a_product_has_fourteen_letters_and_one_without_a_label_cannot_be_told() -> None:
    letters = screened(SHELF, rulebook(GUIDE, Profile()))
    assert letters["oil"] == "xxxxxxcccccccc"
    assert letters["odd"] == "u" * 14
    assert set(letters) == {"oil", "gel", "sun", "odd"}


def test_a_later_window_turns_the_days_between_and_is_named() -> None:
    before, after = (rulebook(guide, Profile()) for guide in (GUIDE, ours(RETINOID_LATER)))
    (flip,) = flips(SHELF, screened(SHELF, before), after, difference(before, after))
    assert (flip.key, flip.before, flip.after) == ("oil", "xxxxxxcccccccc", "xxxxxxxxcccccc")
    assert flip.days == (7, 8)
    assert flip.rules == ("retinoid-returns",)


def test_a_window_that_goes_back_is_named_by_what_is_gone() -> None:
    before, after = (rulebook(guide, Profile()) for guide in (ours(RETINOID_LATER), GUIDE))
    (flip,) = flips(SHELF, screened(SHELF, before), after, difference(before, after))
    assert flip.days == (7, 8)
    assert flip.rules == ("retinoid-returns",)


def test_a_rule_about_one_kind_touches_that_kind_only() -> None:
    own = '[[own]]\nid = "own-1"\nkinds = ["cleanser"]\nrefuse = [1, 2]\ncareful = []\nsays = { en = "Not yet." }'
    before, after = (rulebook(guide, Profile()) for guide in (GUIDE, ours(own)))
    changed = difference(before, after)
    assert [reading.key for reading in SHELF if changed.touches(reading.shown)] == ["gel"]
    assert [reading.key for reading in SHELF if changed.may_touch(reading.shown.text)] == ["gel"]
    (flip,) = flips(SHELF, screened(SHELF, before), after, changed)
    assert flip.rules == ("own-1",)


def test_other_words_touch_nothing() -> None:
    words = '[[window]]\nid = "retinoid-returns"\nsays = { en = "Wait with it." }'
    changed = difference(rulebook(GUIDE, Profile()), rulebook(ours(words), Profile()))
    assert not changed
    assert not any(changed.touches(reading.shown) or changed.may_touch(reading.shown.text) for reading in SHELF)


def test_an_allergy_more_has_everything_judged_again() -> None:
    before, after = rulebook(GUIDE, Profile()), rulebook(GUIDE, Profile(allergies=("lanolin",)))
    shelf = [StoredReading(1, Shown.from_text("moisturiser;;+3/3;"), "aqua\nlanolin")]
    (flip,) = flips(shelf, screened(shelf, before), after, difference(before, after))
    assert flip.after == "x" * 14
    assert flip.rules == ()


def test_a_low_spf_is_touched_by_the_rule_about_it_and_a_high_one_is_not() -> None:
    low = next(clause for clause in clauses(rulebook(GUIDE, Profile())) if clause.spf_below)
    changed = ClauseDifference((low,), ())
    assert changed.touches(Shown.from_text("sunscreen;15;+9/9;uv_mineral@2"))
    assert not changed.touches(Shown.from_text("sunscreen;50;+9/9;uv_mineral@2"))


def test_clauses_come_back_from_json_as_they_were() -> None:
    before = clauses(rulebook(GUIDE, STANDARD["deep"]))
    stored = json.loads(json.dumps(before))
    again = tuple(Clause(row[0], tuple(row[1]), *row[2:]) for row in stored)
    assert not ClauseDifference(before, again)
    assert again == before


def test_the_standard_profiles_are_no_milder_than_nobody_in_particular() -> None:
    books = [rulebook(GUIDE, profile) for profile in STANDARD.values()]
    plain, *others = [screened(SHELF, book) for book in books]
    assert len(others) == 2
    for other in others:
        assert all("ocux".index(other[key][day]) >= "ocux".index(plain[key][day]) for key in plain for day in range(14))


def test_how_many_are_open_is_counted_by_day() -> None:
    counts = open_by_day([("x" * 6 + "c" * 8, 2), ("u" * 14, 5), ("o" * 14, 1)])
    assert counts == (1,) * 6 + (3,) * 8


@pytest.mark.parametrize("marks", ["o" * 14, "x" * 14, "u" * 2 + "o" * 12, "xxxxxxcccccccc", "oxoxoxoxoxoxox"])
def test_letters_come_back_as_the_same_letters(marks: str) -> None:
    assert marks_of(rulings_in(marks)) == marks
    assert changed_days(marks, marks) == ()


def test_a_closed_end_is_closed_for_this_time() -> None:
    assert rulings_in("oooooooooooooX".lower())[13] is Ruling.NOT_THIS_TIME
    assert marks_in(-1, 0, 0) == "x" * 14
