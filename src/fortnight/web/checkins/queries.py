"""What a person told about their skin, what stands in their course, what waits for them, what the desk has to see."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from fortnight.course.days import local_date
from fortnight.course.model import Phase
from fortnight.guide.model import LAST_DAY
from fortnight.healing.checkin_model import CheckInLevel
from fortnight.healing.depth import depth_of, healing_day
from fortnight.healing.expected import expected
from fortnight.healing.ladder_load import ladder_rules, rungs
from fortnight.healing.ladder_model import History, Ladder
from fortnight.healing.suspects import Suspects, suspects
from fortnight.routine.explain.evening_words import planned_turn, stop_sentence, stop_words, turn_sentences
from fortnight.routine.model.evenings import EveningPlan, evening_plan, is_sparse
from fortnight.verdicts.model import Verdict
from fortnight.web.accounts.convert import Rules, book_with, by_rules, current_treatment, guide_of, profile_of, rules_of
from fortnight.web.accounts.entrance import day_for, today_for
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.answers.card import RequestedDay
from fortnight.web.checkins.convert import history_in, told_in
from fortnight.web.checkins.models import CalmDay, DayPart, RungTrial, SkinCheckIn
from fortnight.web.ground.prepared import prepared
from fortnight.web.routine.convert import evenings_in
from fortnight.web.routine.models import Kept
from fortnight.web.routine.queries import kept_with
from fortnight.web.shelf.hooks import PlannedWords
from fortnight.web.shelf.queries import spoken_rules
from fortnight.web.words.dates import weekday
from fortnight.web.words.rules import language, told

EVENING_FROM = 15
"""The hour from which a check-in counts as that of the evening."""
MOST_AT_DESK = 100
_MOST_IN_COURSE = 400
_LATELY = dt.timedelta(days=28)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingQuestion:
    """Something that a person is asked: in words, where it is answered, and the words on the way there."""

    says: str
    path: str
    answer: str


def part_at(moment: dt.datetime) -> DayPart:
    """The part of the day of a moment on its own clock."""
    return DayPart.EVENING if moment.hour >= EVENING_FROM else DayPart.MORNING


def checkin_with(person: Person, key: uuid.UUID) -> SkinCheckIn | None:
    """One of a person's check-ins, or None where it is another's."""
    return SkinCheckIn.objects.filter(person=person, pk=key).select_related("treatment").first()


def checkins_in(treatment: Treatment) -> list[SkinCheckIn]:
    """Every check-in of a course, the first one first."""
    return _in_course(treatment.pk)


@prepared
def _in_course(treatment: int) -> QuerySet[SkinCheckIn]:
    rows = SkinCheckIn.objects.filter(treatment=treatment).order_by("day", "-part", "at")
    return rows[:_MOST_IN_COURSE]


def checkin_at(treatment: Treatment, day: int, part: str) -> SkinCheckIn | None:
    """The check-in of a part of a day, or None where there is none."""
    return SkinCheckIn.objects.filter(treatment=treatment, day=day, part=part).first()


def before(row: SkinCheckIn, rows: Sequence[SkinCheckIn]) -> list[SkinCheckIn]:
    """Those of a course's check-ins that were told before one."""
    return [other for other in rows if other.pk != row.pk and (other.day, other.at) < (row.day, row.at)]


def course_history(person: Person, rows: Sequence[SkinCheckIn] | None = None) -> History:
    """What happened in a person's current course, with what reacted in earlier ones."""
    treatment = person.current
    if treatment is None:
        return History()
    trials = RungTrial.objects.filter(treatment__person=person)
    return history_in(
        checkins_in(treatment) if rows is None else rows,
        trials.filter(treatment=treatment),
        CalmDay.objects.filter(treatment=treatment),
        trials.exclude(treatment=treatment).filter(outcome=RungTrial.REACTED),
    )


