"""`fortnight labels`: how well labels are read, measured on any file of labels with or without the truth."""

import json
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from fortnight.cli.options import AsJson
from fortnight.cli.scoring import Score, judged
from fortnight.errors import UsageError
from fortnight.labels.read import read_label

app = typer.Typer(help="How well labels are read: score and coverage.", no_args_is_help=True)
LabelsFile = Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines, a label each.")]
Recall = Annotated[
    float, typer.Option("--min-recall", help="Leave with 1 when fewer of the traits present are found (%).")
]
Precision = Annotated[
    float, typer.Option("--min-precision", help="Leave with 1 when fewer of the traits reported are right (%).")
]


def rows(file: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines. Raises: UsageError with the line."""
    found = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if line.strip():
            try:
                found.append(json.loads(line))
            except ValueError as error:
                raise UsageError(f"not JSON: {error}", "Write one object a line.", f"{file.name}:{number}") from None
    return found


@app.command("score")
def score(file: LabelsFile, min_recall: Recall = 0.0, min_precision: Precision = 0.0, as_json: AsJson = False) -> int:
    """Compare the traits that are read with a file's truth: misses and false alarms by trait.

    Each line: {"id", "category", "name", "label", "readable", "spf", "traits": {trait: [names]}}.
    """
    found = judged(rows(file))
    typer.echo(json.dumps(found.values(), indent=2) if as_json else found.text())
    return 0 if _enough(found, min_recall, min_precision) else 1


def _enough(found: Score, min_recall: float, min_precision: float) -> bool:
    return found.recall >= min_recall and found.precision >= min_precision


@app.command("coverage")
def coverage(file: LabelsFile, most: int = typer.Option(20, help="How many unrecognised names to show.")) -> int:
    """The share of printed names that are recognised, how, and the names that are not."""
    how: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    unreadable = 0
    for row in rows(file):
        label = read_label(row["label"], name=row.get("name", ""), category=row.get("category", ""))
        if not label.readable:
            unreadable += 1
            continue
        how.update(item.how for item in label.items)
        unknown.update(item.printed for item in label.unrecognised)
    total, missed = sum(how.values()), sum(unknown.values())
    share = 100 * (total - missed) / total if total else 0.0
    typer.echo(f"{total - missed} of {total} printed names recognised ({share:.2f} %); {unreadable} labels unreadable")
    for word, count in how.most_common():
        typer.echo(f"  {word.replace('_', ' '):<15} {count:>7}")
    for name, count in unknown.most_common(most):
        typer.echo(f"  {count:>4}  {name}")
    return 0
