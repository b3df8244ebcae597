"""The layering is a rule that bites: the contracts of pyproject.toml, tried on a small made-up package."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.repo.listing import ROOT, below

SETTINGS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
CONTRACTS: dict[str, dict[str, Any]] = {contract["id"]: contract for contract in SETTINGS["contracts"]}
CORE_STARTS_BELOW = {"cli", "web", "__init__", "__main__"}


def names_in(contract: str, *, needed: bool = False) -> list[str]:
    """The names of the layers of a contract; only those that must be there where they are `needed`."""
    layers = [name.strip() for layer in CONTRACTS[contract]["layers"] for name in re.split(r"[|:]", layer)]
    return [name.strip("()") for name in layers if not (needed and name.startswith("("))]


def made_up(folder: Path, module: str, line: str) -> Path:
    """A package `fortnight` with an empty module for each layer and storey, and one more line in one module."""
    stations = [f"routine/{name}/__init__" for name in names_in("routine")]
    storeys = [f"web/{name}/{part}" for name in names_in("storeys") for part in ("__init__", *names_in("app"))]
    modules = {
        *names_in("layers", needed=True),
        *storeys,
        *stations,
        "routine/__init__",
        "routine/solve/program",
        "cli/__init__",
        "cli/other",
        "__init__",
        "web/__init__",
    }
    lines = dict.fromkeys(modules - {"cli", "routine"}, "") | {module.replace(".", "/"): line}
    for name, text in lines.items():
        path = folder / "fortnight" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("labels", "import fortnight.verdicts", "layers"),
        ("errors", "import fortnight.sources", "layers"),
        ("somewhere", "", "layers"),
        ("verdicts", "from urllib.request import urlopen", "pure-core"),
        ("web.accounts.models", "import fortnight.web.shell.models", "storeys"),
        ("web.chat.actions", "import fortnight.web.mail.actions", "storeys"),
        ("web.clinic.views", "import fortnight.web.desk.views", "storeys"),
        ("web.somewhere", "", "storeys"),
        ("web.chat.models", "import fortnight.web.chat.actions", "app"),
        ("web.desk.actions", "import fortnight.web.desk.desk_views", "app"),
        ("routine.model.steps", "import fortnight.routine.solve.program", "routine"),
        ("cli.one", "import fortnight.cli.other", "circles"),
        ("web.chat.spoken", "import fortnight.web.chat.heard", "circles"),
    ],
)
def test_a_module_that_breaks_the_layering_is_refused(tmp_path: Path, module: str, line: str, contract: str) -> None:
    linter = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    package = made_up(tmp_path, module, line)
    if contract == "circles":
        imported = package / f"{line.removeprefix('import ').replace('.', '/')}.py"
        imported.write_text(f"import fortnight.{module}")
    result = subprocess.run(
        [sys.executable, "-c", linter, "--config", ROOT / "pyproject.toml", "--no-cache"],
        cwd=package,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1, f"{module!r} with {line!r} passed: {result.stdout}{result.stderr}"
    said = " ".join(result.stdout.split())
    assert f"{CONTRACTS[contract]['name']} BROKEN" in said
    assert said.count(" BROKEN") == 1, f"more is broken than {contract}: {said}"


def test_every_module_of_views_is_held_to_the_order_in_its_app() -> None:
    views = {path.stem for path in below("src", suffix="views.py") if path.parts[2] == "web"}
    assert len(views) > 1, "no views were found: are they elsewhere?"
    missing = sorted(views - set(names_in("app")))
    assert not missing, f"add to the views of the app contract in pyproject.toml: {missing}"


def test_every_core_module_is_held_to_purity() -> None:
    modules = {path.parts[2].removesuffix(".py") for path in below("src", suffix=".py")} - CORE_STARTS_BELOW
    held = {name.removeprefix("fortnight.") for name in CONTRACTS["pure-core"]["source_modules"]}
    missing = sorted(modules - held)
    assert not missing, f"add to source_modules of the pure-core contract in pyproject.toml: {missing}"


def test_no_import_is_excused() -> None:
    excused = [name for name, contract in CONTRACTS.items() if contract.get("ignore_imports")]
    assert not excused, f"move the code instead of excusing the import: {excused}"
