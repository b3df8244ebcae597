"""Kinds that the name alone does not tell: from the name, the shop's shelf and the list together, in many languages."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fortnight.guide.load import published_guide
from fortnight.labels.model import Kind, Trait
from fortnight.labels.read import read_label
from fortnight.person.model import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.rulebook import rulebook

BOOK = rulebook(published_guide(), Profile())
CREAM = "Aqua, Glycerin, Caprylic/Capric Triglyceride, Cetearyl Alcohol, Glyceryl Stearate, Panthenol, Phenoxyethanol"
OILS = "Helianthus Annuus Seed Oil, Simmondsia Chinensis Seed Oil, Squalane, Tocopherol, Limonene"
BALM = "Petrolatum, Lanolin, Cera Alba, Paraffinum Liquidum, Tocopheryl Acetate"
WASH = "Aqua, Sodium Laureth Sulfate, Cocamidopropyl Betaine, Glycerin, Sodium Chloride, Sodium Benzoate"
SOAP = "Aqua, Glycerin, Stearic Acid, Myristic Acid, Potassium Hydroxide, Lauric Acid, Glycol Distearate"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        (CREAM, Kind.MOISTURISER),
        (BALM, Kind.MOISTURISER),
        ("Oat Kernel Water, Glycerin, Isopropyl Isostearate, Cetearyl Alcohol, Xanthan Gum", Kind.MOISTURISER),
        ("정제수, 글리세린, 스쿠알란, 세테아릴알코올, 다이메티콘, 카보머", Kind.MOISTURISER),
        ("Agua, aceite mineral, glicerina, ácido esteárico, alcohol cetílico, carbómero", Kind.MOISTURISER),
        ("Woda, gliceryna, masło shea, alkohol cetearylowy, stearynian glicerolu", Kind.MOISTURISER),
        ("Вода, глицерин, сквалан, цетеариловый спирт, пантенол", Kind.MOISTURISER),
        (OILS, Kind.FACE_OIL),
        ("Cocos Nucifera Oil, Ricinus Communis Seed Oil", Kind.FACE_OIL),
        (WASH, Kind.CLEANSER),
        (SOAP, Kind.CLEANSER),
        ("Sucrose, Cocos Nucifera Oil, Glycerin, Coffea Robusta Seed Powder", Kind.SCRUB),
        ("Maris Sal, Glycine Soja Oil, Cocos Nucifera Oil, Tocopherol", Kind.SCRUB),
        ("Kaolin, Aqua, Glycerin, Bentonite, Phenoxyethanol", Kind.MASK),
        ("Aqua, Dihydroxyacetone, Glycerin, Polysorbate 20, Phenoxyethanol", Kind.SELF_TAN),
        ("Glycolic Acid, Aqua, Sodium Hydroxide, Xanthan Gum", Kind.PEEL),
        ("Dimethicone, Mica, CI 77491, CI 77492, CI 77499, Silica", Kind.MAKEUP),
        ("Hamamelis Virginiana Water, Glycerin, Phenoxyethanol", Kind.TONER),
        ("Aqua, Glycerin, Sodium Hyaluronate, Phenoxyethanol", None),
        ("Aqua, Aluminum Chlorohydrate, PPG-15 Stearyl Ether, Steareth-2", None),
        (WASH.replace("Glycerin", "Salicylic Acid"), None),
    ],
)
def test_a_list_tells_the_kind_where_no_name_does(label: str, kind: Kind | None) -> None:
    assert read_label(label, name="Linden No. 4").kind is kind


@pytest.mark.parametrize(
    ("name", "category", "label", "kind"),
    [
        ("Dream Serum", "Skin care", OILS, Kind.FACE_OIL),
        ("The 12", "Serums", "Aqua, Ascorbic Acid, Propanediol, Ferulic Acid, Phenoxyethanol", Kind.VITAMIN_C_SERUM),
        ("Three Weights + B5", "Serums", "Aqua, Sodium Hyaluronate, Panthenol, Phenoxyethanol", Kind.HYDRATING_SERUM),
        ("Blue Drops", "Peptide serum", "Aqua, Glycerin, Copper Tripeptide-1", Kind.PEPTIDE_SERUM),
        ("Ten Minute Mask", "Peel kits", "Glycolic Acid, Aqua, Sodium Hydroxide", Kind.PEEL),
        ("Overnight Mousse", "Self tan", "Aqua, Dihydroxyacetone, Decyl Glucoside", Kind.SELF_TAN),
        ("Night Kiss Gloss", "Lip make-up", "Polyisobutene, Octyldodecanol, Mica", Kind.MAKEUP),
        ("Smooth Base", "Primers", "Dimethicone, Silica, Isohexadecane", Kind.MAKEUP),
        ("First Drop", "Essence", "Galactomyces Ferment Filtrate, Glycerin", Kind.TONER),
        ("Day Cream SPF 15", "Sunscreens", CREAM, Kind.MOISTURISER),
        ("Day Cream SPF 50", "Sunscreens", CREAM, Kind.SUNSCREEN),
        ("Hair Mask Conditioner", "Hair", CREAM, Kind.MASK),
        ("Silk Conditioner", "Hair", CREAM, None),
    ],
)
def test_name_shelf_and_list_tell_the_kind_together(name: str, category: str, label: str, kind: Kind | None) -> None:
    assert read_label(label, name=name, category=category).kind is kind


@pytest.mark.parametrize(
    ("name", "category", "kind"),
    [
        ("Virgin Sesame Oil 100 ml", "Moisturising", Kind.FACE_OIL),
        ("Beard Oil No. 2", "", Kind.FACE_OIL),
        ("Nalpamaradi Tailam 200ml", "Skin care", Kind.FACE_OIL),
        ("Soothing Gel", "Gel", Kind.MOISTURISER),
        ("Gel de aloe vera", "", Kind.MOISTURISER),
        ("Whipped Shea", "", Kind.MOISTURISER),
        ("Pasta Lassar 50 g", "", Kind.MOISTURISER),
        ("Stick lèvres sèches", "", Kind.MOISTURISER),
        ("Lippenpflegestift", "", Kind.MOISTURISER),
        ("Rouge à lèvres mat", "", Kind.MAKEUP),
        ("Batom hidratante", "", Kind.MAKEUP),
        ("Máscara de ouro (folha)", "Máscara facial", Kind.MASK),
        ("Máscara de cílios", "Maquiagem", Kind.MAKEUP),
        ("Bubble Foam 150 ml", "Facial", Kind.CLEANSER),
        ("Baby Bath", "Baby", Kind.CLEANSER),
        ("Crema micropulido", "Tratamiento", Kind.SCRUB),
        ("Micropolish Lotion", "", Kind.SCRUB),
        ("Dead Sea Salt 300g", "Body", Kind.SCRUB),
        ("Brumisateur 50 ml", "Soins", Kind.TONER),
        ("Niacinamide 10% + Zinc 1%", "", Kind.SERUM),
        ("Azelaic 15", "Essentials", Kind.SERUM),
        ("Muscle Balm", "Rubs", None),
    ],
)
def test_words_of_shops_tell_the_kind(name: str, category: str, kind: Kind | None) -> None:
    assert read_label("", name=name, category=category).kind is kind


NAMES = st.sampled_from(
    [
        *f"{CREAM}, {OILS}, {BALM}, {WASH}, {SOAP}".split(", "),
        *[
            "Kaolin",
            "Sucrose",
            "Glycolic Acid",
            "Lactic Acid",
            "Ascorbic Acid",
            "Papain",
            "Retinol",
            "Parfum",
            "Mica",
            "CI 77491",
        ],
    ]
)


@given(
    st.lists(NAMES, min_size=1, max_size=12), st.sampled_from(["", "Night Serum", "Ten Minute Mask", "Linden No. 4"])
)
def test_a_kind_that_the_list_tells_makes_no_answer_milder(printed: list[str], name: str) -> None:
    text = ", ".join(printed)
    label = read_label(text, name=name)
    plain = read_label("", name=name).kind
    ours, theirs = weigh(label, BOOK), weigh(replace(label, kind=plain), BOOK)
    assert theirs.refused & ~ours.refused == 0
    assert theirs.careful & ~(ours.careful | ours.refused | ours.untold) == 0


def test_a_wash_by_its_list_shows_its_soap() -> None:
    assert Trait.HARSH_SURFACTANT in read_label(SOAP, name="Linden No. 4").traits
