"""The laws of reading and of judging: nothing that is added makes an answer milder, and every text has an answer.

Labels are made of names of the vocabulary and of noise. What a law leaves out, it says in its docstring.
"""

import re
from dataclasses import fields, replace
from random import Random
from typing import Any
from unittest.mock import patch

from hypothesis import assume, example, given
from hypothesis import strategies as st

from fortnight.guide import Layer, published_guide
from fortnight.labels.cues import RESTRICTED
from fortnight.labels.identify import memory, single
from fortnight.labels.model import Kind, Label, Trait
from fortnight.labels.pieces import remembered
from fortnight.labels.read import read_label
from fortnight.labels.vocabulary import vocabulary
from fortnight.person import Profile, SkinTone
from fortnight.verdicts.judge import answer_on, reasons_of, weigh
from fortnight.verdicts.model import ALL_DAYS, Effect, Ruling, Verdict
from fortnight.verdicts.rulebook import rulebook
from tests.examples import examples

GUIDE = published_guide()
SEVERITY = {Ruling.YES: 0, Ruling.CAREFUL: 1, Ruling.CANNOT_TELL: 2, Ruling.NOT_YET: 3, Ruling.NOT_THIS_TIME: 3}
FACTS: dict[str, Any] = {field.name: True for field in fields(Profile) if field.type == bool | None} | {
    "needle_mm": 2.5,
    "skin_tone": SkinTone("V"),
    "age": 17,
    "allergies": ("perfume", "almond", "lanolin"),
}
CANONICAL = sorted({substance.inci for substance in vocabulary().known.values()})
WHOLE = [name for name in CANONICAL if ", " not in name and "%" not in name]
DECIDING = sorted(
    {substance.inci for substance in vocabulary().known.values() if substance.cues & RESTRICTED} & set(WHOLE)
)
STRANGE = ["Glowquell Extract", "Luminol Complex 4", "Starrow", "Sodium Glowate", "Zyrmolin", "Quellamide Blend"]
MARKERS = ["Phenoxyethanol", "Xanthan Gum", "Parfum", "Citric Acid", "Lactic Acid", "Zinc Oxide", "Alcohol Denat."]

quick = examples(60)
names = st.one_of(*(st.sampled_from(some) for some in (DECIDING, WHOLE, MARKERS)))
lists = st.lists(names, min_size=1, max_size=12)
with_strange = st.lists(st.one_of(names, names, st.sampled_from(STRANGE)), min_size=1, max_size=12)
kinds = st.sampled_from([None, *Kind])
product_names = st.sampled_from(["", "Linden Cream SPF 15", "AHA Polish", "Enzyme Wash", "Hyaluronic Acid Serum"])
layers = st.sampled_from([Layer.GUIDE, Layer.CAUTIOUS])
fact_lists = st.lists(st.sampled_from(sorted(FACTS)), max_size=3)
separators = st.sampled_from(
    [", ", ",", "\n", " - ", "; ", ". ", " (", ") ", "[", "]", ": ", "*", " / ", "&amp;", "<br>"]
)
heads = st.sampled_from(
    ["Ingredients: ", "Active: Zinc Oxide 12%", "free from ", "May contain [+/-] ", "Step 1:\n", "1,2-"]
)
mixtures = st.lists(st.one_of(names, separators, heads, st.text(max_size=6)), max_size=16).map("".join)
texts = st.one_of(st.text(max_size=80), st.binary(max_size=80).map(lambda data: data.decode("latin-1")), mixtures)


def person(flags: list[str]) -> Profile:
    return Profile(**{flag: FACTS[flag] for flag in flags})


def labelled(printed: list[str], name: str = "", kind: Kind | None = None) -> Label:
    return read_label(", ".join(printed), name=name, kind=kind)


def severities(verdict: Verdict) -> list[int]:
    return [SEVERITY[ruling] for ruling in verdict.rulings]


def milder(before: Verdict, after: Verdict) -> list[int]:
    """The days (base 1) on which the second verdict is milder than the first."""
    pairs = zip(severities(before), severities(after), strict=True)
    return [day for day, (first, second) in enumerate(pairs, 1) if second < first]


