"""The laws of the plan: it offers what the judge does not refuse, holds back nothing else, and only waits longer."""

from dataclasses import fields
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fortnight.guide import Layer, published_guide
from fortnight.guide.model import LAST_DAY, Care, Duty
from fortnight.labels.model import Kind, Trait
from fortnight.labels.read import read_label
from fortnight.person import Profile, SkinTone
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import Rulebook, rulebook
from fortnight.verdicts.timing import is_open, open_kinds, returns, starts, waits
from tests.examples import examples

GUIDE = published_guide()
STEPS = [care for care in GUIDE.care if care.duty is not Duty.AVOID]
REFUSED = {Ruling.NOT_YET, Ruling.NOT_THIS_TIME}
SHOWN = {
    Trait.RETINOID: "Retinol",
    Trait.CERAMIDE: "Ceramide NP",
    Trait.HYALURONIC: "Sodium Hyaluronate",
    Trait.PEPTIDE: "Palmitoyl Pentapeptide-4",
    Trait.OMEGA3_OIL: "Cannabis Sativa Seed Oil",
}
FACTS: dict[str, Any] = {field.name: True for field in fields(Profile) if field.type == bool | None} | {
    "needle_mm": 2.5,
    "skin_tone": SkinTone.TYPE_V,
    "age": 17,
    "allergies": ("perfume", "retinol", "ceramides", "peptides"),
}

quick = examples(40)
cares = st.sampled_from(STEPS)
# Half of the facts drawn are those that close a step of the guide, so that few examples meet many of them.
CLOSING = ["allergies", "eczema", "melasma", "needle_mm", "pregnant", "rosacea", "skin_tone"]
fact_lists = st.lists(st.one_of(st.sampled_from(CLOSING), st.sampled_from(sorted(FACTS))), max_size=4)
layers = st.sampled_from([Layer.GUIDE, Layer.CAUTIOUS])
days = st.integers(min_value=1, max_value=LAST_DAY)


def book_of(flags: list[str], layer: Layer) -> Rulebook:
    person = Profile(**{flag: FACTS[flag] for flag in flags})
    return rulebook(GUIDE, person, cautious=layer is Layer.CAUTIOUS)


def rulings(care: Care, kind: Kind, book: Rulebook) -> tuple[Ruling, ...]:
    """The answers for a product of a kind that shows exactly what a care asks for, with the SPF that it asks for."""
    printed = ", ".join(["Aqua", "Glycerin", "Squalane", *(SHOWN[trait] for trait in care.shows)])
    label = read_label(printed, kind=kind, name=f"SPF {care.spf_min}" if care.spf_min else "")
    assert set(label.traits) == set(care.shows)
    assert label.readable
    return weigh(label, book).rulings


@quick
@given(cares, fact_lists, layers, days)
def test_the_plan_offers_a_kind_exactly_when_the_judge_does_not_refuse_it(
    care: Care, flags: list[str], layer: Layer, day: int
) -> None:
    book = book_of(flags, layer)
    open_now = open_kinds(care, day, book)
    for kind in care.kinds:
        assert (kind in open_now) is (rulings(care, kind, book)[day - 1] not in REFUSED)


@quick
@given(cares, fact_lists, layers, days)
def test_a_wait_ends_on_the_first_day_that_the_judge_lets_it_and_says_by_which_rule(
    care: Care, flags: list[str], layer: Layer, day: int
) -> None:
    book = book_of(flags, layer)
    waiting = waits(care, day, book)
    assert {wait.kind for wait in waiting} == set(care.kinds) - set(open_kinds(care, day, book))
    for wait in waiting:
        answers = rulings(care, wait.kind, book)
        later = [later_day for later_day in range(day, LAST_DAY + 1) if answers[later_day - 1] not in REFUSED]
        assert wait.from_day == (later[0] if later else None)
        assert wait.rules


@quick
@given(cares, fact_lists, layers)
def test_a_care_starts_on_its_first_open_day_and_never_before_the_guides(
    care: Care, flags: list[str], layer: Layer
) -> None:
    book = book_of(flags, layer)
    first = starts(care, book)
    held = [day for day in range(care.days.first, care.days.last + 1) if is_open(care, day, book)]
    assert first == (held[0] if held else None)
    assert first is None or first >= care.days.first


@quick
@given(cares, fact_lists, st.sampled_from(sorted(FACTS)), layers)
def test_a_fact_more_never_brings_a_step_forward(care: Care, flags: list[str], more: str, layer: Layer) -> None:
    before, after = (starts(care, book_of(facts, layer)) for facts in (flags, [*flags, more]))
    assert after is None or (before is not None and before <= after)


@quick
@given(fact_lists, layers)
def test_nothing_comes_back_before_the_guide_lets_it(flags: list[str], layer: Layer) -> None:
    plain = {thing: day for day, things in returns(rulebook(GUIDE, Profile())).items() for thing in things}
    theirs = {thing: day for day, things in returns(book_of(flags, layer)).items() for thing in things}
    assert set(plain) <= set(theirs)
    assert all((theirs[thing] or LAST_DAY + 1) >= (day or LAST_DAY + 1) for thing, day in plain.items())
