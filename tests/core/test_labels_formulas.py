"""Formulas in phases, languages in brackets, lists out of code, purposes beside actives, headings of more countries."""

import pytest

from fortnight.labels.kinds import kind_of
from fortnight.labels.model import Kind, Label
from fortnight.labels.read import read_label


def _unrecognised(label: Label) -> list[str]:
    return [ingredient.printed for ingredient in label.unrecognised]


@pytest.mark.parametrize(
    "text",
    [
        "Phase A: Aqua 70.5, Glycerin 5 / Phase B: Squalane 6, Cetyl Alcohol 3 / Phase C: Allantoin 1, Carbomer 1",
        "Ingredients [EN]: water, glycerin, squalane. [FR]: eau, glycérine, squalane.",
        '{"inci": ["Aqua", "Glycerin", "Squalane", "Allantoin"]}',
        "Složení/Zloženie: Aqua, Glycerin, Squalane, Allantoin",
        "Bileşenler: Aqua, Glycerin, Squalane, Allantoin",
        "Thành phần: Aqua, Glycerin, Squalane, Allantoin",
        "Drug Facts\nActive ingredients: Zinc Oxide 12% ... Sunscreen\nInactive ingredients: Water, Glycerin, Squalane",
        "全成分:水、グリセリン、スクワラン、無水クエン酸 使用方法:適量を手に取ります。",
        "Aqua, Glycerin, Cetearyl Alcohol (fettalkohol), Squalane",
        "Aqua, Glycerin, Squalane. Prodotto e confezionato a Trento (TN), via Lago 12.",
        "Aqua, Glycerin, Squalane, Allantoin, thats all it says",
    ],
)
def test_every_name_is_read_and_nothing_else_is_one(text: str) -> None:
    label = read_label(text)
    assert label.readable
    assert _unrecognised(label) == []


def test_a_filter_before_its_purpose_is_the_filter() -> None:
    text = (
        "Drug Facts\nActive ingredients: Zinc Oxide 9% Sunscreen, Octinoxate 7% Sunscreen\nInactive ingredients: Water"
    )
    traits = {str(trait) for trait in read_label(text).traits}
    assert {"uv_mineral", "uv_organic"} <= traits


@pytest.mark.parametrize("text", ["Phase A: Aqua 70, Glycerin 5 / Phase B: Retinol 1", "[FR]: eau, rétinol"])
def test_a_retinoid_in_such_a_formula_is_found(text: str) -> None:
    assert "retinoid" in {str(trait) for trait in read_label(text).traits}


def test_a_numbered_name_keeps_its_number_in_a_formula() -> None:
    label = read_label("Phase A: Aqua 70, Glycerin 5 / Phase B: Polysorbate 20, Squalane 4")
    assert "Polysorbate 20" in [name.inci for _, name in label.found]


def test_a_cushion_is_makeup_and_a_cushion_gel_is_not() -> None:
    assert kind_of("Glow Cushion") is Kind.MAKEUP
    assert kind_of("Water Cushion Gel") is not Kind.MAKEUP


def test_a_shelf_in_a_language_without_rules_of_its_own_is_read_as_a_name() -> None:
    assert kind_of("Dak Lak", "tẩy tế bào chết") is Kind.SCRUB
