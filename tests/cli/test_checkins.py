"""`fortnight expected` and `fortnight checkin`: what is usual on a day, and what a check-in comes to."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

CALM = {"pain": 0, "redness": "none", "swelling": "none", "heat": "none", "itch": "none", "flaking": "a_little"}
CLARA = {"needle_mm": 1.5, "skin_tone": "V"}


def stored(folder: Path, *rows: object) -> str:
    file = folder / "checkins.json"
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return str(file)


def test_the_day_is_told_in_a_sentence_for_its_depth_and_tone(run: Run) -> None:
    code, out, _ = run("expected", "--day", "3", "--depth", "1.5")
    assert code == 0
    assert out.startswith("Tight, a little rough, still pink: usual on day 3.\nUsual: Redness, ")
    assert "pink" not in run("expected", "--day", "3", "--depth", "1.5", "--tone", "v")[1]
    assert run("expected", "--day", "3", "--depth", "1.5", "--language", "es")[1].startswith("Tirante, un poco áspera")


def test_what_is_usual_as_json_has_its_sources_and_the_kind_of_evidence(run: Run) -> None:
    usual = json.loads(run("expected", "--day", "9", "--area", "eyes", "--json")[1])
    assert (usual["rule"], usual["depth"], usual["evidence"]) == (
        "days-9-to-11",
        "unknown",
        ["review", "our_judgement"],
    )
    assert [note["rule"] for note in usual["notes"]] == ["usual-around-the-eyes"]
    assert {"usual-feels-redness", "usual-feels-dry-eyes"} <= {entry["rule"] for entry in usual["not_usual"]}


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--day", "0"), "greater than or equal to 1"),
        (("--day", "3", "--tone", "VII"), '"VII" is unknown'),
        (("--day", "3", "--depth", "-1"), "-1.0 mm is not a needle length"),
        (("--day", "3", "--area", "nose"), '"nose" is unknown'),
    ],
)
def test_what_is_no_day_depth_tone_or_area_is_refused(run: Run, words: tuple[str, ...], what: str) -> None:
    code, _, err = run("expected", *words)
    assert code == 3
    assert what in err


@pytest.mark.parametrize(
    ("answers", "code", "level"),
    [
        ({}, 0, "as_expected"),
        ({"itch": "clear"}, 0, "keep_an_eye"),
        ({"new": ["new-stinging"]}, 1, "pause"),
        ({"heat": "a_little", "day": 5}, 1, "tell_advisor"),
        ({"compared": "spreading"}, 4, "doctor_today"),
        ({"words": "no puedo respirar"}, 4, "now"),
    ],
)
def test_a_check_in_has_a_level_and_its_exit_code(
    run: Run, tmp_path: Path, answers: dict[str, object], code: int, level: str
) -> None:
    left, out, _ = run("checkin", stored(tmp_path, {"day": 4, **CALM, "person": CLARA, **answers}), "--json")
    assert (left, json.loads(out)["level"]) == (code, level)


def test_earlier_check_ins_and_the_clinics_count_are_taken(run: Run, tmp_path: Path) -> None:
    row = {"day": 4, **CALM, "pain": 2, "person": {"needle_mm": 1.5}}
    grown = {**row, "earlier": [{"day": 3, "pain": 0}]}
    counted = {"day": 4, **CALM, "redness": "a_little", "person": {"needle_mm": 1.5}, "day_one": "next_day"}
    levels = [
        json.loads(run("checkin", stored(tmp_path, checkin), "--json")[1])["level"] for checkin in (row, grown, counted)
    ]
    assert levels == ["keep_an_eye", "doctor_today", "keep_an_eye"]


def test_a_check_in_is_told_in_words(run: Run, tmp_path: Path) -> None:
    file = stored(tmp_path, {"day": 4, **CALM, "new": ["new-pus"]})
    assert run("checkin", file)[1].startswith("See a doctor today.\n")
    assert run("checkin", file, "--language", "es")[1].startswith("Ve al médico hoy.\n")


def test_many_check_ins_keep_their_order_and_a_bad_line_costs_only_itself(run: Run, tmp_path: Path) -> None:
    bad: tuple[object, ...] = (
        {"day": 3, "pane": 2},
        {"day": 0},
        [],
        {"day": 3, "person": {"age": "x"}},
        {"day": 3, "earlier": 5},
    )
    file = stored(tmp_path, {"id": 1, "day": 3, **CALM}, *bad, {"id": 2, "day": 3, **CALM, "day_one": "never"})
    code, out, _ = run("checkin", "--jsonl", file)
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert (rows[0]["id"], rows[0]["level"]) == (1, "as_expected")
    assert [row["line"] for row in rows[1:]] == [2, 3, 4, 5, 6, 7]
    assert "pane" in rows[1]["error"]


def test_a_file_that_is_no_check_in_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "odd.json"
    for text, what in (("{", "not JSON"), ("[]", "not an object"), ("{}", "no day")):
        file.write_text(text, "utf-8")
        code, _, err = run("checkin", str(file))
        assert (code, what in err) == (3, True)
