"""Where a person is in their fortnight, as far as a line of the inbox or a snippet needs it."""

from dataclasses import dataclass

from fortnight.course.days import rules_day
from fortnight.guide.load import published_guide
from fortnight.guide.model import LAST_DAY, Stage
from fortnight.web.accounts.convert import treatment_of
from fortnight.web.accounts.entrance import day_for, today_for
from fortnight.web.accounts.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A day of the rules (None without a treatment; it may be before or after the fortnight), and its stages."""

    day: int | None
    stages: tuple[Stage, ...] = ()

    @property
    def ring(self) -> int | None:
        """The day to ring in a strip, or None outside of the fortnight."""
        return self.day if self.stages else None


def course_of(person: Person) -> Course:
    """Where a person is today, in their own zone."""
    treatment = person.current
    if treatment is None:
        return Course(day=None)
    day = rules_day(treatment_of(treatment, person), day_for(person, today_for(person)))
    within = 1 <= day <= LAST_DAY
    stages = (stage for stage in published_guide().stages if within and stage.days.first <= day <= stage.days.last)
    return Course(day=day, stages=tuple(stages))
