"""How an answer is reached: the worst of what speaks, from which day, because of what, and what would change it."""

import pytest

from fortnight.guide import Layer, published_guide
from fortnight.labels.model import Kind, Label, Trait
from fortnight.labels.read import read_label
from fortnight.person import Profile
from fortnight.verdicts.judge import answer_on, entries_for, judge, reasons_of, weigh
from fortnight.verdicts.model import Answer, Effect, Ruling, Verdict, first_open, ruling_on, rulings_of
from fortnight.verdicts.rulebook import rulebook

GUIDE = published_guide()
NOBODY = Profile()
BOOK = rulebook(GUIDE, NOBODY)
CREAM = "Aqua, Glycerin, Squalane, Cetearyl Alcohol, Panthenol"


def cream(*names: str, kind: Kind | None = Kind.MOISTURISER) -> Label:
    return read_label(", ".join([CREAM, *names]), kind=kind)


def verdict(*names: str, kind: Kind | None = Kind.MOISTURISER) -> Verdict:
    return weigh(cream(*names, kind=kind), BOOK)


def answer(day: int, *names: str, person: Profile = NOBODY, kind: Kind | None = Kind.MOISTURISER) -> Answer:
    return judge(cream(*names, kind=kind), GUIDE, person, day)


def days(*numbers: int) -> int:
    return sum(1 << number for number in numbers)


def test_nothing_that_speaks_is_a_yes() -> None:
    assert answer(1).ruling is Ruling.YES
    assert answer(1).deciding == ()
    assert [reason.effect for reason in answer(1).reasons] == [Effect.NOTE]


@pytest.mark.parametrize(
    ("names", "ruling"),
    [
        (["Palmitoyl Tripeptide-1"], Ruling.CAREFUL),
        (["Palmitoyl Tripeptide-1", "Glowquell"], Ruling.CANNOT_TELL),
        (["Palmitoyl Tripeptide-1", "Glowquell", "Parfum"], Ruling.NOT_YET),
        (["Palmitoyl Tripeptide-1", "Glowquell", "Parfum", "Hydroquinone"], Ruling.NOT_THIS_TIME),
    ],
)
def test_the_worst_wins(names: list[str], ruling: Ruling) -> None:
    assert answer(1, *names).ruling is ruling
    assert answer(1, *reversed(names)).ruling is ruling


def test_not_yet_names_the_first_day_that_is_open() -> None:
    assert (answer(1, "Parfum").ruling, answer(1, "Parfum").from_day) == (Ruling.NOT_YET, 7)
    assert answer(7, "Parfum").from_day == 7
    assert answer(12, "Parfum").from_day == 12


def test_not_this_time_names_no_day() -> None:
    refused = answer(3, "Hydroquinone")
    assert (refused.ruling, refused.from_day) == (Ruling.NOT_THIS_TIME, None)


def test_refused_today_and_untold_later_is_not_yet_but_promises_no_day() -> None:
    both = answer(3, "Glowquell", "Parfum")
    assert (both.ruling, both.from_day) == (Ruling.NOT_YET, None)


@pytest.mark.parametrize("day", [-30, 0, 15, 400])
def test_outside_the_fortnight_no_rule_speaks(day: int) -> None:
    free = answer(day, "Benzoyl Peroxide", "Parfum", "Glowquell")
    assert (free.ruling, free.reasons, free.deciding, free.would_change) == (Ruling.YES, (), (), ())
    assert free.from_day == day


@pytest.mark.parametrize("day", [-30, 0, 15, 400])
@pytest.mark.parametrize(
    ("person", "name"),
    [(Profile(pregnant=True), "Retinol"), (Profile(allergies=("lanolin",)), "Lanolin Alcohol")],
)
def test_what_holds_always_holds_outside_the_fortnight_too(day: int, person: Profile, name: str) -> None:
    refused = answer(day, name, person=person)
    assert (refused.ruling, refused.from_day) == (Ruling.NOT_THIS_TIME, None)
    assert [reason.effect for reason in refused.reasons] == [Effect.REFUSE]
    assert [item.printed for item in refused.deciding] == [name]


def test_reasons_stand_strictest_first() -> None:
    reasons = reasons_of(verdict("Palmitoyl Tripeptide-1", "Glowquell", "Parfum", "Ceramide NP"))
    effects = [reason.effect for reason in reasons]
    assert effects == sorted(effects, reverse=True)
    assert reasons[0].rule.id == "fragrance-waits"
    assert {Effect.REFUSE, Effect.CANNOT_TELL, Effect.CAREFUL, Effect.NOTE} == set(effects)


def test_of_equally_strict_reasons_the_longest_stands_first() -> None:
    reasons = reasons_of(verdict("Parfum", "Hydroquinone", "Ascorbyl Glucoside"))
    refusals = [reason.rule.id for reason in reasons if reason.effect is Effect.REFUSE]
    assert refusals == ["peroxide-waits", "fragrance-waits", "vitamin-c-starts"]


def test_a_reason_names_each_printed_name_once() -> None:
    (reason,) = [
        spoken for spoken in reasons_of(verdict("Parfum", "Linalool", "Parfum")) if spoken.effect is Effect.REFUSE
    ]
    assert reason.because == "Parfum, Linalool"


