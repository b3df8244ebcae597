"""From names to traits: each trait by a name that shows it, and the five that need the label around them."""

import pytest

from fortnight.labels.model import Detail, Kind, Mark, Trait
from fortnight.labels.read import read_label

REST = "Aqua, Glycerin, Squalane, Panthenol, Allantoin"


def shown(text: str, mark: Mark, *, name: str = "", kind: Kind | None = None, category: str = "") -> list[str]:
    """The printed names that show the mark."""
    return [item.printed for item in read_label(text, name=name, kind=kind, category=category).evidence.get(mark, ())]


@pytest.mark.parametrize(
    ("mark", "printed"),
    [
        (Trait.FRAGRANCE, "Hexyl Cinnamal"),
        (Trait.ESSENTIAL_OIL, "Melaleuca Alternifolia Leaf Oil"),
        (Trait.DRYING_ALCOHOL, "SD Alcohol 40-B"),
        (Trait.BOTANICAL_ACID, "Salix Nigra (Willow) Bark Extract"),
        (Trait.RETINOID, "Hydroxypinacolone Retinoate"),
        (Detail.PRESCRIPTION_RETINOID, "Tretinoin"),
        (Trait.PEROXIDE_ETC, "Hydrogen Peroxide"),
        (Detail.HYDROQUINONE, "Hydroquinone"),
        (Trait.COOLING, "Eucalyptol"),
        (Trait.SCRUB, "Prunus Armeniaca (Apricot) Seed Powder"),
        (Trait.ENZYME, "Protease"),
        (Trait.VITAMIN_C, "Ascorbyl Palmitate"),
        (Detail.ASCORBIC_ACID, "L-Ascorbic Acid"),
        (Trait.OMEGA3_OIL, "Salvia Hispanica Seed Oil"),
        (Trait.PEPTIDE, "sh-Oligopeptide-1"),
        (Detail.COPPER_PEPTIDE, "Copper Tripeptide-1"),
        (Trait.CERAMIDE, "Hydroxypropyl Bispalmitamide MEA"),
        (Trait.HYALURONIC, "Hydrolyzed Hyaluronic Acid"),
        (Trait.UV_ORGANIC, "Ethylhexyl Triazone"),
        (Trait.ISOTHIAZOLINONE, "Methylchloroisothiazolinone"),
        (Trait.FORMALDEHYDE, "Quaternium-15"),
    ],
)
def test_a_name_shows_its_trait(mark: Mark, printed: str) -> None:
    assert shown(f"{REST}, {printed}", mark) == [printed]


@pytest.mark.parametrize(
    ("mark", "printed"),
    [
        (Trait.FRAGRANCE, "Benzyl Alcohol"),
        (Trait.FRAGRANCE, "Phenethyl Alcohol"),
        (Trait.ESSENTIAL_OIL, "Citrus Grandis (Grapefruit) Seed Oil"),
        (Trait.ESSENTIAL_OIL, "Lavandula Angustifolia (Lavender) Flower Extract"),
        (Trait.ESSENTIAL_OIL, "Olea Europaea (Olive) Fruit Oil"),
        (Trait.DRYING_ALCOHOL, "Cetearyl Alcohol"),
        (Trait.DRYING_ALCOHOL, "Lanolin Alcohol"),
        (Trait.ACID_TRACE, "Sodium Lactate"),
        (Trait.ACID_TRACE, "Stearic Acid"),
        (Trait.ACID_TRACE, "Ferulic Acid"),
        (Trait.ACID_TRACE, "Hyaluronic Acid"),
        (Trait.RETINOID, "Bakuchiol"),
        (Trait.RETINOID, "Beta-Carotene"),
        (Trait.SCRUB, "Kaolin"),
        (Trait.SCRUB, "Charcoal Powder"),
        (Trait.SCRUB, "Mica"),
        (Trait.ENZYME, "Ubiquinone"),
        (Trait.PEPTIDE, "Hydrolyzed Collagen"),
        (Trait.PEPTIDE, "Glycine"),
        (Trait.CERAMIDE, "Phytosphingosine"),
        (Trait.CERAMIDE, "Cholesterol"),
        (Trait.COOLING, "Mentha Spicata Leaf Extract"),
        (Trait.OMEGA3_OIL, "Rosa Canina Flower Oil"),
    ],
)
def test_a_neighbour_does_not_show_it(mark: Trait, printed: str) -> None:
    label = read_label(f"{REST}, {printed}")
    assert label.unrecognised == ()
    assert mark not in label.traits


