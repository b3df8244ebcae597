"""A told sign as its person reads it: what they wrote, whom to call, who at the clinic has read it, how it can end.

Alarms about the same signs are one line, with the newest words.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from fortnight.healing.model import Sign, Urgency
from fortnight.web.accounts.entrance import today_for
from fortnight.web.accounts.models import Person
from fortnight.web.healing.calls import Call, calls, lead_words, step_words
from fortnight.web.healing.card import LEAVE, Lines, lines_shown
from fortnight.web.healing.models import Alarm, Question
from fortnight.web.healing.queries import known_signs, standing_for
from fortnight.web.words.dates import said_moment
from fortnight.web.words.rules import told

_LONGEST = 160

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingSign:
    """A told sign that stands. `clinic` is what the clinic has said to it, `sent` whether the clinic has the words.

    `checkin`: a check-in told it, which the clinic can see; it is sent as well where somebody answers there.
    `help_lines` are the lines of the person's country for its signs, `leave` where the page is left for, or empty.
    """

    key: str
    version: str
    urgency: Urgency
    step: str
    lead: str
    calls: tuple[Call, ...]
    help_lines: tuple[Lines, ...]
    leave: str
    signs: tuple[Sign, ...]
    words: str
    at: str
    sent: bool
    checkin: bool
    clinic: str
    outcomes: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A question about signs: its choices, and the answer in words where there is one."""

    key: str
    choices: tuple[Choice, ...]
    answered: bool
    answer: str
    none: bool


def standing(person: Person, alarms: Iterable[Alarm] | None = None, *, private: bool = False) -> list[StandingSign]:
    """What stands for a person, the most urgent first; one line for alarms about the same signs.

    Without `private` what others at home must not read is left out: the sign, and the words that tell of it.
    """
    found: dict[tuple[str, ...], Alarm] = {}
    for alarm in standing_for(person) if alarms is None else alarms:
        found.setdefault(tuple(alarm.signs), alarm)
    lines = [_shown(alarm, person, private=private) for alarm in found.values()]
    return [line for line in lines if line.signs]


def _shown(alarm: Alarm, person: Person, *, private: bool) -> StandingSign:
    urgency, zone, country = alarm.urgency, person.zone, person.country or person.clinic.country
    signs = known_signs(alarm.signs)
    shown = tuple(sign for sign in signs if private or not sign.is_private)
    purposes = dict.fromkeys(sign.line for sign in shown if sign.line)
    return StandingSign(
        key=str(alarm.key),
        version=f"{alarm.key} {alarm.opened or ''} {alarm.acknowledged or ''}",
        urgency=urgency,
        step=step_words(urgency),
        lead=lead_words(urgency),
        calls=calls(urgency, country),
        help_lines=tuple(lines_shown(country, purpose, today_for(person)) for purpose in purposes),
        leave=LEAVE if any(sign.is_private for sign in shown) else "",
        signs=shown,
        words=_said(alarm) if shown == signs else "",
        at=said_moment(alarm.at, zone),
        sent=alarm.message_id is not None,
        checkin=alarm.source == Alarm.CHECKIN,
        clinic=_by_the_clinic(alarm, zone),
        outcomes=tuple(outcomes(urgency).items()),
    )


def _said(alarm: Alarm) -> str:
    """The words of the person, shortened: the message's, or what they typed; of one taken back those that told it."""
    body = alarm.message.body if alarm.message else ""
    whole = " ".join((body or alarm.words).split())
    return whole if len(whole) <= _LONGEST else whole[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _by_the_clinic(alarm: Alarm, zone: str) -> str:
    if alarm.acknowledged:
        values = {"name": _name(alarm), "moment": said_moment(alarm.acknowledged, zone), "reason": alarm.reason}
        return gettext("%(name)s at the clinic, %(moment)s: %(reason)s") % values
    if alarm.opened:
        return gettext("Someone at the clinic opened your message: %(moment)s.") % {"moment": _moment(alarm, zone)}
    return ""


def _name(alarm: Alarm) -> str:
    by = alarm.acknowledged_by
    return (by.name or by.email) if by else gettext("Someone")


def _moment(alarm: Alarm, zone: str) -> str:
    opened: dt.datetime = alarm.opened or alarm.at
    return said_moment(opened, zone)


def outcomes(urgency: Urgency) -> dict[str, str]:
    """How it can have gone, in the person's own words, by the value that is kept."""
    match urgency:
        case Urgency.CRISIS:
            talked, over = gettext("I have talked to someone"), gettext("It has passed")
        case Urgency.POISON:
            talked, over = gettext("A doctor or the poison centre has helped"), gettext("It is over")
        case _:
            talked, over = gettext("I have been seen by a doctor"), gettext("It is over")
    return {Alarm.DOCTOR: talked, Alarm.OVER: over, Alarm.MISTAKEN: gettext("It was not true, or not about me")}


def asking(question: Question) -> Asking:
    """A question with its choices in plain words."""
    choices = tuple((sign.id, told(sign)) for sign in known_signs(question.signs))
    answer = dict(choices).get(question.answer, "")
    return Asking(
        key=str(question.key),
        choices=choices,
        answered=question.answered is not None,
        answer=answer,
        none=question.answer == Question.NONE,
    )
