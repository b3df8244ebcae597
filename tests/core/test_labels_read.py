"""Reading the text of a label: which names stand in it, where, how they were recognised, and what was odd."""

import json
from pathlib import Path
from typing import Any

import pytest

from fortnight.labels.model import How, Label, ProblemKind
from fortnight.labels.read import read_label

LABELS = Path(__file__).resolve().parents[1] / "cases" / "labels.jsonl"
OURS: list[dict[str, Any]] = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
PLAIN = ["Aqua", "Glycerin", "Retinol"]

FORMATS = {
    "commas": "Aqua, Glycerin, Retinol",
    "no blanks": "Aqua,Glycerin,Retinol",
    "a full stop at the end": "Aqua, Glycerin, Retinol.",
    "semicolons": "Aqua; Glycerin; Retinol",
    "bullets": "Aqua • Glycerin • Retinol",
    "lines": "Aqua,\nGlycerin,\nRetinol",
    "windows lines": "Aqua,\r\nGlycerin,\r\nRetinol",
    "no commas": "Aqua Glycerin Retinol",
    "capitals": "AQUA, GLYCERIN, RETINOL",
    "a heading": "Ingredients: Aqua, Glycerin, Retinol",
    "a heading on its own line": "INGREDIENTS:\nAqua, Glycerin, Retinol",
    "a German heading": "Inhaltsstoffe: Aqua, Glycerin, Retinol",
    "a French heading": "Ingrédients : Aqua, Glycerin, Retinol",
    "a Spanish heading": "Ingredientes: Aqua, Glycerin, Retinol",
    "an Italian heading": "Ingredienti: Aqua, Glycerin, Retinol",
    "a Dutch heading": "Ingrediënten: Aqua, Glycerin, Retinol",
    "a Polish heading": "Składniki: Aqua, Glycerin, Retinol",
    "a Swedish heading": "Innehåll: Aqua, Glycerin, Retinol",
    "a Portuguese heading": "Composição: Aqua, Glycerin, Retinol",
    "prose before": "Our cream helps your skin and is made for you.\n\nAqua, Glycerin, Retinol",
    "prose after": "Aqua, Glycerin, Retinol\n\nPlease keep this away from the sun and out of reach.",
    "marketing bullets before": "-Vitamin C: brightens.\n-Lavender: soothes.\n\nAqua, Glycerin, Retinol",
    "free from, on its own line": "Free from parabens and fragrance.\n\nAqua, Glycerin, Retinol",
    "free from, behind": "Aqua, Glycerin, Retinol. Formulated without perfume, alcohol and parabens.",
    "entities": "Aqua,&nbsp;Glycerin&#44; Retinol",
    "tags": "<p>Aqua, Glycerin,</p><p>Retinol</p>",
    "stars": "Aqua, Glycerin*, Retinol**",
    "a footnote": "Aqua, Glycerin*, Retinol. *from organic farming",
    "percentages": "Aqua, Glycerin (5%), Retinol 0.3%",
    "numbered": "1. Aqua, 2. Glycerin, 3. Retinol",
    "a soft hyphen": "Aqua, Gly\u00adcerin, Retinol",
    "a blank that does not break": "Aqua,\u00a0Glycerin,\u00a0Retinol",
    "half brackets": "(Aqua, Glycerin, Retinol)",
    "and": "Aqua, Glycerin and Retinol",
    "and, before another": "Aqua, Glycerin, and Retinol",
}


def slices_hold(label: Label) -> bool:
    return all(label.text[item.start : item.end] == item.printed for item in label.items)


def printed(text: str) -> list[str]:
    return [item.printed for item in read_label(text).items]


@pytest.mark.parametrize("form", FORMATS)
def test_three_names_are_found_in_every_form(form: str) -> None:
    label = read_label(FORMATS[form])
    assert [item.inci for item in label.items] == PLAIN
    assert slices_hold(label)
    assert label.readable
    assert (label.read, label.of) == (3, 3)


@pytest.mark.parametrize("row", OURS, ids=lambda row: row["id"])
def test_our_own_labels_show_what_was_coded_by_hand(row: dict[str, Any]) -> None:
    label = read_label(row["label"], name=row["name"], category=row["category"])
    assert slices_hold(label)
    assert (label.readable, label.spf) == (row["readable"], row["spf"])
    if label.readable:
        shown = {str(trait): {item.printed.rstrip(".") for item in items} for trait, items in label.traits.items()}
        assert shown == {trait: {name.rstrip(".") for name in names} for trait, names in row["traits"].items()}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Aqua, 1,2-Hexanediol, Glycerin", ["Aqua", "1,2-Hexanediol", "Glycerin"]),
        ("Aqua, Parfum (Fragrance, natural), Glycerin", ["Aqua", "Parfum (Fragrance, natural)", "Glycerin"]),
        ("Aqua, 2-Bromo-2-Nitropropane-1,3-Diol", ["Aqua", "2-Bromo-2-Nitropropane-1,3-Diol"]),
        ("Aqua, PEG-8, 1,3-Butanediol, PPG-3", ["Aqua", "PEG-8", "1,3-Butanediol", "PPG-3"]),
        ("CI 77491, CI 77492", ["CI 77491", "CI 77492"]),
        ("Aqua/Water/Eau, Glycerin", ["Aqua/Water/Eau", "Glycerin"]),
        ("Aqua, Caprylic/Capric Triglyceride", ["Aqua", "Caprylic/Capric Triglyceride"]),
        ("Aqua, Mica. May contain [+/-]: CI 77491", ["Aqua", "Mica", "CI 77491"]),
        ("Aqua, Polysorbate 20, 1,2-Hexanediol", ["Aqua", "Polysorbate 20", "1,2-Hexanediol"]),
    ],
)
def test_a_comma_or_a_slash_inside_a_name_parts_nothing(text: str, names: list[str]) -> None:
    assert printed(text) == names


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Glycerin", How.VOCABULARY),
        ("Vitamin E", How.SYNONYM),
        ("Glicerina", How.SYNONYM),
        ("PEG-77 Dimethicone", How.NAMING_SYSTEM),
        ("Phen0xyethanol", How.NEAR_MISS),
        ("Glowquell", How.UNKNOWN),
    ],
)
def test_it_is_told_how_a_name_was_recognised(text: str, how: How) -> None:
    (item,) = read_label(f"Aqua, {text}").items[1:]
    assert item.how is how
    assert item.recognised == (how is not How.UNKNOWN)


