"""What reaches the terminal: in any encoding, at any width, and when whoever reads has left."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.text import Text

import fortnight
from fortnight.cli import main
from fortnight.cli.display import strip, under_days
from fortnight.verdicts.model import Ruling

Run = Callable[..., tuple[int, str, str]]
Written = Callable[..., tuple[int, bytes]]
LABEL = "Aqua, Glycerin, Squalane, Retinol, Crème de l’Eau"
COMMANDS = {
    "plan": ("plan", "--treated", "2026-11-20"),
    "today": ("today", "--treated", "2026-11-20", "--on", "2026-11-24"),
    "check": ("check", "--text", LABEL, "--day", "3"),
    "rules": ("rules",),
}


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Written:
    """Run a command line whose standard output has an encoding: the exit code, and the bytes that come out."""

    def runner(encoding: str, *words: str) -> tuple[int, bytes]:
        out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "argv", ["fortnight", *words])
        with pytest.raises(SystemExit) as left:
            main()
        out.flush()
        monkeypatch.undo()
        return int(left.value.code or 0), out.buffer.getvalue()

    return runner


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_what_an_encoding_lacks_is_written_with_plainer_signs(written: Written, name: str, encoding: str) -> None:
    code, out = written(encoding, *COMMANDS[name])
    assert code == (1 if name == "check" else 0)
    assert out.decode(encoding)


def test_the_deciding_name_is_marked_in_ascii_too(written: Written) -> None:
    _, out = written("ascii", *COMMANDS["check"])
    assert b">Retinol<" in out
    assert b"///" in out


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_json_keeps_every_character_in_every_encoding(written: Written, encoding: str) -> None:
    _, out = written(encoding, *COMMANDS["check"], "--json")
    assert "Crème de l’Eau" in json.loads(out.decode(encoding))["unrecognised"][0]


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_bytes_of_the_command_line_that_are_no_text_do_not_stop_an_answer(
    written: Written, more: tuple[str, ...]
) -> None:
    label = b"Aqua, Retinol, Cr\xe8me".decode("utf-8", "surrogateescape")
    assert written("utf-8", "check", "--day", "3", "--text", label, *more)[0] == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (COMMANDS["check"], 1),
        ((*COMMANDS["check"], "--json"), 1),
        (("rules",), 0),
        (("check", "--jsonl", "tests/cases/labels.jsonl"), 0),
    ],
)
def test_a_reader_who_leaves_changes_no_exit_code_and_causes_no_complaint(words: tuple[str, ...], code: int) -> None:
    source = str(Path(fortnight.__file__).parents[1])
    process = subprocess.Popen(
        [sys.executable, "-m", "fortnight.cli", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": source},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    complaint = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), complaint) == (code, b"")


@pytest.mark.parametrize(("width", "rows"), [(80, 2), (70, 2), (69, 4), (40, 4), (35, 4), (3, 28)])
def test_the_strip_folds_where_the_screen_is_narrow(width: int, rows: int) -> None:
    lines = under_days(Text("abcd " * 14), 3, width).plain.splitlines()
    assert len(lines) == rows
    assert " ".join(" ".join(lines[::2]).split()) == "1 2 [3] 4 5 6 7 8 9 10 11 12 13 14"
    assert " ".join(lines[1::2]).split() == ["abcd"] * 14
    assert max(map(len, lines)) <= max(width, 5)


def test_the_strip_says_what_its_cells_mean() -> None:
    legend = strip([Ruling.NOT_YET] * 6 + [Ruling.YES] * 8).plain.splitlines()[-1]
    assert "use it" in legend
    assert "do not use" in legend
    assert "cannot tell" not in legend


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_lines_do_not_end_in_blanks_and_stay_within_eighty(run: Run, name: str) -> None:
    _, out, _ = run(*COMMANDS[name])
    lines = out.splitlines()
    assert max(map(len, lines)) <= 80
    if name != "rules":
        assert [line for line in lines if line != line.rstrip()] == []


def test_a_rule_stands_once_on_the_screen_with_all_that_it_says(run: Run, tmp_path: Path) -> None:
    profile = tmp_path / "me.toml"
    profile.write_text("needle_mm = 2.0\n", "utf-8")
    words = ("check", "--text", "Aqua, Glycerin, Retinol", "--kind", "retinol_product", "--day", "3", "--cautious")
    _, out, _ = run(*words, "--profile", str(profile))
    assert out.count("Rule deep-needles") == 1
    assert "Retinol: do not use, days 1 to 13; this type of product: do not use, days 1 to 13." in " ".join(out.split())


def test_a_label_that_ends_in_a_line_end_leaves_one_empty_line_after_it(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "oil.txt"
    file.write_text("Squalane, Retinol\n\n", "utf-8")
    _, out, _ = run("check", str(file), "--kind", "face_oil", "--day", "3")
    assert "\nSqualane, »Retinol«\n\nA similar product" in out
