"""Answers against what is right: `fortnight labels answers` for labels, `fortnight questions score` for the box.

A label is right by its answers on days 1 and 2, a question by its topic and its answer on day 1. Each row that is not
right is named, so that a figure can be followed to its rows.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from fortnight.cli.options import AsJson, text_in
from fortnight.errors import UsageError

app = typer.Typer(help="How well questions are understood.", no_args_is_help=True)
RowsFile = Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines, each with the expected answer.")]
_CLOSED = frozenset({"no", "acid", "eo", "oil", "retinoid-no", "vitc"})
_WORDS = _CLOSED | {"redflag", "ok", "?", "feeling", "medicine"}
_OPEN = ("yes", "careful")
_ASKED_BACK = "unknown"
_EXPECTED = ("no", "cannot", "notyes", "care", "ok")


@dataclass(slots=True)
class Tally:
    """Figures by name, each with how many there are of it, and the rows behind a fault."""

    figures: dict[str, list[int]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def count(self, figure: str, row: dict[str, Any], details: str, *, right: bool, fault: bool = True) -> None:
        """Count a row to a figure; where it is not right, and that is a fault, name it."""
        pair = self.figures.setdefault(figure, [0, 0])
        pair[0] += right
        pair[1] += 1
        if fault and not right:
            self.faults.append(f"{figure}: {row.get('id')} {details}")

    def tell(self, *, as_json: bool) -> None:
        """Write the faults and the figures."""
        from fortnight.cli.terminal import tell, tell_json

        if as_json:
            tell_json({"figures": self.figures, "faults": self.faults})
            return
        for line in self.faults:
            tell(line)
        for figure, (right, of) in self.figures.items():
            tell(f"{figure:<40} {right:>5} of {of:<5} {100 * right / of:6.1f} %")


def _rows(file: Path, *needed: str) -> list[dict[str, Any]]:
    """The objects of a file with the texts that are needed. Raises: UsageError with the line."""
    rows = []
    for number, line in enumerate(text_in(file).split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise UsageError(f"not JSON: {error}", "Write one object per line.", f"{file.name}:{number}") from None
            if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in needed):
                keys = ", ".join(f'"{key}"' for key in needed)
                raise UsageError(f"a row needs the strings {keys}", "See --help.", f"{file.name}:{number}")
            rows.append(row)
    return rows


def label_answers(file: RowsFile, as_json: AsJson = False) -> int:
    """Compare the answers of labels on days 1 and 2 with what is right.

    Each line: {"id", "name", "category", "label", "expect"}. expect is "no" or "cannot" (neither yes nor with care),
    "notyes" (no plain yes), "care" (no plain yes on day 1), or "ok" (yes or with care on day 1).
    """
    from fortnight.guide.load import published_guide
    from fortnight.labels.read import read_label
    from fortnight.person.model import Profile
    from fortnight.verdicts.judge import weigh
    from fortnight.verdicts.rulebook import rulebook

    book, tally = rulebook(published_guide(), Profile()), Tally()
    for row in _rows(file, "label", "expect"):
        if row["expect"] not in _EXPECTED:
            raise UsageError(f'"{row["expect"]}" is nothing to expect', f"One of: {', '.join(_EXPECTED)}.", file.name)
        label = read_label(row["label"], name=row.get("name") or "", category=row.get("category") or "")
        days = tuple(map(str, weigh(label, book).rulings[:2]))
        details = f"expected {row['expect']}, answered {' and '.join(days)}: {row.get('name')}, {row['label'][:80]!r}"
        figure = "harmless ones open on day 1" if row["expect"] == "ok" else "no yes where none is right"
        tally.count(figure, row, details, right=_as_expected(row["expect"], days))
    tally.tell(as_json=as_json)
    return 0


def _as_expected(expected: str, days: tuple[str, ...]) -> bool:
    match expected:
        case "ok":
            return days[0] in _OPEN
        case "care":
            return days[0] != "yes"
        case "notyes":
            return "yes" not in days
        case _:
            return not set(days) & set(_OPEN)


@app.command("score")
def questions_score(file: RowsFile, as_json: AsJson = False) -> int:
    """Compare how questions are understood, and answered on day 1, with what is expected.

    Each line: {"id", "lang", "text", "expect", "fine"?, "alarm"?}. expect is the id of an activity, several joined
    by "|", or "redflag", "feeling", "medicine", "no" and its kinds (no yes), "ok" (open), "?" (a topic).
    """
    from fortnight.cli.batch import BatchBasis
    from fortnight.cli.replies import question_answer

    basis, tally = BatchBasis(), Tally()
    for row in _rows(file, "text", "expect"):
        answer = question_answer({**row, "day": 1}, basis)
        ids = [word for word in row["expect"].split("|") if word]
        details = (
            f"{row['text'][:90]!r}: expected {row['expect']}, {answer['sense']} {answer['activity'] or ''} "
            f"{answer['ruling'] or ''} {' '.join(answer['signs'])} {answer['choices'] or ''}"
        )
        _count_question(tally, row, answer, frozenset(ids), details)
    tally.tell(as_json=as_json)
    return 0


def _count_question(
    tally: Tally, row: dict[str, Any], answer: dict[str, Any], expected: frozenset[str], details: str
) -> None:
    alarming = bool(row.get("alarm")) or "redflag" in expected
    if alarming:
        tally.count("alarming ones that reach the card", row, details, right=bool(answer["signs"]))
        return
    tally.count("others without a card", row, details, right=not answer["signs"])
    understood = answer["sense"] != _ASKED_BACK
    tally.count("understood, or the right thing proposed", row, details, right=understood or bool(answer["choices"]))
    tally.count("understood straight away", row, details, right=understood, fault=False)
    activities = {word.lstrip("?") for word in expected - _WORDS if not word.startswith("?")}
    if activities and understood and not answer["signs"]:
        # A question back that offers the right topic tells no wrong one.
        offered = not answer["activity"] and not activities.isdisjoint(answer["choices"])
        right = answer["activity"] in activities or offered or "?" in expected
        tally.count("the right topic", row, details, right=right)
    if expected & _CLOSED:
        tally.count("no yes where none is right", row, details, right=answer["ruling"] != "yes")
    if row.get("fine") or "ok" in expected:
        tally.count("fine ones not refused", row, details, right=answer["ruling"] not in ("not_yet", "not_this_time"))
