"""What a person's days hold: the steps that are due, which of them are done, what is closed and what comes back."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.db.models import QuerySet

from fortnight.course.before import stops
from fortnight.course.before_model import Stop, StopState
from fortnight.course.days import zone_of
from fortnight.course.due import day_plan
from fortnight.course.model import DayPlan
from fortnight.guide.load import published_guide
from fortnight.guide.model import LAST_DAY, Care, Duty, Stage, Time
from fortnight.healing.depth import depth_of, healing_day
from fortnight.healing.expected import expected
from fortnight.healing.ladder_load import Rung
from fortnight.person.model import Flag
from fortnight.routine.model.evenings import EveningPlan
from fortnight.routine.model.layers import in_layers
from fortnight.verdicts.timing import Wait, is_open, waits
from fortnight.web.accounts.convert import (
    Rules,
    book_of,
    book_with,
    by_rules,
    current_treatment,
    guide_of,
    profile_of,
    rules_of,
    stop_flags,
)
from fortnight.web.accounts.entrance import today_for
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.checkins.queries import evenings_of
from fortnight.web.ground.prepared import prepared
from fortnight.web.journal.models import TickEvent
from fortnight.web.words.rules import language

_FEW_STOPS = 3
EVENING_FROM = 15
"""The hour of the person's own day from which what is to be done now is the evening's."""


class Slot(NamedTuple):
    """Where a tick belongs: the day (base 1), the time of day, and the care."""

    day: int
    time: str
    care: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A care on one morning or evening, whether it is done, and whether it is new on this day."""

    care: Care
    time: Time
    done: bool
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPage:
    """A day as a person meets it. `waiting`: what the guide has and is closed for this person.

    `morning` and `evening` are what belongs to the plan on this day, and count. `optional` is what is left to the
    person and has its turn this evening (or was done on it), `later` what of it has its turn on a later day (base 1).
    `rests`: nothing of it has its turn, and something had before. `paused`: the skin was uneasy and nothing of it has
    its turn; `asks`: nor before the person says that it is calm. `stops` are the reasons for which none of it is open
    until a clinician was asked.
    """

    plan: DayPlan
    morning: tuple[Step, ...]
    evening: tuple[Step, ...]
    optional: tuple[Step, ...]
    later: tuple[tuple[Care, int], ...]
    rests: bool
    paused: bool
    asks: bool
    stops: tuple[Flag, ...]
    waiting: tuple[Wait, ...]

    @property
    def done(self) -> int:
        """How many steps of the day are done, of those that count."""
        return sum(step.done for step in (*self.morning, *self.evening))

    @property
    def new(self) -> tuple[Care, ...]:
        """The cares that begin on this day, each once."""
        steps = (*self.morning, *self.evening, *self.optional)
        return tuple(dict.fromkeys(step.care for step in steps if step.new))

    @property
    def halves(self) -> tuple[tuple[str, tuple[Step, ...]], ...]:
        """The morning and the evening, each with the steps that count."""
        return ((Time.MORNING, self.morning), (Time.EVENING, self.evening))


def course(person: Person, number: int | None) -> Treatment | None:
    """The treatment with this number, if it is the person's; their current one without a number."""
    if number is None or number == person.current_id:
        return person.current
    return Treatment.objects.filter(person=person, id=number).first()


def done_slots(person: Person, day: int | None = None) -> set[Slot]:
    """What is done in the current course: of one day (base 1), or of all."""
    if person.current_id is None:
        return set()
    events = _events(person.current_id) if day is None else _events_on(person.current_id, day)
    last: dict[Slot, bool] = {}
    for event_day, time, care, done in events:
        last[Slot(event_day, time, care)] = done
    return {slot for slot, done in last.items() if done}


@prepared
def _events(treatment: int) -> "QuerySet[TickEvent, tuple[int, str, str, bool]]":
    events = TickEvent.objects.filter(treatment=treatment).order_by("at", "arrived")
    return events.values_list("day", "time", "care", "done")


@prepared
def _events_on(treatment: int, day: int) -> "QuerySet[TickEvent, tuple[int, str, str, bool]]":
    events = TickEvent.objects.filter(treatment=treatment, day=day).order_by("at", "arrived")
    return events.values_list("day", "time", "care", "done")


def day_page(person: Person, day: int, done: set[Slot] | None = None, planned: EveningPlan | None = None) -> DayPage:
    """A day (base 1) of a person's current course, with its steps; `planned` are the evenings of `evenings_of`.

    A step with evenings of its own is there on those, and where it was done. Raises: ValueError without a treatment.
    """
    book, treatment = book_of(person), current_treatment(person)
    plan = day_plan(book.guide, treatment, day)
    ticked = done_slots(person, day) if done is None else done
    evenings = planned or evenings_of(person)
    stops, paused = stop_flags(person), evenings.pauses(day)
    opened, closed = _opened(rules_of(person), day)

    def steps(time: Time, cares: tuple[Care, ...], *duties: Duty) -> tuple[Step, ...]:
        return tuple(
            Step(care=care, time=time, done=Slot(day, time, care.id) in ticked, new=is_new(care))
            for care in in_layers(cares)
            if care.duty in duties
            and (not stops or care.duty is Duty.MUST or Slot(day, time, care.id) in ticked)
            and care.id in opened
            and (_has_turn(care, day, evenings, paused=paused) or Slot(day, time, care.id) in ticked)
        )

    def is_new(care: Care) -> bool:
        return 1 < day == evenings.begins[care.id]

    may = [care for care in book.guide.care if care.duty is Duty.MAY]
    optional = steps(Time.MORNING, plan.morning, Duty.MAY) + steps(Time.EVENING, plan.evening, Duty.MAY)
    waits_today = paused and evenings.day == day
    after = ((care, evenings.following(care.id, day if waits_today else day + 1) or 0) for care in may)
    due = dict.fromkeys((*plan.morning, *plan.evening))
    return DayPage(
        plan=plan,
        morning=steps(Time.MORNING, plan.morning, Duty.MUST),
        evening=steps(Time.EVENING, plan.evening, Duty.MUST),
        optional=optional,
        rests=not optional and any(turn < day for care in may for turn in evenings.turns.get(care.id, ())),
        paused=paused,
        asks=paused and evenings.ladder.asks_to_go_on,
        later=() if stops else tuple(sorted((pair for pair in after if pair[1]), key=lambda pair: pair[1])),
        stops=stops,
        waiting=tuple(wait for care in due for wait in closed.get(care.id, ())),
    )


