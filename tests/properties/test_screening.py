"""The law of screening: judging again only what a change touches comes to what judging everything again comes to."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fortnight.guide import published_guide
from fortnight.guide.changes import GuideChange
from fortnight.labels.model import Detail, Kind, Trait
from fortnight.labels.shown import Shown, shown_of
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.marks import marks_of
from fortnight.verdicts.own import own_guide_kept
from fortnight.verdicts.rulebook import rulebook
from fortnight.verdicts.screening import ClauseDifference, StoredReading, clauses, difference, flips, screened
from tests.examples import examples
from tests.properties.test_laws import fact_lists, kinds, labelled, person, product_names
from tests.properties.test_laws import with_strange as printed_names
from tests.properties.test_own_guide import GUIDE, HOUSE, changes

quick = examples(25)
ALL_MARKS = [*Trait, *Detail]

stored = st.builds(
    lambda kind, spf, marks, counted, readable, early: Shown(
        kind=kind,
        spf=spf,
        readable=readable,
        read=min(counted),
        of=max(counted),
        unread_early=early,
        marks=tuple((mark, place) for place, mark in enumerate(marks, 1)),
    ),
    st.sampled_from([None, *Kind]),
    st.sampled_from([None, 10, 20, 30, 50]),
    st.lists(st.sampled_from(ALL_MARKS), max_size=6, unique=True),
    st.tuples(st.integers(0, 30), st.integers(0, 30)),
    st.booleans(),
    st.booleans(),
)
names = st.sampled_from(["", "aqua\nlanolin", "prunus amygdalus dulcis oil", "glycerin"])
catalogues = st.lists(st.tuples(stored, names), min_size=1, max_size=30)


def readings_of(products: list[tuple[Shown, str]]) -> list[StoredReading[int]]:
    return [StoredReading(number, reading, held) for number, (reading, held) in enumerate(products)]


@quick
@given(changes, changes, fact_lists, st.booleans(), st.booleans(), catalogues)
def test_judging_what_a_change_touches_is_judging_everything(
    first: list[GuideChange],
    second: list[GuideChange],
    flags: list[str],
    cautious_before: bool,
    cautious_after: bool,
    products: list[tuple[Shown, str]],
) -> None:
    guides = [own_guide_kept(GUIDE, some, HOUSE).guide for some in (first, second)]
    before = rulebook(guides[0], person(flags), cautious=cautious_before)
    after = rulebook(guides[1], person(flags), cautious=cautious_after)
    readings = readings_of(products)
    was, now = screened(readings, before), screened(readings, after)
    changed = difference(before, after)
    turned = flips(readings, was, after, changed)
    assert {**was, **{flip.key: flip.after for flip in turned}} == now
    assert {flip.key for flip in turned} == {key for key in was if was[key] != now[key]}
    ids = {window.id for window in (*before.windows, *after.windows)}
    for flip in turned:
        assert flip.rules
        assert set(flip.rules) <= ids


@quick
@given(changes, fact_lists, catalogues)
def test_what_a_stored_line_cannot_be_touched_by_is_never_touched(
    some: list[GuideChange], flags: list[str], products: list[tuple[Shown, str]]
) -> None:
    ours = own_guide_kept(GUIDE, some, HOUSE).guide
    changed = difference(rulebook(GUIDE, person(flags)), rulebook(ours, person(flags)))
    for reading, _ in products:
        assert changed.may_touch(reading.text) or not changed.touches(reading)


@quick
@given(fact_lists, fact_lists, catalogues)
def test_so_it_is_between_two_people(first: list[str], second: list[str], products: list[tuple[Shown, str]]) -> None:
    """Whatever they react to."""
    before, after = (rulebook(published_guide(), person(flags)) for flags in (first, second))
    readings = readings_of(products)
    was, now = screened(readings, before), screened(readings, after)
    turned = flips(readings, was, after, difference(before, after))
    assert {**was, **{flip.key: flip.after for flip in turned}} == now


@quick
@given(changes, printed_names, product_names, kinds, fact_lists)
def test_the_rules_that_are_named_spoke_about_the_label(
    some: list[GuideChange], printed: list[str], name: str, kind: Kind | None, flags: list[str]
) -> None:
    label = labelled(printed, name, kind)
    books = [rulebook(guide, person(flags)) for guide in (GUIDE, own_guide_kept(GUIDE, some, HOUSE).guide)]
    verdicts = [weigh(label, book) for book in books]
    reading = StoredReading(1, shown_of(label))
    was = {1: marks_of(verdicts[0].rulings)}
    for flip in flips([reading], was, books[1], difference(*books)):
        spoke = {rule.id for verdict in verdicts for rule, *_ in verdict.spoken}
        assert flip.after == marks_of(verdicts[1].rulings)
        assert set(flip.rules) <= spoke


@quick
@given(changes, fact_lists)
def test_clauses_differ_just_where_the_windows_do(some: list[GuideChange], flags: list[str]) -> None:
    ours = rulebook(own_guide_kept(GUIDE, some, HOUSE).guide, person(flags))
    again = rulebook(replace(ours.guide, id="again"), person(flags))
    assert not difference(ours, again)
    back = ClauseDifference(clauses(ours), clauses(rulebook(GUIDE, Profile())))
    forth = ClauseDifference(clauses(rulebook(GUIDE, Profile())), clauses(ours))
    assert (back.gone, back.come) == (forth.come, forth.gone)
