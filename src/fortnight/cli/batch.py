"""`check --jsonl` and `ask --jsonl`: many labels or questions, a JSON object a line in and out, in order.

A line that cannot be used gives `{"line", "error"}` and the run goes on; blank lines are passed over. The answers are
those of days 1-14 without a date, since a batch belongs to no one's treatment. What is written is UTF-8 and strict
JSON, whatever the terminal's language is and whatever the lines hold.
"""

import json
import math
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import IO, Any, NoReturn

from fortnight.cli.happened import history_from, history_in, rows_of
from fortnight.cli.jobs import Answer, answers
from fortnight.cli.judged import caution_in, rule_ids
from fortnight.cli.options import book_of
from fortnight.cli.terminal import hush
from fortnight.errors import UsageError
from fortnight.guide.model import LAST_DAY, Window
from fortnight.healing.ladder_model import History
from fortnight.labels.model import Label, LeftOut, PromisedMark
from fortnight.labels.read import read_label
from fortnight.routine.explain.evening_words import stop_sentence
from fortnight.routine.model.evenings import EveningPlan, evening_plan
from fortnight.verdicts.judge import reasons_of, weigh
from fortnight.verdicts.model import Effect, Reason, Ruling, Verdict
from fortnight.verdicts.rulebook import Rulebook

_EFFECTS = {effect: effect.name.lower() for effect in Effect}
_DAYS = tuple(str(day) for day in range(1, LAST_DAY + 1))
_LINES_A_DRAWING = 500
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")


_load = json.JSONDecoder(parse_constant=_no_constant).decode
_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


_NOTHING = History()


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchBasis:
    """What every line of a run is answered by: the profile's file, the layer, what happened where no line says so."""

    profile: Path | None = None
    cautious: bool = False
    history: History = _NOTHING


Row = dict[str, Any]
Wrong = Callable[[object], str]
"""What is wrong with a line's object, or nothing."""


def answered(number: int, line: bytes, wrong: Wrong, answer: Callable[[Row], Row]) -> bytes:
    """A line of JSON for a line (number from 1) that is not blank, and nothing for one that is.

    `answer` answers an object with which nothing is wrong.
    """
    text = line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line
    return _written(_answer(number, text, wrong, answer)) if text.strip() else b""


def _written(values: dict[str, Any]) -> bytes:
    """The values as a line; half a character, which JSON can spell and UTF-8 cannot, stays spelt out."""
    try:
        return _dump(values).encode("utf-8") + b"\n"
    except UnicodeEncodeError:
        return json.dumps(values, separators=(",", ":")).encode("ascii") + b"\n"


def _answer(number: int, line: bytes, wrong: Callable[[object], str], answer: Callable[[Row], Row]) -> Row:
    try:
        row = _load(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return {"line": number, "error": f"not UTF-8 at byte {error.start + 1}"}
    except (ValueError, RecursionError) as error:
        return {"line": number, "error": f"not JSON: {error}"}
    problem = wrong(row)
    return {"line": number, "error": problem} if problem else answer(row)


def basis_of(profile: Path | None, history: Path | None, *, cautious: bool) -> BatchBasis:
    """What a run is answered by. Raises: UsageError for files that cannot be used."""
    basis = BatchBasis(profile=profile, cautious=cautious)
    return replace(basis, history=history_in(history, book_for(basis).person))


@lru_cache(maxsize=8)
def book_for(basis: BatchBasis) -> Rulebook:
    """The rulebook of a run, read once a process. Raises: UsageError for a profile that cannot be used."""
    return book_of(basis.profile, cautious=basis.cautious)


def history_for(row: Row, basis: BatchBasis) -> History:
    """What happened by a line's own account, else by that of the run. Raises: UsageError for one that is none."""
    account = row.get("history")
    if account is None:
        return basis.history
    return history_from(rows_of(account, '"history"'), book_for(basis).person)


@lru_cache(maxsize=256)
def evenings_on(basis: BatchBasis, history: History, day: int) -> EveningPlan:
    """The evenings as they stand on a day (base 1)."""
    return evening_plan(book_for(basis), history=history, day=day)


def label_answer(row: Row, basis: BatchBasis) -> Row:
    """The answers for the label of a line; what the plan says in their place stands by its day under `stops`."""
    name, book = row.get("name") or "", book_for(basis)
    label = read_label(row["label"], name=name, category=row.get("category") or "")
    history = history_for(row, basis)
    if history == _NOTHING:
        return {"id": row.get("id"), **facts(label, book)}
    verdict = weigh(label, book)
    words = {day: stop_sentence(verdict, evenings_on(basis, history, int(day)), int(day)) for day in _DAYS}
    stops = {day: stop for day, stop in words.items() if stop}
    caution = caution_in(rule_ids(verdict) | {name}, history, LAST_DAY)
    along = {key: value for key, value in (("stops", stops), ("caution", caution)) if value}
    return {"id": row.get("id"), **facts(label, book), **along}


def labels_answered(number: int, line: bytes, *, basis: BatchBasis) -> bytes:
    """The answer to a line with a label."""
    return answered(number, line, partial(wrong_label, basis=basis), partial(label_answer, basis=basis))


def wrong_label(row: object, basis: BatchBasis) -> str:
    """What is wrong with a line's object, or nothing. A name, a category and a history may be missing, or null."""
    problem = wrong_text(row, "label", ("name", "category"), 'write {"id": ..., "name": ..., "label": ...}')
    return problem or wrong_history(row, basis)


def wrong_history(row: object, basis: BatchBasis) -> str:
    """What is wrong with a line's own account of what happened, or nothing: it is never left out in silence."""
    try:
        history_for(row if isinstance(row, dict) else {}, basis)
    except UsageError as error:
        return str(error)
    return ""


def wrong_text(row: object, needed: str, others: tuple[str, ...], fix: str) -> str:
    """What is wrong with an object that needs one text and may have others, or nothing."""
    if not isinstance(row, dict):
        return f"not an object: {fix}"
    if needed not in row:
        return f'no "{needed}" in it'
    if not isinstance(row[needed], str):
        return f'"{needed}" is not a string'
    for key in others:
        if not isinstance(row.get(key), str | None):
            return f'"{key}" is not a string'
    row_id = row.get("id")
    if isinstance(row_id, dict | list) or (isinstance(row_id, float) and not math.isfinite(row_id)):
        return '"id" is neither a text nor a number'
    return ""


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
        "left_out": [_left_out(label, part) for part in label.left_out],
        "traits": _traits(label),
        "answers": _by_day(verdict.rulings),
        "from_day": verdict.from_day,
        "reasons": [reason_values(reason, label) for reason in reasons_of(verdict)],
        **unlooked_values(verdict),
    }


