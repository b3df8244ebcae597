"""The look back at the fourteen days of one session: what was ticked, how it felt, what reacted, what comes back.

It is read from what is stored and judges nothing anew. A step that was ticked seldom is named without blame.
"""

import copy
import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fortnight.course.courses import PurposeRule, usual_course
from fortnight.course.days import date_of
from fortnight.course.model import NextSession
from fortnight.course.spacing import earliest_next
from fortnight.guide.model import LAST_DAY, Activity, Care
from fortnight.healing.checkin_model import CheckInLevel
from fortnight.healing.depth import depth_of
from fortnight.healing.ladder_load import Rung
from fortnight.healing.ladder_model import RungState
from fortnight.person.modifiers import tighten_activities
from fortnight.web.accounts.convert import current_treatment, guide_of, profile_of
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.checkins.beside import DRAWN, NamedChart
from fortnight.web.checkins.chart import chart
from fortnight.web.checkins.convert import profile_in, shift_of
from fortnight.web.checkins.models import SkinCheckIn
from fortnight.web.checkins.queries import checkins_in, course_history, evenings_of
from fortnight.web.checkins.words import LEVELS, MEASURES, chart_words, thing_words
from fortnight.web.journal.queries import DayPage, fortnight_pages
from fortnight.web.words.rules import language

