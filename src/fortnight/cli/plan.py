"""`fortnight plan`: the fourteen days of one treatment."""

import json

import typer

from fortnight.cli.options import (
    AsJson,
    Cautious,
    Count,
    ProfileFile,
    TreatedAlways,
    Zone,
    book_of,
    today_in,
    treatment_of,
)
from fortnight.course.model import DayOne


def plan(
    treated: TreatedAlways,
    zone: Zone = "local",
    day_one: Count = DayOne.TREATMENT_DAY,
    profile: ProfileFile = None,
    cautious: Cautious = False,
    as_json: AsJson = False,
) -> int:
    """Show your fourteen days: morning, evening, what to leave alone, what comes back when."""
    from fortnight.cli.calendar import plan_values, show_plan
    from fortnight.course.days import day_of

    treatment = treatment_of(treated, zone, day_one)
    book = book_of(profile, cautious=cautious)
    today = day_of(treatment, today_in(zone))
    if as_json:
        typer.echo(json.dumps(plan_values(treatment, book), ensure_ascii=False, indent=2))
    else:
        show_plan(treatment, book, today)
    return 0
