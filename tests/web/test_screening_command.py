"""`fortnight catalogue screen`: the same letters as on the desk, for anybody and any version, on any screen."""

import csv
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from fortnight.cli import main, screening_table
from fortnight.verdicts.screening import STANDARD
from tests.web.catalogue_rows import shelf
from tests.web.guides import LATER, owner, version_with

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in this process, on the rows of the test."""
    shelf()
    monkeypatch.setattr("fortnight.web.project.serve.prepare", lambda: None)

    def runner(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["fortnight", "catalogue", "screen", *words])
        with pytest.raises(SystemExit) as left:
            main()
        printed = capsys.readouterr()
        return int(left.value.code or 0), printed.out, printed.err

    return runner


def line_of(out: str, name: str) -> str:
    return next(line for line in out.splitlines() if name in line)


def test_a_product_is_a_line_with_a_sign_a_day(run: Run) -> None:
    code, out, _ = run()
    assert code == 0
    assert line_of(out, "Night Oil").endswith("╱" * 6 + "•" * 8)
    assert line_of(out, "Named Serum").endswith("?" * 14)
    assert "open of 5:" in out
    assert "with care" in out.splitlines()[-1]


def test_open_closed_and_kind_leave_the_others_out(run: Run) -> None:
    assert "Night Oil" not in run("--day", "1", "--open")[1]
    assert "Plain Moisturiser" not in run("--day", "1", "--closed")[1]
    out = run("--kind", "cleanser")[1]
    assert "Soft Gel Cleanser" in out
    assert "Night Oil" not in out
    assert run("--kind", "scrub")[1].strip() == "No products match."


def test_several_people_stand_one_after_the_other(run: Run, tmp_path: Path) -> None:
    me = tmp_path / "me.toml"
    me.write_text('allergies = ["glycerin"]\n', "utf-8")
    _, out, _ = run("--profile", "deep", "--profile", str(me), "--json")
    rows = json.loads(out)
    assert {row["profile"] for row in rows} == {"deep", "me"}
    assert [row["name"] for row in rows[:2]] == ["Named Serum", "Night Oil"]


def test_changed_shows_what_a_version_answers_otherwise_and_why(run: Run) -> None:
    assert json.loads(run("--changed", "--json")[1]) == []
    version_with(owner(), LATER)
    (row,) = json.loads(run("--changed", "--json")[1])
    assert (row["name"], row["marks"], row["before"]) == ("Night Oil", "xxxxxxxxcccccc", "xxxxxxcccccccc")
    assert row["rules"] == ["retinoid-returns"]
    assert row["answers"]["8"] == "not_yet"
    assert "days 7, 8, xxxxxxcccccccc before: retinoid-returns" in run("--changed", "--guide", "1")[1]
    assert line_of(run("--guide", "published")[1], "Night Oil").endswith("╱" * 6 + "•" * 8)


def test_a_csv_file_holds_all_of_them(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "open.csv"
    code, out, _ = run("--csv", str(file), "--most", "1")
    assert (code, out.strip()) == (0, "open.csv: 5 lines.")
    head, *rows = list(csv.reader(file.read_text("utf-8").splitlines()))
    assert head[3:5] == ["profile", "day 1"]
    assert "".join(next(row for row in rows if row[1] == "Night Oil")[4:18]) == "xxxxxxcccccccc"


def test_many_are_cut_short_and_said(run: Run) -> None:
    out = run("--most", "2")[1]
    assert "and 3 more: --most, or all of them by --csv" in out


@pytest.mark.parametrize("width", [40, 64, 80, 120, 200])
def test_it_fits_any_screen_without_colour(run: Run, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setattr(screening_table, "console", lambda: Console(width=width, highlight=False, no_color=True))
    out = run("--day", "3", "--closed")[1]
    assert max(map(len, out.splitlines())) <= width
    assert "\x1b" not in out
    assert "╱" * 6 in line_of(out, "Linden")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--guide", "9"], "own, published, or the number"),
        (["--profile", "nobody.toml"], "nobody.toml"),
        (["--day", "15"], "14"),
        (["--kind", "brick"], "brick"),
    ],
)
def test_a_mistake_is_one_clear_line_and_code_three(run: Run, words: list[str], message: str) -> None:
    code, _, err = run(*words)
    assert code == 3
    assert message in err
    assert "Traceback" not in err


def test_the_help_names_every_standard_profile(run: Run) -> None:
    out = run("--help")[1]
    assert all(name in out for name in STANDARD)
