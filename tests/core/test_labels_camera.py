"""Digits and letters that a camera took for each other are read; the stricter name is found behind them too."""

import pytest

from fortnight.guide import published_guide
from fortnight.labels.camera import seen_as
from fortnight.labels.folding import fold
from fortnight.labels.model import NameStanding
from fortnight.labels.nearest import looks_like
from fortnight.labels.read import read_label
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.rulebook import rulebook

BOOK = rulebook(published_guide(), Profile())
LIST = "Aqua, Glycerin, Cetearyl Alcohol, Panthenol, Carbomer, Sodium Hydroxide"
NAMES = (
    "Alcohol Denat", "Citric Acid", "Sodium Benzoate", "Sodium Cocoate", "Limonene", "Geraniol", "Retinol", "Linalool",
    "Citronellol", "Menthol", "Salicylic Acid", "Isopropyl Alcohol", "Sodium Lauryl Sulfate", "Benzyl Salicylate",
    "Phenoxyethanol", "Allantoin", "Propanediol", "Caprylyl Glycol", "Potassium Sorbate", "Polysorbate 60", "Mica",
    "Butylene Glycol", "Betaine", "Shea Butter", "Titanium Dioxide", "Lecithin", "Lanolin", "Camphor", "Coumarin",
)  # fmt: skip
SWAPS = (("o", "0"), ("i", "l"), ("i", "1"), ("l", "1"), ("l", "I"), ("s", "5"), ("m", "rn"), ("b", "8"), ("rn", "m"))


def writings(name: str) -> set[str]:
    """How a camera may write a name: all letters of a kind, the first one, in small and in big letters."""
    lower = name.lower()
    small = {form for one, other in SWAPS for form in (lower.replace(one, other), lower.replace(one, other, 1))}
    big = {name.upper().replace(one.upper(), other) for one, other in SWAPS if len(one) == 1}
    return (small | big | {name.upper().replace("O", "0").replace("I", "1")}) - {lower, name.upper()}


@pytest.mark.parametrize("name", NAMES)
def test_what_the_camera_took_for_another_letter_is_read(name: str) -> None:
    meant = read_label(f"{LIST}, {name}", name="Night Cream")
    for printed in sorted(writings(name)):
        label = read_label(f"{LIST}, {printed}", name="Night Cream")
        assert set(label.traits) == set(meant.traits), printed
        assert weigh(label, BOOK).rulings == weigh(meant, BOOK).rulings, printed


STROKES = {
    "Proline": "Prohne",
    "Silica": "Sihca",
    "Whey Protein": "Wliey Protein",
    "Ethylhexylglycerin": "Ethylliexylglycerin",
    "Sodium Lactate": "Sodiiim Lactate",
    "Sodium Chloride": "Sodium Chlonde",
    "Lecithin": "Lecithiri",
    "Taurine": "Taurme",
    "Petrolatum": "Petrolatuin",
    "Colloidal Oatmeal": "Couoidal Oatmeal",
    "Phytic Acid": "Phyhc Acid",
    "Sodium Metabisulfite": "Sodium Metabisulhte",
    "Salicylic Acid": "Sahcyhc Acicl",
    "Pentaerythrityl Tetra-Di-t-Butyl Hydroxyhydrocinnamate": "Pentaerytlirityl Tetra-Di-t-Biityl Hydroxyhydrocmnamate",
    "Melaleuca Alternifolia Leaf Oil": "Melaleuca Altemifoha Leaf Oil",
    "Bifida Ferment Lysate": "Bificla Ferrnent Lysate",
    "Glucose": "Ghicose",
}


@pytest.mark.parametrize("name", STROKES)
def test_strokes_that_the_camera_took_for_others_are_read_in_names_of_any_length(name: str) -> None:
    for printed in (STROKES[name], STROKES[name].lower()):
        item = read_label(f"Aqua, {printed}, Glycerin").items[1]
        meant = read_label(f"Aqua, {name}, Glycerin").items[1]
        assert (item.inci, item.standing) == (meant.inci, meant.standing), printed


@pytest.mark.parametrize(
    "printed", ["Prohnol", "Blorphne", "Menthane", "Citric Ocidol", "Tin", "Phenol", "Nitric Acid", "Toluene"]
)
def test_what_differs_in_more_than_strokes_is_not_taken_for_a_known_name(printed: str) -> None:
    assert seen_as(fold(printed)) is None


def test_a_substance_that_is_not_for_open_skin_is_never_seen_as_another() -> None:
    for printed in ("ammonium thioglycolate", "hydrochloric acid", "lidocaine"):
        assert seen_as(printed) is None
    item = read_label("Aqua, Lidocame, Glycerin").items[1]
    assert item.standing is not NameStanding.BASE


@pytest.mark.parametrize(
    "printed", ["PEG-10O Stearate", "Polysorbate 6O", "C1 77891", "Blorptan1", "Acne 5", "PEG-1OO"]
)
def test_a_number_of_a_name_is_not_guessed(printed: str) -> None:
    assert looks_like(fold(printed)) is None


@pytest.mark.parametrize("code", ["L1234", "L10S5", "Lot 1MONE"])
def test_a_code_of_the_pack_is_still_none_of_the_names(code: str) -> None:
    assert read_label(f"{LIST}. {code}", name="Night Cream").unrecognised == ()


def test_a_plant_with_digits_for_letters_is_read() -> None:
    assert read_label(f"{LIST}, ANGEL1CA ARCHANGELICA R00T EXTRACT", name="Night Cream").unrecognised == ()
