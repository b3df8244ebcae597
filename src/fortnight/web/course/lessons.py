"""What the sessions before one taught: what reacted in any of them, and which steps fell behind in the last."""

import datetime as dt
from dataclasses import dataclass

from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.accounts.queries import treatments_of
from fortnight.web.course.back import ReactedBack, StepBack, as_of, back_page, reacted_in

_MOST_STEPS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """What is carried over: reactions with the date of their session, and steps that were ticked seldom in the last."""

    last: Treatment
    reacted: tuple[tuple[dt.date, ReactedBack], ...]
    seldom: tuple[StepBack, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to carry over."""
        return bool(self.reacted or self.seldom)


def lessons_for(person: Person, date: dt.date, today: dt.date) -> Lessons | None:
    """What the sessions before a date taught, or None where there was none; of each thing the latest reaction."""
    earlier = [row for row in treatments_of(person) if row.date < date and row.date <= today]
    if not earlier:
        return None
    reacted: dict[str, tuple[dt.date, ReactedBack]] = {}
    for treatment in earlier:
        if treatment.checked_in:
            for reaction in reacted_in(as_of(person, treatment)):
                reacted.setdefault(reaction.words, (treatment.date, reaction))
    seldom = back_page(person, earlier[0], today).seldom
    return Lessons(last=earlier[0], reacted=tuple(reacted.values()), seldom=seldom[:_MOST_STEPS])
