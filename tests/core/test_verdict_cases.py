"""The products that a clinician reviews (tests/cases/answers*.toml): fourteen answers each, and the rule behind."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fortnight.guide import Where, Window, published_guide
from fortnight.labels.read import read_label
from fortnight.person import Profile, SkinTone
from fortnight.person import all_rules as modifiers
from fortnight.verdicts.judge import judge, reasons_of, weigh
from fortnight.verdicts.model import Effect, Reason, Ruling, Verdict
from fortnight.verdicts.reading import reading_rules
from fortnight.verdicts.rulebook import rulebook
from tests.each import each

Case = dict[str, Any]
FOLDER = Path(__file__).resolve().parents[1] / "cases"
KEYS = {"rule", "name", "kind", "label", "because", "refuse", "careful", "untold", "cautious", "person", "answers"}
KEYS |= {"silent"}
DAYS = {"refuse": Effect.REFUSE, "untold": Effect.CANNOT_TELL, "careful": Effect.CAREFUL}
LETTERS = {
    Ruling.YES: "y",
    Ruling.CAREFUL: "c",
    Ruling.NOT_YET: "n",
    Ruling.NOT_THIS_TIME: "x",
    Ruling.CANNOT_TELL: "?",
}
GUIDE = published_guide()


@cache
def cases() -> tuple[Case, ...]:
    """All cases, in the order of the files."""
    files = sorted(FOLDER.glob("answers*.toml"))
    return tuple(case for file in files for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"])


def title(case: Case) -> str:
    return f"{case['rule']}: {case['name']}"


def profile(case: Case) -> Profile:
    facts: Case = {
        key: tuple(value) if isinstance(value, list) else value for key, value in case.get("person", {}).items()
    }
    if "skin_tone" in facts:
        facts["skin_tone"] = SkinTone(facts["skin_tone"])
    return Profile(**facts)


def verdict_of(case: Case) -> Verdict:
    return verdicts()[title(case)]


@cache
def verdicts() -> dict[str, Verdict]:
    """The verdict of each case, by its title."""
    return {
        title(case): weigh(
            read_label(case["label"], name=case["name"], kind=case["kind"]),
            rulebook(GUIDE, profile(case), cautious=case.get("cautious", False)),
        )
        for case in cases()
    }


def letters(verdict: Verdict) -> str:
    return "".join(LETTERS[ruling] for ruling in verdict.rulings)


def spoken_by(case: Case) -> list[Reason]:
    """What the rule of the case said about it, because of the names that the case gives."""
    reasons = [reason for reason in reasons_of(verdict_of(case)) if reason.rule.id == case["rule"]]
    return [reason for reason in reasons if reason.because == case.get("because", "")]


@each("case", cases(), ids=title)
def test_the_fourteen_answers_are_those_that_were_reviewed(case: Case) -> None:
    assert letters(verdict_of(case)) == case["answers"]


@each("case", cases(), ids=title)
def test_a_day_asked_alone_gets_the_answer_of_its_letter(case: Case) -> None:
    label = verdict_of(case).label
    assert label is not None
    answer = judge(label, GUIDE, profile(case), 7, cautious=case.get("cautious", False))
    assert LETTERS[answer.ruling] == case["answers"][6]


@each("case", cases(), ids=title)
def test_the_rule_speaks_because_of_that_ingredient_and_on_its_days(case: Case) -> None:
    days = {reason.effect: [reason.days.first, reason.days.last] for reason in reversed(spoken_by(case))}
    expected = {effect: case[key] for key, effect in DAYS.items() if key in case}
    assert days == (expected or {Effect.NOTE: [1, 14]})


@each("case", cases(), ids=title)
def test_every_name_of_a_case_is_read_unless_it_is_about_strange_names(case: Case) -> None:
    strange = case["rule"] == "label-unreadable" or "Glowquell" in case["label"]
    label = verdict_of(case).label
    assert label is not None
    assert strange or label.unrecognised == ()
    assert label.readable != (case["rule"] == "label-unreadable")


def test_a_case_holds_only_what_the_test_looks_at() -> None:
    assert not [title(case) for case in cases() if set(case) - KEYS]
    assert len({title(case) for case in cases()}) == len(cases())


@pytest.mark.parametrize("layer", ["guide", "cautious"])
def test_every_window_of_both_files_has_a_case(layer: str) -> None:
    windows = GUIDE.windows if layer == "guide" else GUIDE.cautious
    missing = {window.id for window in windows} - {case["rule"] for case in cases()}
    assert not missing, f"add a case to tests/cases: {sorted(missing)}"


@each("case", cases(), ids=title)
def test_a_rule_that_a_case_calls_silent_says_nothing(case: Case) -> None:
    spoke = {reason.rule.id for reason in reasons_of(verdict_of(case))}
    assert not spoke & set(case.get("silent", ()))
    assert set(case.get("silent", ())) <= {window.id for window in (*GUIDE.windows, *GUIDE.cautious)}


@each("window", [*GUIDE.windows, *GUIDE.cautious], ids=lambda window: window.id)
def test_everything_that_a_window_depends_on_has_a_case(window: Window) -> None:
    """Each of its kinds, the mark that keeps it silent, and a product in which it does not hold."""
    labels = [label for verdict in verdicts().values() if (label := verdict.label)]
    showing = [label for label in labels if window.shows in label.evidence]
    spoke = [verdict.label for verdict in verdicts().values() if window in [rule for rule, *_ in verdict.spoken]]
    assert {label.kind for label in spoke if label} >= set(window.kinds)
    assert not window.unless or any(window.unless in label.evidence and label not in spoke for label in showing)
    assert window.where is Where.ANYWHERE or any(label not in spoke for label in showing)


def test_every_rule_of_reading_has_a_case() -> None:
    """But those that speak outside the fortnight only, or where there is no label: see the tests of `asking`."""
    outside = {"prescriber-decides", "depends-on-its-list", "name-tells-too-little"}
    outside |= {"for-somebody-else", "somebody-elses-product", "out-of-date", "made-without-label"}
    assert set(reading_rules()) - outside <= {case["rule"] for case in cases()}


def test_every_modifier_that_changes_a_window_for_the_commonest_facts_has_a_case() -> None:
    reviewed = {case["rule"] for case in cases()}
    facts = {"pregnant", "trying", "breastfeeding", "sensitive", "eczema", "rosacea", "skin_tone", "needle_mm"}
    facts |= {"isotretinoin_now", "isotretinoin_last_6_months", "allergies"}
    ids = {
        modifier.id
        for modifier in modifiers()
        if (modifier.delay_days or modifier.refuse) and {condition.field for condition in modifier.when} <= facts
    }
    assert ids <= reviewed


def test_a_case_names_only_rules_that_there_are() -> None:
    ids = {rule.id for rule in (*GUIDE.windows, *GUIDE.cautious, *GUIDE.activities, *modifiers())} | set(
        reading_rules()
    )
    assert {case["rule"] for case in cases()} <= ids


def test_the_cautious_layer_is_asked_for_only_where_a_case_says_so() -> None:
    for case in cases():
        spoke = {reason.rule.id for reason in reasons_of(verdict_of(case))}
        cautious = spoke & {window.id for window in GUIDE.cautious}
        assert bool(cautious) <= case.get("cautious", False), title(case)
