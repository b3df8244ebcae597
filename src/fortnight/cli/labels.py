"""`fortnight labels`: how well labels are read, measured on any file of labels with or without the truth."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fortnight.cli import expected
from fortnight.cli.options import AsJson, text_in

if TYPE_CHECKING:
    from fortnight.cli.scoring import LabelScore

app = typer.Typer(help="How well labels are read: score and coverage.", no_args_is_help=True)
LabelsFile = Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines, one label per line.")]
Recall = Annotated[float, typer.Option("--min-recall", help="Exit with 1 if recall is below this (%).")]
Precision = Annotated[float, typer.Option("--min-precision", help="Exit with 1 if precision is below this (%).")]


_SHAPES: dict[str, type] = {"label": str, "text": str, "traits": dict}


def rows(file: Path, *needed: str) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines, each with what is needed. Raises: UsageError with the line."""
    lines = enumerate(text_in(file).split("\n"), 1)
    return [_row(line, f"{file.name}:{number}", needed) for number, line in lines if line.strip()]


def _row(line: str, where: str, needed: tuple[str, ...]) -> dict[str, Any]:
    from fortnight.errors import UsageError

    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"not JSON: {error}", "Write one object per line.", where) from None
    if not isinstance(row, dict):
        raise UsageError("not an object", 'Write {"id": ..., "name": ..., "label": ...}, one per line.', where)
    for key in needed:
        if not isinstance(row.get(key), _SHAPES[key]):
            what = "a text" if _SHAPES[key] is str else 'an object, as {"retinoid": ["Retinol"]}'
            raise UsageError(f'no "{key}" in it that is {what}', "See fortnight labels --help.", where)
    return row


@app.command("score")
def score(file: LabelsFile, min_recall: Recall = 0.0, min_precision: Precision = 0.0, as_json: AsJson = False) -> int:
    """Compare the traits that are read with a hand-labelled file.

    Misses and false alarms are counted by trait, and each is listed with its label.

    Each line: {"id", "category", "name", "label", "readable", "spf", "traits": {trait: [names]}}.
    """
    from fortnight.cli.scoring import judged
    from fortnight.cli.terminal import tell, tell_json

    label_score = judged(rows(file, "label", "traits"))
    if as_json:
        tell_json(label_score.values())
    else:
        tell(label_score.text())
    return 0 if _enough(label_score, min_recall, min_precision) else 1


def _enough(label_score: "LabelScore", min_recall: float, min_precision: float) -> bool:
    return label_score.recall >= min_recall and label_score.precision >= min_precision


@app.command("coverage")
def coverage(file: LabelsFile, most: int = typer.Option(20, help="How many unrecognised names to show.")) -> int:
    """Count the printed names that are recognised.

    By how they were recognised, then the names that were not, most frequent first. Needs no hand-labelled data.
    """
    from fortnight.cli.terminal import tell
    from fortnight.labels.read import read_label

    how: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    unreadable = 0
    for row in rows(file, "label"):
        label = read_label(row["label"], name=row.get("name") or "", category=row.get("category") or "")
        if not label.readable:
            unreadable += 1
            continue
        how.update(item.how for item in label.items)
        unknown.update(item.printed for item in label.unrecognised)
    total, missed = sum(how.values()), sum(unknown.values())
    share = 100 * (total - missed) / total if total else 0.0
    tell(f"{total - missed} of {total} printed names recognised ({share:.2f} %); {unreadable} labels unreadable")
    for word, count in how.most_common():
        tell(f"  {word.replace('_', ' '):<15} {count:>7}")
    for name, count in unknown.most_common(most):
        tell(f"  {count:>4}  {name}")
    return 0


app.command("answers")(expected.label_answers)
