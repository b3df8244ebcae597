"""Code that a test hands to another process is in a string, where no tool looks at it: what it imports has to be there.

The scenarios of `make faults` are such, and run for too long to be part of the suite.
"""

import ast
import re
from pathlib import Path

from tests.repo.listing import ROOT, below, nodes_of, tree_of

IMPORT = re.compile(r"^ *from fortnight[\w.]* import [\w, ]+", re.MULTILINE)


def imports_in_strings() -> list[tuple[str, str, str]]:
    """Where code in a string imports something of ours, from which module, and what."""
    texts = (
        (f"{path}:{node.lineno}", node.value)
        for path in below("tests", "bench", suffix=".py")
        for node in nodes_of(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    lines = ((place, line.strip()) for place, text in texts for line in IMPORT.findall(text))
    parsed = ((place, ast.parse(line).body[0]) for place, line in lines)
    return [
        (place, str(node.module), alias.name)
        for place, node in parsed
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]


def has(module: str, name: str) -> bool:
    """Whether a module of ours has something of this name, by the look of its file."""
    place = ROOT / "src" / module.replace(".", "/")
    if (place / f"{name}.py").is_file() or (place / name / "__init__.py").is_file():
        return True
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    return file.is_file() and name in names_at_the_top(file.relative_to(ROOT))


def names_at_the_top(path: Path) -> set[str]:
    """What a module defines or imports."""
    names: set[str] = set()
    for node in tree_of(path).body:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                names.add(node.name)
            case ast.Import() | ast.ImportFrom():
                names |= {alias.asname or alias.name for alias in node.names}
            case _:
                names |= {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
    return names


def test_what_code_in_a_string_imports_is_there() -> None:
    imports = imports_in_strings()
    assert len(imports) > 50, "hardly any was read"
    assert [f"{place}: {module} has no {name}" for place, module, name in imports if not has(module, name)] == []


def test_a_name_that_is_gone_is_told() -> None:
    assert has("fortnight.web.catalogue.intake.reading", "FileOptions")
    assert not has("fortnight.web.catalogue.intake.reading", "Said")
    assert not has("fortnight.web.nowhere", "FileOptions")