def evenings_of(
    person: Person,
    *,
    rules: Collection[str] | None = None,
    kept: Kept | None = None,
    rows: Sequence[SkinCheckIn] | None = None,
    also: str = "",
) -> EveningPlan:
    """Which evening is for what, as it stands for a person today; the one source of every page that says so.

    `rules` are the ids of those that speak about the person's shelf, `kept` the routine that they follow, `rows` their
    check-ins, each where it was read already; `also` counts as owned. Raises: ValueError without a treatment.
    """
    treatment, day = person.current, max(day_for(person, today_for(person)), 1)
    history = course_history(person, rows) if treatment and treatment.checked_in else History()
    follows = kept or kept_with(person)
    sparse = {care.id for care in guide_of(person).care if is_sparse(care)}
    fixed = {step: days for step, days in evenings_in(follows.lines if follows else ()).items() if step in sparse}
    owned = owned_rungs(spoken_rules(person) if rules is None else rules, history) | ({also} - {""})
    return _evenings(rules_of(person), frozenset(owned), frozenset(fixed.items()), history, day)


@by_rules(1024)
def _evenings(
    rules: Rules, owned: frozenset[str], fixed: frozenset[tuple[str, frozenset[int]]], history: History, day: int
) -> EveningPlan:
    return evening_plan(book_with(rules), history=history, day=day, owned=owned, fixed=dict(fixed))


def planned_words(person: Person, verdict: Verdict, asked: RequestedDay) -> PlannedWords:
    """What a person's plan says of something that was asked about on a day; nothing outside the 14 days."""
    if asked.phase is not Phase.FORTNIGHT or person.current is None:
        return PlannedWords()
    plan = evenings_of(person)
    turn = planned_turn(verdict, plan, asked.day)
    return PlannedWords(
        sentences=turn_sentences(turn, plan, asked.day, asked.treatment, language()) if turn else (),
        stop=stop_sentence(verdict, plan, asked.day, language()),
    )


def stopped_things(person: Person, things: Mapping[str, frozenset[str]], day: int) -> dict[str, str]:
    """By key: what a person's plan says on a day (base 1) in place of a yes, of those that it has rest; else nothing.

    Each thing comes with the ids of the rules that speak about it. Outside the 14 days nothing rests.
    """
    if person.current is None or not person.current.checked_in or not 1 <= day <= LAST_DAY:
        return {}
    plan = evenings_of(person)
    words = {key: stop_words(rules, plan, day, language()) for key, rules in things.items()}
    return {key: stop for key, stop in words.items() if stop}


def ladder_of(person: Person, also: str = "") -> Ladder:
    """A person's ladder as it stands today, and one rung more. Raises: ValueError without a treatment."""
    return evenings_of(person, also=also).ladder


def owned_rungs(rules: Collection[str], history: History) -> set[str]:
    """The ids of the actives that a person owns, by the rules that speak about their shelf, or has tried."""
    met = {use.thing for use in history.uses} | {reaction.thing for reaction in history.reactions}
    return {rung.id for rung in rungs() if rung.id in met or not set(rules).isdisjoint(rung.windows)}


def own_rungs(person: Person) -> set[str]:
    """The ids of the actives that are in a person's products, with those that they tried; none for an empty shelf."""
    rules = spoken_rules(person)
    own = owned_rungs(rules, History())
    return owned_rungs(rules, course_history(person)) if own else own


def suspects_of(person: Person, row: SkinCheckIn, rows: Sequence[SkinCheckIn]) -> Suspects | None:
    """What may be behind an uneasy check-in of a person, with how well each fits; None for one that is calm."""
    if row.level.rank < CheckInLevel.PAUSE.rank:
        return None
    history = course_history(person, [other for other in rows if (other.day, other.at) <= (row.day, row.at)])
    return suspects(told_in(row), history.uses, history.reactions, language())


def skin_sentence(person: Person, day: int) -> str:
    """How skin usually is on a day of the person's course (base 1), in one sentence; empty before the treatment."""
    counted = healing_day(current_treatment(person), day) if person.current else 0
    if counted < 1:
        return ""
    profile = profile_of(person)
    return expected(counted, depth_of(profile.needle_mm), profile.skin_tone, language=language()).sentence


