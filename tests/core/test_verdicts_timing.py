"""When a step is open to a person: the days, the rules behind a wait, what comes back, and what has words."""

from dataclasses import replace
from typing import Any

import pytest

from fortnight.guide.load import published_guide
from fortnight.guide.load import rule as rule_of
from fortnight.guide.model import Care, Duty, Guide, Span, Where, Window
from fortnight.labels.model import Kind, Trait
from fortnight.person.model import Profile, SkinTone
from fortnight.verdicts.rulebook import rulebook
from fortnight.verdicts.timing import Wait, closing_longest, is_open, open_kinds, returns, starts, waits
from fortnight.wording.load import say

GUIDE = published_guide()
NOBODY = rulebook(GUIDE, Profile())
CAUTIOUS = rulebook(GUIDE, Profile(), cautious=True)


def care(care_id: str) -> Care:
    entry = rule_of(care_id)
    assert isinstance(entry, Care)
    return entry


def summary(waiting: tuple[Wait, ...]) -> list[tuple[str, int | None, list[str]]]:
    return [(wait.kind.value, wait.from_day, [rule.id for rule in wait.rules]) for wait in waiting]


def with_window(guide: Guide, window_id: str, **changed: Any) -> Guide:
    """The guide with one window more, which is another one changed."""
    window = next(entry for entry in guide.windows if entry.id == window_id)
    return replace(guide, windows=(*guide.windows, replace(window, id="one-more", **changed)))


def test_with_nothing_known_each_care_starts_as_published_and_nothing_waits() -> None:
    for entry in GUIDE.care:
        assert starts(entry, NOBODY) == entry.days.first
        for day in range(entry.days.first, entry.days.last + 1):
            assert is_open(entry, day, NOBODY)
            assert open_kinds(entry, day, NOBODY) == entry.kinds
            assert not waits(entry, day, NOBODY)


def test_a_wait_names_the_day_and_the_rule_that_lasts_longest() -> None:
    book = rulebook(GUIDE, Profile(needle_mm=2.0, sensitive=True), cautious=True)
    assert summary(waits(care("retinol"), 7, book)) == [("retinol_product", 14, ["deep-needles"])]
    assert summary(waits(care("retinol"), 7, CAUTIOUS)) == [
        ("retinol_product", 11, ["cautious-retinol-product", "cautious-retinoid"])
    ]
    assert starts(care("retinol"), book) == 14


def test_a_care_that_is_closed_all_fortnight_starts_never_and_stays_closed_after_it() -> None:
    book = rulebook(GUIDE, Profile(pregnant=True))
    assert starts(care("retinol"), book) is None
    assert summary(waits(care("retinol"), 7, book)) == [("retinol_product", None, ["pregnant"])]
    assert not is_open(care("retinol"), 40, book)
    assert is_open(care("retinol"), 40, NOBODY)


def test_a_care_is_open_while_one_of_its_kinds_is_and_the_other_waits() -> None:
    book = rulebook(GUIDE, Profile(skin_tone=SkinTone.TYPE_V))
    either = care("scrub-or-enzyme-mask")
    assert starts(either, book) == 7
    assert open_kinds(either, 7, book) == (Kind.ENZYME_MASK,)
    assert summary(waits(either, 7, book)) == [("scrub", 10, ["skin-tone-iv-to-vi"])]
    assert open_kinds(either, 10, book) == either.kinds


def test_a_day_before_the_first_keeps_the_rules_of_the_first() -> None:
    for day in (-3, 0, 1):
        assert not is_open(care("daily-sunscreen"), day, CAUTIOUS)
        assert summary(waits(care("daily-sunscreen"), day, CAUTIOUS)) == [
            ("sunscreen", 2, ["cautious-sunscreen-first-day"])
        ]


def test_an_allergy_to_what_a_care_asks_for_closes_it_and_nothing_else() -> None:
    book = rulebook(GUIDE, Profile(allergies=("Ceramides",)))
    assert summary(waits(care("ceramide-moisturiser"), 3, book)) == [("moisturiser", None, ["your-allergy"])]
    assert {entry.id for entry in GUIDE.care if starts(entry, book) is None} == {"ceramide-moisturiser"}


