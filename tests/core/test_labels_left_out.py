"""Nothing on a label vanishes: each letter is in a name, in a heading or in what is shown as left out."""

import pytest

from fortnight.guide import published_guide
from fortnight.labels.model import Label, LeftOutAs, Trait
from fortnight.labels.read import read_label
from fortnight.person import Profile
from fortnight.verdicts.judge import reasons_of, weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook

BOOK = rulebook(published_guide(), Profile())
HARMLESS = "Aqua, Glycerin, Squalane, Cetearyl Alcohol, Panthenol, Betaine, Allantoin, Carbomer, Xanthan Gum, Sorbitol"


def left(text: str) -> list[str]:
    label = read_label(text)
    return [text[part.start : part.end] for part in label.left_out]


def letters_nowhere(label: Label) -> str:
    """The letters of a label that stand in no name, heading or stretch left out."""
    spans = [(item.start, item.end) for item in label.items]
    spans += [(part.start, part.end) for part in label.left_out] + list(label.headings)
    taken = {place for start, end in spans for place in range(start, end)}
    return "".join(sign if place not in taken else " " for place, sign in enumerate(label.text) if sign.isalpha())


@pytest.mark.parametrize(
    ("text", "trait"),
    [
        ("Water * Glycerin * Retinol * Parfum", Trait.RETINOID),
        ("AQUA + GLYCERIN + GLYCOLIC ACID + PANTHENOL", Trait.ACID_ACTIVE),
        ("*Aqua *Glycerin *Retinol *Parfum", Trait.FRAGRANCE),
        ("Aqua, Glycerin (free from palm oil), Retinol, Panthenol", Trait.RETINOID),
        ("Aqua, Olive Oil (without GMO), Menthol, Panthenol", Trait.COOLING),
        ("Aqua, Glycerin. Without parabens, with Retinol 1%.", Trait.RETINOID),
        ("No added colour, Aqua, Glycerin, Retinol, Cetearyl Alcohol", Trait.RETINOID),
        ("AQUA, GLYCERIN, SQUALANE, GERANIOL AND CITRAL", Trait.FRAGRANCE),
        ("Aqua, Glicerina, Ácido Láctico y Ácido Glicólico", Trait.ACID_ACTIVE),
        ("Aqua, Glycerin, Octapeptide-3 Acetyl Tetrapeptide-2 Lactic Acid Sodium Hyaluronate Urea", Trait.ACID_ACTIVE),
        ("Aqua, Glycerin, Squalane, Essential Oils, Panthenol", Trait.ESSENTIAL_OIL),
        ("Aqua, Glycerin, Scent of natural origin, Panthenol", Trait.FRAGRANCE),
        ("Aqua, Quiet Complex (Water, Alcohol, Urea), Glycerin", Trait.DRYING_ALCOHOL),
        ("Aqua, Liposomes [Lecithin, Ascorbic Acid], Glycerin", Trait.VITAMIN_C),
        ("Aqua, Glycerin, <a>Retinol</a><span>A form of vitamin</span>, Betaine", Trait.RETINOID),
        ("Aqua, Glycerin, Reti - nol, Betaine", Trait.RETINOID),
        ("Aqua, Glycerin, Lim-\nonene, Betaine", Trait.FRAGRANCE),
        ("Aqua, Glycerin, Rеtinоl, Betaine", Trait.RETINOID),
        ("Each gram contains 30 mg of hydroquinone in a base of water and glycerin.", Trait.PEROXIDE_ETC),
        ("PEROXIDE FREE. Aqua, Glycerin, Sulfur", Trait.PEROXIDE_ETC),
        ("Aqua, Lavandulla Angustifola Flwr Oil (Linalool), Squalane", Trait.FRAGRANCE),
        ("Aqua, Glycerin, METHYLPARABEN FRAGRANCEIPARFUML PROPYLENE GLYCOL", Trait.FRAGRANCE),
    ],
)
def test_a_name_is_seen_however_it_is_written(text: str, trait: Trait) -> None:
    assert trait in read_label(text).evidence


@pytest.mark.parametrize(
    "behind",
    [
        "Avoid contact with eyes. For external use only. Keep out of reach of children. Store in a cool dry place.",
        "Evitar el contacto con los ojos. Uso externo. Mantener fuera del alcance de los niños. Hecho en España.",
        "Éviter le contact avec les yeux. Usage externe. Fabriqué en France.",
        "Kontakt mit den Augen vermeiden. Nur zur äußerlichen Anwendung.",
        "Evitare il contatto con gli occhi. Uso esterno.",
        "Best before 24 months. MRP Rs. 250 (incl. of all taxes). Net Qty: 30 g",
        "Free from parabens, silicones and mineral oil.",
        "Sin perfume, sin alcohol.",
        "Retinol-free. Without fragrance.",
        "*from organic farming",
    ],
)
def test_small_print_and_claims_of_absence_are_left_out_and_change_no_answer(behind: str) -> None:
    label = read_label(f"Ingredients: {HARMLESS}. {behind}")
    assert label.left_out
    assert not label.doubtful
    assert set(weigh(label, BOOK).rulings) == {Ruling.YES}


@pytest.mark.parametrize(
    "claim", ["Paraben-free", "no perfume", "0% alcohol", "ohne Parfum", "sans alcool", "sin parabenos"]
)
def test_a_claim_between_the_names_is_no_unknown_name(claim: str) -> None:
    label = read_label(f"Aqua, Glycerin, {claim}, Panthenol")
    assert (label.read, label.of) == (3, 3)
    assert left(f"Aqua, Glycerin, {claim}, Panthenol") == [claim]
    assert label.left_out[0].why is LeftOutAs.DENIAL


