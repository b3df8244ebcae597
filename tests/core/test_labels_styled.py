"""Letters in circles, squares, small capitals and Braille are letters; CAS numbers are names or names nobody knows."""

import pytest

from fortnight.labels.model import Label, Trait
from fortnight.labels.read import read_label


def _unrecognised(label: Label) -> list[str]:
    return [ingredient.printed for ingredient in label.unrecognised]


@pytest.mark.parametrize("name", ["Ⓡⓔⓣⓘⓝⓞⓛ", "🅁🄴🅃🄸🄽🄾🄻", "🅡🅔🅣🅘🅝🅞🅛", "𝓡𝓮𝓽𝓲𝓷𝓸𝓵", "ʀᴇᴛɪɴᴏʟ", "⠗⠑⠞⠊⠝⠕⠇", "🇷🇪🇹🇮🇳🇴🇱"])
def test_a_name_in_styled_letters_is_read(name: str) -> None:
    label = read_label(f"Aqua, Glycerin, Squalane, {name}, Cetyl Alcohol")
    assert Trait.RETINOID in label.traits


def test_styled_letters_keep_every_place_in_the_text() -> None:
    label = read_label("Aqua, Ⓡⓔⓣⓘⓝⓞⓛ, Glycerin 🇫🇷")
    assert [label.text[start : start + len(name.printed)] for start, name in label.found] == [
        "Aqua",
        "Retinol",
        "Glycerin",
    ]


@pytest.mark.parametrize(
    "number", ["68-26-8", "CAS 68-26-8", "CAS-No. 68-26-8", "cas: 68-26-8", "Vitaplex 68-26-8", "Vitaplex (68-26-8)"]
)
def test_a_cas_number_stands_for_its_name(number: str) -> None:
    assert Trait.RETINOID in read_label(f"Aqua, Glycerin, Dimethicone, {number}, Carbomer").traits


def test_a_cas_number_that_no_table_holds_is_a_name_that_nobody_knows() -> None:
    assert _unrecognised(read_label("Aqua, Glycerin, 9999-99-9, Carbomer")) == ["9999-99-9"]


def test_what_only_looks_like_a_cas_number_is_no_name() -> None:
    assert _unrecognised(read_label("Aqua, Glycerin, Carbomer, 9999-99-5")) == []


def test_the_column_of_numbers_of_a_data_sheet_takes_nothing_from_its_names() -> None:
    sheet = "Aqua, 7732-18-5, Glycerin, 56-81-5, Xanthan Gum, 9999-99-9, Squalane, 111-01-3"
    assert _unrecognised(read_label(sheet)) == []


def test_a_number_in_a_column_that_restricts_more_than_its_name_is_heard() -> None:
    sheet = "INCI | CAS | Function\nAqua | 7732-18-5 | solvent\nGlycerin | 56-81-5 | wetting\nVitaplex | 302-79-4 | x"
    label = read_label(sheet)
    assert label.doubtful or Trait.RETINOID in label.traits
