"""`fortnight today`: this day of the fortnight, in one screen."""

from typing import Annotated

import typer

from fortnight.cli.options import (
    AsJson,
    Cautious,
    Count,
    HistoryFile,
    Language,
    ProfileFile,
    TreatedAlways,
    Zone,
    book_of,
    language_of,
    today_in,
    treatment_of,
)
from fortnight.course.model import DayOne

On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="A day other than today.")]


def today(
    treated: TreatedAlways,
    on: On = None,
    zone: Zone = "local",
    day_one: Count = DayOne.TREATMENT_DAY,
    profile: ProfileFile = None,
    history: HistoryFile = None,
    cautious: Cautious = False,
    language: Language = None,
    as_json: AsJson = False,
) -> int:
    """Show what to do and what to avoid today.

    This morning, this evening, what is later for you and why, what you can use again next. Before the treatment it
    says how to prepare; after the 14 days, when the next session can be.
    """
    from fortnight.cli.daily import day_values, show_day
    from fortnight.cli.happened import history_in
    from fortnight.cli.terminal import tell_json
    from fortnight.course.days import day_of, parse_date
    from fortnight.course.due import day_plan
    from fortnight.wording.load import LANGUAGE

    treatment = treatment_of(treated, zone, day_one)
    book = book_of(profile, cautious=cautious)
    date = parse_date(on) if on else today_in(zone)
    plan = day_plan(book.guide, treatment, day_of(treatment, date))
    happened, spoken = history_in(history, book.person, treatment.date), language_of(language) or LANGUAGE
    if as_json:
        tell_json(day_values(plan, treatment, book, happened, spoken))
    else:
        show_day(plan, treatment, book, happened, spoken)
    return 0
