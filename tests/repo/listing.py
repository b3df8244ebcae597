"""What the repository holds, as git sees it: tracked files and new ones, without what is ignored."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def listed() -> tuple[Path, ...]:
    """Every file that is in the repository or would be added, relative to its root, in order."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(sorted(Path(name) for name in set(names.split("\0")) if name and (ROOT / name).is_file()))


def below(*folders: str, suffix: str = "") -> tuple[Path, ...]:
    """The listed files below these top-level folders whose names end with `suffix`."""
    return tuple(path for path in listed() if path.parts[0] in folders and path.name.endswith(suffix))


@cache
def text_of(path: Path) -> str | None:
    """What stands in a listed file, or None when it is not text."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a listed Python file."""
    return ast.parse(text_of(path) or "", filename=str(path))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """All nodes of the syntax tree of a listed Python file, walked once for all that look through them."""
    return tuple(ast.walk(tree_of(path)))


def lines_with(needles: tuple[str, ...], paths: tuple[Path, ...]) -> list[str]:
    """Each place where a needle stands, as file:line and the needle, in exactly that case."""
    return [
        f"{path}:{number} holds {needle!r}"
        for path in paths
        for number, line in enumerate((text_of(path) or "").splitlines(), start=1)
        for needle in needles
        if needle in line
    ]
