"""Help: there without asking, worth reading, quick."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import fortnight
from fortnight.cli.app import app

Run = Callable[..., tuple[int, str, str]]
COMMANDS = sorted(str(command.name) for command in app.registered_commands)
GROUPS = sorted(str(command.name) for command in app.registered_groups)
SLOW = ("rich.table", "rapidfuzz", "fortnight.labels.read", "fortnight.verdicts.judge", "fortnight.person.model")


def test_without_a_command_there_is_help_and_code_three(run: Run) -> None:
    code, out, err = run()
    assert code == 3
    assert (out + err).startswith("Usage: fortnight ")
    assert "Commands:" in out + err


def test_a_group_without_a_command_shows_what_it_has(run: Run) -> None:
    code, out, err = run("labels")
    assert code == 3
    assert "coverage" in out + err


def test_the_list_of_commands_says_of_each_what_it_does_in_a_whole_sentence(run: Run) -> None:
    code, out, _ = run("--help")
    listed = out[out.index("Commands:") :].splitlines()[1 : 1 + len(COMMANDS) + len(GROUPS)]
    assert code == 0
    assert {line.split()[0] for line in listed} == {*COMMANDS, *GROUPS}
    assert [line for line in listed if not line.endswith(".") or line.endswith("...")] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_has_examples_a_line_each(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert out.startswith(f"Usage: fortnight {command} ")
    assert f"\n    fortnight {command}" in out[out.index("Examples:") :]
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("command", ["check", "ask", "may"])
def test_the_exit_codes_are_in_the_help(run: Run, command: str) -> None:
    assert "0 yes or with care, 1 not now, 2 cannot tell, 3 usage error" in " ".join(run(command, "--help")[1].split())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("why",), "fortnight: Missing argument 'RULE-ID'. See fortnight why --help.\n"),
        (("plan",), "fortnight: Missing option '--treated'. See fortnight plan --help.\n"),
        (("labels", "score"), "fortnight: Missing argument 'FILE'. See fortnight labels score --help.\n"),
    ],
)
def test_a_mistake_names_the_help_that_says_more(run: Run, words: tuple[str, ...], message: str) -> None:
    code, _, err = run(*words)
    assert (code, err) == (3, message)


def test_help_loads_nothing_that_only_an_answer_needs() -> None:
    source = str(Path(fortnight.__file__).parents[1])
    ask = f"import sys; sys.path.insert(0, {source!r}); import fortnight.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert not set(SLOW) & set(done.stdout.split())
