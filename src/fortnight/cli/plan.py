"""`fortnight plan`: the fourteen days of one treatment."""

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


def plan(
    treated: TreatedAlways,
    zone: Zone = "local",
    day_one: Count = DayOne.TREATMENT_DAY,
    profile: ProfileFile = None,
    history: HistoryFile = None,
    cautious: Cautious = False,
    language: Language = None,
    as_json: AsJson = False,
) -> int:
    """Show your 14 days, each with its date.

    Morning and evening, what is new, what to avoid, what you can use again and when. Anything you need
    to avoid is shown with the day you can use it and why.
    """
    from fortnight.cli.calendar import plan_values, show_plan
    from fortnight.cli.happened import history_in
    from fortnight.cli.terminal import tell_json
    from fortnight.course.days import day_of
    from fortnight.routine.model.evenings import evening_plan
    from fortnight.wording.load import LANGUAGE

    treatment = treatment_of(treated, zone, day_one)
    book = book_of(profile, cautious=cautious)
    today = day_of(treatment, today_in(zone))
    evenings = evening_plan(book, history=history_in(history, book.person, treatment.date), day=max(today, 1))
    spoken = language_of(language) or LANGUAGE
    if as_json:
        tell_json(plan_values(treatment, book, evenings, spoken))
    else:
        show_plan(treatment, book, today, evenings, spoken)
    return 0
