"""US Drug Facts, prescription texts and pages that repeat them: actives, the list, and what is told to people."""

import pytest

from fortnight.labels.model import Trait
from fortnight.labels.read import read_label

LINES = """Drug Facts
Active ingredient                     Purpose
White petrolatum 46.5%................Skin protectant

Uses
• temporarily protects minor cuts and burns

Warnings
For external use only
When using this product do not get into eyes
Keep out of reach of children. If swallowed, get medical help.

Directions
apply as needed

Inactive ingredients
bisabolol, ceresin, glycerin, lanolin alcohol, mineral oil, panthenol

Questions? Call 1-800-555-0100"""


def names(text: str) -> list[str]:
    return [item.printed for item in read_label(text).items]


def test_each_section_of_drug_facts_is_told_apart() -> None:
    label = read_label(LINES)
    listed = ["bisabolol", "ceresin", "glycerin", "lanolin alcohol", "mineral oil", "panthenol"]
    assert [item.printed for item in label.items] == ["White petrolatum", *listed]
    assert label.readable
    assert label.read == label.of


@pytest.mark.parametrize(
    "text",
    [
        "Active ingredient\nSalicylic acid 2%\nPurpose\nAcne treatment\nInactive ingredients\nwater, glycerin, menthol",
        "ACTIVE INGREDIENTSalicylic acid 2%\nPURPOSEAcne medication\nINACTIVE INGREDIENTSwater, glycerin, menthol",
        "Active ingredient Salicylic acid 2% Purpose Acne treatment Inactive ingredients water, glycerin, menthol",
        "Inactive ingredients: water, glycerin, menthol. Active ingredient: Salicylic acid 2%",
        "Active: Salicylic acid 2%. Inactive: water, glycerin, menthol",
    ],
)
def test_actives_and_the_list_are_read_in_every_form(text: str) -> None:
    label = read_label(text)
    assert set(label.traits) >= {Trait.ACID_ACTIVE, Trait.COOLING}
    assert sorted(name.lower() for name in names(text)) == ["glycerin", "menthol", "salicylic acid", "water"]
    assert label.readable


def test_a_warning_about_an_active_is_no_name() -> None:
    text = (
        "Active ingredient\nBenzoyl peroxide 5%\nWarnings\nDo not use if you are sensitive to benzoyl peroxide\n"
        "Inactive ingredients\nwater, carbomer"
    )
    assert names(text) == ["Benzoyl peroxide", "water", "carbomer"]
    assert not read_label(text).doubtful


def test_actives_alone_are_no_list() -> None:
    label = read_label("ACTIVE INGREDIENT\nAvobenzone 3%....Sunscreen\nHomosalate 10%....Sunscreen\nPURPOSE\n")
    assert not label.readable
    assert label.traits == {}


def test_a_prescription_text_gives_what_it_declares() -> None:
    label = read_label(
        "Each gram of this cream contains 40 mg of hydroquinone in a base of purified water, stearic acid."
    )
    assert Trait.PEROXIDE_ETC in label.evidence
    label = read_label("tretinoin 0.05% in a base of stearic acid, stearyl alcohol, xanthan gum and purified water")
    assert Trait.RETINOID in label.evidence
