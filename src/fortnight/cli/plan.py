"""`fortnight plan`: the fourteen days of one treatment."""

import json
from typing import Any

import typer
from rich.console import Console
from rich.text import Text

from fortnight.cli.options import AsJson, Cautious, Count, ProfileFile, Zone, profile_of, today_in, treatment_of
from fortnight.cli.reference import what_of
from fortnight.cli.screen import console, indented
from fortnight.course.days import day_of
from fortnight.course.due import plan as plan_of
from fortnight.course.model import DayOne, DayPlan, Treatment
from fortnight.guide.load import published_guide
from fortnight.guide.model import LAST_DAY, Care, Duty, Guide, Layer
from fortnight.person.model import Level, Profile
from fortnight.person.modifiers import clinician_flags, speaking
from fortnight.verdicts.sentence import said_date, said_day
from fortnight.wording.load import say

_STYLES = {"calm": "blue", "restart": "green", "rebuild": "yellow", "renew": "red"}


def plan(
    treated: str = typer.Option(..., "--treated", metavar="DATE", help="The date of the treatment, as 2026-11-20."),
    zone: Zone = "local",
    day_one: Count = DayOne.TREATMENT_DAY,
    profile: ProfileFile = None,
    cautious: Cautious = False,
    as_json: AsJson = False,
) -> int:
    """Your fourteen days, dated: what to do in the morning and evening, what to leave alone, what comes back when.

    Example: fortnight plan --treated 2026-11-20
    """
    treatment = treatment_of(treated, zone, day_one)
    person = profile_of(profile)
    today = day_of(treatment, today_in(zone))
    if as_json:
        typer.echo(json.dumps(as_values(treatment, person), ensure_ascii=False, indent=2))
    else:
        show(treatment, person, today, cautious=cautious)
    return 0


def as_values(treatment: Treatment, person: Profile) -> dict[str, Any]:
    """The plan as plain values."""
    guide = published_guide()
    return {
        "treated": treatment.date.isoformat(),
        "day_one": treatment.day_one,
        "flags": [{"rule": flag.modifier, "level": flag.level, "says": flag.says} for flag in clinician_flags(person)],
        "days": [
            {
                "day": one.day,
                "date": one.date.isoformat(),
                "stages": [stage.id for stage in one.stages],
                "morning": [care.id for care in one.morning],
                "evening": [care.id for care in one.evening],
                "leave_alone": [care.id for care in one.avoid],
                "starts": [care.id for care in one.starts],
            }
            for one in plan_of(guide, treatment).days
        ],
        "care": {care.id: care.says for care in guide.care},
    }


def show(treatment: Treatment, person: Profile, today: int | None, *, cautious: bool) -> None:
    """The plan on the screen: the strip, then day by day what is new, then what holds."""
    out, guide = console(), published_guide()
    days = plan_of(guide, treatment).days
    out.print(Text(say("plan-title", first=said_date(days[0].date), last=said_date(days[-1].date)), "bold"))
    out.print()
    out.print(stage_strip(guide, today))
    out.print()
    show_flags(out, person)
    for before, one in zip((None, *days), days, strict=False):
        _show_day(out, guide, one, before, ringed=one.day == today)
    _show_returns(out, guide, treatment)
    _show_layers(out, guide, person, cautious=cautious)
    out.print(Text(say("plan-closing"), "dim"))


def stage_strip(guide: Guide, ringed: int | None) -> Text:
    """The strip as a calendar: the days, and below them the stages, each from the day that it starts."""
    numbers, cells = Text(), Text()
    for day in range(1, LAST_DAY + 1):
        number = f"[{day}]" if day == ringed else str(day)
        numbers.append(f"{number:^4} ", "bold" if day == ringed else "dim")
    starts = [*(stage.days.first for stage in guide.stages), LAST_DAY + 1]
    for stage, following in zip(guide.stages, starts[1:], strict=True):
        cells.append(
            f"{stage.name} ".ljust(5 * (following - stage.days.first) - 1, "―") + " ", _STYLES.get(stage.id, "")
        )
    numbers.rstrip()
    cells.rstrip()
    return Text("\n").join((numbers, cells))


def show_flags(out: Console, person: Profile) -> None:
    """What needs a clinician, before anything else."""
    for flag in clinician_flags(person):
        words = "stop-and-ask-your-clinician" if flag.level is Level.STOP else "ask-your-clinician"
        out.print(Text(say(words, asks=flag.asks), "bold red"))
        indented(out, f"{flag.says} ({flag.modifier})", "dim")
        out.print()


def _show_day(out: Console, guide: Guide, one: DayPlan, before: DayPlan | None, *, ringed: bool) -> None:
    stages = " and ".join(stage.name for stage in one.stages)
    mark = say("today-mark") if ringed else ""
    out.print(Text(f"Day {one.day}, {said_date(one.date)}: {stages}{mark}", "bold"))
    for heading, cares in (("plan-morning", one.morning), ("plan-evening", one.evening)):
        steps = [step for step in map(step_of, cares) if step]
        indented(out, say(heading, steps=", ".join(dict.fromkeys(steps))))
    known = {care.id for care in (*before.morning, *before.evening, *before.avoid)} if before else set()
    for care in guide.care:
        if care.id not in known and care in (*one.morning, *one.evening, *one.avoid):
            words = "plan-leave" if care.duty is Duty.AVOID else "plan-new"
            indented(out, say(words, says=care.says), "dim", 4)
            if care.named:
                indented(out, say("guide-names", names=", ".join(care.named)), "dim", 6)
    out.print()


def step_of(care: Care) -> str:
    """A care in a word or two: the kinds of product that fill it, and whether it is up to the person."""
    kinds = " or ".join(kind.replace("_", " ") for kind in care.kinds)
    spf = f" SPF {care.spf_min} or higher" if care.spf_min and kinds else ""
    return f"{kinds}{spf}{say('up-to-you') if care.duty is Duty.MAY and kinds else ''}"


def when(care: Care) -> str:
    """When a care is due, in a word or two."""
    times = " and ".join(care.times) if care.times else care.often
    return f"{times[0].upper()}{times[1:]}"


def _show_returns(out: Console, guide: Guide, treatment: Treatment) -> None:
    """What comes back when: the windows of the guide that close first and open later, the soonest first."""
    opening: dict[int, list[str]] = {}
    for window in guide.windows:
        if window.refuse and window.refuse.last < LAST_DAY:
            opening.setdefault(window.refuse.last + 1, []).append(what_of(window).replace("_", " "))
    out.print(Text(say("plan-returns"), "bold"))
    for day, words in sorted(opening.items()):
        indented(out, f"{said_day(day, treatment)}: {'; '.join(dict.fromkeys(words))}.")
    out.print()


def _show_layers(out: Console, guide: Guide, person: Profile, *, cautious: bool) -> None:
    if cautious:
        out.print(Text(say("plan-cautious"), "bold"))
        for window in guide.cautious:
            if window.layer is Layer.CAUTIOUS:
                indented(out, f"{window.says} ({window.id})")
        out.print()
    stricter = speaking(person)
    if stricter:
        out.print(Text(say("plan-for-you"), "bold"))
        for modifier in stricter:
            indented(out, f"{modifier.says} ({modifier.id})")
        out.print()
