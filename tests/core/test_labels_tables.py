"""Tables of a data sheet keep the column of names, whatever parts the cells."""

import pytest

from fortnight.labels.model import Trait
from fortnight.labels.read import read_label

NAMES = ["Aqua", "Glycerin", "Sodium Hyaluronate", "Panthenol", "Retinol"]
ROWS = [
    ("1", "Aqua", "7732-18-5", "92.3"),
    ("2", "Glycerin", "56-81-5", "5.0"),
    ("3", "Sodium Hyaluronate", "9067-32-7", "1.0"),
    ("4", "Panthenol", "81-13-0", "0.8"),
    ("5", "Retinol", "68-26-8", "0.1"),
]


@pytest.mark.parametrize("head", ["", "No{0}INCI{0}CAS{0}%\n"])
@pytest.mark.parametrize("sign", ["|", " | ", ";", "; ", "\t"])
def test_the_names_of_a_table_are_its_list(head: str, sign: str) -> None:
    label = read_label(head.format(sign) + "\n".join(sign.join(row) for row in ROWS))
    assert [name.inci for _, name in label.found] == NAMES
    assert Trait.RETINOID in label.traits


def test_functions_and_amounts_are_no_names() -> None:
    rows = "Component; function; %w/w\nAqua; solvent; q.s. 100\nGlycerin; humectant; 4.00\nBetaine; humectant; 1.00"
    assert [name.inci for _, name in read_label(rows).found] == ["Aqua", "Glycerin", "Betaine"]


def test_columns_that_all_hold_names_are_a_list() -> None:
    rows = "Aqua; Glycerin; Squalane\nCetyl Alcohol; Panthenol; Retinol\nAllantoin; Betaine; Carbomer"
    assert len(read_label(rows).found) == 9


def test_what_a_dropped_cell_tells_is_heard() -> None:
    rows = "Aqua | 7732-18-5 | solvent\nGlycerin | 56-81-5 | humectant\nVitaplex | 302-79-4 | x"
    label = read_label(rows)
    assert label.doubtful or Trait.RETINOID in label.traits