@quick
@given(lists, names, product_names, kinds, fact_lists, layers)
def test_an_ingredient_more_never_makes_an_answer_milder(
    printed: list[str], more: str, name: str, kind: Kind | None, flags: list[str], layer: Layer
) -> None:
    """For labels of which every name is read, and one name added at the end.

    One exception is the guide's own: "organic filters with no mineral filter" asks for care, so a mineral filter
    added to an organic sunscreen takes that care away, and nothing else.
    """
    book = rulebook(GUIDE, person(flags), cautious=layer is Layer.CAUTIOUS)
    before, after = weigh(labelled(printed, name, kind), book), weigh(labelled([*printed, more], name, kind), book)
    evidence = after.label.evidence if after.label else {}
    days = milder(before, after)
    if Trait.UV_ORGANIC in evidence and Trait.UV_MINERAL in evidence and kind in (None, Kind.SUNSCREEN):
        days = [day for day in days if before.rulings[day - 1] is not Ruling.CAREFUL or day > 2]
    assert not days


@quick
@given(with_strange, st.one_of(names, st.sampled_from(STRANGE)), product_names, kinds)
def test_an_ingredient_more_never_lifts_a_refusal_and_never_makes_a_strange_label_a_sure_one(
    printed: list[str], more: str, name: str, kind: Kind | None
) -> None:
    """For labels with names that nobody knows, readable before and after.

    "More than one name in ten is unread" is a share, so a name that is known may lower it to one in ten. That is the
    only way in which a day gets milder: from day 3 on, from "cannot tell" for that reason alone, and never when the
    added name is itself unread. A refusal stays, and days 1 and 2 stay.
    """
    book = rulebook(GUIDE, Profile())
    first, second = labelled(printed, name, kind), labelled([*printed, more], name, kind)
    assume(first.readable and second.readable)
    before, after = weigh(first, book), weigh(second, book)
    organic = Trait.UV_ORGANIC in first.evidence and Trait.UV_MINERAL not in first.evidence
    assume(not (organic and Trait.UV_MINERAL in second.evidence))
    assert after.refused & before.refused & ALL_DAYS == before.refused & ALL_DAYS
    for day in milder(before, after):
        share_fell = (first.of - first.read) * 10 > first.of and (second.of - second.read) * 10 <= second.of
        assert day > 2
        assert share_fell
        assert before.rulings[day - 1] is Ruling.CANNOT_TELL
        assert not second.unread_early
        assert more not in STRANGE


@quick
@given(with_strange, product_names, kinds, fact_lists, st.sampled_from(sorted(FACTS)), layers)
def test_a_fact_more_about_the_person_never_makes_an_answer_milder(
    printed: list[str], name: str, kind: Kind | None, flags: list[str], more: str, layer: Layer
) -> None:
    label = labelled(printed, name, kind)
    fewer = rulebook(GUIDE, person(flags), cautious=layer is Layer.CAUTIOUS)
    all_of_them = rulebook(GUIDE, person([*flags, more]), cautious=layer is Layer.CAUTIOUS)
    assert not milder(weigh(label, fewer), weigh(label, all_of_them))


@quick
@given(with_strange, product_names, kinds, fact_lists)
def test_the_cautious_layer_never_makes_an_answer_milder(
    printed: list[str], name: str, kind: Kind | None, flags: list[str]
) -> None:
    label = labelled(printed, name, kind)
    plain, cautious = (rulebook(GUIDE, person(flags), cautious=layer) for layer in (False, True))
    assert not milder(weigh(label, plain), weigh(label, cautious))


@quick
@given(with_strange, product_names, kinds, fact_lists, st.randoms(use_true_random=False))
def test_the_order_of_the_windows_does_not_matter(
    printed: list[str], name: str, kind: Kind | None, flags: list[str], chance: Random
) -> None:
    label = labelled(printed, name, kind)
    book = rulebook(GUIDE, person(flags), cautious=True)
    shuffled = replace(book, windows=tuple(chance.sample(book.windows, len(book.windows))), sheets={})
    first, second = weigh(label, book), weigh(label, shuffled)
    assert (first.refused, first.untold, first.careful) == (second.refused, second.untold, second.careful)
    assert set(reasons_of(first)) == set(reasons_of(second))
    assert [reason.effect for reason in reasons_of(first)] == [reason.effect for reason in reasons_of(second)]


@quick
@given(texts, product_names)
@example("Aqua, Polysorbate 20, 1,2-Hexanediol", "")
@example("-0,0-", "")
@example("Aqua, please be aware that this list may change from time to time, Glycerin", "")
def test_any_text_has_a_label_and_the_same_one_again(text: str, name: str) -> None:
    """The second label is read with what the first left in memory, the third with none of it."""
    memory.clear()
    single.clear()
    remembered.clear()
    first = read_label(text, name=name)
    assert read_label(text, name=name) == first
    memory.clear()
    single.clear()
    remembered.clear()
    assert read_label(text, name=name) == first


