"""`pip install fortnight` is small: the terminal works with what it brings, and the rest says what it lacks."""

import ast
import re
import shlex
import subprocess
import sys
import tarfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from fortnight import __version__
from fortnight.cli.extras import EXTRAS
from tests.install.environments import ROOT, Environment, build, distributions, metadata_of

SOURCE = ROOT / "src/fortnight"
LABEL = "Aqua, Glycerin, Retinol"
# Every module below a package, without those whose names are given; the site's want Django set up first.
LOAD = """
import importlib, pkgutil, sys
def load(package, without):
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        if module.name.rpartition(".")[2] not in without:
            loaded = importlib.import_module(module.name)
            print(module.name)
            if module.ispkg:
                load(loaded, without)
"""
LOAD_CORE = f"{LOAD}\nimport fortnight\nload(fortnight, ['web', 'exports', '__main__'])"
LOAD_SITE = f"""{LOAD}
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "fortnight.web.project.settings"
import django, fortnight.web
django.setup()
load(fortnight.web, ["__main__", "barcodes", "quality", "recognise", "straighten"])
"""


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    about = metadata_of(wheel)
    assert about["Version"] == __version__
    assert about["Requires-Python"] == ">=3.11"
    assert about["Description-Content-Type"] == "text/markdown"
    assert str(about.get_payload()).startswith("# Fortnight\n")
    urls = [str(line).split(", ")[0] for line in about.get_all("Project-URL", [])]
    assert urls == ["Homepage", "Documentation", "Source", "Issues", "Changelog"]
    classifiers = about.get_all("Classifier", [])
    assert {"Framework :: Django", "Environment :: Console", "Typing :: Typed"} <= set(classifiers)
    assert "Programming Language :: Python :: 3.11" in classifiers
    assert set(about.get_all("Provides-Extra", [])) == set(EXTRAS)


def test_the_newest_release_of_the_changelog_is_this_version() -> None:
    releases = re.findall(r"^## \[(\d[^\]]*)\] - (\d{4}-\d\d-\d\d)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert releases[0][0] == __version__


def test_the_version_is_written_once() -> None:
    written = [path for path in SOURCE.rglob("*.py") if f'"{__version__}"' in path.read_text("utf-8")]
    assert written == [SOURCE / "__init__.py"]
    assert f'"{__version__}"' not in (ROOT / "pyproject.toml").read_text()


def test_the_command_tells_its_version(terminal: Environment) -> None:
    shown = terminal.fortnight("--version")
    assert (shown.returncode, shown.stdout, shown.stderr) == (0, f"fortnight {__version__}\n", "")


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        (f'check --day 2 --text "{LABEL}"', 1, "from day 7"),
        ('ask "can I go to the gym" --day 2', 1, "from day 4"),
        ('ask "my face is swollen and I cannot breathe"', 4, "112"),
        ("signs", 0, "emergency"),
        ('signs --text "my lips are swollen"', 0, "lips"),
        ("plan --treated 2026-11-20", 0, "Morning"),
        ("why retinoid-returns", 0, "retinoid"),
        ("tour", 0, "day"),
        ("limits", 0, "photos"),
    ],
)
def test_the_terminal_works_without_any_extra(terminal: Environment, command: str, code: int, words: str) -> None:
    shown = terminal.fortnight(*shlex.split(command))
    assert (shown.returncode, shown.stderr) == (code, "")
    assert words.casefold() in shown.stdout.casefold()


