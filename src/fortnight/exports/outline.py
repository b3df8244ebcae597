"""The fourteen days of one person as every export needs them: what is due, what begins, what can be used again.

A step stands on the days on which the rulebook opens it, never earlier than the guide has it, and one that is not done
every day on its own evenings (`routine.model.evenings`); a thing of several rules
with the same words (vitamin C by its kind and by what a label shows) comes back on the latest of their days.
"""

from dataclasses import dataclass
from functools import cached_property

from fortnight.course.due import plan
from fortnight.course.model import DayPlan, Session
from fortnight.exports.words import closed_name
from fortnight.guide.model import LAST_DAY, Care, Duty, Stage
from fortnight.routine.model.evenings import EveningPlan, evening_plan
from fortnight.routine.model.layers import in_layers
from fortnight.verdicts.rulebook import Rulebook
from fortnight.verdicts.timing import is_open, returns


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineDay:
    """A day (base 1) with the steps of its halves in the order of the layers.

    `begins` are the steps that start on it for this person, `again` the things that can be used again from it.
    """

    plan: DayPlan
    morning: tuple[Care, ...]
    evening: tuple[Care, ...]
    begins: tuple[Care, ...]
    again: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Outline:
    """The fourteen days of a treatment for the person of a rulebook, in a language.

    `evenings` is which evening is for what, as things stand; None where nothing is known but the rulebook.
    """

    treatment: Session
    book: Rulebook
    language: str
    evenings: EveningPlan | None = None

    @cached_property
    def planned(self) -> EveningPlan:
        """Which evening is for what."""
        return self.evenings or evening_plan(self.book)

    @cached_property
    def first_days(self) -> dict[str, int | None]:
        """By the id of each care: the first day (base 1) for this person, or None where it is not in these 14 days."""
        return dict(self.planned.begins)

    @cached_property
    def again(self) -> dict[str, int | None]:
        """What is closed at first, in words, by the day (base 1) from which it stays open; None: not in 14 days."""
        latest: dict[str, int] = {}
        for day, things in returns(self.book).items():
            for thing in things:
                words = closed_name(thing, self.language)
                latest[words] = max(latest.get(words, 0), day or LAST_DAY + 1)
        return {words: day if day <= LAST_DAY else None for words, day in latest.items()}

    @cached_property
    def days(self) -> tuple[OutlineDay, ...]:
        """The fourteen days. Raises: UsageError at the end of the calendar."""
        return tuple(self._day(day_plan) for day_plan in plan(self.book.guide, self.treatment).days)

    def beginning_in(self, stage: Stage) -> tuple[Care, ...]:
        """The care that begins in a stage for this person, each in the last stage that holds its first day."""
        return tuple(care for care in in_layers(self.book.guide.care) if self._stage_of(care) is stage)

    def _stage_of(self, care: Care) -> Stage | None:
        first = self.first_days[care.id]
        held = [stage for stage in self.book.guide.stages if first is not None and first in stage.days]
        return held[-1] if held else None

    def _day(self, due_plan: DayPlan) -> OutlineDay:
        def due(cares: tuple[Care, ...]) -> tuple[Care, ...]:
            turns = (care for care in in_layers(cares) if self.planned.has_turn(care, due_plan.day))
            return tuple(care for care in turns if is_open(care, due_plan.day, self.book))

        morning, evening = due(due_plan.morning), due(due_plan.evening)
        begins = (care for care in in_layers(dict.fromkeys((*morning, *evening))) if care.duty is not Duty.AVOID)
        return OutlineDay(
            plan=due_plan,
            morning=morning,
            evening=evening,
            begins=tuple(care for care in begins if self.first_days[care.id] == due_plan.day > 1),
            again=tuple(words for words, day in self.again.items() if day == due_plan.day > 1),
        )
