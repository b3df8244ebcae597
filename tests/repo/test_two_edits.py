"""A rule is two edits, its entry and its case; a day of it is one edit and one case. Both are made in a copy here."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHECKED_BY = ("test_verdict_cases", "test_guide_windows", "test_wording_languages", "test_wording_rule_fields")
WINDOWS = "src/fortnight/guide/data/windows.toml"
CASES = "tests/cases/answers.toml"
NAMES = "src/fortnight/labels/data/names.csv"
ENTRY = """
[[window]]
id = "oil-cleanser-waits"
shows = "omega3_oil"
where = "cleanser"
refuse = [1, 3]
says = "A cleanser with this oil waits until day {from_day}."
"""
WORDS = """closed = "Cleansers with oil"
translations.es = { says = "Un limpiador con este aceite espera hasta el día {from_day}.", closed = "Limpiadores con \
aceite", place = "un ensayo" }
"""
SOURCE = """source = ["our-judgement"]
place = "a trial"
reviewed = 2026-11-29
"""
CASE = """
[[case]]
rule = "oil-cleanser-waits"
name = "Linden House Oil Wash"
kind = "cleanser"
label = "Aqua, Glycerin, Cannabis Sativa Seed Oil, Xanthan Gum, Panthenol, Phenoxyethanol"
because = "Cannabis Sativa Seed Oil"
refuse = [1, 3]
answers = "nnnyyyyyyyyyyy"
"""

# One process for the three: most of what each takes is to load the rules.
CHECK = """
import contextlib, os, pathlib, sys
import pytest
from fortnight.cli import main

def fortnight(*arguments):
    sys.argv[1:] = arguments
    try:
        main()
    except SystemExit as left:
        if left.code:
            raise

tests = sys.argv[1:]
with pathlib.Path("docs/reference/rules.md").open("w", encoding="utf-8") as page, contextlib.redirect_stdout(page):
    fortnight("rules", "--markdown")