@lru_cache(maxsize=1024)
def _by_day(rulings: tuple[Ruling, ...]) -> dict[str, Ruling]:
    """The fourteen answers by their day; products share them, and nobody changes what comes back."""
    return dict(zip(_DAYS, rulings, strict=True))


def unlooked_values(verdict: Verdict) -> dict[str, list[str]]:
    """The allergies that we could not look for, where there are any."""
    return {"could_not_look_for": list(verdict.unlooked)} if verdict.unlooked else {}


def _left_out(label: Label, part: LeftOut) -> dict[str, Any]:
    """What was not taken for a name, where it stands and why."""
    return {
        "text": label.text[part.start : part.end],
        "start": part.start,
        "end": part.end,
        "why": part.why,
        "doubtful": part.doubtful,
    }


def _traits(label: Label) -> dict[str, list[str]]:
    """The traits with their printed names; what is no list of ingredients shows none, though a refusal stands."""
    if not label.readable:
        return {}
    return {trait: [item.read.printed for item in items] for trait, items in label.traits.items()}


def reason_values(reason: Reason, label: Label | None) -> dict[str, Any]:
    """A reason as plain values."""
    return {
        "rule": reason.rule.id,
        "days": [reason.days.first, reason.days.last],
        "effect": _EFFECTS[reason.effect],
        "because": _because(reason, label),
    }


def _because(reason: Reason, label: Label | None) -> str:
    """What made a rule speak: printed names, what could not be read, the SPF or the kind of product."""
    if label is None:
        return ""
    rule = reason.rule if isinstance(reason.rule, Window) else None
    if rule and isinstance(rule.shows, PromisedMark):
        return f"promised: {rule.shows.mark}"
    because = reason.because
    if rule and rule.untold:
        return because
    if reason.effect is Effect.CANNOT_TELL:
        return f"unread: {because or 'the label'}"
    if rule and rule.spf_below is not None:
        return f"spf {label.spf}"
    return because or (f"kind: {label.kind}" if label.kind else "the label")


def run(file: str, answer: Answer, jobs: int) -> None:
    """Write what a function answers to each line of a file (or "-", standard input) to standard output, in order.

    Progress is drawn on a terminal.
    """
    out = sys.stdout.buffer
    try:
        with _opened(file) as lines:
            for chunk in answers(_watched(lines, file), answer, jobs):
                out.write(chunk)
        out.flush()
    except BrokenPipeError:
        # Whoever reads has had enough; nothing may be left to write when Python leaves.
        hush()


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

    # Drawn by hand: a thread that draws must not stand beside the processes that are forked here.
    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as progress:
        task = progress.add_task("lines", total=size)
        for number, line in enumerate(lines):
            yield line
            progress.update(task, advance=len(line), refresh=number % _LINES_A_DRAWING == 0)
