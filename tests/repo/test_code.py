"""The limits of the code: how long, what names, what words. The numbers are those of CONTRIBUTING."""

import ast
import re

from tests.repo.listing import below, lines_with, nodes_of, text_of, tree_of

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
EMPTY_NAMES = {"utils", "helpers", "common", "misc", "manager", "handler"}
# Put together here, so that this file does not hold what it looks for.
OPEN_ENDS = ("TO" + "DO", "FIX" + "ME", "no" + "qa", "NO" + "QA", "type: " + "ignore", "pytest." + "skip", "x" + "fail")
TALKATIVE = {"cli", "web"}
_EXAMPLE = re.compile(r"^\s*>>> ", re.MULTILINE)
_GLOBAL = re.compile(r"\b(?:self|window|globalThis)\.\w+\s*=(?!=)")

# What Django writes for itself (migrations) is listed with the code, and not judged as a module that explains itself.
SOURCES = [path for path in below("src", suffix=".py") if path.parent.name != "migrations"]
CODE = below("src", "tests", suffix=".py")


def test_there_is_code_to_judge() -> None:
    assert SOURCES, "git lists no Python file below src: these tests would judge nothing"


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    lengths = {str(path): len((text_of(path) or "").splitlines()) for path in CODE}
    too_long = {path: length for path, length in lengths.items() if length > LONGEST_FILE}
    assert not too_long, f"split by what each part answers: {too_long}"


def test_no_function_is_longer_than_sixty_lines() -> None:
    too_long = [
        f"{path}:{node.lineno} {node.name}"
        for path in SOURCES
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not too_long, f"split by what each part answers: {too_long}"


def test_no_module_has_a_name_that_says_nothing() -> None:
    found = [str(path) for path in CODE if EMPTY_NAMES & {path.stem, *path.parent.parts}]
    assert not found, f"name it after what it answers: {found}"


def test_every_module_begins_with_a_paragraph_about_itself() -> None:
    silent = [str(path) for path in SOURCES if not ast.get_docstring(tree_of(path))]
    assert not silent, f"say what the module answers, in which order, with which guarantees: {silent}"


def test_no_example_stands_in_a_test_where_nobody_runs_it() -> None:
    examples = [str(path) for path in below("tests", suffix=".py") if _EXAMPLE.search(text_of(path) or "")]
    assert not examples, f"examples are run in src alone (tests/conftest.py); make it an assertion: {examples}"


def test_the_core_never_prints() -> None:
    printing = [
        f"{path}:{node.lineno}"
        for path in SOURCES
        if path.parts[2] not in TALKATIVE
        for node in nodes_of(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not printing, f"the core answers with values; only the command line and the pages speak: {printing}"


def test_code_holds_no_open_ends_and_silences_no_checker() -> None:
    found = lines_with(OPEN_ENDS, below("src", "tests", suffix=".py"))
    assert not found, f"do it now, or write it down outside of the code: {found}"


def test_scripts_share_nothing_by_globals() -> None:
    scripts = {str(path): _GLOBAL.findall(text_of(path) or "") for path in below("src", suffix=".js")}
    assert len(scripts) > 10, "hardly any script was read"
    found = {path: names for path, names in scripts.items() if names}
    assert not found, f"import it from where it stands, hashed names and all: {found}"