@pytest.mark.parametrize("name", ["AHA Tonic", "BHA Gel", "Sunday Peel", "Resurfacing Cream", "Glycolic Lotion"])
def test_an_acid_is_active_when_the_name_says_so(name: str) -> None:
    text = f"{REST}, Phenoxyethanol, Lactic Acid, Citric Acid"
    assert shown(text, Trait.ACID_ACTIVE, name=name) == ["Lactic Acid", "Citric Acid"]


@pytest.mark.parametrize("name", ["Hyaluronic Acid Serum", "Amino Acid Cream", "Ferulic Acid Cream", "Peel-Off Mask"])
def test_the_name_of_another_acid_makes_none_active(name: str) -> None:
    text = f"{REST}, Phenoxyethanol, Lactic Acid"
    assert shown(text, Trait.ACID_ACTIVE, name=name) == []
    assert shown(text, Trait.ACID_TRACE, name=name) == ["Lactic Acid"]


@pytest.mark.parametrize(
    "text",
    [
        "Active Ingredient: Salicylic Acid 2%. Inactive Ingredients: Water, Glycerin, Carbomer",
        "Active: Salicylic Acid (0.5%)\nInactive: Water, Glycerin, Carbomer",
        "Water, Glycerin, Carbomer, Salicylic Acid (2%)",
    ],
)
def test_an_acid_is_active_when_its_amount_is_declared(text: str) -> None:
    assert shown(text, Trait.ACID_ACTIVE) == ["Salicylic Acid"]


@pytest.mark.parametrize(
    "marker",
    [
        *("Phenoxyethanol", "Methylparaben", "Sodium Benzoate", "Potassium Sorbate", "Chlorphenesin", "Carbomer"),
        *("Xanthan Gum", "Disodium EDTA", "Ethylhexylglycerin", "Tocopherol", "Parfum", "Fragrance"),
    ],
)
def test_an_acid_before_the_one_percent_line_is_active_and_behind_it_a_trace(marker: str) -> None:
    before, behind = f"{REST}, Lactic Acid, {marker}", f"{REST}, {marker}, Lactic Acid"
    assert shown(before, Trait.ACID_ACTIVE) == ["Lactic Acid"]
    assert shown(behind, Trait.ACID_TRACE) == ["Lactic Acid"]


def test_citric_acid_before_the_line_still_sets_the_ph() -> None:
    text = f"{REST}, Citric Acid, Phenoxyethanol"
    assert shown(text, Trait.ACID_TRACE) == ["Citric Acid"]
    assert shown(text, Trait.ACID_ACTIVE) == []


def test_an_acid_among_the_first_names_is_active_though_no_marker_follows() -> None:
    """Without a marker there is no line to stand behind: what we do not know is never the milder reading."""
    assert shown("Aqua, Glycolic Acid, Glycerin, Niacinamide", Trait.ACID_ACTIVE) == ["Glycolic Acid"]


def test_each_of_several_lists_has_its_own_line() -> None:
    text = "Tonic:\nAqua, Glycerin, Phenoxyethanol, Lactic Acid\n\nPads:\nAqua, Glycolic Acid, Phenoxyethanol"
    assert shown(text, Trait.ACID_ACTIVE) == ["Glycolic Acid"]
    assert shown(text, Trait.ACID_TRACE) == ["Lactic Acid"]


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        (Kind.CLEANSER, ["Coco-Glucoside"]),
        (Kind.SCRUB, ["Coco-Glucoside"]),
        (Kind.MASK, ["Coco-Glucoside"]),
        (Kind.MOISTURISER, []),
        (Kind.SERUM, []),
    ],
)
def test_a_detergent_counts_where_it_is_rinsed(kind: Kind, found: list[str]) -> None:
    assert shown(f"{REST}, Coco-Glucoside", Trait.CLEANSING_SURFACTANT, kind=kind) == found


def test_a_detergent_far_down_washes_nothing() -> None:
    many = ", ".join(["Aqua", "Glycerin", "Squalane", "Betaine", "Panthenol", "Allantoin"] * 2)
    assert shown(f"{many}, Coco-Glucoside", Trait.CLEANSING_SURFACTANT, kind=Kind.CLEANSER) == []