def test_what_is_to_be_left_alone_holds_whatever_closes_its_kind() -> None:
    closed = rulebook(with_window(GUIDE, "kind-mask", kinds=(Kind.CLEANSER,)), Profile())
    assert is_open(care("no-foam-no-acid"), 1, closed)
    assert not waits(care("no-foam-no-acid"), 1, closed)
    assert starts(care("no-foam-no-acid"), closed) == 1
    assert starts(care("gentle-cleanse"), closed) == 3


def test_a_wait_ends_at_the_first_open_day_also_where_it_closes_again() -> None:
    book = rulebook(with_window(GUIDE, "kind-mask", refuse=Span(first=5, last=6)), Profile())
    mask = care("omega-3-mask")
    assert starts(mask, book) == 3
    assert summary(waits(mask, 2, book)) == [("mask", 3, ["kind-mask"])]
    assert summary(waits(mask, 5, book)) == [("mask", 7, ["one-more"])]
    assert summary(waits(replace(mask, days=Span(first=1, last=6)), 5, book)) == [("mask", None, ["one-more"])]


def test_a_rule_that_the_shown_trait_calls_off_does_not_close() -> None:
    two = replace(care("retinol"), shows=(Trait.RETINOID, Trait.CERAMIDE))
    guide = with_window(GUIDE, "retinoid-returns", unless=Trait.CERAMIDE, refuse=Span(first=1, last=9), careful=None)
    assert starts(care("retinol"), rulebook(guide, Profile())) == 10
    assert starts(two, rulebook(guide, Profile())) == 7


def test_a_low_spf_is_no_reason_to_wait_where_the_care_asks_for_a_high_one() -> None:
    guide = with_window(GUIDE, "spf-below-30", refuse=Span(first=1, last=3), careful=None)
    book = rulebook(guide, Profile())
    assert starts(care("daily-sunscreen"), book) == 1
    assert starts(replace(care("daily-sunscreen"), spf_min=15), book) == 4
    assert returns(book) == returns(NOBODY)


def test_what_comes_back_is_what_the_guide_closes_at_its_day() -> None:
    things_by_day = {day: {getattr(thing, "id", thing) for thing in things} for day, things in returns(NOBODY).items()}
    assert set(things_by_day) == {2, 3, 5, 7, None}
    assert things_by_day[2] == {Kind.MAKEUP}
    assert {"retinoid-returns", Kind.RETINOL_PRODUCT, "fragrance-waits", Kind.FACE_OIL} <= things_by_day[7]
    assert {"prescription-retinoid", Kind.PEEL, Kind.SELF_TAN} <= things_by_day[None]


def test_what_only_the_cautious_layer_closes_comes_back_too() -> None:
    day_of = {getattr(thing, "id", thing): day for day, things in returns(CAUTIOUS).items() for thing in things}
    assert day_of["cautious-copper-peptide"] == 8
    assert day_of[Kind.SUNSCREEN] == 2
    assert day_of["retinoid-returns"] == 11
    assert "cautious-retinoid" not in day_of


@pytest.mark.parametrize("where", list(Where))
def test_a_window_of_any_place_comes_back(where: Where) -> None:
    guide = with_window(
        GUIDE, "retinoid-returns", shows=Trait.UV_ORGANIC, where=where, refuse=Span(first=1, last=4), careful=None
    )
    book = rulebook(guide, Profile())
    (window,) = [thing for thing in returns(book)[5] if isinstance(thing, Window)]
    assert window.id == "one-more"
    assert closing_longest(window, book) is window


def test_what_nothing_closes_has_no_rule_that_does() -> None:
    with pytest.raises(ValueError, match="empty"):
        closing_longest(Kind.TONER, NOBODY)


def test_whatever_may_come_back_and_every_kind_has_its_words() -> None:
    persons = [Profile(), Profile(pregnant=True, rosacea=True, eczema=True, active_acne=True, needle_mm=2.5)]
    for book in (rulebook(GUIDE, person, cautious=cautious) for person in persons for cautious in (False, True)):
        for thing in (thing for things in returns(book).values() for thing in things):
            closed = thing.closed if isinstance(thing, Window) else ""
            assert closed or say(f"closed-{thing if isinstance(thing, Kind) else thing.id}")
    assert all(say(f"kind-{kind}") for kind in Kind)


def test_every_care_with_a_duty_to_do_it_asks_for_a_kind_of_product() -> None:
    assert all(entry.kinds for entry in GUIDE.care if entry.duty is not Duty.AVOID)
