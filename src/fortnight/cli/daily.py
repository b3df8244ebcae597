"""One day on the screen and as plain values, as it is for this person. Before and after the fortnight: what then."""

from typing import Any

from rich.console import Console
from rich.text import Text

from fortnight.cli.calendar import flag_values, reason_of, show_flags, stage_strip, wait_values, waits_in_words
from fortnight.cli.display import console, indented
from fortnight.course.days import phase, rules_day
from fortnight.course.model import DayPlan, Phase, Session
from fortnight.course.spacing import earliest_next
from fortnight.guide.model import Care, Duty
from fortnight.healing.ladder_load import ladder_rules
from fortnight.healing.ladder_model import History
from fortnight.routine.model.evenings import EveningPlan, evening_plan
from fortnight.routine.model.layers import in_layers
from fortnight.verdicts.rulebook import Rulebook
from fortnight.verdicts.sentence import said_day
from fortnight.verdicts.timing import is_open, waits
from fortnight.wording.dates import said_date
from fortnight.wording.load import say

_NOTHING = History()


def day_values(plan: DayPlan, treatment: Session, book: Rulebook, history: History = _NOTHING) -> dict[str, Any]:
    """The day as plain values: its steps in words, what is later for this person, what begins next.

    `history` is what happened since the treatment; `paused` is why nothing that is optional has its turn, or null.
    """
    day, due = plan.day, tuple(dict.fromkeys((*plan.morning, *plan.evening)))
    evenings = evening_plan(book, history=history, day=max(day, 1))
    return {
        "day": day,
        "date": plan.date.isoformat(),
        "phase": phase(rules_day(treatment, day)),
        "stages": [stage.id for stage in plan.stages],
        "flags": flag_values(book.person),
        "morning": [care.says for care in plan.morning if is_due(care, day, book, evenings)],
        "evening": [care.says for care in plan.evening if is_due(care, day, book, evenings)],
        "paused": pause_words(evenings, day) or None,
        "leave_alone": [care.says for care in plan.avoid],
        "later": [wait_values(wait) for care in due for wait in waits(care, day, book)],
        "coming_back": [
            {"rule": care.id, "day": first, "says": care.says}
            for first, care in coming(rules_day(treatment, day), book, evenings)
        ],
    }


def is_due(care: Care, day: int, book: Rulebook, evenings: EveningPlan) -> bool:
    """Whether a step of a day (base 1) is open to this person and has its turn; in a pause nothing optional has."""
    rests = care.duty is Duty.MAY and evenings.pauses(day)
    return is_open(care, day, book) and (care.duty is Duty.AVOID or (evenings.has_turn(care, day) and not rests))


def pause_words(evenings: EveningPlan, day: int) -> str:
    """Why nothing that is optional has its turn on a day (base 1), in a sentence; empty where nothing is paused."""
    if not evenings.pauses(day):
        return ""
    return ladder_rules()["ladder-ask" if evenings.ladder.asks_to_go_on else "ladder-pause"].says


def coming(day: int, book: Rulebook, evenings: EveningPlan) -> list[tuple[int, Care]]:
    """What begins for this person after a day (base 1), the soonest first, each with its first day in the plan."""
    begins = evenings.begins
    first_days = ((begins[care.id], care) for care in book.guide.care if care.duty is not Duty.AVOID)
    later = [(first, care) for first, care in first_days if first is not None and first > day]
    return sorted(later, key=lambda pair: pair[0])


def show_day(plan: DayPlan, treatment: Session, book: Rulebook, history: History = _NOTHING) -> None:
    """The day on the screen, after what happened since the treatment."""
    out = console()
    show_flags(out, book.person)
    match phase(rules_day(treatment, plan.day)):
        case Phase.BEFORE:
            indented(out, say("before-the-fortnight", date=said_date(treatment.date)), "bold", 0)
            indented(out, say("prepare"), columns=0)
        case Phase.AFTER:
            out.print(Text(say("after-the-fortnight"), "bold"))
            indented(out, earliest_next(treatment, book.person.needle_mm, book.guide).says, columns=0)
        case Phase.FORTNIGHT:
            _show(out, plan, treatment, book, evening_plan(book, history=history, day=plan.day))
    out.print()
    indented(out, say("plan-closing"), "dim", 0)


def _show(out: Console, day_plan: DayPlan, treatment: Session, book: Rulebook, evenings: EveningPlan) -> None:
    day = day_plan.day
    stages = " and ".join(stage.name for stage in day_plan.stages)
    indented(out, f"{said_date(day_plan.date)}: {say('day-of-the-fortnight', day=day)}, {stages}", "bold", 0)
    out.print()
    out.print(stage_strip(book.guide, day, out.width))
    if paused := pause_words(evenings, day):
        out.print()
        indented(out, paused, "bold", 0)
    for heading, cares in (
        ("this-morning", day_plan.morning),
        ("this-evening", day_plan.evening),
        ("leave-alone", day_plan.avoid),
    ):
        out.print()
        out.print(Text(say(heading), "bold"))
        for care in in_layers(cares):
            if is_due(care, day, book, evenings):
                indented(out, care.says)
    later = [wait for care in dict.fromkeys((*day_plan.morning, *day_plan.evening)) for wait in waits(care, day, book)]
    if later:
        out.print()
        out.print(Text(say("later-for-you"), "bold"))
    for _, says in waits_in_words(later, treatment):
        indented(out, f"{says[0].upper()}{says[1:]}")
    _show_coming(out, rules_day(treatment, day), treatment, book, evenings)
    out.print()
    indented(out, say("ask-the-advisor"), columns=0)


def _show_coming(out: Console, day: int, treatment: Session, book: Rulebook, evenings: EveningPlan) -> None:
    """What begins after a day (base 1), and why where that is later than the guide has it and was not said yet."""
    following = coming(day, book, evenings)
    if following:
        out.print()
        out.print(Text(say("comes-back-next"), "bold"))
    for first, care in following:
        indented(out, f"From {said_day(first, treatment)}. {_when(care)}: {care.says}")
        waiting = waits(care, care.days.first, book)
        if waiting and first > care.days.first > day:
            wait = waiting[0]
            fields = {"because": reason_of(wait), "rules": ", ".join(rule.id for rule in wait.rules)}
            indented(out, say("later-than-the-guide", day=care.days.first, **fields), "dim", 4)


def _when(care: Care) -> str:
    """When a care is due, in a word or two."""
    times = " and ".join(care.times) if care.times else care.often
    return f"{times[0].upper()}{times[1:]}"
