"""Names that ran together are read where every piece is one, and never milder than the list as it was meant."""

import pytest

from fortnight.guide import published_guide
from fortnight.labels.read import read_label
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.each import each

BOOK = rulebook(published_guide(), Profile())
PLAIN = "Aqua, Glycerin, Cetearyl Alcohol, Panthenol, Sodium Hyaluronate, Squalane, Phenoxyethanol, Ethylhexylglycerin"
STRICT = ("Retinol", "Parfum", "Glycolic Acid", "Alcohol Denat.", "Lavandula Angustifolia Oil", "Sodium Lauryl Sulfate",
          "Benzoyl Peroxide", "Menthol", "Hydroquinone", "Ascorbic Acid", "Tretinoin", "Salicylic Acid")  # fmt: skip
MERCY = [Ruling.NOT_THIS_TIME, Ruling.NOT_YET, Ruling.CANNOT_TELL, Ruling.CAREFUL, Ruling.YES]


def rulings(text: str) -> tuple[Ruling, ...]:
    return weigh(read_label(text, name="Night Cream"), BOOK).rulings


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace(" ", ""),
        PLAIN.replace(" ", "").replace(",", ""),
        PLAIN.replace(" ", "").replace("Glycerin,", "Glycerin"),
        PLAIN.replace(",", ""),
        PLAIN.replace(",", "").upper(),
        "aquaglycerinpanthenolsqualane",
        "AQUA,GLYCERINPANTHENOL,SQUALANE",
        "Aqua,PolyglycerylOleate,Glycerin,Panthenol,Squalane",
    ],
)
def test_plain_names_that_ran_together_are_all_read(text: str) -> None:
    label = read_label(text, name="Night Cream")
    assert label.read == label.of > 2
    assert rulings(text)[0] is Ruling.YES


@each("strict", STRICT)
@each("at", [0, 1, 4, 7])
@each("lost", [", ", ",", " "])
def test_what_restricts_among_them_is_no_milder(strict: str, at: int, lost: str) -> None:
    names = PLAIN.split(", ")
    names.insert(at + 1, strict)
    meant = rulings(", ".join(names))
    blanks = lost == " "
    written = " ".join(names) if blanks else ", ".join(names).replace(lost, "").replace("" if lost == "," else " ", "")
    assert all(MERCY.index(got) <= MERCY.index(want) for got, want in zip(rulings(written), meant, strict=True))


@pytest.mark.parametrize("text", ["AquaGlycerinQuorbitanSqualane", "aquaglycerinquorbitan", "AQUAGLYCERINQUORBITANE"])
def test_a_strange_piece_leaves_the_whole_run_unknown(text: str) -> None:
    assert rulings(text)[0] is Ruling.CANNOT_TELL
