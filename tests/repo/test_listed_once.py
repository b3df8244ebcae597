"""What the site has is listed once: addresses by Django, kinds of cards by their enum, kinds of product by theirs."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fortnight.labels.model import Kind
from tests.repo.listing import below, nodes_of, text_of

_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
_ADDRESS = re.compile(r"""["'`](/[a-z][\w$\{\}./-]*)["'`]""")
# A mark of its own in the cache of the worker.
NO_ADDRESS = {"/filled"}
CARDS = {"answer", "activity", "day", "shelf", "routine"}
MOST_IN_A_ROW = 6


def addresses_in_scripts() -> dict[str, set[str]]:
    """The addresses that stand in scripts, by the app and name of the script."""
    scripts = {
        f"{path.parts[3]}/{path.name}": _COMMENT.sub("", text_of(path) or "") for path in below("src", suffix=".js")
    }
    assert len(scripts) > 10, "hardly any script was read"
    addresses = {name: set(_ADDRESS.findall(text)) - NO_ADDRESS for name, text in scripts.items()}
    return {name: by_hand for name, by_hand in addresses.items() if by_hand}


def test_no_script_writes_an_address_by_hand() -> None:
    by_hand = addresses_in_scripts()
    assert not by_hand, f"give these to the script by `routes(...)` (shell/routes.py): {by_hand}"


@pytest.mark.parametrize("suffix", [".html", ".txt"])
def test_no_template_writes_an_address_by_hand(suffix: str) -> None:
    pattern = re.compile(r"(?:href|action|src|data-[a-z]+)=[\"'](/[a-z][^\"'{]*)")
    pages = {str(path): pattern.findall(text_of(path) or "") for path in below("src", suffix=suffix)}
    by_hand = {path: found for path, found in pages.items() if found}
    assert not by_hand, f"say these by their names: {by_hand}"


def test_kinds_of_cards_are_listed_once() -> None:
    names = {
        f"{path}:{node.lineno}": value.value
        for path in below("src", suffix=".py")
        for node in nodes_of(path)
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and key.value == "kind" and isinstance(value, ast.Constant)
    }
    again = {place: kind for place, kind in names.items() if kind in CARDS}
    assert not again, f"say these by CardKind (chat/cards.py): {again}"


def rows_in(path: Path) -> Iterator[tuple[int, set[str]]]:
    """The line of each list, set, tuple and table of a module, and the words in it."""
    for node in nodes_of(path):
        match node:
            case ast.Dict():
                parts = [*node.keys, *node.values]
            case ast.List() | ast.Set() | ast.Tuple():
                parts = [*node.elts]
            case _:
                continue
        yield (
            node.lineno,
            {part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)},
        )


def test_kinds_of_product_are_listed_once() -> None:
    kinds = {kind.value for kind in Kind}
    rows = [(path, line, words) for path in below("src", suffix=".py") for line, words in rows_in(path)]
    again = [f"{path}:{line}" for path, line, words in rows if len(words & kinds) > MOST_IN_A_ROW]
    assert not again, f"go through Kind (labels/model.py): {again}"
