"""No name hides: in angle brackets, behind a claim, in a number, between slashes, in front of prose, in a bracket."""

from itertools import pairwise

import pytest

from fortnight.guide import published_guide
from fortnight.labels.model import Label
from fortnight.labels.read import read_label
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook

BOOK = rulebook(published_guide(), Profile())
OPEN = {Ruling.YES, Ruling.CAREFUL}


def incis(text: str) -> list[str | None]:
    return [item.inci for item in read_label(text).items]


def first_day(text: str, name: str = "") -> Ruling:
    return weigh(read_label(text, name=name), BOOK).rulings[0]


def spans_of(label: Label) -> list[tuple[int, int]]:
    return sorted(
        [(item.start, item.end) for item in label.items] + [(part.start, part.end) for part in label.left_out]
    )


@pytest.mark.parametrize(
    ("text", "inci"),
    [
        ("Water, Squalane, <Retinol>, Betaine", "Retinol"),
        ("Water <active Lidocaine 4%> Betaine", "Lidocaine"),
        ("Water, Betaine <p Menthol, Tretinoin> Squalane", "Tretinoin"),
        ("Water <b Hydroquinone>Betaine</b>", "Hydroquinone"),
        ("Water</Retinol>, Betaine", "Retinol"),
        ("Water, Betaine & Retinol, <Xanthan Gum>, Squalane", "Xanthan Gum"),
    ],
)
def test_a_name_in_angle_brackets_or_behind_an_ampersand_is_read(text: str, inci: str) -> None:
    assert inci in incis(text)


@pytest.mark.parametrize(
    "text",
    [
        '<p class="x">Water</p><br/>Betaine<br />Retinol',
        "<span data-a='1' hidden>Water</span>, Betaine&nbsp;, <a href=https://example.com/a?b=1>Retinol</a>",
        "<!-- list -->Water, <o:p>Betaine</o:p>, &nbspRetinol",
    ],
)
def test_the_tags_of_pages_are_no_words_of_the_label(text: str) -> None:
    assert incis(text) == ["Aqua", "Betaine", "Retinol"]


@pytest.mark.parametrize(
    "text", ["Water, Betaine<sup Retinol>1</sup>", "Water, Betaine &ethanol, Squalane", "Water, <Qwertium>, Betaine"]
)
def test_what_is_no_tag_and_no_entity_keeps_its_words(text: str) -> None:
    assert first_day(text) not in OPEN


def test_a_broken_entity_is_shown() -> None:
    label = read_label("Water, &ampx, Betaine")
    assert any("ampx" in label.text[start:end] for start, end in spans_of(label))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Calming Complex (Water. Betaine. Retinol)", ["Water", "Betaine", "Retinol"]),
        ("Skin Complex (Panthenol • Betaine • Lidocaine), Parfum", ["Panthenol", "Betaine", "Lidocaine", "Parfum"]),
        ("(Astaxanthin) Tretinoin, Water", ["Astaxanthin", "Tretinoin", "Water"]),
    ],
)
def test_a_name_beside_or_in_a_bracket_stands_where_it_is_printed(text: str, printed: list[str]) -> None:
    label = read_label(text)
    assert [item.printed for item in label.items] == printed
    assert [text[item.start : item.end] for item in label.items] == printed
    spans = spans_of(label)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@pytest.mark.parametrize(
    "sign",
    [
        " • ",
        "; ",
        " | ",
        "|",
        " et ",
        " y ",
        ": ",
        " / ",
        "/",
        " ",
        " & ",
        " + ",
        "、",
        ". ",
        "\n",
        " - ",
        ", ",
    ],
)
@pytest.mark.parametrize("name", ["Toluene-2,5-Diamine", "2-Bromo-2-Nitropropane-1,3-Diol"])
def test_a_number_with_a_comma_is_one_name_whatever_parts_the_list(sign: str, name: str) -> None:
    for printed in (["Water", "Betaine", name, "Panthenol"], [name, "Water", "Panthenol"], ["Water", "Betaine", name]):
        assert name in [item.printed for item in read_label(sign.join(printed)).items]


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Parfum + Hydroquinone/Retinol/Lactic Acid/Menthol/Squalane", "Hydroquinone"),
        ("Water / Qwertium / Betaine / Tretinoin", "Tretinoin"),
        ("Lidocaine/Qwertium/Squalane/Betaine", "Lidocaine"),
    ],
)
def test_names_parted_by_slashes_are_names_of_their_own(text: str, lost: str) -> None:
    assert lost in incis(text)


