"""`fortnight signs`: the list, what is heard in messages, and the score of a file with the truth."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_the_signs_are_listed_the_most_urgent_first(run: Run) -> None:
    code, out, _ = run("signs")
    assert code == 0
    assert out.startswith("Emergency numbers: 112 / 911\n")
    assert "Give it with --country" in out
    assert "sign-low-mood" in out


def test_the_numbers_and_lines_are_those_of_the_country_that_is_given(run: Run) -> None:
    _, out, _ = run("signs", "--country", "gb")
    first, *_ = out.splitlines()
    assert first == "Emergency numbers: 999 / 112"
    assert "Samaritans: 116 123 (day and night, English)" in out
    assert "text SHOUT to 85258" in out
    assert "NHS 111: 111" in out
    assert "Helpline for violence at home: 0808 2000 247 (England, day and night)" in out


def test_a_country_without_a_line_gets_a_directory_and_nobody_else_s_line(run: Run) -> None:
    _, out, _ = run("signs", "--country", "NL", "--language", "es")
    assert "apps.who.int/poisoncentres" in out
    assert "Números de emergencia: 112" in out
    assert "116 123" not in out


@pytest.mark.parametrize("date", ["2026-11-19", "2026-11-24", "2026-12-24"])
def test_every_day_says_what_cannot_wait(run: Run, date: str) -> None:
    _, out, _ = run("today", "--treated", "2026-11-20", "--on", date)
    text = " ".join(out.split())
    assert "swollen lips or tongue, or an eye that hurts or sees less: call the emergency number now." in text


def test_the_check_of_all_data_says_until_when_the_lines_count(run: Run) -> None:
    code, out, _ = run("rules", "--check")
    assert code == 0
    assert "The first lines expire after 2027-11-29" in out
    assert " emergency numbers, " in out


def test_each_message_of_a_file_is_heard_and_a_bad_line_is_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "messages.jsonl"
    file.write_text('{"id": 1, "text": "my lips are swollen"}\n\n{"id": 2, "text": "thanks"}\nno\n{"id": 3}\n', "utf-8")
    code, out, _ = run("signs", "--jsonl", str(file))
    first, second, third, fourth = map(json.loads, out.splitlines())
    assert code == 0
    assert (first["id"], first["urgency"], first["signs"][0]) == (1, "emergency", "sign-allergic-reaction")
    assert {evidence["words"] for evidence in first["because"]} == {"lips", "swollen"}
    assert (second["signs"], second["urgency"]) == ([], None)
    assert "not JSON" in third["error"]
    assert 'no "text"' in fourth["error"]


def test_the_score_counts_by_urgency_and_names_what_was_missed(run: Run, tmp_path: Path) -> None:
    rows = [
        {"id": "a", "lang": "en", "text": "I can't breathe", "red": True, "urgency": "emergency"},
        {"id": "b", "lang": "es", "text": "gracias", "red": True, "urgency": "today"},
        {"id": "c", "lang": "en", "text": "my dark skin is hot and hard", "red": True, "urgency": "today"},
        {"id": "d", "lang": "en", "text": "thanks", "red": False, "urgency": None},
    ]
    file = tmp_path / "truth.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    code, out, _ = run("signs", "score", str(file))
    assert code == 0
    assert "missed  b today gracias" in out
    assert any(line.split()[:4] == ["all", "danger", "2", "of"] for line in out.splitlines())
    assert "danger on brown and black skin" in out
    assert json.loads(run("signs", "score", str(file), "--json")[1])["missed"] == [{"id": "b", "text": "gracias"}]


def test_the_page_of_a_score_tells_each_sign_and_names_what_went_wrong(run: Run, tmp_path: Path) -> None:
    rows = [
        {"id": "a", "lang": "en", "text": "pus", "red": True, "urgency": "today", "sign": "sign-pus"},
        {"id": "b", "lang": "es", "text": "gracias", "red": True, "urgency": "today", "sign": "sign-pus"},
        {"id": "c", "lang": "en", "text": "thanks", "red": False, "urgency": None},
    ]
    file = tmp_path / "truth.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    code, out, _ = run("signs", "score", str(file), "--markdown")
    assert code == 0
    assert "| `sign-pus` | today | 1 of 1 | 0 of 1 | 1 of 2 | 1 | 1 |" in out
    assert "- b (sign-pus): gracias" in out
    assert "| today, en | 1 | 1 | 100.0 % |" in out
    assert out.rstrip().endswith("None.")
