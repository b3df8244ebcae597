"""What a camera misread, and what packs print around a list, leaves no label that nobody can tell."""

import pytest

from fortnight.labels.kinds import is_no_care
from fortnight.labels.model import Kind, Trait
from fortnight.labels.read import read_label


def _understood(text: str, name: str = "") -> bool:
    label = read_label(text, name=name)
    return label.readable and label.read == label.of and not label.doubtful


@pytest.mark.parametrize(
    "text",
    [
        "Aqua, Glycerin, Simmondsia Chinensis Seed 0il, lnulin, Ceteareth-2O, Phenoxyethano|",
        "Aqua, Glycerin, Triethano| amine, Po|ysorbate 60, Squa|ane",
        "Aqua, Rosmarinus Officinalis Leaf\nExtract, Glycerin, Squalane",
        "Aqua, Glycerin, PEG-IOO Stearate, Poloxamer l84, Steareth-2l, C1O-3O Alkyl Acrylate Crosspolymer, CI 7749l",
        "Drug Facls\nActlve lngredient Purpose\nZinc oxide 18% Sunscreen\nlnactive ingredlents  Beeswax, Squalane\n",
        "lnactive ingredlents  Beeswax, Tocopherol, Jojoba Esters\nWater Reslstant (8O Minutes)",
        "Aclive ingredienl: Zinc Oxide 12%. lnaclive lngredients: Aqua, Glycerin, Squalane",
    ],
)
def test_what_a_camera_misread_is_read_as_it_was_printed(text: str) -> None:
    assert _understood(text)


def test_a_misread_name_that_restricts_still_restricts() -> None:
    label = read_label("Aqua, G|ycerin, Retino|, Squa|ane, Blorptine")
    assert Trait.RETINOID in label.evidence
    assert [item.printed for item in label.unrecognised] == ["Blorptine"]


@pytest.mark.parametrize(
    "text",
    [
        "Aqua, Glycerin, Squalane, Phenoxyethanol\nTarnwald AG, D-20245 Hamburg. 250 ml",
        "Aqua, Glycerin, Squalane, Phenoxyethanol. Not flushable. Corrib Wipes UC, Galway, Co. Galway, Ireland",
        "LOTE 12 - PACKED IN PORTUGAL - Aqua, Glycerin, Squalane, Phenoxyethanol - RECYCLE THE CARTON - 12M",
        "Aqua, Glycerin, Zinc Oxide, Squalane. Reapply often. Reef friendly. Made in Canada.",
        "None of the fragrance allergens of the EU list. Ingredients: Aqua, Glycerin, Squalane",
        "EN: Water, Glycerin, Petrolatum / FR : Eau, Glycérine, Vaseline / DE: Wasser, Glycerin, Vaseline",
        "AQUA / ÁGUA • PERLITE / PERLITA • DROMETRIZOLE TRISILOXANE / DROMETRIZOL TRISSILOXANO • GLYCERIN / GLICERINA",
        "Active ingredient: Dimethicone 1.2% - Skin Protectant. Inactive ingredients: Water, Glycerin, Petrolatum",
        (
            "Active ingredients: Dimethicone 5% ... Skin protectant; Menthol 0.5% ... External analgesic\n"
            "Inactive ingredients: Water, Glycerin, Petrolatum"
        ),
        (
            "Medicinal ingredients / Ingrédients médicinaux: Avobenzone 3%, Homosalate 10%.\n"
            "Non-medicinal ingredients / Ingrédients non médicinaux: aqua, silica, dimethicone, glycerin"
        ),
    ],
)
def test_what_packs_print_around_a_list_is_no_name(text: str) -> None:
    assert _understood(text)


@pytest.mark.parametrize("hidden", ["Retinol", "Blorptine"])
def test_nothing_hides_among_such_words(hidden: str) -> None:
    texts = (
        f"Aqua, Glycerin, Squalane. {hidden}. Tarnwald AG, D-20245 Hamburg",
        f"LOT 12 - PACKED IN PORTUGAL - {hidden}, Aqua, Glycerin, Squalane",
        f"AQUA / ÁGUA • GLYCERIN / {hidden.upper()} • SQUALANE / ESQUALANO",
    )
    for text in texts:
        label = read_label(text)
        assert Trait.RETINOID in label.evidence or label.read < label.of or label.doubtful, text