@quick
@given(st.lists(st.one_of(lists.map(", ".join), texts), min_size=1, max_size=4), separators, product_names)
@example(["Aqua, Glycerin", "Panthenol, Squalane, Urea, Talc, Silica, Mica" * 4], "\n", "")
def test_a_short_way_reads_what_the_long_one_reads(parts: list[str], separator: str, name: str) -> None:
    """Every text is read with its names remembered: by the ways that memory shortens, and without them."""
    text = separator.join(parts)
    read_label(text, name=name)
    label = read_label(text, name=name)
    with (
        patch("fortnight.labels.read.may_be_plain", return_value=False),
        patch("fortnight.labels.parse.is_plainly_a_list", return_value=False),
    ):
        assert read_label(text, name=name) == label


@quick
@given(lists, texts)
@example(["Aqua", "Polysorbate 20", "1,2-Hexanediol"], "Aqua, Polysorbate 20, Glycerin")
@example(["Aqua", "1,2-Hexanediol"], "1")
def test_what_was_read_before_does_not_change_a_label(printed: list[str], before: str) -> None:
    memory.clear()
    single.clear()
    remembered.clear()
    alone = labelled(printed)
    memory.clear()
    single.clear()
    remembered.clear()
    read_label(before)
    assert labelled(printed) == alone


@quick
@given(texts)
def test_items_stand_in_order_and_apart_and_are_what_is_printed(text: str) -> None:
    label = read_label(text)
    at = 0
    for item in label.items:
        assert at <= item.start < item.end <= len(text)
        assert text[item.start : item.end] == item.printed
        at = item.end
    for problem in label.problems:
        assert 0 <= problem.start <= problem.end <= len(text)
    assert label.of == len(label.items)
    assert label.read == sum(item.recognised for item in label.items)
    assert label.unrecognised == tuple(item for item in label.items if not item.recognised)
    assert all(set(items) <= set(label.items) for items in label.evidence.values())


@quick
@given(st.lists(st.sampled_from(WHOLE), min_size=1, max_size=12), st.sampled_from([", ", ",", " , ", ",  "]))
@example(["Aqua", "Polysorbate 20", "1,2-Hexanediol"], ", ")
@example(["2-Bromo-2-Nitropropane-1,3-Diol", "Toluene-2,5-Diamine"], ", ")
def test_joined_spans_give_back_the_label(printed: list[str], comma: str) -> None:
    """Between the names stands nothing but what parts them, and each name is recognised as itself.

    Two names of the vocabulary hold a comma with a blank, which parts names, and one holds a percentage.
    """
    memory.clear()
    single.clear()
    remembered.clear()
    label = read_label(comma.join(printed))
    at, between = 0, ""
    for item in label.items:
        between, at = between + label.text[at : item.start], item.end
    assert re.fullmatch(r"[ ,.]*", between + label.text[at:])
    assert [item.inci for item in label.items] == printed


@quick
@given(with_strange, product_names, kinds, fact_lists, layers, st.integers(min_value=-3, max_value=20))
def test_every_answer_that_is_not_yes_has_a_reason(
    printed: list[str], name: str, kind: Kind | None, flags: list[str], layer: Layer, day: int
) -> None:
    answer = answer_on(
        weigh(labelled(printed, name, kind), rulebook(GUIDE, person(flags), cautious=layer is Layer.CAUTIOUS)), day
    )
    strictest = max((reason.effect for reason in answer.reasons), default=Effect.NOTE)
    assert int(strictest) == SEVERITY[answer.ruling]
    assert all(reason.rule.says and reason.rule.sources for reason in answer.reasons)
    assert set(answer.deciding) <= {item for reason in answer.reasons for item in reason.items}


@quick
@given(st.one_of(texts, with_strange.map(", ".join)), kinds, fact_lists)
@example("Aqua, Glycerin, Glowquell Extract", None, [])
def test_a_label_with_an_unread_name_is_never_a_yes_on_the_first_two_days(
    text: str, kind: Kind | None, flags: list[str]
) -> None:
    label = read_label(text, kind=kind)
    rulings = weigh(label, rulebook(GUIDE, person(flags))).rulings
    if label.unrecognised or not label.readable:
        assert not {Ruling.YES, Ruling.CAREFUL} & set(rulings[:2])
    if not label.readable:
        assert not {Ruling.YES, Ruling.CAREFUL} & set(rulings)
