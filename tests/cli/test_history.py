"""What happened since the treatment, told to the terminal: what reacted or rests is a yes in no command."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fortnight.cli.output_files import outline_of
from fortnight.course.model import DayOne

Run = Callable[..., tuple[int, str, str]]
REACTED = "Not for now: your skin reacted to it."
PAUSED = "Not for now: nothing new before your skin is calm."
STUNG = {"day": 8, "pain": 0, "new": ["new-stinging"], "used": ["retinol"]}


@pytest.fixture
def stung(tmp_path: Path) -> str:
    """Retinol stung on day 8."""
    return written(tmp_path, STUNG)


def written(folder: Path, *lines: object) -> str:
    file = folder / "happened.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)) + "\n\n", "utf-8")
    return str(file)


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("command", "asked"),
    [("may", ("retinol",)), ("ask", ("retinol",)), ("check", ("--text", "Aqua, Glycerin, Retinol"))],
)
def test_what_reacted_is_no_yes_in_any_command(command: str, asked: tuple[str, ...], run: Run, stung: str) -> None:
    code, out, _ = run(command, *asked, "--day", "9")
    assert (code, REACTED in out) == (0, False)
    code, out, _ = run(command, *asked, "--day", "9", "--history", stung)
    assert code == 1
    assert f"{REACTED} By its rules alone: Yes, on day 9" in one_line(out)
    code, out, _ = run(command, *asked, "--day", "9", "--history", stung, "--json")
    assert (code, json.loads(out)["stop"]) == (1, REACTED)


def test_nothing_new_begins_in_a_pause(run: Run, stung: str) -> None:
    code, out, _ = run("may", "scrub", "--day", "9", "--history", stung)
    assert (code, PAUSED in out) == (1, True)


def test_what_the_rules_refuse_stays_refused_in_their_words(run: Run, stung: str) -> None:
    code, out, _ = run("may", "tretinoin", "--day", "9", "--history", stung)
    assert code == 1
    assert "Not for now" not in out


def test_today_says_that_the_plan_is_paused_and_leaves_out_what_rests(run: Run, stung: str) -> None:
    day = ("--treated", "2026-11-20", "--on", "2026-11-28")
    _, out, _ = run("today", *day, "--history", stung)
    assert "Your skin was uneasy" in one_line(out)
    _, out, _ = run("today", *day, "--history", stung, "--json")
    assert json.loads(out)["paused"].startswith("Your skin was uneasy")
    assert not any("etinol" in says for says in json.loads(out)["evening"])
    _, out, _ = run("today", *day, "--json")
    assert json.loads(out)["paused"] is None
    assert any("etinol" in says for says in json.loads(out)["evening"])


def test_the_plan_moves_its_evenings(run: Run, stung: str) -> None:
    def evening_of_retinol(*more: str) -> list[int]:
        _, out, _ = run("plan", "--treated", "2026-11-20", "--json", *more)
        return [day["day"] for day in json.loads(out)["days"] if "retinol" in day["evening"]]

    assert evening_of_retinol() == [7, 9]
    assert 9 not in evening_of_retinol("--history", stung)


def test_a_routine_says_what_rests(run: Run, stung: str, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf.jsonl"
    shelf.write_text(json.dumps({"name": "Night Retinol", "label": "Aqua, Glycerin, Retinol"}), "utf-8")
    _, out, _ = run("routine", str(shelf), "--days", "9-14", "--history", stung)
    assert f"Retinol: {REACTED}" in one_line(out)
    _, out, _ = run("routine", str(shelf), "--days", "9-14", "--history", stung, "--json")
    assert json.loads(out)["rests"] == {"retinol": REACTED}


@pytest.mark.parametrize("command", ["calendar", "leaflet"])
def test_what_is_written_goes_by_it_too(command: str, run: Run, stung: str, tmp_path: Path) -> None:
    file = tmp_path / "written"
    assert run(command, "--treated", "2026-11-20", "-o", str(file), "--history", stung)[0] == 0
    assert file.stat().st_size

    def evenings(history: Path | None) -> frozenset[int]:
        options = ("2026-11-20", "UTC", DayOne.TREATMENT_DAY, None, history, None)
        return outline_of(*options, cautious=False).planned.turns["retinol"]

    assert evenings(None) == {7, 9}
    assert 9 not in evenings(Path(stung))


def test_a_spot_that_reacted_and_the_word_that_it_is_calm_count(run: Run, tmp_path: Path) -> None:
    lines = [{"day": 7, "tried": "rung-scrub"}, {"day": 8, "reacted": "scrub"}]
    _, out, _ = run("may", "scrub", "--day", "9", "--history", written(tmp_path, *lines))
    assert REACTED in out
    _, out, _ = run("may", "retinol", "--day", "12", "--history", written(tmp_path, *lines))
    assert PAUSED in out
    _, out, _ = run("may", "retinol", "--day", "12", "--history", written(tmp_path, *lines, {"day": 12, "calm": True}))
    assert "Not for now" not in out


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("oops", "happened.jsonl:1: not an object"),
        ('{"day": 8, "reacted": "retinal"}', "is no active"),
        ('{"reacted": "retinol"}', "no day"),
        ('{"day": 8, "redness": "huge"}', "redness"),
        ('{"day": 8, "reddness": "none"}', "unknown key"),
    ],
)
def test_a_line_that_is_none_is_told_with_its_number(line: str, says: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "happened.jsonl"
    file.write_text(line, "utf-8")
    code, _, err = run("may", "retinol", "--day", "9", "--history", str(file))
    assert code not in (0, 1)
    assert says in err
    assert "happened.jsonl:1" in err


def test_a_file_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    code, _, err = run("may", "retinol", "--day", "9", "--history", str(tmp_path / "none.jsonl"))
    assert (code != 0, "there is no file" in err) == (True, True)
