"""All sessions of a person as one course: each with its gap and what was felt, what is usual, what is too much."""

import datetime as dt
from dataclasses import dataclass

from fortnight.course.courses import PastSession, PurposeRule, TooMuchRule, too_much, usual_course
from fortnight.course.model import NextSession, TooSoon
from fortnight.course.spacing import DEEP_ENOUGH_MM, earliest_next
from fortnight.person.load import rule
from fortnight.person.model import Modifier, Setting
from fortnight.web.accounts.convert import guide_of, treatment_of
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.accounts.queries import treatments_of
from fortnight.web.checkins.queries import checkins_in
from fortnight.web.checkins.words import LEVELS
from fortnight.web.course.back import ReactedBack, as_of, reacted_in
from fortnight.web.me.about import PURPOSES
from fortnight.web.me.spacing import early_for
from fortnight.web.words.rules import language

_DEEP_AT_HOME = "deep-at-home"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """A session of a course. `gap` is how many days after the one before it, None for the first.

    `early` is what it came too soon after, `worst` the most serious check-in in words (empty: none), `pain` the most
    pain that was told, `deep` the rule about depth at home where it went deeper, `ahead`: it is still to come.
    """

    treatment: Treatment
    gap: int | None
    early: TooSoon | None
    worst: str
    pain: int | None
    reacted: tuple[ReactedBack, ...]
    deep: Modifier | None
    ahead: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePage:
    """The page: the latest session first. `past` is how many there were, `planned` the date of the one ahead.

    `following` is None where one is planned. `filed`: it is what the calendar of the current plan has.
    """

    lines: tuple[SessionLine, ...]
    purpose: str
    usual: PurposeRule | None
    too_much: tuple[TooMuchRule, ...]
    following: NextSession | None
    planned: dt.date | None
    filed: bool
    past: int


def course_page(person: Person, today: dt.date) -> CoursePage:
    """The course of a person, as it is today."""
    treatments = list(treatments_of(person))
    past = [treatment for treatment in treatments if treatment.date <= today]
    ahead = [treatment.date for treatment in treatments if treatment.date > today]
    purposes = {value: str(words) for value, words in PURPOSES if value}
    return CoursePage(
        lines=tuple(_line(person, treatments, place, today) for place in range(len(treatments))),
        purpose=purposes.get(person.purpose, ""),
        usual=usual_course(person.purpose),
        too_much=too_much([past_session(treatment) for treatment in treatments]),
        following=_following(person, past[0]) if past and not ahead else None,
        planned=min(ahead, default=None),
        filed=bool(past) and past[0].pk == person.current_id,
        past=len(past),
    )


def past_session(treatment: Treatment) -> PastSession:
    """A session as the core counts it."""
    return PastSession(date=treatment.date, needle_mm=_length(treatment), setting=treatment.setting)


def _line(person: Person, treatments: list[Treatment], place: int, today: dt.date) -> SessionLine:
    treatment, before = treatments[place], treatments[place + 1 :]
    rows = checkins_in(treatment) if treatment.checked_in else []
    worst = max((row.level for row in rows), key=lambda level: level.rank, default=None)
    length = _length(treatment)
    at_home = treatment.setting == Setting.HOME and length is not None and length >= DEEP_ENOUGH_MM
    return SessionLine(
        treatment=treatment,
        gap=(treatment.date - before[0].date).days if before else None,
        early=early_for(person, treatment.date, rows=before) if before else None,
        worst=str(LEVELS[worst]) if worst else "",
        pain=max((row.answers["pain"] for row in rows if "pain" in row.answers), default=None),
        reacted=reacted_in(as_of(person, treatment), rows) if rows or treatment.checked_in else (),
        deep=rule(_DEEP_AT_HOME) if at_home else None,
        ahead=treatment.date > today,
    )


def _following(person: Person, last: Treatment) -> NextSession:
    return earliest_next(treatment_of(last, person), _length(last), guide_of(person), language())


def _length(treatment: Treatment) -> float | None:
    return None if treatment.needle_mm is None else float(treatment.needle_mm)
