"""The command line as a person uses it: the answer, the exit code, the one line for a mistake."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
OIL = "Caprylic/Capric Triglyceride, Squalane, Retinol, Tocopherol"
CREAM = "Aqua, Glycerin, Squalane, Ceramide NP"


def test_the_answer_comes_first_in_a_sentence(run: Run) -> None:
    code, out, _ = run("check", "--text", OIL, "--name", "Night Oil", "--day", "3")
    assert out.splitlines()[:2] == ["Night Oil", "Not on day 3. From day 7, with care."]
    assert code == 1


def test_the_deciding_ingredient_is_marked_and_its_rule_named(run: Run) -> None:
    _, out, _ = run("check", "--text", OIL, "--name", "Night Oil", "--day", "3")
    assert "»Retinol«" in out
    assert "Rule retinoid-returns" in out


def test_what_could_not_be_read_is_outlined(run: Run) -> None:
    code, out, _ = run("check", "--text", "Aqua, Glycerin, Luminol Complex 4", "--name", "Cream", "--day", "1")
    assert code == 2
    assert "‹Luminol Complex 4?›" in out
    assert "2 of 3 names recognised." in out


def test_a_plain_cream_is_a_yes_on_day_one(run: Run) -> None:
    code, out, _ = run("check", "--text", CREAM, "--name", "Barrier Cream", "--day", "1")
    assert (code, out.splitlines()[1]) == (0, "Yes, on day 1.")


def test_without_a_day_all_fourteen_are_said(run: Run) -> None:
    _, out, _ = run("check", "--text", OIL, "--name", "Night Oil")
    assert out.splitlines()[1] == "Do not use on days 1 to 6; with care on days 7 to 14."


def test_a_date_is_said_as_people_say_it(run: Run) -> None:
    _, out, _ = run("today", "--treated", "2026-11-20", "--on", "2026-11-24")
    assert out.startswith("Tuesday 24 November: Day 5 of 14, Restart and Rebuild")


def test_the_plan_has_fourteen_dated_days(run: Run) -> None:
    code, out, _ = run("plan", "--treated", "2026-11-20")
    assert code == 0
    assert "Day 1, Friday 20 November: Calm" in out
    assert "Day 14, Thursday 3 December: Renew" in out


def test_the_plan_as_json_names_its_care(run: Run) -> None:
    _, out, _ = run("plan", "--treated", "2026-11-20", "--json")
    plan = json.loads(out)
    assert [day["day"] for day in plan["days"]] == list(range(1, 15))
    assert set(plan["days"][0]["morning"]) <= set(plan["care"])


def test_an_activity_answers_with_its_day(run: Run) -> None:
    code, out, _ = run("may", "gym", "--day", "2")
    assert code == 1
    assert "Not on day 2. From day 4." in out


def test_what_is_left_out_is_shown_counted_and_listed(run: Run) -> None:
    text = "Aqua, Glycerin, Squalane, Panthenol. For external use only."
    code, out, _ = run("check", "--text", text, "--day", "1")
    assert code == 0
    assert "4 of 4 names recognised. 1 stretch of text left out." in out
    assert "⟨For external use only.⟩" in out
    _, out, _ = run("check", "--text", text, "--day", "1", "--json")
    left = json.loads(out)["left_out"]
    assert left == [{"text": text[37:], "start": 37, "end": 59, "why": "prose", "doubtful": False}]


def test_an_unknown_activity_is_cannot_tell_and_never_a_yes(run: Run) -> None:
    code, out, _ = run("may", "quidditch", "--day", "2")
    assert code == 2
    assert out.startswith("We have not understood")


def test_why_ends_at_the_file_and_the_line(run: Run) -> None:
    _, out, _ = run("why", "retinoid-returns")
    where = out.strip().splitlines()[-1].split("src/fortnight/")[1]
    file, line = where.split(":")
    text = Path("src/fortnight", file).read_text("utf-8").splitlines()
    assert text[int(line) - 1] == 'id = "retinoid-returns"'


@pytest.mark.parametrize("rule", ["label-unreadable", "deep-needles", "sauna", "calm"])
def test_why_knows_the_rules_of_every_table(run: Run, rule: str) -> None:
    assert run("why", rule)[0] == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["plan", "--treated", "2026-02-31"], "2026-02-31"),
        (["plan", "--treated", "20/11/2026"], "2026-11-20"),
        (["why", "retinoid-return"], "retinoid-returns"),
        (["check", "no-such-file.txt"], "no-such-file.txt"),
        (["check", "--text", "Aqua", "--kind", "sandwich"], "sandwich"),
        (["today", "--treated", "2026-11-20", "--zone", "Europe/Lundon"], "Europe/London"),
        (["check", "--day", "15"], "14"),
        (["chekc"], "chekc"),
    ],
)
def test_a_mistake_is_one_clear_line_and_code_three(run: Run, words: list[str], message: str) -> None:
    code, _, err = run(*words)
    assert code == 3
    assert message in err
    assert "Traceback" not in err


def test_a_wrong_profile_is_refused_with_its_line(run: Run, tmp_path: Path) -> None:
    profile = tmp_path / "me.toml"
    profile.write_text("pregnat = true\n", "utf-8")
    code, _, err = run("check", "--text", CREAM, "--profile", str(profile))
    assert code == 3
    assert "me.toml:1" in err
    assert "pregnant" in err


def test_a_profile_makes_the_answer_stricter(run: Run, tmp_path: Path) -> None:
    profile = tmp_path / "me.toml"
    profile.write_text("pregnant = true\n", "utf-8")
    code, out, _ = run("check", "--text", OIL, "--name", "Night Oil", "--day", "9", "--profile", str(profile))
    assert code == 1
    assert "Not in these 14 days." in out


def test_piped_output_has_no_colour_and_no_line_over_eighty(run: Run) -> None:
    _, out, _ = run("plan", "--treated", "2026-11-20")
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 80


def test_many_labels_answer_a_line_each_and_a_bad_line_stops_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "shelf.jsonl"
    rows = [
        json.dumps({"id": "a", "name": "Night Oil", "category": "face oils", "label": OIL}).encode(),
        b"",
        b"{not json",
        b'{"id": 2}',
        b'{"id": 3, "label": 7}',
        b'["label"]',
        b'{"label": "\xff"}',
        json.dumps({"id": None, "label": CREAM}).encode(),
    ]
    file.write_bytes(b"\n".join(rows))
    code, out, _ = run("check", "--jsonl", str(file))
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [row.get("line") for row in answers] == [None, 3, 4, 5, 6, 7, None]
    assert all("error" in row for row in answers[1:6])
    first = answers[0]
    assert set(first) == {
        "id", "readable", "spf", "kind", "read", "of", "unrecognised", "left_out", "traits",
        "answers", "from_day", "reasons",
    }  # fmt: skip
    assert first["traits"] == {"retinoid": ["Retinol"]}
    assert [first["answers"][str(day)] for day in (1, 6, 7, 14)] == ["not_yet", "not_yet", "careful", "careful"]
    assert first["from_day"] == 7
    assert {"rule": "retinoid-returns", "days": [1, 6], "effect": "refuse", "because": "Retinol"} in first["reasons"]


def test_the_data_checks_itself(run: Run) -> None:
    code, out, _ = run("rules", "--check")
    assert code == 0
    assert out.rstrip().endswith("all in order.")


def test_the_score_fails_below_what_is_asked(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "truth.jsonl"
    row = {"id": "x", "name": "Cream", "category": "", "label": CREAM, "readable": True, "spf": None}
    file.write_text(json.dumps({**row, "traits": {"retinoid": ["Retinol"]}}) + "\n", "utf-8")
    code, out, _ = run("labels", "score", str(file), "--min-recall", "99")
    assert code == 1
    assert "missed    retinoid in x Cream" in out


def test_the_score_counts_kinds_and_what_cannot_be_told_a_week_later(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "truth.jsonl"
    row = {"category": "", "readable": True, "spf": None, "traits": {}}
    rows = [
        {**row, "id": "a", "name": "Day Cream", "label": "Aqua, Glycerin, Squalane", "kind": "moisturiser"},
        {**row, "id": "b", "name": "Day Cream", "label": "Aqua, Xyzzorb, Plughine, Squalane", "kind": "serum"},
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    _, out, _ = run("labels", "score", str(file))
    assert "kind      b Day Cream: the truth says serum, read moisturiser" in out
    assert "kind of product right on 1 of 2" in out
    assert '"cannot tell" on day 8: 1 of 2 readable labels' in out


def test_the_tour_shows_a_plan_and_three_answers(run: Run) -> None:
    code, out, _ = run("tour")
    assert code == 0
    assert out.count("names recognised.") == 3


def test_every_setting_is_told_with_what_holds_without_it(run: Run) -> None:
    code, out, _ = run("settings")
    assert code == 0
    assert "FORTNIGHT_DATA (default: fortnight-data)" in out


def test_the_command_line_does_not_load_the_site() -> None:
    loaded = (
        "import sys, fortnight.cli; print([name for name in sys.modules if name.startswith(('django', 'uvicorn'))])"
    )
    result = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"
