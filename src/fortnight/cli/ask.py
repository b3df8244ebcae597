"""`fortnight ask`: any question in your own words; a product, something to do, a medicine, a feeling, a list."""

from functools import partial
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
    language_of,
)
from fortnight.course.model import DayOne

if TYPE_CHECKING:
    from fortnight.asking import Understanding
    from fortnight.cli.judged import DayOption
    from fortnight.verdicts.rulebook import Rulebook

Words = Annotated[
    str, typer.Argument(metavar="TEXT|FILE|-", help="In your own words; with --jsonl a file, - is standard input.")
]
Jsonl = Annotated[
    bool, typer.Option("--jsonl", help='Many questions: objects {"id","text","lang","day"}, one per line.')
]


def ask(
    text: Words,
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
    as_json: AsJson = False,
) -> int:
    """Answer a question in your own words.

    It may be about a product, something you want to do, a medicine, or something you feel. A warning sign
    comes first, before any answer. With --jsonl many questions are answered, one JSON object per line in and one per
    line out; a question without a day is answered for day 1. What happened is that of --history, or of a line's own.
    """
    from fortnight.asking import understand
    from fortnight.cli.batch import basis_of, run
    from fortnight.cli.happened import history_in
    from fortnight.cli.jobs import cores
    from fortnight.cli.judged import DayOption
    from fortnight.cli.replies import questions_answered

    if jsonl:
        run(text, partial(questions_answered, basis=basis_of(profile, history, cautious=cautious)), cores())
        return 0
    book = book_of(profile, cautious=cautious)
    spoken = language_of(language)
    day_option = DayOption(treated, zone, day_one, day, country)
    day_option.history = history_in(history, book.person, day_option.treated)
    return answered(understand(text, language=spoken), book, day_option, spoken, as_json=as_json)


def answered(
    meant: "Understanding", book: "Rulebook", day_option: "DayOption", language: str | None, *, as_json: bool
) -> int:
    """Say or print the answer to what was understood; the exit code."""
    from fortnight.asking.reply import reply
    from fortnight.cli.judged import stop_of, words_along
    from fortnight.cli.replies import caution_of_reply, exit_code, reply_values, show_reply
    from fortnight.cli.terminal import tell_json

    answer = reply(meant, book, day_option.ruled if day_option.ruled is not None else 1)
    day_option.move(meant.when)
    spoken = language or meant.language
    stop = stop_of(answer.verdict, book, day_option, spoken)
    if as_json:
        along = words_along(stop, caution_of_reply(answer, day_option, spoken))
        tell_json({**reply_values(answer, day_option, spoken), **along})
    else:
        show_reply(answer, book, day_option, spoken)
    return exit_code(answer, stop)
