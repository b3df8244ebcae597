"""`fortnight signs`: the list, what is heard in messages, and the score of a file with the truth."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_the_signs_are_listed_the_most_urgent_first(run: Run) -> None:
    code, out, _ = run("signs")
    assert code == 0
    assert out.startswith("emergency")
    assert "sign-low-mood" in out


def test_each_message_of_a_file_is_heard_and_a_bad_line_is_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "messages.jsonl"
    file.write_text('{"id": 1, "text": "my lips are swollen"}\n\n{"id": 2, "text": "thanks"}\nno\n{"id": 3}\n', "utf-8")
    code, out, _ = run("signs", "--jsonl", str(file))
    first, second, third, fourth = map(json.loads, out.splitlines())
    assert code == 0
    assert (first["id"], first["urgency"], first["signs"][0]) == (1, "emergency", "sign-allergic-reaction")
    assert {one["words"] for one in first["because"]} == {"lips", "swollen"}
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
