"""Plain after-care as pharmacists, countries and packs print it opens on day 1; with one drug among it, it does not."""

import tomllib
from pathlib import Path

import pytest

from fortnight.guide import published_guide
from fortnight.labels.identify import identify
from fortnight.labels.marks import without_marks
from fortnight.labels.model import Trait
from fortnight.labels.read import read_label
from fortnight.labels.vocabulary import vocabulary
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.each import each

CASES = tomllib.loads((Path(__file__).resolve().parents[1] / "cases" / "pharmacy.toml").read_text("utf-8"))
BOOK = rulebook(published_guide(), Profile())
OPEN = {Ruling.YES, Ruling.CAREFUL}
Row = tuple[str, str]


def rows(table: str) -> list[Row]:
    """The products of a table, a line each: name | list."""
    parted = (line.partition(" | ") for line in table.splitlines() if line)
    return [(name, label.replace("\\n", "\n")) for name, _, label in parted]


BASES = {language: rows(table) for language, table in CASES["base"].items()}
PLAIN = [row for products in BASES.values() for row in products]
STRICT = [(language, name.strip()) for language, names in CASES["strict"].items() for name in names.split(";")]
OPENING = [row for part in ("drug_facts", "slips", "whole") for row in rows(CASES[part]["opens"])]
SHUT = [row for part in ("drug_facts", "harsh", "whole") for row in rows(CASES[part]["shut"])]


def opens(label: str, name: str) -> bool:
    return bool({*weigh(read_label(label, name=name), BOOK).rulings[:2]} & OPEN)


@each(("name", "label"), PLAIN)
def test_plain_care_opens_on_day_1_in_whatever_language_it_is_printed(name: str, label: str) -> None:
    assert weigh(read_label(label, name=name), BOOK).rulings[0] in OPEN


@pytest.mark.parametrize("around", CASES["pack"]["around"])
def test_what_else_is_printed_on_a_pack_closes_no_list(around: str) -> None:
    assert [label for name, label in PLAIN if not opens(around.replace("{list}", label), name)] == []


@each(("language", "strict"), STRICT)
def test_the_same_list_with_a_drug_or_a_restricted_name_stays_shut(language: str, strict: str) -> None:
    wrong: list[str] = []
    for name, label in BASES[language]:
        sign = "; " if label.count(";") > label.count(",") else ", "
        first, _, rest = label.partition(sign)
        mixed = (sign.join((label, strict)), sign.join(part for part in (first, strict, rest) if part))
        wrong.extend(text for text in mixed if opens(text, name))
    assert wrong == []


@each(
    ("name", "label"),
    [*rows(CASES["drug_facts"]["opens"]), *rows(CASES["slips"]["opens"]), *rows(CASES["whole"]["opens"])],
)
def test_a_declared_protectant_and_a_slip_in_a_harmless_name_open(name: str, label: str) -> None:
    assert opens(label, name)


@each(
    ("name", "label"),
    [*rows(CASES["drug_facts"]["shut"]), *rows(CASES["harsh"]["shut"]), *rows(CASES["whole"]["shut"])],
)
def test_a_declared_drug_a_foam_and_a_bar_of_soap_stay_shut(name: str, label: str) -> None:
    assert not opens(label, name)


@pytest.mark.parametrize(
    "mark",
    [
        "PAO 12M",
        "Lot 45821",
        "Made in Italy",
        "AUST L 123456",
        "NDC 12345-678-90",
        "Contenance 200 ml e",
        "MHD 12.2027",
    ],
)
def test_a_mark_of_the_pack_is_blanked_out_and_still_shown_as_left_out(mark: str) -> None:
    text = f"Aqua, Glycerin, Carbomer\n{mark}"
    assert without_marks(text).split("\n")[1].strip() == ""
    assert len(without_marks(text)) == len(text)
    shown = [text[part.start : part.end] for part in read_label(text).left_out]
    assert any(word in " ".join(shown) for word in mark.split())


def test_a_mark_that_tells_of_something_restricted_keeps_the_label_shut() -> None:
    assert not opens("Aqua, Glycerin, Carbomer\nMade in Italy with retinol", "Cream")
    assert not opens("Aqua, Glycerin, Carbomer. Distributed by Linden for use with tretinoin", "Cream")


def test_a_name_that_nobody_knows_does_not_hide_beside_a_maker() -> None:
    assert not opens("Aqua, Glycerin, Carbomer. Distributed by Linden Ltd, Xyzolum", "Cream")
    assert not opens("Aqua, Glycerin, Xyzolum. Distributed by Linden Ltd", "Cream")


def test_a_decimal_comma_is_no_place_to_cut() -> None:
    assert [item.read.inci for item in read_label("Weißes Vaselin 25,5 g, Gereinigtes Wasser 74,5 g").items] == [
        "Petrolatum",
        "Aqua",
    ]


def test_the_heading_of_a_list_is_read_for_the_drug_that_it_names() -> None:
    assert Trait.STEROID in read_label("Hydrocortisone 1% ointment: white soft paraffin, liquid paraffin").evidence


@pytest.mark.parametrize(
    ("printed", "inci"),
    [
        ("Adeps lanae", "Lanolin"),
        ("Vaselina filante", "Petrolatum"),
        ("Álcool cetoestearílico", "Cetearyl Alcohol"),
        ("Methyl hydroxybenzoate", "Methylparaben"),
        ("Macrogol 400", "PEG-8"),
        ("Parafina ciekła", "Paraffinum Liquidum"),
        ("Acidum salicylicum", "Salicylic Acid"),
        ("Oleum menthae", "Mentha Piperita Oil"),
    ],
)
def test_a_pharmacists_name_is_the_name_that_cosmetics_have(printed: str, inci: str) -> None:
    assert [name.inci for _, name in identify(printed)] == [inci]


def test_no_name_that_we_know_is_a_mark_of_the_pack() -> None:
    wrong = [
        name for name in vocabulary().known if without_marks(name) != name and "%" not in name and ", " not in name
    ]
    assert wrong == []
