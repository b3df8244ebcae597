"""Labels out of files, kits and authorities' forms: fields, numbered products, Australian labels, water in Malay."""

import pytest

from fortnight.guide import published_guide
from fortnight.labels.model import Trait
from fortnight.labels.read import read_label
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook

BOOK = rulebook(published_guide(), Profile())
LIST = "Water, Glycerin, Petrolatum, Dimethicone, Panthenol, Phenoxyethanol"
ROW = LIST.replace(", ", '","')
PLAIN = [
    f'{{"sku":"K-7","inci":["{ROW}"],"allergens":[],"pao":"6M"}}',
    f'[{{"id": 4, "ingredients_text": "{LIST}", "spf": null, "vegan": true}}]',
    '{"name": "Cream", "ingredients": [{"inci": "Water", "pct": 70.5}, {"inci": "Glycerin"}, {"inci": "Panthenol"}]}',
    f'"id";"inci"\n"31";"{LIST}"',
    f'id,name,ingredients\n12,"Cream","{LIST}"',
    f"sku|inci|size\nK-1|{LIST}|50ml",
    f"1. SERUM: {LIST}\n2. CREAM: {LIST}",
    f"1) Cleansing milk: {LIST} 2) Night cream: {LIST}",
    f"Step 1 cleanser: {LIST} / Step 2 cream: {LIST}",
    f"CZ Složení / SK Zloženie / PL Skład: {LIST}. CZ Skladujte v suchu. PL Przechowywać w suchym miejscu.",
    f"so it says here: {LIST}. is this ok for tonight??",
    f"AUST L 654321. Active: Zinc Oxide 200 mg/g. Also contains: {LIST}. Preservative: sodium benzoate 4 mg/g.",
    f"AUST L 654321 Active ingredient: Zinc Oxide 20% w/w. Also contains: {LIST}. Sponsor: Tarn Pty Ltd, Perth WA 6000",
    "Komposisi: Air, Gliserin, Skualan, Setil Alkohol, Dimetikon, Pantenol, Fenoksietanol",
    "Gliserin, Minyak Mineral, Air, Dimetikon, Pantenol",
]


@pytest.mark.parametrize("label", PLAIN)
def test_the_form_of_a_file_a_kit_or_an_authority_is_no_name(label: str) -> None:
    read = read_label(label, name="Plain sunscreen")
    assert read.readable
    assert [item.printed for item in read.unrecognised] == []
    assert weigh(read, BOOK).rulings[0] in {Ruling.YES, Ruling.CAREFUL}


@pytest.mark.parametrize("label", PLAIN)
def test_retinol_in_any_such_form_is_read(label: str) -> None:
    for name in ("Glycerin", "Gliserin"):
        if name in label:
            assert Trait.RETINOID in read_label(label.replace(name, "Retinol", 1)).traits


def test_a_field_that_holds_a_trait_is_part_of_the_label() -> None:
    label = read_label(f'{{"inci":["{ROW}"],"allergens":["Linalool"],"note":"retinol"}}')
    assert {Trait.FRAGRANCE, Trait.RETINOID} <= set(label.traits)


def test_a_step_of_a_kit_that_is_no_list_is_not_left_out() -> None:
    label = read_label(
        "step 1 lotion: aqua, glycerin / step 2: T.X.Q. 20% in water / step 3 cream: petrolatum, panthenol"
    )
    assert weigh(label, BOOK).rulings[0] is Ruling.CANNOT_TELL


def test_air_is_water_only_in_malay() -> None:
    assert read_label("Air, Glycerin, Panthenol").unrecognised
    assert read_label("Bahan: Air, Gliserin, Pantenol").items[0].inci == "Aqua"
    assert read_label("Bahan: Air, Gliserin, Pantenol").items[0].printed == "Air"