def test_fatty_acids_and_an_alkali_are_soap_in_a_cleanser_only() -> None:
    text = "Aqua, Glycerin, Myristic Acid, Potassium Hydroxide, Lauric Acid, Parfum"
    soap = ["Myristic Acid", "Potassium Hydroxide", "Lauric Acid"]
    assert shown(text, Trait.HARSH_SURFACTANT, kind=Kind.CLEANSER) == soap
    assert shown(text, Trait.CLEANSING_SURFACTANT, kind=Kind.CLEANSER) == soap
    assert shown(text, Trait.HARSH_SURFACTANT, kind=Kind.MOISTURISER) == []


@pytest.mark.parametrize("printed", ["Sodium Laureth Sulfate", "Sodium C14-16 Olefin Sulfonate", "Sodium Cocoate"])
def test_a_harsh_detergent_is_a_detergent_too(printed: str) -> None:
    for trait in (Trait.HARSH_SURFACTANT, Trait.CLEANSING_SURFACTANT):
        assert shown(f"Aqua, {printed}, Glycerin", trait, kind=Kind.CLEANSER) == [printed]


@pytest.mark.parametrize("printed", ["Jojoba Esters", "Silica", "Sucrose", "Sodium Chloride"])
def test_soft_particles_abrade_where_the_name_says_so(printed: str) -> None:
    assert shown(f"Aqua, {printed}, Glycerin", Trait.SCRUB, name="Morning Polish") == [printed]
    assert shown(f"Aqua, {printed}, Glycerin", Trait.SCRUB, name="Morning Cream") == []


def test_a_ferment_is_an_enzyme_where_the_name_says_so() -> None:
    text = "Aqua, Lactobacillus/Pumpkin Ferment Extract, Glycerin"
    assert shown(text, Trait.ENZYME, name="Enzyme Mask") == ["Lactobacillus/Pumpkin Ferment Extract"]
    assert shown(text, Trait.ENZYME, name="Pumpkin Mask") == []


def test_titanium_dioxide_is_a_filter_in_a_sun_product_and_a_pigment_elsewhere() -> None:
    text = "Aqua, Titanium Dioxide, Glycerin"
    assert shown(text, Trait.UV_MINERAL, name="Cream SPF 30") == ["Titanium Dioxide"]
    assert shown(text, Trait.UV_MINERAL, name="Cream", category="Sun protect") == ["Titanium Dioxide"]
    assert shown(text, Trait.UV_MINERAL, name="Cream", kind=Kind.SUNSCREEN) == ["Titanium Dioxide"]
    assert shown(text, Trait.UV_MINERAL, name="Foundation") == []
    assert shown("Active: Zinc Oxide 12%. Inactive Ingredients: Water, Mica", Trait.UV_MINERAL) == ["Zinc Oxide"]


def test_fruit_extracts_count_from_two_on() -> None:
    lemon, bilberry = "Citrus Limon (Lemon) Fruit Extract", "Vaccinium Myrtillus Fruit Extract"
    assert shown(f"{REST}, {lemon}, {bilberry}", Trait.BOTANICAL_ACID) == [lemon, bilberry]
    assert shown(f"{REST}, {lemon}", Trait.BOTANICAL_ACID) == []
    assert shown(f"{REST}, {lemon}, {lemon}", Trait.BOTANICAL_ACID) == []


@pytest.mark.parametrize("place", range(7))
def test_drying_alcohol_is_early_among_the_first_five(place: int) -> None:
    names = ["Aqua", "Glycerin", "Squalane", "Panthenol", "Allantoin", "Betaine"]
    text = ", ".join([*names[:place], "Alcohol", *names[place:]])
    assert shown(text, Trait.DRYING_ALCOHOL) == ["Alcohol"]
    assert bool(shown(text, Detail.DRYING_ALCOHOL_EARLY)) == (place < 5)


def test_evidence_keeps_the_order_of_the_label() -> None:
    assert shown("Aqua, Linalool, Parfum, Citral", Trait.FRAGRANCE) == ["Linalool", "Parfum", "Citral"]
    assert shown("Aqua, Silica, Pumice, Sucrose", Trait.SCRUB, name="Scrub") == ["Silica", "Pumice", "Sucrose"]


def test_details_are_no_traits() -> None:
    label = read_label("Aqua, Copper Tripeptide-1, Ascorbic Acid")
    assert set(label.traits) == {Trait.PEPTIDE, Trait.VITAMIN_C}
    assert {Detail.COPPER_PEPTIDE, Detail.ASCORBIC_ACID} < set(label.evidence)
