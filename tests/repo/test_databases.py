"""What runs on PostgreSQL too: every test that works with the database itself, and some test of all that may differ.

All of `tests/web` runs on SQLite; `tests/web/on_postgres.txt`, which pytest reads, names what runs on PostgreSQL too.
The tests here find what has to be in it: tests that hold threads, commits, cursors or the name of a database, and the
modules of the site that lock rows, listen, search, tolerate conflicts or write SQL.
"""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.repo.listing import ROOT, below, nodes_of, text_of

LIST = Path("tests/web/on_postgres.txt")
NAMES = (ROOT / LIST).read_text("utf-8").splitlines()
FILES = {Path(name.partition("::")[0]) for name in NAMES}
WHOLE = {Path(name) for name in NAMES if "::" not in name}
# A test with one of these runs against the database itself.
DIRECT = re.compile(
    r"transaction=True|transactional_db|\bvendor\b|cursor\(|\bconnections?\.|threading|migrations\.\d"
    r"|IntegrityError|OperationalError|DatabaseError|psycopg"
)
# What one database does in another way than the next.
DIFFERENT = re.compile(
    r"select_for_update|\.cursor\(|\.vendor\b|psycopg|pg_advisory|LISTEN |RunSQL|RawSQL|SearchVector"
    r"|ignore_conflicts|update_conflicts|nulls_last|\bFunc\(|\bTrunc|__i?contains\b|__has_key|__i?regex"
    r"|IntegrityError|(?<!sqlite3\.)\bDatabaseError|OperationalError"
)
# Reached by an address or from another module, and imported by no test.
BY_ADDRESS = {
    "accounts.using": "test_health.py",
    "catalogue.queries": "test_catalogue_desk.py",
    "clinic.facts": "test_figures.py",
    "healing.actions": "test_cannot_wait.py",
    "project.health": "test_health.py",
    # Two servers on the same rows.
    "project.serve": "test_faults.py",
}
# What has to meet every address, in every kind of field, on each database.
EVERYWHERE = (
    "tests/web/test_every_address.py::test_for_its_person_it_works",
    "tests/web/test_faults.py",
    *(
        f"tests/web/test_hostile_forms.py::test_no_value_in_any_field_is_an_error_of_ours[{what}]"
        for what in ("NUL", "a number too large", "long", "the last date")
    ),
    *(
        "tests/web/test_hostile_forms.py::test_a_form_of_a_page_that_is_half_or_spoilt_is_no_error_of_ours"
        f"[{side}-spoilt]"
        for side in ("owner", "visitor")
    ),
)


@cache
def imported(path: Path) -> set[str]:
    """The modules that a test imports; of one that is there as a whole, also what it shares with other tests."""
    modules = set[str]()
    for node in nodes_of(path):
        if isinstance(node, ast.ImportFrom) and node.module:
            modules |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            modules |= {name.name for name in node.names}
    if path.name.startswith("test_") and path not in WHOLE:
        return modules
    shared = {Path(*module.split(".")).with_suffix(".py") for module in modules if module.startswith("tests.web.")}
    return modules.union(*(imported(other) for other in shared if other != path and (ROOT / other).is_file()))


def different() -> list[str]:
    """The modules of the site in which databases may differ, without what is before their name."""
    modules = [path for path in below("src", suffix=".py") if path.parts[2] == "web" and "migrations" not in path.parts]
    return [".".join(path.with_suffix("").parts[3:]) for path in modules if DIFFERENT.search(text_of(path) or "")]


def test_the_list_names_tests_that_there_are_each_once_and_in_order() -> None:
    assert sorted(set(NAMES)) == NAMES
    assert [name for name in NAMES if not (ROOT / name.partition("::")[0]).is_file()] == []
    parts = [name.partition("[")[0].partition("::") for name in NAMES]
    assert [name for path, _, name in parts if name and f"def {name}(" not in (text_of(Path(path)) or "")] == []


def test_a_test_that_works_with_the_database_itself_runs_on_both() -> None:
    tests = [path for path in below("tests", suffix=".py") if path.parts[1] == "web" and path.name.startswith("test_")]
    direct = [path for path in tests if DIRECT.search(text_of(path) or "")]
    assert len(direct) > 5
    assert [str(path) for path in direct if path not in FILES] == [], f"add these to {LIST}"


@pytest.mark.parametrize("module", different())
def test_what_may_differ_is_tried_on_both(module: str) -> None:
    by_address = BY_ADDRESS.get(module, "")
    tried = [path for path in FILES if f"fortnight.web.{module}" in imported(path) or path.name == by_address]
    assert tried, f"add a test that imports fortnight.web.{module} to {LIST}"


@pytest.mark.parametrize("name", EVERYWHERE)
def test_what_goes_to_every_address_goes_there_on_both(name: str) -> None:
    assert name in NAMES
