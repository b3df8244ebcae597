"""The products that a clinician reviews, as the reference page: each with its fourteen answers and the rule behind.

The cases are the oracle of the rules (`tests/cases/answers*.toml`): the tests hold every answer to them, and this page
shows them to whoever reviews. The page says nothing that the files do not.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from fortnight.errors import UsageError
from fortnight.tables import parse

_FILES: Mapping[str, str] = {
    "answers.toml": "The published guide",
    "answers-cautious.toml": "The cautious layer",
    "answers-person.toml": "How much was read, and the person",
}
_HEAD = """# The reviewed cases

Generated from `tests/cases/answers*.toml` by `make docs`; do not edit. Each row is a product with the answers that a
clinician expects, a letter for each of the fourteen days: `y` yes, `c` with care, `n` not yet, `x` not this time, `?`
cannot tell. The tests hold every answer to them. What the rules are: [rules.md](rules.md).
"""


def page_of_cases(folder: Path) -> str:
    """The page for the cases in a folder. Raises: UsageError where one of the files is not there; DataError."""
    return "\n".join([_HEAD, *_lines(folder)]) + "\n"


def _lines(folder: Path) -> Iterator[str]:
    for name, heading in _FILES.items():
        file = folder / name
        if not file.is_file():
            raise UsageError(f"{file} is not there", "Name the folder with the cases, such as tests/cases.")
        yield from (
            f"## {heading}",
            "",
            "| rule | product | answers | because of | list of ingredients |",
            "|---|---|---|---|---|",
        )
        cases = parse(file.read_text("utf-8"), name).get("case", [])
        for case in cases if isinstance(cases, list) else []:
            yield _row(case)
        yield ""


def _row(case: Mapping[str, object]) -> str:
    person = case.get("person", {})
    facts = ", ".join(f"{fact}: {value}" for fact, value in person.items()) if isinstance(person, dict) else ""
    silent = case.get("silent", [])
    cells = (
        f"`{case['rule']}`",
        f"{case['name']} ({case['kind']})" + (f", for {facts}" if facts else ""),
        f"`{case['answers']}`",
        str(case.get("because", ""))
        + (f"; silent: {', '.join(silent)}" if isinstance(silent, list) and silent else ""),
        str(case["label"]),
    )
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
