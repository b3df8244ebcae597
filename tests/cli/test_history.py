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
    ("command", "arguments"),
    [("may", ("retinol",)), ("ask", ("retinol",)), ("check", ("--text", "Aqua, Glycerin, Retinol"))],
)
def test_what_reacted_is_no_yes_in_any_command(command: str, arguments: tuple[str, ...], run: Run, stung: str) -> None:
    code, out, _ = run(command, *arguments, "--day", "9")
    assert (code, REACTED in out) == (0, False)
    code, out, _ = run(command, *arguments, "--day", "9", "--history", stung)
    assert code == 1
    assert f"{REACTED} By its rules alone: Yes, on day 9" in one_line(out)
    code, out, _ = run(command, *arguments, "--day", "9", "--history", stung, "--json")
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


SAYS = "Your skin was uneasy after this on day 8, after your treatment on Friday 2 October 2026."
EARLIER = {"treated": "2026-10-02", "day": 8, "reacted": "retinol"}


@pytest.mark.parametrize(
    ("command", "arguments"),
    [("may", ("retinol",)), ("ask", ("retinol",)), ("check", ("--text", "Aqua, Glycerin, Retinol"))],
)
def test_what_reacted_after_an_earlier_treatment_is_said_with_its_date(
    command: str, arguments: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    history = written(tmp_path, EARLIER)
    day = ("--treated", "2026-11-20", "--day", "9")
    alone, without, _ = run(command, *arguments, *day)
    code, out, _ = run(command, *arguments, *day, "--history", history)
    assert (code, SAYS in one_line(out), SAYS in without) == (alone, True, False)
    _, out, _ = run(command, *arguments, *day, "--history", history, "--json")
    assert json.loads(out)["caution"].startswith(SAYS)
    _, out, _ = run(command, *arguments, "--history", history)
    assert SAYS in one_line(out)


def test_the_present_treatment_is_no_earlier_one(run: Run, tmp_path: Path) -> None:
    history = written(tmp_path, {**EARLIER, "treated": "2026-11-20"})
    code, out, _ = run("may", "retinol", "--treated", "2026-11-20", "--day", "9", "--history", history)
    assert (code, REACTED in out, "was uneasy after this" in out) == (1, True, False)


def test_a_product_that_a_check_in_names_is_remembered_by_its_name(run: Run, tmp_path: Path) -> None:
    checkin = {"treated": "2026-10-02", "day": 8, "new": ["new-stinging"], "used": ["Barrier Cream"]}
    arguments = ("check", "--text", "Aqua, Glycerin", "--day", "9", "--history", written(tmp_path, checkin))
    assert SAYS in one_line(run(*arguments, "--name", "barrier cream")[1])
    assert SAYS not in one_line(run(*arguments, "--name", "Other Cream")[1])


def test_a_routine_says_what_reacted_before(run: Run, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf.jsonl"
    shelf.write_text(json.dumps({"name": "Night Retinol", "label": "Aqua, Glycerin, Retinol"}), "utf-8")
    arguments = ("routine", str(shelf), "--days", "9-14", "--history", written(tmp_path, EARLIER))
    assert f"Retinol: {SAYS}" in one_line(run(*arguments)[1])
    values = json.loads(run(*arguments, "--json")[1])
    assert list(values["cautions"]) == ["retinol"]
    assert "rests" not in values


def lines_of(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_history_holds_for_a_whole_run_of_labels(run: Run, stung: str, tmp_path: Path) -> None:
    labels = tmp_path / "labels.jsonl"
    rows = [{"id": 1, "label": "Aqua, Glycerin, Retinol"}, {"id": 2, "label": "Aqua, Glycerin"}]
    labels.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    retinol, cream = lines_of(run("check", "--jsonl", str(labels), "--history", stung)[1])
    assert retinol["stops"] == dict.fromkeys(map(str, range(7, 15)), REACTED)
    assert "stops" not in cream
    plain = lines_of(run("check", "--jsonl", str(labels))[1])
    assert plain == [{key: value for key, value in retinol.items() if key != "stops"}, cream]


def test_a_line_of_a_batch_has_an_account_of_its_own(run: Run, stung: str, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    rows = [
        {"id": 1, "text": "retinol", "label": "Aqua, Retinol", "day": 9, "history": [EARLIER]},
        {"id": 2, "text": "retinol", "label": "Aqua, Retinol", "day": 9, "history": []},
        {"id": 3, "text": "retinol", "label": "Aqua, Retinol", "day": 9},
    ]
    batch.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    own, nothing, of_run = lines_of(run("ask", "--jsonl", str(batch), "--history", stung)[1])
    assert str(own["caution"]).startswith(SAYS)
    assert "stop" not in own
    assert {"stop", "caution"}.isdisjoint(nothing)
    assert of_run["stop"] == REACTED
    own, nothing, of_run = lines_of(run("check", "--jsonl", str(batch), "--history", stung)[1])
    assert str(own["caution"]).startswith(SAYS)
    assert {"stops", "caution"}.isdisjoint(nothing)
    assert of_run["stops"]


@pytest.mark.parametrize(
    ("account", "says"),
    [
        ({"day": 8}, '"history" is not a list'),
        ([7], '"history" 1: not an object'),
        ([{"day": 8, "reacted": "retinol"}, {"day": 8, "reacted": "retinal"}], '"history" 2: "retinal" is no active'),
        ([{"treated": "soon", "day": 8, "reacted": "retinol"}], '"history" 1: "soon" is not a valid date'),
        ([{"treated": 5, "day": 8, "reacted": "retinol"}], '"history" 1: "treated" is no date'),
    ],
)
@pytest.mark.parametrize("command", ["check", "ask"])
def test_an_account_that_cannot_be_read_is_an_error_of_its_line(
    command: str, account: object, says: str, run: Run, tmp_path: Path
) -> None:
    batch = tmp_path / "batch.jsonl"
    row = {"text": "retinol", "label": "Aqua, Retinol", "history": account}
    batch.write_text(json.dumps(row) + "\n" + json.dumps({**row, "history": None}), "utf-8")
    wrong, right = lines_of(run(command, "--jsonl", str(batch))[1])
    assert wrong["line"] == 1
    assert str(wrong["error"]).startswith(says)
    assert "error" not in right


def test_a_file_that_cannot_be_read_stops_a_run_before_its_first_line(run: Run, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text(json.dumps({"text": "retinol"}), "utf-8")
    history = written(tmp_path, {"day": 8, "reacted": "retinal"})
    code, out, err = run("ask", "--jsonl", str(batch), "--history", history)
    assert (code not in (0, 1), out, "happened.jsonl:1" in err) == (True, "", True)
