"""`fortnight check --jsonl`: many labels, one JSON object a line in and one a line out, in constant memory.

A line that cannot be used gives `{"line", "error"}` and the run goes on; blank lines are passed over. The answers are
those of days 1-14 without a date, since a batch belongs to no one's treatment.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, Any

from fortnight.labels.model import Label
from fortnight.labels.read import read_label
from fortnight.verdicts.judge import reasons_of, weigh
from fortnight.verdicts.model import Effect, Reason
from fortnight.verdicts.rulebook import Rulebook

_EFFECTS = {effect: effect.name.lower() for effect in Effect}
_TEXTS = ("label", "name", "category")


def answered(lines: Iterable[bytes], book: Rulebook) -> Iterator[str]:
    """One line of JSON for each line that is not blank (line numbers from 1)."""
    dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield dump(_answer(number, line, book))


def _answer(number: int, line: bytes, book: Rulebook) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return {"line": number, "error": f"not UTF-8 at byte {error.start + 1}"}
    except (ValueError, RecursionError) as error:
        return {"line": number, "error": f"not JSON: {error}"}
    wrong = _wrong(row)
    if wrong:
        return {"line": number, "error": wrong}
    label = read_label(row["label"], name=row.get("name") or "", category=row.get("category") or "")
    return {"id": row.get("id"), **facts(label, book)}


def _wrong(row: object) -> str:
    if not isinstance(row, dict):
        return 'not an object: write {"id": ..., "name": ..., "label": ...}'
    if "label" not in row:
        return 'no "label" in it'
    for key in _TEXTS:
        if not isinstance(row.get(key) or "", str):
            return f'"{key}" is not a text'
    if row["label"] is None:
        return '"label" is not a text'
    return '"id" is neither a text nor a number' if isinstance(row.get("id"), dict | list) else ""


def facts(label: Label, book: Rulebook) -> dict[str, Any]:
    """What is known of a label and its fourteen answers, as plain values for JSON."""
    verdict = weigh(label, book)
    return {
        "readable": label.readable,
        "spf": label.spf,
        "kind": label.kind,
        "read": label.read,
        "of": label.of,
        "unrecognised": [item.printed for item in label.unrecognised] if label.read < label.of else [],
        "traits": _traits(label),
        "answers": {str(day): ruling for day, ruling in enumerate(verdict.rulings, 1)},
        "from_day": verdict.from_day,
        "reasons": [_reason(reason, label) for reason in reasons_of(verdict)],
    }


def _traits(label: Label) -> dict[str, list[str]]:
    """The traits with their printed names; what is no list of ingredients shows none, though a refusal stands."""
    if not label.readable:
        return {}
    return {trait: [item.printed for item in items] for trait, items in label.traits.items()}


def _reason(reason: Reason, label: Label) -> dict[str, Any]:
    return {
        "rule": reason.rule.id,
        "days": [reason.days.first, reason.days.last],
        "effect": _EFFECTS[reason.effect],
        "because": reason.because or (f"kind: {label.kind}" if label.kind else "the label"),
    }


def run(file: str, book: Rulebook) -> None:
    """Write the answers for a file (or "-", standard input) to standard output, one a line; progress on a terminal."""
    write = sys.stdout.write
    with _opened(file) as lines:
        for answer in answered(_watched(lines, file), book):
            write(answer)
            write("\n")


def _opened(file: str) -> AbstractContextManager[IO[bytes]]:
    return nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb")


def _watched(lines: Iterable[bytes], file: str) -> Iterable[bytes]:
    """The lines with a progress bar on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        return lines
    size = Path(file).stat().st_size if file != "-" else None
    return _with_bar(lines, size)


def _with_bar(lines: Iterable[bytes], size: int | None) -> Iterator[bytes]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("labels", total=size)
        for line in lines:
            yield line
            progress.advance(task, len(line))
