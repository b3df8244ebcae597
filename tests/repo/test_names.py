"""Names say what a thing is: a class name stands once in the house, and vague names of locals grow fewer."""

import ast
from collections import defaultdict

from tests.repo.listing import below, nodes_of

SOURCES = [path for path in below("src", suffix=".py") if path.parent.name != "migrations"]
# The inner class in which Django looks for a model's options.
DJANGOS = {"Meta"}

FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
# Names that say how something came, not what it is. Their number may only fall: write down the new one when it does.
VAGUE = {"asked", "found", "given", "kept", "known", "one", "said", "shown", "told", "wanted"}
MOST_VAGUE = 169


def places_of_classes() -> dict[str, list[str]]:
    """Where each class of ours is defined, by its name."""
    places = defaultdict(list)
    for path in SOURCES:
        for node in nodes_of(path):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(f"{path}:{node.lineno}")
    return dict(places)


def test_a_class_name_stands_once_in_the_house() -> None:
    shared = {name: places for name, places in places_of_classes().items() if len(places) > 1}
    repeated = {name: places for name, places in shared.items() if name not in DJANGOS}
    assert not repeated, f"say in the name which of them it is: {repeated}"


def names_bound_in(function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> set[str]:
    """The parameters and locals of a function, those of comprehensions in it included, of functions in it not."""
    arguments = function.args
    parameters = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg)
    names, left = {argument.arg for argument in parameters if argument}, list(ast.iter_child_nodes(function))
    while left:
        node = left.pop()
        if isinstance(node, FUNCTIONS | ast.ClassDef):
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        left += ast.iter_child_nodes(node)
    return names - {"self", "cls", "_"}


def test_vague_names_grow_fewer() -> None:
    every = [names_bound_in(node) for path in SOURCES for node in nodes_of(path) if isinstance(node, FUNCTIONS)]
    assert sum(map(len, every)) > 10_000, "hardly any name was read"
    vague = sum(len(names & VAGUE) for names in every)
    advice = "say what the thing is (`product`, `row`, `match`, `raw`), not how it came"
    assert vague <= MOST_VAGUE, f"{vague} parameters and locals have names of {sorted(VAGUE)}: {advice}"
