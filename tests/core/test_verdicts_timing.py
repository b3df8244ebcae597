"""A plan never offers what an answer refuses: both ask the same rulebook."""

from dataclasses import fields

import pytest

from fortnight.guide.load import published_guide
from fortnight.guide.model import LAST_DAY, Duty
from fortnight.labels.model import Kind, Trait
from fortnight.labels.read import read_label
from fortnight.person.model import Profile, SkinTone, read_profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import Rulebook, rulebook
from fortnight.verdicts.timing import open_kinds, starts, waits

SHOWN = {
    Trait.RETINOID: "Retinol",
    Trait.CERAMIDE: "Ceramide NP",
    Trait.HYALURONIC: "Sodium Hyaluronate",
    Trait.PEPTIDE: "Palmitoyl Pentapeptide-4",
    Trait.OMEGA3_OIL: "Cannabis Sativa Seed Oil",
}
FACTS = [field.name for field in fields(Profile) if "bool" in str(field.type)]


def books() -> list[tuple[str, Rulebook]]:
    guide = published_guide()
    persons = {"nothing known": Profile(), **{fact: read_profile(f"{fact} = true", "me.toml") for fact in FACTS}}
    persons["dark skin"] = Profile(skin_tone=SkinTone.TYPE_V)
    persons["deep needles"] = Profile(needle_mm=2.5)
    return [
        (f"{name}, cautious" if cautious else name, rulebook(guide, person, cautious=cautious))
        for name, person in persons.items()
        for cautious in (False, True)
    ]


@pytest.mark.parametrize(("who", "book"), books(), ids=lambda value: value if isinstance(value, str) else "")
def test_what_the_plan_offers_the_answer_does_not_refuse(who: str, book: Rulebook) -> None:
    refused = {Ruling.NOT_YET, Ruling.NOT_THIS_TIME}
    for care in book.guide.care:
        if care.duty is Duty.AVOID:
            continue
        label = ", ".join(["Aqua", "Glycerin", "Squalane", *(SHOWN[trait] for trait in care.shows)])
        rulings = {kind: weigh(read_label(label, kind=kind), book).rulings for kind in care.kinds}
        for day in range(care.days.first, LAST_DAY + 1):
            offered = [kind for kind in open_kinds(care, day, book) if rulings[kind][day - 1] in refused]
            assert not offered, f"{care.id} on day {day} for {who}"
            closed = [wait.kind for wait in waits(care, day, book) if rulings[wait.kind][day - 1] not in refused]
            assert not closed, f"{care.id} on day {day} for {who} waits without need"


def test_with_nothing_known_each_care_starts_as_published() -> None:
    book = rulebook(published_guide(), Profile())
    assert {care.id: starts(care, book) for care in book.guide.care} == {
        care.id: care.days.first for care in book.guide.care
    }


def test_a_care_that_is_closed_all_fortnight_starts_never() -> None:
    book = rulebook(published_guide(), Profile(pregnant=True))
    retinol = next(care for care in book.guide.care if care.id == "retinol")
    assert starts(retinol, book) is None
    assert [(wait.kind, wait.from_day) for wait in waits(retinol, 7, book)] == [(Kind.RETINOL_PRODUCT, None)]
