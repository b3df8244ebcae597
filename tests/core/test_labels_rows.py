"""A row of names known by heart is taken at once, and gives what the long way gives."""

import json
from pathlib import Path
from unittest.mock import patch

import pytest

from fortnight.labels.food import may_tell_of_food
from fortnight.labels.model import Label
from fortnight.labels.read import read_label
from fortnight.labels.rows import cut_at_commas, is_plainly_a_list, may_be_plain, plain_row

CASES = Path(__file__).parents[1] / "cases"
NAMES = (
    "Aqua, Glycerin, Cetearyl Alcohol, Squalane, Dimethicone, Citric Acid, Lidocaine, 1,2-Hexanediol, Panthenol, "
    "Tocopherol, Xanthan Gum, Carbomer, Sodium Hydroxide, Phenoxyethanol, Parfum, Linalool"
)
PROSE = "This cream is made for your skin and helps it to rest."
WAYS = [
    NAMES,
    f"{NAMES}.",
    f"{NAMES}. *Plant origin.",
    f"{NAMES}, Zyrmolin, Glycerin and Retinol.",
    f"{PROSE}\n\n{NAMES}\n\n{PROSE}",
    f"-Vitamin C: brightens.\n\n-{NAMES}",
    f"- Aqua\n- Glycerin\n{NAMES}",
    f"Ingredients {NAMES}",
    f"Composition, {NAMES}",
    f"Glycerin, Panthenol. What's inside? {NAMES}",
    f"{PROSE}\nAqua, Glycerin, Squalane, Panthenol, Urea. What's inside? {NAMES}",
    f"{NAMES}\nWithout parabens, perfume. {NAMES}",
    f"{NAMES}\n{PROSE} {NAMES}",
    f"Serum:\n{NAMES}\nCream:\n{NAMES}",
    f"{NAMES},\n{NAMES}",
    f"Retinol 1%\n{NAMES}",
    f"{NAMES} | humectant\n{NAMES}",
]


def both_ways(text: str, name: str = "") -> tuple[Label, Label]:
    """A label read with what is remembered and the short ways, and without these."""
    read_label(text, name=name)
    short = read_label(text, name=name)
    with (
        patch("fortnight.labels.read.may_be_plain", return_value=False),
        patch("fortnight.labels.parse.is_plainly_a_list", return_value=False),
    ):
        return short, read_label(text, name=name)


@pytest.mark.parametrize("text", WAYS)
def test_a_row_known_by_heart_is_read_as_the_long_way_reads_it(text: str) -> None:
    short, long = both_ways(text)
    assert short == long


def test_every_case_is_read_the_same_both_ways() -> None:
    rows = [json.loads(line) for line in (CASES / "labels.jsonl").read_text("utf-8").splitlines()]
    lines = [(f"{row['label']}\n\n{PROSE}", row["name"]) for row in rows]
    for text, name in [*((row["label"], row["name"]) for row in rows), *lines]:
        short, long = both_ways(text, name)
        assert short == long, text


def test_a_plain_list_takes_the_short_way() -> None:
    read_label(NAMES)
    assert may_be_plain(NAMES)
    assert plain_row(cut_at_commas(NAMES)) is not None
    assert is_plainly_a_list(NAMES)


@pytest.mark.parametrize(
    "block",
    [
        "Aqua, Glycerin",
        f"Ingredients: {NAMES}",
        f"Ingredients {NAMES}",
        f"Glycerin, what's inside? {NAMES}",
        f"- {NAMES}",
        f"Zyrmolin, {NAMES}",
        f"{NAMES} | solvent",
        f"Aqua, {'Zyrmolin, ' * 8}{NAMES}",
    ],
)
def test_what_may_be_more_than_a_list_is_asked_everything(block: str) -> None:
    read_label(NAMES)
    assert not is_plainly_a_list(block)


def test_letters_of_foods_are_seen_between_commas() -> None:
    assert may_tell_of_food(" wheat flour")
    assert may_tell_of_food("原材料")
    assert not may_tell_of_food(" Glycerin")
