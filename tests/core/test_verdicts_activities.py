"""May I do it? An activity is judged like a product."""

import pytest

from fortnight.guide import Activity, published_guide
from fortnight.person import Profile, SkinTone
from fortnight.verdicts.activities import may, weigh_activity
from fortnight.verdicts.model import Effect, Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.each import each

GUIDE = published_guide()
BOOK = rulebook(GUIDE, Profile())
SHORT = {Ruling.YES: "y", Ruling.CAREFUL: "c", Ruling.NOT_YET: "n", Ruling.NOT_THIS_TIME: "x", Ruling.CANNOT_TELL: "?"}
OPEN_LATER = [entry for entry in GUIDE.activities if entry.from_day]
NOT_KNOWN = [entry for entry in GUIDE.activities if entry.unknown]


def letters(words: str, person: Profile | None = None) -> str:
    book = rulebook(GUIDE, person) if person else BOOK
    return "".join(SHORT[may(activity_with(words), book, day).ruling] for day in range(1, 15))


def activity_with(activity_id: str) -> Activity:
    return next(activity for activity in GUIDE.activities if activity.id == activity_id)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("make-up", "ncyyyyyyyyyyyy"), ("touching", "x" * 14), ("petroleum-jelly", "cccyyyyyyyyyyy")],
)
def test_an_activity_has_its_days(words: str, expected: str) -> None:
    assert letters(words) == expected


@each("activity", GUIDE.activities, ids=lambda activity: activity.id)
def test_every_answer_about_an_activity_has_its_reason(activity: Activity) -> None:
    for day in (1, 7, 14):
        answer = may(activity, BOOK, day)
        assert answer.reasons or answer.ruling is Ruling.YES
        assert (answer.deciding, answer.of, answer.would_change) == ((), 0, ())


@pytest.mark.parametrize("activity", OPEN_LATER, ids=lambda activity: activity.id)
def test_what_opens_after_day_fourteen_is_not_yet_and_names_its_day(activity: Activity) -> None:
    answer = may(activity, BOOK, 3)
    assert (answer.ruling, answer.from_day) == (Ruling.NOT_YET, activity.from_day)
    assert may(activity, BOOK, activity.from_day or 0).ruling is Ruling.YES


@each("activity", NOT_KNOWN, ids=lambda activity: activity.id)
@each("day", [-1, 1, 14, 20])
def test_an_activity_about_which_nothing_is_known_is_never_a_yes(activity: Activity, day: int) -> None:
    answer = may(activity, BOOK, day)
    assert (answer.ruling, answer.from_day) == (Ruling.CANNOT_TELL, None)


def test_an_unread_effect_speaks_as_cannot_tell() -> None:
    for activity in NOT_KNOWN:
        assert [reason.effect for reason in may(activity, BOOK, 5).reasons] == [Effect.CANNOT_TELL]
        assert set(weigh_activity(activity, BOOK).rulings) == {Ruling.CANNOT_TELL}


@pytest.mark.parametrize(
    "person",
    [
        Profile(needle_mm=2.5),
        Profile(skin_tone=SkinTone("V")),
        Profile(rosacea=True),
        Profile(melasma=True),
        Profile(photosensitising_medicine=True),
    ],
    ids=["deep needles", "skin tone", "rosacea", "melasma", "medicine"],
)
def test_a_person_only_waits_longer(person: Profile) -> None:
    severity = "yc?nx"
    book = rulebook(GUIDE, person)
    stricter = False
    for activity in GUIDE.activities:
        for day in (1, 3, 7, 14):
            plain, own = may(activity, BOOK, day), may(activity, book, day)
            first, second = SHORT[plain.ruling].replace("x", "n"), SHORT[own.ruling].replace("x", "n")
            assert severity.index(second) >= severity.index(first)
            assert own.ruling not in (Ruling.NOT_YET, Ruling.CAREFUL) or own.reasons
            if own.from_day is not None and plain.from_day is not None:
                assert own.from_day >= plain.from_day
            stricter = stricter or second != first
    assert stricter


def test_rosacea_delays_the_sauna_and_says_so() -> None:
    book = rulebook(GUIDE, Profile(rosacea=True))
    reasons = {reason.rule.id for reason in may(activity_with("sauna"), book, 1).reasons}
    assert "rosacea" in reasons


def test_the_fourteen_answers_are_weighed_at_once() -> None:
    for activity in GUIDE.activities:
        verdict = weigh_activity(activity, BOOK)
        assert verdict.label is None
        assert len(verdict.rulings) == 14