def waiting_questions(
    person: Person, rows: Sequence[SkinCheckIn] | None = None, ways: Ladder | None = None
) -> tuple[WaitingQuestion, ...]:
    """What a person is asked today: after an uneasy check-in without a next one, about yesterday's spot, to go on.

    `rows` are their check-ins and `ways` their ladder, where these were read already.
    """
    if person.current is None or not person.current.checked_in:
        return ()
    rows = checkins_in(person.current) if rows is None else rows
    ways = ways or evenings_of(person, rows=rows).ladder
    questions = [_silence(row, person.zone) for row in rows if row.asked is not None]
    answered = set(_answered(person.current)) if ways.asks_about else set()
    questions += [
        WaitingQuestion(
            says=f"{told(rung, 'name')}: {told(ladder_rules()['ladder-question'])}",
            path=f"{reverse('ladder')}#{rung.id}",
            answer=gettext("Answer"),
        )
        for rung in ways.asks_about
        if rung.id not in answered
    ]
    if ways.asks_to_go_on:
        path = f"{reverse('ladder')}#calm-again"
        questions.append(WaitingQuestion(says=told(ladder_rules()["ladder-ask"]), path=path, answer=gettext("Answer")))
    return tuple(questions)


def _silence(row: SkinCheckIn, zone: str) -> WaitingQuestion:
    day = weekday(local_date(row.at, zone))
    says = gettext("On %(weekday)s your skin was not calm. How is it now?") % {"weekday": day}
    return WaitingQuestion(says=says, path=reverse("checkin"), answer=gettext("Check in"))


def _answered(treatment: Treatment) -> QuerySet[RungTrial, str]:
    return RungTrial.objects.filter(treatment=treatment).exclude(outcome="").values_list("rung", flat=True)


def rung_names() -> dict[str, str]:
    """What each rung is called in the reader's language, by its id."""
    return {rung.id: told(rung, "name") for rung in rungs()}


def uneasy() -> list[SkinCheckIn]:
    """The check-ins that the desk has to see: the last of each course where it is uneasy and nobody attended to it.

    The most serious first, then the newest; those of the last weeks, and no more than a page holds.
    """
    rows = _uneasy(timezone.now() - _LATELY).select_related(
        "person__current", "person__clinic", "person__conversation", "treatment"
    )
    return list(rows.order_by("-worst", "-at")[:MOST_AT_DESK])


def _uneasy(since: dt.datetime) -> QuerySet[SkinCheckIn]:
    later = SkinCheckIn.objects.filter(treatment=OuterRef("treatment"), at__gt=OuterRef("at"))
    rows = SkinCheckIn.objects.filter(worst__gt=0, attended=None, at__gt=since)
    return rows.exclude(Exists(later))


def uneasy_with(key: uuid.UUID) -> SkinCheckIn | None:
    """A check-in of anybody, for the desk, or None."""
    return SkinCheckIn.objects.filter(pk=key).select_related("person").first()


def how_many_uneasy() -> tuple[int, int]:
    """How many check-ins the desk has to see, and how many of them are for a doctor today or at once."""
    ranks = _ranks(timezone.now() - _LATELY)
    return len(ranks), sum(rank >= CheckInLevel.DOCTOR_TODAY.rank for rank in ranks)


@prepared
def _ranks(since: dt.datetime) -> QuerySet[SkinCheckIn, int]:
    return _uneasy(since).order_by("-worst").values_list("worst", flat=True)[:MOST_AT_DESK]


def all_checkins(person: Person) -> dict[str, object]:
    """Everything that a person told about their skin, in every course, for their download."""
    rows = SkinCheckIn.objects.filter(person=person).select_related("treatment").order_by("at")
    trials = RungTrial.objects.filter(treatment__person=person).select_related("treatment")
    calm = CalmDay.objects.filter(treatment__person=person).select_related("treatment").order_by("at")
    return {
        "checkins": [
            {
                "treatment": row.treatment.date,
                "day": row.day,
                "part": row.part,
                "at": row.at,
                "answers": row.answers,
                "used": list(row.ticked.values()),
                "corrected_from": row.before,
                "level": str(row.level),
                "reasons": row.reasons,
                "signs": row.signs,
                "asked": row.asked,
                "at_the_desk": row.silent,
                "attended": row.attended,
            }
            for row in rows
        ],
        "first_uses": [
            {"treatment": event.treatment.date, "active": event.rung, "day": event.day, "outcome": event.outcome}
            for event in trials
        ],
        "calm_again": [{"treatment": event.treatment.date, "day": event.day} for event in calm],
    }
