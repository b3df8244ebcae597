"""`fortnight check`: may I use this product? One label, or a file of many with `--jsonl`."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fortnight.cli.options import (
    AsJson,
    Cautious,
    Count,
    Country,
    Day,
    HistoryFile,
    Language,
    ProfileFile,
    Treated,
    Zone,
    book_of,
    label_text,
    language_of,
)
from fortnight.course.model import DayOne

if TYPE_CHECKING:
    from fortnight.labels.model import Kind

Name = Annotated[str, typer.Option("--name", help="The product's name; it helps to find the type and the SPF.")]
KindOption = Annotated[str | None, typer.Option("--kind", help="What it is, such as moisturiser, mask, face_oil.")]
Category = Annotated[str, typer.Option("--category", help="A shop's category, in any words.")]
Words = Annotated[str | None, typer.Option("--text", help="The label itself, instead of a file.")]
Jsonl = Annotated[
    bool, typer.Option("--jsonl", help='Many labels: objects {"id","name","category","label"}, one per line.')
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", min=1, help="With --jsonl: how many processes. Default: all cores.")
]
LabelFile = Annotated[str, typer.Argument(metavar="[FILE|-]", help="The label as text; - is standard input.")]


def check(
    file: LabelFile = "-",
    name: Name = "",
    kind: KindOption = None,
    category: Category = "",
    text: Words = None,
    treated: Treated = None,
    day: Day = None,
    zone: Zone = "local",
    day_one: Count = DayOne.TREATMENT_DAY,
    profile: ProfileFile = None,
    history: HistoryFile = None,
    cautious: Cautious = False,
    country: Country = "",
    language: Language = None,
    jsonl: Jsonl = False,
    jobs: Jobs = None,
    as_json: AsJson = False,
) -> int:
    """Check whether you can use a product, and from which day.

    With --jsonl many labels are answered, one JSON object per line in and one per line out; what happened is that of
    --history, or of a line's own.
    """
    from fortnight.cli.batch import basis_of, facts, labels_answered, run
    from fortnight.cli.jobs import cores

    if jsonl:
        run(file, partial(labels_answered, basis=basis_of(profile, history, cautious=cautious)), jobs or cores())
        return 0
    from fortnight.cli import judged
    from fortnight.cli.happened import history_in
    from fortnight.cli.terminal import tell_json
    from fortnight.labels.read import read_label
    from fortnight.verdicts.judge import answer_on, weigh
    from fortnight.wording.load import LANGUAGE, say

    book, spoken = book_of(profile, cautious=cautious), language_of(language) or LANGUAGE
    day_option = judged.DayOption(treated, zone, day_one, day, country)
    day_option.history = history_in(history, book.person, day_option.treated)
    words = text if text is not None else _read(file)
    label = read_label(words, name=name, kind=_kind(kind), category=category)
    verdict = weigh(label, book)
    answer = answer_on(verdict, day_option.ruled) if day_option.ruled is not None else None
    stop = judged.stop_of(verdict, book, day_option, spoken)
    caution = judged.caution_for(judged.rule_ids(verdict) | {name}, day_option, spoken)
    if as_json:
        more = {**facts(label, book), **judged.words_along(stop, caution)}
        tell_json(judged.answer_values(answer, verdict, day_option, more, spoken))
    else:
        _show_signs(name, words, country=country, zone=zone, language=spoken)
        title = name or (Path(file).name if file != "-" else say("your-product", spoken))
        judged.show(answer, verdict, day_option, title, spoken, stop=stop, caution=caution)
    return judged.STOPPED if stop else judged.EXIT_CODES[answer.ruling if answer else verdict.rulings[0]]


def _show_signs(*texts: str, country: str, zone: str, language: str) -> None:
    """What must not wait, where a label or a name is in truth what somebody feels."""
    from fortnight.asking import understand
    from fortnight.cli.calls import show_sign
    from fortnight.cli.options import today_in
    from fortnight.healing.model import Urgency

    signs = {sign: None for text in texts if text for sign in understand(text).signs}
    for sign in signs:
        if sign.urgency is not Urgency.CLINIC:
            show_sign(sign, country, today_in(zone), language)


def _kind(text: str | None) -> "Kind | None":
    from fortnight.errors import UsageError
    from fortnight.labels.kinds import as_kind
    from fortnight.labels.model import Kind

    kind = as_kind(text)
    if text and kind is None:
        raise UsageError(f'"{text}" is not a type of product', f"One of: {', '.join(Kind)}.")
    return kind


def _read(file: str) -> str:
    if file != "-":
        return label_text(Path(file).read_bytes())
    if sys.stdin.isatty():
        sys.stderr.write("Paste the label, then press Ctrl-D.\n")
    return label_text(sys.stdin.buffer.read())
