"""The laws of a clinic's own guide: what is judged not milder never is, for any label, person, activity and day."""

import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fortnight.guide import LAST_DAY, Guide, Layer, Span, Window, published_guide
from fortnight.guide.changes import OWN, About, ChangedDays, GuideChange, Table, read_changes, write_changes
from fortnight.guide.model import Duty, Protocol
from fortnight.guide.own import changed_in, rule_in
from fortnight.guide.standing import RuleStanding, milder_days, standing
from fortnight.labels.model import Kind, Mark, Trait
from fortnight.person import Profile
from fortnight.tables import Place
from fortnight.verdicts.activities import may, weigh_activity
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.own import own_guide, own_guide_kept, verdict_alone
from fortnight.verdicts.rulebook import rulebook
from fortnight.verdicts.timing import starts
from tests.examples import examples
from tests.properties.test_laws import (
    DECIDING,
    FACTS,
    SEVERITY,
    fact_lists,
    kinds,
    labelled,
    layers,
    milder,
    person,
    product_names,
)
from tests.properties.test_laws import with_strange as printed_names

GUIDE = published_guide()
HOUSE = Protocol(house="Harley Rooms", number=2, date=dt.date(2026, 11, 23))
AT = Place(file="ours.toml", line=1)
quick = examples(40)

days_of = st.tuples(st.integers(1, 14), st.integers(1, 14)).map(lambda two: Span(first=min(two), last=max(two)))


@st.composite
def days(draw: Any) -> ChangedDays:
    """Any days that may stand in a change."""
    refuse = draw(st.one_of(st.none(), days_of))
    first = refuse.last + 1 if refuse else 1
    careful = None
    if first <= LAST_DAY and draw(st.booleans()):
        begin = draw(st.integers(first, LAST_DAY))
        careful = Span(first=begin, last=draw(st.integers(begin, LAST_DAY)))
    return ChangedDays(refuse=refuse, careful=careful)


def _window(rule_id: str, given_days: ChangedDays) -> GuideChange:
    return GuideChange(table=Table.WINDOW, id=rule_id, at=AT, days=given_days)


windows = st.builds(_window, st.sampled_from([entry.id for entry in GUIDE.windows]), days())
activities = st.builds(
    lambda rule_id, given_days: GuideChange(table=Table.ACTIVITY, id=rule_id, at=AT, days=given_days),
    st.sampled_from([entry.id for entry in GUIDE.activities]),
    days(),
)
steps = st.builds(
    lambda rule_id, span: GuideChange(table=Table.CARE, id=rule_id, at=AT, span=span),
    st.sampled_from([entry.id for entry in GUIDE.care]),
    days_of,
)
own = st.builds(
    lambda number, given_days, about: GuideChange(
        table=Table.OWN, id=f"{OWN}{number}", at=AT, days=given_days, words=(("says", "en", "Not here."),), about=about
    ),
    st.integers(1, 9),
    days().filter(lambda span: bool(span.refuse or span.careful)),
    st.one_of(
        st.sampled_from(list(Trait)).map(lambda trait: About(shows=trait)),
        st.sampled_from(list(Kind)).map(lambda kind: About(kinds=(kind,))),
        st.sampled_from([entry.id for entry in GUIDE.activities]).map(lambda activity: About(activity=activity)),
    ),
)
changes = st.lists(st.one_of(windows, windows, activities, steps, own), max_size=8, unique_by=lambda change: change.id)


def not_milder(given_changes: list[GuideChange]) -> Guide:
    """The guide with those of the changes that are judged not milder."""
    whole = own_guide(GUIDE, given_changes, HOUSE)
    fitting = []
    for change in given_changes:
        rule = rule_in(whole, change.id)
        assert rule is not None
        if standing(rule) is not RuleStanding.MILDER:
            fitting.append(change)
    return own_guide(GUIDE, fitting, HOUSE)


def _names_by_mark() -> dict[Mark, list[str]]:
    names: dict[Mark, list[str]] = {}
    for name in DECIDING:
        for mark in labelled([name]).evidence:
            names.setdefault(mark, []).append(name)
    return names


NAMES = _names_by_mark()


@quick
@given(st.data(), windows, fact_lists, layers)
def test_a_window_that_is_judged_not_milder_makes_no_answer_milder_for_what_it_is_about(
    data: Any, change: GuideChange, flags: list[str], layer: Layer
) -> None:
    """For labels of which the window speaks, with nothing else on them."""
    window = next(entry for entry in GUIDE.windows if entry.id == change.id)
    printed = [data.draw(st.sampled_from(NAMES.get(window.shows, ["Glycerin"])))] if window.shows else ["Glycerin"]
    possible: tuple[Kind | None, ...] = window.kinds or (None, *Kind)
    kind = data.draw(st.sampled_from(possible))
    label = replace(labelled(printed, "", kind), spf=15 if window.spf_below else None)
    whole = own_guide(GUIDE, (change,), HOUSE)
    books = [rulebook(guide, person(flags), cautious=layer is Layer.CAUTIOUS) for guide in (GUIDE, whole)]
    before, after = (weigh(label, book) for book in books)
    rule = rule_in(whole, change.id)
    assert rule is not None
    if standing(rule) is not RuleStanding.MILDER:
        assert not milder(before, after)
    if standing(rule) is RuleStanding.SAME:
        assert before.rulings == after.rulings