@pytest.mark.parametrize(
    "text",
    [
        "Water / Qwertium / Betaine / Panthenol",
        "Water/Qwertium/Betaine/Panthenol",
        "Squalane Qwertium / Xanthan Gum / Bornitrid Xanthan Gum",
    ],
)
def test_a_strange_name_between_slashes_stays_strange(text: str) -> None:
    assert None in incis(text)


def test_one_name_in_three_languages_is_one_name() -> None:
    text = "Aqua/Water/Eau, Butyrospermum Parkii Butter/Shea Butter/Beurre de Karité"
    assert [item.printed for item in read_label(text).items] == text.split(", ")


def test_a_known_number_may_have_a_blank_behind_its_comma() -> None:
    assert incis("Water, Toluene-2, 5-Diamine, Panthenol") == ["Aqua", "Toluene-2,5-Diamine", "Panthenol"]


@pytest.mark.parametrize(
    "text",
    [
        "No parabens Lidocaine Water, Betaine, Panthenol",
        "sin perfume Tretinoin, Water, Betaine",
        "Free from nasties Retinol Water, Betaine, Panthenol",
        "No parabens Parfum, Water, Betaine",
        "Water, Betaine, 0% alcohol Hydroquinone",
        "ohne Parfum Menthol, Water, Betaine",
        "Water, Betaine. Does not contain less than 1% Retinol",
        "Water, Betaine. Nicht ohne Retinol. Contains no more than 2% Retinol",
        "Water, Betaine, non Retinol",
    ],
)
def test_a_claim_denies_one_thing_and_not_what_stands_behind_it_without_a_comma(text: str) -> None:
    assert first_day(text) not in OPEN


@pytest.mark.parametrize(
    "claim",
    [
        "No added synthetic fragrance",
        "Without parabens, sulfates and retinol",
        "Without alcohol fragrance parabens",
        "Contains no steroids or hydroquinone",
        "sans parfum ajouté, sans alcool",
        "Sin alcohol ni perfume",
        "ohne Zusatz von Parfum",
        "Non contiene retinolo",
        "Formulated without glycolic acid, retinol, fragrance or essential oils",
        "No drying alcohol",
    ],
)
def test_what_a_claim_says_is_absent_stays_absent(claim: str) -> None:
    assert incis(f"Water, Betaine. {claim}.") == ["Aqua", "Betaine"]
    assert first_day(f"{claim}. Water, Betaine") is Ruling.YES


PROSE = [
    "It also holds a scent that is made for your skin.",
    "This cream is made for your skin",
    "Apply twice a day to the skin and avoid your eyes",
]


@pytest.mark.parametrize("prose", PROSE)
@pytest.mark.parametrize(
    "text",
    [
        "Water, Tretinoin",
        "Water; Tretinoin",
        "Water • Tretinoin",
        "Water Tretinoin",
        "Tretinoin. Squalane",
        "WATER, TRETINOIN",
        "Active ingredients: Hydroquinone",
        "Active ingredients: Water, Hydroquinone",
        "Water & Qwertium & Tretinoin & Parfum",
        "INGREDIENTS\nWater et Tretinoin et Parfum",
        "Squalane, Toluene-2,5-Diamine",
        "Hydroquinone y Heparin",
    ],
)
def test_a_refusal_stands_when_prose_follows_without_a_full_stop(text: str, prose: str) -> None:
    assert weigh(read_label(f"{text} {prose}"), BOOK).rulings == weigh(read_label(text), BOOK).rulings


@pytest.mark.parametrize("prose", PROSE)
@pytest.mark.parametrize(
    "text", ["Tretinoin", "Hydroquinone 4%", "Water. Lidocaine", "Disodium EDTA. Tretinoin. Squalane"]
)
def test_a_refusal_stands_when_a_sentence_follows(text: str, prose: str) -> None:
    assert weigh(read_label(f"{text}. {prose}"), BOOK).rulings == weigh(read_label(text), BOOK).rulings


@pytest.mark.parametrize(
    "text",
    [
        "Disodium EDTA, Salicylic Acid",
        "Water, Xanthan Gum, Glycolic Acid, Betaine",
        "Phenoxyethanol, Panthenol, Salicylic Acid",
    ],
)
def test_a_marker_at_the_very_beginning_makes_no_trace_of_the_acid_behind_it(text: str) -> None:
    assert first_day(text) not in OPEN