@pytest.mark.parametrize(
    ("command", "extra"),
    [
        ("serve", "site"),
        ("demo", "site"),
        ("advisor noor@example.org --name Noor", "site"),
        ("backup file", "site"),
        ("keys rotate", "site"),
        ("mail receive", "site"),
        ("mail deliver", "site"),
        ("catalogue import products.csv", "site"),
        ("catalogue list", "site"),
        ("catalogue screen", "site"),
        ("clients export iris@example.org file", "site"),
        ("routine shelf.jsonl", "routine"),
    ],
)
def test_a_missing_extra_is_told_in_words(terminal: Environment, command: str, extra: str) -> None:
    (terminal.folder / "shelf.jsonl").write_text(f'{{"name": "Night Oil", "label": "{LABEL}"}}\n')
    (terminal.folder / "products.csv").write_text(f'name,ingredients\nNight Oil,"{LABEL}"\n')
    shown = terminal.fortnight(*command.split())
    assert (shown.returncode, shown.stdout) == (3, "")
    assert shown.stderr.count("\n") == 1
    assert shown.stderr.startswith(f'fortnight: this command needs the extra "{extra}": ')
    assert shown.stderr.endswith(f"Run: pip install 'fortnight[{extra}]'\n")


def test_every_module_of_the_core_and_the_commands_loads_without_any_extra(terminal: Environment) -> None:
    loaded = terminal.run("-c", LOAD_CORE)
    assert (loaded.returncode, loaded.stderr) == (0, "")
    assert {"fortnight.routine.solve.solver", "fortnight.cli.app"} <= set(loaded.stdout.split())


def test_every_module_of_the_site_loads_without_what_reads_photos(site: Environment, tmp_path: Path) -> None:
    loaded = site.run("-c", LOAD_SITE, FORTNIGHT_DATA=str(tmp_path / "data"))
    assert loaded.returncode == 0, loaded.stderr
    assert {"fortnight.web.photos.views", "fortnight.web.mail.incoming.lmtp"} <= set(loaded.stdout.split())


def test_the_site_fills_a_demo_without_what_reads_photos(site: Environment, tmp_path: Path) -> None:
    shown = site.fortnight("demo", FORTNIGHT_DATA=str(tmp_path / "data"))
    assert shown.returncode == 0, shown.stderr
    assert "Traceback" not in shown.stderr
    assert "pip install 'fortnight[photos]'" in shown.stderr


def test_each_module_from_outside_is_declared_by_the_wheel_or_an_extra(wheel: Path) -> None:
    base = {package.name for package in distributions(wheel)}
    of_base = {module for module, names in packages_distributions().items() if base & set(names)}
    outside = {
        name.partition(".")[0]
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in _imported(node)
    } - sys.stdlib_module_names - {"fortnight"}  # fmt: skip
    of_extras = {module for modules in EXTRAS.values() for module in modules}
    # Nothing of ours imports onnxruntime: rapidocr looks for it and does not declare it.
    assert outside - of_base == of_extras - {"onnxruntime"}
    assert not of_base & of_extras


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


def test_each_extra_brings_the_modules_that_are_named_for_it(wheel: Path) -> None:
    homes = packages_distributions()
    for extra, modules in EXTRAS.items():
        brought = {package.name for package in distributions(wheel, extra)}
        assert [module for module in modules if not brought & set(homes[module])] == []


def test_the_constraints_are_the_locked_versions() -> None:
    locked = re.findall(r"^([A-Za-z0-9].*) \\$", (ROOT / "requirements/run.txt").read_text(), re.MULTILINE)
    assert (SOURCE / "constraints.txt").read_text().splitlines()[1:] == locked


def test_pip_takes_the_constraints_with_the_wheel(wheel: Path) -> None:
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-index", "--disable-pip-version-check"]
    wanted = ["--force-reinstall", "--no-deps", f"fortnight[site,photos] @ {wheel.as_uri()}"]
    constraints = ["--constraint", str(SOURCE / "constraints.txt")]
    done = subprocess.run([*command, *constraints, *wanted], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"Would install fortnight-{__version__}" in done.stdout


def test_the_sdist_has_what_make_needs(tmp_path: Path) -> None:
    with tarfile.open(build("sdist", tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {
        "Makefile", "README.md", "pyproject.toml", "requirements/run.txt", "requirements/dev.txt", "scripts/setup.sh",
        "scripts/python.sh", "src/fortnight/constraints.txt", "tests/install/test_wheel.py",
    }  # fmt: skip
    assert wanted <= names
