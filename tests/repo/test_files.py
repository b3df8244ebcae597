"""What no file may give away, and what the requirement files promise."""

import re

import pytest

from tests.repo.listing import ROOT, below, lines_with, listed

# Put together here, so that this file does not hold what it looks for.
MACHINE_PATHS = tuple(f"/{folder}/" for folder in ("work", "root", "home"))
REGISTRIES = ("pypi" + ".org", "files.python" + "hosted.org", "registry.npm" + "js.org")
REQUIREMENTS = ("run", "dev", "bench", "audit")
PINNED = re.compile(r"[a-z0-9-]+==[^\s;]+( ;[^\\]+)?( \\\n {4}--hash=sha256:[0-9a-f]{64})+")


def entries_of(name: str) -> list[str]:
    """The requirements of one file, each with its continuation lines, without comments."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return re.split(r"\n(?=\S)", "\n".join(lines))


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    found = lines_with(MACHINE_PATHS, listed())
    assert not found, f"write paths relative to the repository: {found}"


def test_no_file_names_a_package_registry() -> None:
    found = lines_with(REGISTRIES, listed())
    assert not found, f"where packages come from is a setting of the machine: {found}"


def test_there_are_no_other_requirement_files() -> None:
    assert {path.stem for path in below("requirements")} == set(REQUIREMENTS)


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirements_hold_no_address(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text, f"requirements/{name}.txt holds an address: run make lock"


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_requirement_is_pinned_and_has_a_hash(name: str) -> None:
    entries = entries_of(name)
    loose = [entry.splitlines()[0] for entry in entries if not PINNED.fullmatch(entry)]
    assert entries, f"requirements/{name}.txt is empty: run make lock"
    assert not loose, f"requirements/{name}.txt: not pinned with a hash: {loose}: run make lock"


def test_the_project_is_installed_with_the_versions_it_is_checked_with() -> None:
    run, dev = ({entry.split()[0] for entry in entries_of(name)} for name in ("run", "dev"))
    assert run <= dev, f"run.txt and dev.txt part company: {sorted(run - dev)}: run make lock"
