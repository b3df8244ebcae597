"""What the pages of this app show: the sensations of a day, the choices of the form, the rungs with their dates."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from fortnight.course.days import date_of
from fortnight.guide.model import LAST_DAY
from fortnight.healing.checkin_load import checkin_rules
from fortnight.healing.checkin_model import NewThing
from fortnight.healing.depth import DARKER, DepthBand, depth_of, healing_day
from fortnight.healing.expected import expected, tier
from fortnight.healing.expected_model import Expected, Sensation, Tier
from fortnight.healing.ladder_load import ladder_rules
from fortnight.healing.ladder_model import Ladder, RungDay, RungState
from fortnight.person.model import Profile
from fortnight.web.accounts.convert import current_treatment, profile_of
from fortnight.web.accounts.entrance import day_for, today_for
from fortnight.web.accounts.models import Person
from fortnight.web.checkins.convert import area_of
from fortnight.web.checkins.models import RungTrial
from fortnight.web.healing.sensations import slug_of
from fortnight.web.words.rules import language, told


@dataclass(frozen=True, slots=True, kw_only=True)
class SkinDay:
    """The day of a person's skin: as the clinic counts it, as the tables count it (never below 1), and by what."""

    day: int
    counted: int
    depth: DepthBand
    profile: Profile
    darker: bool

    @property
    def before(self) -> bool:
        """Whether the treatment is still to come."""
        return self.counted < 1

    @property
    def ring(self) -> int | None:
        """The day to ring in a strip, or None before the treatment and after the fourteen days."""
        return self.counted if 1 <= self.counted <= LAST_DAY else None

    @property
    def shift(self) -> int:
        """How many days later the tables count than the clinic."""
        return self.counted - self.day


@dataclass(frozen=True, slots=True, kw_only=True)
class SensationLine:
    """A sensation on a day: the name in its address, its tier, and the fourteen tiers of its strip."""

    sensation: Sensation
    slug: str
    tier: Tier
    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RungLine:
    """A rung as the ladder shows it: its date, why, and what can be said of it now.

    `following` is its next evening in the plan where that is not its date. `asks`: its spot is asked about; `outcome`
    is what was said of it, empty where nothing was.
    """

    row: RungDay
    day: int | None
    date: dt.date | None
    following: dt.date | None
    why: str
    starts: bool
    asks: bool
    outcome: str


def skin_day(person: Person) -> SkinDay:
    """The day that it is for a person's skin. Raises: ValueError without a treatment."""
    profile, day = profile_of(person), day_for(person, today_for(person))
    return SkinDay(
        day=day,
        counted=healing_day(current_treatment(person), day),
        depth=depth_of(profile.needle_mm),
        profile=profile,
        darker=profile.skin_tone in DARKER,
    )


def expected_on(person: Person, at: SkinDay) -> Expected:
    """What is usual on a day for a person; before the treatment what will be on the first."""
    usual = expected(max(at.counted, 1), at.depth, at.profile.skin_tone, area_of(person), language())
    return replace(usual, day=at.day)


def line_of(sensation: Sensation, at: SkinDay) -> SensationLine:
    """A sensation on a day, with its strip."""
    return SensationLine(
        sensation=sensation,
        slug=slug_of(sensation),
        tier=tier(sensation, max(at.counted, 1), at.depth),
        tiers=sensation.tiers[at.depth],
    )


def new_things() -> tuple[list[NewThing], list[NewThing]]:
    """What can be ticked as new: what is common, and what is offered on demand."""
    things = list(checkin_rules().new.values())
    return [thing for thing in things if thing.common], [thing for thing in things if not thing.common]


def calls_now(thing: NewThing) -> bool:
    """Whether something new must not wait a minute."""
    return thing.sign is not None and thing.sign.urgency.calls_now


def may_start(row: RungDay, day: int) -> bool:
    """Whether a rung may be tried on a day (base 1): its turn has come, or the person prefers it to those before it."""
    ready = row.soonest is not None and row.soonest <= day
    return ready and row.state in (RungState.OPEN, RungState.WAITING)


def ladder_lines(
    person: Person, ways: Ladder, trials: Mapping[str, RungTrial], *, own: Collection[str]
) -> list[RungLine]:
    """The rungs of a ladder with their dates: those that the person owns, or all that the plan has where that is none.

    Each is dated as the plan has it, which is what every other page says.
    """
    treatment, questions = current_treatment(person), {rung.id for rung in ways.asks_about}
    lines = []
    for row in (row for row in ways.rungs if not own or row.rung.id in own):
        trial = trials.get(row.rung.id)
        outcome = trial.outcome if trial else ""
        at = row.day
        following = row.evening if row.evening != at else None
        lines.append(
            RungLine(
                row=row,
                day=at,
                date=None if at is None else date_of(treatment, at),
                following=None if following is None else date_of(treatment, following),
                why=_why(row),
                starts=may_start(row, ways.day),
                asks=row.rung.id in questions and not outcome,
                outcome=outcome,
            )
        )
    return lines


def _why(row: RungDay) -> str:
    """What makes a rung wait, in a sentence: the last of its reasons that is a rule of the ladder, else nothing."""
    rules = ladder_rules()
    names = [name for name in row.reasons if name in rules]
    return told(rules[names[-1]]) if names else ""
