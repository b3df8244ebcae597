"""What the site is made of: the list of parts names every locked package, and the audit passes only on an answer."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from fortnight import __version__
from tests.repo.listing import ROOT

LOCKED = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
SBOM = ROOT / "docs" / "reference" / "sbom.cdx.json"
NOTHING_KNOWN = '{"dependencies": [{"name": "django", "version": "5.2", "vulns": []}], "fixes": []}'
WEAK = '{"dependencies": [{"name": "django", "version": "5.2", "vulns": [{"id": "PYSEC-1"}]}], "fixes": []}'
LEFT_OUT = '{"dependencies": [{"name": "django", "skip_reason": "not on the index"}], "fixes": []}'


def _bill() -> dict[str, Any]:
    bill: dict[str, Any] = json.loads(SBOM.read_text("utf-8"))
    return bill


def _locked() -> set[tuple[str, str]]:
    return set(LOCKED.findall((ROOT / "requirements" / "run.txt").read_text("utf-8")))


def test_the_list_of_parts_names_every_locked_package_in_its_version_and_no_other() -> None:
    parts = {(part["name"], part["version"]) for part in _bill()["components"]}
    assert parts == _locked(), "the lock and the list of parts differ: run make sbom"
    assert len(parts) > 50


def test_the_list_of_parts_is_of_this_version_and_of_nothing_that_changes_by_itself() -> None:
    bill = _bill()
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"] == {
        "component": {"bom-ref": "fortnight", "name": "fortnight", "type": "application", "version": __version__}
    }
    assert "serialNumber" not in bill
    names = [part["bom-ref"] for part in bill["components"]]
    assert names == sorted(set(names)) == bill["dependencies"][0]["dependsOn"]


@pytest.mark.parametrize(
    ("answer", "ends", "status", "words"),
    [
        (NOTHING_KNOWN, 0, 0, "Audited: nothing is known"),
        (WEAK, 1, 1, "has a known weakness"),
        (LEFT_OUT, 0, 2, "Not audited as a whole"),
        ("", 1, 2, "Not audited: the database of weaknesses did not answer"),
        ("", 0, 2, "Not audited: the database of weaknesses did not answer"),
    ],
)
def test_the_audit_passes_on_an_answer_and_never_on_silence(
    answer: str, ends: int, status: int, words: str, tmp_path: Path
) -> None:
    tool = tmp_path / "pip-audit"
    tool.write_text(
        '#!/bin/sh\nfor last; do :; done\nprintf "%s" "$ANSWER" >"$last"\necho ConnectionError >&2\nexit "$ENDS"\n',
        "utf-8",
    )
    tool.chmod(0o755)
    given = {**os.environ, "PIP_AUDIT": str(tool), "ANSWER": answer, "ENDS": str(ends)}
    result = subprocess.run(
        ["sh", "scripts/audit.sh"], cwd=ROOT, env=given, capture_output=True, text=True, check=False
    )
    assert result.returncode == status, result.stderr
    assert words in result.stdout + result.stderr


def test_the_page_of_security_names_only_tests_and_files_that_there_are() -> None:
    page = (ROOT / "docs" / "explanation" / "security.md").read_text("utf-8")
    tests = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    sentences = re.findall(r"`(test_\w+)`", page)
    files = re.findall(r"`([\w./-]+\.(?:py|md|sh))`", page)
    assert len(sentences) > 15
    assert [name for name in sentences if f"def {name}(" not in tests] == []
    places = (ROOT, ROOT / "tests" / "web", ROOT / "src" / "fortnight" / "web")
    assert [name for name in files if not any((place / name).is_file() for place in places)] == []


# How many sections each chapter of ASVS 5.0 has, and those in which nothing is asked at levels 1 and 2.
SECTIONS = {
    1: 5,
    2: 4,
    3: 7,
    4: 4,
    5: 4,
    6: 8,
    7: 6,
    8: 4,
    9: 2,
    10: 7,
    11: 7,
    12: 3,
    13: 4,
    14: 3,
    15: 4,
    16: 5,
    17: 3,
}
OF_LEVEL_3 = {(3, 1), (3, 6), (6, 7), (11, 7), (15, 4)}


def sections_named(cell: str) -> list[tuple[int, int]]:
    """The sections that the first cell of a row of the table is about: V1.2, V11.2-11.3, V10 for the whole chapter."""
    named: list[tuple[int, int]] = []
    for chapter, first, last in re.findall(r"V(\d+)(?:\.(\d+)(?:-\d+\.(\d+))?)?", cell):
        sections = range(int(first), int(last or first) + 1) if first else range(1, SECTIONS[int(chapter)] + 1)
        named += [(int(chapter), section) for section in sections]
    return named


def test_the_page_of_security_goes_through_each_section_of_the_standard_once() -> None:
    page = (ROOT / "docs" / "explanation" / "security.md").read_text("utf-8")
    rows = [line.split(" | ") for line in page.partition("|---|---|---|\n| V1.1")[2].splitlines()]
    rows.insert(0, ["V1.1", "yes", ""])
    named = [section for row in rows for section in sections_named(row[0])]
    asked = {(chapter, section) for chapter, most in SECTIONS.items() for section in range(1, most + 1)} - OF_LEVEL_3
    assert sorted(named) == sorted(asked)
    assert {row[1] for row in rows} == {"yes", "part", "none here"}


def test_what_is_held_in_part_says_which_requirement_is_not() -> None:
    page = (ROOT / "docs" / "explanation" / "security.md").read_text("utf-8")
    rows = re.findall(r"^\| (V[^|]+) \| part \| (.+) \|$", page, re.MULTILINE)
    assert len(rows) > 15
    silent = {"V6.6 codes by another way", "V12.1-12.2 TLS to browsers"}
    assert {title for title, why in rows if not re.search(r"\(\d+\.\d+\.\d+", why)} == silent


def test_the_page_of_security_says_what_holds_each_way_in() -> None:
    page = (ROOT / "docs" / "explanation" / "security.md").read_text("utf-8")
    rows = re.findall(r"^\| X(\d+) \| (.+?) \| (.+) \|$", page, re.MULTILINE)
    assert [int(number) for number, _, _ in rows] == list(range(1, 33))
    assert [way for _, way, held in rows if "`" not in held] == []
