"""`fortnight today`: this day of the fortnight, in one screen."""

import datetime as dt
import json

import typer
from rich.console import Console
from rich.text import Text

from fortnight.cli.options import AsJson, Count, ProfileFile, Zone, profile_of, today_in, treatment_of
from fortnight.cli.plan import show_flags, stage_strip, when
from fortnight.cli.screen import console, indented
from fortnight.course.days import day_of, parse_date, phase
from fortnight.course.due import coming_back, day_plan
from fortnight.course.model import DayOne, DayPlan, Phase, Treatment
from fortnight.course.spacing import earliest_next
from fortnight.guide.load import published_guide
from fortnight.person.model import Profile
from fortnight.verdicts.sentence import said_date, said_day
from fortnight.wording.load import say


def today(
    treated: str = typer.Option(..., "--treated", metavar="DATE", help="The date of the treatment, as 2026-11-20."),
    on: str | None = typer.Option(None, "--on", metavar="DATE", help="Another day than today."),
    zone: Zone = "local",
    day_one: Count = DayOne.TREATMENT_DAY,
    profile: ProfileFile = None,
    as_json: AsJson = False,
) -> int:
    """Today: the day, this morning, this evening, what to leave alone, what comes back next.

    Example: fortnight today --treated 2026-11-20
    """
    treatment = treatment_of(treated, zone, day_one)
    person = profile_of(profile)
    date = parse_date(on) if on else today_in(zone)
    one = day_plan(published_guide(), treatment, day_of(treatment, date))
    if as_json:
        typer.echo(json.dumps(_values(one), ensure_ascii=False, indent=2))
    else:
        _show(console(), one, date, treatment, person)
    return 0


def _values(one: DayPlan) -> dict[str, object]:
    coming = coming_back(published_guide(), one.day)
    return {
        "day": one.day,
        "date": one.date.isoformat(),
        "phase": phase(one.day),
        "stages": [stage.id for stage in one.stages],
        "morning": [care.says for care in one.morning],
        "evening": [care.says for care in one.evening],
        "leave_alone": [care.says for care in one.avoid],
        "coming_back": [{"rule": care.id, "day": care.days.first, "says": care.says} for care in coming],
    }


def _show(out: Console, one: DayPlan, date: dt.date, treatment: Treatment, person: Profile) -> None:
    show_flags(out, person)
    match phase(one.day):
        case Phase.BEFORE if not one.stages:
            out.print(Text(say("before-the-fortnight", date=said_date(treatment.date)), "bold"))
            out.print(Text(say("prepare")))
        case Phase.AFTER:
            out.print(Text(say("after-the-fortnight"), "bold"))
            out.print(Text(earliest_next(treatment, person.needle_mm).says))
        case _:
            _show_day(out, one, date, treatment)


def _show_day(out: Console, one: DayPlan, date: dt.date, treatment: Treatment) -> None:
    guide = published_guide()
    stages = " and ".join(stage.name for stage in one.stages)
    out.print(Text(f"{said_date(date)}: {say('day-of-the-fortnight', day=one.day)}, {stages}", "bold"))
    out.print()
    out.print(stage_strip(guide, one.day))
    for heading, cares in (("this-morning", one.morning), ("this-evening", one.evening), ("leave-alone", one.avoid)):
        out.print()
        out.print(Text(say(heading), "bold"))
        for care in cares:
            indented(out, f"{care.says}")
    coming = coming_back(guide, one.day)
    if coming:
        out.print()
        out.print(Text(say("comes-back-next"), "bold"))
    for care in coming:
        indented(out, f"From {said_day(care.days.first, treatment)}. {when(care)}: {care.says}")
