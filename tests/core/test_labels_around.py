"""What nobody knows above or below a list, among other small print, leaves the later days to the list."""

import pytest

from fortnight.guide import published_guide
from fortnight.labels.read import read_label
from fortnight.labels.shown import Shown, shown_of
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook

BOOK = rulebook(published_guide(), Profile())
LIST = "Aqua, Glycerin, Squalane, Cetearyl Alcohol, Panthenol, Xanthan Gum, Phenoxyethanol"
ABOVE = "Tarnelle Vexor, zumix – bravix, dolmet. Made for every skin, morning and evening."
BELOW = "Made in Italy. Tarnelle Vexor, Zumix. Recycle the carton, keep out of reach of children. Bravix"


def _rulings(text: str) -> tuple[Ruling, Ruling]:
    rulings = weigh(read_label(text), BOOK).rulings
    return rulings[0], rulings[7]


@pytest.mark.parametrize(
    "text", [f"{ABOVE}\n{LIST}", f"{LIST}. {BELOW}", f"{LIST}\n{BELOW}", f"{ABOVE}\n{LIST}\n{BELOW}"]
)
def test_small_print_that_nobody_knows_leaves_day_eight_to_the_list(text: str) -> None:
    assert _rulings(text) == (Ruling.CANNOT_TELL, Ruling.YES)


@pytest.mark.parametrize("name", ["Salicylic Vexor", "Retin0l Zumix", "Quorbitanol", "Vexor acid"])
def test_what_may_be_a_name_stays_one_wherever_it_stands(name: str) -> None:
    short = "Aqua, Glycerin, Squalane, Panthenol, Phenoxyethanol"
    assert Ruling.YES not in _rulings(
        f"{short}. Made in Italy. {name}. Recycle the carton, keep out of reach of children."
    )


@pytest.mark.parametrize(
    "list_of_its_own",
    ["Active: Tarnelle Vexor.", "May contain: Tarnelle, Vexor.", "Kit part 2: Tarnelle, Vexor, Zumix, Bravix, Dolmet."],
)
def test_a_list_of_its_own_among_small_print_stays_one(list_of_its_own: str) -> None:
    short = "Aqua, Glycerin, Squalane, Panthenol, Phenoxyethanol"
    assert Ruling.YES not in _rulings(
        f"{short}. Made in Italy. {list_of_its_own} Recycle the carton, keep away from eyes."
    )


def test_a_strange_name_in_the_list_counts_beside_small_print() -> None:
    assert _rulings(f"Aqua, Tarnelle, Zumix, {LIST}. {BELOW}") == (Ruling.CANNOT_TELL, Ruling.CANNOT_TELL)


def test_a_list_by_lines_has_no_title_in_its_first_name() -> None:
    lines = "\n".join(("Tarnelle Vexor", *LIST.split(", ")))
    assert read_label(lines).beside == 0


def test_a_stored_reading_says_what_stood_around() -> None:
    reading = shown_of(read_label(f"{LIST}. {BELOW}"))
    assert reading.beside > 0
    assert Shown.from_text(reading.text) == reading


def test_a_thing_that_nobody_knows_praised_above_a_whole_list_leaves_day_eight_to_it() -> None:
    assert _rulings(f"With 5 % Blorptine for radiance.\nIngredients: {LIST}") == (Ruling.CANNOT_TELL, Ruling.YES)


@pytest.mark.parametrize(
    "text",
    [
        f"With 5 % retinol for radiance.\nIngredients: {LIST}",
        f"With 5 % Blorptine for radiance.\nIngredients: {LIST}, Quorbitanol",
        "With 5 % Blorptine.\nIngredients: Aqua, Glycerin",
        f"Ingredients: {LIST}.\nContains: Blorptine.",
    ],
)
def test_above_what_is_no_whole_list_or_of_what_restricts_praise_stays_a_doubt(text: str) -> None:
    assert Ruling.YES not in _rulings(text)
