"""What a person's days hold: the steps that are due, which of them are done, what is closed and what comes back."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from fortnight.course.due import day_plan
from fortnight.course.model import DayPlan
from fortnight.guide.load import published_guide
from fortnight.guide.model import LAST_DAY, Care, Duty, Stage, Time
from fortnight.routine.model.layers import in_layers
from fortnight.verdicts.timing import Wait, is_open, starts, waits
from fortnight.web.accounts.convert import book_of, current_treatment, guide_of
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.journal.models import TickEvent


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
    """A day as a person meets it. `waiting`: what the guide has and is closed for this person."""

    plan: DayPlan
    morning: tuple[Step, ...]
    evening: tuple[Step, ...]
    waiting: tuple[Wait, ...]

    @property
    def done(self) -> int:
        """How many steps of the day are done."""
        return sum(step.done for step in (*self.morning, *self.evening))

    @property
    def new(self) -> tuple[Care, ...]:
        """The cares that begin on this day, each once."""
        return tuple(dict.fromkeys(step.care for step in (*self.morning, *self.evening) if step.new))

    @property
    def halves(self) -> tuple[tuple[str, tuple[Step, ...]], ...]:
        """The morning and the evening, each with its steps."""
        return ((Time.MORNING, self.morning), (Time.EVENING, self.evening))


def course(person: Person, number: int | None) -> Treatment | None:
    """The treatment with this number, if it is the person's; their current one without a number."""
    if number is None or number == person.current_id:
        return person.current
    return Treatment.objects.filter(person=person, id=number).first()


def done_slots(person: Person, day: int | None = None) -> set[Slot]:
    """What is done in the current course: of one day (base 1), or of all."""
    events = TickEvent.objects.filter(treatment=person.current_id).order_by("at", "arrived")
    if day is not None:
        events = events.filter(day=day)
    last: dict[Slot, bool] = {}
    for event_day, time, care, done in events.values_list("day", "time", "care", "done"):
        last[Slot(event_day, time, care)] = done
    return {slot for slot, done in last.items() if done}


def day_page(person: Person, day: int, done: set[Slot] | None = None) -> DayPage:
    """A day (base 1) of a person's current course, with its steps. Raises: ValueError without a treatment."""
    book, treatment = book_of(person), current_treatment(person)
    plan = day_plan(book.guide, treatment, day)
    ticked = done_slots(person, day) if done is None else done

    def steps(time: Time, cares: tuple[Care, ...]) -> tuple[Step, ...]:
        return tuple(
            Step(care=care, time=time, done=Slot(day, time, care.id) in ticked, new=1 < day == starts(care, book))
            for care in in_layers(cares)
            if is_open(care, day, book)
        )

    due = dict.fromkeys((*plan.morning, *plan.evening))
    return DayPage(
        plan=plan,
        morning=steps(Time.MORNING, plan.morning),
        evening=steps(Time.EVENING, plan.evening),
        waiting=tuple(wait for care in due if not is_open(care, day, book) for wait in waits(care, day, book)),
    )


def coming_next(person: Person, day: int) -> tuple[int, tuple[Care, ...]] | None:
    """The next day (base 1) on which something new begins for a person, and what; None when nothing does."""
    book = book_of(person)
    begins = [(starts(care, book), care) for care in book.guide.care if care.duty is not Duty.AVOID]
    later = [first for first, _ in begins if first is not None and first > day]
    if not later:
        return None
    return min(later), tuple(care for first, care in begins if first == min(later))


def fortnight_pages(person: Person) -> list[tuple[Stage, list[DayPage]]]:
    """All fourteen days under the stage that each begins or goes on with; one query. Day 5 stands under the later."""
    done = done_slots(person)
    days = [day_page(person, day, done) for day in range(1, LAST_DAY + 1)]
    return [(stage, list(group)) for stage, group in groupby(days, key=lambda one: one.plan.stages[-1])]


def all_ticks(person: Person) -> dict[str, list[dict[str, object]]]:
    """Everything that was ticked in every course of a person, for their download, by the date of the treatment."""
    found: dict[str, list[dict[str, object]]] = defaultdict(list)
    events = TickEvent.objects.filter(treatment__person=person).select_related("treatment").order_by("at")
    for event in events:
        found[event.treatment.date.isoformat()].append(
            {"day": event.day, "time": event.time, "step": event.care, "done": event.done, "at": event.at.isoformat()}
        )
    return dict(found)


def is_step(person: Person, day: int, time: str, care: str) -> bool:
    """Whether a person's guide has such a step on a day (base 1), or the published one.

    A tick that waited on a device while the person was moved to another version was for a step that there was.
    """
    return any(
        one.id == care and time in one.times and day in one.days and one.duty != "avoid"
        for one in (*guide_of(person).care, *published_guide().care)
    )
