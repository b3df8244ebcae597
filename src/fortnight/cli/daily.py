"""One day on the screen and as plain values, as it is for this person. Before and after the fortnight: what then."""

from typing import Any

from rich.console import Console
from rich.text import Text

from fortnight.cli.calendar import (
    flag_values,
    reason_of,
    show_flags,
    stage_strip,
    stages_in_words,
    wait_values,
    waits_in_words,
)
from fortnight.cli.display import console, indented
from fortnight.course.days import phase, rules_day
from fortnight.course.model import DayPlan, Phase, Session
from fortnight.course.spacing import earliest_next
from fortnight.exports.words import capital, rule_text
from fortnight.guide.model import Care, Duty
from fortnight.healing.ladder_load import ladder_rules
from fortnight.healing.ladder_model import History
from fortnight.routine.model.evenings import EveningPlan, evening_plan
from fortnight.routine.model.layers import in_layers
from fortnight.verdicts.rulebook import Rulebook
from fortnight.verdicts.sentence import said_day
from fortnight.verdicts.timing import is_open, waits
from fortnight.wording.dates import said_date
from fortnight.wording.load import LANGUAGE, say

_NOTHING = History()


def day_values(
    plan: DayPlan, treatment: Session, book: Rulebook, history: History = _NOTHING, language: str = LANGUAGE
) -> dict[str, Any]:
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
        "flags": flag_values(book.person, language),
        "morning": [rule_text(care, language) for care in plan.morning if is_due(care, day, book, evenings)],
        "evening": [rule_text(care, language) for care in plan.evening if is_due(care, day, book, evenings)],
        "paused": pause_words(evenings, day, language) or None,
        "leave_alone": [rule_text(care, language) for care in plan.avoid],
        "later": [wait_values(wait) for care in due for wait in waits(care, day, book)],
        "coming_back": [
            {"rule": care.id, "day": first, "says": rule_text(care, language)}
            for first, care in coming(rules_day(treatment, day), book, evenings)
        ],
    }


def is_due(care: Care, day: int, book: Rulebook, evenings: EveningPlan) -> bool:
    """Whether a step of a day (base 1) is open to this person and has its turn; in a pause nothing optional has."""
    rests = care.duty is Duty.MAY and evenings.pauses(day)
    return is_open(care, day, book) and (care.duty is Duty.AVOID or (evenings.has_turn(care, day) and not rests))


def pause_words(evenings: EveningPlan, day: int, language: str = LANGUAGE) -> str:
    """Why nothing that is optional has its turn on a day (base 1), in a sentence; empty where nothing is paused."""
    if not evenings.pauses(day):
        return ""
    rule = ladder_rules()["ladder-ask" if evenings.ladder.asks_to_go_on else "ladder-pause"]
    return rule_text(rule, language)


def coming(day: int, book: Rulebook, evenings: EveningPlan) -> list[tuple[int, Care]]:
    """What begins for this person after a day (base 1), the soonest first, each with its first day in the plan."""
    begins = evenings.begins
    first_days = ((begins[care.id], care) for care in book.guide.care if care.duty is not Duty.AVOID)
    later = [(first, care) for first, care in first_days if first is not None and first > day]
    return sorted(later, key=lambda pair: pair[0])


def show_day(
    plan: DayPlan, treatment: Session, book: Rulebook, history: History = _NOTHING, language: str = LANGUAGE
) -> None:
    """The day on the screen, after what happened since the treatment."""
    out = console()
    show_flags(out, book.person, language)
    match phase(rules_day(treatment, plan.day)):
        case Phase.BEFORE:
            indented(out, say("before-the-fortnight", language, date=said_date(treatment.date, language)), "bold", 0)
            indented(out, say("prepare", language), columns=0)
        case Phase.AFTER:
            out.print(Text(say("after-the-fortnight", language), "bold"))
            following = earliest_next(treatment, book.person.needle_mm, book.guide, language)
            indented(out, following.says, columns=0)
        case Phase.FORTNIGHT:
            _show(out, plan, treatment, book, evening_plan(book, history=history, day=plan.day), language)
    out.print()
    indented(out, say("plan-closing", language), "dim", 0)


def _show(
    out: Console, day_plan: DayPlan, treatment: Session, book: Rulebook, evenings: EveningPlan, language: str
) -> None:
    day = day_plan.day
    today = f"{capital(said_date(day_plan.date, language))}: {say('day-of-the-fortnight', language, day=day)}"
    indented(out, f"{today}, {stages_in_words(day_plan.stages, language)}", "bold", 0)
    out.print()
    out.print(stage_strip(book.guide, day, out.width, language))
    if paused := pause_words(evenings, day, language):
        out.print()
        indented(out, paused, "bold", 0)
    for heading, cares in (
        ("this-morning", day_plan.morning),
        ("this-evening", day_plan.evening),
        ("leave-alone", day_plan.avoid),
    ):
        out.print()
        out.print(Text(say(heading, language), "bold"))
        for care in in_layers(cares):
            if is_due(care, day, book, evenings):
                indented(out, rule_text(care, language))
    later = [wait for care in dict.fromkeys((*day_plan.morning, *day_plan.evening)) for wait in waits(care, day, book)]
    if later:
        out.print()
        out.print(Text(say("later-for-you", language), "bold"))
    for _, says in waits_in_words(later, treatment, language):
        indented(out, capital(says))
    _show_coming(out, rules_day(treatment, day), treatment, book, evenings, language)
    out.print()
    indented(out, say("ask-the-advisor", language), columns=0)


def _show_coming(
    out: Console, day: int, treatment: Session, book: Rulebook, evenings: EveningPlan, language: str
) -> None:
    """What begins after a day (base 1), and why where that is later than the guide has it and was not said yet."""
    following = coming(day, book, evenings)
    if following:
        out.print()
        out.print(Text(say("comes-back-next", language), "bold"))
    for first, care in following:
        fields = {"day": said_day(first, treatment, language), "when": _when(care, language)}
        indented(out, say("comes-back-from", language, says=rule_text(care, language), **fields))
        waiting = waits(care, care.days.first, book)
        if waiting and first > care.days.first > day:
            wait = waiting[0]
            fields = {"because": reason_of(wait, language), "rules": ", ".join(rule.id for rule in wait.rules)}
            indented(out, say("later-than-the-guide", language, day=care.days.first, **fields), "dim", 4)


def _when(care: Care, language: str) -> str:
    """When a care is due, in a word or two."""
    if not care.times:
        return capital(rule_text(care, language, "often"))
    return capital(say("leaflet-both" if len(care.times) > 1 else f"leaflet-{care.times[0]}", language))
