"""The fourteen days on the screen and as plain values, as they are for this person.

A step that the guide has and that is closed for the person is not offered: it is shown with the day it opens and with
the rules that close it, the same that `check` names.
"""

from typing import Any

from rich.console import Console
from rich.text import Text

from fortnight.cli.reference import what_of
from fortnight.cli.screen import console, indented
from fortnight.course.due import plan as plan_of
from fortnight.course.model import DayPlan, Treatment
from fortnight.guide.model import LAST_DAY, Care, Duty, Guide, Window
from fortnight.labels.model import Kind
from fortnight.person.model import Level, Profile
from fortnight.person.modifiers import clinician_flags, speaking
from fortnight.verdicts.rulebook import Rulebook
from fortnight.verdicts.sentence import said_date, said_day
from fortnight.verdicts.timing import Wait, is_open, open_kinds, returns, starts, waits
from fortnight.wording.load import say

_STYLES = {"calm": "blue", "restart": "green", "rebuild": "yellow", "renew": "red"}


def plan_values(treatment: Treatment, book: Rulebook) -> dict[str, Any]:
    """The plan as plain values: ids of care by day, what each says, and what is later for this person."""
    return {
        "treated": treatment.date.isoformat(),
        "day_one": treatment.day_one,
        "flags": flag_values(book.person),
        "days": [_day_values(one, book) for one in plan_of(book.guide, treatment).days],
        "care": {care.id: care.says for care in book.guide.care},
    }


def flag_values(person: Profile) -> list[dict[str, str]]:
    """What needs a clinician, as plain values."""
    return [
        {"rule": flag.modifier, "level": flag.level, "says": flag.says, "asks": flag.asks}
        for flag in clinician_flags(person)
    ]


def _day_values(one: DayPlan, book: Rulebook) -> dict[str, Any]:
    day = one.day
    due = tuple(dict.fromkeys((*one.morning, *one.evening, *one.avoid)))
    return {
        "day": day,
        "date": one.date.isoformat(),
        "stages": [stage.id for stage in one.stages],
        "morning": [care.id for care in one.morning if is_open(care, day, book)],
        "evening": [care.id for care in one.evening if is_open(care, day, book)],
        "leave_alone": [care.id for care in one.avoid],
        "starts": [care.id for care in due if starts(care, book) == day],
        "later": [wait_values(wait) for care in due for wait in waits(care, day, book)],
    }


def wait_values(wait: Wait) -> dict[str, Any]:
    """A step that is closed for a person, as plain values."""
    return {"care": wait.care.id, "kind": wait.kind, "from_day": wait.from_day, "rules": list(wait.rules)}


def show_plan(treatment: Treatment, book: Rulebook, today: int | None) -> None:
    """The plan on the screen: the strip, then day by day what is new, then what comes back when."""
    out, guide = console(), book.guide
    days = plan_of(guide, treatment).days
    out.print(Text(say("plan-title", first=said_date(days[0].date), last=said_date(days[-1].date)), "bold"))
    out.print()
    out.print(stage_strip(guide, today))
    out.print()
    show_flags(out, book.person)
    for one in days:
        _show_day(out, one, book, treatment, ringed=one.day == today)
    _show_returns(out, book, treatment)
    _show_layers(out, book)
    out.print(Text(say("plan-closing"), "dim"))


def stage_strip(guide: Guide, ringed: int | None) -> Text:
    """The strip as a calendar: the days, and below them the stages, each from the day that it starts."""
    numbers, cells = Text(), Text()
    for day in range(1, LAST_DAY + 1):
        number = f"[{day}]" if day == ringed else str(day)
        numbers.append(f"{number:^4} ", "bold" if day == ringed else "dim")
    first_days = [*(stage.days.first for stage in guide.stages), LAST_DAY + 1]
    for stage, following in zip(guide.stages, first_days[1:], strict=True):
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


def _show_day(out: Console, one: DayPlan, book: Rulebook, treatment: Treatment, *, ringed: bool) -> None:
    stages = " and ".join(stage.name for stage in one.stages)
    mark = say("today-mark") if ringed else ""
    out.print(Text(f"Day {one.day}, {said_date(one.date)}: {stages}{mark}", "bold"))
    for heading, cares in (("plan-morning", one.morning), ("plan-evening", one.evening)):
        steps = [step for step in (step_of(care, one.day, book) for care in cares) if step]
        indented(out, say(heading, steps=", ".join(dict.fromkeys(steps))))
    for care in dict.fromkeys((*one.morning, *one.evening, *one.avoid)):
        if starts(care, book) == one.day:
            words = "plan-leave" if care.duty is Duty.AVOID else "plan-new"
            indented(out, say(words, says=care.says), "dim", 4)
            if care.named:
                indented(out, say("guide-names", names=", ".join(care.named)), "dim", 6)
        if care.days.first == one.day:
            show_waits(out, waits(care, one.day, book), treatment, 4)
    out.print()


def show_waits(out: Console, waiting: tuple[Wait, ...], treatment: Treatment, columns: int) -> None:
    """What the guide has and is closed for this person: until when, and by which rules."""
    for wait in waiting:
        kind, rules = wait.kind.replace("_", " "), ", ".join(wait.rules)
        if wait.from_day is None:
            indented(out, say("step-not-this-time", kind=kind, rules=rules), "dim", columns)
        else:
            indented(
                out, say("step-later", kind=kind, day=said_day(wait.from_day, treatment), rules=rules), "dim", columns
            )


def step_of(care: Care, day: int, book: Rulebook) -> str:
    """A care in a word or two: the kinds of product that may fill it on a day (base 1); nothing where none may."""
    kinds = " or ".join(kind.replace("_", " ") for kind in open_kinds(care, day, book))
    spf = f" SPF {care.spf_min} or higher" if care.spf_min and kinds else ""
    return f"{kinds}{spf}{say('up-to-you') if care.duty is Duty.MAY and kinds else ''}"


def _show_returns(out: Console, book: Rulebook, treatment: Treatment) -> None:
    """What comes back when for this person, the soonest first; then what does not in this fortnight."""
    out.print(Text(say("plan-returns"), "bold"))
    for day, things in sorted(returns(book).items(), key=lambda pair: pair[0] or LAST_DAY + 1):
        words = "; ".join(dict.fromkeys(map(_thing, things)))
        when = said_day(day, treatment) if day else say("plan-not-this-time")
        indented(out, f"{when}: {words}.")
    out.print()


def _thing(thing: Window | Kind) -> str:
    return (what_of(thing) if isinstance(thing, Window) else thing).replace("_", " ")


def _show_layers(out: Console, book: Rulebook) -> None:
    if book.cautious:
        out.print(Text(say("plan-cautious"), "bold"))
        for window in book.guide.cautious:
            indented(out, f"{window.says} ({window.id})")
        out.print()
    stricter = speaking(book.person)
    if stricter:
        out.print(Text(say("plan-for-you"), "bold"))
        for modifier in stricter:
            indented(out, f"{modifier.says} ({modifier.id})")
        out.print()