@pytest.mark.parametrize(
    "nonsense",
    ["Luminol Complex 4", "Glow Extract", "Sodium Glowate", "Youth Code", "Hydra-Boost 24", "Zyrm", "Skin Elixir 9"],
)
def test_nonsense_is_not_recognised(nonsense: str) -> None:
    label = read_label(f"Aqua, Glycerin, {nonsense}, Panthenol")
    assert [item.printed for item in label.unrecognised] == [nonsense]
    assert (label.read, label.of) == (3, 4)


def test_a_strange_name_is_a_problem_at_its_place() -> None:
    label = read_label("Aqua, Glowquell, Glycerin")
    (problem,) = label.problems
    assert problem.kind is ProblemKind.UNKNOWN_NAME
    assert label.text[problem.start : problem.end] == "Glowquell"


def test_prose_is_a_problem_at_its_place() -> None:
    prose = "Please note that this list may change with time."
    label = read_label(f"Aqua, Glycerin\n\n{prose}")
    assert [(problem.kind, label.text[problem.start : problem.end]) for problem in label.problems] == [
        (ProblemKind.PROSE, prose)
    ]


def test_prose_between_commas_is_left_out_the_second_time_too() -> None:
    text = "Aqua, do keep this product away from the sun if you have the time, Glycerin"
    assert printed(text) == ["Aqua", "Glycerin"]
    assert printed(text) == ["Aqua", "Glycerin"]


def test_several_products_in_one_text_each_have_their_first_five() -> None:
    first = "Aqua, Glycerin, Squalane, Cetearyl Alcohol, Dimethicone, Panthenol"
    text = f"Day Cream:\n{first}\n\nNight Cream:\nAqua, Glowquell, Glycerin, Squalane, Panthenol"
    label = read_label(text)
    assert ProblemKind.SEVERAL_PRODUCTS in {problem.kind for problem in label.problems}
    assert label.unread_early
    assert not read_label(f"{first}, Glowquell").unread_early


@pytest.mark.parametrize("place", range(8))
def test_one_of_the_first_five_names_is_told_apart_from_a_later_one(place: int) -> None:
    names = ["Aqua", "Glycerin", "Squalane", "Panthenol", "Allantoin", "Betaine", "Dimethicone"]
    assert read_label(", ".join([*names[:place], "Glowquell", *names[place:]])).unread_early == (place < 5)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", ""),
        ("   \n ", ""),
        ("Our best loved cream, made with care for skin that wants calm.", ""),
        ("Collagen, Vitamin C, Biotin, Rice Flour", "Beauty Capsules"),
        ("Active: Zinc Oxide 12%", ""),
        ("Glowquell, Zyrm, Luminol Complex 4, Aqua", ""),
        ("Aqua, Glycerin, " * 2000, ""),
    ],
)
def test_what_is_no_list_of_ingredients_is_not_readable(text: str, name: str) -> None:
    label = read_label(text, name=name)
    assert not label.readable
    assert label.problems


@pytest.mark.parametrize(
    "text",
    [
        "(((((",
        ")))",
        "[+/-]",
        ",,,,",
        "1,2,3,4",
        "%",
        "&#999999999;",
        "<b",
        "\x00",
        "Aqua, (Glycerin",
        "Aqua), Glycerin",
    ],
)
def test_no_scrap_raises_and_every_span_is_true(text: str) -> None:
    assert slices_hold(read_label(text))


@pytest.mark.parametrize(
    "text",
    ["a" * 5000, "Aqua " * 500, "(" * 3000 + "Aqua", "Ingredients:" * 50, "\ud800", "水, 甘油", "Ⅷ²³, ﬁﬂ"],
)
def test_no_strange_text_raises_and_every_span_is_true(text: str) -> None:
    assert slices_hold(read_label(text))


@pytest.mark.parametrize(
    ("name", "text", "spf"),
    [
        ("Day Cream SPF 30", "Aqua", 30),
        ("Sonnenmilch LSF 50", "Aqua", 50),
        ("Sun Oil 15 SPF", "Aqua", 15),
        ("Cream", "Aqua, Glycerin. SPF 20", 20),
        ("SPF 50 Fluid", "SPF 15", 50),
        ("Cream", "Aqua", None),
        ("Crème Solaire FPS 30", "Aqua", 30),
    ],
)
def test_the_spf_is_read_from_the_name_first(name: str, text: str, spf: int | None) -> None:
    assert read_label(text, name=name).spf == spf
