"""The targets of the Makefile: each is told by `make help`, starts what there is, and the two checks are documented."""

import re

from tests.repo.listing import ROOT

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE)
TOLD = re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.MULTILINE)
CHECKS = [(ROOT / "scripts" / name).read_text("utf-8") for name in ("check.sh", "checks.sh", "quick.sh")]


def test_every_target_is_told_and_is_no_file() -> None:
    phony = MAKEFILE.partition(".PHONY:")[2].partition("\n")[0].split()
    assert TARGETS == TOLD == phony


def test_every_target_starts_a_script_that_there_is() -> None:
    scripts = re.findall(r"scripts/[a-z]+\.sh", "\n".join([MAKEFILE, *CHECKS]))
    assert len(scripts) > 10
    assert [script for script in scripts if not (ROOT / script).is_file()] == []


def test_the_checks_and_the_quick_ones_are_told_to_who_contributes() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert [target for target in ("quick", "test", "fuzz") if f"make {target}" not in page] == []


def test_the_quick_checks_name_tests_that_there_are() -> None:
    names = re.search(r"for name in ([^;]*);", CHECKS[2])
    assert names is not None
    files = [f"tests/core/test_{name}.py" for name in names[1].replace("\\", " ").split()]
    assert len(files) > 10
    assert [file for file in files if not (ROOT / file).is_file()] == []
