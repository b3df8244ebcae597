"""Every command that a page shows is one that there is, with options that it has."""

import re
from pathlib import Path

import pytest
import typer

from fortnight.cli.app import app
from tests.browser.server import ROOT

PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "deploy/compose.yaml",
]
PAGES += sorted((ROOT / "deploy/systemd").iterdir())
CODE = re.compile(r"^    .*|^\$ .*|^ExecStart=.*|`[^`\n]+`", re.MULTILINE)
# Where a command begins: not where somebody or an image is called fortnight.
COMMAND = re.compile(
    r"(?:^ *|^\$ |`|/bin/|\bexec (?:site )?|[A-Z]=\S+ |\w\" )fortnight ((?:--)?[a-z][^`#<>|;)\n]*)", re.MULTILINE
)
ROOM = typer.main.get_command(app)


def commands_of(page: Path) -> list[str]:
    """What stands behind `fortnight` in the code of a page."""
    code = "\n".join(CODE.findall(page.read_text("utf-8")))
    return [command.strip() for command in COMMAND.findall(code)]


def unknown_in(command: str) -> list[str]:
    """The words of a command that the command line does not know: a command, or an option."""
    words = re.sub(r"\"[^\"]*\"|'[^']*'", "TEXT", command).replace('"', "").split()
    at, place = 0, ROOM
    while at < len(words) and hasattr(place, "commands") and words[at] in place.commands:
        at, place = at + 1, place.commands[words[at]]
    options = {option for parameter in place.params for option in parameter.opts} | {"--help"}
    lacking = [word for word in words[at:] if word.startswith("--") and word.partition("=")[0] not in options]
    is_group = hasattr(place, "commands")
    return lacking + [word for word in words[at : at + 1] if is_group and not word.startswith("--")]


@pytest.mark.parametrize("page", [page for page in PAGES if commands_of(page)], ids=lambda page: page.name)
def test_a_page_shows_commands_that_there_are(page: Path) -> None:
    unknown = {command: unknown_in(command) for command in commands_of(page)}
    assert {command: words for command, words in unknown.items() if words} == {}


def test_a_command_that_there_is_not_is_noticed() -> None:
    assert unknown_in("catalogue import products.csv --previw") == ["--previw"]
    assert unknown_in("worker") == ["worker"]
    assert unknown_in("mail drink") == ["drink"]
    assert unknown_in('clients export iris@example.org "a file"') == []
