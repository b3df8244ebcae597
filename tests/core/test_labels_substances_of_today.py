"""Substances that came onto labels lately have the standing that lists and literature give them."""

import pytest

from fortnight.guide import published_guide
from fortnight.labels.model import NameStanding, Trait
from fortnight.labels.read import read_label
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.each import each

BOOK = rulebook(published_guide(), Profile())
LIST = "Aqua, Glycerin, Butylene Glycol, {}, Panthenol, Carbomer, Phenoxyethanol"

SPICULES = [
    "Spicule", "Hydrolyzed Sponge", "Spongilla Extract", "Spongia Officinalis Powder", "Badiaga", "CICA Reedle",
    "Microneedles", "Haliclona Spicules", "해면추출물", "스피큘", "スピキュール", "水解海绵", "Спонгилла",
]  # fmt: skip
UNJUDGED = [
    "Exosomes", "Exosome", "Human Umbilical Cord Exosomes", "Lactobacillus Extracellular Vesicles", "엑소좀",
    "外泌体", "Plant PDRN", "Vegan PDRN", "Polynucleotide", "Salmon DNA", "NMN", "Nicotinamide Riboside",
    "Nicotinamide Adenine Dinucleotide", "Bakuchiol", "Growth Factors", "Cetyl Tranexamate Mesylate", "Zinc Azelate",
    "Human Fibroblast Conditioned Media", "Spermidine", "Urolithin A", "Bee Venom", "Hydroxyectoin",
    "2-Mercaptonicotinoyl Glycine",
]  # fmt: skip
BASE = [
    "Sodium DNA",
    "PDRN",
    "Polydeoxyribonucleotide",
    "Ectoin",
    "Tranexamic Acid",
    "Potassium Azeloyl Diglycinate",
    "NADH",
]


@each("name", SPICULES)
def test_spicules_are_refused_for_all_fourteen_days(name: str) -> None:
    assert set(weigh(read_label(LIST.format(name)), BOOK).rulings) == {Ruling.NOT_THIS_TIME}


@each("name", UNJUDGED)
def test_what_nobody_has_judged_for_open_skin_is_known_and_no_yes_on_the_first_two_days(name: str) -> None:
    label = read_label(LIST.format(name))
    rulings = weigh(label, BOOK).rulings
    assert label.unrecognised == ()
    assert NameStanding.UNJUDGED in {item.standing for item in label.items}
    assert rulings[:2] == (Ruling.CANNOT_TELL, Ruling.CANNOT_TELL)
    assert rulings[7] in {Ruling.YES, Ruling.CAREFUL}


@each("name", BASE)
def test_what_is_an_ordinary_conditioner_is_base(name: str) -> None:
    assert [item.standing for item in read_label(LIST.format(name)).items][3] is NameStanding.BASE


@pytest.mark.parametrize("name", ["GHK-Cu", "Copper Tripeptide-1", "EGF", "bFGF", "sh-Polypeptide-1"])
def test_signal_peptides_and_growth_factors_are_peptides(name: str) -> None:
    assert set(read_label(LIST.format(name)).traits) == {Trait.PEPTIDE}