@quick
@given(changes, printed_names, product_names, kinds, fact_lists, layers)
def test_changes_that_are_judged_not_milder_make_no_labels_answer_milder(
    given_changes: list[GuideChange], printed: list[str], name: str, kind: Kind | None, flags: list[str], layer: Layer
) -> None:
    label, cautious = labelled(printed, name, kind), layer is Layer.CAUTIOUS
    published = weigh(label, rulebook(GUIDE, person(flags), cautious=cautious))
    ours = weigh(label, rulebook(not_milder(given_changes), person(flags), cautious=cautious))
    assert not milder(published, ours)


@quick
@given(changes, fact_lists, st.sampled_from(GUIDE.activities), st.integers(1, 40))
def test_nor_an_activitys(given_changes: list[GuideChange], flags: list[str], activity: Any, day: int) -> None:
    books = [rulebook(guide, person(flags)) for guide in (GUIDE, not_milder(given_changes))]
    ours = next(entry for entry in books[1].guide.activities if entry.id == activity.id)
    assert not milder(weigh_activity(activity, books[0]), weigh_activity(ours, books[1]))
    if day <= LAST_DAY or not activity.unknown:
        before, after = (may(activity, book, day) for book in books)
        assert SEVERITY[after.ruling] >= SEVERITY[before.ruling]


@quick
@given(changes, st.sampled_from([entry.id for entry in GUIDE.care if entry.duty is not Duty.AVOID]))
def test_nor_does_a_step_begin_earlier(given_changes: list[GuideChange], care_id: str) -> None:
    guides = (GUIDE, not_milder(given_changes))
    before, after = (
        starts(next(entry for entry in guide.care if entry.id == care_id), rulebook(guide, Profile()))
        for guide in guides
    )
    assert after is None or (before is not None and after >= before)


@quick
@given(changes, printed_names, kinds, fact_lists)
def test_what_nobody_signed_is_never_milder_once_it_is_published(
    given_changes: list[GuideChange], printed: list[str], kind: Kind | None, flags: list[str]
) -> None:
    label = labelled(printed, "", kind)
    published = own_guide_kept(GUIDE, given_changes, HOUSE).guide
    assert not any(standing(rule) is RuleStanding.MILDER for rule in changed_in(published))
    books = (rulebook(GUIDE, person(flags)), rulebook(published, person(flags)))
    before, after = (weigh(label, book) for book in books)
    assert not milder(before, after)


@quick
@given(st.sampled_from(GUIDE.windows), days())
def test_a_day_is_milder_just_where_the_rule_alone_answers_milder(window: Window, given_days: ChangedDays) -> None:
    ours = replace(window, refuse=given_days.refuse, careful=given_days.careful)
    milder_on = [day for day in range(1, LAST_DAY + 1) if milder_days(window, ours) >> day & 1]
    assert milder_on == milder(verdict_alone(window), verdict_alone(ours))


@quick
@given(changes)
def test_the_order_of_changes_does_not_matter_and_writing_keeps_them(given_changes: list[GuideChange]) -> None:
    text = write_changes(given_changes)
    assert write_changes(reversed(given_changes)) == text
    again = own_guide(GUIDE, read_changes(text, "ours.toml"), HOUSE)
    first = own_guide(GUIDE, given_changes, HOUSE)
    assert {rule.id: standing(rule) for rule in changed_in(again)} == {
        rule.id: standing(rule) for rule in changed_in(first)
    }


@quick
@given(changes, printed_names, kinds, fact_lists, st.sampled_from(sorted(FACTS)))
def test_a_persons_fact_only_makes_a_clinics_guide_stricter(
    given_changes: list[GuideChange], printed: list[str], kind: Kind | None, flags: list[str], more: str
) -> None:
    guide, label = own_guide(GUIDE, given_changes, HOUSE), labelled(printed, "", kind)
    before = weigh(label, rulebook(guide, person(flags)))
    after = weigh(label, rulebook(guide, person([*flags, more])))
    cautious = weigh(label, rulebook(guide, person(flags), cautious=True))
    assert not milder(before, after)
    assert not milder(before, cautious)
    assert Ruling.YES in SEVERITY