@pytest.mark.parametrize(("layer", "until"), [(Layer.GUIDE, "1-9"), (Layer.CAUTIOUS, "1-13")])
def test_a_persons_rule_stands_once_for_the_same_names_with_all_of_its_days(layer: Layer, until: str) -> None:
    book = rulebook(GUIDE, Profile(needle_mm=2.5, eczema=True), cautious=layer is Layer.CAUTIOUS)
    weighed = weigh(cream("Retinol", "Ascorbic Acid", kind=Kind.RETINOL_PRODUCT), book)
    reasons = reasons_of(weighed)
    effects = [(reason.rule.id, reason.effect, reason.items) for reason in reasons]
    assert len(effects) == len(set(effects))
    retinol = [reason for reason in reasons if reason.rule.id == "deep-needles" and reason.because == "Retinol"]
    assert [(reason.effect, reason.days.text) for reason in retinol] == [
        (Effect.REFUSE, until),
        (Effect.CAREFUL, "10-14"),
    ]
    refused = {
        day for reason in reasons if reason.effect is Effect.REFUSE for day in range(1, 15) if day in reason.days
    }
    assert refused == {day for day in range(1, 15) if weighed.refused >> day & 1}


def test_days_apart_stay_two_reasons() -> None:
    (window,) = [entry for entry in GUIDE.windows if entry.id == "retinoid-returns"]
    label = cream("Retinol")
    items = label.evidence[Trait.RETINOID]
    spoken = tuple((window, items, days(*numbers), 0, 0) for numbers in ((1, 2), (5, 6), (2, 3)))
    both = Verdict(label=label, refused=days(1, 2, 3, 5, 6), untold=0, careful=0, spoken=spoken)
    assert sorted(reason.days.text for reason in reasons_of(both)) == ["1-3", "5-6"]


def test_only_what_speaks_on_the_day_is_a_reason() -> None:
    assert "vitamin-c-starts" in {reason.rule.id for reason in answer(2, "Ascorbyl Glucoside").reasons}
    assert "vitamin-c-starts" not in {reason.rule.id for reason in answer(3, "Ascorbyl Glucoside").reasons}


def test_the_deciding_names_are_those_behind_the_strictest() -> None:
    first = answer(1, "Palmitoyl Tripeptide-1", "Linalool", "Menthol", "Ceramide NP")
    assert {item.printed for item in first.deciding} == {"Linalool", "Menthol"}
    later = answer(5, "Palmitoyl Tripeptide-1", "Ceramide NP")
    assert later.deciding == ()


def test_the_answer_says_how_much_was_read() -> None:
    unsure = answer(5, "Glowquell")
    assert (unsure.read, unsure.of) == (5, 6)


@pytest.mark.parametrize(
    ("label", "day", "words"),
    [
        (read_label("Just a lovely cream", kind="moisturiser"), 3, ["photo"]),
        (cream("Glowquell"), 3, ["Glowquell"]),
        (read_label("Aqua, Glycerin, Panthenol"), 3, ["type of product"]),
        (read_label(CREAM, kind="sunscreen"), 3, ["SPF"]),
        (read_label(CREAM, kind="sunscreen", name="Cream SPF 30"), 3, []),
        (cream("Parfum"), 3, ["without this ingredient"]),
        (cream("Parfum"), 8, []),
        (cream(), 3, []),
        (
            read_label("Aqua, Glycerin, Glowquell, Parfum"),
            3,
            ["Glowquell", "type of product", "without this ingredient"],
        ),
    ],
)
def test_it_says_what_would_change_the_answer(label: Label, day: int, words: list[str]) -> None:
    changes = answer_on(weigh(label, BOOK), day).would_change
    assert len(changes) == len(words)
    assert all(word in change.said() for word, change in zip(words, changes, strict=True))


def test_an_unreadable_label_is_never_told_on_any_day() -> None:
    unread = weigh(read_label("Just a lovely cream"), BOOK)
    assert set(unread.rulings) == {Ruling.CANNOT_TELL}
    assert unread.from_day is None


def test_an_unknown_kind_has_no_window_of_its_own_and_is_taken_as_left_on() -> None:
    assert verdict(kind=None).rulings == (Ruling.YES,) * 14
    assert verdict("Ascorbic Acid", kind=None).rulings == verdict("Ascorbic Acid").rulings
    assert not [entry for entry in entries_for(BOOK, None) if entry.window.kinds]


def test_the_kind_alone_can_refuse() -> None:
    assert verdict(kind=Kind.PEEL).rulings == (Ruling.NOT_THIS_TIME,) * 14
    assert answer(1, kind=Kind.PEEL).deciding == ()


def test_a_verdict_and_the_answers_of_its_days_agree() -> None:
    for names in ([], ["Parfum"], ["Glowquell", "Hydroquinone"], ["Glowquell"]):
        weighed = verdict(*names)
        assert weighed.rulings == tuple(answer_on(weighed, day).ruling for day in range(1, 15))
        assert weighed.from_day == answer_on(weighed, 1).from_day


@pytest.mark.parametrize(
    ("day", "refused", "untold", "careful", "ruling"),
    [
        (1, days(1), 0, 0, Ruling.NOT_YET),
        (1, days(1), days(1), days(1), Ruling.NOT_YET),
        (1, 0, days(1), days(1), Ruling.CANNOT_TELL),
        (1, 0, 0, days(1), Ruling.CAREFUL),
        (1, 0, 0, days(2), Ruling.YES),
        (14, days(14), 0, 0, Ruling.NOT_THIS_TIME),
        (13, days(13, 14), 0, 0, Ruling.NOT_THIS_TIME),
        (12, days(12, 13), 0, 0, Ruling.NOT_YET),
    ],
)
def test_one_day_of_three_sets(day: int, refused: int, untold: int, careful: int, ruling: Ruling) -> None:
    assert ruling_on(day, refused, untold, careful) is ruling
    assert rulings_of(refused, untold, careful)[day - 1] is ruling


def test_the_first_open_day_is_neither_refused_nor_untold() -> None:
    assert first_open(days(1, 2), days(3), 1) == 4
    assert first_open(days(*range(1, 15)), 0, 1) is None
    assert first_open(0, 0, -5) == 1
    assert first_open(0, 0, 15) is None
