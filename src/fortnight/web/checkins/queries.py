"""What a person told about their skin, what stands in their course, what waits for them, what the desk has to see."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from fortnight.course.days import local_date
from fortnight.healing.checkin_model import CheckInLevel
from fortnight.healing.depth import depth_of, healing_day
from fortnight.healing.expected import expected
from fortnight.healing.ladder import History, Ladder, ladder
from fortnight.healing.ladder_load import ladder_rules, rungs
from fortnight.healing.suspects import Suspects, suspects
from fortnight.web.accounts.convert import cautious_for, current_treatment, guide_of, profile_of
from fortnight.web.accounts.entrance import day_for, today_for
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.checkins.convert import history_of, told_in
from fortnight.web.checkins.models import CalmDay, DayPart, RungTrial, SkinCheckIn
from fortnight.web.shelf.models import Product
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
    rows = SkinCheckIn.objects.filter(treatment=treatment).order_by("day", "-part", "at")
    return list(rows[:_MOST_IN_COURSE])


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
    return history_of(
        checkins_in(treatment) if rows is None else rows,
        trials.filter(treatment=treatment),
        CalmDay.objects.filter(treatment=treatment),
        trials.exclude(treatment=treatment).filter(outcome=RungTrial.REACTED),
    )


def ladder_of(person: Person, rows: Sequence[SkinCheckIn] | None = None, also: str = "") -> Ladder:
    """A person's ladder as it stands today: what they own or have tried, and one more; all of it where that is nothing.

    Raises: ValueError without a treatment.
    """
    day = max(day_for(person, today_for(person)), 1)
    history, cautious = course_history(person, rows), cautious_for(person)
    own = own_rungs(person, history)
    chosen = sorted({*own, also} - {""}) if own else None
    return ladder(guide_of(person), profile_of(person), history, day, chosen, cautious=cautious)


def own_rungs(person: Person, history: History) -> set[str]:
    """The ids of the actives that are in a person's products, with those that they tried; none for an empty shelf."""
    owned = Product.objects.filter(person=person, removed=None, on_shelf__isnull=False).values_list("rules", flat=True)
    spoken = {rule for rules in owned for rule in rules}
    own = {rung.id for rung in rungs() if not spoken.isdisjoint(rung.windows)}
    met = {use.thing for use in history.uses} | {reaction.thing for reaction in history.reactions}
    return own | {rung.id for rung in rungs() if own and rung.id in met}


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


def waiting_questions(person: Person) -> tuple[WaitingQuestion, ...]:
    """What a person is asked today: after an uneasy check-in without a next one, about yesterday's spot, to go on."""
    if person.current is None or not person.current.checked_in:
        return ()
    rows = checkins_in(person.current)
    ways = ladder_of(person, rows)
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
    rows = _uneasy().select_related("person__current", "person__clinic", "person__conversation", "treatment")
    return list(rows.order_by("-worst", "-at")[:MOST_AT_DESK])


def _uneasy() -> QuerySet[SkinCheckIn]:
    later = SkinCheckIn.objects.filter(treatment=OuterRef("treatment"), at__gt=OuterRef("at"))
    rows = SkinCheckIn.objects.filter(worst__gt=0, attended=None, at__gt=timezone.now() - _LATELY)
    return rows.exclude(Exists(later))


def uneasy_with(key: uuid.UUID) -> SkinCheckIn | None:
    """A check-in of anybody, for the desk, or None."""
    return SkinCheckIn.objects.filter(pk=key).select_related("person").first()


def how_many_uneasy() -> tuple[int, int]:
    """How many check-ins the desk has to see, and how many of them are for a doctor today or at once."""
    ranks = list(_uneasy().order_by("-worst").values_list("worst", flat=True)[:MOST_AT_DESK])
    return len(ranks), sum(rank >= CheckInLevel.DOCTOR_TODAY.rank for rank in ranks)


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
