"""The page before a session: what to stop with its date, what to have with its product, home needling, reasons.

It is the same for somebody without a plan, then with days in place of dates, without ticks and without a shelf.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from fortnight.course.before import before_rules, stops
from fortnight.course.before_model import HaveRule, HomeRule, ReasonLevel, ReasonRule, Stop
from fortnight.guide.model import Time
from fortnight.person.load import all_rules
from fortnight.person.model import Flag, Level, Modifier, Profile, Setting
from fortnight.person.modifiers import clinician_flags
from fortnight.web.accounts.models import Person
from fortnight.web.course.actions import CHECKED
from fortnight.web.course.models import Preparation
from fortnight.web.course.queries import meant_products
from fortnight.web.me.about import GROUPS, QUESTIONS, ProfileQuestion, Words
from fortnight.web.routine.choosing import chosen
from fortnight.web.shell.offers import offers
from fortnight.web.words.rules import told

# What was done with the needles is no question before a session.
_AFTERWARDS = {"added_products", "rf_needling"}
_FIRST_DAYS = (1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class StopLine:
    """Something to stop: whether that is done, and the products on the shelf that are meant."""

    stop: Stop
    done: bool
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HaveLine:
    """Something to have: whether it is there, the product for it, and whether that is one's own or one to buy."""

    rule: HaveRule
    done: bool
    product: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeLine:
    """How home needling goes, and whether it is ticked."""

    rule: HomeRule
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonAnswer:
    """What to do about something that is true: `stops` where the session has to wait for it."""

    name: str
    says: str
    stops: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforePage:
    """The page. `checked`: the reasons were gone through; `own` are lines of one's own."""

    stops: tuple[StopLine, ...]
    haves: tuple[HaveLine, ...]
    homes: tuple[HomeLine, ...]
    own: tuple[Preparation, ...]
    groups: tuple[tuple[Words, tuple[ProfileQuestion, ...]], ...]
    reasons: tuple[ReasonRule, ...]
    true: frozenset[str]
    answers: tuple[ReasonAnswer, ...]
    checked: bool

    @property
    def counts(self) -> tuple[int, int]:
        """How many lines are done, of how many."""
        done = [
            *(line.done for line in self.stops),
            *(line.done for line in self.haves),
            *(line.done for line in self.homes),
            *(row.ticked is not None for row in self.own),
        ]
        return sum(done), len(done)


def questions() -> tuple[ProfileQuestion, ...]:
    """What of oneself may stand against a session: every statement on which a rule asks for a clinician."""
    clinicians = {
        condition.field for rule in _clinician_rules() for condition in rule.when if condition.field not in _AFTERWARDS
    }
    return tuple(question for question in QUESTIONS if question.field in clinicians)


def _among(of_group: tuple[ProfileQuestion, ...]) -> tuple[ProfileQuestion, ...]:
    return tuple(question for question in questions() if question in of_group)


def answers(profile: Profile, reasons: Iterable[str]) -> tuple[ReasonAnswer, ...]:
    """What to do about all that stands against a session, what makes it wait first. Nothing of it is a diagnosis."""
    names = {question.rule.id: str(question.words) for question in QUESTIONS if question.rule}
    from_facts = [_of_flag(flag, names) for flag in clinician_flags(profile)]
    rules = [rule for rule in before_rules().reasons if rule.id in set(reasons)]
    from_today = [
        ReasonAnswer(name=told(rule, "name"), says=told(rule), stops=rule.level is ReasonLevel.WAIT) for rule in rules
    ]
    return tuple(sorted((*from_facts, *from_today), key=lambda answer: not answer.stops))


def before_page(
    person: Person | None,
    profile: Profile,
    rows: Iterable[Preparation],
    *,
    date: dt.date | None,
    today: dt.date,
    true: Iterable[str] = (),
    checked: bool = False,
) -> BeforePage:
    """The page for a person and a date, or for anybody and none. `true` are reasons that are true beside the rows."""
    lines, rules = list(rows), before_rules()
    done = {row.item for row in lines if row.item and row.ticked}
    reasons = {rule.id for rule in rules.reasons} & (done | set(true))
    meant = meant_products(person, {rule.id: rule.windows for rule in rules.stops}) if person else {}
    at_home = profile.setting is not Setting.CLINIC
    return BeforePage(
        stops=tuple(
            StopLine(stop=stop, done=stop.rule.id in done, products=tuple(meant.get(stop.rule.id, ())))
            for stop in stops(date, today)
        ),
        haves=tuple(_haves(person, done)),
        homes=tuple(HomeLine(rule=rule, done=rule.id in done) for rule in rules.homes) if at_home else (),
        own=tuple(row for row in lines if not row.item),
        groups=tuple((group.words, part) for group in GROUPS if (part := _among(group.questions))),
        reasons=rules.reasons,
        true=frozenset(reasons) | {question.field for question in questions() if getattr(profile, question.field)},
        answers=answers(profile, reasons),
        checked=checked or CHECKED in done,
    )


def _of_flag(flag: Flag, names: dict[str, str]) -> ReasonAnswer:
    return ReasonAnswer(
        name=names.get(flag.id, told(flag)).rstrip("."), says=told(flag, "asks"), stops=flag.level is Level.STOP
    )


def _clinician_rules() -> list[Modifier]:
    return [rule for rule in all_rules() if rule.clinician is not None]


def _haves(person: Person | None, done: set[str]) -> Iterable[HaveLine]:
    """What to have, each with the product that a routine of the first days would use for it."""
    products = _products(person) if person else {}
    for rule in before_rules().haves:
        name, own = products.get(rule.care, ("", False))
        yield HaveLine(rule=rule, done=rule.id in done, product=name, own=own)


def _products(person: Person) -> dict[str, tuple[str, bool]]:
    """By step: the product for the first days, from the shelf where there is one, else from the catalogue."""
    selection = chosen(person, QueryDict("catalogue=on" if offers().catalogue else ""))
    uses = [use for day in _FIRST_DAYS for time in Time for use in selection.routine.on(day, time)]
    products = {use.step: selection.known[use.key] for use in reversed(uses)}
    return {step: (product.called, product.own) for step, product in products.items()}