@pytest.mark.parametrize(
    "text",
    [
        "Water, Glycerin, Betaine, Squalane, Xanthan Gum, Lactic Acid",
        "Water, Glycerin, Sodium Benzoate, Lactic Acid",
        "Water, Sodium Benzoate, Citric Acid",
    ],
)
def test_a_little_acid_behind_the_line_still_sets_the_ph(text: str) -> None:
    assert first_day(text) is Ruling.YES


@pytest.mark.parametrize(
    "name", ["Ethyl 2-Octenoate", "Avobenzone", "Avocado Oil", "Rue Oil", "Ceramide AG", "Avena Sativa Kernel Extract"]
)
def test_a_name_is_no_lot_number_and_no_address(name: str) -> None:
    for text in (f"Water,1,10-Decanediol,{name}", f"Water, 1,2-Hexanediol. {name}, Betaine", f"Water\n{name}\nBetaine"):
        assert name in [item.printed for item in read_label(text).items]
    assert [item.printed for item in read_label(f"Water, {name} 5%, Betaine").items][1] == name


def test_an_address_is_still_no_name() -> None:
    text = "Water, Betaine 5%. Rue des Lilas 4, Av. Central 12, Via Roma 3, C/Mayor 1, Lot 4821, L45A2, EXP 12/2027"
    assert [item.printed for item in read_label(text).items] == ["Water", "Betaine"]


def test_a_refusal_stands_above_a_line_of_prose() -> None:
    text = "Squalane and Benzoyl Peroxide and Xanthan Gum\nThis cream renews a tired face, as you have wished for"
    assert incis(text) == ["Squalane", "Benzoyl Peroxide", "Xanthan Gum"]


def test_half_a_number_is_not_remembered_as_a_whole_name() -> None:
    text = "Xanthan Gum/Toluene-2,5-Diamine/Squalane/Panthenol"
    read_label("Xanthan Gum/Toluene-2, Squalane")
    first = read_label(text)
    assert read_label(text) == first
    assert "Toluene-2,5-Diamine" in incis(text)


def test_two_names_with_a_lost_comma_are_no_translation_of_one() -> None:
    assert incis("Water, Sodium Hyaluronate Citrus Limon Fruit Extract")[2] == "Citrus Limon Fruit Extract"


@pytest.mark.parametrize("head", ["INGREDIENTS\n", "INGREDIENTS: ", "Ingredients:\n", "Inhaltsstoffe: "])
@pytest.mark.parametrize(
    "rest", [".Panthenol", ", Panthenol, Aqua", ", Aqua, Panthenol. Keep out of reach of children."]
)
def test_an_unknown_name_behind_a_heading_is_never_told_away(head: str, rest: str) -> None:
    label = read_label(f"{head}Blorptine Vexanol{rest}")
    assert "Blorptine Vexanol" in [name.printed for _, name in label.found if name.inci is None]


@pytest.mark.parametrize(
    "inside",
    [
        "2% salicylic acid", "10 % lactic acid", "2% hydroquinone", "contains 5% glycolic acid",
        "contiene ácido salicílico", "con 5% de ácido glicólico", "mit Salicylsäure", "avec acide salicylique",
        "min. 5% AHA", "5% fruit acids", "Fruchtsäuren", "acidi della frutta", "with 0.1% tretinoin",
    ],
)  # fmt: skip
@pytest.mark.parametrize("text", ["Aqua, Glycerin, Panthenol ({})", "Aqua, Niacinamide [{}], Squalane"])
def test_what_a_bracket_declares_behind_a_known_name_is_read(text: str, inside: str) -> None:
    label = read_label(text.format(inside))
    assert weigh(label, BOOK).rulings[0] not in OPEN
    assert label.items[-1 if text.endswith("({})") else -2].printed in inside


@pytest.mark.parametrize("inside", ["99.7% pure", "5% by weight", "vegetable, 5%", "palm-free 100% natural"])
def test_how_much_of_a_name_a_bracket_tells_is_no_name(inside: str) -> None:
    label = read_label(f"Aqua, Glycerin ({inside}), Squalane")
    assert weigh(label, BOOK).rulings[0] in OPEN
    assert [item.inci for item in label.items] == ["Aqua", "Glycerin", "Squalane"]
