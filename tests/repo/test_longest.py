"""Each run begins with the tests that take longest: tests that there are, and none that commits what others meet."""

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import LONGEST, Named, pytest_collection_modifyitems
from tests.repo.listing import nodes_of


@dataclass
class Item:
    """A test, by its address alone."""

    nodeid: str


def function(name: str) -> ast.FunctionDef | None:
    """The test of that name, where there is one."""
    path, _, test = name.partition("::")
    functions = (node for node in nodes_of(Path(path)) if isinstance(node, ast.FunctionDef))
    return next((node for node in functions if node.name == test), None)


@pytest.mark.parametrize("name", LONGEST)
def test_each_is_a_test_that_commits_nothing(name: str) -> None:
    test = function(name)
    assert test, f"{name} is not there: correct or remove its line in tests/longest.txt"
    assert "transaction" not in " ".join(map(ast.unparse, (*test.decorator_list, test.args)))


def test_they_come_first_in_their_order_and_the_others_stay_in_theirs() -> None:
    names = ["b", f"{LONGEST[1]}[2]", "a", LONGEST[0], f"{LONGEST[1]}[1]"]
    items: list[Named] = [Item(name) for name in names]
    pytest_collection_modifyitems(items)
    assert [item.nodeid for item in items] == [LONGEST[0], f"{LONGEST[1]}[2]", f"{LONGEST[1]}[1]", "b", "a"]
