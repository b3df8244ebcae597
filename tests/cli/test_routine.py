"""A routine from the command line: the answer first, then the days, then why, and nothing lost for a bad line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
OWNED = [
    {"name": "Plain Gel Cleanser", "label": "Aqua, Glycerin, Panthenol"},
    {"name": "Calm serum", "kind": "hydrating_serum", "label": "Aqua, Glycerin, Sodium Hyaluronate"},
    {"name": "Barrier Cream", "kind": "moisturiser", "label": "Aqua, Glycerin, Ceramide NP"},
    {"name": "Sun Fluid SPF 50", "kind": "sunscreen", "label": "Zinc Oxide, Aqua, Glycerin"},
]


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A shelf that has everything for the first two days."""
    file = tmp_path / "shelf.jsonl"
    file.write_text("\n".join(map(json.dumps, OWNED)), "utf-8")
    return file


def test_who_has_everything_is_told_so_first(run: Run, shelf: Path) -> None:
    code, out, _ = run("routine", str(shelf), "--days", "1-2")
    assert code == 0
    assert out.startswith("You have all you need.")
    text = " ".join(out.split())
    assert "morning: 1 Plain Gel Cleanser, 2 Calm serum, 3 Barrier Cream, 4 Sun Fluid SPF 50" in text
    assert "evening: 1 Plain Gel Cleanser, 2 Calm serum, 3 Barrier Cream" in text


def test_one_step_says_everything_about_itself(run: Run, shelf: Path) -> None:
    _, out, _ = run("routine", str(shelf), "--days", "1-2", "--why", "ceramide-moisturiser")
    assert out.startswith("Moisturise: Barrier Cream")
    assert "It contains what this step needs: ceramides." in out
    assert "You can use it on days 1 to 14." in out


def test_a_gap_says_what_would_help(run: Run, shelf: Path) -> None:
    lines = [json.dumps(product | {"name": product["name"].replace(" SPF 50", "")}) for product in OWNED]
    shelf.write_text("\n".join(lines), "utf-8")
    _, out, _ = run("routine", str(shelf), "--days", "1")
    assert out.startswith("You have no product for 1 step yet.")
    assert "SPF 30 or higher, day 1: nothing" in out
    assert "Tell us the SPF of your sunscreen." in out


def test_a_bad_line_is_told_with_its_number_and_the_rest_goes_on(run: Run, shelf: Path) -> None:
    shelf.write_text("oops\n[1]\n" + shelf.read_text("utf-8"), "utf-8")
    code, out, err = run("routine", str(shelf), "--days", "1-2")
    assert code == 0
    assert "shelf.jsonl:1:" in err
    assert "shelf.jsonl:2:" in err
    assert out.startswith("You have all you need.")


def test_json_holds_the_uses_and_the_reasons(run: Run, shelf: Path) -> None:
    _, out, _ = run("routine", str(shelf), "--days", "1", "--json")
    routine = json.loads(out)
    assert [1, "morning", "daily-sunscreen", "own-4"] in routine["uses"]
    assert (routine["new"], routine["gaps"], routine["proven"]) == ([], [], True)
    assert "shows" in next(choice for choice in routine["choices"] if choice["step"] == "hydrating-serum")["fits"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--days", "0-3"), "is not a valid range of days from 1 to 14"),
        (("--why", "daily-sunscren"), 'Did you mean "daily-sunscreen"?'),
        (("--want", "glitter"), "no step of a routine"),
    ],
)
def test_what_is_written_wrong_is_said_with_the_fix(
    run: Run, shelf: Path, words: tuple[str, ...], message: str
) -> None:
    code, _, err = run("routine", str(shelf), *words)
    assert code == 3
    assert message in " ".join(err.split())


def test_a_shelf_that_is_not_there_is_said(run: Run, tmp_path: Path) -> None:
    code, _, err = run("routine", str(tmp_path / "none.jsonl"))
    assert (code, "there is no file" in err) == (3, True)
