"""What a person's days hold: the steps that are due, which of them are done, what is closed and what comes back."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from fortnight.course.due import coming_back, day_plan
from fortnight.course.model import DayPlan
from fortnight.guide.load import published_guide
from fortnight.guide.model import LAST_DAY, Care, Rule, Time
from fortnight.verdicts.timing import returns
from fortnight.web.accounts.convert import book_of, current_treatment
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.journal.models import TickEvent
from fortnight.web.shell.words import said


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
    """A day as a person meets it. `coming` are the cares that begin next."""

    plan: DayPlan
    morning: tuple[Step, ...]
    evening: tuple[Step, ...]
    coming: tuple[Care, ...]

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
    guide, treatment = book_of(person).guide, current_treatment(person)
    plan = day_plan(guide, treatment, day)
    ticked = done_slots(person, day) if done is None else done
    before = day_plan(guide, treatment, day - 1)
    known = {care.id for care in (*before.morning, *before.evening)} if day > 1 else set()

    def steps(time: Time, cares: tuple[Care, ...]) -> tuple[Step, ...]:
        return tuple(
            Step(
                care=care,
                time=time,
                done=Slot(day, time, care.id) in ticked,
                new=day > 1 and care.id not in known,
            )
            for care in cares
        )

    return DayPage(
        plan=plan,
        morning=steps(Time.MORNING, plan.morning),
        evening=steps(Time.EVENING, plan.evening),
        coming=coming_back(guide, day),
    )


def fortnight_pages(person: Person) -> list[DayPage]:
    """All fourteen days, with what is done in each; one query."""
    done = done_slots(person)
    return [day_page(person, day, done) for day in range(1, 15)]


def all_ticks(person: Person) -> dict[str, list[dict[str, object]]]:
    """Everything that was ticked in every course of a person, for their download, by the date of the treatment."""
    found: dict[str, list[dict[str, object]]] = defaultdict(list)
    events = TickEvent.objects.filter(treatment__person=person).select_related("treatment").order_by("at")
    for event in events:
        found[event.treatment.date.isoformat()].append(
            {"day": event.day, "time": event.time, "step": event.care, "done": event.done, "at": event.at.isoformat()}
        )
    return dict(found)


def is_step(day: int, time: str, care: str) -> bool:
    """Whether the guide has such a step on a day (base 1)."""
    return any(
        one.id == care and time in one.times and day in one.days and one.duty != "avoid"
        for one in published_guide().care
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Something to leave alone: its words, why, and the day (base 1) it comes back, None when not this fortnight."""

    words: str
    rule: Rule | None
    from_day: int | None


def leave_alone(person: Person, day: int) -> list[Closed]:
    """What is closed for a person on a day (base 1), what comes back soonest first."""
    book = book_of(person)
    found: dict[str, Closed] = {}
    for from_day, things in sorted(returns(book).items(), key=lambda pair: pair[0] or LAST_DAY + 1, reverse=True):
        if from_day is not None and from_day <= day:
            continue
        for thing in things:
            rule = thing if isinstance(thing, Rule) else None
            words = said(f"closed-{rule.id if rule else thing}")
            if words not in found:
                found[words] = Closed(words=words, rule=rule, from_day=from_day)
    return sorted(found.values(), key=lambda one: one.from_day or LAST_DAY + 1)