@pytest.mark.parametrize(
    ("name", "category", "text", "kind"),
    [
        ("Lowther Comfort, data sheet", "", "Aqua, Glycerin, Cetearyl Alcohol, Squalane", Kind.MOISTURISER),
        ("Permanent Hair Colour Crème 4", "hair colour", "Aqua, Cetearyl Alcohol, Glycerin, Paraffin", None),
        ("Antibiotic Ointment", "", "Petrolatum, Paraffin, Lanolin", None),
        ("しっとり Hydrating Lotion", "化粧水", "Aqua, Glycerin, Butylene Glycol", Kind.TONER),
        ("Acne Wash", "", "Water, Salicylic Acid, Cocamidopropyl Betaine, Glycerin", Kind.EXFOLIATING_CLEANSER),
        ("Zinc Baby Paste", "nappy rash paste", "Petrolatum, Zinc Oxide, Lanolin, Paraffin", None),
        ("Azelaic Acid Gel 15 %", "prescription gel", "Azelaic Acid, Aqua, Propylene Glycol, Carbomer", None),
        ("Sulfur 8% Ointment", "acne ointment", "Petrolatum, Mineral Oil, Sulfur", None),
        ("Spicule Cream 3%", "cream", "Aqua, Glycerin, Cetearyl Alcohol, Hydrolyzed Sponge", None),
        ("Lowther Daily Spot Pads", "medicated pads", "Aqua, Salicylic Acid, Glycerin, Menthol", Kind.TONER),
        ("Crema notte antirughe", "crema", "Aqua, Glycerin, Cetearyl Alcohol, Retinol", Kind.RETINOL_PRODUCT),
        ("Crema notte antirughe", "crema", "Aqua, Glycerin, Cetearyl Alcohol, Retinyl Palmitate", Kind.MOISTURISER),
        ("Crema notte", "crema", "Aqua, Glycerin, Cetearyl Alcohol, Retinol", Kind.MOISTURISER),
        ("Acqua micellare occhi e viso", "acqua micellare", "Aqua, Poloxamer 184, Glycerin", Kind.CLEANSER),
        ("Mizellenwasser Gesicht & Augen", "", "Aqua, Poloxamer 184, Glycerin", Kind.CLEANSER),
        ("Lowther Tinted Sun Stick SPF 50", "sunscreen stick", "Zinc Oxide, Beeswax, Squalane", Kind.SUNSCREEN),
        ("Lowther Tinted Cushion SPF 50", "sunscreen", "Aqua, Zinc Oxide, Squalane, Mica", Kind.MAKEUP),
        ("Tinted Moisturizer SPF 30", "sun care", "Aqua, Zinc Oxide, Squalane, Mica", Kind.MAKEUP),
        ("Needle Shot 300", "essence", "Aqua, Glycerin, Butylene Glycol, Hydrolyzed Sponge", Kind.SERUM),
        ("Lowther Spray Serum", "mist serum", "Aqua, Glycerin, Butylene Glycol", Kind.TONER),
        ("Lowther C-VIT serum", "serum", "Aqua, Glycerin, Butylene Glycol", Kind.VITAMIN_C_SERUM),
        ("Silicone Gel", "", "Dimethicone, Cyclopentasiloxane, Dimethicone Crosspolymer", None),
    ],
)
def test_the_kind_is_what_the_product_is(name: str, category: str, text: str, kind: Kind | None) -> None:
    assert read_label(text, name=name, category=category).kind is kind


def test_a_mask_that_removes_hair_stays_a_mask() -> None:
    assert is_no_care("hair removal mask")
    assert read_label("Aqua, Glycerin, Kaolin", name="Hair Removal Mask").kind is Kind.MASK
