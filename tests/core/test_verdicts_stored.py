"""A reading that was stored is judged as the label itself is."""

import json
from pathlib import Path

import pytest

from fortnight.guide.load import published_guide
from fortnight.labels.likeness import meaning
from fortnight.labels.read import read_label
from fortnight.labels.shown import Shown, may_hold, searchable, shown_of
from fortnight.person.model import Profile, SkinTone
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import ALL_DAYS
from fortnight.verdicts.rulebook import rulebook
from fortnight.verdicts.stored import Screen

CASES = [json.loads(line) for line in Path("tests/cases/labels.jsonl").read_text("utf-8").splitlines()]
ODD = (
    {"name": "", "label": ""},
    {"name": "Sun fluid SPF 20", "label": "Aqua, Octocrylene, Zarnoxin Quuxate, Parfum"},
    {"name": "", "label": "Zarnoxin, Quuxate, Aqua, Glycerin, Urea, Panthenol, Betaine"},
    {"name": "Night cream", "label": "Aqua, Tretinoin, Retinol, Lanolin, Prunus Amygdalus Dulcis (Sweet Almond) Oil"},
)
PEOPLE = (
    Profile(),
    Profile(needle_mm=2.0, skin_tone=SkinTone.TYPE_V, pregnant=True),
    Profile(allergies=("almond", "lanolin", "perfume", "paraben")),
)


def text_of(case: dict[str, str]) -> str:
    return case.get("label") or case.get("text") or ""


@pytest.mark.parametrize("person", PEOPLE, ids=["nobody", "deep", "allergic"])
def test_a_stored_reading_has_the_days_of_its_label(person: Profile) -> None:
    for cautious in (False, True):
        book = rulebook(published_guide(), person, cautious=cautious)
        screen = Screen(book)
        for case in (*CASES, *ODD):
            label = read_label(text_of(case), name=case.get("name", ""))
            verdict = weigh(label, book)
            days = screen.days(Shown.from_text(shown_of(label).text), searchable(label))
            expected = (verdict.refused & ALL_DAYS, verdict.untold, verdict.careful & ALL_DAYS)
            assert (days.refused & ALL_DAYS, days.untold, days.careful & ALL_DAYS) == expected, case


def test_what_is_stored_reads_back_as_the_same_value() -> None:
    for case in (*CASES, *ODD):
        reading = shown_of(read_label(text_of(case), name=case.get("name", "")))
        assert Shown.from_text(reading.text) == reading


@pytest.mark.parametrize(
    "text", ["", "cleanser", "cleanser;;+3/3;glitter@1", "brick;;+3/3;", "cleanser;;+3/3;retinoid"]
)
def test_a_line_that_nobody_stored_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"read the label again|is not a valid Kind"):
        Shown.from_text(text)


def test_an_allergy_is_found_in_stored_names_by_its_other_names() -> None:
    label = read_label("Aqua, Prunus Amygdalus Dulcis Oil, Parfum")
    names, reading = searchable(label), shown_of(label)
    assert may_hold(names, reading, meaning("almonds"))
    assert may_hold(names, reading, meaning("fragrance"))
    assert not may_hold(names, reading, meaning("lanolin"))
