"""The fourteen days on the screen and as plain values, as they are for this person.

A step that the guide has and that is closed for the person is not offered: it is shown with the day it opens and with
the rules that close it, the same that `check` names.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.text import Text

from fortnight.cli.display import console, indented, under_days
from fortnight.course.due import plan as plan_of
from fortnight.course.model import DayPlan, Session
from fortnight.guide.model import LAST_DAY, Care, Duty, Guide, Window
from fortnight.labels.model import Kind
from fortnight.person.model import Level, Profile
from fortnight.person.modifiers import clinician_flags, speaking
from fortnight.routine.model.evenings import EveningPlan
from fortnight.routine.model.layers import in_layers
from fortnight.verdicts.rulebook import Rulebook
from fortnight.verdicts.sentence import said_day
from fortnight.verdicts.timing import Wait, is_open, open_kinds, returns, waits
from fortnight.wording.dates import said_date
from fortnight.wording.load import say

_STYLES = {"calm": "blue", "restart": "green", "rebuild": "yellow", "renew": "red"}


def plan_values(treatment: Session, book: Rulebook, evenings: EveningPlan) -> dict[str, Any]:
    """The plan as plain values: ids of care by day, what each says, and what is later for this person."""
    return {
        "treated": treatment.date.isoformat(),
        "day_one": treatment.day_one,
        "flags": flag_values(book.person),
        "days": [_day_values(day, book, evenings) for day in plan_of(book.guide, treatment).days],
        "care": {care.id: care.says for care in book.guide.care},
    }


def flag_values(person: Profile) -> list[dict[str, str]]:
    """What needs a clinician, as plain values."""
    return [
        {"rule": flag.id, "level": flag.level, "says": flag.says, "asks": flag.asks} for flag in clinician_flags(person)
    ]


def _day_values(day_plan: DayPlan, book: Rulebook, evenings: EveningPlan) -> dict[str, Any]:
    day = day_plan.day
    due = tuple(dict.fromkeys((*day_plan.morning, *day_plan.evening, *day_plan.avoid)))
    return {
        "day": day,
        "date": day_plan.date.isoformat(),
        "stages": [stage.id for stage in day_plan.stages],
        "morning": [care.id for care in day_plan.morning if is_open(care, day, book) and evenings.has_turn(care, day)],
        "evening": [care.id for care in day_plan.evening if is_open(care, day, book) and evenings.has_turn(care, day)],
        "leave_alone": [care.id for care in day_plan.avoid],
        "starts": [care.id for care in due if evenings.begins[care.id] == day],
        "later": [wait_values(wait) for care in due for wait in waits(care, day, book)],
    }


def wait_values(wait: Wait) -> dict[str, Any]:
    """A step that is closed for a person, as plain values."""
    rules = [rule.id for rule in wait.rules]
    return {"care": wait.care.id, "kind": wait.kind, "from_day": wait.from_day, "rules": rules}


def show_plan(treatment: Session, book: Rulebook, today: int | None, evenings: EveningPlan) -> None:
    """The plan on the screen: the strip, then day by day what is new, then what comes back when."""
    out, guide = console(), book.guide
    days = plan_of(guide, treatment).days
    out.print(Text(say("plan-title", first=said_date(days[0].date), last=said_date(days[-1].date)), "bold"))
    out.print()
    out.print(stage_strip(guide, today, out.width))
    out.print()
    show_flags(out, book.person)
    for day in days:
        _show_day(out, day, book, treatment, evenings, ringed=day.day == today)
    _show_returns(out, book, treatment)
    _show_layers(out, book)
    for promise in guide.promises:
        indented(out, promise.says, columns=0)
    out.print()
    indented(out, say("plan-closing"), "dim", 0)


def stage_strip(guide: Guide, ringed: int | None, width: int) -> Text:
    """The strip as a calendar: the days, and below them the stages, each from the day that it starts."""
    cells = Text()
    first_days = [*(stage.days.first for stage in guide.stages), LAST_DAY + 1]
    for stage, following in zip(guide.stages, first_days[1:], strict=True):
        cells.append(
            f"{stage.name} ".ljust(5 * (following - stage.days.first) - 1, "―") + " ", _STYLES.get(stage.id, "")
        )
    return under_days(cells, ringed, width)


def show_flags(out: Console, person: Profile) -> None:
    """What needs a clinician, before anything else."""
    for flag in clinician_flags(person):
        words = "stop-and-ask-your-clinician" if flag.level is Level.STOP else "ask-your-clinician"
        indented(out, say(words, asks=flag.asks), "bold red", 0)
        indented(out, f"{flag.says} ({flag.id})", "dim")
        out.print()


def _show_day(
    out: Console, day_plan: DayPlan, book: Rulebook, treatment: Session, evenings: EveningPlan, *, ringed: bool
) -> None:
    stages = " and ".join(stage.name for stage in day_plan.stages)
    mark = say("today-mark") if ringed else ""
    out.print(Text(f"Day {day_plan.day}, {said_date(day_plan.date)}: {stages}{mark}", "bold"))
    for heading, cares in (("plan-morning", day_plan.morning), ("plan-evening", day_plan.evening)):
        due = (care for care in in_layers(cares) if evenings.has_turn(care, day_plan.day))
        steps = [step for step in (step_of(care, day_plan.day, book) for care in due) if step]
        indented(out, say(heading, steps=", ".join(dict.fromkeys(steps))))
    for care in book.guide.care:
        here = care in (*day_plan.morning, *day_plan.evening, *day_plan.avoid)
        if here and evenings.begins[care.id] == day_plan.day:
            words = "plan-leave" if care.duty is Duty.AVOID else "plan-new"
            indented(out, say(words, says=care.says), "dim", 4)
            if care.named:
                indented(out, say("guide-names", names=", ".join(care.named)), "dim", 6)
    begun = [care for care in book.guide.care if care.days.first == day_plan.day]
    waiting = [wait for care in begun for wait in waits(care, day_plan.day, book)]
    for wait, says in waits_in_words(waiting, treatment):
        indented(out, say("plan-later" if wait.from_day else "plan-not-for-you", says=says), "dim", 4)
    out.print()


def waits_in_words(waiting: Iterable[Wait], treatment: Session) -> Iterator[tuple[Wait, str]]:
    """What is closed for this person, in sentences: until when and why. What waits alike is said once, in order."""
    alike: dict[tuple[int | None, tuple[str, ...]], list[Wait]] = {}
    for wait in waiting:
        alike.setdefault((wait.from_day, tuple(rule.id for rule in wait.rules)), []).append(wait)
    for (from_day, ids), same in alike.items():
        fields = {
            "kinds": ", ".join(dict.fromkeys(map(_closed_kind, same))),
            "because": reason_of(same[0]),
            "rules": ", ".join(ids),
        }
        if from_day is None:
            yield same[0], say("wait-this-time", **fields)
        else:
            yield same[0], say("wait-until", day=said_day(from_day, treatment), **fields)


def reason_of(wait: Wait) -> str:
    """The first sentence of the rule that closes a step, without its full stop."""
    return wait.rules[0].says.partition(". ")[0].rstrip(".")


def _closed_kind(wait: Wait) -> str:
    """The kind of product, and what it would show where that is what is closed."""
    if isinstance(wait.rules[0], Window):
        return _kind(wait.kind)
    shows = ", ".join(trait.replace("_", " ") for trait in wait.care.shows)
    return say("kind-that-shows", kind=_kind(wait.kind), shows=shows)


def step_of(care: Care, day: int, book: Rulebook) -> str:
    """A care in a word or two: the kinds of product that may fill it on a day (base 1); nothing where none may."""
    kinds = " or ".join(map(_kind, open_kinds(care, day, book)))
    spf = f" SPF {care.spf_min} or higher" if care.spf_min and kinds else ""
    return f"{kinds}{spf}{say('up-to-you') if care.duty is Duty.MAY and kinds else ''}"


def _kind(kind: Kind) -> str:
    return say(f"kind-{kind}")


def _show_returns(out: Console, book: Rulebook, treatment: Session) -> None:
    """What comes back when for this person, the soonest first; then what does not in this fortnight.

    Rules with the same words (vitamin C by its kind and by what a label shows) stand at the latest of their days.
    """
    days: dict[str, int] = {}
    for day, things in returns(book).items():
        for thing in things:
            closed = thing.closed if isinstance(thing, Window) else ""
            words = closed or say(f"closed-{thing if isinstance(thing, Kind) else thing.id}")
            days[words] = max(days.get(words, 0), day or LAST_DAY + 1)
    indented(out, say("plan-returns"), "bold", 0)
    for day in sorted(set(days.values())):
        when = said_day(day, treatment) if day <= LAST_DAY else say("plan-not-this-time")
        indented(out, f"{when}: {'; '.join(words for words, first in days.items() if first == day)}.")
    out.print()


def _show_layers(out: Console, book: Rulebook) -> None:
    if book.cautious:
        indented(out, say("plan-cautious"), "bold", 0)
        for window in book.guide.cautious:
            indented(out, f"{window.says} ({window.id})")
        out.print()
    stricter = speaking(book.person)
    if stricter:
        indented(out, say("plan-for-you"), "bold", 0)
        for modifier in stricter:
            indented(out, f"{modifier.says} ({modifier.id})")
        out.print()
    if book.person.allergies:
        indented(out, say("plan-allergies", names=", ".join(book.person.allergies)), columns=0)
        if book.unlooked:
            indented(out, say("could-not-look-for", names=", ".join(book.unlooked)), "bold", 0)
        out.print()