@by_rules(2048)
def _opened(rules: Rules, day: int) -> tuple[frozenset[str], dict[str, tuple[Wait, ...]]]:
    """The ids of the cares that are open on a day (base 1) by some rules, and by its id what each other waits for."""
    book = book_with(rules)
    closed = {care.id: waits(care, day, book) for care in book.guide.care if not is_open(care, day, book)}
    return frozenset(care.id for care in book.guide.care) - closed.keys(), closed


def stopping(person: Person, moment: dt.datetime) -> dict[str, list[Stop]]:
    """What a person stops now before their session, what began last first, and what comes next; a few of each."""
    lines = stops(current_treatment(person).date, today_for(person, moment))
    begun = [line for line in reversed(lines) if line.state is StopState.NOW]
    ahead = [line for line in lines if line.state is StopState.AHEAD]
    return {"stop_now": begun[:_FEW_STOPS], "stop_next": ahead[:_FEW_STOPS]}


def half_of(moment: dt.datetime, zone: str) -> Time:
    """What is to be done at a moment in a zone: the morning's until early afternoon, then the evening's."""
    return Time.EVENING if moment.astimezone(zone_of(zone)).hour >= EVENING_FROM else Time.MORNING


def skin_today(person: Person, day: int) -> str | None:
    """How skin usually is on a day (base 1) after needles of this person's depth, in one sentence."""
    profile, healing = profile_of(person), healing_day(current_treatment(person), day)
    return expected(healing, depth_of(profile.needle_mm), profile.skin_tone, language=language()).sentence


def _has_turn(care: Care, day: int, planned: EveningPlan, *, paused: bool) -> bool:
    """Whether the plan has a step that is open on a day (base 1); in a pause nothing that is left to the person."""
    return planned.has_turn(care, day) and not (paused and care.duty is Duty.MAY)


def coming_next(person: Person, day: int, planned: EveningPlan | None = None) -> tuple[int, tuple[Care, ...]] | None:
    """The next day (base 1) on which something new begins for a person, and what; None when nothing does."""
    book, begins = book_of(person), (planned or evenings_of(person)).begins
    first_days = [(begins[care.id], care) for care in book.guide.care if care.duty is not Duty.AVOID]
    later = [first for first, _ in first_days if first is not None and first > day]
    if not later:
        return None
    return min(later), tuple(care for first, care in first_days if first == min(later))


def fortnight_pages(person: Person) -> list[tuple[Stage, list[DayPage]]]:
    """All fourteen days under the stage that each begins or goes on with; one query. Day 5 stands under the later."""
    done, planned = done_slots(person), evenings_of(person)
    days = [day_page(person, day, done, planned) for day in range(1, LAST_DAY + 1)]
    return [(stage, list(group)) for stage, group in groupby(days, key=lambda each: each.plan.stages[-1])]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBack:
    """The fourteen days when they are over: how many steps were ticked of how many, and what is still to begin.

    `coming` are the rungs of the ladder with their days (base 1).
    """

    done: int
    all: int
    coming: tuple[tuple[Rung, int], ...]


def look_back(person: Person) -> LookBack:
    """What became of a person's fourteen days. Raises: ValueError without a treatment."""
    pages = [day_page for _, days in fortnight_pages(person) for day_page in days]
    plan = evenings_of(person)
    rows = (row for row in plan.ladder.rungs if row.day and row.day > plan.day)
    return LookBack(
        done=sum(day_page.done for day_page in pages),
        all=sum(len(day_page.morning) + len(day_page.evening) for day_page in pages),
        coming=tuple((row.rung, row.day or 0) for row in rows),
    )


def all_ticks(person: Person) -> dict[str, list[dict[str, object]]]:
    """Everything that was ticked in every course of a person, for their download, by the date of the treatment."""
    by_treatment: dict[str, list[dict[str, object]]] = defaultdict(list)
    events = TickEvent.objects.filter(treatment__person=person).select_related("treatment").order_by("at")
    for event in events:
        by_treatment[event.treatment.date.isoformat()].append(
            {"day": event.day, "time": event.time, "step": event.care, "done": event.done, "at": event.at.isoformat()}
        )
    return dict(by_treatment)


def is_step(person: Person, day: int, time: str, care: str) -> bool:
    """Whether a person's guide has such a step on a day (base 1), or the published one.

    A tick that waited on a device while the person was moved to another version was for a step that there was.
    """
    return any(
        entry.id == care and time in entry.times and day in entry.days and entry.duty != "avoid"
        for entry in (*guide_of(person).care, *published_guide().care)
    )