@pytest.mark.parametrize(
    "before",
    [
        "Now with retinol and glycolic acid for your skin.",
        "Our serum with vitamin C for your skin.",
        "Contains lavender oil, so it calms.",
    ],
)
def test_what_the_front_tells_and_the_list_lacks_cannot_be_told(before: str) -> None:
    label = read_label(f"{before}\nIngredients: {HARMLESS}")
    verdict = weigh(label, BOOK)
    assert [item.printed for item in label.doubtful] == [before]
    assert set(verdict.rulings) == {Ruling.CANNOT_TELL}
    assert "left-out-doubtful" in {reason.rule.id for reason in reasons_of(verdict)}


def test_what_the_front_tells_and_the_list_holds_is_no_doubt() -> None:
    assert not read_label(f"Our cream with retinol for your skin.\nIngredients: {HARMLESS}, Retinol").doubtful


def test_vitamin_c_on_the_front_is_met_by_any_form_and_pure_vitamin_c_only_by_itself() -> None:
    label = f"Ingredients: {HARMLESS}, Ascorbyl Glucoside"
    assert not read_label(f"With vitamin C for your skin.\n{label}").doubtful
    assert read_label(f"With 15% L-ascorbic acid for your skin.\n{label}").doubtful


def test_an_active_with_its_percentage_above_the_list_is_part_of_the_label() -> None:
    label = read_label(f"Retinol 1%\nIngredients: {HARMLESS}")
    assert [item.printed for item in label.evidence[Trait.RETINOID]] == ["Retinol"]


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("- Aqua\n- Glycerin\n- Retin-Plex X4\n- Panthenol", ["Retin-Plex X4"]),
        ("Aqua, Glow Mix (Glycerin, Zorbatrix 5, Betaine), Panthenol", ["Zorbatrix 5"]),
        ("Aqua, Moon Dew Complex (Water), Panthenol", ["Moon Dew Complex"]),
    ],
)
def test_an_unknown_name_stays_counted(text: str, unread: list[str]) -> None:
    assert [item.printed for item in read_label(text).unrecognised] == unread


@pytest.mark.parametrize(
    "water",
    [
        "Avene Thermal Spring Water (Avene Aqua)",
        "Eau thermale de source",
        "AQUA PURIFIED",
        "Aqua purificata",
        "Agua termal",
        "Woda termalna",
        "Electrolyzed Water",
        "Sterile saline",
        "Hypochlorous Acid",
    ],
)
def test_waters_are_known_by_what_they_are_called(water: str) -> None:
    assert set(weigh(read_label(f"{water}, Glycerin"), BOOK).rulings) == {Ruling.YES}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Aqua, Glycerin, 1,10-Decanediol", ["Aqua", "Glycerin", "1,10-Decanediol"]),
        ("Aqua, Retinol 1,000ppm, Glycerin", ["Aqua", "Retinol", "Glycerin"]),
        ("ZINC OXIDE 9.0%. OCTINOXATE, WATER", ["ZINC OXIDE", "OCTINOXATE", "WATER"]),
        ("CETEARETH-20. CARBOMER. GLYCERIN", ["CETEARETH-20", "CARBOMER", "GLYCERIN"]),
        ("2 METHYL 4 - ISOTHIAZOLIN 3 - ONE - GLYCERIN", ["2 METHYL 4 - ISOTHIAZOLIN 3 - ONE", "GLYCERIN"]),
        ("1. Aqua 2. Glycerin 3. Retinol", ["Aqua", "Glycerin", "Retinol"]),
        ("Aqua\tSolvent\t70%\nGlycerin\tHumectant\t5%", ["Aqua", "Glycerin"]),
        ("Ingredientes Aqua, Glycerin", ["Aqua", "Glycerin"]),
        ("INGREDIENTS/INGRÉDIENTS Aqua, Glycerin", ["Aqua", "Glycerin"]),
    ],
)
def test_numbers_stops_tables_and_bare_headings_part_names_rightly(text: str, names: list[str]) -> None:
    assert [item.printed for item in read_label(text).items] == names


@pytest.mark.parametrize(
    ("printed", "inci"),
    [
        ("Extrait de Graines de Triticum Spelta (Épeautre)", "Triticum Spelta Seed Extract"),
        ("Natriumbenzoat", "Sodium Benzoate"),
        ("Chlorek sodu", "Sodium Chloride"),
        ("Kwas salicylowy", "Salicylic Acid"),
        ("Peróxido de benzoilo", "Benzoyl Peroxide"),
        ("Ossido di zinco", "Zinc Oxide"),
        ("Álcool desnaturado", "Alcohol Denat."),
        ("Citroenzuur", "Citric Acid"),
    ],
)
def test_a_name_is_known_word_by_word_in_other_languages(printed: str, inci: str) -> None:
    assert [item.inci for item in read_label(f"Aqua, {printed}").items][1] == inci


@pytest.mark.parametrize(
    "text",
    [
        f"Ingredients: {HARMLESS}. For external use only.",
        f"Calm Cream\n\nFree from parabens.\nIngredients: {HARMLESS}*\n\n*from organic farming\nwww.example.com",
        "Drug Facts\nActive ingredient\nZinc Oxide 10%\nPurpose\nSunscreen\nInactive ingredients\nwater, glycerin",
        "Aqua (Water), Luminol Mix (Glycerin, Zorbatrix 5), Squalane; Betaine",
    ],
)
def test_no_letter_is_nowhere(text: str) -> None:
    assert letters_nowhere(read_label(text)).split() == []


def test_question_marks_for_a_name_are_a_name_that_nobody_read() -> None:
    label = read_label("Aqua, Glycerin, ???, Panthenol, Allantoin")
    assert [name.printed for name in label.unrecognised] == ["???"]
