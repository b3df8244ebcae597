"""Names say what a thing is: a class name stands once in the house, and vague names of locals grow fewer."""

import ast
from collections import defaultdict

from tests.repo.listing import below, tree_of

SOURCES = [path for path in below("src", suffix=".py") if path.parent.name != "migrations"]
# The inner class in which Django looks for a model's options.
DJANGOS = {"Meta"}
# To be told apart yet: a row of a table and a value of `healing.hearing`, a part of a page and one of a model learnt.
STILL_SHARED = {"Link", "Part"}


def places_of_classes() -> dict[str, list[str]]:
    """Where each class of ours is defined, by its name."""
    places = defaultdict(list)
    for path in SOURCES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(f"{path}:{node.lineno}")
    return dict(places)


def test_a_class_name_stands_once_in_the_house() -> None:
    shared = {name: places for name, places in places_of_classes().items() if len(places) > 1}
    found = {name: places for name, places in shared.items() if name not in DJANGOS | STILL_SHARED}
    assert not found, f"say in the name which of them it is: {found}"
    assert set(shared) >= STILL_SHARED, "these are told apart by now: take them off the list"
