"""What is due on a day: its stages, the care of the morning and of the evening, what starts, what returns.

For a day the stages come first (two on day 5, where the later adds to the earlier), then the care whose
days hold it, split by time; what is to be avoided stands apart, and what another care takes the place of
is not there. Outside days 1-14 all of it is empty.
"""

from fortnight.course.days import date_of, rules_day
from fortnight.course.model import DayPlan, Plan, Session
from fortnight.guide.model import LAST_DAY, Care, Duty, Guide, Stage, Time


def stages_on(guide: Guide, day: int) -> tuple[Stage, ...]:
    """The stages that hold a day (base 1): one, two on day 5, none outside 1-14."""
    return tuple(stage for stage in guide.stages if day in stage.days)


def care_on(guide: Guide, day: int) -> tuple[Care, ...]:
    """The care that holds on a day (base 1), in the guide's order, things to leave alone included."""
    return tuple(care for care in guide.care if day in care.days)


def coming_back(guide: Guide, day: int) -> tuple[Care, ...]:
    """The care that starts after a day (base 1), the soonest first. Things to leave alone do not count."""
    later = (care for care in guide.care if care.days.first > day and care.duty is not Duty.AVOID)
    return tuple(sorted(later, key=lambda care: care.days.first))


def day_plan(guide: Guide, treatment: Session, day: int) -> DayPlan:
    """What is due on one day of a course (base 1); a clinic's day 0 keeps the rules of day 1.

    Raises: UsageError when the calendar has no such date.
    """
    ruled = rules_day(treatment, day)
    care = care_on(guide, ruled)
    replaced = {entry.instead_of for entry in care}
    doing = tuple(entry for entry in care if entry.duty is not Duty.AVOID and entry.id not in replaced)
    return DayPlan(
        day=day,
        date=date_of(treatment, day),
        stages=stages_on(guide, ruled),
        morning=tuple(entry for entry in doing if Time.MORNING in entry.times),
        evening=tuple(entry for entry in doing if Time.EVENING in entry.times),
        avoid=tuple(entry for entry in care if entry.duty is Duty.AVOID),
        starts=tuple(entry for entry in care if entry.days.first == ruled),
    )


def plan(guide: Guide, treatment: Session) -> Plan:
    """The fourteen days of a treatment. Raises: UsageError at the end of the calendar."""
    days = (day_plan(guide, treatment, day) for day in range(1, LAST_DAY + 1))
    return Plan(treatment=treatment, days=tuple(days))
