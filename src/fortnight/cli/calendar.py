"""The fourteen days on the screen and as plain values, as they are for this person.

A step that the guide has and that is closed for the person is not offered: it is shown with the day it opens and with
the rules that close it, the same that `check` names.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from fortnight.cli.display import console, indented, under_days
from fortnight.course.due import plan as plan_of
from fortnight.course.model import DayPlan, Session
from fortnight.exports.words import capital, closed_name, rule_text
from fortnight.guide.model import LAST_DAY, Care, Duty, Guide, Stage, Window
from fortnight.labels.model import Kind
from fortnight.person.model import Level, Profile
from fortnight.person.modifiers import clinician_flags, speaking
from fortnight.routine.model.evenings import EveningPlan
from fortnight.routine.model.layers import in_layers
from fortnight.verdicts.rulebook import Rulebook
from fortnight.verdicts.sentence import said_day
from fortnight.verdicts.timing import Wait, is_open, open_kinds, returns, waits
from fortnight.wording.dates import said_date
from fortnight.wording.load import LANGUAGE, say

_STYLES = {"calm": "blue", "restart": "green", "rebuild": "yellow", "renew": "red"}


def plan_values(treatment: Session, book: Rulebook, evenings: EveningPlan, language: str = LANGUAGE) -> dict[str, Any]:
    """The plan as plain values: ids of care by day, what each says, and what is later for this person."""
    return {
        "treated": treatment.date.isoformat(),
        "day_one": treatment.day_one,
        "flags": flag_values(book.person, language),
        "days": [_day_values(day, book, evenings) for day in plan_of(book.guide, treatment).days],
        "care": {care.id: rule_text(care, language) for care in book.guide.care},
    }


def flag_values(person: Profile, language: str = LANGUAGE) -> list[dict[str, str]]:
    """What needs a clinician, as plain values."""
    return [
        {
            "rule": flag.id,
            "level": flag.level,
            "says": rule_text(flag, language),
            "asks": rule_text(flag, language, "asks"),
        }
        for flag in clinician_flags(person)
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


def show_plan(
    treatment: Session, book: Rulebook, today: int | None, evenings: EveningPlan, language: str = LANGUAGE
) -> None:
    """The plan on the screen: the strip, then day by day what is new, then what comes back when."""
    out, guide = console(), book.guide
    days = plan_of(guide, treatment).days
    dates = {"first": said_date(days[0].date, language), "last": said_date(days[-1].date, language)}
    out.print(Text(say("plan-title", language, **dates), "bold"))
    out.print()
    out.print(stage_strip(guide, today, out.width, language))
    out.print()
    show_flags(out, book.person, language)
    for day in days:
        out.print(Text(_heading(day, language, ringed=day.day == today), "bold"))
        _show_day(out, day, book, treatment, evenings, language)
    _show_returns(out, book, treatment, language)
    _show_layers(out, book, language)
    for promise in guide.promises:
        indented(out, rule_text(promise, language), columns=0)
    out.print()
    indented(out, say("plan-closing", language), "dim", 0)


def stage_strip(guide: Guide, ringed: int | None, width: int, language: str = LANGUAGE) -> Text:
    """The strip as a calendar: the days, and below them the stages, each from the day that it starts."""
    cells = Text()
    first_days = [*(stage.days.first for stage in guide.stages), LAST_DAY + 1]
    for stage, following in zip(guide.stages, first_days[1:], strict=True):
        name = rule_text(stage, language, "name")
        room = 5 * (following - stage.days.first) - 1
        fits = name if len(name) <= room else f"{name[: room - 1]}."
        cells.append(f"{fits} ".ljust(room, "―")[:room] + " ", _STYLES.get(stage.id, ""))
    return under_days(cells, ringed, width)


def show_flags(out: Console, person: Profile, language: str = LANGUAGE) -> None:
    """What needs a clinician, before anything else."""
    for flag in clinician_flags(person):
        words = "stop-and-ask-your-clinician" if flag.level is Level.STOP else "ask-your-clinician"
        indented(out, say(words, language, asks=rule_text(flag, language, "asks")), "bold red", 0)
        indented(out, f"{rule_text(flag, language)} ({flag.id})", "dim")
        out.print()


def _heading(day_plan: DayPlan, language: str, *, ringed: bool) -> str:
    stages, date = stages_in_words(day_plan.stages, language), said_date(day_plan.date, language)
    mark = say("today-mark", language) if ringed else ""
    return say("plan-day", language, day=day_plan.day, date=date, stages=stages, mark=mark)


def stages_in_words(stages: Sequence[Stage], language: str) -> str:
    """The names of the stages of a day."""
    *front, last = (rule_text(stage, language, "name") for stage in stages)
    return say("days-two", language, first=", ".join(front), last=last) if front else last


def _show_day(
    out: Console, day_plan: DayPlan, book: Rulebook, treatment: Session, evenings: EveningPlan, language: str
) -> None:
    for heading, cares in (("plan-morning", day_plan.morning), ("plan-evening", day_plan.evening)):
        due = (care for care in in_layers(cares) if evenings.has_turn(care, day_plan.day))
        steps = [step for step in (step_of(care, day_plan.day, book, language) for care in due) if step]
        indented(out, say(heading, language, steps=", ".join(dict.fromkeys(steps))))
    for care in book.guide.care:
        here = care in (*day_plan.morning, *day_plan.evening, *day_plan.avoid)
        if here and evenings.begins[care.id] == day_plan.day:
            words = "plan-leave" if care.duty is Duty.AVOID else "plan-new"
            indented(out, say(words, language, says=rule_text(care, language)), "dim", 4)
            if care.named:
                indented(out, say("guide-names", language, names=", ".join(care.named)), "dim", 6)
    begun = [care for care in book.guide.care if care.days.first == day_plan.day]
    waiting = [wait for care in begun for wait in waits(care, day_plan.day, book)]
    for wait, says in waits_in_words(waiting, treatment, language):
        indented(out, say("plan-later" if wait.from_day else "plan-not-for-you", language, says=says), "dim", 4)
    out.print()


def waits_in_words(waiting: Iterable[Wait], treatment: Session, language: str = LANGUAGE) -> Iterator[tuple[Wait, str]]:
    """What is closed for this person, in sentences: until when and why. What waits alike is said once, in order."""
    alike: dict[tuple[int | None, tuple[str, ...]], list[Wait]] = {}
    for wait in waiting:
        alike.setdefault((wait.from_day, tuple(rule.id for rule in wait.rules)), []).append(wait)
    for (from_day, ids), same in alike.items():
        fields = {
            "kinds": ", ".join(dict.fromkeys(_closed_kind(wait, language) for wait in same)),
            "because": reason_of(same[0], language),
            "rules": ", ".join(ids),
        }
        if from_day is None:
            yield same[0], say("wait-this-time", language, **fields)
        else:
            yield same[0], say("wait-until", language, day=said_day(from_day, treatment, language), **fields)


def reason_of(wait: Wait, language: str = LANGUAGE) -> str:
    """The first sentence of the rule that closes a step, without its full stop."""
    return rule_text(wait.rules[0], language).partition(". ")[0].rstrip(".")


def _closed_kind(wait: Wait, language: str) -> str:
    """The kind of product, and what it would show where that is what is closed."""
    if isinstance(wait.rules[0], Window):
        return _kind(wait.kind, language)
    shows = ", ".join(say(f"mark-{trait}", language) for trait in wait.care.shows)
    return say("kind-that-shows", language, kind=_kind(wait.kind, language), shows=shows)


def step_of(care: Care, day: int, book: Rulebook, language: str = LANGUAGE) -> str:
    """A care in a word or two: the kinds of product that may fill it on a day (base 1); nothing where none may."""
    *front, last = [_kind(kind, language) for kind in open_kinds(care, day, book)] or [""]
    words = say("kind-or", language, first=", ".join(front), last=last) if front else last
    if words and care.spf_min:
        words = say("kind-with-spf", language, kind=words, spf=care.spf_min)
    return f"{words}{say('up-to-you', language)}" if words and care.duty is Duty.MAY else words


def _kind(kind: Kind, language: str) -> str:
    return say(f"kind-{kind}", language)


def _show_returns(out: Console, book: Rulebook, treatment: Session, language: str) -> None:
    """What comes back when for this person, the soonest first; then what does not in this fortnight.

    Rules with the same words (vitamin C by its kind and by what a label shows) stand at the latest of their days.
    """
    days: dict[str, int] = {}
    for day, things in returns(book).items():
        for thing in things:
            words = closed_name(thing, language)
            days[words] = max(days.get(words, 0), day or LAST_DAY + 1)
    indented(out, say("plan-returns", language), "bold", 0)
    for day in sorted(set(days.values())):
        when = said_day(day, treatment, language) if day <= LAST_DAY else say("plan-not-this-time", language)
        indented(out, f"{capital(when)}: {'; '.join(words for words, first in days.items() if first == day)}.")
    out.print()


def _show_layers(out: Console, book: Rulebook, language: str) -> None:
    if book.cautious:
        indented(out, say("plan-cautious", language), "bold", 0)
        for window in book.guide.cautious:
            indented(out, f"{rule_text(window, language)} ({window.id})")
        out.print()
    stricter = speaking(book.person)
    if stricter:
        indented(out, say("plan-for-you", language), "bold", 0)
        for modifier in stricter:
            indented(out, f"{rule_text(modifier, language)} ({modifier.id})")
        out.print()
    if book.person.allergies:
        indented(out, say("plan-allergies", language, names=", ".join(book.person.allergies)), columns=0)
        if book.unlooked:
            indented(out, say("could-not-look-for", language, names=", ".join(book.unlooked)), "bold", 0)
        out.print()