_SELDOM = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBack:
    """A day of the ribbon: how many steps were ticked of how many, and the worst that was told (empty: nothing)."""

    day: int
    date: dt.date
    done: int
    all: int
    level: str
    level_name: str

    @property
    def tenths(self) -> int:
        """How full the day is, in tenths."""
        return round(10 * self.done / self.all) if self.all else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StepBack:
    """A step of the plan: on how many mornings and evenings it was ticked, of how many."""

    care: Care
    done: int
    all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactedBack:
    """Something that reacted, in words, and on which day."""

    words: str
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLine:
    """What comes back on a date: an active of the ladder, or activities."""

    date: dt.date
    rungs: tuple[Rung, ...]
    activities: tuple[Activity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackPage:
    """The page. `levels` are the check-ins by what they came to, `calm` what was tried and stayed calm."""

    treatment: Treatment
    days: tuple[DayBack, ...]
    steps: tuple[StepBack, ...]
    charts: tuple[NamedChart, ...]
    levels: tuple[tuple[str, str, int], ...]
    reacted: tuple[ReactedBack, ...]
    calm: tuple[str, ...]
    returns: tuple[ReturnLine, ...]
    following: NextSession
    usual: PurposeRule | None

    @property
    def done(self) -> int:
        """How many steps were ticked."""
        return sum(day.done for day in self.days)

    @property
    def all(self) -> int:
        """How many steps there were."""
        return sum(day.all for day in self.days)

    @property
    def seldom(self) -> tuple[StepBack, ...]:
        """The steps that were ticked on less than half of their days, the least first; none where nothing was."""
        rows = (step for step in self.steps if step.done < _SELDOM * step.all) if self.done else ()
        return tuple(sorted(rows, key=lambda step: step.done / step.all))


def as_of(person: Person, treatment: Treatment) -> Person:
    """The person with a treatment of theirs as the current one, for reading alone; nothing is stored."""
    reader = copy.copy(person)
    reader.current = treatment
    return reader


def back_page(person: Person, treatment: Treatment, today: dt.date) -> BackPage:
    """The look back at a treatment of a person, as it is today."""
    reader, rows = as_of(person, treatment), checkins_in(treatment)
    pages = [page for _, pages_of_stage in fortnight_pages(reader) for page in pages_of_stage]
    reacted = reacted_in(reader, rows)
    names = {reaction.words for reaction in reacted}
    tried = (thing_words(rung) for rung in treatment.trials.exclude(outcome="reacted").values_list("rung", flat=True))
    return BackPage(
        treatment=treatment,
        days=tuple(_day(page, rows) for page in sorted(pages, key=lambda page: page.plan.day)),
        steps=_steps(pages),
        charts=_charts(person, treatment, rows),
        levels=_levels(rows),
        reacted=reacted,
        calm=tuple(name for name in tried if name not in names),
        returns=_returns(reader, today),
        following=earliest_next(current_treatment(reader), profile_of(reader).needle_mm, guide_of(reader), language()),
        usual=usual_course(person.purpose),
    )


def reacted_in(reader: Person, rows: Sequence[SkinCheckIn] | None = None) -> tuple[ReactedBack, ...]:
    """What reacted in the current course of a person, each once."""
    reactions = (row for row in course_history(reader, rows).reactions if not row.treatments_ago)
    days: dict[str, int] = {}
    for reaction in reactions:
        days.setdefault(reaction.thing, reaction.day)
    return tuple(ReactedBack(words=thing_words(thing), day=day) for thing, day in days.items())


def _day(page: DayPage, rows: Sequence[SkinCheckIn]) -> DayBack:
    levels = [row.level for row in rows if row.day == page.plan.day]
    worst = max(levels, key=lambda level: level.rank, default=None)
    return DayBack(
        day=page.plan.day,
        date=page.plan.date,
        done=page.done,
        all=len(page.morning) + len(page.evening),
        level=str(worst or ""),
        level_name=str(LEVELS[worst]) if worst else "",
    )


def _steps(pages: Sequence[DayPage]) -> tuple[StepBack, ...]:
    """Every step that counts, in the order of the plan."""
    every, done, cares = Counter[str](), Counter[str](), {}
    for step in (step for page in pages for step in (*page.morning, *page.evening)):
        cares[step.care.id] = step.care
        every[step.care.id] += 1
        done[step.care.id] += step.done
    return tuple(StepBack(care=care, done=done[name], all=every[name]) for name, care in cares.items())


def _charts(person: Person, treatment: Treatment, rows: Sequence[SkinCheckIn]) -> tuple[NamedChart, ...]:
    """Pain, redness and swelling beside what is usual; nothing where nobody checked in."""
    if not rows:
        return ()
    depth, shift = depth_of(profile_in(treatment, person).needle_mm), shift_of(treatment, person)
    pictures = [chart(measure, rows, depth, shift) for measure in DRAWN]
    return tuple(
        NamedChart(chart=picture, name=str(MEASURES[picture.measure]), words=chart_words(picture))
        for picture in pictures
    )


def _levels(rows: Sequence[SkinCheckIn]) -> tuple[tuple[str, str, int], ...]:
    counts = Counter(row.level for row in rows)
    return tuple((str(level), str(LEVELS[level]), counts[level]) for level in CheckInLevel if counts[level])


def _returns(reader: Person, today: dt.date) -> tuple[ReturnLine, ...]:
    """What comes back after today, by its date: actives one at a time, and activities that waited for longer."""
    treatment = current_treatment(reader)
    rungs: dict[dt.date, list[Rung]] = {}
    for row in evenings_of(reader).ladder.rungs:
        if row.day and row.state is not RungState.USED and (at := date_of(treatment, row.day)) > today:
            rungs.setdefault(at, []).append(row.rung)
    activities: dict[dt.date, list[Activity]] = {}
    for activity, day in _later_activities(reader):
        if (at := date_of(treatment, day)) > today:
            activities.setdefault(at, []).append(activity)
    return tuple(
        ReturnLine(date=date, rungs=tuple(rungs.get(date, ())), activities=tuple(activities.get(date, ())))
        for date in sorted({*rungs, *activities})
    )


def _later_activities(reader: Person) -> list[tuple[Activity, int]]:
    """The activities that wait for longer than the fourteen days for a person, each with its day (base 1)."""
    guide = guide_of(reader)
    days: dict[str, int] = {}
    for activity in (*guide.activities, *tighten_activities(guide.activities, profile_of(reader))):
        days[activity.name] = max(activity.from_day or 0, days.get(activity.name, 0))
    return [(activity, days[activity.name]) for activity in guide.activities if days[activity.name] > LAST_DAY]
