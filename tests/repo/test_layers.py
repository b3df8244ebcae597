"""The layering is a rule that bites: the contracts of pyproject.toml, tried on a small made-up package."""

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


def made_up(folder: Path, module: str, line: str) -> Path:
    """A package `fortnight` with an empty module for each layer, and one more line in one of them."""
    package = folder / "fortnight"
    package.mkdir()
    layers = [name.strip() for layer in CONTRACTS["layers"]["layers"] for name in layer.split("|")]
    for name in {"__init__", *(name for name in layers if not name.startswith("(")), module}:
        (package / f"{name}.py").write_text(line if name == module else "")
    return folder


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("labels", "import fortnight.verdicts", "layers"),
        ("errors", "import fortnight.sources", "layers"),
        ("somewhere", "", "layers"),
        ("verdicts", "from urllib.request import urlopen", "pure-core"),
    ],
)
def test_a_module_that_breaks_the_layering_is_refused(tmp_path: Path, module: str, line: str, contract: str) -> None:
    linter = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    result = subprocess.run(
        [sys.executable, "-c", linter, "--config", ROOT / "pyproject.toml", "--no-cache"],
        cwd=made_up(tmp_path, module, line),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1, f"{module!r} with {line!r} passed: {result.stdout}{result.stderr}"
    assert f"{CONTRACTS[contract]['name']} BROKEN" in " ".join(result.stdout.split())


def test_every_core_module_is_held_to_purity() -> None:
    modules = {path.parts[2].removesuffix(".py") for path in below("src", suffix=".py")} - CORE_STARTS_BELOW
    held = {name.removeprefix("fortnight.") for name in CONTRACTS["pure-core"]["source_modules"]}
    missing = sorted(modules - held)
    assert not missing, f"add to source_modules of the pure-core contract in pyproject.toml: {missing}"


def test_no_import_is_excused() -> None:
    excused = [name for name, contract in CONTRACTS.items() if contract.get("ignore_imports")]
    assert not excused, f"move the code instead of excusing the import: {excused}"