fortnight("rules", "--check")
options = ("-q", "-p", "no:cacheprovider", "-p", "no:django", "-c", os.devnull, "--rootdir", ".", "-x")
sys.exit(pytest.main([*options, "--import-mode=importlib", *tests]))
"""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the core with its cases and the tests that read them, in a folder that is thrown away."""

    root: Path

    def add(self, file: str, text: str) -> None:
        path = self.root / file
        path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + text, "utf-8")

    def change(self, file: str, entry: str, *pairs: tuple[str, str]) -> None:
        """Replace lines of the one entry that begins with a line."""
        path = self.root / file
        head, begin, rest = path.read_text("utf-8").partition(f"{entry}\n")
        body, end, tail = rest.partition("\n[[")
        for old, new in pairs:
            assert old in body
            body = body.replace(old, new)
        path.write_text(head + begin + body + end + tail, "utf-8")

    def run(self, *command: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": f"{self.root / 'src'}{os.pathsep}{self.root}"},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    def fortnight(self, *arguments: str) -> tuple[int, str]:
        return self.run("-m", "fortnight.cli", *arguments)

    def checked(self) -> tuple[int, str]:
        """`make docs` for the page that is generated, then the check of all data and the tests that read it."""
        return self.run("-c", CHECK, *(f"tests/core/{name}.py" for name in CHECKED_BY))


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    # With what is compiled already: files keep their times.
    left_out = shutil.ignore_patterns("static")
    shutil.copytree(ROOT / "src/fortnight", tmp_path / "src/fortnight", ignore=left_out)
    shutil.copytree(ROOT / "tests/cases", tmp_path / "tests/cases")
    (tmp_path / "docs/reference").mkdir(parents=True)
    (tmp_path / "tests/core").mkdir()
    shutil.copy(ROOT / "tests/each.py", tmp_path / "tests")
    for name in CHECKED_BY:
        shutil.copy(ROOT / f"tests/core/{name}.py", tmp_path / "tests/core")
    return Copy(tmp_path)


def test_a_rule_is_its_entry_and_its_case(copy: Copy) -> None:
    copy.add(WINDOWS, ENTRY + WORDS + SOURCE)
    copy.add(CASES, CASE)
    code, said = copy.checked()
    assert code == 0, said
    _, why = copy.fortnight("why", "oil-cleanser-waits")
    assert "A cleanser with this oil waits until day 4." in why


def test_everything_that_an_entry_lacks_is_listed_at_once_with_its_place(copy: Copy) -> None:
    copy.add(WINDOWS, ENTRY + SOURCE)
    code, said = copy.fortnight("rules", "--check")
    assert code == 1
    assert 'wording/rules/es/windows.toml: add place = "..." and says = "..." under [oil-cleanser-waits]' in said
    assert 'add closed = "..." to oil-cleanser-waits' in said
    assert 'tests/cases/answers.toml: add a [[case]] with rule = "oil-cleanser-waits"' in said
    assert "Missing: 3." in said


def test_a_name_is_one_row(copy: Copy) -> None:
    label = ("check", "--kind", "serum", "--day", "1", "--text", "Aqua, Glycerin, Zarnoxin Quuxate")
    assert "Zarnoxin" in copy.fortnight(*label)[1]
    copy.add(NAMES, "Zarnoxin Quuxate,emollient,\n")
    code, said = copy.run("-c", "from fortnight.labels.read import read_label; l = read_label('Aqua, Zarnoxin Quuxate')"
                          "; print(l.read, l.of, *(item.inci for item in l.items))")  # fmt: skip
    assert code == 0
    assert said.strip() == "2 2 Aqua Zarnoxin Quuxate"


def test_another_day_of_a_rule_is_one_edit_and_one_case(copy: Copy) -> None:
    later = (("refuse = [1, 6]", "refuse = [1, 8]"), ("careful = [7, 14]", "careful = [9, 14]"))
    copy.change(WINDOWS, 'id = "isothiazolinone-waits"', *later)
    code, said = copy.checked()
    assert code != 0
    assert "isothiazolinone-waits" in said
    copy.change(CASES, 'rule = "isothiazolinone-waits"', *later, ("nnnnnncccccccc", "nnnnnnnncccccc"))
    code, said = copy.checked()
    assert code == 0, said
    _, why = copy.fortnight("why", "isothiazolinone-waits")
    assert "day 9" in why


def test_a_third_language_is_files_alone_and_lists_what_it_lacks(copy: Copy) -> None:
    code, said = copy.fortnight("rules", "--language", "fr")
    assert code == 1
    assert "wording/languages.txt: add a line with fr" in said
    assert "wording/rules/fr/windows.toml: add" in said
    assert 'labels/data/allergies.toml: add fr = "..." under id = "almond"' in said
    before = _missing(said)
    copy.add("src/fortnight/wording/languages.txt", "fr Français\n")
    (copy.root / "src/fortnight/wording/fr.toml").write_text('day-of-the-fortnight = "Jour {day} sur 14"\n', "utf-8")
    words = copy.root / "src/fortnight/wording/rules/fr"
    words.mkdir()
    (words / "windows.toml").write_text('[retinoid-returns]\nsays = "À partir du jour {from_day}."\n', "utf-8")
    code, said = copy.fortnight("rules", "--language", "fr")
    assert _missing(said) == before - 2
    assert 'add place = "..." under [retinoid-returns]' in said
    script = "from fortnight.wording import say, told\nprint(say('day-of-the-fortnight', 'fr', day=3))"
    code, said = copy.run(
        "-c", f"{script}\nprint(told('retinoid-returns', 'says', 'fr'))\nprint(say('plan-returns', 'fr'))"
    )
    assert said.splitlines()[:2] == ["Jour 3 sur 14", "À partir du jour 7."]
    code, said = copy.fortnight("rules", "--check")
    assert code == 1
    assert "wording/fr.toml: add plan-returns" in said


def _missing(said: str) -> int:
    """How many words a language lacks, as `fortnight rules --language` counts them."""
    counted = re.search(r"^fr: (\d+) missing", said, re.MULTILINE)
    assert counted, said
    return int(counted[1])
