"""The tutorial is run as a newcomer does: each command in a shell, and what it prints is what the page shows.

In a page "..." on a line of its own stands for any lines, and "…" for whatever differs each time.
"""

import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.browser.server import ROOT, free_port

PAGES = sorted((ROOT / "docs/tutorial").glob("*.md"))
ANY_LINES, ANY_WORDS = r"(?:.*\n)*?", r"\S*"


@dataclass(frozen=True, slots=True)
class Step:
    """A command of a page, and what the page says that it prints."""

    command: str
    output: str

    def matches(self, printed: str) -> bool:
        """Whether something printed is what the page shows."""
        lines = [
            ANY_LINES if line == "...\n" else re.escape(line).replace("…", ANY_WORDS)
            for line in self.output.splitlines(keepends=True)
        ]
        return bool(re.fullmatch("".join(lines), printed))


def steps_of(page: Path) -> list[Step]:
    """The commands of a page in order."""
    blocks = re.findall(r"^```console\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    commands = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", "".join(blocks), re.MULTILINE)
    return [Step(command, output) for command, output in commands]


class Shell:
    """A shell in an empty folder, with `fortnight` on its path; what is exported holds for the next command."""

    def __init__(self, folder: Path) -> None:
        program = folder / "bin/fortnight"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec {sys.executable} -m fortnight.cli "$@"\n')
        program.chmod(0o755)
        self.room = folder / "room"
        self.room.mkdir()
        self.environment = {
            "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT / "src"),
            "LANG": "C.UTF-8",
            "COLUMNS": "80",
        }

    def start(self, command: str) -> "subprocess.Popen[str]":
        """Begin a command."""
        return subprocess.Popen(
            ["sh", "-c", f"exec {command}" if command.startswith("fortnight") else command], cwd=self.room,
            env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, command: str) -> str:
        """Run a command to its end; what it prints. What it exports is remembered."""
        if command.startswith("export "):
            name, _, value = command.removeprefix("export ").partition("=")
            self.environment[name] = value
            return ""
        with self.start(command) as process:
            printed, errors = process.communicate()
        assert errors == ""
        return printed


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_of_the_tutorial_shows_what_its_commands_print(page: Path, shell: Shell) -> None:
    steps = steps_of(page)
    assert steps
    for step in steps:
        printed = served(shell, step) if "--serve" in step.command else shell.run(step.command)
        assert step.matches(printed), f"{step.command} printed:\n{printed}"


def served(shell: Shell, step: Step) -> str:
    """Serve on a free port until the last line of the page was printed; what was printed, as if on port 8000."""
    port = free_port()
    last_line = [line for line in step.output.splitlines() if line != "..."][-1]
    printed: list[str] = []
    with shell.start(f"{step.command} --port {port}") as process:
        assert process.stdout is not None
        for line in process.stdout:
            printed.append(line)
            if line.rstrip("\n") == last_line:
                break
        with urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        process.communicate()
        assert process.returncode == 0
    return "".join(printed).replace(f":{port}", ":8000")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_of_the_tutorial_fits_on_a_screen_or_two(page: Path) -> None:
    assert len(page.read_text("utf-8").splitlines()) <= 40


def test_a_page_that_says_something_else_is_noticed() -> None:
    step = Step("fortnight may swim", "Swimming pool\n...\nFrom day 6, at …\n")
    assert step.matches("Swimming pool\n\n1 2\nFrom day 6, at home\n")
    assert not step.matches("Swimming pool\n\n1 2\nFrom day 5, at home\n")
    assert not step.matches("Swimming pool\nFrom day 6, at home\nand more\n")
