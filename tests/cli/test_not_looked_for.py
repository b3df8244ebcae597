"""An allergy that we do not know is said in every answer of the terminal, and named in every JSON."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
CREAM = "Aqua, Glycerin, Squalane, Ceramide NP"


@pytest.fixture
def me(tmp_path: Path) -> str:
    file = tmp_path / "me.toml"
    file.write_text('allergies = ["alergia a los frutos secos y al zumbolín"]\n', encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("command", [("check", "--text", CREAM), ("may", "gym"), ("may", "ibuprofen")])
@pytest.mark.parametrize("day", ["1", "9", "14"])
def test_the_answer_says_what_could_not_be_looked_for(run: Run, me: str, command: tuple[str, ...], day: str) -> None:
    _, out, _ = run(*command, "--profile", me, "--day", day)
    assert "We could not look for: zumbolín." in out


@pytest.mark.parametrize("command", [("check", "--text", CREAM), ("may", "gym")])
def test_the_json_names_it_too(run: Run, me: str, command: tuple[str, ...]) -> None:
    _, out, _ = run(*command, "--profile", me, "--day", "3", "--json")
    assert json.loads(out)["could_not_look_for"] == ["zumbolín"]


def test_each_line_of_a_batch_names_it(run: Run, me: str, tmp_path: Path) -> None:
    labels = tmp_path / "labels.jsonl"
    labels.write_text(json.dumps({"id": 1, "label": CREAM}) + "\n", encoding="utf-8")
    _, out, _ = run("check", "--jsonl", str(labels), "--profile", me)
    assert json.loads(out)["could_not_look_for"] == ["zumbolín"]


def test_nothing_is_said_where_every_allergy_is_known(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "me.toml"
    file.write_text('allergies = ["nuts", "cats"]\n', encoding="utf-8")
    _, out, _ = run("check", "--text", CREAM, "--profile", str(file), "--day", "3")
    assert "could not look for" not in out


def test_a_medicine_that_somebody_reacts_to_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "me.toml"
    file.write_text('allergies = ["aspirina"]\n', encoding="utf-8")
    code, out, _ = run("may", "aspirin", "--profile", str(file), "--day", "9")
    assert code == 1
    assert "Rule your-allergy" in out
